//! What the frame itself does on any screen: help, menu, palette, the undo list, back and quit.

use super::actions::{self, Act, Decl};
use super::cx::{Ctx, Cx};
use super::effect::{Effect, Owner, RunId, Slot};
use super::input;
use super::model::Model;
use super::popup::{Pick, PickItem, Popup, Reply, Shown, Tag, Viewer};
use super::screens;
use super::theme::Tone;
use super::update::{entered, go, go_back_here, on_action, on_screen};
use super::widgets::{Card, Notice, Section};
use crate::base::{Fault, Ref, Res, Seq, show};
use crate::domain::names::short;
use crate::ops::{Done, Outcome, Undo};
use crate::reads::{Answer, Found, Query, UndoRow};
use crate::texts::Noun;

pub(super) const MENU_TAG: Tag = Tag("shell.menu");
const HELP_TAG: Tag = Tag("shell.help");
const PALETTE_TAG: Tag = Tag("shell.palette");
const UNDO_TAG: Tag = Tag("shell.undo");
const SEARCH: Slot = Slot("shell.search");
const UNDOABLE: Slot = Slot("shell.undo");

/// From this many letters on the palette also asks the base.
const SEARCH_FROM: usize = 2;

/// The common actions no screen has taken.
pub(super) fn act(m: &mut Model, act: Act, ctx: &Ctx) -> Vec<Effect> {
    match act {
        actions::HELP => open(m, HELP_TAG, Popup::Viewer(Viewer::new(help(m, ctx))), ctx),
        actions::MENU => {
            let items = menu(m, ctx);
            open(m, MENU_TAG, Popup::Pick(Pick::new(ctx.texts.t().ui_menu_title(), items).menu()), ctx);
        }
        actions::PALETTE => {
            let items = palette(m, ctx);
            open(m, PALETTE_TAG, Popup::Pick(Pick::new(ctx.texts.t().ui_palette_title(), items)), ctx);
        }
        actions::UNDO => return ask(m, UNDOABLE, Query::Undoable),
        actions::REFRESH => {
            let mut effects = vec![Effect::ReadFacts];
            effects.extend(on_screen(m, ctx, |s, cx, out| s.changed(cx, out)));
            return effects;
        }
        actions::CRISIS => {
            let mut effects = go_back_here(m, screens::employees::ID, ctx);
            effects.extend(on_screen(m, ctx, |s, cx, out| {
                s.act(actions::CRISIS, cx, out);
            }));
            return effects;
        }
        actions::BACK => return back(m, ctx),
        actions::QUIT => {
            if m.trail.is_empty() {
                m.quit = true;
                m.unsaved = None;
                return vec![Effect::SaveDraft(m.kept()), Effect::Quit];
            }
            return back(m, ctx);
        }
        _ => {}
    }
    Vec::new()
}

fn open(m: &mut Model, tag: Tag, popup: Popup, ctx: &Ctx) {
    m.popups.push(Shown { owner: Owner::Shell, tag, popup, opened: ctx.mono, waits: None });
}

fn ask(m: &mut Model, slot: Slot, query: Query) -> Vec<Effect> {
    let (mut out, ..) = m.out(Owner::Shell);
    out.load(slot, query);
    out.effects
}

fn back(m: &mut Model, ctx: &Ctx) -> Vec<Effect> {
    let Some(i) = m.trail.pop() else { return Vec::new() };
    m.at = i;
    m.touched(ctx.mono);
    entered(m, ctx, |_, _, _| {})
}

/// The rows that are heard on this screen, each action once.
fn heard(m: &Model) -> Vec<&'static Decl> {
    let mut out: Vec<&'static Decl> = Vec::new();
    for place in m.screen_places() {
        for d in actions::in_place(place) {
            if !out.iter().any(|o| o.act == d.act) {
                out.push(d);
            }
        }
    }
    out
}

fn keys_of(d: &Decl) -> String {
    d.keys.iter().map(|k| input::name(k)).collect::<Vec<_>>().join(" ")
}

