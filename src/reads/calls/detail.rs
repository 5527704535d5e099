//! What stands in one row of the call list beside its place: deals, what burns, whom to ask for, what to say.

use super::{CallContact, CallDeal, CallRow, Horizon, LastCall, Say, SayKind};
use crate::base::{At, CaseId, ClientId, Currency, DAY_MS, Day, Due, Money, Res};
use crate::domain::crisis::Burn;
use crate::domain::papers::PromiseSaid;
use crate::reads::q;
use crate::store::{Connection, params};

/// A sentence or two are read out; the rest is in the card.
const SAY_CHARS: usize = 160;

pub(super) fn fill(c: &Connection, case: CaseId, h: Horizon, row: CallRow) -> Res<CallRow> {
    let deals = deals(c, case, row.client)?;
    let (contact, phones) = contact(c, row.client, deals.first())?;
    Ok(CallRow {
        burns: burns(c, case, h, row.client, row.burns.clone())?,
        say: say(c, row.client, &deals)?,
        promised: promised(c, row.client, &deals)?,
        notes: notes(c, row.client, &deals)?,
        last: last(c, case, row.client)?,
        contact,
        phones,
        deals,
        ..row
    })
}

pub(super) fn whom(
    c: &Connection,
    case: CaseId,
    client: ClientId,
) -> Res<(Option<CallContact>, Vec<String>, Option<Say>)> {
    let deals = deals(c, case, client)?;
    let (contact, phones) = contact(c, client, deals.first())?;
    Ok((contact, phones, say(c, client, &deals)?))
}

fn deals(c: &Connection, case: CaseId, client: ClientId) -> Res<Vec<CallDeal>> {
    let sql = "SELECT d.id, d.title, s.name, d.stage_kind, d.amount, d.currency, d.expected_close FROM deal d \
               JOIN stage s ON s.id = d.stage_id JOIN ledger_line l ON l.kind = 'deal' AND l.object_id = d.id AND l.case_id = ?1 \
               WHERE d.client_id = ?2 AND d.stage_kind IN ('open','final') AND (l.disposition IS NULL OR l.disposition = 'assign') \
               ORDER BY d.stage_kind <> 'final', d.amount DESC, d.id LIMIT 20";
    q::all(c, sql, params![case, client], |r| {
        let currency: Currency = r.get(5)?;
        Ok(CallDeal {
            id: r.get(0)?,
            title: r.get(1)?,
            stage: r.get(2)?,
            stage_kind: r.get(3)?,
            amount: Money::new(r.get(4)?, currency),
            expected_close: r.get(6)?,
        })
    })
}

