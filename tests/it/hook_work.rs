//! Commands that close accesses (2 §7): queued, running, done, failed, unknown. What nobody knows is asked about, and
//! repeated by itself only where the office says that it may be.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use std::process::{Command as Program, Stdio};
use std::sync::Mutex;

use estafeta::base::*;
use estafeta::domain::hooks::{Hook, HookEnd, HookRan};
use estafeta::domain::*;
use estafeta::gateway::{HookOrder, HookRunner};
use estafeta::jobs::due::{DueEnv, Ran, run};
use estafeta::ops::*;
use estafeta::reads::check::check;
use estafeta::store::OpId;
use estafeta::texts::{Lang, Texts};

use crate::desk::{Cast, Desk, cast, day};

/// Ends each system's command as it is told to, and remembers what was run.
#[derive(Default)]
pub struct Fake {
    ends: BTreeMap<&'static str, HookEnd>,
    ran: Mutex<Vec<String>>,
}

impl HookRunner for Fake {
    fn run(&self, order: &HookOrder) -> HookRan {
        let system = order.facts.system.as_str();
        self.ran.lock().unwrap().push(format!("{system} {}", order.argv[1..].join(" ")));
        let end = self.ends.get(system).copied().unwrap_or(HookEnd::Exited(0));
        HookRan { end, output: format!("вывод {system}"), took_ms: 1_200 }
    }
}