fn help(m: &Model, ctx: &Ctx) -> Card {
    let cx = Cx { ctx, facts: &m.facts, drafts: &m.drafts };
    let mut about = Section::new("");
    about.line(m.screens[m.at].about(&cx), Tone::Plain);
    let mut keys = Section::new(ctx.texts.t().ui_help_keys());
    for d in heard(m) {
        keys.pair(keys_of(d), (d.help)(ctx.texts));
    }
    let title = (m.decl().actions[0].label)(ctx.texts);
    Card { title, sections: vec![about, keys], top: 0 }
}

/// Help over a form: what saving it does, and its keys. The form waits underneath with all that was typed.
pub(super) fn form_help(m: &mut Model, ctx: &Ctx) {
    let Some(Shown { popup: Popup::Form(f), .. }) = m.popups.last() else { return };
    let (mut about, mut keys) = (Section::new(""), Section::new(ctx.texts.t().ui_help_keys()));
    if !f.note.is_empty() {
        about.line(f.note.clone(), Tone::Plain);
    }
    about.line(ctx.texts.t().ui_help_form(), Tone::Plain);
    let mut told: Vec<Act> = Vec::new();
    for d in f.focus().places.into_iter().flat_map(actions::in_place) {
        if !told.contains(&d.act) {
            told.push(d.act);
            keys.pair(keys_of(d), (d.help)(ctx.texts));
        }
    }
    let card = Card { title: f.title.clone(), sections: vec![about, keys], top: 0 };
    open(m, HELP_TAG, Popup::Viewer(Viewer::new(card)), ctx);
}

fn menu(m: &Model, ctx: &Ctx) -> Vec<PickItem> {
    let own = |d: &&Decl| d.menu && d.act != actions::MENU && !is_go(d.act);
    heard(m).into_iter().filter(own).map(|d| item(m, d, ctx)).collect()
}

fn is_go(act: Act) -> bool {
    screens::ALL.iter().any(|s| s.actions.first().is_some_and(|d| d.act == act))
}

fn item(m: &Model, d: &Decl, ctx: &Ctx) -> PickItem {
    PickItem::new(d.act.0, (d.help)(ctx.texts)).note(keys_of(d)).refused(m.refuses_row(d, ctx))
}

fn palette(m: &Model, ctx: &Ctx) -> Vec<PickItem> {
    let screens = screens::ALL.iter().filter_map(|s| s.actions.first());
    let mut out: Vec<PickItem> =
        screens.map(|d| PickItem::new(d.act.0, (d.label)(ctx.texts)).note(keys_of(d))).collect();
    out.extend(menu(m, ctx).into_iter().filter(|i| i.key != actions::PALETTE.0));
    out
}

/// The palette's query has changed: people, clients and deals are looked for in the base.
pub(super) fn typed(m: &mut Model, _ctx: &Ctx) -> Vec<Effect> {
    let query = match m.popups.last() {
        Some(Shown { tag: PALETTE_TAG, popup: Popup::Pick(p), .. }) => p.query().trim().to_owned(),
        _ => return Vec::new(),
    };
    if query.chars().count() < SEARCH_FROM {
        return Vec::new();
    }
    ask(m, SEARCH, Query::Search(query))
}

pub(super) fn answer(m: &mut Model, _run: RunId, answer: Result<Answer, Fault>, ctx: &Ctx) -> Vec<Effect> {
    match answer {
        Err(f) => m.push_notice(Notice::bad(ctx.texts.fault(&f).line()), ctx.mono),
        Ok(Answer::Search(query, found)) => {
            if let Some(Shown { tag: PALETTE_TAG, popup: Popup::Pick(p), .. }) = m.popups.last_mut()
                && p.query().trim() == query
            {
                p.set_extra(found.into_iter().map(|f| found_item(f, ctx)).collect());
            }
        }
        Ok(Answer::Undoable(rows)) => {
            if rows.is_empty() {
                m.push_notice(Notice::info(ctx.texts.t().ui_undo_nothing()), ctx.mono);
                return Vec::new();
            }
            let items = rows.into_iter().map(|r| undo_row(&r, ctx)).collect();
            open(m, UNDO_TAG, Popup::Pick(Pick::new(ctx.texts.t().ui_undo_title(), items)), ctx);
        }
        Ok(_) => {}
    }
    Vec::new()
}

