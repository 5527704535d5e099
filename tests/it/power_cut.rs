//! R2: a power cut at any write loses nothing acknowledged and leaves a sound base. What the program does is recorded
//! once; then the power goes at every point of the record, and each disk it may leave is opened and checked. The same
//! with `synchronous` NORMAL and OFF must fail: else the recorder would prove nothing.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use estafeta::reads::check::check;
use estafeta::store::{Base, Connection, Mode, backup, migrate};

use crate::kit::{assert_sound, child, command, count_one, hand_over, hex, is_journaled, number, office, op, soak};
use crate::recording_vfs::{Cut, Event, Files, Image, acked, install, recorded};

const NAME: &str = "x.db";

/// What was recorded and what is known of it.
struct Record {
    before: Files,
    events: Vec<Event>,
    /// The commands in order, as the journal names them.
    ops: Vec<String>,
}

#[derive(Debug, Default)]
struct Found {
    points: usize,
    disks: usize,
    lost: usize,
    broken: usize,
    first: Option<String>,
}

fn files_in(dir: &Path) -> Files {
    let mut files = Files::new();
    for s in ["", "-wal", "-journal"] {
        if let Ok(bytes) = std::fs::read(dir.join(format!("{NAME}{s}"))) {
            files.insert(format!("{NAME}{s}"), bytes);
        }
    }
    files
}

fn clear(dir: &Path) {
    for entry in std::fs::read_dir(dir).unwrap() {
        std::fs::remove_file(entry.unwrap().path()).unwrap();
    }
}

fn lay_out(files: &Files, dir: &Path) {
    clear(dir);
    for (name, bytes) in files {
        std::fs::write(dir.join(name), bytes).unwrap();
    }
}

/// One session: commands, the log folded in now and then while they go, closing.
fn session(template: &Path, dir: &Path, synchronous: &str) -> Record {
    clear(dir);
    let path = dir.join(NAME);
    std::fs::copy(template, &path).unwrap();
    let before = files_in(dir);
    let mut ops = Vec::new();
    let events = recorded(|| {
        let mut base = Base::open(&path, Mode::ReadWrite).unwrap();
        base.conn().pragma_update(None, "synchronous", synchronous).unwrap();
        base.conn().pragma_update(None, "wal_autocheckpoint", 60).unwrap();
        for n in 0..if soak() { 24 } else { 4 } {
            let id = op();
            let done = if n % 3 == 1 {
                command(&mut base, id, "count", count_one)
            } else {
                command(&mut base, id, "handover", hand_over)
            };
            done.unwrap();
            ops.push(hex(id));
            acked(ops.len());
        }
    });
    Record { before, events, ops }
}

/// The power goes after every event of the record (after each `stride`-th write of a long one); `judge` looks at each
/// disk it may leave, with the number of commands that had been acknowledged.
fn cut_everywhere(
    record: &Record,
    dir: &Path,
    (seed, stride): (u64, usize),
    mut judge: impl FnMut(&Path, usize) -> Result<(), Wrong>,
) -> Found {
    let mut found = Found::default();
    let mut image = Image::new(record.before.clone());
    let (mut told, mut seen) = (0, BTreeSet::new());
    for (at, event) in record.events.iter().enumerate() {
        image.step(event);
        if let Event::Acked(n) = event {
            told = *n;
        }
        if matches!(event, Event::Changed(..)) && at % stride != 0 && !soak() {
            continue;
        }
        found.points += 1;
        let mut cuts = vec![Cut::Dropped];
        if !image.is_settled() {
            let seed = seed ^ ((at as u64) << 8);
            if soak() {
                cuts.push(Cut::Kept);
                cuts.extend((0..12).flat_map(|round| [Cut::LastTorn(seed ^ round), Cut::Random(seed ^ round)]));
            } else {
                // One of the three by turns: all of them take half a minute.
                cuts.push([Cut::Random(seed), Cut::LastTorn(seed), Cut::Kept][at / stride % 3]);
            }
        }
        for cut in cuts {
            let files = image.after(cut);
            // Most cuts inside one transaction leave the same disk; it is looked at once for each promise.
            let mut hasher = DefaultHasher::new();
            (&files, told).hash(&mut hasher);
            if !seen.insert(hasher.finish()) {
                continue;
            }
            found.disks += 1;
            lay_out(&files, dir);
            if let Err(wrong) = judge(&dir.join(NAME), told) {
                let (count, what) = match wrong {
                    Wrong::Lost(what) => (&mut found.lost, what),
                    Wrong::Broken(what) => (&mut found.broken, what),
                };
                *count += 1;
                found.first.get_or_insert_with(|| format!("event {at}, {cut:?}, seed {seed}: {what}"));
            }
        }
    }
    found
}

