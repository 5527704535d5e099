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

/// An operation of more values is not rehearsed before the question: that would take as long as undoing it.
const REHEARSED: u64 = 20_000;
/// What nobody counts in objects is one card, with what hangs on it, up to so many values.
const ONE_CARD: u64 = 4;

/// The list as it was shown.
#[derive(Default)]
pub(super) struct Undoing {
    rows: Vec<UndoRow>,
    /// The row that was chosen last, while it is found out what it would give back.
    looking: Option<(RunId, Seq)>,
    /// The row that the question on the screen names.
    asked: Option<Seq>,
}

impl Undoing {
    pub(super) fn is_looking(&self) -> bool {
        self.looking.is_some()
    }

    fn row(&self, seq: Seq) -> Option<&UndoRow> {
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
    (m.undoing.rows, m.undoing.looking) = (rows, None);
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
        (PICK_TAG, Reply::Picked(key)) => Some(key.parse().map_or_else(|_| Vec::new(), |n| chosen(m, Seq(n), ctx))),
        (ASK_TAG, Reply::Pressed("undo")) => Some(m.undoing.asked.take().map_or_else(Vec::new, |seq| run(m, seq))),
        (PICK_TAG | ASK_TAG, _) => Some(Vec::new()),
        _ => None,
    }
}

fn chosen(m: &mut Model, seq: Seq, ctx: &Ctx) -> Vec<Effect> {
    m.undoing.looking = None;
    let Some(row) = m.undoing.row(seq) else { return Vec::new() };
    if row.rows > REHEARSED {
        let facts = unrehearsed(row, ctx);
        ask(m, seq, facts, ctx);
        return Vec::new();
    }
    let (mut out, ..) = m.out(Owner::Shell);
    let run = out.rehearse(Undo { seq });
    let effects = out.effects;
    m.undoing.looking = Some((run, seq));
    effects
}

/// What is known without trying. Most of what an import touched it had made: that goes, and the note says what stays.
fn unrehearsed(row: &UndoRow, ctx: &Ctx) -> Vec<(String, String)> {
    match row.word == KeepImport::WORD {
        true => Vec::new(),
        false => vec![(ctx.texts.t().undoing_back(), ctx.texts.touched(&row.touched))],
    }
}

fn run(m: &mut Model, seq: Seq) -> Vec<Effect> {
    let (mut out, ..) = m.out(Owner::Shell);
    out.run(Undo { seq });
    out.effects
}

/// The row that an answer is about; one about an earlier choice says nothing of the one that was chosen since.
pub(super) fn awaited(m: &mut Model, run: RunId) -> Option<Seq> {
    m.undoing.looking.take_if(|(r, _)| *r == run).map(|(_, seq)| seq)
}

/// What the operation would give back: one thing goes back at once, everything else is asked about.
pub(super) fn rehearsed(m: &mut Model, seq: Seq, would: &UndoDone, ctx: &Ctx) -> Vec<Effect> {
    let Some(row) = m.undoing.row(seq) else { return Vec::new() };
    let is_one = match objects(&would.objects) {
        0 => would.restored <= ONE_CARD && would.removed == 0,
        n => n == 1,
    };
    // A text somebody wrote goes by a yes; so does an import, which is loaded again and not put back by a key.
    let asks = WRITINGS.contains(&row.word.as_str()) || row.word == KeepImport::WORD;
    if is_one && would.is_whole() && !asks {
        return run(m, seq);
    }
    let facts = facts(would, row, ctx);
    ask(m, seq, facts, ctx);
    Vec::new()
}

