//! The small office that the sequences play in: made once, copied for each. Its CRM lives beside it and goes on by itself.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::LazyLock;

use estafeta::base::*;
use estafeta::exchange::read::{Names, Options};
use estafeta::jobs::import::{self, Report};
use estafeta::ops::import::Answers;
use estafeta::ops::{self, Command, Ctx};
use estafeta::store::OpId;

use crate::desk::{Cast, Desk, cast};

/// What the CRM says of its deals: number, owner, stage; the amount and the client never change.
#[derive(Debug, Clone)]
pub struct CrmDeal {
    pub number: u32,
    pub owner: usize,
    pub stage: usize,
    client: &'static str,
}

pub const STAGES: [&str; 4] = ["Переговоры", "Договор", "Успешно реализовано", "Закрыто и не реализовано"];

pub struct Office {
    pub desk: Desk,
    pub people: [EmployeeId; 5],
    names: [&'static str; 5],
    pub clients: [ClientId; 4],
    pub crm: Vec<CrmDeal>,
    /// Who got what by an entry of the journal: what taking it back must restore.
    pub moves: BTreeMap<Seq, Vec<(Ref, i64, i64)>>,
}

/// One line of any case, as the model looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub id: i64,
    pub case: CaseId,
    pub object: Ref,
    pub parent: Option<i64>,
    pub assigned: bool,
    pub decided: bool,
    pub proposed: Option<i64>,
    pub to: Option<i64>,
    pub temporary: Option<i64>,
    /// Accepted or forced.
    pub taken: bool,
    pub offered: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    pub kind: String,
    pub active: bool,
    pub leaver: i64,
    pub head: i64,
    pub temporary: Option<i64>,
    /// Counts and sum of the snapshot's lines, and of all lines.
    pub snapshot: (i64, i64),
}

/// The base at one moment, as far as the model is concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    pub owners: BTreeMap<Ref, i64>,
    /// Deals that are won or lost, tasks that are done.
    pub over: Vec<Ref>,
    pub lines: Vec<Line>,
    pub cases: BTreeMap<i64, Case>,
}

const NAMES: [&str; 5] = ["Орлова Мария", "Иванов Пётр", "Белова Анна", "Громов Борис", "Зимина Вера"];

struct Template {
    /// Kept: the folder goes with it.
    _dir: tempfile::TempDir,
    path: PathBuf,
    people: [EmployeeId; 5],
    clients: [ClientId; 4],
}

static TEMPLATE: LazyLock<Template> = LazyLock::new(|| {
    let mut desk = Desk::new();
    let c: Cast = cast(&mut desk);
    let names = NAMES;
    let people = [c.head, c.leaver, c.anna, c.boris, c.vera];
    let mut office = Office {
        desk,
        people,
        names,
        clients: [c.vip, c.plain, c.idle, c.foreign],
        crm: first_deals(),
        moves: BTreeMap::new(),
    };
    office.bring();
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("office.db");
    office.desk.base.backup(&path, &mut |_, _| true, &mut |_| Ok(())).unwrap();
    Template { _dir: dir, path, people, clients: office.clients }
});

fn first_deals() -> Vec<CrmDeal> {
    let deal = |number, owner, client| CrmDeal { number, owner, stage: 0, client };
    vec![deal(1, 1, "Бета"), deal(2, 1, "Гамма"), deal(3, 1, "ООО «Альфа»"), deal(4, 2, "Дельта"), deal(5, 3, "Вектор")]
}

thread_local! {
    static DONE: Cell<(u32, u32)> = const { Cell::new((0, 0)) };
}

/// Commands done and refused since the last question.
pub fn tally() -> (u32, u32) {
    DONE.take()
}

impl Office {
    pub fn open() -> Office {
        let t = &*TEMPLATE;
        let desk = Desk::copy(&t.path);
        Office { desk, people: t.people, names: NAMES, clients: t.clients, crm: first_deals(), moves: BTreeMap::new() }
    }

    /// Runs a command; every third one is sent again under its own number, as after a lost line, and changes nothing.
    pub fn run<C: Command>(&mut self, command: &C) -> Res<(Option<Seq>, C::Out)> {
        let d = &mut self.desk;
        let op_id = d.next_op();
        let cx = Ctx { actor: d.actor.clone(), clock: d.clock, op_id, office: &d.office };
        let done = ops::run(&mut d.base, &cx, command);
        let (ok, refused) = DONE.get();
        DONE.set(if done.is_ok() { (ok + 1, refused) } else { (ok, refused + 1) });
        let done = done?;
        if done.seq.is_some_and(|s| s.0 % 3 == 0) {
            let again = ops::run(&mut d.base, &cx, command).unwrap();
            assert!(again.repeated && again.seq == done.seq, "{} twice", C::WORD);
        }
        Ok((done.seq, done.out))
    }

