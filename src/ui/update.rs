//! One step: a message in, a changed model and effects out. Pure: no clock, no files, no threads.

use super::actions::{self, Act};
use super::by_two;
use super::cx::{Ctx, Cx};
use super::drafts;
use super::due_watch;
use super::effect::{Ask, Effect, Out, Owner, RunId};
use super::help;
use super::input::{self, Input, Key, Resolved};
use super::model::{Model, Wishes};
use super::msg::Msg;
use super::plan::{panes, plan};
use super::popup::{Popup, Reply, Shown, Step};
use super::screens::{self, Screen, ScreenId};
use super::shell;
use super::widgets::{Notice, NoticeKind};
use crate::base::{Code, Ref, Res};
use crate::jobs::due::Ran;
use crate::ops::{Done, Outcome};

/// A dangerous dialog ignores input for its first moment: a held key never confirms (4 §3).
pub const GUARD_MS: u64 = 400;

/// One step of the cycle.
pub fn update(m: &mut Model, msg: Msg, ctx: &Ctx) -> Vec<Effect> {
    let effects = step(m, msg, ctx);
    if let Some(run) = effects.iter().find_map(waited_for) {
        m.running = Some((run, ctx.mono));
    }
    effects
}

/// What the gate of writing may keep waiting: it is said when it takes long.
const fn waited_for(e: &Effect) -> Option<RunId> {
    match e {
        Effect::Run(run, _) | Effect::Rehearse(run, _) => Some(*run),
        _ => None,
    }
}

fn step(m: &mut Model, msg: Msg, ctx: &Ctx) -> Vec<Effect> {
    match msg {
        Msg::Input(input) => on_input(m, input, ctx),
        Msg::Resized => on_screen(m, ctx, |s, cx, out| s.tick(cx, out)),
        Msg::Tick => tick(m, ctx),
        Msg::Answer(run, answer) => match take_owner(m, run) {
            Some(Owner::Screen(id)) => on_screen_of(m, id, ctx, |s, cx, out| s.answer(run, answer, cx, out)),
            Some(Owner::Shell) => shell::answer(m, run, answer, ctx),
            None => Vec::new(),
        },
        Msg::Ran(run, result) => ran(m, run, result, ctx),
        Msg::Rehearsed(run, result) => {
            if m.running.is_some_and(|(r, _)| r == run) {
                m.running = None;
            }
            match take_owner(m, run) {
                Some(Owner::Shell) => shell::rehearsed(m, run, result, ctx),
                _ => Vec::new(),
            }
        }
        Msg::Progress(run, done, total) => match m.owners.iter().find(|a| a.run == run).map(|a| a.owner) {
            Some(Owner::Screen(id)) => on_screen_of(m, id, ctx, |s, cx, out| s.progress(run, done, total, cx, out)),
            _ => Vec::new(),
        },
        Msg::Finished(run, result) => match take_owner(m, run) {
            Some(Owner::Screen(id)) => {
                if let Err(fault) = &result {
                    by_two::offer(m, fault, ctx);
                }
                let mut effects = on_screen_of(m, id, ctx, |s, cx, out| s.finished(run, result, cx, out));
                effects.extend(changed(m, ctx));
                effects
            }
            _ => Vec::new(),
        },
        Msg::Facts(facts) => {
            m.facts = facts;
            m.due.told(m.next_due(ctx), ctx);
            due_work(m, ctx)
        }
        Msg::Bell(_) => changed(m, ctx),
        Msg::DueRan(result) => due_ran(m, result, ctx),
        Msg::Trouble(fault) => {
            m.push_notice(Notice::bad(ctx.texts.fault(&fault).line()), ctx.mono);
            Vec::new()
        }
    }
}

fn take_owner(m: &mut Model, run: RunId) -> Option<Owner> {
    let i = m.owners.iter().position(|a| a.run == run)?;
    Some(m.owners.swap_remove(i).owner)
}

// ── Input ──

