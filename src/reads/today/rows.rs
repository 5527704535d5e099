//! The rows of «Сейчас», kind by kind.

use super::{TodayRow, Waits, when};
use crate::base::{At, CaseId, EmployeeId, HOUR_MS, Res};
use crate::domain::Role;
use crate::domain::calendar::Calendar;
use crate::domain::crisis::evening;
use crate::reads::case::{OWN_PART, VISIBLE, own_lines};
use crate::reads::receives::{Term, judge};
use crate::reads::{Asker, accesses, act_state, calls, incidents, q};
use crate::store::params;

pub(super) type Seen = (Option<i64>, Option<i64>);

const OPEN: &str = "h.state IN ('open','distributing','handing_over','signing')";

/// A first contact is looked for so long after the acceptance; what is older is a figure, not work.
const CONTACT_BACK_MS: i64 = 14 * 24 * HOUR_MS;

/// Everything that waits until `until`.
pub(super) fn rows(a: &Asker<'_>, seen: Seen, until: At) -> Res<Vec<TodayRow>> {
    let mut out = Vec::new();
    for (waits, what) in kinds() {
        out.extend(q::all(a.conn, &of_kind(waits, &what), params![until, seen.0, seen.1], |r| {
            let due_at: Option<At> = r.get(0)?;
            Ok(TodayRow {
                when: when(due_at, &a.clock),
                due_at,
                waits,
                case: r.get(1)?,
                leaver: r.get(2)?,
                title: r.get(3)?,
                who: r.get(4)?,
                n: r.get::<_, i64>(5)?.unsigned_abs(),
                id: r.get(6)?,
                number: r.get(7)?,
                note: r.get(8)?,
                away: None,
                by_hand: r.get(9)?,
            })
        })?);
    }
    ring(a, &mut out)?;
    out.extend(call_lists(a, seen)?);
    out.extend(first_contacts(a, seen, until)?);
    out.extend(notices(a)?);
    Ok(out)
}

fn of_kind(waits: Waits, what: &str) -> String {
    // A manager who changes after the handover is over has to be told of all the same.
    let open = match waits {
        Waits::LettersToApprove | Waits::LettersToSend => "h.state NOT IN ('draft','paused','finished')",
        _ => OPEN,
    };
    // Writing down goes on all the time until then: it is work of today, however far its term is.
    let soon = if waits == Waits::Context { "?1 IS NOT NULL" } else { "(x.due IS NULL OR x.due < ?1)" };
    format!(
        "SELECT x.due, h.id, coalesce(e.name, ''), x.title, x.who, x.n, x.id, x.number, coalesce(x.note, ''), x.by_hand \
         FROM ({what}) x JOIN handover_case h ON h.id = x.case_id LEFT JOIN employee e ON e.id = h.leaver_id \
         WHERE {open} AND {VISIBLE} AND {soon} \
           AND (NOT {OWN_PART} OR x.mine = ?3)"
    )
}