/// «24 нояб. 14:05  Приняты дела: 9 строк», «Белова З. А. · №1».
fn undo_row(r: &UndoRow, ctx: &Ctx) -> PickItem {
    let (x, t) = (ctx.texts, ctx.texts.t());
    let day = x.day_short(ctx.clock.zone.day(r.at), ctx.clock.today());
    let (op, counted) = (x.op(&r.word), x.touched(&r.touched));
    let what = match (r.one.as_str(), counted.is_empty()) {
        ("", false) => counted,
        ("", true) if r.case.is_none() || !r.object.starts_with("case:") => x.op_about(&r.object, &r.about),
        ("", true) => String::new(),
        (one, _) => t.quoted(show(one)),
    };
    let what = if what.is_empty() { op } else { format!("{op}: {what}") };
    let case = r.case.map_or_else(String::new, |c| format!("№{}", c.0));
    let who =
        [short(&r.whom), short(&r.by), case].into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ");
    let refused = match (r.undone, r.own_way) {
        (true, _) => Some(t.ui_undo_done_already()),
        (false, true) => Some(t.ui_undo_own_way()),
        (false, false) => None,
    };
    PickItem::new(r.seq.0.to_string(), format!("{day} {}  {what}", x.time(r.at, &ctx.clock))).note(who).refused(refused)
}

fn found_item(f: Found, ctx: &Ctx) -> PickItem {
    let note = if f.note.is_empty() { ctx.texts.term(f.at.kind) } else { f.note };
    PickItem::new(f.at.to_string(), f.title).note(note)
}

pub(super) fn reply(m: &mut Model, tag: Tag, reply: Reply, ctx: &Ctx) -> Vec<Effect> {
    let Reply::Picked(key) = reply else { return Vec::new() };
    match tag {
        MENU_TAG | PALETTE_TAG => {
            if let Some(d) = actions::all().find(|d| d.act.0 == key) {
                return on_action(m, d.act, ctx);
            }
            match key.parse::<Ref>() {
                Ok(at) => screens::of_kind(at.kind).map_or_else(Vec::new, |id| go(m, id, Some(at), ctx)),
                Err(()) => Vec::new(),
            }
        }
        UNDO_TAG => {
            let Ok(seq) = key.parse() else { return Vec::new() };
            let (mut out, ..) = m.out(Owner::Shell);
            out.run(Undo { seq: Seq(seq) });
            out.effects
        }
        _ => Vec::new(),
    }
}

pub(super) fn ran(m: &mut Model, _run: RunId, result: Res<Done<Outcome>>, ctx: &Ctx) -> Vec<Effect> {
    if let Ok(Done { out: Outcome::Undo(u), .. }) = result {
        let t = ctx.texts.t();
        let n = ctx.texts.number(u.restored as i64);
        let removed = ctx.texts.number(u.removed as i64);
        let stays = u.left_in_all + u.conflicts.len() as u64;
        let notice = if u.removed > 0 && stays == 0 {
            Notice::good(t.ui_undone_import(removed, n))
        } else if u.removed > 0 {
            Notice::bad(t.ui_undone_import_left(removed, n, ctx.texts.number(stays as i64)))
        } else if u.conflicts.is_empty() {
            Notice::good(ctx.texts.undone(&u.objects))
        } else {
            let stayed = ctx.texts.count(Noun::Object, u.conflicts.len() as i64);
            Notice::bad(t.ui_undone_conflicts(ctx.texts.undone(&u.objects), stayed))
        };
        m.push_notice(notice, ctx.mono);
    }
    Vec::new()
}
