//! The call list drawn: who, what is at stake, what burns, whom to ask for; what came of it when it was rung.

use ratatui::layout::Rect;

use super::Numbered;
use crate::base::{At, Day, Sums};
use crate::domain::crisis::Burn;
use crate::domain::names::short;
use crate::domain::{CallResult, StageKind};
use crate::reads::calls::{CallRow, CallState, LooseDeal};
use crate::reads::wizard::Wizard;
use crate::texts::Noun;
use crate::ui::clocks::{near, near_day};
use crate::ui::cx::Cx;
use crate::ui::screens::cases::first_minute;
use crate::ui::theme::{Glyph, Tone};
use crate::ui::widgets::{Col, ListState, Paint, Span, Table, Wide, list_totals, page_rows, table};

/// «+7 912 345-67-89»: a number is shown whole, or it is no number.
const PHONE_W: u16 = 16;
/// Lines of the frame above the list: title, why, bar, rule; and above the calls the first minute.
const HEAD: u16 = 4;

pub(super) fn page(area: Rect, w: &Wizard, by_reason: bool) -> usize {
    let above = HEAD + if by_reason { 0 } else { first_minute::height(w) };
    page_rows(Rect { height: area.height.saturating_sub(above), ..area })
}

pub(super) fn to_ring(rows: &ListState<Numbered>, loose: &[LooseDeal], area: Rect, w: &Wizard, cx: &Cx, p: &mut Paint) {
    let used = first_minute::view(area, w, cx, p);
    let body = Rect { y: area.y + used, height: area.height.saturating_sub(used), ..area };
    let mut totals = list_totals(rows, Noun::Client, cx);
    totals.extend(without_client(loose, cx));
    let again =
        rows.rows().iter().filter_map(|r| if let CallState::Later(at) = r.call.state { at } else { None }).min();
    if let Some(at) = again {
        totals.push((format!(" · {}", cx.texts.t().ring_next_again(near(at, cx))), Tone::Dim));
    }
    let t = Table { cols: &columns(cx), active: true, empty: nobody(w, cx), totals };
    table(p, body, rows, &t, cx);
}

/// Why the list is empty: nobody burns, or nobody knows yet.
fn nobody(w: &Wizard, cx: &Cx) -> String {
    if w.awaits_export { cx.texts.t().ring_awaits_export() } else { cx.texts.t().ring_empty() }
}

pub(super) fn burning(rows: &ListState<Numbered>, loose: &[LooseDeal], area: Rect, w: &Wizard, cx: &Cx, p: &mut Paint) {
    let mut totals = list_totals(rows, Noun::Client, cx);
    let sums = rows.rows().iter().flat_map(|r| &r.call.deals).map(|d| d.amount).collect::<Sums>();
    if !sums.is_zero() {
        totals.push((format!(" · {}", cx.texts.sums(&sums)), Tone::Plain));
    }
    totals.extend(without_client(loose, cx));
    let mut cols = vec![Col::new(cx.texts.t().ring_col_reason(), Wide::Fixed(16), |r: &Numbered, cx| {
        let reason = reason(&r.call, cx);
        (reason.name(cx), if reason <= Reason::Today { Tone::Late } else { Tone::Plain })
    })];
    // Whom to ask for belongs to the calls; here the money has the room.
    cols.extend(columns(cx).into_iter().skip(1).take(4).map(|c| c.from(0)));
    let t = Table { cols: &cols, active: true, empty: nobody(w, cx), totals };
    table(p, area, rows, &t, cx);
}

/// « · без клиента: 2 сделки — w»: the list goes by clients, these are behind a key.
fn without_client(loose: &[LooseDeal], cx: &Cx) -> Option<Span> {
    let deals = cx.texts.count(Noun::Deal, loose.len() as i64);
    (!loose.is_empty()).then(|| (format!(" · {}", cx.texts.t().ring_loose_line(deals)), Tone::Warn))
}

