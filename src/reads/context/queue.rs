//! In which order context is written: by receiver, and within one by what burns.

use std::collections::{BTreeSet, HashMap};

use serde::Serialize;

use crate::base::{At, CaseId, Day, EmployeeId, Kind, LineId, Ref, Res, Zone};
use crate::domain::context::Completeness;
use crate::domain::{Block, Segment, StageKind, TaskField, TaskKind, Temperature, Urgency};
use crate::reads::case::{VISIBLE, own_lines, visible};
use crate::reads::owed::{Owed, owed};
use crate::reads::tasks::Told;
use crate::reads::{Scope, q};
use crate::store::{Connection, params};

/// One deal or client whose context is owed, in the order in which it should be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QueueRow {
    pub line: LineId,
    pub object: Ref,
    pub title: String,
    pub client: Option<String>,
    /// As the ledger froze it; «случайный» clients can be written in bulk.
    pub segment: Segment,
    /// Who gets it, proposed or assigned; receivers can ask the leaver early.
    pub receiver: Option<(EmployeeId, String)>,
    pub filled: u32,
    pub required: u32,
    pub waived: u32,
    pub missing: Vec<Block>,
    pub tasks: TasksTold,
    /// The nearest of its deadline, the closing day, what was promised and the planned contact.
    pub burns: Option<(At, Urgency)>,
}

impl QueueRow {
    /// Nothing keeps it from being offered.
    pub fn is_ready(&self) -> bool {
        self.missing.is_empty()
    }
}

/// What waits longest without harm comes last: final stage, hot, VIP, the rest.
fn weight(stage: &str, temperature: &str, segment: Segment) -> u8 {
    match (StageKind::of(stage), Temperature::of(temperature), segment) {
        (Some(StageKind::Final), _, _) => 0,
        (_, Some(Temperature::Hot), _) => 1,
        (_, _, Segment::Vip) => 2,
        _ => 3,
    }
}

const ROWS: &str = "\
    SELECT l.id, l.title, l.due_at, coalesce(l.to_id, l.proposed_id), e.name, k.name, l.stage_kind, l.temperature, \
      l.segment, k.next_contact_on, \
      (SELECT min(p.due_at) FROM promise p WHERE p.kind = l.kind AND p.object_id = l.object_id \
          AND p.state <> 'dropped' AND p.due_at IS NOT NULL), l.kind, l.object_id, k.id, d.expected_close \
    FROM ledger_line l JOIN handover_case h ON h.id = l.case_id \
    LEFT JOIN employee e ON e.id = coalesce(l.to_id, l.proposed_id) \
    LEFT JOIN deal d ON l.kind = 'deal' AND d.id = l.object_id \
    LEFT JOIN client k ON k.id = CASE l.kind WHEN 'deal' THEN d.client_id ELSE l.object_id END";

/// Everything that owes context.
pub fn queue(c: &Connection, scope: &Scope, case: CaseId, zone: Zone) -> Res<Vec<QueueRow>> {
    let Some((department, person)) = visible(scope) else { return Ok(Vec::new()) };
    let all = owed(c, case, None)?;
    let told = Beside::of(c, case)?;
    let by_line: HashMap<LineId, &Owed> = all.iter().map(|o| (o.line, o)).collect();
    let sql = format!(
        "{ROWS} WHERE l.case_id = ?1 AND {VISIBLE} AND {} AND l.kind IN ('client','deal') \
           AND (l.disposition IS NULL OR l.disposition = 'assign') \
         ORDER BY e.name_fold IS NULL, e.name_fold, e.id, l.temperature <> 'warm', l.amount DESC, l.id",
        own_lines()
    );
    let rows = q::all(c, &sql, params![case, department, person], |r| {
        let receiver: Option<EmployeeId> = r.get(3)?;
        let segment = Segment::of(&r.get::<_, String>(8)?).unwrap_or(Segment::Regular);
        let is_deal = r.get::<_, String>(11)? == "deal";
        let row = QueueRow {
            line: r.get(0)?,
            object: Ref::new(if is_deal { Kind::Deal } else { Kind::Client }, r.get(12)?),
            title: r.get(1)?,
            client: r.get::<_, Option<String>>(5)?.filter(|_| is_deal),
            segment,
            receiver: receiver.zip(r.get(4)?),
            filled: 0,
            required: 0,
            waived: 0,
            missing: Vec::new(),
            tasks: told.beside(is_deal.then_some(r.get(12)?), r.get(13)?),
            burns: nearest(r.get(2)?, r.get(14)?, r.get(10)?, r.get(9)?, zone),
        };
        Ok((row, weight(&r.get::<_, String>(6)?, &r.get::<_, String>(7)?, segment)))
    })?;
    let mut out = Vec::with_capacity(rows.len());
    for (row, weight) in rows {
        let Some(o) = by_line.get(&row.line).filter(|o| !o.required.is_empty()) else { continue };
        let done = o.completeness();
        let row =
            QueueRow { filled: done.filled, required: done.required, waived: done.waived, missing: o.missing(), ..row };
        out.push((row, weight));
    }
    // The receivers stand in order already; a stable sort keeps the rest of it where nothing burns more.
    let mut places: HashMap<Option<EmployeeId>, usize> = HashMap::new();
    for (row, _) in &out {
        let next = places.len();
        places.entry(row.receiver.as_ref().map(|(id, _)| *id)).or_insert(next);
    }
    out.sort_by_key(|(row, weight)| {
        let place = places.get(&row.receiver.as_ref().map(|(id, _)| *id)).copied();
        (place, *weight, row.burns.is_none(), row.burns.map(|(at, _)| at))
    });
    Ok(out.into_iter().map(|(row, _)| row).collect())
}

