//! A base and a case made by hand, row by row, so that a test of the engine knows every number in it.

use estafeta::base::*;
use estafeta::domain::settings::Office;
use estafeta::domain::*;
use estafeta::ops::{self, Command, Ctx, Done};
use estafeta::store::{Base, Ended, OpId, Stamp, Tx, Val};

pub struct Hand {
    pub base: Base,
    pub clock: Clock,
    pub office: Office,
    pub actor: Actor,
    ops: u8,
    _dir: tempfile::TempDir,
}

impl Hand {
    /// Tuesday, 24 November 2026, 10:00 in Moscow.
    pub fn new() -> Hand {
        let dir = tempfile::tempdir().unwrap();
        let base = Base::create(&dir.path().join("x.db")).unwrap();
        let clock = Clock { now: At::parse("2026-11-24 10:00", Zone::MOSCOW).unwrap(), zone: Zone::MOSCOW };
        Hand { base, clock, office: Office::default(), actor: Actor::Owner, ops: 0, _dir: dir }
    }

    pub fn at(&mut self, when: &str) {
        self.clock.now = At::parse(when, Zone::MOSCOW).unwrap();
    }

    fn op(&mut self) -> OpId {
        self.ops += 1;
        OpId([self.ops; 16])
    }

    pub fn write<T>(&mut self, f: impl FnOnce(&mut Tx<'_>) -> T) -> T {
        let op_id = self.op();
        let stamp = Stamp { op_id, actor: "owner", at: self.clock.now, word: "hand", object: String::new() };
        match self.base.command(&stamp, |tx| Ok((f(tx), "{}".to_owned()))).unwrap() {
            Ended::Done { value, .. } | Ended::Nothing(value) => value,
            Ended::Before { .. } => panic!("the same op twice"),
        }
    }

    pub fn insert(&mut self, kind: Kind, fields: &[(&str, Val)]) -> i64 {
        self.write(|tx| tx.insert(kind, fields).unwrap())
    }

    pub fn set(&mut self, kind: Kind, id: i64, fields: &[(&str, Val)]) {
        self.write(|tx| tx.set(kind, id, fields).unwrap());
    }

    pub fn exec(&mut self, sql: &str) {
        self.write(|tx| tx.exec(sql, []).unwrap());
    }

    pub fn run<C: Command>(&mut self, command: &C) -> Res<Done<C::Out>> {
        let op_id = self.op();
        let cx = Ctx { actor: self.actor.clone(), clock: self.clock, op_id, office: &self.office };
        ops::run(&mut self.base, &cx, command)
    }

    /// The answer of a command that must succeed.
    pub fn done<C: Command>(&mut self, command: &C) -> C::Out {
        match self.run(command) {
            Ok(done) => done.out,
            Err(f) => panic!("{} refused: {f}", C::WORD),
        }
    }

    /// The code of a command that must be refused, and must change nothing.
    pub fn refused<C: Command>(&mut self, command: &C) -> Code
    where
        C::Out: std::fmt::Debug,
    {
        let before = self.int("SELECT count(*) FROM op_row");
        let code = match self.run(command) {
            Ok(done) => panic!("{} was done: {:?}", C::WORD, done.out),
            Err(f) => f.code,
        };
        assert_eq!(self.int("SELECT count(*) FROM op_row"), before);
        code
    }

    pub fn int(&self, sql: &str) -> i64 {
        self.base.conn().query_row(sql, [], |r| r.get::<_, Option<i64>>(0)).unwrap().unwrap_or(0)
    }

    pub fn text(&self, sql: &str) -> String {
        self.base.conn().query_row(sql, [], |r| r.get::<_, Option<String>>(0)).unwrap().unwrap_or_default()
    }

    pub fn person(&mut self, name: &str, role: Role) -> EmployeeId {
        let fields = [("name", name.into()), ("name_fold", fold(name).into()), ("role", role.into())];
        EmployeeId(self.insert(Kind::Employee, &fields))
    }

    pub fn client(&mut self, name: &str, owner: EmployeeId, segment: Segment) -> ClientId {
        ClientId(self.insert(
            Kind::Client,
            &[
                ("name", name.into()),
                ("name_fold", fold(name).into()),
                ("match_fold", fold(name).into()),
                ("owner_id", owner.into()),
                ("segment", segment.into()),
            ],
        ))
    }

    /// One stage per kind in one pipeline.
    pub fn stage(&mut self, kind: StageKind) -> i64 {
        let known = self.int(&format!("SELECT max(id) FROM stage WHERE kind = '{}'", kind.word()));
        if known > 0 {
            return known;
        }
        self.insert(
            Kind::Stage,
            &[
                ("source", "other".into()),
                ("pipeline", "p".into()),
                ("name", kind.word().into()),
                ("name_fold", kind.word().into()),
                ("kind", kind.into()),
            ],
        )
    }

    pub fn deal(
        &mut self,
        title: &str,
        client: Option<ClientId>,
        owner: EmployeeId,
        kind: StageKind,
        rub: i64,
    ) -> DealId {
        let stage = self.stage(kind);
        DealId(self.insert(
            Kind::Deal,
            &[
                ("title", title.into()),
                ("title_fold", fold(title).into()),
                ("client_id", client.into()),
                ("owner_id", owner.into()),
                ("stage_id", stage.into()),
                ("stage_kind", kind.into()),
                ("amount", (rub * 100).into()),
            ],
        ))
    }

    pub fn task(
        &mut self,
        title: &str,
        kind: TaskKind,
        client: Option<ClientId>,
        owner: EmployeeId,
        due: &str,
    ) -> TaskId {
        let due = Due::parse(due).unwrap();
        TaskId(self.insert(
            Kind::Task,
            &[
                ("title", title.into()),
                ("title_fold", fold(title).into()),
                ("kind", kind.into()),
                ("client_id", client.into()),
                ("owner_id", owner.into()),
                ("due_day", due.day.into()),
                ("due_minute", due.minute.into()),
                ("due_at", due.instant(self.clock.zone, 18 * 60).into()),
            ],
        ))
    }

    /// A planned case with an empty ledger; the last day is 4 December.
    pub fn case(&mut self, leaver: EmployeeId, head: EmployeeId) -> CaseId {
        let now = self.clock.now;
        CaseId(self.insert(
            Kind::Case,
            &[
                ("kind", CaseKind::Planned.into()),
                ("state", CaseState::Open.into()),
                ("leaver_id", leaver.into()),
                ("head_id", head.into()),
                ("opened_at", now.into()),
                ("opened_by", "owner".into()),
                ("notice_at", now.into()),
                ("last_day", Day::parse("2026-12-04").unwrap().into()),
            ],
        ))
    }

    /// A ledger line with the values it would be frozen with. `required` is what it owes.
    pub fn line(&mut self, case: CaseId, object: Ref, parent: Option<LineId>, frozen: Frozen, required: i64) -> LineId {
        let kind = match object.kind {
            Kind::Client => LineKind::Client,
            Kind::Deal => LineKind::Deal,
            Kind::Task => LineKind::Task,
            Kind::Lead => LineKind::Lead,
            _ => LineKind::Team,
        };
        let id = LineId(self.insert(
            Kind::Line,
            &[
                ("case_id", case.into()),
                ("kind", kind.into()),
                ("object_id", object.id.into()),
                ("parent_id", parent.into()),
                ("title", object.to_string().into()),
                ("segment", frozen.segment.into()),
                ("temperature", frozen.temperature.into()),
                ("stage_kind", frozen.stage.map_or("", StageKind::word).into()),
                ("amount", frozen.amount.into()),
                ("currency", if frozen.amount == 0 { "" } else { "RUB" }.into()),
                ("ctx_required", required.into()),
            ],
        ));
        self.exec(&format!("INSERT INTO active_object VALUES ('{}', {}, {})", kind.word(), object.id, case.0));
        id
    }

    /// What an applied batch does to a line: decided, and the object given.
    pub fn assign(&mut self, line: LineId, to: EmployeeId) {
        let seq = self.int("SELECT max(seq) FROM journal") + 1;
        let fields = [
            ("disposition", Disposition::Assign.into()),
            ("to_id", to.into()),
            ("batch_seq", seq.into()),
            ("crm_state", CrmState::Pending.into()),
        ];
        self.set(Kind::Line, line.0, &fields);
        let kind = self.text(&format!("SELECT kind FROM ledger_line WHERE id = {}", line.0));
        let object = self.int(&format!("SELECT object_id FROM ledger_line WHERE id = {}", line.0));
        self.set(Kind::of(&kind).unwrap(), object, &[("owner_id", to.into())]);
    }
}

/// Frozen values of a line.
#[derive(Clone, Copy)]
pub struct Frozen {
    pub segment: Segment,
    pub temperature: Temperature,
    pub stage: Option<StageKind>,
    pub amount: i64,
}

pub const COLD: Frozen = Frozen { segment: Segment::Regular, temperature: Temperature::Cold, stage: None, amount: 0 };
