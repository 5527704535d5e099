//! Every question a screen may ask, as a value, and its answer. One line per question in each of the three places.

use super::window::{Page, Window};
use super::{Scope, clients, found, undoable};
use crate::base::{ClientId, Clock, Res};
use crate::domain::settings::Office;
use crate::store::Connection;

/// On what and for whom a question is answered.
pub struct Asker<'a> {
    pub conn: &'a Connection,
    pub scope: &'a Scope,
    pub clock: Clock,
    pub office: &'a Office,
}

#[derive(Debug, Clone)]
pub enum Query {
    Clients(clients::Find, Window),
    Client(ClientId),
    /// People, clients and deals by a few letters: the palette.
    Search(String),
    /// The last operations that can be taken back.
    Undoable,
}

#[derive(Debug)]
pub enum Answer {
    Clients(Page<clients::ClientRow>),
    Client(ClientId, Option<Box<clients::ClientCard>>),
    Search(String, Vec<found::Found>),
    Undoable(Vec<undoable::UndoRow>),
}

/// Answers a question on one connection. Errors are those of the base; `Interrupted` when a newer question came.
pub fn ask(a: &Asker<'_>, query: Query) -> Res<Answer> {
    Ok(match query {
        Query::Clients(find, window) => Answer::Clients(clients::list(a, &find, window)?),
        Query::Client(id) => Answer::Client(id, clients::card(a, id)?.map(Box::new)),
        Query::Search(text) => Answer::Search(text.clone(), found::search(a, &text)?),
        Query::Undoable => Answer::Undoable(undoable::last(a)?),
    })
}