fn on_input(m: &mut Model, input: Input, ctx: &Ctx) -> Vec<Effect> {
    if plan(ctx.size).too_small {
        return Vec::new();
    }
    if is_guarded(m, ctx.mono) && !is_own(m, &input) {
        // What follows a key that was not heard counts on it: «Tab, Tab, Enter» without the first Tab presses another
        // button. So the moment begins anew until the keys rest; an Enter held since before counts on nothing.
        let held = input == Input::Key(Key::of(input::KeyCode::Enter));
        if let Some(p) = m.popups.last_mut()
            && !held
        {
            p.opened = ctx.mono;
        }
        return Vec::new();
    }
    if is_unasked(m, ctx.mono) {
        return beneath(m, input, ctx);
    }
    if m.notice.as_ref().is_some_and(|(n, _)| n.kind == NoticeKind::Bad) && m.popups.is_empty() {
        m.notice = None;
    }
    match input {
        Input::Key(key) => on_key(m, key, ctx),
        Input::Paste(text) => {
            if m.popups.is_empty() {
                // Pasted into a list, a text would be keys that nobody pressed.
                let heard = m.focus().text;
                return if heard { on_screen(m, ctx, |s, cx, out| s.paste(&text, cx, out)) } else { Vec::new() };
            }
            in_popup(m, ctx, |p, cx| p.paste(&text, cx))
        }
        Input::Mouse(mouse) => {
            if !m.popups.is_empty() {
                return Vec::new();
            }
            let area = plan(ctx.size).body;
            on_screen(m, ctx, |s, cx, out| s.mouse(mouse, area, cx, out))
        }
    }
}

/// A form has just come by itself over what somebody is typing.
fn is_unasked(m: &Model, mono: u64) -> bool {
    m.popups.last().is_some_and(|p| matches!(&p.popup, Popup::Form(f) if f.is_unasked()) && mono < p.opened + GUARD_MS)
}

/// Until the keys rest they belong to what was being typed, under the form; where nothing was, they are nobody's.
fn beneath(m: &mut Model, input: Input, ctx: &Ctx) -> Vec<Effect> {
    let Some(mut form) = m.popups.pop() else { return Vec::new() };
    form.opened = ctx.mono;
    let under = m.popups.len();
    let types = under == 0 && m.focus().text && matches!(input, Input::Key(_) | Input::Paste(_));
    let effects = if types { on_input(m, input, ctx) } else { Vec::new() };
    // What was opened meanwhile was asked for, and lies above.
    m.popups.insert(under.min(m.popups.len()), form);
    effects
}

/// A key that a dialog names beside its buttons confirms nothing: it may be typed together with what opened it.
fn is_own(m: &Model, input: &Input) -> bool {
    match (m.popups.last().map(|p| &p.popup), input) {
        (Some(Popup::Dialog(d)), Input::Key(key)) => d.hears(*key),
        _ => false,
    }
}

fn is_guarded(m: &Model, mono: u64) -> bool {
    m.popups.last().is_some_and(|p| p.popup.is_guarded() && mono < p.opened + GUARD_MS)
}

fn on_key(m: &mut Model, key: Key, ctx: &Ctx) -> Vec<Effect> {
    let focus = m.focus();
    match input::resolve(key, &focus.places, focus.text) {
        Resolved::Action(act) => on_action(m, act, ctx),
        Resolved::Text(key) => {
            if m.popups.is_empty() {
                on_screen(m, ctx, |s, cx, out| s.text(key, cx, out))
            } else {
                in_popup(m, ctx, |p, cx| p.text(key, cx))
            }
        }
        Resolved::Nothing => menu_key(m, key, ctx),
    }
}

/// In the menu the key of a row chooses it.
fn menu_key(m: &mut Model, key: Key, ctx: &Ctx) -> Vec<Effect> {
    let is_menu = m.popups.last().is_some_and(|p| p.tag == shell::MENU_TAG);
    if !is_menu {
        return Vec::new();
    }
    match input::resolve(key, &m.screen_places(), false) {
        Resolved::Action(act) => {
            m.popups.pop();
            on_action(m, act, ctx)
        }
        _ => Vec::new(),
    }
}