/// Each kind as due, case, title, who, n, id, number, note, by_hand, and whose it is: who has only received something of the
/// case is shown that alone, and so is the one who hands over. Items that tick themselves are not listed where the
/// thing itself is (acceptances, accesses, letters, signatures).
const KINDS: [(Waits, &str); 11] = [
    (
        Waits::Item,
        "SELECT i.case_id, i.due_at AS due, i.title, p.name AS who, 1 AS n, i.id, i.n AS number, NULL AS note, \
           i.computed = '' AS by_hand, i.person_id AS mine FROM checklist_item i \
         LEFT JOIN employee p ON p.id = i.person_id WHERE i.state = 'open' AND i.mandatory = 1 AND i.due_at IS NOT NULL \
           AND i.computed NOT IN ('all_accepted','accesses_closed','shared_closed','act_signed','letters_sent','burning_called')",
    ),
    (
        Waits::Access,
        "SELECT a.case_id, a.due_at AS due, min(a.title) AS title, NULL AS who, count(*) AS n, min(a.id) AS id, NULL AS number, \
           a.role AS note, 0 AS by_hand, NULL AS mine FROM access a \
         WHERE a.state IN ('planned','asked') AND a.due_at IS NOT NULL AND a.case_id IS NOT NULL \
         GROUP BY a.case_id, a.due_at, a.role",
    ),
    (
        Waits::Acceptance,
        "SELECT a.case_id, min(a.due_at) AS due, '' AS title, p.name AS who, count(*) AS n, a.receiver_id AS id, NULL AS number, \
           NULL AS note, 0 AS by_hand, a.receiver_id AS mine \
         FROM handover_case g CROSS JOIN acceptance a ON a.case_id = g.id AND a.state = 'offered' \
         JOIN employee p ON p.id = a.receiver_id \
         WHERE g.state IN ('open','distributing','handing_over','signing') GROUP BY a.case_id, a.receiver_id",
    ),
    (
        Waits::LettersToApprove,
        "SELECT t.case_id, NULL AS due, '' AS title, NULL AS who, count(*) AS n, NULL AS id, NULL AS number, NULL AS note, \
           0 AS by_hand, NULL AS mine FROM letter t JOIN handover_case g ON g.id = t.case_id WHERE t.state = 'draft' \
           AND t.problem IN ('','salutation') AND (t.kind = 'clarify' OR g.state IN ('open','distributing','handing_over','signing')) \
         GROUP BY t.case_id",
    ),
    (
        Waits::LettersToSend,
        "SELECT t.case_id, NULL AS due, '' AS title, NULL AS who, count(*) AS n, NULL AS id, NULL AS number, NULL AS note, \
           0 AS by_hand, NULL AS mine FROM letter t JOIN handover_case g ON g.id = t.case_id WHERE t.state = 'approved' \
           AND t.problem = '' AND (t.kind = 'clarify' OR g.state IN ('open','distributing','handing_over','signing')) \
         GROUP BY t.case_id",
    ),
    (
        Waits::VipCall,
        "SELECT t.case_id, NULL AS due, min(k.name) AS title, NULL AS who, count(*) AS n, min(k.id) AS id, NULL AS number, \
           NULL AS note, 0 AS by_hand, NULL AS mine FROM letter t \
         JOIN client k ON k.id = t.client_id JOIN handover_case v ON v.id = t.case_id \
         WHERE t.state = 'draft' AND k.segment = 'vip' AND NOT EXISTS (SELECT 1 FROM reached_touch u WHERE u.client_id = k.id \
           AND u.kind = 'call' AND u.employee_id IS v.head_id AND u.at >= coalesce(CASE WHEN v.kind <> 'single' THEN (SELECT j.at \
             FROM ledger_line l JOIN journal j ON j.seq = l.batch_seq WHERE l.case_id = v.id AND l.kind = 'client' \
              AND l.object_id = k.id) END, v.opened_at)) GROUP BY t.case_id",
    ),
    (
        Waits::Tell,
        "SELECT t.case_id, min(t.tell_by) AS due, min(k.name) AS title, min(p.name) AS who, count(*) AS n, min(k.id) AS id, \
           NULL AS number, NULL AS note, 0 AS by_hand, t.tell_id AS mine FROM handover_case g CROSS JOIN letter t ON t.case_id = g.id \
         JOIN client k ON k.id = t.client_id JOIN employee p ON p.id = t.tell_id \
         WHERE g.state IN ('open','distributing','handing_over','signing') AND t.problem IN ('no_address','do_not_write') \
           AND k.segment <> 'vip' AND NOT EXISTS (SELECT 1 FROM letter x WHERE x.client_id = t.client_id AND x.case_id = t.case_id \
             AND x.id > t.id) AND NOT EXISTS (SELECT 1 FROM reached_touch u WHERE u.client_id = k.id AND u.kind = 'call' \
             AND u.at >= g.opened_at AND u.employee_id IS NOT g.leaver_id) GROUP BY t.case_id, t.tell_id",
    ),
    (
        Waits::Promise,
        "SELECT o.case_id, NULL AS due, min(p.text) AS title, NULL AS who, count(*) AS n, min(p.id) AS id, NULL AS number, \
           NULL AS note, 0 AS by_hand, NULL AS mine FROM promise p JOIN active_object o ON o.kind = p.kind AND o.id = p.object_id \
         WHERE p.state = 'waiting' GROUP BY o.case_id",
    ),
    (
        // Of the one who hands over alone: what is late here the head sees on the bar of the case.
        Waits::Context,
        "SELECT g.id AS case_id, (SELECT min(b.due_at) FROM inbox b WHERE b.case_id = g.id AND b.employee_id = g.leaver_id \
             AND b.kind = 'case_opened') AS due, '' AS title, NULL AS who, count(*) FILTER (WHERE l.ctx_filled < l.ctx_required) AS n, \
           g.id AS id, count(*) AS number, NULL AS note, 0 AS by_hand, g.leaver_id AS mine \
         FROM handover_case g CROSS JOIN ledger_line l ON l.case_id = g.id AND l.ctx_required > 0 \
           AND (l.disposition IS NULL OR l.disposition = 'assign') \
         WHERE ?3 IS NOT NULL AND g.leaver_id = ?3 AND g.head_id IS NOT ?3 AND g.state IN ('open','distributing','handing_over','signing') \
         GROUP BY g.id HAVING count(*) FILTER (WHERE l.ctx_filled < l.ctx_required) > 0",
    ),
    (
        Waits::Task,
        "SELECT t.case_id, t.due_at AS due, t.title, p.name AS who, 1 AS n, t.id, NULL AS number, \
           coalesce(json_extract(t.fields, '$.promised'), json_extract(t.fields, '$.why'), json_extract(t.fields, '$.said')) AS note, \
           1 AS by_hand, t.owner_id AS mine FROM handover_case g CROSS JOIN task t ON t.case_id = g.id AND t.state = 'open' \
         LEFT JOIN employee p ON p.id = t.owner_id \
         WHERE g.state IN ('open','distributing','handing_over','signing') AND t.due_at IS NOT NULL",
    ),
    (
        Waits::Crm,
        "SELECT l.case_id, NULL AS due, '' AS title, NULL AS who, count(*) AS n, NULL AS id, NULL AS number, NULL AS note, \
           0 AS by_hand, NULL AS mine FROM handover_case g CROSS JOIN ledger_line l ON l.case_id = g.id AND l.crm_state = 'still_leaver' \
         WHERE g.state IN ('open','distributing','handing_over','signing') GROUP BY l.case_id",
    ),
];