/// The nearest of tasks, next steps, closing days and the agreed contact.
fn burns(c: &Connection, case: CaseId, h: Horizon, client: ClientId, known: Burn) -> Res<Burn> {
    let days = (h.since.0.div_euclid(DAY_MS), h.day());
    // From the client's own tasks and its deals', by their indexes (hence CROSS): the case may have thousands.
    let task = "WITH theirs(id) AS (SELECT id FROM task WHERE client_id = ?2 AND state = 'open' \
                  UNION SELECT t.id FROM deal d CROSS JOIN task t ON t.deal_id = d.id AND t.state = 'open' AND t.client_id IS NULL \
                         WHERE d.client_id = ?2) \
                SELECT t.kind, t.title, t.due_at FROM theirs x JOIN task t ON t.id = x.id \
                 WHERE t.due_at BETWEEN ?3 AND ?4 AND EXISTS (SELECT 1 FROM ledger_line l WHERE l.kind = 'task' \
                       AND l.object_id = t.id AND l.case_id = ?1 AND (l.disposition IS NULL OR l.disposition = 'assign')) \
                 ORDER BY t.due_at, t.id LIMIT 1";
    let task = q::one(c, task, params![case, client, h.since, h.until], |r| {
        let due: Option<At> = r.get(2)?;
        Ok((due.map_or(i64::MAX, |d| d.0), Burn::Task { kind: r.get(0)?, title: r.get(1)?, due }))
    })?;
    // A day burns at its evening.
    let evening = |day: Day| i64::from(day.0) * DAY_MS + h.evening;
    let step = "SELECT b.text, b.on_day, b.on_minute FROM context_block b WHERE b.on_day BETWEEN ?3 AND ?4 AND ( \
                  (b.kind = 'client' AND b.object_id = ?2 AND b.block = 'next_contact') OR (b.kind = 'deal' AND b.block = 'next_step' \
                   AND b.object_id IN (SELECT d.id FROM deal d JOIN ledger_line l ON l.kind = 'deal' AND l.object_id = d.id \
                        AND l.case_id = ?1 WHERE d.client_id = ?2 AND d.stage_kind IN ('open','final')))) \
                ORDER BY b.on_day, b.on_minute LIMIT 1";
    let step = q::one(c, step, params![case, client, days.0, days.1], |r| {
        let on = Due { day: r.get(1)?, minute: r.get(2)? };
        Ok((evening(on.day), Burn::NextStep { text: r.get(0)?, on }))
    })?;
    let close = "SELECT min(d.expected_close) FROM deal d JOIN ledger_line l ON l.kind = 'deal' AND l.object_id = d.id \
                   AND l.case_id = ?1 WHERE d.client_id = ?2 AND d.stage_kind IN ('open','final') \
                   AND d.expected_close BETWEEN ?3 AND ?4";
    let close = q::one(c, close, params![case, client, days.0, days.1], |r| r.get::<_, Option<Day>>(0))?.flatten();
    let contact = "SELECT next_contact_on FROM client WHERE id = ?1 AND next_contact_on BETWEEN ?2 AND ?3";
    let contact = q::one(c, contact, params![client, days.0, days.1], |r| r.get::<_, Option<Day>>(0))?.flatten();
    let dated =
        [task, step, close.map(|d| (evening(d), Burn::Close(d))), contact.map(|d| (evening(d), Burn::Contact(d)))];
    Ok(dated.into_iter().flatten().min_by_key(|(at, _)| *at).map_or(known, |(_, burn)| burn))
}

/// Who decides, with a phone before without; the deal's own contact before others of the same weight.
fn contact(c: &Connection, client: ClientId, deal: Option<&CallDeal>) -> Res<(Option<CallContact>, Vec<String>)> {
    let sql = "SELECT k.id, k.name, coalesce(k.position, ''), k.decision, \
                 (SELECT group_concat(p.written, char(10) ORDER BY p.id) FROM point p WHERE p.contact_id = k.id AND p.kind = 'phone') AS phones \
               FROM client_contact cc JOIN contact k ON k.id = cc.contact_id \
               WHERE cc.client_id = ?1 AND k.decision <> 'avoid' \
               ORDER BY CASE k.decision WHEN 'decides' THEN 0 WHEN 'influences' THEN 1 WHEN 'helps' THEN 2 ELSE 3 END, \
                 k.id IS NOT (SELECT contact_id FROM deal WHERE id = ?2), phones IS NULL, k.name_fold, k.id LIMIT 1";
    let list = |p: Option<String>| -> Vec<String> { p.iter().flat_map(|p| p.lines()).map(str::to_owned).collect() };
    let found = q::one(c, sql, params![client, deal.map(|d| d.id)], |r| {
        let contact = CallContact { id: r.get(0)?, name: r.get(1)?, position: r.get(2)?, decision: r.get(3)? };
        Ok((contact, r.get::<_, Option<String>>(4)?))
    })?;
    let own = "SELECT group_concat(written, char(10) ORDER BY id) FROM point WHERE client_id = ?1 AND kind = 'phone'";
    let own = || q::one(c, own, params![client], |r| r.get::<_, Option<String>>(0)).map(Option::flatten);
    Ok(match found {
        Some((contact, Some(phones))) => (Some(contact), list(Some(phones))),
        Some((contact, None)) => (Some(contact), list(own()?)),
        None => (None, list(own()?)),
    })
}