/// Does an action, wherever it came from: key, menu or palette.
pub(super) fn on_action(m: &mut Model, act: Act, ctx: &Ctx) -> Vec<Effect> {
    if act == actions::HELP && !m.popups.is_empty() {
        help::popup(m, ctx);
        return Vec::new();
    }
    if !m.popups.is_empty() {
        return in_popup(m, ctx, |p, cx| p.act(act, cx));
    }
    if let Some(why) = m.refuses(act, ctx) {
        m.push_notice(Notice::bad(why), ctx.mono);
        return Vec::new();
    }
    if let Some(i) = screens::ALL.iter().position(|d| d.actions.first().is_some_and(|a| a.act == act)) {
        return go(m, screens::ALL[i].id, None, ctx);
    }
    let mut handled = false;
    let mut effects = on_screen(m, ctx, |s, cx, out| handled = s.act(act, cx, out));
    if !handled {
        effects.extend(shell::act(m, act, ctx));
    }
    effects
}

/// One step in the top popup, and what it came to.
fn in_popup(m: &mut Model, ctx: &Ctx, f: impl FnOnce(&mut Popup, &Cx) -> Step) -> Vec<Effect> {
    let Some(top) = m.popups.last_mut() else { return Vec::new() };
    let cx = Cx { ctx, facts: &m.facts, drafts: &m.drafts };
    match f(&mut top.popup, &cx) {
        Step::Stay => Vec::new(),
        Step::Typed => typed(m, ctx),
        Step::Reply(reply) => replied(m, reply, ctx),
    }
}

fn typed(m: &mut Model, ctx: &Ctx) -> Vec<Effect> {
    let Some(top) = m.popups.last() else { return Vec::new() };
    match &top.popup {
        Popup::Form(f) if !f.draft.is_empty() => {
            let (key, kept) = (f.draft.clone(), f.kept());
            drafts::keep(m, key, kept, ctx);
            Vec::new()
        }
        Popup::Pick(_) if top.owner == Owner::Shell => shell::typed(m, ctx),
        _ => Vec::new(),
    }
}

fn replied(m: &mut Model, reply: Reply, ctx: &Ctx) -> Vec<Effect> {
    let Some(top) = m.popups.last_mut() else { return Vec::new() };
    let (owner, tag) = (top.owner, top.tag);
    let is_form = matches!(top.popup, Popup::Form(_));
    let stays = matches!((&top.popup, &reply), (Popup::Form(_), Reply::Filled(_)) | (Popup::Progress(_), Reply::Stop));
    let draft = match &top.popup {
        Popup::Form(f) => f.draft.clone(),
        _ => String::new(),
    };
    let declined = matches!((&top.popup, &reply), (Popup::Dialog(d), Reply::Pressed(b)) if d.is_declined(b));
    if !stays {
        m.popups.pop();
        if declined {
            m.push_notice(Notice::info(ctx.texts.t().ui_dialog_declined()), ctx.mono);
        }
        if is_form && !draft.is_empty() && m.drafts.contains_key(&draft) {
            m.push_notice(Notice::info(ctx.texts.t().ui_draft_kept()), ctx.mono);
        }
    }
    let Owner::Screen(id) = owner else { return shell::reply(m, tag, reply, ctx) };
    let Some((i, depth)) = index(id).map(|i| (i, m.popups.len())) else { return Vec::new() };
    let (wishes, ()) = with(m, Owner::Screen(id), i, ctx, |s, cx, out| s.reply(tag, reply, cx, out));
    let ran = wishes.ran;
    let effects = fulfil(m, wishes, ctx);
    // The form waits for the command just issued; without one it is done with.
    if stays
        && is_form
        && m.popups.len() >= depth
        && let Some(f) = m.popups.get_mut(depth - 1)
        && let Popup::Form(form) = &mut f.popup
    {
        if ran.is_some() {
            (form.busy, form.fault) = (true, None);
            f.waits = ran;
        } else {
            m.popups.remove(depth - 1);
            if !draft.is_empty() {
                drafts::keep(m, draft, None, ctx);
            }
        }
    }
    effects
}

// ── Answers ──

