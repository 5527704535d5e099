//! What the frame itself does on any screen: help, menu, palette, the undo list, back and quit.

use super::actions::{self, Act, Decl};
use super::by_two;
use super::cx::Ctx;
use super::effect::{Effect, Owner, RunId, Slot};
use super::help;
use super::input;
use super::model::Model;
use super::popup::{Pick, PickItem, Popup, Reply, Shown, Tag};
use super::screens;
use super::undoing;
use super::update::{entered, go, go_back_here, on_action, on_screen};
use super::widgets::Notice;
use crate::base::{Fault, Ref, Res};
use crate::ops::{Done, Outcome};
use crate::reads::{Answer, Found, Query};

pub(super) const MENU_TAG: Tag = Tag("shell.menu");
const PALETTE_TAG: Tag = Tag("shell.palette");
const SEARCH: Slot = Slot("shell.search");

/// From this many letters on the palette also asks the base.
const SEARCH_FROM: usize = 2;

/// The common actions no screen has taken.
pub(super) fn act(m: &mut Model, act: Act, ctx: &Ctx) -> Vec<Effect> {
    match act {
        actions::HELP => help::screen(m, ctx),
        actions::MENU => {
            let items = menu(m, ctx);
            open(m, MENU_TAG, Popup::Pick(Pick::new(ctx.texts.t().ui_menu_title(), items).menu()), ctx);
        }
        actions::PALETTE | actions::FIND_ANY => {
            let items = palette(m, ctx);
            open(m, PALETTE_TAG, Popup::Pick(Pick::new(ctx.texts.t().ui_palette_title(), items)), ctx);
        }
        actions::UNDO => return ask(m, undoing::LIST, Query::Undoable),
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

pub(super) fn open(m: &mut Model, tag: Tag, popup: Popup, ctx: &Ctx) {
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

pub(super) fn keys_of(d: &Decl) -> String {
    d.keys.iter().map(|k| input::name(k)).collect::<Vec<_>>().join(" ")
}

fn menu(m: &Model, ctx: &Ctx) -> Vec<PickItem> {
    let own = |d: &&Decl| d.menu && d.act != actions::MENU && !is_go(d.act);
    actions::heard(&m.screen_places()).into_iter().filter(own).map(|d| item(m, d, ctx)).collect()
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
    out.extend(menu(m, ctx).into_iter().filter(|i| i.key != actions::PALETTE.0 && i.key != actions::FIND_ANY.0));
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
        Ok(Answer::Undoable(rows)) => undoing::list(m, rows, ctx),
        Ok(_) => {}
    }
    Vec::new()
}

fn found_item(f: Found, ctx: &Ctx) -> PickItem {
    let note = if f.note.is_empty() { ctx.texts.term(f.at.kind) } else { f.note };
    PickItem::new(f.at.to_string(), f.title).note(note)
}

pub(super) fn reply(m: &mut Model, tag: Tag, reply: Reply, ctx: &Ctx) -> Vec<Effect> {
    if let Some(effects) = undoing::reply(m, tag, &reply, ctx).or_else(|| by_two::reply(m, tag, &reply)) {
        return effects;
    }
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
        _ => Vec::new(),
    }
}

pub(super) fn ran(m: &mut Model, _run: RunId, result: Res<Done<Outcome>>, ctx: &Ctx) -> Vec<Effect> {
    match result.map(|done| done.out) {
        Ok(Outcome::Undo(u)) => m.push_notice(undoing::told(&u, ctx), ctx.mono),
        Ok(Outcome::SecondAsk(asked)) => m.push_notice(by_two::told(&asked, ctx), ctx.mono),
        _ => {}
    }
    Vec::new()
}

pub(super) fn rehearsed(m: &mut Model, run: RunId, result: Res<Outcome>, ctx: &Ctx) -> Vec<Effect> {
    let Some(seq) = undoing::awaited(m, run) else { return Vec::new() };
    match result {
        Ok(Outcome::Undo(u)) => undoing::rehearsed(m, seq, &u, ctx),
        Ok(_) => Vec::new(),
        Err(fault) => {
            m.push_notice(Notice::bad(ctx.texts.fault(&fault).line()), ctx.mono);
            Vec::new()
        }
    }
}
