//! Rows that are people: contacts, leads, employees.

use super::{Cells, Meaning};
use crate::base::fold;
use crate::domain::records::{Reason, Record, RecordClient, RecordContact, RecordEmployee, RecordLead, Refused};
use crate::exchange::read::names::Field;
use crate::exchange::read::values::inn;

impl Cells<'_> {
    /// The parts of a name, and the whole of it, surname first.
    fn parts(&mut self) -> ([String; 3], String) {
        let parts = [Field::ContactLast, Field::ContactFirst, Field::ContactMiddle].map(|f| self.take(f));
        let whole = parts.iter().filter(|s| !s.is_empty()).cloned().collect::<Vec<_>>().join(" ");
        (parts, whole)
    }

    /// The person a row of a deal names: as the CRM writes the name, else put together from its parts.
    pub(super) fn contact(&mut self) -> RecordContact {
        let ([last, first, middle], whole) = self.parts();
        let written = self.take(Field::Contact);
        RecordContact {
            row: self.row,
            name: if written.is_empty() { whole } else { written },
            first,
            last,
            middle,
            post: self.take(Field::ContactPost),
            phones: std::mem::take(&mut self.phones),
            emails: std::mem::take(&mut self.emails),
            ..RecordContact::default()
        }
    }

    /// A row of a file of contacts: a person, or in amoCRM a company.
    pub(super) fn person(mut self, m: &Meaning) -> Result<Record, Refused> {
        let kind = fold(&self.take(Field::RowKind));
        if ["компани", "организаци", "юр", "company", "organization"].iter().any(|w| kind.starts_with(w))
        {
            return self.company(m);
        }
        let mut c = self.contact();
        if !c.last.is_empty() {
            c.name = [&c.last, &c.first, &c.middle].map(String::as_str).join(" ").trim().replace("  ", " ");
        }
        let number = c.phones.first().map(|p| p.written.clone()).or(c.emails.first().cloned()).unwrap_or_default();
        c.ext_id = self.id_or(&[&c.name, &number], Field::Contact)?;
        if c.is_empty() {
            return Err(self.refuse(Field::Contact, "", Reason::NoName));
        }
        if c.name.is_empty() {
            c.name = number;
        }
        c.company = self.take(Field::Client);
        (c.owner, c.owner_email) = self.owner();
        (c.created, c.modified) = (self.when(Field::Created, m.zone)?, self.when(Field::Modified, m.zone)?);
        c.note = self.notes.join("\n");
        c.extra = self.rest();
        Ok(Record::Contact(Box::new(c)))
    }

    fn company(mut self, m: &Meaning) -> Result<Record, Refused> {
        let (written, person) = (self.take(Field::Client), self.take(Field::Contact));
        let name = if written.is_empty() { person } else { written };
        let ext_id = self.id_or(&[&name], Field::Client)?;
        if name.is_empty() {
            return Err(self.refuse(Field::Client, "", Reason::NoName));
        }
        let (owner, owner_email) = self.owner();
        let (created, modified) = (self.when(Field::Created, m.zone)?, self.when(Field::Modified, m.zone)?);
        Ok(Record::Client(Box::new(RecordClient {
            row: self.row,
            ext_id,
            name,
            inn: inn(&self.take(Field::Inn)),
            owner,
            owner_email,
            site: self.take(Field::Site),
            address: self.take(Field::Address),
            note: self.notes.join("\n"),
            phones: std::mem::take(&mut self.phones),
            emails: std::mem::take(&mut self.emails),
            created,
            modified,
            extra: self.rest(),
            ..RecordClient::default()
        })))
    }

    pub(super) fn lead(mut self, m: &Meaning) -> Result<Record, Refused> {
        let mut c = self.contact();
        let number = c.phones.first().map(|p| p.written.clone()).or(c.emails.first().cloned()).unwrap_or_default();
        let mut title = self.take(Field::Title);
        let ext_id = self.id_or(&[&title, &c.name, &number], Field::Title)?;
        if title.is_empty() {
            title =
                [c.name.clone(), number, format!("#{ext_id}")].into_iter().find(|s| !s.is_empty()).unwrap_or_default();
        }
        let (owner, owner_email) = self.owner();
        let (created, modified) = (self.when(Field::Created, m.zone)?, self.when(Field::Modified, m.zone)?);
        Ok(Record::Lead(Box::new(RecordLead {
            row: self.row,
            ext_id,
            title,
            state: m.work.lead(&self.take(Field::State)),
            owner,
            owner_email,
            person: std::mem::take(&mut c.name),
            company: self.take(Field::Client),
            phones: c.phones,
            emails: c.emails,
            source: self.take(Field::Source),
            created,
            modified,
            note: self.notes.join("\n"),
            extra: self.rest(),
        })))
    }

    pub(super) fn employee(mut self) -> Result<Record, Refused> {
        let (parts, whole) = self.parts();
        // «Иван Иванов» of one column is «Иванов Иван Петрович» where the file has the parts too.
        let mut name = self.take(Field::Name);
        if !parts[0].is_empty() || name.is_empty() {
            name = whole;
        }
        let ext_id = self.id_or(&[&name], Field::Name)?;
        // The Maven set has no ids but the names.
        if name.is_empty() && !self.has(Field::Name) {
            name.clone_from(&ext_id);
        }
        if name.is_empty() {
            return Err(self.refuse(Field::Name, "", Reason::NoName));
        }
        Ok(Record::Employee(Box::new(RecordEmployee {
            row: self.row,
            ext_id,
            name,
            email: self.emails.first().cloned().unwrap_or_default(),
            login: self.take(Field::Login),
            department: self.take(Field::Department),
            post: self.take(Field::Post),
            head: self.take(Field::Head),
            region: self.take(Field::Region),
            phones: std::mem::take(&mut self.phones),
            extra: self.rest(),
        })))
    }
}