fn kinds() -> Vec<(Waits, String)> {
    let mut all: Vec<(Waits, String)> = KINDS.iter().map(|(waits, what)| (*waits, (*what).to_owned())).collect();
    all.push((Waits::Act, act()));
    all.push((Waits::Signature, signature()));
    all
}

/// An act to be written, or written anew: `title` says which. By the term of its item: two weeks before the last day there
/// is nothing to write yet.
fn act() -> String {
    format!(
        "SELECT i.case_id, i.due_at AS due, CASE WHEN EXISTS (SELECT 1 FROM act n WHERE n.case_id = i.case_id) \
           THEN 'outdated' ELSE '' END AS title, NULL AS who, 1 AS n, i.id, i.n AS number, NULL AS note, 0 AS by_hand, NULL AS mine \
         FROM checklist_item i WHERE i.state = 'open' AND i.mandatory = 1 AND i.computed = 'act_signed' AND i.due_at IS NOT NULL \
           AND EXISTS (SELECT 1 FROM ledger_line n WHERE n.case_id = i.case_id) AND NOT {}",
        act_state::stands("i.case_id")
    )
}

/// Who has not signed the act that stands, by the same term.
fn signature() -> String {
    format!(
        "SELECT s.case_id, (SELECT min(i.due_at) FROM checklist_item i WHERE i.case_id = s.case_id AND i.computed = 'act_signed') AS due, \
           '' AS title, min(p.name) AS who, count(*) AS n, NULL AS id, NULL AS number, NULL AS note, 0 AS by_hand, \
           min(s.employee_id) AS mine FROM handover_case g CROSS JOIN signature s ON s.case_id = g.id AND s.state = 'waiting' \
         JOIN employee p ON p.id = s.employee_id \
         WHERE g.state IN ('open','distributing','handing_over','signing') AND {} \
         GROUP BY s.case_id, CASE WHEN ?3 IS NOT NULL THEN s.employee_id END",
        act_state::stands("g.id")
    )
}

