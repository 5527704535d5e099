//! Hostile text in every value of every paper: nothing that drives a terminal, a spreadsheet, Word or a mail server
//! comes out (6 §2, R10).

use super::act::{act, sample};
use super::docx::docx;
use super::eml::{Mail, eml};
use super::letter::letter;
use super::paper::{Column, Paper, Piece, Table};
use super::plain::plain;
use super::table::{Cell, Report, ReportColumn};
use super::worklist;
use docx_rs::BuildXML as _;

use crate::base::{At, Clock, Code, Kind, Ref, Zone};
use crate::domain::papers::*;
use crate::domain::{Block, Role, Source};
use crate::texts::{Lang, Texts};

#[path = "../../tests/it/hostile/corpus.rs"]
#[allow(dead_code, reason = "shared with the tests of the whole program, which use the rest of it")]
mod corpus;

use corpus::{corpus, drives};

fn is_hostile(c: char) -> bool {
    c != '\n' && drives(c)
}

fn clock() -> Clock {
    Clock { now: At::parse("2026-11-24T14:00:00+03:00", Zone::UTC).unwrap(), zone: Zone::MOSCOW }
}

fn hostile_act(s: &str) -> ActData {
    let mut d = sample::act();
    let person = |p: &mut Person| (p.name, p.department) = (s.to_owned(), s.to_owned());
    [&mut d.leaver, &mut d.head].into_iter().for_each(person);
    (d.office, d.place) = (s.to_owned(), s.to_owned());
    for a in &mut d.annexes {
        person(&mut a.receiver);
        for c in &mut a.clients {
            (c.name, c.next_step, c.docs_owed) = (s.to_owned(), s.to_owned(), s.to_owned());
            c.contacts.iter_mut().for_each(|p| (p.name, p.phone) = (s.to_owned(), s.to_owned()));
        }
        for x in &mut a.deals {
            (x.title, x.stage, x.next_step, x.client) = (s.to_owned(), s.to_owned(), s.to_owned(), Some(s.to_owned()));
        }
        a.tasks.iter_mut().for_each(|t| (t.title, t.client) = (s.to_owned(), Some(s.to_owned())));
        for p in &mut a.promises {
            (p.of, p.said.text, p.said.agreed_with, p.said.answer) =
                (s.to_owned(), s.to_owned(), s.to_owned(), s.to_owned());
        }
        a.others.iter_mut().for_each(|o| o.title = s.to_owned());
    }
    d.settled.iter_mut().for_each(|x| (x.title, x.reason) = (s.to_owned(), s.to_owned()));
    d.accesses.iter_mut().for_each(|a| (a.title, a.login, a.redirected) = (s.to_owned(), s.to_owned(), s.to_owned()));
    let notes = d.confirmed.iter_mut().chain(&mut d.waived);
    notes.for_each(|n| {
        (n.title, n.who, n.entered_by, n.reason) = (s.to_owned(), s.to_owned(), s.to_owned(), s.to_owned())
    });
    d.remarks = vec![s.to_owned()];
    for g in &mut d.signatures {
        person(&mut g.person);
        g.note = s.to_owned();
    }
    d
}

#[test]
fn acts_hold_no_control_and_no_markup_of_others() {
    let texts = Texts::load(Lang::Ru);
    for s in corpus() {
        let paper = act(&hostile_act(&s), &texts);
        let text = plain(&paper);
        let bad = text.lines().filter(|l| *l != "\u{c}").flat_map(str::chars).find(|c| is_hostile(*c));
        assert_eq!(bad, None, "plain text of {s:?}");
    }
}

#[test]
fn word_documents_read_back_whole() {
    let all = corpus();
    let rows = all.iter().map(|s| vec![s.clone(), s.clone()]).collect();
    let columns = vec![Column::left(all[0].clone(), 1), Column::right(all[0].clone(), 1)];
    let mut pieces: Vec<_> = all.iter().map(|s| Piece::Text(s.clone())).collect();
    pieces.push(Piece::Table(Table { columns, rows, total: None }));
    pieces.push(Piece::Title(all[0].clone(), all[1].clone()));
    let paper = Paper { running: all.concat(), page_of: [all.concat(), all.concat()], pieces };
    let bytes = docx(&paper, At(0)).unwrap();
    let back = docx_rs::read_docx(&bytes).unwrap();
    let paragraphs = back.document.children.iter().filter(|c| matches!(c, docx_rs::DocumentChild::Paragraph(_)));
    assert!(paragraphs.count() > all.len(), "a text has broken the document");
    let xml = String::from_utf8(back.document.build()).unwrap();
    assert_eq!(xml.chars().find(|c| is_hostile(*c)), None);
}

