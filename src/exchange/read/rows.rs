//! From the cells of a row to a record, or to the reason why not.

mod people;
mod work;

use super::events::{EventWords, rows_in};
use super::header::{Column, Header};
use super::names::{Field, StageWords};
use super::values::{self, inn};
use super::work::WorkWords;
use crate::base::{At, Currency, Zone, fold};
use crate::domain::records::{
    Extra, Phone, Reason, Record, RecordClient, RecordDeal, RecordEvent, RecordProduct, Refused, Row,
};
use crate::domain::{FileKind, LogKind, StageKind};

/// What the cells mean apart from their header.
#[derive(Debug, Clone)]
pub struct Meaning<'a> {
    pub header: &'a Header,
    pub stages: &'a StageWords,
    pub events: &'a EventWords,
    pub work: &'a WorkWords,
    pub zone: Zone,
    /// The office's currency.
    pub currency: Currency,
    /// Cells beside the table are notes of whoever keeps the sheet; in a text they say that it was cut wrongly.
    pub spill: bool,
}

/// The cells of one row by field.
struct Cells<'a> {
    row: u64,
    columns: &'a [Column],
    one: Vec<Option<(usize, String)>>,
    phones: Vec<Phone>,
    emails: Vec<String>,
    notes: Vec<String>,
    products: Vec<String>,
    extra: Extra,
}

/// Makes a record of a row. `cells` are already cleaned (`values::text`).
pub fn read(row: u64, cells: &[String], m: &Meaning) -> Row {
    let columns = &m.header.columns;
    let beside = || cells.iter().enumerate().skip(columns.len()).filter(|(_, c)| !c.is_empty());
    if let Some((_, value)) = beside().next().filter(|_| !m.spill) {
        return Row::Refused(Refused::new(row, "", value, Reason::ExtraCells).with_cells(cells));
    }
    let mut c = Cells::sort(row, columns, cells);
    c.extra.extend(beside().map(|(i, value)| (format!("#{}", i + 1), value.clone())));
    let made = match m.header.kind {
        FileKind::Deals => c.deal(m),
        FileKind::Clients => c.client(m),
        FileKind::Employees => c.employee(),
        FileKind::Contacts => c.person(m),
        FileKind::Leads => c.lead(m),
        FileKind::Tasks => c.task(m),
        FileKind::Calls => c.call(m),
        FileKind::Log => c.event(m),
        FileKind::Products => c.product(),
    };
    match made {
        Ok(record) => Row::Record(record),
        Err(refused) => Row::Refused(refused.with_cells(cells)),
    }
}

impl<'a> Cells<'a> {
    fn sort(row: u64, columns: &'a [Column], cells: &[String]) -> Self {
        let mut c = Cells {
            row,
            columns,
            one: vec![None; Field::ALL.len()],
            phones: Vec::new(),
            emails: Vec::new(),
            notes: Vec::new(),
            products: Vec::new(),
            extra: Vec::new(),
        };
        for (i, cell) in cells.iter().enumerate().take(columns.len()) {
            if cell.is_empty() {
                continue;
            }
            let cell = cell.clone();
            match columns[i].field {
                // What is no number and no mail is kept as it stands.
                Some(Field::Phone) if values::phones(&cell, &mut c.phones) => {}
                Some(Field::Email) if values::emails(&cell, &mut c.emails) => {}
                Some(Field::Phone | Field::Email) => c.extra.push((columns[i].name.clone(), cell)),
                Some(Field::Note) => c.notes.push(cell),
                Some(Field::Product) => c.products.push(cell),
                Some(f) => match &c.one[f as usize] {
                    None => c.one[f as usize] = Some((i, cell)),
                    Some((_, same)) if *same == cell => {}
                    Some(_) => c.extra.push((columns[i].name.clone(), cell)),
                },
                None => c.extra.push((columns[i].name.clone(), cell)),
            }
        }
        c
    }

    fn take(&mut self, f: Field) -> String {
        self.one[f as usize].take().map(|(_, v)| v).unwrap_or_default()
    }

    fn refuse(&self, f: Field, value: &str, reason: Reason) -> Refused {
        let of_field = || self.columns.iter().find(|c| c.field == Some(f));
        let column = match &self.one[f as usize] {
            Some((i, _)) => self.columns.get(*i),
            None => of_field(),
        };
        Refused::new(self.row, column.map_or("", |c| &c.name), value, reason)
    }

    fn id(&mut self) -> Result<String, Refused> {
        let id = self.take(Field::ExtId);
        if id.is_empty() { Err(self.refuse(Field::ExtId, "", Reason::NoId)) } else { Ok(id) }
    }

