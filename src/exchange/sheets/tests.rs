//! What stands in the file itself: locks, rules, no formula, the same bytes twice.

use std::io::{Cursor, Read};

use super::*;
use crate::base::{At, CaseId, Day, DealId, Due, Money, Seq, Zone};
use crate::domain::sheets::{OutBlock, OutContext, SheetColumn};
use crate::domain::{Block, BlockState};
use crate::texts::Lang;

fn clock() -> Clock {
    Clock { now: At::parse("2026-11-24T14:00:00+03:00", Zone::UTC).unwrap(), zone: Zone::MOSCOW }
}

fn out(title: &str, text: &str) -> OutSheet {
    let block = |block, text: &str| OutBlock {
        block,
        required: true,
        state: if text.is_empty() { BlockState::Empty } else { BlockState::Filled },
        text: text.to_owned(),
        on: (block == Block::NextStep && !text.is_empty()).then(|| Due::parse("2026-12-01 11:00")).flatten(),
        rev: Seq(7),
    };
    let of = OutObject {
        object: DealId(42).into(),
        title: title.to_owned(),
        client: Some("АО «Каскад»".to_owned()),
        stage: "Договор".to_owned(),
        amount: Some(Money::rub(123_400)),
        close: Day::parse("2026-11-30"),
        known: vec![KnownFact::Note(text.to_owned())],
        blocks: Block::DEAL.iter().map(|b| block(*b, text)).collect(),
    };
    OutSheet {
        case: CaseId(3),
        leaver: "Ковалёв Денис".to_owned(),
        person: "Ковалёв & Сыновья".to_owned(),
        last_day: Day::parse("2026-12-04"),
        made_at: clock().now,
        code: "3f9a1c2277b0".to_owned(),
        secret: "тайна".to_owned(),
        rows: OutRows::Context {
            deals: vec![OutContext { of, receiver: None }],
            clients: Vec::new(),
            tasks: Vec::new(),
        },
    }
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn the_instruction_says_which_day_and_which_phrase() {
    let texts = Texts::load(Lang::Ru);
    let bytes = sheet(&out("Поставка", "текст"), &texts, &clock()).unwrap();
    let strings = part(&bytes, "xl/sharedStrings.xml");
    assert!(strings.contains("выберите в ячейке «ничего особенного, подтверждаю»"), "{strings}");
}

/// A comma parts the choices that stand in a rule itself: a phrase with one would be offered to nobody.
#[test]
fn the_phrase_that_is_to_be_chosen_is_offered() {
    for lang in [Lang::Ru, Lang::En] {
        let texts = Texts::load(lang);
        let bytes = sheet(&out("Поставка", "текст"), &texts, &clock()).unwrap();
        let rules = part(&bytes, "xl/worksheets/sheet1.xml");
        let lists = format!("<formula1>'{}'!$A$1:$A$1</formula1>", texts.t().sheet_lists());
        assert_eq!(rules.matches(&lists).count(), Block::DEAL.len(), "{rules}");
        let book = part(&bytes, "xl/workbook.xml");
        assert!(book.contains(&format!("name=\"{}\"", texts.t().sheet_lists())) && book.contains("state=\"hidden\""));
        let offered = part(&bytes, "xl/worksheets/sheet2.xml");
        assert_eq!(offered.matches("<c ").count(), 1, "{offered}");
        assert_eq!(read(Cursor::new(&bytes)).unwrap().len(), 1, "it is no sheet of rows");
    }
}

#[test]
fn no_text_becomes_a_formula_and_only_what_is_asked_is_unlocked() {
    let texts = Texts::load(Lang::Ru);
    for evil in ["=HYPERLINK(\"http://x\")", "+7 912", "-2+3", "@SUM(A1)", "\t=1", "\u{1b}]0;x\u{7}=1", "a\u{202e}b"] {
        let bytes = sheet(&out(evil, evil), &texts, &clock()).unwrap();
        let xml = part(&bytes, "xl/worksheets/sheet1.xml");
        assert!(!xml.contains("<f>") && !xml.contains("<hyperlink"), "{evil}");
        assert!(!part(&bytes, "xl/sharedStrings.xml").contains(['\u{1b}', '\u{202e}', '\u{7}']), "{evil}");
        // Kept as text, not only written as one: what a person edits stays text too.
        let styles = part(&bytes, "xl/styles.xml");
        assert!(styles.contains("quotePrefix=\"1\"") && styles.contains("numFmtId=\"49\""), "{styles}");
        let rows = read(Cursor::new(&bytes)).unwrap();
        let kept = crate::domain::sheets::plain(evil);
        assert_eq!(rows[0].cell(SheetColumn::State).text().unwrap(), kept);
    }
    let bytes = sheet(&out("x", ""), &texts, &clock()).unwrap();
    let xml = part(&bytes, "xl/worksheets/sheet1.xml");
    for must in [
        "<sheetProtection",
        "<pane ",
        "orientation=\"landscape\"",
        "fitToHeight=\"0\"",
        "<dataValidations",
        "hidden=\"1\"",
    ] {
        assert!(xml.contains(must), "{must} is missing");
    }
    assert!(part(&bytes, "xl/workbook.xml").contains("_xlnm.Print_Titles"));
    assert!(xml.contains("Ковалёв &amp;&amp; Сыновья"), "a name is no mark of the footer");
    assert!(!bytes.windows(10).any(|w| w == "тайна".as_bytes()), "the secret stays at home");
}

#[test]
fn the_same_sheet_is_the_same_bytes() {
    let texts = Texts::load(Lang::Ru);
    let one = || sheet(&out("Поставка", "обещана отсрочка"), &texts, &clock()).unwrap();
    assert_eq!(one(), one());
}

#[test]
fn what_went_out_comes_back_the_same_in_either_language() {
    for lang in [Lang::Ru, Lang::En] {
        let texts = Texts::load(lang);
        let bytes = sheet(&out("Поставка", "позвонить Орлову\nи согласовать"), &texts, &clock()).unwrap();
        let rows = read(Cursor::new(bytes)).unwrap();
        assert_eq!(rows.len(), 1);
        let key = rows[0].key.clone().unwrap();
        assert!(key.is_whole("тайна") && key.object == DealId(42).into());
        for (block, sent) in Block::DEAL.iter().zip(&key.sent) {
            let on = if *block == Block::NextStep { rows[0].cell(SheetColumn::On).day(clock()).unwrap() } else { None };
            let text = rows[0].cell(SheetColumn::of_block(*block)).text().unwrap();
            assert_eq!((crate::domain::sheets::print(&text, on), sent.rev), (sent.print, Seq(7)), "{block:?}");
        }
    }
}

#[test]
fn a_text_longer_than_a_cell_is_cut_and_not_refused() {
    let long = "длинно ".repeat(10_000);
    let bytes = sheet(&out(&long, &long), &Texts::load(Lang::Ru), &clock()).unwrap();
    assert!(bytes.len() < 200_000);
}