#[test]
fn spreadsheets_get_no_formula_and_no_extra_column() {
    let texts = Texts::load(Lang::Ru);
    for s in corpus() {
        let columns = ["a", "b"].map(|key| ReportColumn { key, title: s.clone() }).into();
        let report = Report { columns, rows: vec![vec![Cell::Text(s.clone()), Cell::Text(s.clone())]] };
        let mut book: calamine::Xlsx<_> =
            calamine::Reader::new(std::io::Cursor::new(report.xlsx(&s, &texts, &clock()).unwrap())).unwrap();
        for (tab, cells) in calamine::Reader::worksheets(&mut book) {
            assert_eq!(tab.chars().find(|c| is_hostile(*c)), None, "{s:?}");
            let formulas = calamine::Reader::worksheet_formula(&mut book, &tab).unwrap();
            assert!(formulas.cells().all(|(_, _, f)| f.is_empty()), "{s:?}");
            for (_, _, cell) in cells.cells() {
                assert_eq!(cell.to_string().chars().find(|c| is_hostile(*c) && *c != '\t'), None, "{s:?}");
            }
        }
        let bytes = report.csv(&texts, &clock()).unwrap();
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(&bytes[3..]);
        for record in reader.records() {
            let record = record.unwrap();
            assert_eq!(record.len(), 2, "{s:?}");
            for cell in &record {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝']), "{s:?} gave {cell:?}");
                assert_eq!(cell.chars().find(|c| is_hostile(*c) && *c != '\t'), None, "{s:?}");
            }
        }
    }
}

#[test]
fn letters_keep_their_headers_and_their_template() {
    let texts = Texts::load(Lang::Ru);
    for s in corpus() {
        let person = || LetterPerson {
            name: s.clone(),
            given: s.clone(),
            gender: None,
            phone: s.clone(),
            email: "a@b.example".to_owned(),
        };
        let data = LetterData {
            salutation: s.clone(),
            office: s.clone(),
            client: s.clone(),
            managers: vec![LetterManager { person: person(), clients: vec![s.clone()], knows: true, away_until: None }],
            before: None,
            from_day: None,
            next_contact: None,
            signer: person(),
            signer_role: Role::Head,
        };
        let text = match letter(&data, &texts, None) {
            Ok(text) => text,
            // A client without a name that can be seen gets no letter.
            Err(f) => {
                let seen = crate::base::clean(&s);
                assert!(f.code == Code::LetterNotReady && seen.trim().is_empty(), "{s:?}: {f}");
                continue;
            }
        };
        assert_eq!(text.subject.chars().chain(text.body.chars()).find(|c| is_hostile(*c)), None, "{s:?}");
        assert!(!text.subject.contains('\n'), "{s:?}");
        let from = (s.as_str(), "ivanova@vector.example");
        let mail = Mail { message_id: &s, at: At(0), from, to: (&s, "orlov@kaskad.example"), text: &text };
        let bytes = eml(&mail).unwrap();
        let head = String::from_utf8(bytes).unwrap().split_once("\r\n\r\n").unwrap().0.replace("\r\n ", " ");
        let names: Vec<_> = head.split("\r\n").map(|l| l.split(':').next().unwrap()).collect();
        let want =
            ["Message-ID", "Date", "From", "To", "Subject", "Content-Type", "X-Unsent", "Content-Transfer-Encoding"];
        assert_eq!(names, want, "{s:?}");
    }
}

#[test]
fn work_lists_and_comments_are_text_and_nothing_else() {
    let texts = Texts::load(Lang::Ru);
    for s in corpus() {
        let change = CrmChange {
            promises: Vec::new(),
            object: Ref::new(Kind::Deal, 1),
            title: s.clone(),
            client: Some(s.clone()),
            ext: vec![(Source::Bitrix24, s.clone())],
            from: s.clone(),
            to: s.clone(),
            blocks: vec![(Block::History, s.clone(), None)],
            first_action: s.clone(),
            due: None,
            accepted_on: None,
            line: None,
            commented: false,
            confirmed: false,
        };
        let changes = [change];
        let list = plain(&worklist::work_list(&s, &changes, &texts));
        let comments = worklist::comments(&changes, &texts, &clock());
        assert_eq!(list.chars().chain(comments.chars()).find(|c| is_hostile(*c) && *c != '\t'), None, "{s:?}");
    }
}
