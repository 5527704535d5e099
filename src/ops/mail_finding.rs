//! Combing the leaver's mailbox (1-G2): what is found becomes a task of whoever answers for the client now, and a promise
//! stands on the client's card besides. When the mailbox is through, that is recorded with the number of letters.

use serde::{Deserialize, Serialize};

use super::case_row::CaseRow;
use super::{About, Asks, Command, Ctx, after};
use crate::base::{
    CaseId, ClientId, Code, Due, EmployeeId, Fault, FindingId, HOUR_MS, Kind, LineId, Ref, Res, TaskId, clean, fold,
};
use crate::domain::context::check_text;
use crate::domain::rights::Right;
use crate::domain::{Actor, CaseKind, LineKind, MailFound, TaskKind, Temperature};
use crate::store::{Tx, Val, params};

/// The titles of the tasks, by the word of the finding; people's words stand in `assets`.
const TITLES: &str = include_str!("../../assets/checklists/mail-findings.txt");

/// Something in the mailbox that somebody has to follow up. Without a day it is due by the end of the next working day,
/// an unanswered letter by the end of this one.
///
/// Errors: `Placeholder` for a text that says nothing; `UnknownClient`, `DateInPast`, `UnknownCase`, `CaseClosed`.
#[derive(Debug, Clone, Serialize)]
pub struct MailFinding {
    pub case: CaseId,
    pub client: Option<ClientId>,
    pub kind: MailFound,
    pub text: String,
    pub due: Option<Due>,
}

/// The task it became, and whose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailFollowed {
    pub finding: FindingId,
    pub task: TaskId,
    pub owner: EmployeeId,
}

impl Command for MailFinding {
    type Out = MailFollowed;
    const WORD: &'static str = "mail-finding";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::PlanTasks, About::Case(self.case))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<MailFollowed> {
        let case = CaseRow::open(tx, self.case)?;
        let text = clean(&self.text).trim().to_owned();
        check_text(&text).map_err(|p| p.fault(&text))?;
        let due = self.due(cx)?;
        let temporary =
            tx.one("SELECT temporary_id FROM handover_case WHERE id = ?1", params![case.id], |r| r.get(0))?.flatten();
        let holder = self.owner(tx)?;
        // Who did not come answers no letters, where his clients lie on his card too.
        let here = holder.filter(|who| case.kind != CaseKind::Crisis || Some(*who) != case.leaver);
        let owner = match here.or(temporary) {
            Some(who) => who,
            None => case.head()?,
        };
        let author = match cx.actor {
            Actor::Person(id) => Some(id),
            _ => case.head,
        };
        let title = title(self.kind, &text);
        let task = self.task(tx, cx, &title, owner, author, due)?;
        if let (Some(client), true) = (self.client, self.kind != MailFound::Unanswered) {
            let note = [
                ("client_id", Val::from(client)),
                ("author_id", author.into()),
                ("at", tx.at().into()),
                ("text", title.as_str().into()),
                ("source", "mail".into()),
            ];
            tx.insert(Kind::Note, &note)?;
        }
        let for_now = temporary.filter(|who| *who == owner);
        let undecided = [case.leaver, temporary, case.head].contains(&holder);
        if for_now.is_some() || (holder.is_some() && undecided) {
            self.line(tx, cx, &title, task, for_now, due)?;
        }
        let finding = tx.insert(
            Kind::Finding,
            &[
                ("case_id", case.id.into()),
                ("client_id", self.client.into()),
                ("kind", self.kind.into()),
                ("text", text.into()),
                ("task_id", task.into()),
                ("at", tx.at().into()),
                ("by_actor", (&cx.actor).into()),
            ],
        )?;
        after::settle(tx, cx, case.id)?;
        Ok(MailFollowed { finding: FindingId(finding), task, owner })
    }
}

/// «Ответить на письмо: …».
fn title(kind: MailFound, text: &str) -> String {
    let form = TITLES.lines().find_map(|l| l.split_once('=').filter(|(word, _)| word.trim() == kind.word()));
    form.map_or_else(|| text.to_owned(), |(_, form)| form.trim().replace("{text}", text))
}

impl MailFinding {
    fn due(&self, cx: &Ctx<'_>) -> Res<Due> {
        if let Some(due) = self.due {
            if due.day < cx.clock.today() {
                return Err(Fault::new(Code::DateInPast).with("value", due));
            }
            return Ok(due);
        }
        let (calendar, today) = (cx.calendar(), cx.clock.today());
        let day = match self.kind {
            MailFound::Unanswered => calendar.on_or_after(today),
            MailFound::Promise | MailFound::Agreement => calendar.add_working_days(today, 1),
        };
        Ok(Due { day, minute: None })
    }

