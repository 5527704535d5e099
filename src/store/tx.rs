//! The row writer. Every change of a business row goes through `insert` and `set`, which keep the inverse, the row's
//! `rev` and the set of rows whose derived values must be made anew.

use rusqlite::{Connection, OptionalExtension, Params, Row, params, params_from_iter};

use super::bulk::WIDTH;
use super::journal::{self, Entry, OpId};
use super::kept;
use super::values::Val;
use crate::base::{At, CaseId, ClientId, Code, Fault, JobId, Kind, Ref, Res, Seq};

/// One field and its new value. The name is a literal of ours or a checked column, never a user's text.
pub type Field<'f> = (&'f str, Val);

/// A write transaction in progress: one journal entry in the making.
pub struct Tx<'c> {
    conn: &'c Connection,
    seq: Seq,
    at: At,
    rows: u64,
    jobs: u64,
    noted: bool,
    dirty: kept::Dirty,
    /// Derived values are made at the end of a load instead.
    later: bool,
    case: Option<CaseId>,
    undoes: Option<Seq>,
}

/// What an undo did. `created` are rows the undone entry had made: the command decides what becomes of them.
#[derive(Debug, Default)]
pub struct Undone {
    pub restored: u64,
    pub conflicts: Vec<Ref>,
    pub created: Vec<Ref>,
}

/// The condition that something after the entry `seq` wrote this field of this row, and it still stands: a later change that
/// was taken back left the field as the entry had made it, so that operations can be taken back one after the other. A
/// taking back that was taken back itself counts as the change it had undone. All four are SQL.
pub fn written_since(kind: &str, id: &str, field: &str, seq: &str) -> String {
    format!(
        "EXISTS (SELECT 1 FROM op_row l LEFT JOIN journal j ON j.seq = l.seq \
         WHERE l.kind = {kind} AND l.id = {id} AND l.field = {field} AND l.seq > {seq} AND ifnull(j.undoes <= {seq}, 1) \
           AND NOT EXISTS (SELECT 1 FROM journal u JOIN op_row b ON b.seq = u.seq AND b.kind = l.kind AND b.id = l.id \
             AND b.field = l.field WHERE u.seq = j.undone_by AND u.undone_by IS NULL))"
    )
}

/// The table a kind lives in.
pub const fn table(kind: Kind) -> &'static str {
    match kind {
        Kind::Employee => "employee",
        Kind::Department => "department",
        Kind::Client => "client",
        Kind::Contact => "contact",
        Kind::Stage => "stage",
        Kind::Deal => "deal",
        Kind::Task => "task",
        Kind::Lead => "lead",
        Kind::Touch => "touch",
        Kind::Case => "handover_case",
        Kind::Line => "ledger_line",
        Kind::Acceptance => "acceptance",
        Kind::Item => "checklist_item",
        Kind::Access => "access",
        Kind::Letter => "letter",
        Kind::Act => "act",
        Kind::Inbox => "inbox",
        Kind::Rule => "rule",
        Kind::Context => "context_block",
        Kind::Signature => "signature",
        Kind::Absence => "absence",
        Kind::Team => "client_team",
        Kind::Note => "note",
        Kind::LogUser => "log_user",
        Kind::Signal => "signal",
        Kind::Incident => "incident",
        Kind::Finding => "mail_finding",
        Kind::Promise => "promise",
        Kind::Sheet => "sheet",
        Kind::Correspondence => "correspondence",
    }
}