enum Wrong {
    /// Something acknowledged is not there.
    Lost(String),
    /// The base does not open, or breaks a rule, or holds what never was.
    Broken(String),
}

/// Opens what a cut left, as the next start of the program does.
fn judge(path: &Path, ops: &[String], told: usize) -> Result<(), Wrong> {
    let broken = |what: String| Err(Wrong::Broken(what));
    let mut base = match Base::open(path, Mode::ReadWrite) {
        Ok(b) => b,
        Err(f) => return broken(format!("does not open: {f}")),
    };
    match check(base.conn()) {
        Ok(all) => {
            if let Some(bad) = all.iter().find(|c| !c.ok) {
                return broken(format!("{bad:?}"));
            }
        }
        Err(f) => return broken(format!("cannot be checked: {f}")),
    }
    let there: Vec<bool> = ops.iter().map(|o| is_journaled(&base, o)).collect();
    let kept = there.iter().filter(|t| **t).count();
    if there.iter().take(kept).any(|t| !t) {
        return broken(format!("a hole in the journal: {there:?}"));
    }
    // Of the rest at most the one under way.
    if kept > told + 1 {
        return broken(format!("{kept} commands are there and {told} were done"));
    }
    if kept < told {
        return Err(Wrong::Lost(format!("{kept} of {told} acknowledged commands are left")));
    }
    match command(&mut base, op(), "count", count_one) {
        Ok(_) => Ok(()),
        Err(f) => broken(format!("work does not go on: {f}")),
    }
}