/// Tasks of a row whose kind asks for something, and how many of them say all of it. What is missing keeps nothing from
/// being offered: the receiver is told of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TasksTold {
    pub told: u32,
    pub all: u32,
    /// What one of them or another does not say.
    pub missing: BTreeSet<TaskField>,
}

impl TasksTold {
    pub const fn lacking(&self) -> u32 {
        self.all - self.told
    }

    fn add(&mut self, other: &TasksTold) {
        self.told += other.told;
        self.all += other.all;
        self.missing.extend(&other.missing);
    }
}

/// The tasks of a case by what they stand beside on the form.
#[derive(Default)]
struct Beside {
    by_deal: HashMap<i64, TasksTold>,
    /// About the client alone, and all of the client's.
    loose: HashMap<i64, TasksTold>,
    by_client: HashMap<i64, TasksTold>,
}

impl Beside {
    fn of(c: &Connection, case: CaseId) -> Res<Beside> {
        let sql = "SELECT t.kind, t.fields, t.deal_id, coalesce(t.client_id, d.client_id) FROM ledger_line l \
                   JOIN task t ON t.id = l.object_id AND t.state = 'open' LEFT JOIN deal d ON d.id = t.deal_id \
                   WHERE l.case_id = ?1 AND l.kind = 'task' AND (l.disposition IS NULL OR l.disposition = 'assign')";
        let mut out = Beside::default();
        for (kind, fields, deal, client) in q::all(c, sql, params![case], |r| {
            Ok((
                r.get::<_, TaskKind>(0)?,
                r.get::<_, String>(1)?,
                r.get::<_, Option<i64>>(2)?,
                r.get::<_, Option<i64>>(3)?,
            ))
        })? {
            let told = Told::of(kind, &fields);
            if told.all().is_empty() {
                continue;
            }
            let missing: BTreeSet<TaskField> = told.missing(kind).into_iter().collect();
            let one = TasksTold { told: missing.is_empty().into(), all: 1, missing };
            let add = |map: &mut HashMap<i64, TasksTold>, id| map.entry(id).or_default().add(&one);
            match (deal, client) {
                (Some(deal), _) => add(&mut out.by_deal, deal),
                (None, Some(client)) => add(&mut out.loose, client),
                (None, None) => {}
            }
            if let Some(client) = client {
                add(&mut out.by_client, client);
            }
        }
        Ok(out)
    }

    /// Of a deal with what is about its client alone; without a deal all of the client's.
    fn beside(&self, deal: Option<i64>, client: Option<i64>) -> TasksTold {
        let of = |map: &HashMap<i64, TasksTold>, id: Option<i64>| {
            id.and_then(|id| map.get(&id).cloned()).unwrap_or_default()
        };
        if deal.is_none() {
            return of(&self.by_client, client);
        }
        let mut both = of(&self.by_deal, deal);
        both.add(&of(&self.loose, client));
        both
    }
}

/// A day without an hour burns at its end. The line's own deadline may be a task's, later than the closing that has passed.
fn nearest(
    due: Option<At>,
    close: Option<Day>,
    promised: Option<At>,
    contact: Option<Day>,
    zone: Zone,
) -> Option<(At, Urgency)> {
    let evening = |day: Day| zone.at(day, 24 * 60 - 1);
    let (close, contact) = (close.map(evening), contact.map(evening));
    [(due, Urgency::Deadline), (close, Urgency::Close), (promised, Urgency::Promise), (contact, Urgency::Contact)]
        .into_iter()
        .filter_map(|(at, why)| Some((at?, why)))
        .min_by_key(|(at, _)| *at)
}

/// «сделано 34 из 50»: objects that are ready of those that owe, and their blocks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct ContextProgress {
    pub ready: u32,
    pub objects: u32,
    pub filled: u32,
    pub waived: u32,
    pub required: u32,
}

pub fn progress(c: &Connection, case: CaseId) -> Res<ContextProgress> {
    let mut out = ContextProgress::default();
    let mut sum = Completeness::default();
    for o in owed(c, case, None)?.iter().filter(|o| !o.required.is_empty()) {
        let done = o.completeness();
        out.objects += 1;
        out.ready += u32::from(done.is_ready());
        sum = sum.plus(done);
    }
    Ok(ContextProgress { filled: sum.filled, waived: sum.waived, required: sum.required, ..out })
}