    /// The id; in a table that has no column of ids what tells the row from others stands for it.
    fn id_or(&mut self, parts: &[&str], of: Field) -> Result<String, Refused> {
        if self.has(Field::ExtId) {
            return self.id();
        }
        let parts: Vec<&str> = parts.iter().copied().filter(|p| !p.is_empty()).collect();
        if parts.is_empty() { Err(self.refuse(of, "", Reason::NoName)) } else { Ok(parts.join(" · ")) }
    }

    /// An owner: the name as written, and the mail where that is what is written.
    fn owner(&mut self) -> (String, String) {
        let (name, mut mail) = (self.take(Field::Owner), self.take(Field::OwnerEmail).to_lowercase());
        if mail.is_empty() && name.contains('@') {
            mail = name.to_lowercase();
        }
        (name, mail)
    }

    fn when(&mut self, f: Field, zone: Zone) -> Result<Option<At>, Refused> {
        match &self.one[f as usize] {
            Some((_, v)) if !values::is_nothing(v) => {
                let at = values::instant(v, zone).map_err(|()| self.refuse(f, v, Reason::BadDate))?;
                self.take(f);
                Ok(Some(at))
            }
            _ => {
                self.take(f);
                Ok(None)
            }
        }
    }

    fn amount(&mut self, m: &Meaning) -> Result<(Option<i64>, Currency), Refused> {
        let currency = match &self.one[Field::Currency as usize] {
            None => m.currency,
            Some((_, v)) => values::currency(v).ok_or_else(|| self.refuse(Field::Currency, v, Reason::BadAmount))?,
        };
        match &self.one[Field::Amount as usize] {
            Some((_, v)) if !values::is_nothing(v) => {
                let (minor, currency) =
                    values::amount(v, currency).map_err(|()| self.refuse(Field::Amount, v, Reason::BadAmount))?;
                self.take(Field::Amount);
                self.take(Field::Currency);
                Ok((Some(minor), currency))
            }
            _ => {
                self.take(Field::Amount);
                self.take(Field::Currency);
                Ok((None, currency))
            }
        }
    }

    /// What the record has no place for, in the order of the columns: nothing that a file tells is dropped.
    fn rest(&mut self) -> Extra {
        let mut left: Vec<(usize, String)> = self.one.iter_mut().filter_map(Option::take).collect();
        left.sort_by_key(|(i, _)| *i);
        self.extra.extend(left.into_iter().map(|(i, v)| (self.columns[i].name.clone(), v)));
        std::mem::take(&mut self.extra)
    }

    fn deal(mut self, m: &Meaning) -> Result<Record, Refused> {
        let (amount, currency) = self.amount(m)?;
        let (created, modified) = (self.when(Field::Created, m.zone)?, self.when(Field::Modified, m.zone)?);
        let expected = self.when(Field::ExpectedClose, m.zone)?;
        let closed = self.when(Field::Closed, m.zone)?;
        let stage = self.stage(m);
        let group = self.take(Field::StageGroup);
        let known = m.stages.kind(&stage).or_else(|| m.stages.kind(&group));
        let stage_kind = known.unwrap_or(StageKind::Open);
        let ended = !stage_kind.is_open();
        // «Сделка закрыта: Да» in a stage that is taken for an open one: the person is asked.
        let closed_flag = self.take(Field::ClosedFlag);
        let contradicts = !ended && values::yes(&closed_flag);
        let contact = self.contact();
        let mut client = self.take(Field::Client);
        let of_contact =
            |c: &Option<(usize, String)>| c.as_ref().is_some_and(|(_, v)| client.is_empty() || *v == client);
        if of_contact(&self.one[Field::ContactCompany as usize]) {
            client = self.take(Field::ContactCompany);
        }
        if client.is_empty() {
            // A deal with a person and no company: the person is the client.
            client.clone_from(&contact.name);
        }
        let mut title = self.take(Field::Title);
        // Deals of one title and client are told apart by their day.
        let day = created.map_or_else(String::new, |at| m.zone.day(at).to_string());
        let ext_id = self.id_or(&[&title, &client, &day], Field::Title)?;
        if title.is_empty() {
            title = format!("#{ext_id}");
        }
        let (owner, owner_email) = self.owner();
        Ok(Record::Deal(Box::new(RecordDeal {
            row: self.row,
            title,
            pipeline: self.take(Field::Pipeline),
            stage_known: !contradicts && (known.is_some() || stage.is_empty()),
            stage,
            stage_kind,
            amount,
            currency,
            owner,
            owner_email,
            client,
            // HubSpot lists all of them, the first one first.
            client_ext_id: self.take(Field::ClientExtId).split(';').next().unwrap_or_default().trim().to_owned(),
            client_inn: inn(&self.take(Field::Inn)),
            contact,
            created,
            modified,
            expected_close: expected.map(|at| m.zone.day(at)),
            // Bitrix24 moves the expected date to the day of closing; a CRM without either tells the last change.
            closed: if ended { closed.or(expected).or(modified) } else { None },
            loss_reason: self.take(Field::LossReason),
            source: self.take(Field::Source),
            tags: self.take(Field::Tags),
            products: std::mem::take(&mut self.products),
            notes: std::mem::take(&mut self.notes),
            extra: self.rest(),
            ext_id,
        })))
    }

