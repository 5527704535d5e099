//! Taking back a whole import: the rows it made go again, by sets and in tables of SQLite, however many they are. What somebody
//! has touched since stays, and so does whatever something that stays points at.

use rusqlite::params;

use super::kept;
use super::tx::{Tx, table, written_since};
use crate::base::{Kind, Ref, Res, Seq};

/// Rows that may go, and what stands on what: those that point come before those that are pointed at.
const KINDS: [Kind; 10] = [
    Kind::Note,
    Kind::Touch,
    Kind::Task,
    Kind::Lead,
    Kind::Deal,
    Kind::Contact,
    Kind::Client,
    Kind::Employee,
    Kind::Department,
    Kind::Stage,
];
/// Rows without a life of their own: they go with what they hang on, and hold nobody.
const LINKS: [(&str, &[(&str, Kind)]); 3] = [
    ("client_contact", &[("client_id", Kind::Client), ("contact_id", Kind::Contact)]),
    ("point", &[("client_id", Kind::Client), ("contact_id", Kind::Contact)]),
    ("employee_tag", &[("employee_id", Kind::Employee)]),
];
/// From so many rows on a look at a whole table for each of them is dearer than an index made for the time.
const MANY: i64 = 500;
/// What stays is named so far; all of it is counted.
const NAMED: u32 = 500;

const MADE: &str = "CREATE TEMP TABLE IF NOT EXISTS unmake (kind TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (kind, id)) \
    WITHOUT ROWID; DELETE FROM temp.unmake; \
    CREATE TEMP TABLE IF NOT EXISTS unmake_client (id INTEGER PRIMARY KEY); DELETE FROM temp.unmake_client;";

/// Something after the entry wrote the row, and that was not taken back.
const TOUCHED: &str = "EXISTS (SELECT 1 FROM op_row l JOIN journal j ON j.seq = l.seq WHERE l.kind = m.kind AND l.id = m.id \
    AND l.seq > ?1 AND j.undone_by IS NULL AND ifnull(j.undoes <= ?1, 1))";

/// What became of the rows an entry had made.
#[derive(Debug, Default)]
pub struct Unmade {
    pub removed: u64,
    pub stays: u64,
    /// The first of those that stay.
    pub named: Vec<Ref>,
}

/// A column that points at a row of a kind.
struct Pointer {
    table: String,
    column: String,
    to: Kind,
    indexed: bool,
}

