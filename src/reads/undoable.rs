//! The last operations, newest first: what `u` offers (4 §3), each with what it changed, how much and for whom.

use super::about::{self, name_of, owner_of};
use super::ask::Asker;
use super::journal::{KNOWN, TRACELESS};
use super::q;
use crate::base::{At, CaseId, DepartmentId, EmployeeId, Kind, Ref, Res, Seq};
use crate::domain::rights::{Matrix, Reach, Right, Who};
use crate::store::{Connection, Val, params, params_from_iter};

/// How many are offered.
const LAST: usize = 30;

/// Entries that wrote a call or a meeting down and nothing else. Who wrote it takes it back himself (1-C6).
pub const TOUCHES: &str = "kind IN ('touch','touch-call')";
/// Answers of a receiver.
pub const ANSWERS: [&str; 3] = ["accept", "decline", "comment-tick"];
/// What somebody wrote down of a card.
pub const WRITINGS: [&str; 5] = ["context-form", "context-save", "promise-save", "promise-drop", "task-field"];

/// It gives things back and ends their offers with it: counted in what came back, not in offers.
const GIVES_BACK: &str = "absence-return";

/// Entries that are a step of a case's life or made the whole base: each has its own way back, or none.
pub const OWN_WAY: [&str; 11] = [
    "case-open",
    "case-prepare",
    "case-start",
    "crisis-open",
    "single-open",
    "absence-open",
    "case-change",
    "case-withdraw",
    "case-close",
    // What is on paper stays there: signatures put back would stand under another file.
    "act",
    "demo",
];

/// An import that wrote no row and remembers what the CRM says by now: it stands before the one before it.
const REMEMBERS: &str = "j.kind = 'import' AND EXISTS (SELECT 1 FROM import_ref r WHERE r.seq = j.seq)";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoRow {
    pub seq: Seq,
    pub at: At,
    /// The command's word.
    pub word: String,
    /// The main object, `client:42`, or empty.
    pub object: String,
    /// What it is called; empty where it has no name.
    pub about: String,
    pub case: Option<CaseId>,
    /// What of each kind was touched, as people count it; empty where the object alone says it.
    pub touched: Vec<(Kind, u64)>,
    /// The name of the one thing touched, where it is one.
    pub one: String,
    /// Whoever was meant to answer, and who did it; empty where that is the reader, or the owner of the file.
    pub whom: String,
    pub by: String,
    pub undone: bool,
    /// Values it wrote: what taking it back costs.
    pub rows: u64,
    /// An import of an earlier version: what it added beside rows that were there before stays.
    pub traceless: bool,
    /// It has its own way back.
    pub own_way: bool,
}

/// A person sees what they may take back: the head what people did in the department, everybody what they did
/// themselves and may still answer for. What the program did by itself when it fell due is in the journal, not here: the
/// first row is the last thing somebody meant.
pub fn last(a: &Asker<'_>) -> Res<Vec<UndoRow>> {
    let matrix = Matrix::shipped()?;
    let (mine, mut values) = own(&matrix, &a.who);
    let theirs = match matrix.reach(&a.who, Right::Batch) {
        Reach::All => "1".to_owned(),
        Reach::Department(d) => {
            values.push(d.into());
            format!("{} = ?", department())
        }
        Reach::Own(_) | Reach::Nothing => "0".to_owned(),
    };
    let sql = format!(
        "SELECT j.seq, j.at, j.kind, j.object, {}, j.case_id, coalesce(e.name, ''), j.undone_by IS NOT NULL, j.n_rows, {TRACELESS} \
           FROM journal j LEFT JOIN employee e ON j.actor = 'employee:' || e.id \
          WHERE (j.n_rows > 0 OR {REMEMBERS}) AND j.undoes IS NULL AND j.actor NOT LIKE 'system:%' \
            AND j.kind NOT IN ('inbox-read','inbox-done','second-ask','second-answer') AND (({mine}) OR {theirs}) AND {KNOWN} \
          ORDER BY j.seq DESC LIMIT {LAST}",
        name_of("j.object")
    );
    let me = match a.who {
        Who::Person { id, .. } => Some(id),
        Who::Owner { .. } | Who::System => None,
    };
    let rows = q::all(a.conn, &sql, params_from_iter(&values), |r| {
        let word: String = r.get(2)?;
        Ok(UndoRow {
            seq: r.get(0)?,
            at: r.get(1)?,
            own_way: OWN_WAY.contains(&word.as_str()),
            word,
            object: r.get(3)?,
            about: r.get(4)?,
            case: r.get(5)?,
            touched: Vec::new(),
            one: String::new(),
            whom: String::new(),
            by: r.get(6)?,
            undone: r.get(7)?,
            rows: r.get::<_, i64>(8)?.unsigned_abs(),
            traceless: r.get(9)?,
        })
    })?;
    rows.into_iter().map(|row| told(a.conn, row, me)).collect()
}

