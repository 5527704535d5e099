//! A disk that remembers every write and sync, and what of it a power cut would leave: a write that was not synced may
//! be gone, whole, or torn by sectors.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::vfs_shim::{self, Disk, Op};

/// What a disk writes as one piece, or not at all.
const SECTOR: usize = 512;

#[derive(Debug, Clone)]
pub enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Truncate(usize),
    Delete,
}

#[derive(Debug, Clone)]
pub enum Event {
    /// Changed, and not yet sure to outlive a power cut.
    Changed(String, Change),
    Synced(String),
    /// Deletions in the folder are sure from here on.
    FolderSynced,
    /// A person was told that command `n` is done.
    Acked(usize),
}

static ON: AtomicBool = AtomicBool::new(false);
static LOG: Mutex<Vec<Event>> = Mutex::new(Vec::new());
/// Logs just opened: with the first sync of one SQLite's unix file system syncs the folder too.
static FRESH: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

struct Recording;

impl Disk for Recording {
    fn done(&self, file: &str, op: &Op<'_>) {
        let Some(name) = Path::new(file).file_name().and_then(|n| n.to_str()) else { return };
        if !ON.load(Ordering::SeqCst) {
            return;
        }
        let name = name.to_owned();
        let changed = |c| Event::Changed(name.clone(), c);
        let mut log = LOG.lock().unwrap();
        match op {
            Op::Write { at, bytes } => log.push(changed(Change::Write { at: *at as usize, bytes: bytes.to_vec() })),
            Op::Truncate(n) => log.push(changed(Change::Truncate(*n as usize))),
            Op::Delete { synced } => {
                log.push(changed(Change::Delete));
                if *synced {
                    log.push(Event::FolderSynced);
                }
            }
            Op::Sync => {
                if FRESH.lock().unwrap().remove(&name) {
                    log.push(Event::FolderSynced);
                }
                log.push(Event::Synced(name));
            }
            Op::Open => {
                if name.ends_with("-wal") || name.ends_with("-journal") {
                    FRESH.lock().unwrap().insert(name);
                }
            }
            Op::Read | Op::ShmMap => {}
        }
    }
}

pub fn install() {
    vfs_shim::install(&Recording);
}

/// Records what `f` does to the disk.
pub fn recorded(f: impl FnOnce()) -> Vec<Event> {
    LOG.lock().unwrap().clear();
    ON.store(true, Ordering::SeqCst);
    f();
    ON.store(false, Ordering::SeqCst);
    std::mem::take(&mut LOG.lock().unwrap())
}

/// Notes in the record that command `n` was acknowledged.
pub fn acked(n: usize) {
    LOG.lock().unwrap().push(Event::Acked(n));
}

pub type Files = BTreeMap<String, Vec<u8>>;

/// A disk at one moment: what is sure, and what is still under way to it.
#[derive(Clone)]
pub struct Image {
    sure: Files,
    pending: Vec<(String, Change)>,
}

/// What becomes of the changes under way when the power goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    Dropped,
    Kept,
    /// All but the last arrived, and of the last a part.
    LastTorn(u64),
    /// Each for itself, in no order.
    Random(u64),
}

impl Image {
    pub fn new(files: Files) -> Image {
        Image { sure: files, pending: Vec::new() }
    }

    pub fn step(&mut self, event: &Event) {
        match event {
            Event::Changed(name, change) => self.pending.push((name.clone(), change.clone())),
            Event::Synced(name) => self.settle(|_, n| n == name),
            Event::FolderSynced => {
                // Of a file that is gone nothing before its deletion matters any more.
                let gone = |n: &str, rest: &[(String, Change)]| {
                    rest.iter().any(|(m, c)| m == n && matches!(c, Change::Delete))
                };
                self.settle(|rest, n| gone(n, rest));
            }
            Event::Acked(_) => {}
        }
    }

    /// Makes sure the changes that `is_sure` says yes to, given what comes after each and its own file.
    fn settle(&mut self, is_sure: impl Fn(&[(String, Change)], &str) -> bool) {
        let pending = std::mem::take(&mut self.pending);
        for (i, (name, change)) in pending.iter().enumerate() {
            if is_sure(&pending[i..], name) {
                apply(&mut self.sure, name, change);
            } else {
                self.pending.push((name.clone(), change.clone()));
            }
        }
    }

    pub fn is_settled(&self) -> bool {
        self.pending.is_empty()
    }

    /// The files that the next boot finds.
    pub fn after(&self, cut: Cut) -> Files {
        let mut files = self.sure.clone();
        let mut rng = fastrand::Rng::with_seed(match cut {
            Cut::LastTorn(seed) | Cut::Random(seed) => seed,
            Cut::Dropped | Cut::Kept => 0,
        });
        // What was written under a name after a deletion that did not last went into a file without a name.
        let mut nameless: Vec<&str> = Vec::new();
        for (i, (name, change)) in self.pending.iter().enumerate() {
            if nameless.contains(&name.as_str()) {
                continue;
            }
            let chance = match cut {
                Cut::Dropped => 0,
                Cut::Kept => 1,
                Cut::LastTorn(_) => 1 + u8::from(i + 1 == self.pending.len()),
                Cut::Random(_) => rng.u8(0..3),
            };
            match (chance, change) {
                (0, Change::Delete) => nameless.push(name),
                (0, _) => {}
                (2, Change::Write { at, bytes }) => tear(&mut files, name, *at, bytes, &mut rng),
                _ => apply(&mut files, name, change),
            }
        }
        files
    }
}

fn apply(files: &mut Files, name: &str, change: &Change) {
    match change {
        Change::Write { at, bytes } => {
            let file = files.entry(name.to_owned()).or_default();
            let end = at + bytes.len();
            if file.len() < end {
                file.resize(end, 0);
            }
            file[*at..end].copy_from_slice(bytes);
        }
        Change::Truncate(n) => files.entry(name.to_owned()).or_default().resize(*n, 0),
        Change::Delete => {
            files.remove(name);
        }
    }
}

/// Of a write each sector arrives, does not, or (rarely) is neither the old nor the new.
fn tear(files: &mut Files, name: &str, at: usize, bytes: &[u8], rng: &mut fastrand::Rng) {
    let mut from = 0;
    while from < bytes.len() {
        let to = (from + SECTOR - (at + from) % SECTOR).min(bytes.len());
        let mut piece = bytes[from..to].to_vec();
        match rng.u8(0..8) {
            0..3 => {}
            3 => {
                piece.fill_with(|| rng.u8(..));
                apply(files, name, &Change::Write { at: at + from, bytes: piece });
            }
            // The head of it moved in the last moment and not a byte more.
            4 => {
                piece.truncate(rng.usize(..=piece.len()));
                apply(files, name, &Change::Write { at: at + from, bytes: piece });
            }
            _ => apply(files, name, &Change::Write { at: at + from, bytes: piece }),
        }
        from = to;
    }
}
