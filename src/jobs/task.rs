//! Long work a screen may ask for, as a value; run on a worker with progress and a way to stop.

use std::path::PathBuf;

use crate::base::{Clock, Code, Fault, Res};
use crate::domain::settings::Office;
use crate::jobs::demo::{self, Demo};
use crate::store::Base;

#[derive(Debug, Clone)]
pub enum Task {
    /// Makes the training base at this path where there is none.
    Training(PathBuf),
}

#[derive(Debug, Clone)]
pub enum TaskDone {
    /// It stands at this path.
    Training(PathBuf),
}

/// With what a task works. `base` is the open base of the session.
pub struct TaskEnv<'a> {
    pub base: &'a mut Base,
    pub office: &'a Office,
    pub clock: Clock,
}

/// Told (done, in all); gives false to stop, and the task ends with `Interrupted`.
pub type Told<'a> = &'a mut dyn FnMut(u64, Option<u64>) -> bool;

pub fn run(task: Task, env: &mut TaskEnv<'_>, told: Told<'_>) -> Res<TaskDone> {
    match task {
        Task::Training(path) => {
            if path.exists() {
                return Ok(TaskDone::Training(path));
            }
            let made = Base::create(&path).and_then(|mut base| {
                demo::make(&mut base, env.office, env.clock, &Demo::default(), &mut |n, all| told(n, Some(all)))
            });
            match made {
                Ok(_) => Ok(TaskDone::Training(path)),
                Err(f) => {
                    // Half a training base is of no use to anybody; it was made a moment ago by us.
                    for suffix in ["", "-wal", "-shm", "-bell"] {
                        let _ = std::fs::remove_file(crate::store::file::beside(&path, suffix));
                    }
                    if f.code == Code::Interrupted { Err(Fault::new(Code::Interrupted)) } else { Err(f) }
                }
            }
        }
    }
}