    /// The stage a deal stands in. Where a CRM leaves an ended deal in its last stage and says beside it how it ended, the
    /// end is the stage, and the other one is kept with the row.
    fn stage(&mut self, m: &Meaning) -> String {
        let (column, stage) = match &self.one[Field::Stage as usize] {
            Some((i, _)) => (self.columns[*i].name.clone(), self.take(Field::Stage)),
            None => (String::new(), String::new()),
        };
        let ended = self.take(Field::Ended);
        let kind = m.stages.kind(&ended).filter(|k| !k.is_open());
        if kind.is_none() || kind == m.stages.kind(&stage) {
            return stage;
        }
        if !stage.is_empty() {
            self.extra.push((column, stage));
        }
        ended
    }

    fn client(mut self, m: &Meaning) -> Result<Record, Refused> {
        let inn = inn(&self.take(Field::Inn));
        // Where the name is the id (the Maven set), one column feeds both; where there is no id, the ИНН or the name is.
        let (ext_id, name) = match (self.has(Field::ExtId), self.has(Field::Name)) {
            (true, true) => (self.id()?, self.take(Field::Name)),
            (true, false) => {
                let id = self.id()?;
                (id.clone(), id)
            }
            (false, _) => {
                let name = self.take(Field::Name);
                (if inn.is_empty() { name.clone() } else { inn.clone() }, name)
            }
        };
        if name.is_empty() {
            return Err(self.refuse(Field::Name, "", Reason::NoName));
        }
        let (created, modified) = (self.when(Field::Created, m.zone)?, self.when(Field::Modified, m.zone)?);
        let (owner, owner_email) = self.owner();
        let (contact, contact_post) = (self.take(Field::Contact), self.take(Field::ContactPost));
        Ok(Record::Client(Box::new(RecordClient {
            row: self.row,
            ext_id,
            name,
            inn,
            industry: self.take(Field::Industry),
            region: self.take(Field::Region),
            segment: self.take(Field::Segment),
            contact,
            contact_post,
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
        })))
    }

    fn product(mut self) -> Result<Record, Refused> {
        let ext_id = self.id()?;
        Ok(Record::Product(Box::new(RecordProduct { row: self.row, name: ext_id.clone(), ext_id, extra: self.rest() })))
    }

    fn event(mut self, m: &Meaning) -> Result<Record, Refused> {
        let at = self.when(Field::At, m.zone)?.ok_or_else(|| self.refuse(Field::At, "", Reason::BadDate))?;
        let written = cut(self.take(Field::Event), RecordEvent::WRITTEN);
        let detail = self.take(Field::Detail);
        let kind = m.events.kind(&written);
        let rows = match crate::base::digits(&self.take(Field::Rows)).parse() {
            Ok(n) => n,
            Err(_) if kind == LogKind::Export => rows_in(&detail).max(rows_in(&written)),
            Err(_) => 0,
        };
        Ok(Record::Event(Box::new(RecordEvent {
            row: self.row,
            at,
            kind,
            written,
            user: cut(self.take(Field::User), RecordEvent::OBJECT),
            object: cut(self.take(Field::Object), RecordEvent::OBJECT),
            address: cut(self.take(Field::Ip), RecordEvent::ADDRESS),
            detail: cut(detail, RecordEvent::DETAIL),
            rows,
        })))
    }

    fn has(&self, f: Field) -> bool {
        self.columns.iter().any(|c| c.field == Some(f))
    }
}

/// At most so many characters.
fn cut(mut s: String, chars: usize) -> String {
    if s.len() > chars
        && let Some((i, _)) = s.char_indices().nth(chars)
    {
        s.truncate(i);
    }
    s
}

/// A totals row: the first cell with something in it says so, and no letter follows («Итого по отделу» does not end a
/// name).
pub fn is_totals(cells: &[String]) -> bool {
    cells.iter().find(|c| !c.is_empty()).is_some_and(|c| {
        let c = fold(c);
        ["итого", "всего", "total"]
            .iter()
            .any(|w| c.strip_prefix(w).is_some_and(|rest| rest.chars().next().is_none_or(|c| !c.is_alphanumeric())))
    })
}
