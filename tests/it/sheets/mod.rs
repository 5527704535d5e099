//! «Лист передачи» and «Лист приёма»: out, filled in by people, in again (2 §4).

mod answers;
mod context;
pub mod grid;
mod tasks;

use std::path::PathBuf;

use estafeta::base::*;
use estafeta::domain::sheets::{SheetColumn, SheetTrouble};
use estafeta::domain::*;
use estafeta::jobs::papers::*;
use estafeta::ops::*;
use estafeta::reads::Scope;
use estafeta::reads::check::{CheckName, check};
use estafeta::store::{Base, OpId};
use estafeta::texts::{Lang, Texts};

use self::grid::Grid;
use super::hand::{COLD, Frozen, Hand};

struct Office {
    h: Hand,
    case: CaseId,
    head: EmployeeId,
    leaver: EmployeeId,
    receiver: EmployeeId,
    kaskad: ClientId,
    supply: DealId,
    service: DealId,
    romashka: ClientId,
    dir: tempfile::TempDir,
    op: u8,
}

const WARM: Frozen =
    Frozen { segment: Segment::Regular, temperature: Temperature::Warm, stage: Some(StageKind::Open), amount: 100_000 };

/// A client with two warm deals and one cold client without a deal, all given to one receiver.
fn office() -> Office {
    let mut h = Hand::new();
    let leaver = h.person("Ковалёв Денис Игоревич", Role::Manager);
    let head = h.person("Иванова Мария Сергеевна", Role::Head);
    let receiver = h.person("Смирнов Алексей Павлович", Role::Manager);
    let kaskad = h.client("АО «Каскад»", leaver, Segment::Regular);
    let romashka = h.client("ООО «Ромашка»", leaver, Segment::Occasional);
    let supply = h.deal("Поставка № 118", Some(kaskad), leaver, StageKind::Open, 1_240_000);
    let service = h.deal("=HYPERLINK(\"http://x\")", Some(kaskad), leaver, StageKind::Open, 5_000);
    let case = h.case(leaver, head);
    let k = h.line(case, kaskad.into(), None, Frozen { stage: None, amount: 0, ..WARM }, 0);
    let d1 = h.line(case, supply.into(), Some(k), WARM, 3);
    let d2 = h.line(case, service.into(), Some(k), WARM, 3);
    let r = h.line(case, romashka.into(), None, COLD, 1);
    for line in [k, d1, d2, r] {
        h.assign(line, receiver);
    }
    let dir = tempfile::tempdir().unwrap();
    Office { h, case, head, leaver, receiver, kaskad, supply, service, romashka, dir, op: 100 }
}

impl Office {
    fn job<T>(&mut self, job: impl FnOnce(&mut Base, &Papers<'_>) -> T) -> T {
        self.op += 1;
        let texts = Texts::load(Lang::Ru);
        let actor = self.h.actor.clone();
        let cx = Ctx { actor, clock: self.h.clock, op_id: OpId([self.op; 16]), office: &self.h.office };
        job(&mut self.h.base, &Papers { cx: &cx, scope: &Scope::All, texts: &texts })
    }

    fn out(&mut self, person: EmployeeId) -> PathBuf {
        let (case, to) = (self.case, self.dir.path().to_owned());
        self.job(|base, p| write_sheets(base, p, case, ForWhom::One(person), &to)).unwrap().remove(0)
    }

    fn department(&mut self, name: &str) -> DepartmentId {
        DepartmentId(self.h.insert(Kind::Department, &[("name", name.into()), ("name_fold", fold(name).into())]))
    }

    /// The leaver's sheet as a grid.
    fn sheet(&mut self) -> Grid {
        let path = self.out(self.leaver);
        Grid::open(&path)
    }

    fn try_read(&mut self, grid: &Grid, over: bool) -> Res<SheetReport> {
        let path = self.dir.path().join(format!("back-{}.xlsx", self.op));
        grid.save(&path);
        let case = self.case;
        self.job(|base, p| read_sheet(base, p, case, &path, over))
    }

    fn read(&mut self, grid: &Grid) -> SheetReport {
        self.try_read(grid, false).unwrap()
    }

    fn entries(&self) -> i64 {
        self.h.int("SELECT max(seq) FROM journal")
    }

    fn block(&self, object: impl Into<Ref>, block: Block) -> String {
        let (object, word) = (object.into(), block.word());
        self.h.text(&format!(
            "SELECT (SELECT state || '|' || text || '|' || coalesce(on_day, '') || '|' || coalesce(on_minute, '') FROM context_block \
             WHERE kind = '{}' AND object_id = {} AND block = '{word}')",
            object.kind.word(),
            object.id
        ))
    }

    /// Every invariant but the sums of the ledger, which was made by hand.
    fn sound(&self) {
        let bad = check(self.h.base.conn()).unwrap().into_iter().filter(|c| !c.ok && c.name != CheckName::Ledgers);
        assert_eq!(bad.collect::<Vec<_>>(), []);
    }
}

/// Where and why, of everything that was not taken.
fn troubles(report: &SheetReport) -> Vec<(Option<SheetColumn>, SheetTrouble)> {
    report.questions.iter().chain(&report.refused).map(|l| (l.column, l.trouble)).collect()
}
