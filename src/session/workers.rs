//! The threads of one session: one reads windows, one reads what takes long, one writes, one does what has come due (the
//! office's commands may take a minute, and nobody's typing waits for them). Requests of one slot replace each other; the
//! one that is running is interrupted.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

use super::work::{Desk, Work};
use crate::base::{Clock, Code, Res};
use crate::store::{Base, Mode, Reader};
use crate::ui::{Effect, Msg, RunId, Slot};

/// Where answers go.
pub type Tell = Arc<dyn Fn(Msg) + Send + Sync>;

type Latest = Arc<Mutex<BTreeMap<Slot, RunId>>>;

/// A piece of work with the slot it belongs to, for reads.
type Sent = (Option<Slot>, Work);

struct Lane {
    send: Sender<Sent>,
    /// The slot whose query runs now, and how to stop it.
    running: Arc<Mutex<Option<Slot>>>,
    interrupt: Box<dyn Fn() + Send + Sync>,
}

pub struct Workers {
    window: Lane,
    heavy: Lane,
    writer: Sender<Sent>,
    due: Sender<Clock>,
    latest: Latest,
    stops: Arc<Mutex<BTreeMap<RunId, Arc<AtomicBool>>>>,
}

impl Workers {
    /// Starts the threads on an open base; they end when this is dropped.
    pub fn start(base: Base, desk: &Desk, tell: &Tell) -> Res<Workers> {
        let latest: Latest = Arc::default();
        let window = lane("work-window", base.reader()?, desk, tell, &latest)?;
        let heavy = lane("work-heavy", base.reader()?, desk, tell, &latest)?;
        let stops: Arc<Mutex<BTreeMap<RunId, Arc<AtomicBool>>>> = Arc::default();
        let due = due_lane(base.path(), desk, tell)?;
        let (send, receive) = channel::<Sent>();
        let (desk, tell, flags) = (desk.clone(), Arc::clone(tell), Arc::clone(&stops));
        let mut base = base;
        thread::Builder::new().name("work-writer".into()).spawn(move || {
            for (_, work) in receive {
                let (stop, run) = match &work {
                    Work::Job(run, ..) => (flags.lock().ok().and_then(|f| f.get(run).cloned()), Some(*run)),
                    _ => (None, None),
                };
                let broken = work.broken();
                let mut told = |done: u64, total: Option<u64>| {
                    if let Some(run) = run {
                        tell(Msg::Progress(run, done, total));
                    }
                    !stop.as_ref().is_some_and(|s| s.load(Ordering::Relaxed))
                };
                let msg = catch_unwind(AssertUnwindSafe(|| desk.work(&mut base, work, &mut told)));
                if let Ok(Some(msg)) = msg.map(Some).or(Ok::<_, ()>(broken)) {
                    tell(msg);
                }
            }
        })?;
        Ok(Workers { window, heavy, writer: send, due, latest, stops })
    }

    /// Hands an effect to a thread; false for one that is not theirs.
    pub fn take(&self, effect: Effect, clock: Clock) -> bool {
        match effect {
            Effect::Load(run, slot, query) | Effect::Ahead(run, slot, query) => {
                if let Ok(mut l) = self.latest.lock() {
                    l.insert(slot, run);
                }
                let lane = if query.is_heavy() { &self.heavy } else { &self.window };
                if lane.running.lock().is_ok_and(|r| *r == Some(slot)) {
                    (lane.interrupt)();
                }
                let _ = lane.send.send((Some(slot), Work::Load(run, query, clock)));
            }
            Effect::ReadFacts => {
                let _ = self.heavy.send.send((None, Work::Facts(clock)));
            }
            Effect::RunDue => {
                let _ = self.due.send(clock);
            }
            Effect::Run(run, order) => {
                let _ = self.writer.send((None, Work::Run(run, order, clock)));
            }
            Effect::Rehearse(run, order) => {
                let _ = self.writer.send((None, Work::Rehearse(run, order, clock)));
            }
            Effect::Job(run, task) => {
                if let Ok(mut s) = self.stops.lock() {
                    s.insert(run, Arc::default());
                }
                let _ = self.writer.send((None, Work::Job(run, task, clock)));
            }
            Effect::Stop(run) => {
                if let Some(flag) = self.stops.lock().ok().and_then(|s| s.get(&run).cloned()) {
                    flag.store(true, Ordering::Relaxed);
                }
            }
            _ => return false,
        }
        true
    }
}

/// A connection of its own, opened when something first falls due: it waits at the gate like anybody else.
fn due_lane(path: &Path, desk: &Desk, tell: &Tell) -> Res<Sender<Clock>> {
    let (send, receive) = channel::<Clock>();
    let (path, desk, tell) = (path.to_path_buf(), desk.clone(), Arc::clone(tell));
    thread::Builder::new().name("work-due".into()).spawn(move || {
        for clock in receive {
            let run = || match Base::open(&path, Mode::ReadWrite) {
                Ok(mut base) => desk.work(&mut base, Work::Due(clock), &mut |_, _| true),
                Err(f) => Msg::DueRan(Err(f)),
            };
            let broken = || Msg::DueRan(Err(Code::Internal.into()));
            tell(catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| broken()));
        }
    })?;
    Ok(send)
}

fn lane(name: &str, reader: Reader, desk: &Desk, tell: &Tell, latest: &Latest) -> Res<Lane> {
    let (send, receive) = channel::<Sent>();
    let running: Arc<Mutex<Option<Slot>>> = Arc::default();
    let handle = reader.interrupt_handle();
    let (desk, tell, latest, now) = (desk.clone(), Arc::clone(tell), Arc::clone(latest), Arc::clone(&running));
    thread::Builder::new().name(name.into()).spawn(move || {
        for (slot, work) in receive {
            let run = match &work {
                Work::Load(run, ..) => Some(*run),
                _ => None,
            };
            // A newer request of the same slot is waiting: this one is not worth asking.
            let is_stale = || match (slot, run) {
                (Some(s), Some(r)) => latest.lock().is_ok_and(|l| l.get(&s).is_some_and(|n| *n != r)),
                _ => false,
            };
            if is_stale() {
                continue;
            }
            if let Ok(mut n) = now.lock() {
                *n = slot;
            }
            let again = match &work {
                Work::Load(run, query, clock) => Some(Work::Load(*run, query.clone(), *clock)),
                _ => None,
            };
            let broken = work.broken();
            let look = |work| catch_unwind(AssertUnwindSafe(|| desk.look(reader.conn(), work))).ok();
            let mut msg = look(work).or(broken);
            // The interruption may have been meant for the request before this one.
            if let (Some(Msg::Answer(_, Err(f))), Some(again)) = (&msg, again)
                && f.code == Code::Interrupted
                && !is_stale()
            {
                msg = look(again);
            }
            if let Ok(mut n) = now.lock() {
                *n = None;
            }
            if let Some(msg) = msg.filter(|_| !is_stale()) {
                tell(msg);
            }
        }
    })?;
    Ok(Lane { send, running, interrupt: Box::new(move || handle.interrupt()) })
}