fn facts(would: &UndoDone, row: &UndoRow, ctx: &Ctx) -> Vec<(String, String)> {
    let (x, t) = (ctx.texts, ctx.texts.t());
    let mut out = Vec::new();
    if would.removed > 0 {
        out.push((t.undoing_gone(), x.count(Noun::Entry, would.removed as i64)));
    }
    if would.beside > 0 {
        out.push((t.undoing_gone(), t.undoing_beside(x.number(would.beside as i64))));
    }
    match x.touched(&would.objects) {
        none if none.is_empty() && would.removed == 0 && would.is_whole() => {
            out.push((t.undoing_back(), t.undoing_as_before()));
        }
        none if none.is_empty() && would.restored == 0 => {}
        none if none.is_empty() => out.push((t.undoing_values(), x.number(would.restored as i64))),
        some => out.push((t.undoing_back(), some)),
    }
    if WRITINGS.contains(&row.word.as_str()) {
        out.push((t.undoing_text(), t.undoing_text_goes()));
    }
    if would.traceless {
        out.push((t.undoing_stays(), t.undoing_traceless()));
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
        let why = if is_import { t.undoing_worked_with() } else { t.undoing_changed() };
        out.push((why, format!("{n}{}", names())));
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

fn ask(m: &mut Model, seq: Seq, facts: Vec<(String, String)>, ctx: &Ctx) {
    let Some(row) = m.undoing.row(seq) else { return };
    let t = ctx.texts.t();
    let buttons = vec![Button::new("no", t.journal_undo_no()), Button::new("undo", t.journal_undo_yes())];
    let dialog = Dialog::new(t.undoing_title(), note(row, facts.is_empty(), ctx), buttons).facts(facts);
    open(m, ASK_TAG, Popup::Dialog(dialog), ctx);
    m.undoing.asked = Some(seq);
}

/// Which operation it is; `bare`: no figures say what goes, so that of an import the note does.
fn note(row: &UndoRow, bare: bool, ctx: &Ctx) -> String {
    let t = ctx.texts.t();
    let about = [what(row, ctx), who(row)].into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ");
    let note = t.undoing_note(about);
    match bare && row.word == KeepImport::WORD {
        true if row.traceless => format!("{note} {}", t.imp_take_back_traceless()),
        true => format!("{note} {}", t.imp_take_back_note()),
        false => note,
    }
}

/// What came of it; green only where all of it went back.
pub(super) fn told(u: &UndoDone, ctx: &Ctx) -> Notice {
    let (x, t) = (ctx.texts, ctx.texts.t());
    let (n, removed) = (x.number(u.restored as i64), x.number(u.removed as i64));
    let stays = u.left_in_all + u.conflicts.len() as u64;
    let back = || match u.restored {
        _ if u.is_whole() || !u.objects.is_empty() => x.undone(&u.objects),
        0 if u.beside > 0 => t.undoing_partly_back(),
        0 => t.undoing_nothing_back(),
        _ => t.undoing_values_back(n.clone()),
    };
    let said = match (u.removed, stays, u.conflicts.len()) {
        (0, 0, _) => back(),
        (0, _, 0) => t.undoing_partly(back(), x.count(Noun::Entry, u.left_in_all as i64)),
        (0, ..) => t.ui_undone_conflicts(back(), format!("{}{}", x.count(Noun::Object, stays as i64), named(u))),
        (_, 0, _) => t.ui_undone_import(removed, n),
        _ => {
            let left = format!("{}{}", x.count(Noun::Object, stays as i64), named(u));
            t.ui_undone_import_left(removed, n, left)
        }
    };
    let said = match u.beside {
        0 => said,
        beside => format!("{said}. {}", t.undone_beside(x.number(beside as i64))),
    };
    let said = if u.traceless { format!("{said}. {}", t.undone_traceless()) } else { said };
    match u.events {
        0 if u.is_whole() => Notice::good(said),
        0 => Notice::bad(said),
        n => Notice::bad(format!("{said}. {}", t.journal_events_left(x.number(n as i64)))),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::base::{At, Clock, Ref, Zone};
    use crate::domain::settings::Office;
    use crate::ops::Outcome;
    use crate::reads::Facts;
    use crate::texts::{Lang, Texts};
    use crate::ui::msg::Msg;
    use crate::ui::update::update;
    use crate::ui::widgets::NoticeKind;

    fn with(f: impl FnOnce(&Ctx)) {
        let (texts, office) = (Texts::load(Lang::Ru), Office::default());
        f(&Ctx {
            clock: Clock { now: At(1_800_000_000_000), zone: Zone::MOSCOW },
            fixed: true,
            readonly: false,
            path: Path::new("x.db"),
            office: &office,
            mono: 10_000,
            size: (120, 36),
            texts: &texts,
        });
    }

    fn row(n: i64) -> UndoRow {
        let none = String::new;
        let (whom, by, one, about, object) = (none(), none(), none(), none(), none());
        let (seq, at, word, touched) = (Seq(n), At(0), "case-apply".to_owned(), vec![(Kind::Client, n.unsigned_abs())]);
        let (case, rows, undone, traceless, own_way) = (None, 3, false, false, false);
        UndoRow { seq, at, word, object, about, case, touched, one, whom, by, undone, rows, traceless, own_way }
    }

    /// Chooses a row of the list; the number its rehearsal has.
    fn choose(m: &mut Model, n: i64, ctx: &Ctx) -> RunId {
        list(m, vec![row(40), row(41)], ctx);
        m.popups.pop();
        match reply(m, PICK_TAG, &Reply::Picked(n.to_string()), ctx).unwrap().remove(0) {
            Effect::Rehearse(run, _) => run,
            other => panic!("{other:?}"),
        }
    }

    fn undone(effects: &[Effect]) -> Option<Seq> {
        effects.iter().find_map(|e| match e {
            Effect::Run(_, crate::ops::Order::Undo(u)) => Some(u.seq),
            _ => None,
        })
    }

    #[test]
    fn the_answer_about_an_earlier_choice_undoes_and_asks_nothing() {
        with(|ctx| {
            let mut m = Model::new(Facts::default(), &serde_json::Value::Null);
            let (first, second) = (choose(&mut m, 40, ctx), choose(&mut m, 41, ctx));
            // What the first would have done at once.
            let one = UndoDone { restored: 1, objects: vec![(Kind::Client, 1)], ..UndoDone::default() };
            let many = UndoDone { restored: 41, objects: vec![(Kind::Client, 41)], ..UndoDone::default() };
            let effects = update(&mut m, Msg::Rehearsed(first, Ok(Outcome::Undo(one))), ctx);
            assert!(undone(&effects).is_none() && m.popups.is_empty() && m.undoing.is_looking());
            update(&mut m, Msg::Rehearsed(second, Ok(Outcome::Undo(many))), ctx);
            assert_eq!(m.popups.len(), 1, "asked about the second");
            // Another row is chosen over the question: what it names is what it undoes.
            choose(&mut m, 40, ctx);
            let effects = reply(&mut m, ASK_TAG, &Reply::Pressed("undo"), ctx).unwrap();
            assert_eq!(undone(&effects), Some(Seq(41)));
        });
    }

    /// What it costs counts, not how many objects people count in it; and of an import it is said what goes.
    #[test]
    fn an_operation_of_many_values_is_asked_about_unrehearsed() {
        with(|ctx| {
            for (word, traceless, says) in [
                ("case-apply", false, "Сама отмена"),
                ("import", false, "звонки и номера CRM тоже уйдут"),
                ("import", true, "прежняя версия программы"),
            ] {
                let mut m = Model::new(Facts::default(), &serde_json::Value::Null);
                let touched = vec![(Kind::Client, 40)];
                let row = UndoRow { rows: 100_000, word: word.to_owned(), touched, traceless, ..row(1) };
                list(&mut m, vec![row.clone()], ctx);
                m.popups.pop();
                assert!(reply(&mut m, PICK_TAG, &Reply::Picked("1".to_owned()), ctx).unwrap().is_empty());
                assert_eq!((m.popups.len(), m.undoing.asked), (1, Some(Seq(1))));
                let facts = unrehearsed(&row, ctx);
                let note = note(&row, facts.is_empty(), ctx);
                assert!(note.contains(says), "{note}");
                assert_eq!(facts.len(), usize::from(word == "case-apply"));
            }
        });
    }

    #[test]
    fn an_import_without_a_trace_of_what_it_added_says_what_stays() {
        with(|ctx| {
            let done = UndoDone { removed: 2, restored: 1, traceless: true, ..UndoDone::default() };
            let notice = told(&done, ctx);
            assert!(notice.kind != NoticeKind::Good && notice.text.contains("остались"), "{}", notice.text);
            let facts = facts(&done, &UndoRow { word: "import".to_owned(), ..row(1) }, ctx);
            assert!(facts.iter().any(|(k, v)| k == "останется" && v.contains("прежняя версия")), "{facts:?}");
        });
    }

    /// A file that only added phones to known clients wrote no row: it is asked about all the same, and told.
    #[test]
    fn an_import_is_never_taken_back_by_one_key() {
        with(|ctx| {
            let mut m = Model::new(Facts::default(), &serde_json::Value::Null);
            let import = UndoRow { word: "import".to_owned(), ..row(41) };
            list(&mut m, vec![import.clone()], ctx);
            let would = UndoDone { beside: 300, ..UndoDone::default() };
            m.popups.pop();
            assert!(rehearsed(&mut m, Seq(41), &would, ctx).is_empty() && m.popups.len() == 1);
            let facts = facts(&would, &import, ctx);
            assert!(
                facts.iter().any(|(k, v)| k == "будет убрано" && v.contains("телефоны") && v.ends_with("300")),
                "{facts:?}"
            );
            let notice = told(&would, ctx);
            assert!(notice.kind == NoticeKind::Good && notice.text.contains("Телефоны"), "{}", notice.text);
            let partly = UndoDone { conflicts: vec![Ref::new(Kind::Task, 7)], ..would };
            let text = told(&partly, ctx).text;
            assert!(!text.contains("Ничего") && text.contains("300"), "{text}");
        });
    }

    #[test]
    fn what_stays_is_said_and_never_in_green() {
        with(|ctx| {
            let said = |u: UndoDone| {
                let notice = told(&u, ctx);
                (notice.kind == NoticeKind::Good, notice.text.replace('\u{a0}', " "))
            };
            let task = vec![Ref::new(Kind::Task, 7)];
            let left = UndoDone { left: task.clone(), left_in_all: 1, ..UndoDone::default() };
            assert_eq!(said(left.clone()), (false, "Ничего не вернулось. Осталось: 1 запись".into()));
            let (good, text) = said(UndoDone { restored: 1, ..left });
            assert!(!good && text.starts_with("Отменено частично") && text.ends_with("Осталось: 1 запись"), "{text}");
            let (good, text) = said(UndoDone { conflicts: task, restored: 2, ..UndoDone::default() });
            assert!(!good && !text.contains("всё как было"), "{text}");
            let (good, text) = said(UndoDone { events: 65, ..UndoDone::default() });
            assert!(!good && text.starts_with("Ничего не вернулось") && text.contains("65"), "{text}");
            assert_eq!(
                said(UndoDone { restored: 3, ..UndoDone::default() }),
                (true, "Отменено: всё как было до операции".into())
            );
        });
    }
}