impl Tx<'_> {
    /// Removes the rows that the entry `seq` made and that nobody has touched since, with their numbers in the CRM, links
    /// and search documents. What stays is left whole: the undo of the entry's other changes is to keep off it
    /// (`temp.undo_keep`), and has to follow: until then a field may point at what is gone.
    ///
    /// `beside`: calls and notes of clients and deals that were there before go too; else they stay, as part of these. `stand`:
    /// rows that stay as the entry left them, whether it made them or they were there before, with the calls and notes it added.
    pub fn unmake(&mut self, seq: Seq, beside: bool, stand: &[Ref]) -> Res<Unmade> {
        self.conn().execute_batch(MADE)?;
        self.conn().execute_batch(
            "CREATE TEMP TABLE IF NOT EXISTS undo_keep (kind TEXT, id INTEGER, PRIMARY KEY (kind, id)) WITHOUT ROWID; \
             DELETE FROM temp.undo_keep;",
        )?;
        let made = "INSERT INTO temp.unmake SELECT kind, id FROM op_row WHERE seq = ?1 AND kind = ?2 AND field = ''";
        for kind in KINDS {
            self.conn().prepare_cached(made)?.execute(params![seq, kind])?;
        }
        // Until shown otherwise all of it stays.
        self.conn().execute("INSERT INTO temp.undo_keep SELECT kind, id FROM temp.unmake", [])?;
        for r in stand {
            let keep = "INSERT OR IGNORE INTO temp.undo_keep VALUES (?, ?)";
            self.conn().prepare_cached(keep)?.execute(params![r.kind, r.id])?;
            let goes = "DELETE FROM temp.unmake WHERE kind = ? AND id = ?";
            self.conn().prepare_cached(goes)?.execute(params![r.kind, r.id])?;
        }
        self.conn().execute(&format!("DELETE FROM temp.unmake AS m WHERE {TOUCHED}"), [seq])?;
        let pointers = self.pointers()?;
        self.hold(seq, &pointers, beside)?;
        self.conn().execute("DELETE FROM temp.undo_keep WHERE (kind, id) IN (SELECT kind, id FROM temp.unmake)", [])?;
        // A note or a call of something that stays is part of it; what stood there before was not made.
        let stay = "FROM temp.undo_keep k WHERE kind NOT IN ('note', 'touch') \
            AND EXISTS (SELECT 1 FROM op_row o WHERE o.seq = ?1 AND o.kind = k.kind AND o.id = k.id AND o.field = '')";
        let done = Unmade {
            removed: self.count("SELECT count(*) FROM temp.unmake", [])?.unsigned_abs(),
            stays: self.count(&format!("SELECT count(*) {stay}"), [seq])?.unsigned_abs(),
            named: self.all(&format!("SELECT kind, id {stay} ORDER BY kind, id LIMIT {NAMED}"), [seq], |r| {
                Ok(Ref::new(r.get(0)?, r.get(1)?))
            })?,
        };
        self.remove(&pointers)?;
        Ok(done)
    }

    /// Every column of the schema that points at a kind that may go.
    fn pointers(&self) -> Res<Vec<Pointer>> {
        let sql = "SELECT m.name, f.\"from\", f.\"table\", EXISTS (SELECT 1 FROM pragma_index_list(m.name) l \
                 JOIN pragma_index_info(l.name) i ON i.seqno = 0 AND i.name = f.\"from\" WHERE l.partial = 0 OR l.origin = 'c') \
            FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table' ORDER BY 1, 2";
        let rows = self.all(sql, [], |r| {
            Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?, r.get::<_, String>(2)?, r.get::<_, bool>(3)?))
        })?;
        let mut out = Vec::new();
        for (child, column, parent, indexed) in rows {
            if let Some(to) = KINDS.into_iter().find(|k| table(*k) == parent) {
                out.push(Pointer { table: child, column, to, indexed });
            }
        }
        Ok(out)
    }

    /// Whatever something that stays points at stays too, and so on.
    fn hold(&self, seq: Seq, pointers: &[Pointer], beside: bool) -> Res<()> {
        let by_name = self.all(
            "SELECT m.name FROM sqlite_schema m WHERE m.type = 'table' AND m.name <> 'portfolio_change' \
               AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) WHERE name = 'kind') \
               AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) WHERE name = 'object_id')",
            [],
            |r| r.get::<_, String>(0),
        )?;
        // An object that a case, a context or a promise speaks of.
        for t in by_name {
            let sql = format!("DELETE FROM temp.unmake WHERE (kind, id) IN (SELECT kind, object_id FROM {t})");
            self.conn().execute(&sql, [])?;
        }
        self.conn().execute("DELETE FROM temp.unmake WHERE (kind, id) IN (SELECT kind, id FROM active_object)", [])?;
        // Positions a case has asked about are named in its lines by another word.
        for (kind, reference) in [("employee", "deputy:*"), ("employee", "head:*"), ("department", "department:*")] {
            let sql = format!(
                "DELETE FROM temp.unmake WHERE kind = '{kind}' AND id IN (SELECT object_id FROM ledger_line \
                   WHERE kind = 'reference' AND reference GLOB '{reference}')"
            );
            self.conn().execute(&sql, [])?;
        }
        let authored = "DELETE FROM temp.unmake WHERE kind = 'task' AND id IN (SELECT object_id FROM ledger_line WHERE kind = 'authored')";
        self.conn().execute(authored, [])?;
        loop {
            let mut held = 0;
            for p in pointers.iter().filter(|p| !LINKS.iter().any(|(t, _)| *t == p.table)) {
                let (t, c) = (&p.table, &p.column);
                let goes = match KINDS.into_iter().find(|k| table(*k) == p.table) {
                    // It goes itself; or the entry made it point there, and the undo of fields points it elsewhere.
                    Some(k) => format!(
                        "AND NOT EXISTS (SELECT 1 FROM temp.unmake u WHERE u.kind = '{k}' AND u.id = c.id) \
                         AND NOT EXISTS (SELECT 1 FROM op_row o WHERE o.seq = {seq} AND o.kind = '{k}' AND o.id = c.id \
                           AND o.field = '{c}' AND NOT {since} \
                           AND NOT EXISTS (SELECT 1 FROM temp.undo_keep m WHERE m.kind = o.kind AND m.id = o.id))",
                        k = k.word(),
                        since = written_since("o.kind", "o.id", "o.field", "o.seq"),
                        seq = seq.0
                    ),
                    None => String::new(),
                };
                // What points elsewhere, most of a large table, is passed over by one look.
                let sql = format!(
                    "DELETE FROM temp.unmake WHERE kind = ?1 AND id IN (SELECT c.{c} FROM {t} c WHERE c.{c} IS NOT NULL \
                       AND EXISTS (SELECT 1 FROM temp.unmake q WHERE q.kind = ?1 AND q.id = c.{c}) {goes})"
                );
                held += self.conn().execute(&sql, [p.to])?;
            }
            // What was said of a client or deal that the entry made and that stays is part of it by now.
            for kind in [Kind::Note, Kind::Touch] {
                let of = |set: &str, column: &str, of: Kind| {
                    format!(
                        "EXISTS (SELECT 1 FROM {} n JOIN temp.{set} p ON p.kind = '{}' AND p.id = n.{column} WHERE n.id = m.id)",
                        table(kind),
                        of.word()
                    )
                };
                let of_any = |set: &str| match kind {
                    Kind::Note => {
                        format!("({} OR {})", of(set, "client_id", Kind::Client), of(set, "deal_id", Kind::Deal))
                    }
                    _ => of(set, "client_id", Kind::Client),
                };
                let made = if beside { of_any("undo_keep") } else { "true".to_owned() };
                let sql =
                    format!("DELETE FROM temp.unmake AS m WHERE kind = ?1 AND {made} AND NOT {}", of_any("unmake"));
                held += self.conn().execute(&sql, [kind])?;
            }
            if held == 0 {
                return Ok(());
            }
        }
    }

    fn remove(&mut self, pointers: &[Pointer]) -> Res<()> {
        // Until the end of the transaction: fields that point at what goes are put back after it.
        self.conn().execute_batch("PRAGMA defer_foreign_keys = ON")?;
        let these = |kind: Kind| format!("(SELECT id FROM temp.unmake WHERE kind = '{}')", kind.word());
        // Clients that stay and lose a deal, a task, a call or a contact, and whoever owned something.
        for kind in [Kind::Deal, Kind::Task, Kind::Touch] {
            let sql = format!(
                "INSERT OR IGNORE INTO temp.unmake_client SELECT client_id FROM {} WHERE client_id IS NOT NULL AND id IN {}",
                table(kind),
                these(kind)
            );
            self.conn().execute(&sql, [])?;
        }
        let sql = format!(
            "INSERT OR IGNORE INTO temp.unmake_client SELECT client_id FROM client_contact WHERE contact_id IN {}",
            these(Kind::Contact)
        );
        self.conn().execute(&sql, [])?;
        let gone = format!("DELETE FROM temp.unmake_client WHERE id IN {}", these(Kind::Client));
        self.conn().execute(&gone, [])?;
        for kind in [Kind::Deal, Kind::Task, Kind::Client] {
            let sql = format!("SELECT DISTINCT ifnull(owner_id, 0) FROM {} WHERE id IN {}", table(kind), these(kind));
            for owner in self.all(&sql, [], |r| r.get::<_, i64>(0))? {
                self.owner_changed(owner);
            }
        }
        for owner in self.all("SELECT id FROM temp.unmake WHERE kind = 'employee'", [], |r| r.get::<_, i64>(0))? {
            self.owner_changed(owner);
        }
        self.conn().execute(&format!("DELETE FROM client_search WHERE rowid IN {}", these(Kind::Client)), [])?;
        self.conn().execute("DELETE FROM ext_ref WHERE (kind, id) IN (SELECT kind, id FROM temp.unmake)", [])?;
        for (t, columns) in LINKS {
            for (column, kind) in columns {
                self.conn().execute(&format!("DELETE FROM {t} WHERE {column} IN {}", these(*kind)), [])?;
            }
        }
        // A department and its head name each other.
        let heads = format!("UPDATE department SET head_id = NULL WHERE id IN {}", these(Kind::Department));
        self.conn().execute(&heads, [])?;
        for kind in KINDS {
            let n = self.count("SELECT count(*) FROM temp.unmake WHERE kind = ?", [kind])?;
            let without = pointers.iter().filter(|p| n > MANY && p.to == kind && !p.indexed);
            let mut helpers = Vec::new();
            for (i, p) in without.enumerate() {
                let name = format!("unmake_{}_{i}", kind.word());
                self.conn().execute_batch(&format!("CREATE INDEX {name} ON {}({})", p.table, p.column))?;
                helpers.push(name);
            }
            self.conn().execute(&format!("DELETE FROM {} WHERE id IN {}", table(kind), these(kind)), [])?;
            for name in helpers {
                self.conn().execute_batch(&format!("DROP INDEX {name}"))?;
            }
        }
        kept::fill_unmade(self.conn())?;
        for client in self.all("SELECT id FROM temp.unmake_client", [], |r| r.get(0))? {
            self.reindex(client);
        }
        Ok(())
    }
}
