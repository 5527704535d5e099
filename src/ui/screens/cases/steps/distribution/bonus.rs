//! «Премия: кому, доля, согласовано» of the marked deals, by one form (2 §5).

use crate::base::EmployeeId;
use crate::ops::BonusNote;
use crate::reads::ledger::LedgerRow;
use crate::reads::proposals::ReceiverRow;
use crate::reads::wizard::Wizard;
use crate::texts::Noun;
use crate::ui::cx::Cx;
use crate::ui::popup::{FormPopup, PickItem};
use crate::ui::widgets::{Field, Form, Problems, Values};

const NOBODY: &str = "-";

/// The leaver first: the question is mostly about him; then who receives. One deal shows what is noted of it.
pub(super) fn form(deals: &[&LedgerRow], w: &Wizard, receivers: &[ReceiverRow], cx: &Cx) -> FormPopup {
    let t = cx.texts.t();
    let known = match deals {
        [one] => one.bonus.as_ref(),
        _ => None,
    };
    let mut people: Vec<(EmployeeId, String)> = w.case.leaver.iter().map(|l| (l.id, l.name.clone())).collect();
    people.extend(receivers.iter().map(|r| (r.id, r.name.clone())));
    let chosen = known.and_then(|b| people.iter().find(|(_, name)| *name == b.name)).or(people.first());
    let chosen = chosen.map(|(id, _)| id.0.to_string());
    let mut items: Vec<PickItem> =
        people.iter().map(|(id, name)| PickItem::new(id.0.to_string(), name.clone())).collect();
    items.push(PickItem::new(NOBODY, t.bonus_nobody()));
    let fields = vec![
        Field::choice("to", t.bonus_to(), items, chosen),
        Field::line("share", t.bonus_share(), &known.map_or_else(|| "100".to_owned(), |b| b.share.to_string())),
        Field::line("agreed", t.bonus_agreed(), known.map_or("", |b| b.agreed.as_str())).note(t.bonus_agreed_note()),
    ];
    let title = t.bonus_title(cx.texts.count(Noun::Deal, deals.len() as i64));
    FormPopup::new(title, Form::new(fields, check)).note(t.bonus_note())
}

fn share(v: &Values) -> Option<u32> {
    v["share"].trim().trim_end_matches('%').trim_end().parse().ok().filter(|n| (1..=100).contains(n))
}

fn check(v: &Values, cx: &Cx) -> Problems {
    let wrong = v["to"] != NOBODY && share(v).is_none();
    if wrong { vec![("share", cx.texts.t().bonus_bad_share())] } else { Problems::new() }
}

/// What was filled in; `None`: the note is taken away.
pub(super) fn note(v: &Values) -> Option<BonusNote> {
    let to = EmployeeId(v["to"].parse().ok()?);
    Some(BonusNote { to, share: share(v)?, agreed: v["agreed"].clone() })
}
