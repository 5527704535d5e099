//! What can be done on the import screen, and where.

use crate::ui::actions::{self, Act, Decl, Place};

pub const FILES: Place = Place("import.files");
pub const REPORT: Place = Place("import.report");
/// Enter means something else on a file, a skipped sheet, a question and a refused row.
pub const REPORT_FILE: Place = Place("import.report.file");
pub const REPORT_ASK: Place = Place("import.report.ask");
pub const REPORT_SHEET: Place = Place("import.report.sheet");
pub const REPORT_ROW: Place = Place("import.report.row");
pub const REPORT_CONFLICT: Place = Place("import.report.conflict");
pub const COMPARE: Place = Place("import.compare");
pub const SHEET: Place = Place("import.sheet");
pub const DONE: Place = Place("import.done");
/// The arrows, the same in both lists.
pub const MOVE: Place = Place("import.move");

pub const GO: Act = Act("go.import");
pub const CHOOSE: Act = Act("import.choose");
pub const ALL_HERE: Act = Act("import.all");
pub const OPEN: Act = Act("import.open");
pub const PATH: Act = Act("import.path");
pub const CREATE: Act = Act("import.create");
pub const READ: Act = Act("import.read");
pub const ANSWER: Act = Act("import.answer");
pub const COMPARE_ALL: Act = Act("import.compare");
pub const OURS: Act = Act("import.ours");
pub const THEIRS: Act = Act("import.theirs");
pub const OTHER: Act = Act("import.other-version");
pub const CONFLICTS_ALIKE: Act = Act("import.versions-alike");
pub const CLOSE_COMPARE: Act = Act("import.close-compare");
pub const AGAIN: Act = Act("import.again");
pub const ALIKE: Act = Act("import.alike");
pub const WHOLE: Act = Act("import.whole");
pub const LOOK: Act = Act("import.look");
pub const SAY_SHEET: Act = Act("import.say-sheet");
pub const NEXT_FILE: Act = Act("import.next-file");
pub const CLOSE_SHEET: Act = Act("import.close-sheet");
pub const APPLY: Act = Act("import.apply");
pub const MEANING: Act = Act("import.meaning");
pub const FACE: Act = Act("import.face");
pub const ROW_KIND: Act = Act("import.row-kind");
pub const ROW_SOURCE: Act = Act("import.row-source");
pub const HEAD_ROW: Act = Act("import.head-row");
pub const KEEP: Act = Act("import.keep");
pub const SAVE_REFUSED: Act = Act("import.save-refused");
pub const LEAVE: Act = Act("import.leave");
pub const TAKE_BACK: Act = Act("import.take-back");
pub const CLIENTS: Act = Act("import.clients");

pub(super) const FILES_ACTIONS: &[Decl] = &[
    Decl::new(READ, FILES, &["F2"], |x| x.t().imp_read(), |x| x.t().imp_read_help()).footer(1),
    Decl::new(OPEN, FILES, &["Enter"], |x| x.t().imp_open(), |x| x.t().imp_open_help()).footer(2),
    Decl::new(CHOOSE, FILES, &["Space"], |x| x.t().imp_choose(), |x| x.t().imp_choose_help()).footer(3),
    Decl::new(ALL_HERE, FILES, &["a"], |x| x.t().imp_all(), |x| x.t().imp_all_help()),
    Decl::new(PATH, FILES, &["p"], |x| x.t().imp_path(), |x| x.t().imp_path_help()).footer(4),
    Decl::new(CREATE, FILES, &["c"], |x| x.t().imp_create(), |x| x.t().imp_create_help()).footer(5),
    Decl::new(actions::LEFT, FILES, &["Left", "h", "Backspace"], |x| x.t().imp_up(), |x| x.t().imp_up_help()).plain(),
];

pub(super) const REPORT_ACTIONS: &[Decl] = &[
    Decl::new(KEEP, REPORT, &["F2"], |x| x.t().imp_keep(), |x| x.t().imp_keep_help()).footer(1),
    Decl::new(CREATE, REPORT, &["c"], |x| x.t().imp_create(), |x| x.t().imp_create_help()).footer(3),
    Decl::new(AGAIN, REPORT, &["F5"], |x| x.t().imp_again(), |x| x.t().imp_again_help()),
    Decl::new(SAVE_REFUSED, REPORT, &["w"], |x| x.t().imp_refused(), |x| x.t().imp_refused_help()).footer(4),
    Decl::new(LEAVE, REPORT, &["Esc"], |x| x.t().imp_leave(), |x| x.t().imp_leave_help()).footer(5),
];