impl Fake {
    pub fn with(ends: &[(&'static str, HookEnd)]) -> Self {
        Self { ends: ends.iter().copied().collect(), ran: Mutex::default() }
    }

    pub fn times(&self) -> usize {
        self.ran.lock().unwrap().len()
    }
}

pub fn due(d: &mut Desk, hooks: &dyn HookRunner) -> Vec<Ran> {
    let texts = Texts::load(Lang::Ru);
    let n = Cell::new(u64::from(fastrand::u32(..)) << 32);
    let new_op = || {
        n.set(n.get() + 1);
        OpId((u128::from(n.get()) | (1 << 127)).to_be_bytes())
    };
    let env = DueEnv { office: &d.office, clock: d.clock, texts: &texts, new_op: &new_op, hooks };
    run(&mut d.base, &env).unwrap()
}

/// A case whose leaver has a CRM login with a command, ordered.
pub fn ordered(idempotent: bool) -> (Desk, Cast, CaseId, AccessId) {
    let mut d = Desk::new();
    let c = cast(&mut d);
    d.set(c.leaver, "login", "p.ivanov");
    let revoke = vec!["/opt/crm-off".to_owned(), "{login}".to_owned()];
    let restore = vec!["/opt/crm-on".to_owned(), "{login}".to_owned()];
    d.office.hooks.insert("crm_login".into(), Hook { revoke, restore, idempotent, limit: 60 });
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    d.run(&AccessCut { case, which: CutWhich::Codes(vec!["crm_login".into()]) });
    let access = AccessId(d.one("SELECT id FROM access WHERE system = 'crm_login'"));
    (d, c, case, access)
}

pub fn state(d: &Desk) -> String {
    d.text(
        "SELECT a.state || ' ' || (SELECT group_concat(j.state) FROM job j WHERE j.access_id = a.id) \
            FROM access a WHERE a.system = 'crm_login'",
    )
}

pub fn told(d: &Desk, kind: &str) -> i64 {
    d.one(&format!("SELECT count(*) FROM inbox WHERE kind = '{kind}' AND done_at IS NULL"))
}

pub fn sound(d: &Desk) {
    let checks = check(d.base.conn()).unwrap();
    let broken: Vec<_> = checks.iter().filter(|c| !c.ok).collect();
    assert!(broken.is_empty(), "{broken:?}");
}

#[test]
fn a_command_that_ran_closes_the_access_with_its_evidence() {
    let (mut d, ..) = ordered(false);
    assert_eq!(state(&d), "asked queued");
    let fake = Fake::default();
    let ran = due(&mut d, &fake);
    assert!(ran.iter().any(|r| r.what == "revoke"), "{ran:?}");
    assert_eq!(*fake.ran.lock().unwrap(), ["crm_login p.ivanov"]);
    assert_eq!(state(&d), "done done");
    assert_eq!(d.text("SELECT done_by FROM access WHERE system = 'crm_login'"), "system:hook");
    let evidence = d.text("SELECT evidence FROM access WHERE system = 'crm_login'");
    assert_eq!(evidence, "команда /opt/crm-off: код 0, 1,2 с\nвывод crm_login");
    let took = d.one("SELECT done_at FROM access WHERE system = 'crm_login'") - d.clock.now.0;
    assert_eq!(took, 1_200, "done when it ended, not when it was begun");
    due(&mut d, &fake);
    assert_eq!(fake.times(), 1, "once");
    sound(&d);
}

#[test]
fn a_failure_leaves_it_open_and_is_told_to_it_and_the_head() {
    let (mut d, _, case, access) = ordered(true);
    let fake = Fake::with(&[("crm_login", HookEnd::Exited(3))]);
    due(&mut d, &fake);
    assert_eq!(state(&d), "asked failed");
    assert_eq!(told(&d, "hook_failed"), 2);
    due(&mut d, &fake);
    assert_eq!(fake.times(), 1, "a failure is not tried again by itself");
    assert_eq!(d.refused(&HookAnswer { case, access, done: true, evidence: None }), Code::NothingToDo, "no doubt");
    let again = d.run(&HookAnswer { case, access, done: false, evidence: None });
    assert!(again.again);
    due(&mut d, &Fake::default());
    assert_eq!(state(&d), "done failed,done");
    assert_eq!(told(&d, "hook_failed"), 0, "it is closed: nothing is asked any more");
    sound(&d);
}

#[test]
fn a_doubt_is_asked_about_and_never_repeated_by_itself() {
    for end in [HookEnd::TimedOut, HookEnd::Signal(9)] {
        let (mut d, _, case, access) = ordered(false);
        let fake = Fake::with(&[("crm_login", end)]);
        due(&mut d, &fake);
        assert_eq!(state(&d), "asked unknown");
        assert_eq!(told(&d, "hook_unknown"), 2);
        d.later(DAY_MS);
        due(&mut d, &fake);
        d.run(&AccessCut { case, which: CutWhich::All });
        due(&mut d, &fake);
        assert_eq!((fake.times(), state(&d).as_str()), (1, "asked unknown"));
        let answered =
            d.run(&HookAnswer { case, access, done: true, evidence: Some("вижу в CRM: отключён".into()) });
        assert_eq!(answered.state, AccessState::Done);
        assert_eq!(d.text("SELECT evidence FROM access WHERE system = 'crm_login'"), "вижу в CRM: отключён");
        assert_eq!((state(&d).as_str(), told(&d, "hook_unknown")), ("done done", 0));
        sound(&d);
    }
}

#[test]
fn a_doubt_that_was_not_done_is_run_again_by_word_of_a_person() {
    let (mut d, _, case, access) = ordered(false);
    due(&mut d, &Fake::with(&[("crm_login", HookEnd::TimedOut)]));
    assert!(d.run(&HookAnswer { case, access, done: false, evidence: None }).again);
    assert_eq!(state(&d), "asked failed,queued");
    due(&mut d, &Fake::default());
    assert_eq!(state(&d), "done failed,done");
}

#[test]
fn what_may_be_repeated_is_repeated_a_few_times() {
    let (mut d, ..) = ordered(true);
    let fake = Fake::with(&[("crm_login", HookEnd::TimedOut)]);
    for tries in 1..=5 {
        due(&mut d, &fake);
        assert_eq!(fake.times(), tries.min(3));
        d.later(10 * MINUTE_MS);
    }
    assert_eq!(state(&d), "asked unknown", "then a person is asked all the same");
}

#[test]
fn a_taker_that_never_came_back_leaves_a_doubt() {
    for (idempotent, then) in [(false, "asked unknown"), (true, "done done")] {
        let (mut d, ..) = ordered(idempotent);
        let job = JobId(d.one("SELECT id FROM job WHERE access_id IS NOT NULL"));
        assert!(d.run(&HookTake { job }).run.is_some());
        let fake = Fake::default();
        due(&mut d, &fake);
        assert_eq!(fake.times(), 0, "somebody has it");
        d.later(3 * MINUTE_MS);
        due(&mut d, &fake);
        assert_eq!((state(&d).as_str(), fake.times()), (then, usize::from(idempotent)));
        sound(&d);
    }
}

#[test]
fn a_late_answer_beats_the_doubt() {
    let (mut d, ..) = ordered(false);
    let job = JobId(d.one("SELECT id FROM job WHERE access_id IS NOT NULL"));
    d.run(&HookTake { job });
    d.later(3 * MINUTE_MS);
    due(&mut d, &Fake::default());
    assert_eq!(state(&d), "asked unknown");
    let ran = HookRan { end: HookEnd::Exited(0), output: String::new(), took_ms: 170_000 };
    d.run(&HookEnded { job, ran });
    assert_eq!((state(&d).as_str(), told(&d, "hook_unknown")), ("done done", 0));
}

#[test]
fn closed_by_hand_meanwhile_nothing_is_run() {
    let (mut d, _, case, _) = ordered(false);
    let which = AccessPick::System("crm_login".into());
    d.run(&AccessTick { case, which, mark: AccessMark::Done, evidence: Some("сам".into()) });
    let fake = Fake::default();
    due(&mut d, &fake);
    assert_eq!((fake.times(), state(&d).as_str()), (0, "done done"));
    assert_eq!(d.text("SELECT evidence FROM access WHERE system = 'crm_login'"), "сам");
}

#[test]
fn undone_before_it_ran_it_does_not_run() {
    let (mut d, ..) = ordered(false);
    let seq = Seq(d.one("SELECT max(seq) FROM journal WHERE kind = 'access-cut'"));
    d.run(&Undo { seq });
    let fake = Fake::default();
    due(&mut d, &fake);
    assert_eq!(fake.times(), 0);
}

#[test]
fn a_mailbox_is_closed_by_command_only_after_its_redirection() {
    let (mut d, c, case, _) = ordered(false);
    d.set(c.leaver, "email", "ivanov@vector.example");
    d.office.hooks.insert(
        "mail".into(),
        Hook { revoke: vec!["/opt/mail-off".into(), "{employee_id}".into()], ..Hook::default() },
    );
    d.run(&AccessCut { case, which: CutWhich::All });
    let fake = Fake::default();
    d.later(HOUR_MS);
    due(&mut d, &fake);
    assert!(!fake.ran.lock().unwrap().iter().any(|r| r.starts_with("mail")), "an emergency is no exception");
    let which = AccessPick::System("mail".into());
    d.run(&AccessTick { case, which, mark: AccessMark::Redirected, evidence: Some("на Белову".into()) });
    due(&mut d, &fake);
    assert!(fake.ran.lock().unwrap().iter().any(|r| r.starts_with("mail")), "then by itself");
    assert_eq!(d.text("SELECT state FROM access WHERE system = 'mail'"), "done");
}

/// The office has a command for the system, but the account has no login to give it: it is people's to close, and a minute
/// later nothing is cut again.
#[test]
fn an_account_without_a_login_is_asked_for_once_and_never_cut_again_by_itself() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let revoke = vec!["/opt/crm-off".to_owned(), "{login}".to_owned()];
    d.office.hooks.insert("crm_login".into(), Hook { revoke, ..Hook::default() });
    d.run(&CaseOpen::planned(c.leaver, day("2026-11-24")));
    d.clock.now = At::parse("2026-11-24T18:00:00+03:00", Zone::UTC).unwrap();
    let fake = Fake::default();
    due(&mut d, &fake);
    assert_eq!(d.text("SELECT state FROM access WHERE system = 'crm_login'"), "asked");
    let entries = d.one("SELECT count(*) FROM journal");
    for _ in 0..3 {
        d.later(MINUTE_MS);
        let ran = due(&mut d, &fake);
        assert!(ran.is_empty(), "{ran:?}");
    }
    assert_eq!((d.one("SELECT count(*) FROM journal"), fake.times()), (entries, 0));
    let next = estafeta::reads::due::next(d.base.conn(), &d.office).unwrap();
    assert!(next.is_none_or(|at| at > d.clock.now), "and nothing stays due: {next:?}");
    // Once the login is known, the command is what closes it.
    d.set(AccessId(d.one("SELECT id FROM access WHERE system = 'crm_login'")), "login", "p.ivanov");
    due(&mut d, &fake);
    assert_eq!((state(&d).as_str(), fake.times()), ("done done", 1));
}

#[test]
fn a_command_taken_out_of_the_settings_is_a_failure_not_a_success() {
    let (mut d, ..) = ordered(false);
    d.office.hooks.clear();
    due(&mut d, &Fake::default());
    assert_eq!(state(&d), "asked failed");
    assert!(d.text("SELECT result FROM job WHERE access_id IS NOT NULL").contains("no_command"));
}

// ── The opposite is wished while a command runs ──

pub fn running(d: &mut Desk) -> JobId {
    let job = JobId(d.one("SELECT max(id) FROM job WHERE access_id IS NOT NULL"));
    assert!(d.run(&HookTake { job }).run.is_some());
    job
}

pub fn ended(job: JobId, end: HookEnd) -> HookEnded {
    HookEnded { job, ran: HookRan { end, output: String::new(), took_ms: 900 } }
}

#[test]
fn a_closing_that_ends_after_he_stays_is_opened_again() {
    for (end, then) in [(HookEnd::Exited(0), "restore done,queued"), (HookEnd::Exited(1), "planned failed")] {
        let (mut d, _, case, _) = ordered(false);
        let job = running(&mut d);
        d.run(&CaseWithdraw { case });
        assert_eq!(state(&d), "planned running", "nobody knows yet that it will be closed");
        d.run(&ended(job, end));
        assert_eq!(state(&d), then);
        if end == HookEnd::Exited(0) {
            assert_eq!(told(&d, "accesses_restore"), 2);
            due(&mut d, &Fake::default());
            assert_eq!((state(&d).as_str(), told(&d, "accesses_restore")), ("restored done,done", 0));
        }
        sound(&d);
    }
}

#[test]
fn a_doubt_about_the_closing_is_no_order_to_give_back() {
    for done in [true, false] {
        let (mut d, _, case, access) = ordered(false);
        due(&mut d, &Fake::with(&[("crm_login", HookEnd::TimedOut)]));
        d.run(&CaseWithdraw { case });
        assert_eq!(state(&d), "restore unknown", "not beside a command of which nobody knows");
        let it = "SELECT args ->> 'ordered' FROM inbox WHERE kind = 'accesses_restore' AND role = 'it'";
        assert_eq!(d.one(it), 0, "it is not counted as ordered");
        let answered = d.run(&HookAnswer { case, access, done, evidence: Some("посмотрел в CRM".into()) });
        assert!(answered.again, "what was wished is on its way now");
        let job = if done { "done" } else { "failed" };
        assert_eq!(state(&d), format!("restore {job},queued"));
        let fake = Fake::default();
        due(&mut d, &fake);
        assert_eq!(state(&d), format!("restored {job},done"));
        assert_eq!(fake.times(), 1, "and never the closing again");
        sound(&d);
    }
}

#[test]
fn where_no_command_gives_back_its_people_are_told_once_the_closing_has_ended() {
    let (mut d, _, case, _) = ordered(false);
    d.office.hooks.get_mut("crm_login").unwrap().restore.clear();
    let job = running(&mut d);
    d.run(&CaseWithdraw { case });
    let before = told(&d, "accesses_restore");
    d.run(&ended(job, HookEnd::Exited(0)));
    assert_eq!((before, told(&d, "accesses_restore")), (0, 2));
    assert_eq!(state(&d), "restore done");
}

#[test]
fn cut_again_while_it_is_given_back_it_is_closed_after_it() {
    let (mut d, _, case, _) = ordered(false);
    due(&mut d, &Fake::default());
    assert_eq!(d.run(&AccessRestore { case }).ordered, 1);
    let job = running(&mut d);
    let counts = d.run(&AccessCut { case, which: CutWhich::Codes(vec!["crm_login".into()]) });
    assert_eq!((counts.ordered, counts.asked), (0, 1), "IT is told: no command can close it now");
    d.run(&ended(job, HookEnd::Exited(0)));
    assert_eq!(state(&d), "asked done,done,queued");
    due(&mut d, &Fake::default());
    assert_eq!(state(&d), "done done,done,done");
    sound(&d);
}

/// Many at once: eight run side by side, so that the slowest is waited for and not their sum.
#[test]
fn a_crisis_runs_its_commands_side_by_side() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    for n in 0..12 {
        let system = format!("система {n}");
        let revoke = vec!["/opt/off".to_owned(), "{login}".to_owned()];
        d.office.hooks.insert(system.clone(), Hook { revoke, ..Hook::default() });
        d.run(&AccessAdd::of(c.leaver, &system, &format!("i{n}")));
    }
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    assert_eq!(d.run(&AccessCut { case, which: CutWhich::All }).ordered, 12);
    /// Eight must have begun before one of them may end.
    struct Gate(std::sync::Barrier, Mutex<u32>);
    impl HookRunner for Gate {
        fn run(&self, _: &HookOrder) -> HookRan {
            let n = {
                let mut n = self.1.lock().unwrap();
                *n += 1;
                *n
            };
            if n <= 8 {
                self.0.wait();
            }
            HookRan { end: HookEnd::Exited(0), output: String::new(), took_ms: 5_000 }
        }
    }
    due(&mut d, &Gate(std::sync::Barrier::new(8), Mutex::new(0)));
    assert_eq!(d.one("SELECT count(*) FROM access WHERE state = 'done'"), 12);
    let last = d.one("SELECT max(done_at) FROM access") - d.clock.now.0;
    assert!(last < 12 * 5_000, "one after another: {last}");
    sound(&d);
}

