//! F1: what this place is for, what its fields mean and which keys are heard here, all from what the place itself declares.

use super::actions::{self, Place};
use super::cx::{Ctx, Cx};
use super::model::Model;
use super::popup::{Popup, Shown, Tag, Viewer};
use super::shell::{keys_of, open};
use super::theme::Tone;
use super::widgets::{Card, Section};

const TAG: Tag = Tag("shell.help");

/// Of the screen, and of the form that is open on it.
pub(super) fn screen(m: &mut Model, ctx: &Ctx) {
    let cx = Cx { ctx, facts: &m.facts, drafts: &m.drafts };
    let shown = &m.screens[m.at];
    let sections = vec![
        paragraph(shown.about(&cx)),
        pairs(ctx.texts.t().ui_help_fields(), shown.fields(&cx)),
        keys(&m.screen_places(), ctx),
    ];
    show(m, (m.decl().actions[0].label)(ctx.texts), sections, ctx);
}

/// Of what lies over the screen, which waits underneath with all that was typed. Help has no help of its own.
pub(super) fn popup(m: &mut Model, ctx: &Ctx) {
    let Some(Shown { popup, tag, .. }) = m.popups.last().filter(|top| top.tag != TAG) else { return };
    let t = ctx.texts.t();
    let cx = Cx { ctx, facts: &m.facts, drafts: &m.drafts };
    let (title, mut sections) = match popup {
        Popup::Form(f) => {
            let said = std::iter::once(f.note.clone()).chain(f.help.iter().cloned()).filter(|p| !p.is_empty());
            let mut sections: Vec<Section> = said.map(paragraph).collect();
            sections.push(pairs(t.ui_help_fields(), f.form.meanings(&cx)));
            sections.push(paragraph(if f.draft.is_empty() { t.ui_help_form_once() } else { t.ui_help_form() }));
            (f.title.clone(), sections)
        }
        Popup::Dialog(d) => (d.title().to_owned(), vec![paragraph(d.says().to_owned()), paragraph(t.ui_help_dialog())]),
        Popup::Pick(p) if *tag == super::shell::MENU_TAG => (p.title.clone(), Vec::new()),
        Popup::Pick(p) => (p.title.clone(), vec![paragraph(t.ui_help_pick())]),
        Popup::Viewer(_) | Popup::Progress(_) => return,
    };
    sections.push(keys(&popup.focus().places, ctx));
    show(m, title, sections, ctx);
}

fn show(m: &mut Model, title: String, sections: Vec<Section>, ctx: &Ctx) {
    open(m, TAG, Popup::Viewer(Viewer::new(Card { title, sections, top: 0 })), ctx);
}

fn paragraph(text: String) -> Section {
    let mut s = Section::new("");
    s.line(text, Tone::Plain);
    s
}

fn pairs(heading: String, rows: Vec<(String, String)>) -> Section {
    let mut s = Section::new(if rows.is_empty() { String::new() } else { heading });
    rows.into_iter().for_each(|(label, text)| {
        s.pair(label, text);
    });
    s
}

fn keys(places: &[Place], ctx: &Ctx) -> Section {
    let rows = actions::heard(places).into_iter().map(|d| (keys_of(d), (d.help)(ctx.texts)));
    pairs(ctx.texts.t().ui_help_keys(), rows.collect())
}
