//! «Другому»: the head's own choice for the marked lines, with what goes along and what stays with another (2 §5).

use super::explain;
use crate::base::EmployeeId;
use crate::domain::LineKind;
use crate::reads::employees::EmployeeRow;
use crate::reads::ledger::{Apart, LedgerRow};
use crate::reads::proposals::Preview;
use crate::reads::single::Moves;
use crate::reads::wizard::Wizard;
use crate::texts::Noun;
use crate::ui::cx::Cx;
use crate::ui::popup::{FormPopup, PickItem};
use crate::ui::receivers::{self, For};
use crate::ui::widgets::{Field, Form, Problems, Values};

pub(super) fn form(
    chosen: &[&LedgerRow],
    rows: &[LedgerRow],
    staff: &[EmployeeRow],
    preview: &Preview,
    w: &Wizard,
    cx: &Cx,
) -> FormPopup {
    let t = cx.texts.t();
    let people = people(chosen, staff, preview, w, cx);
    let fields =
        vec![Field::choice("to", t.dist_give_to(), people, None), Field::line("reason", t.dist_give_reason(), "")];
    let title = t.dist_give_title(cx.texts.count(Noun::Line, chosen.len() as i64));
    let (along, stays) = (along(chosen, rows), stays(chosen));
    FormPopup::new(title, Form::new(fields, check))
        .note(t.dist_give_note())
        .live(move |v, cx| what_follows(&along, &stays, v, cx))
}

/// Everybody who may be given something, with the load this handover leads to and who has declined one of the lines already.
fn people(chosen: &[&LedgerRow], staff: &[EmployeeRow], preview: &Preview, w: &Wizard, cx: &Cx) -> Vec<PickItem> {
    let t = cx.texts.t();
    let mut out = receivers::items(staff, w.case.leaver.as_ref().map(|l| l.id), For::Good, cx);
    for item in &mut out {
        let is = |id: EmployeeId| id.0.to_string() == item.key;
        let after = preview.receivers.iter().find(|r| is(r.id) && r.mix.all() > 0).and_then(|r| r.load_after.percent());
        if let Some(after) = after {
            item.note = format!("{} → {after} %", item.note);
        }
        let declined = preview.declined.iter().any(|(line, who)| is(*who) && chosen.iter().any(|c| c.line == *line));
        if declined {
            item.note = t.dist_has_declined(item.note.clone());
        }
    }
    out
}

fn check(v: &Values, cx: &Cx) -> Problems {
    let mut out = Problems::new();
    if v["to"].is_empty() {
        out.push(("to", cx.texts.t().dist_give_who()));
    }
    if v["reason"].trim().is_empty() {
        out.push(("reason", cx.texts.t().dist_give_why()));
    }
    out
}

/// Lines that follow one of the chosen.
fn along(chosen: &[&LedgerRow], rows: &[LedgerRow]) -> Moves {
    let is_chosen = |r: &LedgerRow| chosen.iter().any(|c| c.line == r.line);
    let follows = |r: &LedgerRow| {
        let mut at = r;
        while let Some(parent) = at.parent.and_then(|p| rows.iter().find(|x| x.line == p)) {
            let along = at.rule.as_deref().is_none_or(|w| w == "with_client") && at.batch.is_none();
            if !along {
                return false;
            }
            if is_chosen(parent) {
                return true;
            }
            at = parent;
        }
        false
    };
    let mut out = Moves::default();
    for r in rows.iter().filter(|r| !is_chosen(r) && follows(r)) {
        out.add(r.kind, r.amount);
    }
    out
}

/// The other halves: deals that already go apart from a chosen client, and the client of a chosen deal where it is not chosen
/// itself.
fn stays(chosen: &[&LedgerRow]) -> Vec<Apart> {
    let mut out: Vec<Apart> = Vec::new();
    for r in chosen {
        match (r.kind, &r.client) {
            (LineKind::Client, _) => out.extend(r.apart.iter().cloned()),
            (LineKind::Deal, Some(client)) => {
                let with = r.apart.first().map(|a| a.with.clone()).or_else(|| r.proposed.clone());
                let is_chosen = chosen.iter().any(|c| c.kind == LineKind::Client && c.title == *client);
                let half = with.map(|with| Apart { kind: LineKind::Client, title: client.clone(), with });
                out.extend(half.filter(|h| !is_chosen && !out.contains(h)));
            }
            _ => {}
        }
    }
    out
}

/// Told before F2: a client and its deal would be with two people.
fn what_follows(along: &Moves, stays: &[Apart], v: &Values, cx: &Cx) -> Vec<(String, String)> {
    let t = cx.texts.t();
    let mut out: Vec<(String, String)> =
        receivers::along(along, cx).map(|what| (t.dist_give_along(), what)).into_iter().collect();
    let to = v["to"].parse().ok().map(EmployeeId);
    for a in stays.iter().filter(|a| Some(a.with.0) != to) {
        out.push((t.dist_give_stays(), explain::half(a, cx)));
    }
    out
}
