//! The base while people work: heartbeats, interrupts, the bell, and backups under writers (R15).

use std::sync::atomic::{AtomicBool, Ordering};

use estafeta::base::Code;
use estafeta::reads::check::must_hold;
use estafeta::store::bell::{Wake, Watch};
use estafeta::store::{Base, Mode, backup, beat};

use crate::kit::{assert_sound, command, count_one, hand_over, number, office, op, soak};

const LONG: &str =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000) SELECT count(*) FROM n";

#[test]
fn who_holds_the_gate_for_long_is_heard_and_then_silent() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("x.db");
    let mut base = office(&path, 1);
    base.pulse().set_who("Орлова Анна");
    base.with_write("case-apply", |tx| {
        // Work, however fast the machine, until the beat is there; a minute of it at the very most.
        for _ in 0..600 {
            tx.query_row(LONG, [], |_| Ok(()))?;
            if let Some(b) = beat::read(&path) {
                assert_eq!((b.who.as_str(), b.what.as_str()), ("Орлова Анна", "case-apply"));
                return Ok(());
            }
        }
        panic!("no beat came");
    })
    .unwrap();
    assert_eq!(beat::read(&path), None);
}

#[test]
fn an_interrupted_command_changes_nothing_and_the_next_one_works() {
    let dir = tempfile::tempdir().unwrap();
    let mut base = office(&dir.path().join("x.db"), 1);
    let handle = base.interrupt_handle();
    let over = AtomicBool::new(false);
    let ended = std::thread::scope(|s| {
        s.spawn(|| {
            while !over.load(Ordering::SeqCst) {
                handle.interrupt();
                std::thread::yield_now();
            }
        });
        let ended = base.with_write("long", |tx| {
            tx.execute("INSERT INTO meta VALUES ('a', 'b')", [])?;
            // Long enough to be hit, and not endless if it never is.
            for _ in 0..1_000 {
                tx.query_row(LONG, [], |_| Ok(()))?;
            }
            Ok(())
        });
        over.store(true, Ordering::SeqCst);
        ended
    });
    assert_eq!(ended.map_err(|f| f.code), Err(Code::Interrupted));
    assert_eq!(number(&base, "SELECT count(*) FROM meta"), 0);
    command(&mut base, op(), "count", count_one).unwrap();
    assert_sound(&base, "after an interrupt");
}

#[test]
fn a_commit_rings_the_bell_and_moves_the_data_version() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("x.db");
    let mut base = office(&path, 1);
    let other = Base::open(&path, Mode::ReadWrite).unwrap();
    let mut watch = Watch::new(&path).unwrap();
    let before = other.data_version().unwrap();
    command(&mut base, op(), "count", count_one).unwrap();
    assert_eq!(watch.wait(Some(0)), Wake::Rung);
    assert_ne!(other.data_version().unwrap(), before);
    // A command that was refused rings nobody.
    assert!(base.with_write("no", |_| Err::<(), _>(Code::Denied.into())).is_err());
    assert_eq!(watch.wait(Some(0)), Wake::Timeout);
}

#[test]
fn a_backup_ends_under_a_writer_and_comes_back_whole() {
    let rounds = if soak() { 100 } else { 8 };
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("x.db");
    drop(office(&path, 30));
    let over = AtomicBool::new(false);
    std::thread::scope(|s| {
        s.spawn(|| {
            let mut writer = Base::open(&path, Mode::ReadWrite).unwrap();
            while !over.load(Ordering::SeqCst) {
                command(&mut writer, op(), "handover", hand_over).unwrap();
            }
        });
        let base = Base::open(&path, Mode::ReadWrite).unwrap();
        for i in 0..rounds {
            let copy = dir.path().join(format!("copy{i}.db"));
            base.backup(&copy, &mut |_, _| true, &mut |c| must_hold(c)).unwrap();
            let back = dir.path().join("back.db");
            backup::restore(&copy, &back, &mut |_, _| true, &mut |c| must_hold(c)).unwrap();
            let restored = Base::open(&back, Mode::ReadWrite).unwrap();
            assert_sound(&restored, "restored");
            assert_eq!(number(&restored, "SELECT count(DISTINCT owner_id) FROM client"), 1);
        }
        over.store(true, Ordering::SeqCst);
    });
}

#[test]
fn a_reader_that_is_interrupted_at_any_moment_sees_the_newest_state_afterwards() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("x.db");
    let mut base = office(&path, 1);
    let mut reader = base.reader().unwrap();
    let handle = reader.interrupt_handle();
    let over = AtomicBool::new(false);
    std::thread::scope(|s| {
        s.spawn(|| {
            while !over.load(Ordering::SeqCst) {
                handle.interrupt();
                std::thread::yield_now();
            }
        });
        for _ in 0..200 {
            let _ = reader.view(|tx| Ok(tx.query_row("SELECT count(*) FROM journal, journal", [], |_| Ok(()))?));
        }
        over.store(true, Ordering::SeqCst);
    });
    command(&mut base, op(), "count", count_one).unwrap();
    let count = "SELECT count(*) FROM journal WHERE kind = 'count'";
    let seen = reader.view(|tx| Ok(tx.query_row(count, [], |r| r.get::<_, i64>(0))?));
    assert_eq!(seen.unwrap(), 1);
}
