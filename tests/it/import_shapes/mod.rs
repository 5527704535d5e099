//! Synthetic exports of every source, written from one known truth in every dress a file comes in; the import arrives at
//! exactly that truth, and the same files once more change nothing (3 §1, issue 5).

mod again;
mod bitrix;
mod found;
mod grid;
mod others;
mod own;
mod questions;
mod truth;
mod undone;

use std::path::PathBuf;

use estafeta::base::{At, Clock, Kind, Zone};
use estafeta::domain::Actor;
use estafeta::domain::settings::Office;
use estafeta::exchange::read::{Names, Options};
use estafeta::jobs::import::{self, Report};
use estafeta::ops::Ctx;
use estafeta::ops::import::{Answers, COMPARED_KINDS, compared};
use estafeta::store::Base;

use self::found::{Expect, Found};
use self::grid::Dress;
use self::truth::Truth;
use crate::kit;

/// A base of its own, and a folder for the files.
struct Desk {
    dir: tempfile::TempDir,
    base: Base,
    office: Office,
    clock: Clock,
}

impl Desk {
    fn new() -> Desk {
        let dir = tempfile::tempdir().unwrap();
        let base = Base::create(&dir.path().join("x.db")).unwrap();
        let clock = Clock { now: At::parse("2026-11-24 10:00", Zone::MOSCOW).unwrap(), zone: Zone::MOSCOW };
        Desk { dir, base, office: Office::default(), clock }
    }

    fn import_with(&mut self, files: &[PathBuf], options: &Options, answers: &Answers) -> Report {
        let names = Names::shipped().unwrap();
        let go: import::Watch<'_> = &|_| true;
        let p = import::prepare(self.base.path(), kit::op(), files, &names, options, self.clock, go).unwrap();
        let cx = Ctx { actor: Actor::Owner, clock: self.clock, op_id: kit::op(), office: &self.office };
        let report = import::keep(&mut self.base, &cx, &p, answers, go).unwrap();
        for (n, file) in files.iter().enumerate() {
            let refused = p.refused(n, 0, 9).unwrap();
            assert!(refused.is_empty(), "{}: {refused:?}", file.display());
        }
        report
    }

    fn import(&mut self, files: &[PathBuf]) -> Report {
        let answers = Answers { create_employees: true, ..Answers::default() };
        self.import_with(files, &Options::default(), &answers)
    }

    fn text(&self, name: &str, text: &str) -> PathBuf {
        let path = self.dir.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn number(&self, sql: &str) -> i64 {
        kit::number(&self.base, sql)
    }

    fn list(&self, sql: &str) -> Vec<String> {
        let c = self.base.conn();
        let mut st = c.prepare(sql).unwrap();
        let rows = st.query_map([], |r| r.get::<_, Option<String>>(0)).unwrap();
        rows.map(|r| r.unwrap().unwrap_or_default()).collect()
    }
}

/// Writes, imports in a random order of files, compares, imports again.
fn arrives(seed: u64, dress: Dress, write: impl Fn(&Truth, &std::path::Path, Dress) -> Vec<PathBuf>, expect: Expect) {
    let truth = Truth::new(seed, 12);
    let mut desk = Desk::new();
    let mut files = write(&truth, desk.dir.path(), dress);
    fastrand::Rng::with_seed(seed).shuffle(&mut files);
    let first = desk.import(&files);
    let what = format!("seed {seed}, {dress:?}");
    assert_eq!(first.questions, [], "{what}");
    found::compare(&Found::of(&desk.base), &Found::expected(&truth, expect), &what);
    kit::assert_sound(&desk.base, &what);
    let again = desk.import(&files);
    for f in &again.files {
        assert_eq!((f.new, f.changed, f.conflicts), (0, 0, 0), "{what}: {} again", f.file);
    }
    found::compare(&Found::of(&desk.base), &Found::expected(&truth, expect), &format!("{what}, again"));
}

fn rounds() -> u64 {
    if kit::soak() { 60 } else { 2 }
}

fn each(write: impl Fn(&Truth, &std::path::Path, Dress) -> Vec<PathBuf>, expect: Expect) {
    for seed in 1..=rounds() {
        for dress in Dress::ALL {
            arrives(seed, dress, &write, expect);
        }
    }
}

#[test]
fn bitrix24_with_all_its_files_and_the_calls() {
    let write = |t: &Truth, dir: &std::path::Path, dress: Dress| {
        let mut files = bitrix::write(t, dir, dress);
        files.push(others::calls(t, dir, dress));
        files
    };
    each(write, Expect { inn: true, people: true, two_companies: true, work: true, ..Expect::default() });
}

#[test]
fn amocrm_with_people_and_companies_in_one_file() {
    each(others::amocrm, Expect { people: true, ..Expect::default() });
}

#[test]
fn counterparties_of_1c() {
    each(others::onec, Expect { inn: true, deals: false, ..Expect::default() });
}

#[test]
fn hubspot_deals_and_companies() {
    each(others::hubspot, Expect::default());
}

#[test]
fn pipedrive_deals_alone() {
    each(others::pipedrive, Expect { owners: false, phones: false, all_companies: false, ..Expect::default() });
}

/// What an import remembers of an object for the next compare can be named by `--take`, but for what is added and never taken
/// away, and what goes with another field.
#[test]
fn whatever_is_compared_can_be_named() {
    let beside =
        ["note", "notes", "phones", "emails", "person", "contact", "company", "about", "region", "post", "stage_told"];
    let led = ["due_minute", "due_at", "closed_at", "done_at"];
    let mut seen = std::collections::BTreeSet::new();
    type Write = fn(&Truth, &std::path::Path, Dress) -> Vec<PathBuf>;
    let all: [Write; 5] = [bitrix::write, others::amocrm, others::onec, others::hubspot, others::pipedrive];
    for write in all {
        let mut desk = Desk::new();
        let files = write(&Truth::new(3, 12), desk.dir.path(), Dress::Csv);
        desk.import(&files);
        let keys = "SELECT DISTINCT e.kind || '.' || j.key FROM ext_ref e, json_each(e.seen) j";
        seen.extend(desk.list(keys));
    }
    assert!(seen.len() > 40, "{seen:?}");
    for key in seen {
        let (kind, field) = key.split_once('.').unwrap();
        let kind = Kind::of(kind).unwrap();
        // The owner of a contact is nobody's question, further columns of an employee are only remembered.
        let own = matches!((kind, field), (Kind::Contact, "owner_id") | (Kind::Employee, "extra"));
        let known = compared(kind).contains(&field) || beside.contains(&field) || led.contains(&field) || own;
        assert!(known, "{key} can be different, and nobody can say whose stays");
        assert!(!compared(kind).is_empty() && COMPARED_KINDS.contains(&kind));
    }
}