/// The next step, what was promised, the last touch, the last note: the first that there is.
fn say(c: &Connection, client: ClientId, deals: &[CallDeal]) -> Res<Option<Say>> {
    let block = "SELECT text FROM context_block WHERE kind = ?1 AND object_id = ?2 AND block = ?3 AND state = 'filled' AND text <> ''";
    let written = |kind: &str, id: i64, block_word: &str| -> Res<Option<String>> {
        q::one(c, block, params![kind, id, block_word], |r| r.get(0))
    };
    let deal = deals.first().map(|d| d.id.0);
    for (kind, id, word, what) in [
        ("deal", deal, "next_step", SayKind::NextStep),
        ("client", Some(client.0), "next_contact", SayKind::NextStep),
        ("deal", deal, "history", SayKind::Promise),
        ("client", Some(client.0), "terms", SayKind::Promise),
    ] {
        if let Some(text) = id.map(|id| written(kind, id, word)).transpose()?.flatten() {
            return Ok(Some(Say { kind: what, text: short(&text), at: None }));
        }
    }
    let touch = "SELECT outcome, at FROM live_touch WHERE client_id = ?1 AND outcome <> '' AND result = '' ORDER BY at DESC, id DESC LIMIT 1";
    if let Some((text, at)) = q::one(c, touch, params![client], |r| Ok((r.get::<_, String>(0)?, r.get(1)?)))? {
        return Ok(Some(Say { kind: SayKind::Touch, text: short(&text), at }));
    }
    let note = "SELECT text FROM note WHERE client_id = ?1 OR deal_id = ?2 ORDER BY at DESC, id DESC LIMIT 1";
    let note = q::one(c, note, params![client, deal], |r| r.get::<_, String>(0))?;
    Ok(note.map(|text| Say { kind: SayKind::Note, text: short(&text), at: None }))
}

/// Live promises to the client and in its deals, the nearest first.
fn promised(c: &Connection, client: ClientId, deals: &[CallDeal]) -> Res<Vec<PromiseSaid>> {
    let sql = "SELECT text, due_day, due_minute, agreed_with, state, answer FROM promise \
               WHERE state <> 'dropped' AND (kind = 'client' AND object_id = ?1 \
                 OR kind = 'deal' AND object_id IN (SELECT value FROM json_each(?2))) ORDER BY due_at IS NULL, due_at, id LIMIT 10";
    q::all(c, sql, params![client, ids(deals)], |r| {
        let (day, minute): (Option<Day>, Option<u16>) = (r.get(1)?, r.get(2)?);
        Ok(PromiseSaid {
            text: r.get(0)?,
            due: day.map(|day| Due { day, minute }),
            agreed_with: r.get(3)?,
            state: r.get(4)?,
            answer: r.get(5)?,
        })
    })
}

/// The last notes of the card: what nobody has written down here may stand there.
fn notes(c: &Connection, client: ClientId, deals: &[CallDeal]) -> Res<Vec<String>> {
    let sql = "SELECT text FROM (SELECT id, at, text FROM note WHERE client_id = ?1 UNION \
                 SELECT id, at, text FROM note WHERE deal_id IN (SELECT value FROM json_each(?2))) \
               ORDER BY at DESC, id DESC LIMIT 3";
    q::all(c, sql, params![client, ids(deals)], |r| r.get(0))
}

fn ids(deals: &[CallDeal]) -> String {
    serde_json::Value::from(deals.iter().map(|d| d.id.0).collect::<Vec<_>>()).to_string()
}

fn last(c: &Connection, case: CaseId, client: ClientId) -> Res<Option<LastCall>> {
    let sql = "SELECT u.result, u.outcome, u.at, coalesce(e.name, ''), u.again_at FROM live_touch u \
               LEFT JOIN employee e ON e.id = u.employee_id \
               WHERE u.case_id = ?1 AND u.client_id = ?2 AND u.result <> '' ORDER BY u.id DESC LIMIT 1";
    q::one(c, sql, params![case, client], |r| {
        Ok(LastCall { result: r.get(0)?, note: r.get(1)?, at: r.get(2)?, by: r.get(3)?, again_at: r.get(4)? })
    })
}

/// The first line, cut at a word.
fn short(text: &str) -> String {
    let line = text.lines().map(str::trim).find(|l| !l.is_empty()).unwrap_or_default();
    if line.chars().count() <= SAY_CHARS {
        return line.to_owned();
    }
    let cut: String = line.chars().take(SAY_CHARS - 1).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_short_and_ends_at_a_word() {
        assert_eq!(short("\n  Позвонить во вторник \nещё"), "Позвонить во вторник");
        let long = short(&"слово ".repeat(60));
        assert!(long.ends_with("слово…") && long.chars().count() <= SAY_CHARS, "{long}");
    }
}
