//! The actions that every screen shares (4 §3).

use super::{Act, Decl, Place};

/// The places that are not one screen.
pub mod places {
    use super::Place;

    /// Heard under everything else, except while a dialog is open.
    pub const ANYWHERE: Place = Place("anywhere");
    /// Moving, opening, marking.
    pub const LIST: Place = Place("list");
    /// A list that can be searched, filtered and put in another order; named beside `LIST`.
    pub const SEARCH: Place = Place("search");
    /// A card or another text that scrolls.
    pub const CARD: Place = Place("card");
    /// The filter line of a list while it takes text.
    pub const FILTER: Place = Place("filter");
    pub const FORM: Place = Place("form");
    /// A field with a list to choose from; named before `FORM`.
    pub const FORM_CHOICE: Place = Place("form.choice");
    /// A form that shows what comes of it before anything is done; named before `FORM`.
    pub const FORM_SHOWS: Place = Place("form.shows");
    /// The pick list of a field, which goes on to the next one; named before `PICK`.
    pub const FORM_PICK: Place = Place("form.pick");
    pub const DIALOG: Place = Place("dialog");
    /// A dialog that only tells something; named before `DIALOG`.
    pub const DIALOG_TELLS: Place = Place("dialog.tells");
    /// Where there is no list to search: named by the frame wherever nothing names `SEARCH`.
    pub const NO_SEARCH: Place = Place("no-search");
    /// Menu, palette, pick list.
    pub const PICK: Place = Place("pick");
    /// A popup with text to read.
    pub const VIEWER: Place = Place("viewer");
    /// Long work with a bar.
    pub const PROGRESS: Place = Place("progress");
}

macro_rules! acts {
    ($($name:ident = $word:literal),+ $(,)?) => { $(pub const $name: Act = Act($word);)+ };
}

acts! {
    HELP = "help", MENU = "menu", PALETTE = "palette", UNDO = "undo", REFRESH = "refresh", BACK = "back", QUIT = "quit",
    UP = "up", DOWN = "down", PAGE_UP = "page-up", PAGE_DOWN = "page-down", FIRST = "first", LAST = "last",
    LEFT = "left", RIGHT = "right", OPEN = "open", MARK = "mark", MARK_ALL = "mark-all", SORT = "sort",
    FILTER = "filter", FIND = "find", CRISIS = "crisis", FIND_ANY = "find-any", NEXT = "next", PREV = "prev", SAVE = "save", CHOOSE = "choose",
}

use places::{
    ANYWHERE, CARD, DIALOG, DIALOG_TELLS, FILTER as FILTER_LINE, FORM, FORM_CHOICE, FORM_PICK, FORM_SHOWS, LIST,
    NO_SEARCH, PICK, PROGRESS, SEARCH, VIEWER,
};

macro_rules! row {
    ($act:ident, $place:ident, [$($key:literal),+], $label:ident, $help:ident) => {
        Decl::new($act, $place, &[$($key),+], |x| x.t().$label(), |x| x.t().$help())
    };
}

