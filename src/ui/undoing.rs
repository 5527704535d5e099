//! Taking an operation back: the list of the last ones, the question before more than one thing goes back, and what came
//! of it (4 §3, `u`).

use super::cx::Ctx;
use super::effect::{Effect, Owner, RunId, Slot};
use super::model::Model;
use super::popup::{Button, Dialog, Pick, PickItem, Popup, Reply, Tag};
use super::shell::open;
use super::widgets::Notice;
use crate::base::{Kind, Seq, show};
use crate::domain::names::short;
use crate::ops::import::KeepImport;
use crate::ops::{Command, Undo, UndoDone};
use crate::reads::{UndoRow, WRITINGS};
use crate::texts::Noun;

const PICK_TAG: Tag = Tag("shell.undo");
const ASK_TAG: Tag = Tag("shell.undo-ask");
pub(super) const LIST: Slot = Slot("shell.undo");

/// An operation of more objects is not rehearsed before the question: that would take as long as undoing it.
const REHEARSED: u64 = 5_000;
/// What nobody counts in objects is one card, with what hangs on it, up to so many values.
const ONE_CARD: u64 = 4;

/// The list as it was shown, and the row that was chosen from it.
#[derive(Default)]
pub(super) struct Undoing {
    rows: Vec<UndoRow>,
    chosen: Option<Seq>,
    /// What it would give back is being found out.
    looking: Option<RunId>,
}

impl Undoing {
    pub(super) fn is_looking(&self) -> bool {
        self.looking.is_some()
    }

    fn row(&self) -> Option<&UndoRow> {
        let seq = self.chosen?;
        self.rows.iter().find(|r| r.seq == seq)
    }
}

fn objects(of: &[(Kind, u64)]) -> u64 {
    of.iter().map(|(_, n)| n).sum()
}

pub(super) fn list(m: &mut Model, rows: Vec<UndoRow>, ctx: &Ctx) {
    if rows.is_empty() {
        m.push_notice(Notice::info(ctx.texts.t().ui_undo_nothing()), ctx.mono);
        return;
    }
    let items = rows.iter().map(|r| item(r, ctx)).collect();
    m.undoing = Undoing { rows, ..Undoing::default() };
    open(m, PICK_TAG, Popup::Pick(Pick::new(ctx.texts.t().ui_undo_title(), items)), ctx);
}

/// «24 нояб. 14:05  Приняты дела: 9 строк», «Белова З. А. · №1».
fn item(r: &UndoRow, ctx: &Ctx) -> PickItem {
    let t = ctx.texts.t();
    let refused = match (r.undone, r.own_way) {
        (true, _) => Some(t.ui_undo_done_already()),
        (false, true) => Some(t.ui_undo_own_way()),
        (false, false) => None,
    };
    PickItem::new(r.seq.0.to_string(), what(r, ctx)).note(who(r)).refused(refused)
}

fn what(r: &UndoRow, ctx: &Ctx) -> String {
    let x = ctx.texts;
    let day = x.day_short(ctx.clock.zone.day(r.at), ctx.clock.today());
    let (op, counted) = (x.op(&r.word), x.touched(&r.touched));
    let what = match (r.one.as_str(), counted.is_empty()) {
        ("", false) => counted,
        ("", true) if r.case.is_none() || !r.object.starts_with("case:") => x.op_about(&r.object, &r.about),
        ("", true) => String::new(),
        (one, _) => ctx.texts.t().quoted(show(one)),
    };
    let what = if what.is_empty() { op } else { format!("{op}: {what}") };
    format!("{day} {}  {what}", x.time(r.at, &ctx.clock))
}