/// Whom to ring about an access that is late or due today: the first of the role who is at work.
fn ring(a: &Asker<'_>, rows: &mut [TodayRow]) -> Res<()> {
    for row in rows.iter_mut().filter(|r| r.waits == Waits::Access) {
        let role = Role::of(&std::mem::take(&mut row.note));
        let Some(role) = role else { continue };
        if let Some(help) = accesses::help(a.conn, role)? {
            row.who = Some(help.name);
            row.note = help.phone;
        }
    }
    Ok(())
}

/// One row per crisis whose clients are not all reached: to be rung by the evening of its first day.
fn call_lists(a: &Asker<'_>, seen: Seen) -> Res<Vec<TodayRow>> {
    let sql = format!(
        "SELECT h.id, coalesce(e.name, ''), coalesce(h.crisis_at, h.opened_at), \
           (SELECT min(i.due_at) FROM checklist_item i WHERE i.case_id = h.id AND i.computed = 'burning_called') FROM handover_case h \
         LEFT JOIN employee e ON e.id = h.leaver_id WHERE ?1 IS NULL AND h.kind = 'crisis' AND {OPEN} AND {VISIBLE} AND NOT {OWN_PART} ORDER BY h.id"
    );
    let none: Option<i64> = None;
    let cases = q::all(a.conn, &sql, params![none, seen.0, seen.1], |r| {
        Ok((r.get::<_, CaseId>(0)?, r.get::<_, String>(1)?, r.get::<_, Option<At>>(2)?, r.get::<_, Option<At>>(3)?))
    })?;
    let calendar = Calendar::of(a.office);
    let mut out = Vec::new();
    for (case, leaver, since, term) in cases {
        let count = calls::progress(a.conn, case)?;
        let left = count.all.saturating_sub(count.done);
        if left == 0 {
            continue;
        }
        // The term of the step itself: two screens must not name two.
        let due_at = term.or_else(|| Some(evening(&calendar, since.unwrap_or(a.clock.now))));
        out.push(TodayRow { n: left, ..blank(Waits::Calls, due_at, Some(case), leaver, a) });
    }
    Ok(out)
}

