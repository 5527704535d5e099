//! Every question a screen may ask, as a value, and its answer. One line per question in each of the three places.

use super::window::{Page, Place, Total, Window};
use super::{
    Scope, absence, acceptance, access_matrix, accesses, act_state, calls, case, cases, chain, checklist, clients,
    context, correspondence, crisis_plan, crm, deals, employees, found, fresh, inbox, interview, journal, ledger, log,
    mail, metrics, offered, orphans, owner_change, papers, person_form, promises, proposals, rehearsal, sheets,
    signals, signatures, single, tasks, tell, today, undoable, watch, who, wizard,
};
use crate::base::{CaseId, ClientId, Clock, DealId, EmployeeId, LineId, Ref, Res, Seq, Sums, TaskId};
use crate::domain::papers::CrmChange;
use crate::domain::rights::{Matrix, Who};
use crate::domain::settings::Office;
use crate::store::Connection;

/// A step of the wizard shows so many lines at once; it filters by receiver, so more are rare.
const LINES: u32 = 5_000;
/// How far ahead «Сегодня» looks: who has little to do today sees what comes.
const AHEAD_DAYS: i32 = 7;
/// Cases whose figures are counted for the screen «Метрики», the newest.
const CASES: u32 = 50;

/// On what and for whom a question is answered.
pub struct Asker<'a> {
    pub conn: &'a Connection,
    pub scope: &'a Scope,
    /// Who asks: for what is told to one person or role.
    pub who: Who,
    pub clock: Clock,
    pub office: &'a Office,
}

impl Asker<'_> {
    /// Whose signals and incidents are seen.
    pub fn watch(&self) -> Res<who::Sight> {
        Ok(who::watch(&Matrix::shipped()?, &self.who))
    }
}