fn who(r: &UndoRow) -> String {
    let case = r.case.map_or_else(String::new, |c| format!("№{}", c.0));
    let parts = [short(&r.whom), short(&r.by), case];
    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Of the popups here; `None` for another's.
pub(super) fn reply(m: &mut Model, tag: Tag, reply: &Reply, ctx: &Ctx) -> Option<Vec<Effect>> {
    match (tag, reply) {
        (PICK_TAG, Reply::Picked(key)) => {
            m.undoing.chosen = key.parse().ok().map(Seq);
            Some(chosen(m, ctx))
        }
        (ASK_TAG, Reply::Pressed("undo")) => Some(run(m)),
        (PICK_TAG | ASK_TAG, _) => Some(Vec::new()),
        _ => None,
    }
}

fn chosen(m: &mut Model, ctx: &Ctx) -> Vec<Effect> {
    let Some(row) = m.undoing.row() else { return Vec::new() };
    let seq = row.seq;
    if objects(&row.touched) > REHEARSED {
        let counted = ctx.texts.touched(&row.touched);
        ask(m, vec![(ctx.texts.t().undoing_back(), counted)], ctx);
        return Vec::new();
    }
    let (mut out, ..) = m.out(Owner::Shell);
    let run = out.rehearse(Undo { seq });
    let effects = out.effects;
    m.undoing.looking = Some(run);
    effects
}

fn run(m: &mut Model) -> Vec<Effect> {
    let Some(seq) = m.undoing.chosen.take() else { return Vec::new() };
    let (mut out, ..) = m.out(Owner::Shell);
    out.run(Undo { seq });
    out.effects
}

/// The answer to a question about what is chosen now; one about an earlier choice says nothing of this one.
pub(super) fn is_awaited(m: &mut Model, run: RunId) -> bool {
    m.undoing.looking.take_if(|r| *r == run).is_some()
}

/// What the chosen operation would give back: one thing goes back at once, everything else is asked about.
pub(super) fn rehearsed(m: &mut Model, would: &UndoDone, ctx: &Ctx) -> Vec<Effect> {
    let Some(row) = m.undoing.row() else { return Vec::new() };
    let is_one = match objects(&would.objects) {
        0 => would.restored <= ONE_CARD && would.removed == 0,
        n => n == 1,
    };
    if is_one && would.is_whole() && !WRITINGS.contains(&row.word.as_str()) {
        return run(m);
    }
    let facts = facts(would, row, ctx);
    ask(m, facts, ctx);
    Vec::new()
}

fn facts(would: &UndoDone, row: &UndoRow, ctx: &Ctx) -> Vec<(String, String)> {
    let (x, t) = (ctx.texts, ctx.texts.t());
    let mut out = Vec::new();
    if would.removed > 0 {
        out.push((t.undoing_gone(), x.count(Noun::Entry, would.removed as i64)));
    }
    match x.touched(&would.objects) {
        none if none.is_empty() && would.removed == 0 && would.restored == 0 && !would.is_whole() => {}
        none if none.is_empty() && would.removed == 0 => out.push((t.undoing_back(), t.undoing_as_before())),
        none if none.is_empty() => out.push((t.undoing_values(), x.number(would.restored as i64))),
        some => out.push((t.undoing_back(), some)),
    }
    if WRITINGS.contains(&row.word.as_str()) {
        out.push((t.undoing_text(), t.undoing_text_goes()));
    }
    if would.events > 0 {
        out.push((t.undoing_stays(), t.journal_events_left(x.number(would.events as i64))));
    }
    // What an import made and somebody worked with since was changed; what another entry made has no way back of its own.
    let is_import = row.word == KeepImport::WORD;
    if would.left_in_all > 0 && !is_import {
        out.push((t.undoing_stays(), x.count(Noun::Entry, would.left_in_all as i64)));
    }
    let stays = would.conflicts.len() as u64 + would.left_in_all * u64::from(is_import);
    let (accepted, changed) = (would.accepted, stays.saturating_sub(would.accepted));
    let names = || named(would);
    if accepted > 0 {
        let n = x.count(Noun::Object, accepted as i64);
        out.push((t.undoing_accepted(), if changed == 0 { format!("{n}{}", names()) } else { n }));
    }
    if changed > 0 {
        let n = x.count(Noun::Object, changed as i64);
        out.push((t.undoing_changed(), format!("{n}{}", names())));
    }
    out
}

/// «: ООО «Тура-Агро», …», and nothing where nobody is named.
fn named(done: &UndoDone) -> String {
    if done.stay.is_empty() {
        return String::new();
    }
    let more = if done.conflicts.len() > done.stay.len() { ", …" } else { "" };
    format!(": {}{more}", done.stay.iter().map(|n| show(n)).collect::<Vec<_>>().join(", "))
}

fn ask(m: &mut Model, facts: Vec<(String, String)>, ctx: &Ctx) {
    let Some(row) = m.undoing.row() else { return };
    let t = ctx.texts.t();
    let buttons = vec![Button::new("no", t.journal_undo_no()), Button::new("undo", t.journal_undo_yes())];
    let about = [what(row, ctx), who(row)].into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ");
    let dialog = Dialog::new(t.undoing_title(), t.undoing_note(about), buttons).facts(facts);
    open(m, ASK_TAG, Popup::Dialog(dialog), ctx);
}

/// What came of it; green only where all of it went back.
pub(super) fn told(u: &UndoDone, ctx: &Ctx) -> Notice {
    let (x, t) = (ctx.texts, ctx.texts.t());
    let (n, removed) = (x.number(u.restored as i64), x.number(u.removed as i64));
    let stays = u.left_in_all + u.conflicts.len() as u64;
    let entries = || x.count(Noun::Entry, u.left_in_all as i64);
    let said = if u.removed > 0 && stays == 0 {
        t.ui_undone_import(removed, n)
    } else if u.removed > 0 {
        t.ui_undone_import_left(removed, n, x.number(stays as i64))
    } else if u.restored == 0 && !u.is_whole() && u.conflicts.is_empty() {
        if u.left_in_all > 0 { t.undoing_nothing(entries()) } else { t.undoing_nothing_back() }
    } else if u.conflicts.is_empty() {
        match u.left_in_all {
            0 => x.undone(&u.objects),
            _ => t.undoing_partly(x.undone(&u.objects), entries()),
        }
    } else {
        let stayed = x.count(Noun::Object, stays as i64);
        t.ui_undone_conflicts(x.undone(&u.objects), format!("{stayed}{}", named(u)))
    };
    match u.events {
        0 if u.is_whole() => Notice::good(said),
        0 => Notice::bad(said),
        n => Notice::bad(format!("{said}. {}", t.journal_events_left(x.number(n as i64)))),
    }
}
