//! `owners` of `client show`, `deal show`, `task show`: who, from when to when, and why (1-C5).

use serde_json::{Value, json};

use super::App;
use crate::base::{Code, Fault, Kind, Ref, Res, show};
use crate::reads::owner_history::Held;
use crate::ui::owners::came;

/// Newest first; the first has it now.
pub fn items(held: &[Held], app: &App) -> Vec<Value> {
    let some = |s: &str| (!s.is_empty()).then(|| s.to_owned());
    let zone = app.clock.zone;
    let item = |h: &Held| {
        json!({
            "owner": h.owner.as_ref().map(|(_, name)| name),
            "owner_id": h.owner.as_ref().map(|(id, _)| id.0),
            "from": h.from.map(|at| at.iso(zone)),
            "until": h.until.map(|at| at.iso(zone)),
            "command": some(&h.why.command),
            "reason": some(&h.why.reason),
            "rule": some(&h.why.rule),
            "single_reason": h.why.single.map(|r| r.word()),
            "case": h.why.case.map(|c| c.0),
            "by": some(&h.why.by),
            "why": app.texts.owner_came(&came(h)),
        })
    };
    held.iter().map(item).collect()
}

/// The same for people, a line each.
pub fn lines(held: &[Held], app: &App) -> String {
    let (x, t) = (&app.texts, app.texts.t());
    let mut out = format!("{}\n", t.owners_history());
    for h in held {
        let who = h.owner.as_ref().map_or_else(|| t.ui_nobody(), |(_, name)| show(name));
        let when = x.held_when(h.from, h.until, &app.clock);
        out.push_str(&format!("  {who}  {when}\n    {}\n", show(&x.owner_came(&came(h)))));
    }
    out
}

/// `deal:12` or plain `12`. Errors: `UnknownObject`.
pub fn number(text: &str, kind: Kind) -> Res<i64> {
    let unknown = || Fault::new(Code::UnknownObject).with("object", text);
    match text.parse::<Ref>() {
        Ok(r) if r.kind == kind => Ok(r.id),
        Ok(_) => Err(unknown()),
        Err(()) => text.parse().map_err(|_| unknown()),
    }
}