#[derive(Debug, Clone)]
pub enum Query {
    Clients(clients::Find, Window),
    /// Where a row stands in a list, counted to the end.
    ClientPlace(clients::Find, ClientId),
    DealPlace(deals::Find, DealId),
    TaskPlace(tasks::Find, TaskId),
    Client(ClientId),
    Deals(deals::Find, Window),
    /// The sums of everything that list holds.
    DealSums(deals::Find),
    Deal(DealId),
    /// Everybody the filter finds.
    Employees(String),
    Employee(EmployeeId),
    /// What the forms about a person have to know.
    PersonForm(EmployeeId),
    /// The same with everybody who may stand in.
    AbsenceForm(EmployeeId),
    /// What a crisis of somebody would do; `None`: of a surname that is not in the base yet.
    CrisisPlan(Option<EmployeeId>),
    /// An absence: who, when, and its way back.
    Absence(CaseId),
    /// What the handover of one client alone would take along.
    SinglePlan(ClientId),
    /// What was said when one client was handed over alone.
    Single(CaseId),
    Tasks(tasks::Find, Window),
    Task(TaskId),
    Cases(Window),
    Wizard(CaseId),
    /// Lines of a case's ledger, the first [`LINES`].
    Ledger(CaseId, ledger::LedgerFilter),
    /// What is proposed, and to what loads it leads.
    Preview(CaseId),
    Checklist(CaseId),
    ContextQueue(CaseId),
    Interview(CaseId),
    Rehearsal(CaseId),
    /// The form of one deal or client of a case.
    Context(CaseId, Ref),
    /// What was promised in what a case hands over.
    Promises(CaseId),
    Receivers(CaseId),
    Sheets(CaseId),
    /// What is offered to one receiver in one case, the first [`LINES`].
    Desk(CaseId, EmployeeId),
    /// One line of it, with all that is known.
    Offered(CaseId, LineId),
    /// The comments for the CRM's cards.
    Comments(CaseId),
    /// What the CRM does not show yet, with how all compares.
    Crm(CaseId),
    Accesses(CaseId),
    /// The register, whole.
    AccessList(accesses::Find),
    /// Employees × systems; the language of the headings.
    AccessMatrix(&'static str),
    /// What the program does by itself in a case.
    Chain(CaseId),
    Letters(CaseId),
    /// Whom to call today.
    Calls(CaseId),
    /// Which data is how old, and what to fetch.
    Fresh(CaseId),
    /// What was found in the leaver's mailbox.
    Mail(CaseId),
    /// The act as it stands now: its signatures and where it was written.
    Act(CaseId),
    Journal(journal::Find, Window),
    /// What one entry of the journal changed.
    Entry(Seq),
    /// People, clients and deals by a few letters: the palette.
    Search(String),
    /// What to do now over all open cases.
    Today,
    /// What the program tells whoever asks.
    Inbox(inbox::Find),
    /// Who holds objects that nobody answers for.
    OrphanOwners,
    Orphans(orphans::Find, Window),
    /// What a change of many clients' manager would do.
    OwnerChange(Box<owner_change::Wish>),
    /// The newest cases with their figures.
    Metrics,
    /// The last operations that can be taken back.
    Undoable,
    /// Signals and incidents.
    Watch(watch::Find),
    WatchCard(watch::WatchId),
    /// A window of the CRM's activity log.
    Log(log::Find, Window),
    /// The correspondence of each client of a case.
    Correspondence(CaseId),
    /// Whom to tell about the new manager in person.
    Tell(CaseId),
    /// The step «Логи» of a case.
    CaseLog(CaseId),
}

#[derive(Debug)]
pub enum Answer {
    Clients(Page<clients::ClientRow>),
    Client(ClientId, Option<Box<clients::ClientCard>>),
    Deals(Page<deals::DealRow>),
    DealSums(deals::Find, Sums),
    Deal(DealId, Option<Box<deals::DealCard>>),
    Employees(Page<employees::EmployeeRow>),
    Employee(EmployeeId, Option<Box<employees::EmployeeCard>>),
    PersonForm(Option<Box<person_form::PersonForm>>),
    CrisisPlan(Option<Box<crisis_plan::CrisisPlan>>),
    Absence(Option<Box<absence::AbsenceView>>),
    SinglePlan(Option<Box<single::SinglePlan>>),
    Single(Option<Box<single::SingleView>>),
    Tasks(Page<tasks::TaskRow>),
    Task(TaskId, Option<Box<tasks::TaskCard>>),
    Cases(Page<cases::CaseItem>),
    Wizard(Box<wizard::Wizard>),
    Ledger(Page<ledger::LedgerRow>),
    Preview(Box<proposals::Preview>),
    Checklist(Vec<checklist::ItemView>),
    ContextQueue(Vec<context::QueueRow>),
    Interview(interview::Interview),
    Rehearsal(Box<rehearsal::Rehearsal>),
    Context(Box<context::ContextCard>),
    Promises(Vec<promises::PromiseView>),
    Receivers(Vec<acceptance::ReceiverRow>),
    Sheets(Vec<sheets::Given>),
    Desk(Vec<acceptance::DeskRow>),
    Offered(Option<Box<offered::Offered>>),
    Comments(Vec<CrmChange>),
    Crm(Box<crm::CrmCompared>),
    Accesses(Vec<accesses::AccessView>),
    AccessMatrix(Box<access_matrix::AccessMatrix>),
    Chain(Vec<chain::LinkRow>),
    Letters(Vec<papers::LetterRow>),
    /// And the deals without a client that burn.
    Correspondence(Vec<correspondence::CorrespondenceRow>),
    Tell(Vec<tell::TellRow>, Vec<tell::Teller>),
    Calls(Vec<calls::CallRow>, Vec<calls::LooseDeal>),
    Fresh(Vec<fresh::FreshRow>),
    Mail(Box<mail::MailView>),
    Act(Vec<signatures::SignatureView>, Vec<signatures::ActFile>, act_state::ActState),
    Journal(Page<journal::JournalRow>),
    Entry(Seq, Vec<journal::Change>),
    Search(String, Vec<found::Found>),
    Place(Option<Place>),
    Today(Box<today::Today>),
    Inbox(Page<inbox::InboxRow>),
    OrphanOwners(Vec<orphans::OwnerRow>),
    Orphans(orphans::Find, Page<orphans::OrphanRow>),
    OwnerChange(Box<owner_change::Preview>),
    Metrics(Vec<metrics::MetricsRow>),
    Undoable(Vec<undoable::UndoRow>),
    Watch(Box<watch::Watch>),
    WatchCard(watch::WatchId, Option<Box<watch::WatchCard>>),
    Log(Page<log::EventRow>),
    CaseLog(Box<signals::CaseLog>),
}

impl Query {
    /// The case it is about.
    fn case(&self) -> Option<CaseId> {
        match self {
            Query::Wizard(id)
            | Query::Preview(id)
            | Query::Checklist(id)
            | Query::Interview(id)
            | Query::Accesses(id)
            | Query::Chain(id)
            | Query::Letters(id)
            | Query::Calls(id)
            | Query::Fresh(id)
            | Query::Mail(id)
            | Query::Act(id)
            | Query::Correspondence(id)
            | Query::Tell(id)
            | Query::CaseLog(id)
            | Query::Ledger(id, _)
            | Query::ContextQueue(id)
            | Query::Context(id, _)
            | Query::Promises(id)
            | Query::Receivers(id)
            | Query::Sheets(id)
            | Query::Desk(id, _)
            | Query::Offered(id, _)
            | Query::Crm(id)
            | Query::Comments(id) => Some(*id),
            _ => None,
        }
    }

