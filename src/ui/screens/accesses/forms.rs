//! The forms about an account and the commands they come to.

use crate::base::EmployeeId;
use crate::ops::{AccessAdd, AccessSet};
use crate::reads::accesses::AccessView;
use crate::texts::Noun;
use crate::ui::cx::Cx;
use crate::ui::popup::{Button, Dialog, FormPopup, PickItem, Popup};
use crate::ui::widgets::{Field, Form, Problems, Values};

/// One question of one line.
pub(super) fn one_line(title: String, label: String, note: String, check: fn(&Values, &Cx) -> Problems) -> Popup {
    Popup::Form(FormPopup::new(title, Form::new(vec![Field::line("said", label, "")], check)).note(note))
}

pub(super) fn free(_: &Values, _: &Cx) -> Problems {
    Problems::new()
}

pub(super) fn needs_where(v: &Values, cx: &Cx) -> Problems {
    needed(v, cx.texts.t().acc_redirect_needed())
}

pub(super) fn needs_proof(v: &Values, cx: &Cx) -> Problems {
    needed(v, cx.texts.t().acc_yes_needed())
}

pub(super) fn needs_reason(v: &Values, cx: &Cx) -> Problems {
    needed(v, cx.texts.t().acc_void_needed())
}

fn needed(v: &Values, problem: String) -> Problems {
    if v["said"].is_empty() { vec![("said", problem)] } else { Problems::new() }
}

/// «Закрыть сейчас»: what it means, and the surname.
pub(super) fn cut(rows: &[&AccessView], name: &str, cx: &Cx) -> Dialog {
    let (x, t) = (cx.texts, cx.texts.t());
    let by_command = rows.iter().filter(|a| cx.office.hooks.contains_key(&a.system) && !waits_redirect(a)).count();
    let mut text = vec![t.acc_cut_text(x.count(Noun::Access, rows.len() as i64))];
    if by_command > 0 {
        text.push(t.acc_cut_by_command(x.count(Noun::Access, by_command as i64)));
    }
    if rows.iter().any(|a| waits_redirect(a)) {
        text.push(t.acc_cut_redirect());
    }
    let buttons = vec![Button::new("leave", t.acc_cut_leave()), Button::new("cut", t.acc_cut_do()).danger()];
    Dialog::new(t.acc_cut_title(name), text.join("\n"), buttons).surname(name)
}

fn waits_redirect(a: &AccessView) -> bool {
    a.needs_redirect && a.redirected.is_none()
}

pub(super) fn add(name: &str, cx: &Cx) -> Popup {
    let t = cx.texts.t();
    let lang = cx.texts.lang().word();
    let catalogue = cx.office.catalogue().unwrap_or_default();
    let mut systems: Vec<PickItem> =
        catalogue.iter().map(|i| PickItem::new(i.code.clone(), i.title(lang)).note(cx.texts.term(i.role))).collect();
    systems.push(PickItem::new("", t.acc_own_system()));
    let fields = vec![
        Field::choice("system", t.acc_col_what(), systems, None),
        Field::line("own", t.acc_own_word(), ""),
        Field::line("login", t.acc_login(), ""),
        Field::choice("shared", t.acc_kind(), kinds(cx), Some(String::new())),
        Field::line("note", t.acc_note(), ""),
    ];
    Popup::Form(FormPopup::new(t.acc_new_title(name), Form::new(fields, names_a_system)).note(t.acc_new_note()))
}

fn names_a_system(v: &Values, cx: &Cx) -> Problems {
    let none = v["system"].is_empty() && v["own"].is_empty();
    if none { vec![("system", cx.texts.t().acc_system_needed())] } else { Problems::new() }
}

fn kinds(cx: &Cx) -> Vec<PickItem> {
    let t = cx.texts.t();
    vec![
        PickItem::new("", t.acc_kind_usual()),
        PickItem::new("no", t.acc_kind_own()),
        PickItem::new("yes", t.acc_kind_shared()),
    ]
}

fn shared(v: &Values) -> Option<bool> {
    match v["shared"].as_str() {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

pub(super) fn to_add(who: EmployeeId, v: &Values) -> AccessAdd {
    let system = if v["own"].is_empty() { &v["system"] } else { &v["own"] };
    AccessAdd { shared: shared(v), note: v["note"].clone(), ..AccessAdd::of(who, system, &v["login"]) }
}

pub(super) fn edit(a: &AccessView, people: &[(EmployeeId, String)], cx: &Cx) -> Popup {
    let t = cx.texts.t();
    let kind = if a.shared { "yes" } else { "no" };
    let mut fields = vec![
        Field::line("login", t.acc_login(), &a.login),
        Field::choice("shared", t.acc_kind(), kinds(cx).split_off(1), Some(kind.to_owned())),
        Field::line("note", t.acc_note(), &a.note),
    ];
    // Out of a handover an account is not passed on: it is closed there.
    if a.case.is_none() && !people.is_empty() {
        let items = people.iter().map(|(id, name)| PickItem::new(id.0.to_string(), name.clone())).collect();
        fields.push(Field::choice("to", t.acc_holder(), items, Some(a.employee.0.to_string())));
    }
    Popup::Form(
        FormPopup::new(t.acc_edit_title(a.title.clone(), a.name.clone()), Form::new(fields, free))
            .note(t.acc_new_note()),
    )
}

pub(super) fn to_set(a: &AccessView, v: &Values, _cx: &Cx) -> AccessSet {
    AccessSet {
        login: Some(v["login"].clone()),
        shared: shared(v),
        note: Some(v["note"].clone()),
        to: v.get("to").and_then(|id| id.parse().ok()).map(EmployeeId),
        ..AccessSet::of(a.id, a.employee)
    }
}