/// Of one's own entries those that one may still answer for, as a condition on `j` with its values.
fn own(matrix: &Matrix, who: &Who) -> (String, Vec<Val>) {
    let Who::Person { id, .. } = *who else { return ("0".to_owned(), Vec::new()) };
    let (mut cond, mut values) = (Vec::new(), Vec::new());
    let by = format!("j.actor = '{id}'");
    let list = |words: &[&str]| words.iter().map(|w| format!("'{w}'")).collect::<Vec<_>>().join(",");
    if matrix.reach(who, Right::Accept) != Reach::Nothing {
        cond.push(format!("j.kind IN ({})", list(&ANSWERS)));
    }
    if matrix.has_any(who, Right::SignAct) {
        cond.push("j.kind = 'sign'".to_owned());
    }
    let owner = owner_of("j.object");
    let theirs = |values: &mut Vec<Val>| match matrix.reach(who, Right::Add) {
        Reach::Nothing => "0".to_owned(),
        Reach::All => "1".to_owned(),
        Reach::Own(EmployeeId(me)) => {
            values.push(me.into());
            format!("{owner} = ?")
        }
        Reach::Department(DepartmentId(d)) => {
            values.push(d.into());
            format!("(SELECT department_id FROM employee WHERE id = {owner}) = ?")
        }
    };
    cond.push(format!("(j.{TOUCHES} OR j.kind = 'task-done') AND {}", theirs(&mut values)));
    let mut known = theirs(&mut values);
    if matrix.reach(who, Right::Add) != Reach::Nothing {
        values.push(id.into());
        known = format!(
            "({known} OR EXISTS (SELECT 1 FROM active_object o JOIN handover_case h ON h.id = o.case_id \
               JOIN ledger_line l ON l.case_id = h.id AND l.kind = o.kind AND l.object_id = o.id \
              WHERE o.kind || ':' || o.id = j.object AND h.leaver_id = ? AND NOT EXISTS \
               (SELECT 1 FROM acceptance x WHERE x.line_id = l.id AND x.state IN ('accepted','forced'))))"
        );
    }
    cond.push(format!("j.kind IN ({}) AND {known}", list(&WRITINGS)));
    (format!("{by} AND (({}))", cond.join(") OR (")), values)
}

/// The department an entry belongs to: its case's, else that of its object's owner.
fn department() -> String {
    format!(
        "CASE WHEN j.case_id IS NOT NULL THEN (SELECT coalesce(e.department_id, (SELECT department_id FROM employee \
             WHERE id = c.head_id)) FROM handover_case c JOIN employee e ON e.id = c.leaver_id WHERE c.id = j.case_id) \
         ELSE (SELECT department_id FROM employee WHERE id = {}) END",
        owner_of("j.object")
    )
}