impl<'c> Tx<'c> {
    /// Starts an entry inside a write transaction that is already open (`BEGIN IMMEDIATE`, so the number is ours).
    pub(super) fn begin(conn: &'c Connection, at: At) -> Res<Self> {
        let (last, _) = journal::head(conn)?;
        // AUTOINCREMENT's own counter, so that a cut tail does not bring an old number back.
        let counter: Option<i64> = conn
            .prepare_cached("SELECT seq FROM sqlite_sequence WHERE name = 'journal'")?
            .query_row([], |r| r.get(0))
            .optional()?;
        let seq = Seq(last.map_or(0, |s| s.0).max(counter.unwrap_or(0)) + 1);
        Ok(Self {
            conn,
            seq,
            at,
            rows: 0,
            jobs: 0,
            noted: false,
            dirty: kept::Dirty::default(),
            later: false,
            case: None,
            undoes: None,
        })
    }

    /// A new base is being filled: nothing derived is kept until that ends.
    pub(super) fn keep_later(&mut self) {
        self.later = true;
    }

    /// The number this command will have in the journal; `rev` of every row it writes.
    pub fn seq(&self) -> Seq {
        self.seq
    }

    /// The command's own time.
    pub fn at(&self) -> At {
        self.at
    }

    /// Rows and inverses written so far: two looks at it say whether what stood between them changed anything.
    pub fn written(&self) -> u64 {
        self.rows
    }

    /// The entry itself is what is kept: something happened outside the base that has to be known.
    pub fn note(&mut self) {
        self.noted = true;
    }

    /// Files the entry under a case (its journal, its screen).
    pub fn about(&mut self, case: CaseId) {
        self.case = Some(case);
    }