    /// Takes long by its nature: asked on the second reader, so that lists never wait for it.
    pub fn is_heavy(&self) -> bool {
        match self {
            Query::ClientPlace(..) | Query::DealPlace(..) | Query::TaskPlace(..) => true,
            Query::Search(_) | Query::Metrics | Query::Undoable | Query::DealSums(_) | Query::OwnerChange(_) => true,
            // A word is looked for in every event.
            Query::Log(find, _) => !find.text.is_empty(),
            _ => false,
        }
    }
}

/// Answers a question on one connection. Errors are those of the base; `Interrupted` when a newer question came.
pub fn ask(a: &Asker<'_>, query: Query) -> Res<Answer> {
    let scope = match query.case() {
        Some(id) => case::scope_in(a, id)?,
        None => *a.scope,
    };
    answer(&Asker { conn: a.conn, scope: &scope, who: a.who, clock: a.clock, office: a.office }, query)
}

fn answer(a: &Asker<'_>, query: Query) -> Res<Answer> {
    Ok(match query {
        Query::Clients(find, window) => Answer::Clients(clients::list(a, &find, window)?),
        Query::ClientPlace(find, id) => Answer::Place(clients::place(a, &find, id)?),
        Query::DealPlace(find, id) => Answer::Place(deals::place(a, &find, id)?),
        Query::TaskPlace(find, id) => Answer::Place(tasks::place(a, &find, id)?),
        Query::Client(id) => Answer::Client(id, clients::card(a, id)?.map(Box::new)),
        Query::Deals(find, window) => Answer::Deals(deals::list(a, &find, window)?),
        Query::DealSums(find) => {
            let sums = deals::sums(a, &find)?;
            Answer::DealSums(find, sums)
        }
        Query::Deal(id) => Answer::Deal(id, deals::card(a, id)?.map(Box::new)),
        Query::Employees(text) => Answer::Employees(Page::whole(employees::list(a, &text)?)),
        Query::Employee(id) => Answer::Employee(id, employees::card(a, id)?.map(Box::new)),
        Query::PersonForm(id) => Answer::PersonForm(person_form::person_form(a, id)?.map(Box::new)),
        Query::AbsenceForm(id) => Answer::PersonForm(person_form::absence_form(a, id)?.map(Box::new)),
        Query::CrisisPlan(who) => Answer::CrisisPlan(crisis_plan::crisis_plan(a, who)?.map(Box::new)),
        Query::Absence(id) => Answer::Absence(absence::view(a, id)?.map(Box::new)),
        Query::SinglePlan(client) => Answer::SinglePlan(single::plan(a, client)?.map(Box::new)),
        Query::Single(id) => Answer::Single(single::view(a, id)?.map(Box::new)),
        Query::Tasks(find, window) => Answer::Tasks(tasks::list(a, &find, window)?),
        Query::Task(id) => Answer::Task(id, tasks::card(a, id)?.map(Box::new)),
        // An office has tens of cases, so the list is asked for whole.
        Query::Cases(_) => Answer::Cases(Page::whole(cases::listed(a)?)),
        Query::Wizard(id) => Answer::Wizard(Box::new(wizard::wizard(a, id)?)),
        Query::Ledger(id, filter) => {
            let rows = ledger::window(a.conn, a.scope, id, &filter, None, LINES)?;
            let total = ledger::total(a.conn, a.scope, id, &filter)?;
            Answer::Ledger(Page { total: Some(Total::Exact(total)), ..Page::whole(rows) })
        }
        Query::Preview(id) => Answer::Preview(Box::new(proposals::preview(a.conn, a.scope, id, &a.clock, a.office)?)),
        Query::Checklist(id) => Answer::Checklist(checklist::of_case(a.conn, a.scope, id, a.clock.now)?),
        Query::ContextQueue(id) => Answer::ContextQueue(context::queue(a.conn, a.scope, id, a.clock.zone)?),
        Query::Rehearsal(id) => Answer::Rehearsal(Box::new(rehearsal::rehearsal(a, id)?)),
        Query::Interview(id) => Answer::Interview(interview::interview(a, id)?),
        Query::Context(id, object) => Answer::Context(Box::new(context::card(a.conn, a.scope, Some(id), object)?)),
        Query::Promises(id) => Answer::Promises(promises::of_case(a.conn, a.scope, id)?),
        Query::Sheets(id) => Answer::Sheets(sheets::given(a.conn, a.scope, id, &a.clock)?),
        Query::Receivers(id) => Answer::Receivers(acceptance::receivers(a.conn, a.scope, id, &a.clock)?),
        Query::Desk(id, who) => Answer::Desk(acceptance::desk(a.conn, a.scope, who, Some(id), 0, LINES)?),
        Query::Offered(id, line) => Answer::Offered(offered::offered(a.conn, a.scope, id, line)?.map(Box::new)),
        Query::Comments(id) => Answer::Comments(papers::comments(a.conn, a.scope, id, &a.clock)?),
        Query::Crm(id) => Answer::Crm(Box::new(crm::compare(a.conn, a.scope, id)?.waiting())),
        Query::Accesses(id) => Answer::Accesses(accesses::of_case(a.conn, a.scope, id, a.clock.now)?),
        Query::AccessList(find) => Answer::Accesses(accesses::register(a, &find)?),
        Query::AccessMatrix(lang) => Answer::AccessMatrix(Box::new(access_matrix::matrix(a, lang)?)),
        Query::Chain(id) => Answer::Chain(chain::of_case(a, id)?),
        Query::Letters(id) => Answer::Letters(papers::letters(a.conn, a.scope, id, None, &a.clock)?),
        Query::Correspondence(id) => Answer::Correspondence(correspondence::correspondence(a, id)?),
        Query::Tell(id) => Answer::Tell(tell::tell(a, id)?, tell::tellers(a, id)?),
        Query::Calls(id) => Answer::Calls(calls::calls(a, id)?, calls::loose(a, id)?),
        Query::Fresh(id) => Answer::Fresh(fresh::fresh(a, id)?),
        Query::Mail(id) => Answer::Mail(Box::new(mail::mail(a, id)?)),
        Query::Act(id) => {
            let sides = signatures::of_case(a.conn, a.scope, id)?;
            Answer::Act(sides, signatures::files(a.conn, a.scope, id)?, act_state::of_case(a.conn, a.scope, id)?)
        }
        Query::Journal(find, window) => Answer::Journal(journal::list(a, &find, window)?),
        Query::Entry(seq) => Answer::Entry(seq, journal::changes(a, seq)?),
        Query::Search(text) => Answer::Search(text.clone(), found::search(a, &text)?),
        Query::Today => Answer::Today(Box::new(today::today(a, AHEAD_DAYS)?)),
        Query::Inbox(find) => Answer::Inbox(inbox::list(a, find)?),
        Query::OrphanOwners => Answer::OrphanOwners(orphans::owners(a.conn, a.scope)?),
        Query::Orphans(find, window) => Answer::Orphans(find, orphans::list(a, find, window)?),
        Query::OwnerChange(wish) => Answer::OwnerChange(Box::new(owner_change::preview(a, &wish)?)),
        Query::Metrics => Answer::Metrics(metrics::of_cases(a.conn, a.scope, &a.clock, a.office, CASES)?),
        Query::Undoable => Answer::Undoable(undoable::last(a)?),
        Query::Watch(find) => Answer::Watch(Box::new(watch::list(a, &find)?)),
        Query::WatchCard(id) => Answer::WatchCard(id, watch::card(a, id)?.map(Box::new)),
        Query::Log(find, window) => Answer::Log(log::window(a, &a.watch()?, &find, window)?),
        Query::CaseLog(id) => Answer::CaseLog(Box::new(signals::of_case(a.conn, &a.watch()?, id)?)),
    })
}
