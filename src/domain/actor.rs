//! Who does something: a person of the office, the owner of the file (one user on their own machine, head and
//! administrator at once: 6 §3), or the program itself.

use std::fmt;
use std::str::FromStr;

use crate::base::EmployeeId;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    Person(EmployeeId),
    Owner,
    /// A job of the program, by its word: `due`, `import`.
    System(String),
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Actor::Person(id) => write!(f, "{id}"),
            Actor::Owner => f.write_str("owner"),
            Actor::System(job) => write!(f, "system:{job}"),
        }
    }
}

impl FromStr for Actor {
    type Err = ();
    fn from_str(s: &str) -> Result<Self, ()> {
        match s {
            "owner" => Ok(Actor::Owner),
            _ => match s.strip_prefix("system:") {
                Some(job) => Ok(Actor::System(job.to_owned())),
                None => s.parse().map(Actor::Person),
            },
        }
    }
}