fn columns(cx: &Cx) -> Vec<Col<Numbered>> {
    let t = cx.texts.t();
    vec![
        Col::new("№", Wide::Fixed(3), |r: &Numbered, _| match r.call.state {
            CallState::Reached => (Glyph::Done.mark().to_owned(), Tone::Good),
            CallState::Later(_) => (Glyph::Half.mark().to_owned(), Tone::Warn),
            CallState::Now => (r.n.to_string(), Tone::Plain),
        })
        .right(),
        Col::new(t.ring_col_client(), Wide::Flex { weight: 2, min: 16 }, |r: &Numbered, cx| {
            let vip =
                if r.call.vip { format!("{} ", cx.texts.term(crate::domain::Segment::Vip)) } else { String::new() };
            (format!("{vip}{}", r.call.name), tone(&r.call, Tone::Plain))
        }),
        Col::new(t.ring_col_stage(), Wide::Fixed(8), |r: &Numbered, _| match r.call.deals.first() {
            Some(d) => {
                let hot = d.stage_kind == StageKind::Final;
                (d.stage.clone(), tone(&r.call, if hot { Tone::Warn } else { Tone::Plain }))
            }
            None => (String::new(), Tone::Dim),
        })
        .from(94),
        Col::new(t.ring_col_amount(), Wide::Fixed(12), |r: &Numbered, cx| match r.call.deals.first() {
            Some(d) => (cx.texts.money(d.amount), tone(&r.call, Tone::Plain)),
            None => (String::new(), Tone::Dim),
        })
        .right()
        .from(94),
        Col::new(t.ring_col_burns(), Wide::Flex { weight: 4, min: 14 }, |r: &Numbered, cx| said(&r.call, cx)),
        Col::new(t.ring_col_contact(), Wide::Flex { weight: 1, min: 13 }, |r: &Numbered, _| {
            let name = r.call.contact.as_ref().map_or_else(String::new, |c| short(&c.name));
            (name, tone(&r.call, Tone::Plain))
        }),
        Col::new(t.employees_card_phone(), Wide::Fixed(PHONE_W), |r: &Numbered, cx| match r.call.phones.first() {
            Some(phone) => (phone.clone(), tone(&r.call, Tone::Plain)),
            None => (cx.texts.t().ring_col_no_phone(), tone(&r.call, Tone::Warn)),
        }),
    ]
}

/// Who was reached is behind us.
fn tone(r: &CallRow, plain: Tone) -> Tone {
    if r.state == CallState::Reached { Tone::Dim } else { plain }
}

/// What burns; once rung, what came of it first, and until somebody was reached what burns still.
fn said(r: &CallRow, cx: &Cx) -> Span {
    let (x, t) = (cx.texts, cx.texts.t());
    let burns = burns(&r.burns, cx);
    let Some(last) = &r.last else { return (burns, Tone::Plain) };
    let (came, tone) = match (r.state, last.again_at) {
        (CallState::Reached, _) => return (t.ring_said_reached(near(last.at, cx)), Tone::Dim),
        (CallState::Now, Some(at)) => (t.ring_said_again_now(near(at, cx)), Tone::Late),
        (_, Some(at)) => (t.ring_said_again(near(at, cx)), Tone::Warn),
        (_, None) if last.result == CallResult::NoAnswer => {
            (t.ring_said_no_answer(r.attempts, x.number(r.attempts.into())), Tone::Warn)
        }
        _ => return (burns, Tone::Plain),
    };
    (if burns.is_empty() { came } else { format!("{came} · {burns}") }, tone)
}

/// «встреча завтра, 10:00», «обещан счёт сегодня»: what was promised, in its own words, and when.
pub(super) fn burns(b: &Burn, cx: &Cx) -> String {
    let t = cx.texts.t();
    let day = |d: Day| near_day(d, cx);
    // An hour of today says by itself neither that it has passed nor that it is to come.
    let hour = |at: At| if at < cx.clock.now { t.ring_late(near(at, cx)) } else { near(at, cx) };
    match b {
        Burn::Task { title, due, .. } => match due {
            Some(at) => format!("{} · {title}", hour(*at)),
            None => title.clone(),
        },
        Burn::NextStep { text, on } => match on.minute {
            Some(m) => format!("{} · {text}", hour(cx.clock.zone.at(on.day, m))),
            None => format!("{} · {text}", day(on.day)),
        },
        Burn::Close(d) => t.ring_burns_close(day(*d)),
        Burn::Contact(d) => t.ring_burns_contact(day(*d)),
        Burn::Final => t.burn_final(),
        Burn::Over => String::new(),
    }
}

/// Why a client burns, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reason {
    Final,
    Overdue,
    Today,
    Soon,
    Contact,
    Rung,
}

impl Reason {
    fn name(self, cx: &Cx) -> String {
        let t = cx.texts.t();
        match self {
            Reason::Final => t.ring_reason_final(),
            Reason::Overdue => t.ring_reason_overdue(),
            Reason::Today => t.ring_reason_today(),
            Reason::Soon => t.ring_reason_soon(),
            Reason::Contact => t.ring_reason_contact(),
            Reason::Rung => t.ring_reason_rung(),
        }
    }
}

pub(super) fn reason(r: &CallRow, cx: &Cx) -> Reason {
    let today = cx.today();
    let by_day = |d: Day| match d {
        d if d < today => Reason::Overdue,
        d if d == today => Reason::Today,
        _ => Reason::Soon,
    };
    let by_burn = match &r.burns {
        Burn::Task { due: Some(at), .. } if *at < cx.clock.now => Reason::Overdue,
        Burn::Task { due: Some(at), .. } => by_day(cx.clock.zone.day(*at)),
        Burn::Task { due: None, .. } => Reason::Soon,
        Burn::NextStep { on, .. } => by_day(on.day),
        Burn::Close(d) => by_day(*d),
        Burn::Contact(_) => Reason::Contact,
        Burn::Final => Reason::Final,
        Burn::Over => Reason::Rung,
    };
    let is_final = r.deals.iter().any(|d| d.stage_kind == StageKind::Final);
    if is_final { Reason::Final } else { by_burn }
}
