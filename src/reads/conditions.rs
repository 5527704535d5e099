//! Conditions of a list: fixed pieces of SQL with bound values, shared by the lists.

use super::{Asker, Scope};
use crate::base::Day;
use crate::domain::LineKind;
use crate::domain::filter::{Cmp, Cond};
use crate::domain::rights::Who;
use crate::store::Val;

/// Whoever leaves sees what they hand over until its receiver has accepted it, whoever owns it by now: they write it down,
/// and clients still ring them.
pub(super) const fn hands_over(who: &Who) -> bool {
    matches!(who, Who::Person { overlays, .. } if overlays.leaver)
}

macro_rules! handed {
    () => {
        "SELECT l.object_id FROM handover_case h CROSS JOIN ledger_line l ON l.case_id = h.id WHERE h.leaver_id = ? \
           AND h.hidden = 0 AND h.state IN ('open','distributing','handing_over','signing') AND l.kind = ? \
           AND NOT EXISTS (SELECT 1 FROM acceptance x WHERE x.line_id = l.id AND x.state IN ('accepted','forced'))"
    };
}

/// What somebody (`?`) still hands over, of one kind (`?`): numbers of objects.
const HANDED: &str = handed!();

/// Clients of somebody (`?`), and what somebody (`?`) still hands over of a kind (`?`).
pub(super) const CLIENTS_OR_HANDED: &str = concat!("(c.owner_id = ? OR c.id IN (", handed!(), "))");

#[derive(Default)]
pub(super) struct Where {
    parts: Vec<String>,
    pub(super) values: Vec<Val>,
}

impl Where {
    /// A piece without a value. Literals of ours only.
    pub(super) fn and(&mut self, sql: &str) {
        self.parts.push(sql.to_owned());
    }

    /// A piece with one `?`.
    pub(super) fn bind(&mut self, sql: impl Into<String>, value: impl Into<Val>) {
        self.parts.push(sql.into());
        self.values.push(value.into());
    }

    /// A piece with a `?` for each of the values.
    pub(super) fn bind_all(&mut self, sql: impl Into<String>, values: impl IntoIterator<Item = Val>) {
        self.parts.push(sql.into());
        self.values.extend(values);
    }

    /// Everything joined by AND.
    pub(super) fn sql(&self) -> String {
        if self.parts.is_empty() { "1".to_owned() } else { self.parts.join(" AND ") }
    }

    /// `{left} < ?` and its kin.
    pub(super) fn compare(left: &str, cmp: Cmp) -> String {
        let sign = match cmp {
            Cmp::Less => "<",
            Cmp::More => ">",
            Cmp::Is => "=",
        };
        format!("{left} {sign} ?")
    }

    pub(super) fn days(&mut self, column: &str, cmp: Cmp, day: Day) {
        self.bind(Self::compare(column, cmp), day);
    }

    pub(super) fn scope(&mut self, scope: &Scope, owner: &str) {
        match scope {
            Scope::All => {}
            Scope::Department(d) => {
                self.bind(format!("{owner} IN (SELECT id FROM employee WHERE department_id = ?)"), *d);
            }
            Scope::Own(e) => self.bind(format!("{owner} = ?"), *e),
            Scope::Nothing => self.and("0"),
        }
    }

    /// A scope of deals or tasks; `id` is the column of their number.
    pub(super) fn scope_of(&mut self, a: &Asker<'_>, kind: LineKind, owner: &str, id: &str) {
        match *a.scope {
            Scope::Own(me) if hands_over(&a.who) => {
                let values = [Val::from(me), me.into(), kind.into()];
                self.bind_all(format!("({owner} = ? OR {id} IN ({HANDED}))"), values);
            }
            _ => self.scope(a.scope, owner),
        }
    }

    pub(super) fn owner(&mut self, cond: &Cond, owner: &str) {
        match cond {
            Cond::Owner(o) if o.is_empty() => self.and(&format!("{owner} IS NULL")),
            Cond::Owner(o) => {
                self.bind(format!("{owner} IN (SELECT id FROM employee WHERE instr(name_fold, ?) > 0)"), o.as_str());
            }
            Cond::OwnerIs(id) => self.bind(format!("{owner} = ?"), *id),
            _ => {}
        }
    }

    /// A word of the search: in the object's own title, or in anything its client is found by. The trigram index knows
    /// nothing under three characters.
    pub(super) fn word(&mut self, word: &str, title: &str, client: &str) {
        if word.chars().count() < 3 {
            self.bind(format!("instr({title}, ?) > 0"), word);
            return;
        }
        self.parts.push(format!(
            "(instr({title}, ?) > 0 OR {client} IN (SELECT rowid FROM client_search WHERE client_search MATCH ?))"
        ));
        let phrase = format!("\"{}\"", word.replace('"', "\"\""));
        self.values.extend([Val::from(word), Val::from(phrase)]);
    }
}
