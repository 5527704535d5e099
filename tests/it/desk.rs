//! A small sales office on a real base file, with a fixed clock: rows in by the row writer, everything else by commands.

use std::collections::BTreeMap;
use std::path::Path;

use estafeta::base::*;
use estafeta::domain::settings::Office;
use estafeta::domain::*;
use estafeta::ops::{self, Command, Ctx, Done};
use estafeta::store::{Base, Ended, Mode, OpId, OptionalExtension, Stamp, Tx, Val};

pub struct Desk {
    /// Kept: the folder goes with it.
    _dir: tempfile::TempDir,
    pub base: Base,
    pub clock: Clock,
    pub office: Office,
    pub actor: Actor,
    ops: u128,
}

/// Tuesday, 10 November 2026, 10:00 in Moscow.
pub fn now() -> At {
    At::parse("2026-11-10T10:00:00+03:00", Zone::UTC).unwrap()
}

pub fn day(s: &str) -> Day {
    Day::parse(s).unwrap()
}

impl Desk {
    pub fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let base = Base::create(&dir.path().join("desk.db")).unwrap();
        let clock = Clock { now: now(), zone: Zone::MOSCOW };
        Self { _dir: dir, base, clock, office: Office::default(), actor: Actor::Owner, ops: 0 }
    }

    /// The office of a finished base, copied beside the original: cheaper than making it anew.
    pub fn copy(of: &Path) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("desk.db");
        std::fs::copy(of, &path).unwrap();
        let base = Base::open(&path, Mode::ReadWrite).unwrap();
        let clock = Clock { now: now(), zone: Zone::MOSCOW };
        // Far from the numbers of the commands that made it.
        Self { _dir: dir, base, clock, office: Office::default(), actor: Actor::Owner, ops: 1 << 64 }
    }

    pub fn next_op(&mut self) -> OpId {
        self.ops += 1;
        OpId(self.ops.to_be_bytes())
    }

    /// Runs a command as the owner of the file.
    pub fn try_run<C: Command>(&mut self, c: &C) -> Res<Done<C::Out>> {
        let op_id = self.next_op();
        let cx = Ctx { actor: self.actor.clone(), clock: self.clock, op_id, office: &self.office };
        ops::run(&mut self.base, &cx, c)
    }

    pub fn run<C: Command>(&mut self, c: &C) -> C::Out {
        match self.try_run(c) {
            Ok(done) => done.out,
            Err(f) => panic!("{} was refused: {f:?}", C::WORD),
        }
    }

    pub fn refused<C: Command>(&mut self, c: &C) -> Code {
        match self.try_run(c) {
            Ok(_) => panic!("{} was not refused", C::WORD),
            Err(f) => f.code,
        }
    }

    /// Writes rows as an import would: through the row writer, as one entry.
    pub fn write<T>(&mut self, f: impl FnOnce(&mut Tx<'_>) -> T) -> T {
        let op_id = self.next_op();
        let stamp = Stamp { op_id, actor: "owner", at: self.clock.now, word: "test", object: String::new() };
        match self.base.command(&stamp, |tx| Ok((f(tx), "{}".to_owned()))).unwrap() {
            Ended::Done { value, .. } | Ended::Nothing(value) => value,
            Ended::Before { .. } => panic!("the same op twice"),
        }
    }

    pub fn later(&mut self, ms: i64) {
        self.clock.now = self.clock.now.plus(ms);
    }

    pub fn one(&self, sql: &str) -> i64 {
        self.base.conn().query_row(sql, [], |r| r.get::<_, Option<i64>>(0)).unwrap().unwrap_or(0)
    }

    pub fn text(&self, sql: &str) -> String {
        let found = self.base.conn().query_row(sql, [], |r| r.get::<_, Option<String>>(0)).optional();
        found.unwrap().flatten().unwrap_or_default()
    }

    /// A column of texts.
    pub fn all(&self, sql: &str) -> Vec<String> {
        let mut st = self.base.conn().prepare(sql).unwrap();
        st.query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect()
    }

    pub fn department(&mut self, name: &str) -> DepartmentId {
        DepartmentId(self.write(|tx| {
            tx.insert(Kind::Department, &[("name", name.into()), ("name_fold", fold(name).into())]).unwrap()
        }))
    }

    pub fn person(&mut self, name: &str, role: Role, department: DepartmentId, head: Option<EmployeeId>) -> EmployeeId {
        EmployeeId(self.write(|tx| {
            let fields = [
                ("name", name.into()),
                ("name_fold", fold(name).into()),
                ("role", role.into()),
                ("department_id", department.into()),
                ("head_id", head.into()),
            ];
            tx.insert(Kind::Employee, &fields).unwrap()
        }))
    }

    pub fn client(&mut self, name: &str, owner: EmployeeId, segment: Segment) -> ClientId {
        ClientId(self.write(|tx| {
            let fields = [
                ("name", name.into()),
                ("name_fold", fold(name).into()),
                ("match_fold", match_fold(name).into()),
                ("owner_id", owner.into()),
                ("segment", segment.into()),
            ];
            tx.insert(Kind::Client, &fields).unwrap()
        }))
    }

    /// So many at once, in one entry.
    pub fn clients(&mut self, n: usize, owner: EmployeeId) {
        self.write(|tx| {
            for i in 0..n {
                let name = format!("Оптовик {i}");
                let fields = [
                    ("name", (&name).into()),
                    ("name_fold", fold(&name).into()),
                    ("match_fold", match_fold(&name).into()),
                    ("owner_id", owner.into()),
                ];
                tx.insert(Kind::Client, &fields).unwrap();
            }
        });
    }

    pub fn set(&mut self, r: impl Into<Ref>, field: &'static str, value: impl Into<Val>) {
        let (r, value) = (r.into(), value.into());
        self.write(|tx| tx.set(r.kind, r.id, &[(field, value)]).unwrap());
    }

    pub fn deal(
        &mut self,
        title: &str,
        owner: EmployeeId,
        client: Option<ClientId>,
        stage: StageKind,
        minor: i64,
    ) -> DealId {
        DealId(self.write(|tx| {
            let known = tx.one("SELECT id FROM stage WHERE name = ?", [stage.word()], |r| r.get::<_, i64>(0)).unwrap();
            let stage_id = known.unwrap_or_else(|| {
                let fields = [
                    ("source", "other".into()),
                    ("pipeline", "".into()),
                    ("name", stage.word().into()),
                    ("name_fold", stage.word().into()),
                    ("kind", stage.into()),
                ];
                tx.insert(Kind::Stage, &fields).unwrap()
            });
            let fields = [
                ("client_id", client.into()),
                ("owner_id", owner.into()),
                ("title", title.into()),
                ("title_fold", fold(title).into()),
                ("stage_id", stage_id.into()),
                ("stage_kind", stage.into()),
                ("amount", minor.into()),
            ];
            tx.insert(Kind::Deal, &fields).unwrap()
        }))
    }

    pub fn task(
        &mut self,
        title: &str,
        owner: EmployeeId,
        author: Option<EmployeeId>,
        client: Option<ClientId>,
        deal: Option<DealId>,
        due: Option<At>,
    ) -> TaskId {
        TaskId(self.write(|tx| {
            let fields = [
                ("client_id", client.into()),
                ("deal_id", deal.into()),
                ("owner_id", owner.into()),
                ("author_id", author.into()),
                ("kind", TaskKind::Call.into()),
                ("title", title.into()),
                ("title_fold", fold(title).into()),
                ("due_at", due.into()),
            ];
            tx.insert(Kind::Task, &fields).unwrap()
        }))
    }

    pub fn lead(&mut self, title: &str, owner: EmployeeId) -> LeadId {
        LeadId(self.write(|tx| tx.insert(Kind::Lead, &[("title", title.into()), ("owner_id", owner.into())]).unwrap()))
    }

    pub fn team(&mut self, client: ClientId, member: EmployeeId) -> i64 {
        self.write(|tx| tx.insert(Kind::Team, &[("client_id", client.into()), ("employee_id", member.into())]).unwrap())
    }

    pub fn owner(&self, r: impl Into<Ref>) -> i64 {
        let r = r.into();
        self.one(&format!("SELECT owner_id FROM {} WHERE id = {}", r.kind.word(), r.id))
    }

    /// Every owner of every object: what must not be lost.
    pub fn owners(&self) -> BTreeMap<Ref, i64> {
        let mut out = BTreeMap::new();
        for kind in [Kind::Client, Kind::Deal, Kind::Task, Kind::Lead] {
            let sql = format!("SELECT id, coalesce(owner_id, 0) FROM {}", kind.word());
            let mut st = self.base.conn().prepare(&sql).unwrap();
            for row in st.query_map([], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, i64>(1)?))).unwrap() {
                let (id, owner) = row.unwrap();
                out.insert(Ref::new(kind, id), owner);
            }
        }
        out
    }
}