fn ran(m: &mut Model, run: RunId, result: Res<Done<Outcome>>, ctx: &Ctx) -> Vec<Effect> {
    let owner = take_owner(m, run);
    if m.running.is_some_and(|(r, _)| r == run) {
        m.running = None;
    }
    let waiting = m.popups.iter().position(|p| p.waits == Some(run));
    match (&result, waiting) {
        (Ok(_), Some(i)) => {
            let p = m.popups.remove(i);
            if let Popup::Form(f) = p.popup
                && !f.draft.is_empty()
            {
                drafts::keep(m, f.draft, None, ctx);
            }
        }
        (Err(fault), Some(i)) => {
            let line = ctx.texts.fault(fault).line();
            let p = &mut m.popups[i];
            p.waits = None;
            if let Popup::Form(f) = &mut p.popup {
                (f.busy, f.fault) = (false, Some(line));
            }
        }
        (Err(fault), None) if by_two::offer(m, fault, ctx) => {}
        (Err(fault), None) => {
            let line = ctx.texts.fault(fault).line();
            m.push_notice(Notice::bad(line), ctx.mono);
        }
        (Ok(_), None) => {}
    }
    let is_done = result.is_ok();
    let mut effects = match owner {
        Some(Owner::Screen(id)) => on_screen_of(m, id, ctx, |s, cx, out| s.ran(run, result, cx, out)),
        Some(Owner::Shell) => shell::ran(m, run, result, ctx),
        None => Vec::new(),
    };
    if is_done {
        effects.extend(changed(m, ctx));
    }
    effects
}

fn changed(m: &mut Model, ctx: &Ctx) -> Vec<Effect> {
    m.hear_change();
    let mut effects = vec![Effect::ReadFacts];
    effects.extend(on_screen(m, ctx, |s, cx, out| s.changed(cx, out)));
    effects
}

/// What has come due is done by this workstation, without anybody asking for it.
pub(super) fn due_work(m: &mut Model, ctx: &Ctx) -> Vec<Effect> {
    let next = m.next_due(ctx);
    if m.due.start(next, ctx) { vec![Effect::RunDue] } else { Vec::new() }
}

/// What went well is seen on the screens; what did not is said.
fn due_ran(m: &mut Model, result: Res<Vec<Ran>>, ctx: &Ctx) -> Vec<Effect> {
    m.due.ended(ctx);
    match result {
        Ok(ran) => {
            if let Some(trouble) = ran.iter().find(|r| r.is_trouble()) {
                m.push_notice(Notice::bad(due_watch::trouble(trouble, ctx.texts)), ctx.mono);
            }
            if ran.is_empty() { vec![Effect::ReadFacts] } else { changed(m, ctx) }
        }
        // Somebody else writes: the next attempt is a minute away.
        Err(f) if f.code == Code::BaseBusy => vec![Effect::ReadFacts],
        Err(f) => {
            m.push_notice(Notice::bad(ctx.texts.fault(&f).line()), ctx.mono);
            vec![Effect::ReadFacts]
        }
    }
}

fn tick(m: &mut Model, ctx: &Ctx) -> Vec<Effect> {
    m.mark_minute(ctx);
    if m.notice_over(ctx.mono) {
        m.notice = None;
    }
    let mut effects = on_screen(m, ctx, |s, cx, out| s.tick(cx, out));
    if m.drafts_due(ctx.mono) {
        m.unsaved = None;
        effects.push(Effect::SaveDraft(m.kept()));
    }
    effects.extend(due_work(m, ctx));
    effects
}

// ── Going about ──

/// Shows another screen, perhaps at one object.
pub(super) fn go(m: &mut Model, id: ScreenId, at: Option<Ref>, ctx: &Ctx) -> Vec<Effect> {
    let next = m.next.take_if(|(screen, _)| *screen == id).map(|(_, at)| at);
    go_then(m, id, at.is_some(), ctx, |s, cx, out| {
        if let Some(at) = at.or(next) {
            s.show(at, cx, out);
        }
    })
}

/// Shows another screen; Esc there leads back here.
pub(super) fn go_back_here(m: &mut Model, id: ScreenId, ctx: &Ctx) -> Vec<Effect> {
    go_then(m, id, true, ctx, |_, _, _| {})
}

/// Shows another screen and has it show something; `comes_back`: Esc leads back here.
fn go_then(
    m: &mut Model,
    id: ScreenId,
    comes_back: bool,
    ctx: &Ctx,
    show: impl FnOnce(&mut dyn Screen, &Cx, &mut Out),
) -> Vec<Effect> {
    let Some(i) = index(id) else { return Vec::new() };
    m.popups.clear();
    if i != m.at {
        m.trail.retain(|t| *t != i);
        if comes_back {
            let from = m.at;
            m.trail.push(from);
        } else {
            m.trail.clear();
        }
        m.at = i;
        m.touched(ctx.mono);
        // What was said of the screen that is left; what this very step says is said of the one that comes.
        if m.notice.as_ref().is_some_and(|(_, at)| *at < ctx.mono) {
            m.notice = None;
        }
    }
    entered(m, ctx, show)
}