pub(super) const ENTER_ACTIONS: &[Decl] = &[
    Decl::new(LOOK, REPORT_FILE, &["Enter"], |x| x.t().imp_glance_open(), |x| x.t().imp_glance_open_help()).footer(2),
    Decl::new(SAY_SHEET, REPORT_SHEET, &["Enter"], |x| x.t().imp_say_sheet(), |x| x.t().imp_say_sheet_help()).footer(2),
    Decl::new(ANSWER, REPORT_ASK, &["Enter"], |x| x.t().imp_answer(), |x| x.t().imp_answer_help()).footer(2),
    Decl::new(ALIKE, REPORT_ASK, &["a"], |x| x.t().imp_alike(), |x| x.t().imp_alike_help()).footer(3),
    Decl::new(WHOLE, REPORT_ROW, &["Enter"], |x| x.t().imp_whole(), |x| x.t().imp_whole_help()).footer(2),
];

pub(super) const COMPARE_ACTIONS: &[Decl] = &[
    Decl::new(COMPARE_ALL, REPORT_CONFLICT, &["Enter"], |x| x.t().imp_compare_go(), |x| x.t().imp_compare_go_help())
        .footer(2),
    Decl::new(OTHER, COMPARE, &["Space"], |x| x.t().imp_other(), |x| x.t().imp_other_help()).footer(1),
    Decl::new(OURS, COMPARE, &["o"], |x| x.t().imp_ours(), |x| x.t().imp_ours_help()).footer(2),
    Decl::new(THEIRS, COMPARE, &["i"], |x| x.t().imp_theirs(), |x| x.t().imp_theirs_help()).footer(3),
    Decl::new(CONFLICTS_ALIKE, COMPARE, &["a"], |x| x.t().imp_alike(), |x| x.t().imp_versions_alike_help()).footer(4),
    Decl::new(CLOSE_COMPARE, COMPARE, &["Esc", "Enter"], |x| x.t().imp_to_report(), |x| x.t().imp_to_report_help())
        .footer(5),
];

pub(super) const SHEET_ACTIONS: &[Decl] = &[
    Decl::new(APPLY, SHEET, &["F2"], |x| x.t().imp_apply(), |x| x.t().imp_apply_help()).footer(1),
    Decl::new(MEANING, SHEET, &["Enter"], |x| x.t().imp_meaning(), |x| x.t().imp_meaning_help()).footer(2),
    Decl::new(FACE, SHEET, &["Tab"], |x| x.t().imp_face(), |x| x.t().imp_face_help()).footer(3),
    Decl::new(ROW_KIND, SHEET, &["t"], |x| x.t().imp_row_kind(), |x| x.t().imp_row_kind_help()).footer(4),
    Decl::new(ROW_SOURCE, SHEET, &["s"], |x| x.t().imp_row_source(), |x| x.t().imp_row_source_help()),
    Decl::new(HEAD_ROW, SHEET, &["g"], |x| x.t().imp_head_row(), |x| x.t().imp_head_row_help()),
    Decl::new(NEXT_FILE, SHEET, &["n"], |x| x.t().imp_next_file(), |x| x.t().imp_next_file_help()).footer(6),
    Decl::new(CLOSE_SHEET, SHEET, &["Esc"], |x| x.t().imp_close_sheet(), |x| x.t().imp_close_sheet_help()).footer(5),
    Decl::new(actions::LEFT, SHEET, &["Left", "h"], |x| x.t().imp_column_left(), |x| x.t().imp_column_left_help())
        .plain(),
];

pub(super) const DONE_ACTIONS: &[Decl] = &[
    Decl::new(CLIENTS, DONE, &["Enter"], |x| x.t().imp_clients(), |x| x.t().imp_clients_help()).footer(1),
    Decl::new(SAVE_REFUSED, DONE, &["w"], |x| x.t().imp_refused(), |x| x.t().imp_refused_help()).footer(2),
    Decl::new(TAKE_BACK, DONE, &["u"], |x| x.t().imp_take_back(), |x| x.t().imp_take_back_help()).footer(4),
    Decl::new(LEAVE, DONE, &["Esc"], |x| x.t().imp_more(), |x| x.t().imp_more_help()).footer(3),
];

macro_rules! moves {
    ($($act:ident, [$($key:literal),+], $label:ident, $help:ident);+ $(;)?) => {
        &[$(Decl::new(actions::$act, MOVE, &[$($key),+], |x| x.t().$label(), |x| x.t().$help()).plain()),+]
    };
}

pub(super) const MOVES: &[Decl] = moves! {
    UP, ["Up", "k"], ui_act_up, ui_act_up_help;
    DOWN, ["Down", "j"], ui_act_down, ui_act_down_help;
    PAGE_UP, ["PgUp"], ui_act_page_up, ui_act_page_up_help;
    PAGE_DOWN, ["PgDn"], ui_act_page_down, ui_act_page_down_help;
    FIRST, ["Home"], ui_act_first, ui_act_first_help;
    LAST, ["End"], ui_act_last, ui_act_last_help;
    RIGHT, ["Right", "l"], ui_act_right, ui_act_right_help;
};
