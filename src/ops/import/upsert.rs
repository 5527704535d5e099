//! The three-way compare (5, «Ids»): theirs = seen → keep ours; ours = seen → take theirs; else a conflict, ours stays.

use serde_json::{Map, Value};

use super::{Counts, Merge, Question, Take};
use crate::base::{At, CaseId, Day, Fault, Kind, Ref, Res, Zone};
use crate::domain::Source;
use crate::store::{Row, SqlError, Tx, Val, params, table};

/// What the CRM says of one object: values of columns, and of what stands beside the row.
pub struct Theirs {
    /// Column and value; only columns that the file tells.
    pub columns: Vec<(&'static str, Value)>,
    /// Remembered and compared as a whole: phones, notes…
    pub beside: Vec<(&'static str, Value)>,
}

/// How an object came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    New,
    Changed,
    /// The CRM says something else of it, and no field of it is another for that: the office's value stays, or what is
    /// told stands beside the row.
    Told,
    Unchanged,
}

impl Counts {
    pub(super) fn add(&mut self, state: State) {
        match state {
            State::New => self.new += 1,
            State::Changed => self.changed += 1,
            State::Told | State::Unchanged => self.unchanged += 1,
        }
    }
}

/// Where an object of the CRM is in the base.
pub struct Known {
    pub id: i64,
    /// `None`: found by its name or INN, not yet by its id.
    pub seen: Option<String>,
}

/// The object an external id was given to.
pub fn by_ext_id(tx: &Tx<'_>, source: Source, kind: Kind, ext_id: &str) -> Res<Option<Known>> {
    tx.one(
        "SELECT id, seen FROM ext_ref WHERE source = ? AND kind = ? AND ext_id = ?",
        params![source, kind, ext_id],
        |r| Ok(Known { id: r.get(0)?, seen: Some(r.get(1)?) }),
    )
}

/// What a merge of one object did.
pub struct Upserted {
    pub id: i64,
    pub state: State,
    /// What the CRM said before; `beside` values are compared with it.
    pub before: Map<String, Value>,
}

/// A JSON value as a column holds it.
fn val(v: &Value) -> Val {
    match v {
        Value::String(s) => s.as_str().into(),
        Value::Number(n) => n.as_i64().into(),
        Value::Bool(b) => (*b).into(),
        _ => Val::NULL,
    }
}

pub(super) fn json(r: &Row<'_>, i: usize) -> Result<Value, SqlError> {
    if let Ok(n) = r.get::<_, Option<i64>>(i) {
        return Ok(n.map_or(Value::Null, Value::from));
    }
    Ok(r.get::<_, Option<String>>(i)?.map_or(Value::Null, Value::from))
}

/// What a person reads of a value: who or what a number of ours stands for, days, instants and sums as they are written.
/// Words of the vocabulary stay words: `Texts::told_value` has the terms.
pub(super) fn said(tx: &Tx<'_>, zone: Zone, column: &str, v: &Value) -> Res<String> {
    let n = match v {
        Value::String(s) => return Ok(s.clone()),
        Value::Null => return Ok(String::new()),
        v => v.as_i64(),
    };
    let named = match column {
        "owner_id" | "head_id" | "author_id" => "SELECT name FROM employee WHERE id = ?",
        "client_id" => "SELECT name FROM client WHERE id = ?",
        "deal_id" => "SELECT title FROM deal WHERE id = ?",
        "stage_id" => "SELECT name FROM stage WHERE id = ?",
        "department_id" => "SELECT name FROM department WHERE id = ?",
        _ => "",
    };
    Ok(match (n, named) {
        (Some(n), sql) if !sql.is_empty() => tx.one(sql, params![n], |r| r.get(0))?.unwrap_or_default(),
        (Some(n), _) if column == "amount" => format!("{}.{:02}", n / 100, (n % 100).abs()),
        (Some(n), _) if matches!(column, "expected_close" | "due_day") => {
            i32::try_from(n).map_or_else(|_| n.to_string(), |d| Day(d).to_string())
        }
        (Some(n), _) if matches!(column, "created_at" | "at" | "closed_at" | "done_at") => {
            let minute = zone.minute(At(n));
            format!("{} {:02}:{:02}", zone.day(At(n)), minute / 60, minute % 60)
        }
        _ => v.to_string(),
    })
}

/// Nothing is there yet: a default that anything may take the place of.
fn is_blank(column: &str, v: &Value) -> bool {
    match v {
        Value::Null => true,
        Value::String(s) => s.is_empty() || (column == "segment" && s == "regular"),
        Value::Number(n) => column == "amount" && n.as_i64() == Some(0),
        _ => false,
    }
}

/// The columns a value carries along: folded twins.
pub type Expand = fn(&str, &Value, &mut Vec<(&'static str, Val)>);

impl Merge<'_> {
    /// Writes what the CRM says of one object. `made` are columns of a new row that no CRM tells.
    #[allow(clippy::too_many_arguments, reason = "one call for every kind of object")]
    pub(super) fn upsert(
        &mut self,
        tx: &mut Tx<'_>,
        file: usize,
        kind: Kind,
        ext_id: &str,
        known: Option<Known>,
        theirs: Theirs,
        made: &[(&'static str, Val)],
        expand: Expand,
    ) -> Res<Upserted> {
        let source = self.files[file].shape.source;
        let Some(known) = known else {
            let mut fields: Vec<(&str, Val)> = made.to_vec();
            for (column, v) in &theirs.columns {
                fields.push((column, val(v)));
                expand(column, v, &mut fields);
            }
            let id = tx.insert(kind, &fields)?;
            let now = all(Map::new(), &theirs);
            self.remember(tx, source, kind, ext_id, id, &text(&now)?)?;
            return Ok(Upserted { id, state: State::New, before: Map::new() });
        };
        let linked = known.seen.is_some();
        let seen_text = known.seen.unwrap_or_default();
        let before: Map<String, Value> = serde_json::from_str(&seen_text).unwrap_or_default();
        let now = all(before.clone(), &theirs);
        let now_text = text(&now)?;
        if linked && now_text == seen_text {
            return Ok(Upserted { id: known.id, state: State::Unchanged, before });
        }
        if linked {
            self.differs(tx, file, Ref::new(kind, known.id), &before, &theirs)?;
        }
        let wrote = self.compare(tx, file, Ref::new(kind, known.id), linked.then_some(&before), &theirs, expand)?;
        self.note_before(tx, source, kind, ext_id)?;
        self.remember(tx, source, kind, ext_id, known.id, &now_text)?;
        let state = match (wrote, linked) {
            (true, _) => State::Changed,
            (false, true) => State::Told,
            (false, false) => State::Unchanged,
        };
        Ok(Upserted { id: known.id, state, before })
    }

    /// Counts an object when all that follows from its row is written. `since` is what `Tx::written` said after the upsert: a
    /// note, a number, a contact that came since makes it a changed one.
    pub(super) fn counted(&mut self, tx: &Tx<'_>, file: usize, object: Ref, state: State, since: u64) {
        let state = if state == State::Told && tx.written() > since { State::Changed } else { state };
        self.counts[file].add(state);
        if state == State::Changed {
            self.changed.add(file, object);
        }
    }

    /// Takes theirs where only they changed; `before` is `None` when the object was found by name and never seen.
    fn compare(
        &mut self,
        tx: &mut Tx<'_>,
        file: usize,
        object: Ref,
        before: Option<&Map<String, Value>>,
        theirs: &Theirs,
        expand: Expand,
    ) -> Res<bool> {
        let differ: Vec<&(&'static str, Value)> = theirs
            .columns
            .iter()
            .filter(|(c, v)| before.is_none_or(|b| b.get(*c).unwrap_or(&Value::Null) != v))
            .collect();
        if differ.is_empty() {
            return Ok(false);
        }
        let ours = ours(tx, object, &differ)?;
        let derived = object.kind == Kind::Client
            && tx.count("SELECT owner_derived FROM client WHERE id = ?", params![object.id])? == 1;
        let mut fields: Vec<(&str, Val)> = Vec::new();
        let mut term_stays = false;
        for ((column, v), ours) in differ.into_iter().zip(ours) {
            if ours == *v {
                continue;
            }
            let seen = before.and_then(|b| b.get(*column));
            let free = match seen {
                // Seen and not touched here since; what stands here by default counts as untouched.
                Some(s) => ours == *s || (s.is_null() && is_blank(column, &ours)),
                None => is_blank(column, &ours),
            };
            let free = free || (*column == "owner_id" && derived);
            if free {
                fields.push((column, val(v)));
                expand(column, v, &mut fields);
            } else if let Some(lead) = led_by(column) {
                // Told once, by the field it goes with: whose minute it was decides nothing by itself.
                if self.answers.take(object, lead) == Some(Take::Theirs) {
                    fields.push((column, val(v)));
                } else {
                    term_stays |= lead == "due_day";
                }
            } else if before.is_some() || *column == "owner_id" {
                let open = Differing { file, object, column, was: seen, ours: &ours, theirs: v, held: false };
                if self.differ(tx, open)? == Take::Theirs {
                    fields.push((column, val(v)));
                    expand(column, v, &mut fields);
                } else {
                    term_stays |= *column == "due_day";
                }
            }
        }
        if term_stays {
            fields.retain(|(c, _)| !matches!(*c, "due_day" | "due_minute" | "due_at"));
        }
        Ok(!fields.is_empty() && tx.set(object.kind, object.id, &fields)?)
    }

    /// Both sides have changed it: what a person said of it holds; else all three values are shown, and ours stays. What an
    /// open case has done is not undone by a file, whatever was said.
    pub(super) fn differ(&mut self, tx: &Tx<'_>, d: Differing<'_>) -> Res<Take> {
        let Differing { file, object, column, ours, theirs, .. } = d;
        let case = tx.one(
            "SELECT case_id FROM active_object WHERE kind = ? AND id = ?",
            params![object.kind, object.id],
            |r| r.get::<_, CaseId>(0),
        )?;
        let held = d.held || (column == "owner_id" && case.is_some());
        match self.answers.take(object, column) {
            Some(Take::Theirs) if held => {}
            Some(take) => return Ok(take),
            None => {}
        }
        let frozen = match case {
            Some(case) => frozen(tx, case, object, column)?,
            None => None,
        };
        let was = match (frozen, d.was) {
            (Some(frozen), _) => frozen,
            (None, Some(was)) => said(tx, self.zone, column, was)?,
            (None, None) => String::new(),
        };
        let (ours, theirs) = (said(tx, self.zone, column, ours)?, said(tx, self.zone, column, theirs)?);
        let field = column.to_owned();
        let q = Question::Conflict { file, object, name: called(tx, object)?, field, ours, theirs, was, case, held };
        self.questions.add(&mut self.counts, q);
        Ok(Take::Ours)
    }

    /// What was remembered under this id before: the import may be taken back.
    pub(super) fn note_before(&self, tx: &mut Tx<'_>, source: Source, kind: Kind, ext_id: &str) -> Res<()> {
        tx.exec(
            "INSERT OR IGNORE INTO import_ref (seq, source, kind, ext_id, seen, seen_at) \
             SELECT n.seq, n.source, n.kind, n.ext_id, e.seen, e.seen_at \
               FROM (SELECT ?1 AS seq, ?2 AS source, ?3 AS kind, ?4 AS ext_id) n \
               LEFT JOIN ext_ref e ON e.source = n.source AND e.kind = n.kind AND e.ext_id = n.ext_id",
            params![tx.seq(), source, kind, ext_id],
        )?;
        Ok(())
    }

    fn remember(&self, tx: &mut Tx<'_>, source: Source, kind: Kind, ext_id: &str, id: i64, seen: &str) -> Res<()> {
        tx.exec(
            "INSERT INTO ext_ref (source, kind, ext_id, id, seen, seen_at) VALUES (?,?,?,?,?,?) \
             ON CONFLICT (source, kind, ext_id) DO UPDATE SET seen = excluded.seen, seen_at = excluded.seen_at",
            params![source, kind, ext_id, id, seen, self.at],
        )?;
        Ok(())
    }
}

/// One field that both sides have changed.
#[derive(Clone, Copy)]
pub(super) struct Differing<'d> {
    pub file: usize,
    pub object: Ref,
    pub column: &'d str,
    /// What the CRM said last.
    pub was: Option<&'d Value>,
    pub ours: &'d Value,
    pub theirs: &'d Value,
    /// Decided by a case, whatever column it is.
    pub held: bool,
}

/// The field whose answer decides of this one too.
fn led_by(column: &str) -> Option<&'static str> {
    match column {
        "due_minute" | "due_at" => Some("due_day"),
        "closed_at" => Some("stage_id"),
        "done_at" => Some("state"),
        _ => None,
    }
}

/// What the snapshot of a case has frozen of a field.
fn frozen(tx: &Tx<'_>, case: CaseId, object: Ref, column: &str) -> Res<Option<String>> {
    let field = match column {
        "amount" => "printf('%d.%02d', amount / 100, abs(amount % 100))",
        "title" | "name" => "title",
        "segment" => "segment",
        _ => return Ok(None),
    };
    let sql = format!(
        "SELECT {field} FROM ledger_line WHERE case_id = ? AND kind = ? AND object_id = ? AND late = 0 AND reference = ''"
    );
    tx.one(&sql, params![case, object.kind, object.id], |r| r.get(0))
}

/// What was seen, overlaid with what is told now: a file without a column says nothing of it.
fn all(mut seen: Map<String, Value>, theirs: &Theirs) -> Map<String, Value> {
    for (k, v) in theirs.columns.iter().chain(&theirs.beside) {
        seen.insert((*k).to_owned(), v.clone());
    }
    seen
}

fn text(m: &Map<String, Value>) -> Res<String> {
    serde_json::to_string(m).map_err(|e| Fault::from(crate::base::Code::Internal, e))
}

pub(super) fn called(tx: &Tx<'_>, object: Ref) -> Res<String> {
    let name = if matches!(object.kind, Kind::Deal | Kind::Task | Kind::Lead) { "title" } else { "name" };
    let sql = format!("SELECT {name} FROM {} WHERE id = ?", table(object.kind));
    Ok(tx.one(&sql, params![object.id], |r| r.get(0))?.unwrap_or_default())
}

fn ours(tx: &Tx<'_>, object: Ref, columns: &[&(&'static str, Value)]) -> Res<Vec<Value>> {
    let names: Vec<&str> = columns.iter().map(|(c, _)| *c).collect();
    let sql = format!("SELECT {} FROM {} WHERE id = ?", names.join(","), table(object.kind));
    let n = names.len();
    Ok(tx.one(&sql, params![object.id], |r| (0..n).map(|i| json(r, i)).collect())?.unwrap_or_default())
}