/// The office of most tests: a head, a leaver, two colleagues, a senior, clients of all sorts.
pub struct Cast {
    pub sales: DepartmentId,
    pub head: EmployeeId,
    pub leaver: EmployeeId,
    pub anna: EmployeeId,
    pub boris: EmployeeId,
    pub vera: EmployeeId,
    pub vip: ClientId,
    pub plain: ClientId,
    pub idle: ClientId,
    /// A colleague's client on which the leaver has a deal.
    pub foreign: ClientId,
    pub final_deal: DealId,
    pub warm_deal: DealId,
    pub lone_deal: DealId,
    pub foreign_deal: DealId,
    /// A colleague's deal on a client of the leaver's.
    pub colleague_deal: DealId,
    pub won_deal: DealId,
    pub call: TaskId,
    pub lone_task: TaskId,
    pub authored: TaskId,
    pub lead: LeadId,
    pub place: i64,
}

pub fn cast(d: &mut Desk) -> Cast {
    let sales = d.department("Продажи");
    let head = d.person("Орлова Мария", Role::Head, sales, None);
    let leaver = d.person("Иванов Пётр", Role::Manager, sales, Some(head));
    let anna = d.person("Белова Анна", Role::Manager, sales, Some(head));
    let boris = d.person("Громов Борис", Role::Manager, sales, Some(head));
    let vera = d.person("Зимина Вера", Role::Senior, sales, Some(head));
    d.set(sales, "head_id", head);
    let vip = d.client("ООО «Альфа»", leaver, Segment::Vip);
    let plain = d.client("Бета", leaver, Segment::Regular);
    let idle = d.client("Гамма", leaver, Segment::Occasional);
    let foreign = d.client("Дельта", anna, Segment::Regular);
    let final_deal = d.deal("Договор с Альфой", leaver, Some(vip), StageKind::Final, 500_000);
    let warm_deal = d.deal("Поставка Бете", leaver, Some(plain), StageKind::Open, 120_000);
    let lone_deal = d.deal("Без клиента", leaver, None, StageKind::Open, 7_000);
    let foreign_deal = d.deal("Сервис Дельте", leaver, Some(foreign), StageKind::Open, 9_000);
    let colleague_deal = d.deal("Аренда Бете", boris, Some(plain), StageKind::Open, 44_000);
    let won_deal = d.deal("Старая продажа", leaver, Some(plain), StageKind::Won, 90_000);
    let soon = d.clock.now.plus(3 * HOUR_MS);
    let call = d.task("Позвонить в Бету", leaver, None, Some(plain), Some(warm_deal), Some(soon));
    let lone_task = d.task("Собрать отчёт", leaver, None, None, None, None);
    let authored = d.task("Проверить склад", boris, Some(leaver), None, None, None);
    let lead = d.lead("Заявка с сайта", leaver);
    let place = d.team(foreign, leaver);
    d.set(boris, "deputy_id", leaver);
    Cast {
        sales,
        head,
        leaver,
        anna,
        boris,
        vera,
        vip,
        plain,
        idle,
        foreign,
        final_deal,
        warm_deal,
        lone_deal,
        foreign_deal,
        colleague_deal,
        won_deal,
        call,
        lone_task,
        authored,
        lead,
        place,
    }
}