/// The current screen is shown, the first time or again; what changed while another one was shown, it hears of now.
pub(super) fn entered(m: &mut Model, ctx: &Ctx, then: impl FnOnce(&mut dyn Screen, &Cx, &mut Out)) -> Vec<Effect> {
    let missed = m.has_missed_change();
    on_screen(m, ctx, |s, cx, out| {
        s.enter(cx, out);
        if missed {
            s.changed(cx, out);
        }
        then(s, cx, out);
    })
}

fn index(id: ScreenId) -> Option<usize> {
    screens::ALL.iter().position(|d| d.id == id)
}

/// One step of the current screen.
pub(super) fn on_screen(m: &mut Model, ctx: &Ctx, f: impl FnOnce(&mut dyn Screen, &Cx, &mut Out)) -> Vec<Effect> {
    on_screen_of(m, screens::ALL[m.at].id, ctx, f)
}

fn on_screen_of(m: &mut Model, id: ScreenId, ctx: &Ctx, f: impl FnOnce(&mut dyn Screen, &Cx, &mut Out)) -> Vec<Effect> {
    let Some(i) = index(id) else { return Vec::new() };
    let (wishes, ()) = with(m, Owner::Screen(id), i, ctx, f);
    fulfil(m, wishes, ctx)
}

fn with<T>(
    m: &mut Model,
    owner: Owner,
    i: usize,
    ctx: &Ctx,
    f: impl FnOnce(&mut dyn Screen, &Cx, &mut Out) -> T,
) -> (Wishes, T) {
    let (mut out, screens, facts, drafts) = m.out(owner);
    let cx = Cx { ctx, facts, drafts };
    let t = f(screens[i].as_mut(), &cx, &mut out);
    (Wishes { effects: out.effects, asks: out.asks, ran: out.ran }, t)
}

/// Does what a step asked of the frame; gives the effects for outside.
pub(super) fn fulfil(m: &mut Model, wishes: Wishes, ctx: &Ctx) -> Vec<Effect> {
    let mut effects = wishes.effects;
    for ask in wishes.asks {
        match ask {
            Ask::Open(owner, tag, popup) => open(m, owner, tag, *popup, ctx),
            Ask::Go(screen, at) => effects.extend(go(m, screen, at, ctx)),
            Ask::GoStep(case, step) => {
                let to = screens::cases::ID;
                effects.extend(go_then(m, to, true, ctx, |s, cx, out| s.show_step(case, step, cx, out)));
            }
            Ask::Next(screen, at) => m.next = Some((screen, at)),
            Ask::Notice(n) => m.push_notice(n, ctx.mono),
            Ask::Close => {
                m.popups.pop();
            }
            Ask::Fill(tag, items) => {
                let pick = m.popups.iter_mut().rev().find(|s| s.tag == tag);
                if let Some(Shown { popup: Popup::Pick(p), .. }) = pick {
                    p.set_items(items);
                }
            }
            Ask::Progress(done, total, what) => {
                if let Some(Shown { popup: Popup::Progress(p), .. }) = m.popups.last_mut() {
                    (p.done, p.total, p.what) = (done, total, what);
                }
            }
            Ask::Draft(key, value) => drafts::keep(m, key, value, ctx),
            Ask::Remember => m.touched(ctx.mono),
            Ask::Undo => effects.extend(shell::act(m, actions::UNDO, ctx)),
        }
    }
    effects
}

fn open(m: &mut Model, owner: Owner, tag: super::popup::Tag, mut popup: Popup, ctx: &Ctx) {
    if let Popup::Form(f) = &mut popup {
        drafts::restore(m, f, ctx);
    }
    m.popups.push(Shown { owner, tag, popup, opened: ctx.mono, waits: None });
}

/// Where the card beside a list would stand at this size.
pub fn body_panes(ctx: &Ctx) -> super::plan::Panes {
    panes(plan(ctx.size).body)
}