    /// For a `SELECT` beside the command that needs it; writes go through `insert`, `set` and `exec`.
    pub fn conn(&self) -> &'c Connection {
        self.conn
    }

    /// Exactly one row, or `None`.
    pub fn one<T>(&self, sql: &str, p: impl Params, f: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>) -> Res<Option<T>> {
        Ok(self.conn.prepare_cached(sql)?.query_row(p, f).optional()?)
    }

    pub fn all<T>(&self, sql: &str, p: impl Params, f: impl FnMut(&Row<'_>) -> rusqlite::Result<T>) -> Res<Vec<T>> {
        let mut st = self.conn.prepare_cached(sql)?;
        let rows = st.query_map(p, f)?;
        Ok(rows.collect::<rusqlite::Result<Vec<T>>>()?)
    }

    /// A single number; 0 when there is no row.
    pub fn count(&self, sql: &str, p: impl Params) -> Res<i64> {
        Ok(self.one(sql, p, |r| r.get(0))?.unwrap_or(0))
    }

    /// A write to a table without `rev` (tags, points, links, `ext_ref`): outside undo, so only for what undo need not
    /// bring back.
    pub fn exec(&mut self, sql: &str, p: impl Params) -> Res<usize> {
        let n = self.conn.prepare_cached(sql)?.execute(p)?;
        self.rows += n as u64;
        Ok(n)
    }

    /// Says that a client's search document is out of date (its points or contacts changed through `exec`).
    pub fn reindex(&mut self, client: ClientId) {
        self.dirty.search(client.0);
    }

    /// The sums of an owner are out of date; 0 is nobody.
    pub(super) fn owner_changed(&mut self, id: i64) {
        self.dirty.owner(id);
    }

    /// Inserts a row; undo knows it by the `field = ''` inverse.
    pub fn insert(&mut self, kind: Kind, fields: &[Field<'_>]) -> Res<i64> {
        let t = table(kind);
        let mut sql = format!("INSERT INTO {t} (rev");
        for (name, _) in fields {
            sql.push(',');
            sql.push_str(name);
        }
        sql.push_str(") VALUES (?");
        sql.push_str(&",?".repeat(fields.len()));
        sql.push(')');
        let rev = Val::from(self.seq);
        let values = std::iter::once(&rev).chain(fields.iter().map(|(_, v)| v));
        self.conn.prepare_cached(&sql)?.execute(params_from_iter(values))?;
        let id = self.conn.last_insert_rowid();
        self.inverse(kind, id, "", &Val::NULL)?;
        if !self.later {
            self.dirty.inserted(self.conn, kind, id, fields)?;
            self.dirty.keep_small(self.conn)?;
        }
        Ok(id)
    }

    /// Sets fields of a row; only what differs is written, with its inverse. `false`: nothing differed.
    ///
    /// Errors: `UnknownObject` when there is no such row.
    pub fn set(&mut self, kind: Kind, id: i64, fields: &[Field<'_>]) -> Res<bool> {
        let t = table(kind);
        let mut sql = String::from("SELECT ");
        for (i, (name, _)) in fields.iter().enumerate() {
            if i > 0 {
                sql.push(',');
            }
            sql.push_str(name);
        }
        sql.push_str(&format!(" FROM {t} WHERE id = ?"));
        let n = fields.len();
        let old: Option<Vec<Val>> = self.one(&sql, [id], |r| (0..n).map(|i| r.get(i)).collect())?;
        let old = old.ok_or_else(|| Fault::new(Code::UnknownObject).with("object", Ref::new(kind, id)))?;
        let changed: Vec<(&Field<'_>, &Val)> = fields.iter().zip(&old).filter(|((_, new), old)| new != *old).collect();
        if changed.is_empty() {
            return Ok(false);
        }
        let mut sql = format!("UPDATE {t} SET rev = ?");
        for ((name, _), _) in &changed {
            sql.push_str(&format!(", {name} = ?"));
        }
        sql.push_str(" WHERE id = ?");
        let (rev, key) = (Val::from(self.seq), Val::from(id));
        let values = std::iter::once(&rev).chain(changed.iter().map(|((_, v), _)| v)).chain(std::iter::once(&key));
        self.conn.prepare_cached(&sql)?.execute(params_from_iter(values))?;
        for ((name, new), old) in changed {
            self.inverse(kind, id, name, old)?;
            if !self.later {
                self.dirty.changed(self.conn, kind, id, name, old, new)?;
            }
        }
        self.dirty.keep_small(self.conn)?;
        Ok(true)
    }

    /// Rows that a mass change (`bulk`) wrote.
    pub(super) fn touched(&mut self, n: u64) {
        self.rows += n;
    }

    /// One row of a mass change, for the derived values.
    pub(super) fn mark(&mut self, kind: Kind, id: i64, field: &str, old: &Val, new: &Val) -> Res<()> {
        if self.later {
            return Ok(());
        }
        self.dirty.changed(self.conn, kind, id, field, old, new)
    }

    /// The first value a field had before this entry stays the inverse, however often the entry writes it.
    fn inverse(&mut self, kind: Kind, id: i64, field: &str, old: &Val) -> Res<()> {
        self.conn
            .prepare_cached("INSERT OR IGNORE INTO op_row (seq, kind, id, field, old) VALUES (?,?,?,?,?)")?
            .execute(params![self.seq, kind, id, field, old])?;
        self.rows += 1;
        Ok(())
    }

    /// The optimistic lock: `Stale` unless the row still has the version the person saw.
    pub fn expect_rev(&self, kind: Kind, id: i64, rev: Seq) -> Res<()> {
        let sql = format!("SELECT rev FROM {} WHERE id = ?", table(kind));
        match self.one(&sql, [id], |r| r.get::<_, Seq>(0))? {
            None => Err(Fault::new(Code::UnknownObject).with("object", Ref::new(kind, id))),
            Some(now) if now != rev => Err(Fault::new(Code::Stale).with("object", Ref::new(kind, id))),
            Some(_) => Ok(()),
        }
    }

    /// A side effect to be run after the commit.
    pub fn job(&mut self, kind: &str, payload: &str, due: At, receiver: Option<i64>) -> Res<JobId> {
        self.conn
            .prepare_cached("INSERT INTO job (seq, kind, payload, due_at, case_id, receiver_id) VALUES (?,?,?,?,?,?)")?
            .execute(params![self.seq, kind, payload, due, self.case, receiver])?;
        self.jobs += 1;
        Ok(JobId(self.conn.last_insert_rowid()))
    }

    /// Puts back every field an earlier entry changed, unless something later changed it again: that is a conflict,
    /// listed and left alone (1-C6).
    ///
    /// Errors: `UnknownBatch` when there is no such entry, `NothingToDo` when it is undone already.
    pub fn undo(&mut self, seq: Seq) -> Res<Undone> {
        self.undo_except(seq, &[])
    }

    /// `undo` that leaves the rows of `keep` as they are; the caller tells why.
    pub fn undo_except(&mut self, seq: Seq, keep: &[Ref]) -> Res<Undone> {
        self.conn.execute_batch(
            "CREATE TEMP TABLE IF NOT EXISTS undo_keep (kind TEXT, id INTEGER, PRIMARY KEY (kind, id)) WITHOUT ROWID",
        )?;
        self.conn.prepare_cached("DELETE FROM temp.undo_keep")?.execute([])?;
        for r in keep {
            self.conn
                .prepare_cached("INSERT OR IGNORE INTO temp.undo_keep (kind, id) VALUES (?, ?)")?
                .execute(params![r.kind, r.id])?;
        }
        self.undo_rest(seq, true)
    }

    /// The fields that an import changed, after `unmake`: rows in `temp.undo_keep` stay as they are, and the rows it made are
    /// not listed.
    pub fn undo_fields(&mut self, seq: Seq) -> Res<Undone> {
        self.undo_rest(seq, false)
    }

    fn undo_rest(&mut self, seq: Seq, list: bool) -> Res<Undone> {
        match self.one("SELECT undone_by FROM journal WHERE seq = ?", [seq], |r| r.get::<_, Option<Seq>>(0))? {
            None => return Err(Fault::new(Code::UnknownBatch).with("name", seq.0)),
            Some(Some(_)) => return Err(Code::NothingToDo.into()),
            Some(None) => {}
        }
        let mut done = Undone::default();
        let kinds = self.all("SELECT DISTINCT kind FROM op_row WHERE seq = ?1 ORDER BY kind", [seq], |r| r.get(0))?;
        for kind in kinds {
            self.undo_kind(seq, kind, list, &mut done)?;
        }
        done.conflicts.sort();
        done.conflicts.dedup();
        self.undoes = Some(seq);
        self.conn.prepare_cached("UPDATE journal SET undone_by = ? WHERE seq = ?")?.execute(params![self.seq, seq])?;
        Ok(done)
    }

    /// The rows of one kind, with all their fields at once: a row with four fields is written once, not four times.
    fn undo_kind(&mut self, seq: Seq, kind: Kind, list: bool, done: &mut Undone) -> Res<()> {
        let read = |r: &Row<'_>| Ok(Ref::new(kind, r.get(0)?));
        let made = "SELECT id FROM op_row WHERE seq = ?1 AND kind = ?2 AND field = '' ORDER BY id";
        if list {
            done.created.extend(self.all(made, params![seq, kind], read)?);
        }
        let since = written_since("o.kind", "o.id", "o.field", "o.seq");
        let changed = format!(
            "SELECT DISTINCT o.id FROM op_row o WHERE o.seq = ?1 AND o.kind = ?2 AND o.field <> '' AND {since}"
        );
        let changed = self.all(&changed, params![seq, kind], read)?;
        // Asked once for all: where nothing was written since, no row is asked again.
        let as_left = if changed.is_empty() { String::new() } else { format!("AND NOT {since}") };
        done.conflicts.extend(changed);
        let fields = "SELECT DISTINCT field FROM op_row WHERE seq = ?1 AND kind = ?2 AND field <> '' ORDER BY field";
        let fields: Vec<String> = self.all(fields, params![seq, kind], |r| r.get(0))?;
        fields.iter().try_for_each(|f| self.must_be_column(kind, f))?;
        for some in fields.chunks(WIDTH) {
            let t = table(kind);
            // What a row did not change, or what was changed since, stays as it is. The key of the inverses keeps a row's
            // fields together, so that nothing is sorted.
            let values: String = some
                .iter()
                .map(|f| {
                    format!(
                        ", CASE WHEN max(o.field = '{f}') THEN max(CASE WHEN o.field = '{f}' THEN o.old END) \
                         ELSE (SELECT t.{f} FROM {t} t WHERE t.id = o.id) END"
                    )
                })
                .collect();
            let select = format!(
                "SELECT o.id{values} FROM op_row o WHERE o.seq = ?1 AND o.kind = ?2 AND o.field <> '' {as_left} \
                 AND NOT EXISTS (SELECT 1 FROM temp.undo_keep k WHERE k.kind = o.kind AND k.id = o.id) GROUP BY o.id"
            );
            let some: Vec<&str> = some.iter().map(String::as_str).collect();
            done.restored += self.put_back(kind, &some, &select, params![seq, kind])?;
        }
        Ok(())
    }

    /// A field read back from an old entry goes into a statement, so the table itself must know it.
    fn must_be_column(&self, kind: Kind, field: &str) -> Res<()> {
        let sql = "SELECT 1 FROM pragma_table_info(?1) WHERE name = ?2";
        match self.one(sql, params![table(kind), field], |r| r.get::<_, i64>(0))? {
            Some(_) => Ok(()),
            None => Err(Fault::new(Code::BaseCorrupt).with("detail", field)),
        }
    }

    /// Nothing was written: no entry is owed.
    pub(super) fn is_empty(&self) -> bool {
        self.rows == 0 && self.jobs == 0 && !self.noted && self.undoes.is_none()
    }

    /// Makes the derived values anew and writes the entry.
    pub(super) fn finish(mut self, op_id: OpId, actor: &str, kind: &str, object: &str, payload: &str) -> Res<Seq> {
        self.dirty.refresh(self.conn)?;
        let entry = Entry {
            seq: self.seq,
            op_id,
            actor,
            at: self.at,
            kind,
            object,
            case_id: self.case,
            undoes: self.undoes,
            n_rows: 0,
        };
        journal::append(self.conn, entry, payload)?;
        Ok(self.seq)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Clock;
    use crate::store::params;

    fn base() -> Connection {
        let c = Connection::open_in_memory().unwrap();
        for step in crate::store::migrate::STEPS {
            c.execute_batch(step.sql).unwrap();
        }
        c
    }

    fn entry<T>(c: &Connection, n: u8, f: impl FnOnce(&mut Tx<'_>) -> T) -> (Seq, T) {
        let clock = Clock { now: At(1_000), zone: crate::base::Zone::UTC };
        let mut tx = Tx::begin(c, clock.now).unwrap();
        let out = f(&mut tx);
        let seq = tx.finish(OpId([n; 16]), "owner", "test", "", "{}").unwrap();
        (seq, out)
    }

    fn client(tx: &mut Tx<'_>, name: &str, owner: Option<i64>) -> i64 {
        let fields = [
            ("name", name.into()),
            ("name_fold", name.into()),
            ("match_fold", name.into()),
            ("owner_id", owner.into()),
        ];
        tx.insert(Kind::Client, &fields).unwrap()
    }

    fn person(tx: &mut Tx<'_>, name: &str) -> i64 {
        tx.insert(Kind::Employee, &[("name", name.into()), ("name_fold", name.into())]).unwrap()
    }

    /// However many rows a transaction brings, it holds a bounded number of them; what was made early is made again when it
    /// changes.
    #[test]
    fn a_long_transaction_holds_no_rows_and_leaves_right_values() {
        let c = base();
        let (_, most) = entry(&c, 1, |tx| {
            let p = person(tx, "p");
            let mut most = 0;
            let all: Vec<i64> = (0..100)
                .map(|n| {
                    let id = client(tx, &format!("before{n}"), Some(p));
                    most = most.max(tx.dirty.held());
                    id
                })
                .collect();
            for id in &all {
                let fields = [("title", "t".into()), ("title_fold", "t".into()), ("client_id", (*id).into())];
                let due = [("kind", "call".into()), ("owner_id", p.into()), ("due_at", (5 + *id).into())];
                tx.insert(Kind::Task, &[&fields[..], &due[..]].concat()).unwrap();
                tx.set(Kind::Client, *id, &[("name_fold", format!("renamed{id}").into())]).unwrap();
                most = most.max(tx.dirty.held());
            }
            most
        });
        assert!(most <= 3, "{most} clients were held");
        let n = |sql: &str| c.query_row(sql, [], |r| r.get::<_, i64>(0)).unwrap();
        assert_eq!(n("SELECT count(*) FROM client WHERE next_due_at = 5 + id"), 100);
        assert_eq!(n("SELECT count(*) FROM client_search WHERE client_search MATCH 'renamed100'"), 1);
        assert_eq!(n("SELECT count(*) FROM client_search WHERE client_search MATCH 'before99'"), 0);
        assert_eq!(n("SELECT n FROM owner_stats WHERE kind = 'client' AND owner_id > 0"), 100);
    }

    #[test]
    fn undo_restores_the_values_before_and_lists_what_changed_since() {
        let c = base();
        let (_, (p, a, b)) = entry(&c, 1, |tx| {
            let p = person(tx, "p");
            (p, client(tx, "a", None), client(tx, "b", None))
        });
        let (moved, ()) = entry(&c, 2, |tx| {
            tx.set(Kind::Client, a, &[("owner_id", p.into()), ("region", "Урал".into())]).unwrap();
            tx.set(Kind::Client, b, &[("owner_id", p.into())]).unwrap();
        });
        entry(&c, 3, |tx| tx.set(Kind::Client, b, &[("owner_id", Val::NULL)]).unwrap());
        let (back, done) = entry(&c, 4, |tx| tx.undo(moved).unwrap());
        assert_eq!(done.restored, 2);
        assert_eq!(done.conflicts, [Ref::new(Kind::Client, b)]);
        let row: (Option<i64>, Option<String>, Seq) = c
            .query_row("SELECT owner_id, region, rev FROM client WHERE id = ?", [a], |r| {
                Ok((r.get(0)?, r.get(1)?, r.get(2)?))
            })
            .unwrap();
        assert_eq!(row, (None, None, back));
        let (_, again) = entry(&c, 5, |tx| tx.undo(moved).map(|_| ()).map_err(|f| f.code));
        assert_eq!(again, Err(Code::NothingToDo));
        // An undo is an entry like any other, and can be undone.
        entry(&c, 6, |tx| tx.undo(back).unwrap());
        assert_eq!(c.query_row("SELECT owner_id FROM client WHERE id = ?", [a], |r| r.get::<_, i64>(0)).unwrap(), p);
    }

    #[test]
    fn operations_are_taken_back_one_after_the_other() {
        let c = base();
        let (_, (p, q, a)) = entry(&c, 1, |tx| (person(tx, "p"), person(tx, "q"), client(tx, "a", None)));
        let give = |n: u8, to: i64| entry(&c, n, |tx| tx.set(Kind::Client, a, &[("owner_id", to.into())]).unwrap()).0;
        let undo = |n: u8, seq: Seq| entry(&c, n, |tx| tx.undo(seq).unwrap());
        let owner =
            || c.query_row("SELECT owner_id FROM client WHERE id = ?", [a], |r| r.get::<_, Option<i64>>(0)).unwrap();
        let (first, second) = (give(2, p), give(3, q));
        assert_eq!(undo(4, second).1.conflicts, []);
        assert_eq!((undo(5, first).1.conflicts, owner()), (vec![], None));
        // A taking back that was taken back again leaves the later change standing.
        let (first, second) = (give(6, p), give(7, q));
        let (back, _) = undo(8, second);
        undo(9, back);
        assert_eq!(owner(), Some(q));
        assert_eq!((undo(10, first).1.conflicts, owner()), (vec![Ref::new(Kind::Client, a)], Some(q)));
    }

    #[test]
    fn a_write_that_changes_nothing_is_nothing() {
        let c = base();
        let (_, a) = entry(&c, 1, |tx| client(tx, "a", None));
        let mut tx = Tx::begin(&c, At(0)).unwrap();
        assert!(!tx.set(Kind::Client, a, &[("name", "a".into())]).unwrap());
        assert!(tx.is_empty());
        assert_eq!(tx.set(Kind::Client, 99, &[("name", "a".into())]).map_err(|f| f.code), Err(Code::UnknownObject));
        assert_eq!(tx.expect_rev(Kind::Client, a, Seq(9)).map_err(|f| f.code), Err(Code::Stale));
    }

    #[test]
    fn kept_values_follow_every_write() {
        let c = base();
        let (_, (p, q, a)) = entry(&c, 1, |tx| {
            let (p, q) = (person(tx, "p"), person(tx, "q"));
            let a = client(tx, "каскад", Some(p));
            let stage = [("source", "x".into()), ("pipeline", "".into()), ("name", "s".into())];
            let stage = [&stage[..], &[("name_fold", "s".into()), ("kind", "open".into())]].concat();
            let s = tx.insert(Kind::Stage, &stage).unwrap();
            let deal = [
                ("client_id", a.into()),
                ("owner_id", p.into()),
                ("title", "d".into()),
                ("title_fold", "d".into()),
                ("stage_id", s.into()),
                ("stage_kind", "final".into()),
                ("amount", 700.into()),
            ];
            tx.insert(Kind::Deal, &deal).unwrap();
            (p, q, a)
        });
        let kept = |c: &Connection| -> (i64, i64) {
            c.query_row("SELECT open_deals, final_deals FROM client WHERE id = ?", [a], |r| Ok((r.get(0)?, r.get(1)?)))
                .unwrap()
        };
        assert_eq!(kept(&c), (1, 1));
        let stats = |c: &Connection, who: i64| -> i64 {
            c.query_row("SELECT coalesce(sum(amount), 0) FROM owner_stats WHERE owner_id = ?", [who], |r| r.get(0))
                .unwrap()
        };
        assert_eq!((stats(&c, p), stats(&c, q)), (700, 0));
        entry(&c, 2, |tx| tx.set(Kind::Deal, 1, &[("owner_id", q.into())]).unwrap());
        assert_eq!((stats(&c, p), stats(&c, q)), (0, 700));
        entry(&c, 3, |tx| tx.set(Kind::Deal, 1, &[("stage_kind", "lost".into())]).unwrap());
        assert_eq!(kept(&c), (0, 0));
        let found = |c: &Connection, q: &str| -> i64 {
            c.query_row("SELECT count(*) FROM client_search WHERE client_search MATCH ?", [q], |r| r.get(0)).unwrap()
        };
        assert_eq!((found(&c, "\"каскад\""), found(&c, &format!("\"¤{p}¤\""))), (1, 1));
        entry(&c, 4, |tx| tx.set(Kind::Client, a, &[("name_fold", "ладога".into())]).unwrap());
        assert_eq!((found(&c, "\"каскад\""), found(&c, "\"ладога\"")), (0, 1));
    }

    #[test]
    fn a_number_of_the_journal_is_never_reused() {
        let c = base();
        let (first, _) = entry(&c, 1, |tx| person(tx, "p"));
        c.execute("DELETE FROM journal WHERE seq = ?", params![first]).unwrap();
        let (second, _) = entry(&c, 2, |tx| person(tx, "q"));
        assert!(second > first);
    }
}