/// `estafeta due` killed with −9 while the command runs.
#[test]
fn a_kill_in_the_middle_leaves_a_doubt_and_one_run() {
    for (idempotent, then, runs) in [(false, "asked unknown", 1), (true, "done done", 2)] {
        let (d, ..) = ordered(idempotent);
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        std::process::Command::new("mkfifo").arg(at("begun")).status().unwrap();
        // The first run says that it has begun, and hangs; a second one ends at once.
        let script = format!(
            "echo $$ >> {runs}; [ $(wc -l < {runs}) -gt 1 ] && exit 0; echo $$ > {begun}; exec sleep 600",
            runs = at("runs").display(),
            begun = at("begun").display()
        );
        let config = format!(
            "[hooks.crm_login]\nrevoke = ['/bin/sh', '-c', '{script}']\nidempotent = {idempotent}\nlimit = 60\n"
        );
        std::fs::write(at("estafeta.toml"), config).unwrap();
        let program = |now: &str| {
            let mut p = Program::new(env!("CARGO_BIN_EXE_estafeta"));
            p.arg("--db").arg(d.base.path()).arg("--config").arg(at("estafeta.toml")).arg("due");
            p.env("ESTAFETA_NOW", now).stdout(Stdio::null()).stderr(Stdio::null());
            p
        };
        let mut victim = program("2026-11-10T10:00:30+03:00").spawn().unwrap();
        let mut pid = String::new();
        std::fs::File::open(at("begun")).unwrap().read_to_string(&mut pid).unwrap();
        victim.kill().unwrap();
        victim.wait().unwrap();
        end_orphan(&pid);
        assert_eq!(state(&d), "asked running");
        assert!(program("2026-11-10T10:01:00+03:00").status().unwrap().success());
        assert_eq!(state(&d), "asked running", "its time is not over: it may be at work");
        assert!(program("2026-11-10T10:10:00+03:00").status().unwrap().success());
        assert_eq!(state(&d), then);
        assert_eq!(std::fs::read_to_string(at("runs")).unwrap().lines().count(), runs);
        assert!(program("2026-11-10T10:20:00+03:00").status().unwrap().success());
        assert_eq!(std::fs::read_to_string(at("runs")).unwrap().lines().count(), runs, "and no more");
        sound(&d);
    }
}

/// The command that outlived its killed runner, named by its own number.
fn end_orphan(pid: &str) {
    let pid: i32 = pid.trim().parse().unwrap();
    assert!(Path::new("/proc").join(pid.to_string()).exists(), "the command had ended before the kill");
    rustix::process::kill_process(rustix::process::Pid::from_raw(pid).unwrap(), rustix::process::Signal::KILL).unwrap();
}
