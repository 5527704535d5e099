//! Rows that are work: tasks, activities, calls.

use super::{Cells, Meaning};
use crate::base::{Due, Kind};
use crate::domain::records::{Reason, Record, RecordCall, RecordTask, Refused};
use crate::domain::{TaskSource, TaskState};
use crate::exchange::read::names::Field;
use crate::exchange::read::values;

impl Cells<'_> {
    fn due(&mut self, m: &Meaning) -> Result<Option<Due>, Refused> {
        match &self.one[Field::Due as usize] {
            Some((_, v)) if !values::is_nothing(v) => {
                let due = values::due(v, m.zone).map_err(|()| self.refuse(Field::Due, v, Reason::BadDate))?;
                self.take(Field::Due);
                Ok(Some(due))
            }
            _ => {
                self.take(Field::Due);
                Ok(None)
            }
        }
    }

    pub(super) fn task(mut self, m: &Meaning) -> Result<Record, Refused> {
        let due = self.due(m)?;
        let (created, modified) = (self.when(Field::Created, m.zone)?, self.when(Field::Modified, m.zone)?);
        let closed = self.when(Field::Closed, m.zone)?;
        let (owner, _) = self.owner();
        let mut title = self.take(Field::Title);
        let term = due.map_or_else(String::new, |d| d.day.to_string());
        let ext_id = self.id_or(&[&title, &owner, &term], Field::Title)?;
        let own = self.take(Field::TaskKind);
        if title.is_empty() {
            title = if own.is_empty() { format!("#{ext_id}") } else { own.clone() };
        }
        let activity = m.header.form == "activities" || self.has(Field::TaskKind);
        let mut about = Vec::new();
        values::about(&self.take(Field::Crm), &mut about);
        for (f, kind) in [(Field::Deal, Kind::Deal), (Field::Client, Kind::Client), (Field::Contact, Kind::Contact)] {
            let named = self.take(f);
            if !named.is_empty() {
                about.push((kind, named));
            }
        }
        let done = m.work.is_done(&self.take(Field::State));
        Ok(Record::Task(Box::new(RecordTask {
            row: self.row,
            ext_id,
            kind: m.work.task(&own, &title),
            title,
            source_kind: if activity { TaskSource::Activity } else { TaskSource::Task },
            state: if done { TaskState::Done } else { TaskState::Open },
            owner,
            author: self.take(Field::Author),
            due,
            created,
            modified,
            closed: if done { closed.or(modified) } else { None },
            about,
            note: self.notes.join("\n"),
            extra: self.rest(),
        })))
    }

    pub(super) fn call(mut self, m: &Meaning) -> Result<Record, Refused> {
        let at = self.when(Field::At, m.zone)?.ok_or_else(|| self.refuse(Field::At, "", Reason::BadDate))?;
        let Some(phone) = self.phones.first().cloned() else {
            return Err(self.refuse(Field::Phone, "", Reason::NoNumber));
        };
        let direction = self.take(Field::Direction);
        let result = self.take(Field::Result);
        let seconds = values::seconds(&self.take(Field::Duration));
        let said = m.work.answered(&result).or_else(|| m.work.answered(&direction));
        // A list without a word for it is told by the length; one without lengths lists what was spoken.
        let answered = said.unwrap_or(seconds > 0 || !self.has(Field::Duration));
        let (employee, _) = self.owner();
        let incoming = m.work.incoming(&direction);
        let way = incoming.map_or("", |i| if i { "in" } else { "out" });
        let ext_id = format!("{} {} {} {way} {seconds} {result}", at.0, phone.normal, employee);
        Ok(Record::Call(Box::new(RecordCall {
            row: self.row,
            ext_id,
            at,
            phone,
            employee,
            incoming,
            answered,
            seconds,
            result,
            recorded: !self.take(Field::Recorded).is_empty(),
        })))
    }
}