/// What the entry changed, in the words people count in.
fn told(c: &Connection, mut row: UndoRow, me: Option<EmployeeId>) -> Res<UndoRow> {
    if !WRITINGS.contains(&row.word.as_str()) {
        row.touched = touched(c, row.seq, false)?;
    }
    if let [(kind, 1)] = row.touched[..] {
        let sql = "SELECT id FROM op_row WHERE seq = ?1 AND kind = ?2 LIMIT 1";
        if let Some(id) = q::one(c, sql, params![row.seq, kind], |r| r.get(0))? {
            row.one = name(c, Ref::new(kind, id))?;
        }
    }
    let receiver = "SELECT e.id, e.name FROM op_row o JOIN acceptance a ON a.id = o.id JOIN employee e ON e.id = a.receiver_id \
                    WHERE o.seq = ?1 AND o.kind = 'acceptance' LIMIT 1";
    if ANSWERS.contains(&row.word.as_str())
        && let Some((id, name)) =
            q::one(c, receiver, params![row.seq], |r| Ok((r.get::<_, EmployeeId>(0)?, r.get(1)?)))?
        && Some(id) != me
    {
        row.whom = name;
    }
    let mine = "SELECT name FROM employee WHERE id = ?1";
    if let Some(me) = me
        && q::one(c, mine, params![me], |r| r.get::<_, String>(0))? == Some(row.by.clone())
    {
        row.by.clear();
    }
    if row.by == row.whom {
        row.by.clear();
    }
    Ok(row)
}

fn name(c: &Connection, of: Ref) -> Res<String> {
    let sql = match of.kind {
        Kind::Acceptance => "SELECT l.title FROM acceptance a JOIN ledger_line l ON l.id = a.line_id WHERE a.id = ?1",
        Kind::Context => {
            "SELECT coalesce((SELECT d.title FROM deal d WHERE b.kind = 'deal' AND d.id = b.object_id), \
               (SELECT k.name FROM client k WHERE b.kind = 'client' AND k.id = b.object_id), '') FROM context_block b WHERE b.id = ?1"
        }
        _ => return about::name(c, &of.to_string()),
    };
    Ok(q::one(c, sql, params![of.id], |r| r.get(0))?.unwrap_or_default())
}

/// What people count an operation in: the first of these that it touched stands for all of it.
const COUNTED: [&[Kind]; 5] = [
    &[Kind::Acceptance],
    &[Kind::Client, Kind::Deal, Kind::Task, Kind::Lead, Kind::Context],
    &[Kind::Letter],
    &[Kind::Access],
    &[Kind::Item],
];

/// What an entry touched, so many of each kind. An offer that it made is nobody's answer, and the next contact of a client
/// follows an answer: neither is counted, nor is a letter that goes as part of another one. With `put_back` only what stood there before, and the texts that were written: they
/// are empty again.
pub fn touched(c: &Connection, seq: Seq, put_back: bool) -> Res<Vec<(Kind, u64)>> {
    let sql = "SELECT o.kind, count(DISTINCT o.id) FROM op_row o WHERE o.seq = ?1 AND (o.field <> '' OR (o.kind <> 'acceptance' \
                 AND (NOT ?2 OR o.kind = 'context'))) \
                 AND NOT (o.kind = 'letter' AND EXISTS (SELECT 1 FROM letter t WHERE t.id = o.id AND t.problem = 'joined')) \
               GROUP BY o.kind";
    let found: Vec<(Kind, u64)> =
        q::all(c, sql, params![seq, put_back], |r| Ok((r.get(0)?, r.get::<_, i64>(1)?.unsigned_abs())))?;
    let of = |kinds: &[Kind]| -> Vec<(Kind, u64)> {
        kinds.iter().filter_map(|kind| found.iter().copied().find(|(k, _)| k == kind)).collect()
    };
    let word = q::one(c, "SELECT kind FROM journal WHERE seq = ?1", params![seq], |r| r.get::<_, String>(0))?;
    let skip = usize::from(word.as_deref() == Some(GIVES_BACK));
    Ok(COUNTED.iter().skip(skip).map(|kinds| of(kinds)).find(|some| !some.is_empty()).unwrap_or_default())
}