    /// Whoever answers for the client now: the new manager, or the temporary one.
    fn owner(&self, tx: &Tx<'_>) -> Res<Option<EmployeeId>> {
        let Some(client) = self.client else { return Ok(None) };
        let sql = "SELECT owner_id FROM client WHERE id = ?1 AND deleted = 0";
        tx.one(sql, params![client], |r| r.get(0))?.ok_or_else(|| Fault::new(Code::UnknownClient).with("name", client))
    }

    fn task(
        &self,
        tx: &mut Tx<'_>,
        cx: &Ctx<'_>,
        title: &str,
        owner: EmployeeId,
        author: Option<EmployeeId>,
        due: Due,
    ) -> Res<TaskId> {
        let fields = [
            ("client_id", Val::from(self.client)),
            ("owner_id", owner.into()),
            ("author_id", author.into()),
            ("kind", TaskKind::Other.into()),
            ("title", title.into()),
            ("title_fold", fold(title).into()),
            ("due_day", due.day.into()),
            ("due_minute", due.minute.into()),
            ("due_at", due.instant(cx.clock.zone, cx.office.day_end).into()),
            ("created_at", tx.at().into()),
        ];
        Ok(TaskId(tx.insert(Kind::Task, &fields)?))
    }

    /// What is to be done for a client without a decision goes on with it when the distribution decides: a line of its own.
    /// `for_now` is the temporary owner whose task it is.
    fn line(
        &self,
        tx: &mut Tx<'_>,
        cx: &Ctx<'_>,
        title: &str,
        task: TaskId,
        for_now: Option<EmployeeId>,
        due: Due,
    ) -> Res<()> {
        let sql = "SELECT id, segment, batch_seq IS NOT NULL FROM ledger_line WHERE case_id = ?1 AND kind = 'client' AND object_id = ?2";
        let parent = match self.client {
            Some(client) => tx.one(sql, params![self.case, client], |r| {
                Ok((r.get::<_, LineId>(0)?, r.get::<_, String>(1)?, r.get::<_, bool>(2)?))
            })?,
            None => None,
        };
        // His own client, or one that is his for good by now: the task is simply his.
        if (self.client.is_some() && parent.is_none()) || parent.as_ref().is_some_and(|(.., decided)| *decided) {
            return Ok(());
        }
        let at = due.instant(cx.clock.zone, cx.office.day_end);
        let hot = at <= cx.clock.now.plus(i64::from(cx.office.hot_hours) * HOUR_MS);
        let temperature = if hot { Temperature::Hot } else { Temperature::Cold };
        let fields = [
            ("case_id", Val::from(self.case)),
            ("kind", LineKind::Task.into()),
            ("object_id", task.0.into()),
            ("parent_id", parent.as_ref().map(|(id, ..)| *id).into()),
            ("late", true.into()),
            ("title", title.into()),
            ("segment", parent.map(|(_, segment, _)| segment).unwrap_or_default().into()),
            ("temperature", temperature.into()),
            ("due_at", at.into()),
            ("temp_id", for_now.into()),
        ];
        tx.insert(Kind::Line, &fields)?;
        tx.exec(
            "INSERT OR IGNORE INTO active_object (kind, id, case_id) VALUES ('task', ?1, ?2)",
            params![task, self.case],
        )?;
        Ok(())
    }
}

/// «Почта прочёсана»: so many letters were looked through. `letters` is `None` to take it back.
#[derive(Debug, Clone, Serialize)]
pub struct MailCombed {
    pub case: CaseId,
    pub letters: Option<u32>,
}

/// How many findings the case has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailDone {
    pub findings: u32,
}

impl Command for MailCombed {
    type Out = MailDone;
    const WORD: &'static str = "mail-combed";

    fn object(&self) -> Option<Ref> {
        Some(self.case.into())
    }

    fn asks(&self) -> Vec<Asks> {
        vec![Asks::new(Right::PlanTasks, About::Case(self.case))]
    }

    fn run(&self, tx: &mut Tx<'_>, cx: &Ctx<'_>) -> Res<MailDone> {
        CaseRow::open(tx, self.case)?;
        let at = self.letters.map(|_| tx.at());
        tx.set(Kind::Case, self.case.0, &[("mail_at", at.into()), ("mail_letters", self.letters.into())])?;
        after::settle(tx, cx, self.case)?;
        let n = tx.count("SELECT count(*) FROM mail_finding WHERE case_id = ?1", params![self.case])?;
        Ok(MailDone { findings: u32::try_from(n).unwrap_or(u32::MAX) })
    }
}