fn dirs() -> Option<(PathBuf, PathBuf, u64)> {
    let dir = std::env::var_os("ESTAFETA_TEST_BASE").map(PathBuf::from)?;
    let seed = std::env::var("ESTAFETA_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(20_261_124);
    install();
    let cut = dir.join("cut");
    std::fs::create_dir(dir.join("work")).unwrap();
    std::fs::create_dir(&cut).unwrap();
    Some((dir, cut, seed))
}

#[test]
#[ignore = "a child of the test of power cuts"]
fn child_works_while_the_power_goes() {
    let Some((dir, cut, seed)) = dirs() else { return };
    for synchronous in ["FULL", "NORMAL", "OFF"] {
        let record = session(&dir.join("template.db"), &dir.join("work"), synchronous);
        let f = cut_everywhere(&record, &cut, (seed, 1), |path, told| judge(path, &record.ops, told));
        println!("\n{synchronous} {} points, {} disks", f.points, f.disks);
        println!("wrong {} {} {}", f.lost, f.broken, f.first.unwrap_or_default());
    }
}

#[test]
#[ignore = "a child of the test of power cuts"]
fn child_makes_migrates_and_restores_while_the_power_goes() {
    let Some((dir, cut, seed)) = dirs() else { return };
    let work = dir.join("work");
    let path = work.join(NAME);

    // Made: nothing, something that `create` finishes, or a base.
    let events = recorded(|| {
        let base = Base::create(&path).unwrap();
        acked(1);
        drop(base);
    });
    let made = Record { before: Files::new(), events, ops: Vec::new() };
    let f = cut_everywhere(&made, &cut, (seed, 5), |path, told| {
        let base = match Base::open(path, Mode::ReadWrite) {
            Ok(base) => base,
            Err(f) if told == 1 => return Err(Wrong::Lost(f.to_string())),
            Err(first) => Base::create(path).map_err(|f| Wrong::Broken(format!("{first:?}, then {f}")))?,
        };
        assert_sound(&base, "made");
        Ok(())
    });
    say("made", f);

    // Migrated from the first schema: the old base or the new one, and opening brings it up.
    clear(&work);
    let old = Connection::open(&path).unwrap();
    old.pragma_update(None, "journal_mode", "WAL").unwrap();
    old.execute_batch(migrate::STEPS[0].sql).unwrap();
    old.execute_batch("PRAGMA application_id = 0x45737466; PRAGMA user_version = 1").unwrap();
    drop(old);
    let before = files_in(&work);
    let events = recorded(|| drop(Base::open(&path, Mode::ReadWrite).unwrap()));
    let migrated = Record { before, events, ops: Vec::new() };
    let f = cut_everywhere(&migrated, &cut, (seed, 5), |path, _| match Base::open(path, Mode::ReadWrite) {
        Ok(base) => {
            assert_eq!(number(&base, "PRAGMA user_version"), i64::from(migrate::VERSION));
            assert_sound(&base, "migrated");
            Ok(())
        }
        Err(f) => Err(Wrong::Broken(f.to_string())),
    });
    say("migrated", f);

    // Restored: what was before, or the backup, and once it was said to be done the backup.
    clear(&work);
    std::fs::copy(dir.join("template.db"), &path).unwrap();
    let copy = dir.join("backup.db");
    let mut base = Base::open(&path, Mode::ReadWrite).unwrap();
    base.backup(&copy, &mut |_, _| true, &mut |_| Ok(())).unwrap();
    let id = op();
    command(&mut base, id, "handover", hand_over).unwrap();
    drop(base);
    let before = files_in(&work);
    let events = recorded(|| {
        backup::restore(&copy, &path, &mut |_, _| true, &mut |_| Ok(())).unwrap();
        acked(1);
    });
    let restored = Record { before, events, ops: Vec::new() };
    let f = cut_everywhere(&restored, &cut, (seed, 5), |path, told| match Base::open(path, Mode::ReadWrite) {
        Ok(base) => {
            assert_sound(&base, "restored");
            let is_old = is_journaled(&base, &hex(id));
            if is_old && told == 1 { Err(Wrong::Lost("the backup is gone again".to_owned())) } else { Ok(()) }
        }
        Err(f) => Err(Wrong::Broken(f.to_string())),
    });
    say("restored", f);
}

fn say(what: &str, f: Found) {
    println!("\n{what} {} points, {} disks", f.points, f.disks);
    println!("wrong {} {} {}", f.lost, f.broken, f.first.unwrap_or_default());
}

/// (what, points, disks, lost, broken, the first thing wrong) of each thing the child did.
fn told_by(test: &str) -> Vec<(String, usize, usize, usize, usize, String)> {
    let dir = tempfile::tempdir().unwrap();
    drop(office(&dir.path().join("template.db"), 3));
    let (mut c, out) = child(&format!("power_cut::{test}"), &[("ESTAFETA_TEST_BASE", dir.path().to_str().unwrap())]);
    let lines: Vec<String> = std::io::BufRead::lines(out).map_while(Result::ok).collect();
    assert!(c.wait().unwrap().success(), "{}", lines.join("\n"));
    println!("{}", lines.join("\n"));
    let number = |s: &str| s.parse().unwrap();
    lines
        .windows(2)
        .filter_map(|two| {
            let (head, wrong) = (two[0].split_once(" points, ")?, two[1].strip_prefix("wrong ")?);
            let (what, points) = head.0.split_once(' ')?;
            let mut words = wrong.splitn(3, ' ');
            let disks = number(head.1.strip_suffix(" disks")?);
            let (lost, broken) = (number(words.next()?), number(words.next()?));
            Some((what.to_owned(), number(points), disks, lost, broken, words.next()?.to_owned()))
        })
        .collect()
}

#[test]
fn a_power_cut_at_any_write_loses_nothing_acknowledged() {
    let told = told_by("child_works_while_the_power_goes");
    let [full, normal, off] = &told[..] else { panic!("{told:?}") };
    assert!(full.1 > 150 && full.2 > 150, "hardly anything was cut: {full:?}");
    assert_eq!((full.3, full.4), (0, 0), "{full:?}");
    // The controls: without a sync at COMMIT what was acknowledged is lost, without any the base is torn as well.
    assert!(normal.3 > 0, "the control lost nothing: {normal:?}");
    assert_eq!(normal.4, 0, "{normal:?}");
    assert!(off.3 > 0 && off.4 > 0, "the control lost or tore nothing: {off:?}");
}

#[test]
fn a_power_cut_while_a_base_is_made_migrated_or_restored_leaves_the_old_or_the_new() {
    let told = told_by("child_makes_migrates_and_restores_while_the_power_goes");
    assert_eq!(told.iter().map(|t| t.0.as_str()).collect::<Vec<_>>(), ["made", "migrated", "restored"]);
    for t in &told {
        assert!(t.2 > 20, "hardly anything was cut: {t:?}");
        assert_eq!((t.3, t.4), (0, 0), "{t:?}");
    }
}