    /// A fresh export of the CRM comes in.
    pub fn bring(&mut self) -> Report {
        let d = &mut self.desk;
        let mut text = "ID,Название сделки,Бюджет,Ответственный,Этап сделки,Компания\n".to_owned();
        for x in &self.crm {
            let (owner, stage) = (self.names[x.owner], STAGES[x.stage]);
            text += &format!("{n},Сделка {n},{n}000,{owner},{stage},{client}\n", n = x.number, client = x.client);
        }
        let file = d.base.path().with_file_name("deals.csv");
        std::fs::write(&file, text).unwrap();
        let op = || OpId(*uuid::Uuid::now_v7().as_bytes());
        let (names, options) = (Names::shipped().unwrap(), Options::default());
        let read = import::prepare(d.base.path(), op(), &[file], &names, &options, d.clock, &|_| true).unwrap();
        let cx = Ctx { actor: d.actor.clone(), clock: d.clock, op_id: op(), office: &d.office };
        import::keep(&mut d.base, &cx, &read, &Answers::default(), &|_| true).unwrap()
    }

    /// The deals of the CRM in the base, in its order.
    pub fn crm_deals(&self) -> Vec<Ref> {
        let of = |x: &CrmDeal| {
            self.desk.one(&format!("SELECT id FROM ext_ref WHERE kind = 'deal' AND ext_id = '{}'", x.number))
        };
        self.crm.iter().map(|x| Ref::new(Kind::Deal, of(x))).collect()
    }

    pub fn seen(&self) -> Seen {
        let c = self.desk.base.conn();
        let mut st = c
            .prepare_cached(
                "SELECT l.id, l.case_id, l.kind, l.object_id, l.parent_id, l.disposition IS 'assign' AND l.batch_seq IS NOT NULL, \
                   l.batch_seq IS NOT NULL, l.proposed_id, l.to_id, l.temp_id, \
                   EXISTS (SELECT 1 FROM acceptance a WHERE a.line_id = l.id AND a.state IN ('accepted','forced')), \
                   EXISTS (SELECT 1 FROM acceptance a WHERE a.line_id = l.id AND a.state = 'offered') \
                 FROM ledger_line l WHERE l.kind IN ('client','deal','task','lead') ORDER BY l.id",
            )
            .unwrap();
        let lines = st.query_map([], |r| {
            Ok(Line {
                id: r.get(0)?,
                case: r.get(1)?,
                object: Ref::new(r.get(2)?, r.get(3)?),
                parent: r.get(4)?,
                assigned: r.get(5)?,
                decided: r.get(6)?,
                proposed: r.get(7)?,
                to: r.get(8)?,
                temporary: r.get(9)?,
                taken: r.get(10)?,
                offered: r.get(11)?,
            })
        });
        let lines = lines.unwrap().map(Result::unwrap).collect();
        let mut st = c
            .prepare_cached(
                "SELECT id, kind, state IN ('open','distributing','handing_over','signing','paused'), leaver_id, head_id, temporary_id, \
                   (SELECT count(*) FROM ledger_line l WHERE l.case_id = h.id AND l.late = 0), \
                   (SELECT total(amount) FROM ledger_line l WHERE l.case_id = h.id AND l.late = 0) FROM handover_case h ORDER BY id",
            )
            .unwrap();
        let cases = st.query_map([], |r| {
            let case = Case {
                kind: r.get(1)?,
                active: r.get(2)?,
                leaver: r.get(3)?,
                head: r.get(4)?,
                temporary: r.get(5)?,
                snapshot: (r.get(6)?, r.get::<_, f64>(7)? as i64),
            };
            Ok((r.get::<_, i64>(0)?, case))
        });
        let cases = cases.unwrap().map(Result::unwrap).collect();
        let mut st = c
            .prepare_cached(
                "SELECT 'deal', id FROM deal WHERE stage_kind IN ('won','lost') UNION ALL SELECT 'task', id FROM task WHERE state <> 'open'",
            )
            .unwrap();
        let over = st.query_map([], |r| Ok(Ref::new(r.get(0)?, r.get(1)?))).unwrap().map(Result::unwrap).collect();
        let mut owners = self.desk.owners();
        // What a case itself asks of people is nobody's work to hand over.
        for id in self
            .desk
            .all("SELECT id || '' FROM task WHERE case_id IS NOT NULL AND client_id IS NULL AND deal_id IS NULL")
        {
            owners.remove(&Ref::new(Kind::Task, id.parse().unwrap()));
        }
        Seen { owners, over, lines, cases }
    }
}