pub(super) const COMMON: &[Decl] = &[
    row!(HELP, ANYWHERE, ["F1"], ui_act_help, ui_act_help_help).footer(100),
    row!(MENU, ANYWHERE, ["m"], ui_act_menu, ui_act_menu_help).footer(90),
    row!(PALETTE, ANYWHERE, ["F9", "C-p"], ui_act_palette, ui_act_palette_help),
    row!(UNDO, ANYWHERE, ["u"], ui_act_undo, ui_act_undo_help).footer(80),
    row!(REFRESH, ANYWHERE, ["F5"], ui_act_refresh, ui_act_refresh_help),
    row!(CRISIS, ANYWHERE, ["F8"], krizis_act, krizis_act_help),
    row!(BACK, ANYWHERE, ["Esc"], ui_act_back, ui_act_back_help).plain(),
    row!(QUIT, ANYWHERE, ["F10", "q"], ui_act_quit, ui_act_quit_help),
    row!(FIND_ANY, NO_SEARCH, ["F3", "/", "."], ui_act_find, ui_act_find_any_help).footer(75),
    row!(OPEN, LIST, ["Enter"], ui_act_open, ui_act_open_help).footer(1),
    row!(MARK, LIST, ["Space"], ui_act_mark, ui_act_mark_help).footer(2),
    row!(MARK_ALL, LIST, ["a"], ui_act_mark_all, ui_act_mark_all_help),
    row!(SORT, SEARCH, ["s"], ui_act_sort, ui_act_sort_help).footer(60),
    row!(FILTER, SEARCH, ["f"], ui_act_filter, ui_act_filter_help).footer(61),
    row!(FIND, SEARCH, ["F3", "/", "."], ui_act_find, ui_act_find_help).footer(62),
    row!(UP, LIST, ["Up", "k"], ui_act_up, ui_act_up_help).plain(),
    row!(DOWN, LIST, ["Down", "j"], ui_act_down, ui_act_down_help).plain(),
    row!(PAGE_UP, LIST, ["PgUp"], ui_act_page_up, ui_act_page_up_help).plain(),
    row!(PAGE_DOWN, LIST, ["PgDn"], ui_act_page_down, ui_act_page_down_help).plain(),
    row!(FIRST, LIST, ["Home"], ui_act_first, ui_act_first_help).plain(),
    row!(LAST, LIST, ["End"], ui_act_last, ui_act_last_help).plain(),
    row!(LEFT, LIST, ["Left", "h"], ui_act_left, ui_act_left_help).plain(),
    row!(RIGHT, LIST, ["Right", "l"], ui_act_right, ui_act_right_help).plain(),
    row!(UP, CARD, ["Up", "k"], ui_act_up, ui_act_up_help).plain(),
    row!(DOWN, CARD, ["Down", "j"], ui_act_down, ui_act_down_help).plain(),
    row!(PAGE_UP, CARD, ["PgUp"], ui_act_page_up, ui_act_page_up_help).plain(),
    row!(PAGE_DOWN, CARD, ["PgDn", "Space"], ui_act_page_down, ui_act_page_down_help).plain(),
    row!(FIRST, CARD, ["Home"], ui_act_first, ui_act_first_help).plain(),
    row!(LAST, CARD, ["End"], ui_act_last, ui_act_last_help).plain(),
    row!(LEFT, CARD, ["Left", "h"], ui_act_left, ui_act_left_help).plain(),
    row!(CHOOSE, FILTER_LINE, ["Enter"], ui_act_filter_keep, ui_act_filter_keep_help).footer(1).plain(),
    row!(DOWN, FILTER_LINE, ["Down"], ui_act_down, ui_act_down_help).plain(),
    row!(UP, FILTER_LINE, ["Up"], ui_act_up, ui_act_up_help).plain(),
    row!(PAGE_DOWN, FILTER_LINE, ["PgDn"], ui_act_page_down, ui_act_page_down_help).plain(),
    row!(PAGE_UP, FILTER_LINE, ["PgUp"], ui_act_page_up, ui_act_page_up_help).plain(),
    row!(BACK, FILTER_LINE, ["Esc"], ui_act_filter_drop, ui_act_filter_drop_help).footer(2).plain(),
    row!(SAVE, FORM_SHOWS, ["F2"], ui_act_show, ui_act_show_help).footer(1),
    row!(CHOOSE, FORM_CHOICE, ["F4"], ui_act_choose, ui_act_choose_help).footer(3),
    row!(SAVE, FORM, ["F2"], ui_act_save, ui_act_save_help).footer(1),
    row!(NEXT, FORM, ["Tab"], ui_act_next_field, ui_act_next_field_help).footer(2).plain(),
    row!(PREV, FORM, ["S-Tab"], ui_act_prev_field, ui_act_prev_field_help).plain(),
    row!(PAGE_UP, FORM, ["PgUp"], ui_act_page_up, ui_act_page_up_help).plain(),
    row!(PAGE_DOWN, FORM, ["PgDn"], ui_act_page_down, ui_act_page_down_help).plain(),
    row!(BACK, FORM, ["Esc"], ui_act_leave_form, ui_act_leave_form_help).footer(4).plain(),
    row!(HELP, FORM, ["F1"], ui_act_help, ui_act_help_help).footer(100),
    row!(BACK, DIALOG_TELLS, ["Esc", "F10"], ui_act_close, ui_act_close_help).footer(3).plain(),
    row!(CHOOSE, DIALOG, ["Enter"], ui_act_press, ui_act_press_help).footer(1).plain(),
    row!(NEXT, DIALOG, ["Tab", "Right", "Down"], ui_act_next_button, ui_act_next_button_help).footer(2).plain(),
    row!(PREV, DIALOG, ["S-Tab", "Left", "Up"], ui_act_prev_button, ui_act_prev_button_help).plain(),
    row!(BACK, DIALOG, ["Esc"], ui_act_cancel, ui_act_cancel_help).footer(3).plain(),
    row!(HELP, DIALOG, ["F1"], ui_act_help, ui_act_help_help).footer(100),
    row!(CHOOSE, FORM_PICK, ["Enter"], ui_act_pick_on, ui_act_pick_on_help).footer(1).plain(),
    row!(CHOOSE, PICK, ["Enter"], ui_act_pick, ui_act_pick_help).footer(1).plain(),
    row!(UP, PICK, ["Up"], ui_act_up, ui_act_up_help).plain(),
    row!(DOWN, PICK, ["Down", "Tab"], ui_act_down, ui_act_down_help).plain(),
    row!(PAGE_UP, PICK, ["PgUp"], ui_act_page_up, ui_act_page_up_help).plain(),
    row!(PAGE_DOWN, PICK, ["PgDn"], ui_act_page_down, ui_act_page_down_help).plain(),
    row!(BACK, PICK, ["Esc", "F10"], ui_act_back, ui_act_back_help).footer(2).plain(),
    row!(HELP, PICK, ["F1"], ui_act_help, ui_act_help_help).footer(100),
    row!(UP, VIEWER, ["Up", "k"], ui_act_up, ui_act_up_help).plain(),
    row!(DOWN, VIEWER, ["Down", "j"], ui_act_down, ui_act_down_help).plain(),
    row!(PAGE_UP, VIEWER, ["PgUp"], ui_act_page_up, ui_act_page_up_help).plain(),
    row!(PAGE_DOWN, VIEWER, ["PgDn", "Space"], ui_act_page_down, ui_act_page_down_help).footer(1).plain(),
    row!(FIRST, VIEWER, ["Home"], ui_act_first, ui_act_first_help).plain(),
    row!(LAST, VIEWER, ["End"], ui_act_last, ui_act_last_help).plain(),
    row!(BACK, VIEWER, ["Esc", "Enter", "q", "F10"], ui_act_close, ui_act_close_help).footer(2).plain(),
    row!(BACK, PROGRESS, ["Esc"], ui_act_stop, ui_act_stop_help).footer(1).plain(),
];