/// Clients whose new manager owes them a first word, by manager (1-D3): VIP and hot within a working day, others five. The
/// manager sees their own, and so does whoever leads; whoever hands over has nothing to do with it.
fn first_contacts(a: &Asker<'_>, seen: Seen, until: At) -> Res<Vec<TodayRow>> {
    let sql = format!(
        "SELECT h.id, coalesce(e.name, ''), p.id, p.name, a.answered_at, l.segment = 'vip' OR l.temperature = 'hot', l.title \
         FROM handover_case h CROSS JOIN acceptance a ON a.case_id = h.id AND a.state IN ('accepted','forced') \
         JOIN ledger_line l ON l.id = a.line_id JOIN employee p ON p.id = a.receiver_id \
         LEFT JOIN employee e ON e.id = h.leaver_id \
         WHERE h.state IN ('handing_over','signing','closed','observing') AND {VISIBLE} AND {} AND l.kind = 'client' \
           AND (NOT {OWN_PART} OR a.receiver_id = ?3) AND a.answered_at >= ?1 AND NOT EXISTS (SELECT 1 FROM reached_touch u WHERE u.client_id = l.object_id \
             AND u.employee_id = a.receiver_id AND u.at >= a.answered_at) ORDER BY h.id, p.id",
        own_lines()
    );
    let calendar = Calendar::of(a.office);
    let back = a.clock.now.plus(-CONTACT_BACK_MS);
    let owed = q::all(a.conn, &sql, params![back, seen.0, seen.1], |r| {
        let (at, soon): (At, bool) = (r.get(4)?, r.get(5)?);
        let due = calendar.same_time_after(at, if soon { 1 } else { 5 });
        let who: (i64, String) = (r.get(2)?, r.get(3)?);
        Ok((r.get::<_, CaseId>(0)?, r.get::<_, String>(1)?, who, due, r.get::<_, String>(6)?))
    })?;
    let mut out: Vec<TodayRow> = Vec::new();
    for (case, leaver, (id, who), due, title) in owed.into_iter().filter(|o| o.3 < until) {
        match out.last_mut().filter(|r| r.case == Some(case) && r.id == Some(id)) {
            Some(row) => {
                row.n += 1;
                if Some(due) < row.due_at {
                    row.due_at = Some(due);
                    row.title = title;
                }
                row.when = when(row.due_at, &a.clock);
            }
            None => {
                let row = blank(Waits::FirstContact, Some(due), Some(case), leaver, a);
                out.push(TodayRow { title, who: Some(who), id: Some(id), n: 1, ..row });
            }
        }
    }
    // The term runs from the acceptance (2 §8): it stays, and says that nobody is there to keep it.
    for row in &mut out {
        let (Some(id), Some(due)) = (row.id, row.due_at) else { continue };
        let day = a.clock.zone.day(due.max(a.clock.now));
        row.away = judge(a.conn, EmployeeId(id), None, Term::Since(day))?.and_then(|j| j.away);
    }
    Ok(out)
}

/// The clocks of 152-ФЗ.
fn notices(a: &Asker<'_>) -> Res<Vec<TodayRow>> {
    let due = incidents::due(a.conn, &a.watch()?, a.clock.now)?;
    Ok(due
        .into_iter()
        .map(|d| {
            let row = blank(Waits::Notice, Some(d.due_at), None, String::new(), a);
            TodayRow { id: Some(d.incident.0), number: Some(d.notice.hours()), title: d.name, n: 1, ..row }
        })
        .collect())
}

fn blank(waits: Waits, due_at: Option<At>, case: Option<CaseId>, leaver: String, a: &Asker<'_>) -> TodayRow {
    TodayRow {
        when: when(due_at, &a.clock),
        due_at,
        waits,
        case,
        leaver,
        title: String::new(),
        who: None,
        n: 0,
        id: None,
        number: None,
        note: String::new(),
        away: None,
        by_hand: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Base;

    /// The first screen costs the same on any base: what grows with it is reached through a case or a client only.
    #[test]
    fn nothing_that_grows_with_the_base_is_walked_through() {
        let dir = tempfile::tempdir().unwrap();
        let base = Base::create(&dir.path().join("x.db")).unwrap();
        // The indexes of everybody's work in order of its term: a plan that names one of them reads the whole base.
        const BY_TERM: [&str; 2] = ["task_soon", "client_due"];
        for index in BY_TERM {
            let sql = "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND name = ?1";
            assert_eq!(q::count(base.conn(), sql, params![index]).unwrap(), 1, "{index} is called otherwise by now");
        }
        for (waits, what) in kinds() {
            for step in q::plan(base.conn(), &of_kind(waits, &what), params![0, 0, 0]) {
                let walks = ["t", "k", "l", "u"].iter().any(|alias| step.starts_with(&format!("SCAN {alias} ")));
                let by_term = BY_TERM.iter().any(|index| step.contains(index));
                assert!(!walks && !by_term, "{waits:?}: {step}");
            }
        }
    }
}
