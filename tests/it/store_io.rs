//! R3: whichever operation of the disk fails, the answer is a clean refusal, nothing acknowledged is lost, and the
//! session goes on.

use std::path::Path;

use estafeta::base::{Code, Fault, Res};
use estafeta::store::{Base, Ended, Mode, Tx};

use crate::failing_vfs::{Fail, arm, disarm, install};
use crate::kit::{assert_sound, child, command, count_one, hand_over, hex, is_journaled, number, office, op, soak};

/// What a person may be told when the disk fails.
fn is_clean(f: &Fault) -> bool {
    matches!(f.code, Code::DiskFull | Code::Io | Code::BaseReadOnly)
}

/// One session with a failing disk: open, three commands, each repeated with its own `op_id` when it was refused.
fn session(path: &Path, kind: Fail, n: i64, times: i64) -> i64 {
    let when = format!("{kind:?} {n} × {times}");
    arm(kind, n, times);
    let mut base = match Base::open(path, Mode::ReadWrite) {
        Ok(b) => b,
        Err(f) => {
            assert!(is_clean(&f), "{when}: {f}");
            let hits = disarm();
            assert!(hits > 0, "{when}: refused without a failure");
            assert_sound(&Base::open(path, Mode::ReadWrite).unwrap(), &when);
            return hits;
        }
    };
    let mut acked = Vec::new();
    let mut refused = Vec::new();
    for (word, f) in
        [("handover", hand_over as fn(&mut Tx<'_>) -> Res<()>), ("count", count_one), ("handover", hand_over)]
    {
        let id = op();
        match command(&mut base, id, word, f) {
            Ok(_) => acked.push(id),
            Err(f) => {
                assert!(is_clean(&f), "{when}: {word}: {f}");
                refused.push(id);
            }
        }
    }
    let hits = disarm();
    assert!(refused.is_empty() || hits > 0, "{when}: refused without a failure");
    for id in &acked {
        assert!(is_journaled(&base, &hex(*id)), "{when}: an acknowledged command is gone");
    }
    // The same session goes on: a refused command is repeated and done exactly once.
    for id in refused {
        let again = command(&mut base, id, "count", count_one).unwrap();
        assert!(matches!(again, Ended::Done { .. } | Ended::Before { .. }), "{when}");
    }
    command(&mut base, op(), "count", count_one).unwrap();
    let counted = "SELECT (SELECT capacity FROM employee WHERE id = 1) - count(*) FROM journal WHERE kind = 'count'";
    assert_eq!(number(&base, counted), 0, "{when}");
    assert_sound(&base, &when);
    drop(base);
    // What was said to be done is there after the session's end too.
    let base = Base::open(path, Mode::ReadWrite).unwrap();
    assert_sound(&base, &when);
    for id in acked {
        assert!(is_journaled(&base, &hex(id)), "{when}: an acknowledged command is gone");
    }
    hits
}

#[test]
#[ignore = "a child of the test of failing disks"]
fn child_on_a_failing_disk() {
    let Some(dir) = std::env::var_os("ESTAFETA_TEST_BASE").map(std::path::PathBuf::from) else { return };
    install();
    let template = dir.join("template.db");
    let path = dir.join("x.db");
    for kind in [Fail::Full, Fail::Write, Fail::Fsync, Fail::Shm, Fail::Read, Fail::Open] {
        for times in [1, i64::MAX] {
            let (mut n, mut sessions) = (0, 0);
            loop {
                fresh(&template, &path);
                if session(&path, kind, n, times) == 0 {
                    break;
                }
                sessions += 1;
                // Every one of the first, then strides of a prime: all of them take minutes.
                n += if soak() || n < 25 { 1 } else { 17 };
            }
            println!("\ndone {kind:?} {sessions}");
            assert!(sessions > 0, "{kind:?} never failed");
        }
    }
    for kind in [Fail::Full, Fail::Write, Fail::Fsync, Fail::Truncate] {
        let mut n = 0;
        while closing(&template, &path, kind, n) > 0 {
            n += 1;
        }
        println!("\ndone closing {kind:?} {n}");
        assert!(kind == Fail::Truncate || n > 0, "{kind:?} never failed");
    }
}

fn fresh(template: &Path, path: &Path) {
    for s in ["", "-wal", "-shm", "-bell", "-beat"] {
        let _ = std::fs::remove_file(format!("{}{s}", path.display()));
    }
    std::fs::copy(template, path).unwrap();
}

/// The disk fails while the log is folded into the base at the end of a session.
fn closing(template: &Path, path: &Path, kind: Fail, n: i64) -> i64 {
    fresh(template, path);
    let mut base = Base::open(path, Mode::ReadWrite).unwrap();
    let id = op();
    command(&mut base, id, "handover", hand_over).unwrap();
    arm(kind, n, 1);
    drop(base);
    let hits = disarm();
    let base = Base::open(path, Mode::ReadWrite).unwrap();
    assert!(is_journaled(&base, &hex(id)), "{kind:?} {n}: an acknowledged command is gone at closing");
    assert_sound(&base, &format!("closing, {kind:?} {n}"));
    hits
}

#[test]
fn whichever_operation_fails_the_refusal_is_clean_and_work_goes_on() {
    let dir = tempfile::tempdir().unwrap();
    drop(office(&dir.path().join("template.db"), 25));
    let (mut c, out) =
        child("store_io::child_on_a_failing_disk", &[("ESTAFETA_TEST_BASE", dir.path().to_str().unwrap())]);
    let lines: Vec<String> = std::io::BufRead::lines(out).map_while(Result::ok).collect();
    assert!(c.wait().unwrap().success(), "{}", lines.join("\n"));
    assert_eq!(lines.iter().filter(|l| l.starts_with("done ")).count(), 16, "{lines:?}");
}
