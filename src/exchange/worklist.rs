//! Back into the CRM by hand (3 §2): what to filter, whom to set, how many there must be, numbers to paste, and the
//! comment for every card (2 §4).

use std::collections::BTreeMap;

use super::paper::{Paper, Piece};
use super::table::{Cell, Report, ReportColumn};
use crate::base::{Clock, Kind, clean, show};
use crate::domain::Source;
use crate::domain::crm_update::{Way, ways};
use crate::domain::papers::CrmChange;
use crate::texts::{Noun, Texts};

/// What the CRM is not known to show yet.
pub fn left(changes: &[CrmChange]) -> impl Iterator<Item = &CrmChange> {
    changes.iter().filter(|c| !c.confirmed)
}

/// Whether the CRMs of what is left would do it by a file.
pub fn ways_left(changes: &[CrmChange]) -> Vec<Way> {
    ways(left(changes).flat_map(|c| c.ext.iter().map(|(source, _)| (*source, c.object.kind))))
}

/// The work list: a section per receiver, kind and former owner, each step with a box to tick; without what the CRM is known
/// to show already. `about` stands under the title.
pub fn work_list(about: &str, changes: &[CrmChange], texts: &Texts) -> Paper {
    let t = texts.t();
    let mut pieces = vec![Piece::Title(t.crm_title(), about.to_owned()), Piece::Text(t.crm_why())];
    let ways = ways_left(changes);
    if !ways.is_empty() {
        pieces.push(Piece::SubHeading(t.crm_ways_title()));
        pieces.extend(texts.crm_ways(&ways).into_iter().map(Piece::Text));
        pieces.push(Piece::Text(t.crm_ways_so()));
    }
    let mut groups: BTreeMap<(&str, Kind, &str), Vec<&CrmChange>> = BTreeMap::new();
    for c in left(changes) {
        groups.entry((&c.to, c.object.kind, &c.from)).or_default().push(c);
    }
    let mut receiver = "";
    for ((to, kind, from), group) in groups {
        if to != receiver {
            pieces.push(Piece::Heading(to.to_owned()));
            receiver = to;
        }
        let (ids, without): (Vec<&CrmChange>, Vec<&CrmChange>) = group.iter().partition(|c| !c.ext.is_empty());
        let count = texts.count(noun(kind), group.len() as i64);
        pieces.push(Piece::SubHeading(count.clone()));
        pieces.push(Piece::Ticks(vec![
            (false, filter(kind, from, texts)),
            (false, if ids.is_empty() { t.crm_step_find(&count) } else { t.crm_step_select(&count) }),
            (false, t.crm_step_owner(to)),
            (false, t.crm_step_check(to, &count)),
        ]));
        if !ids.is_empty() {
            pieces.push(Piece::Text(t.crm_ids()));
            let mut by_source: BTreeMap<Source, Vec<&str>> = BTreeMap::new();
            for (source, id) in ids.iter().flat_map(|c| &c.ext) {
                by_source.entry(*source).or_default().push(id);
            }
            // Each system finds its own numbers only.
            let several = by_source.len() > 1;
            for (source, ids) in by_source {
                pieces.extend(several.then(|| Piece::Text(format!("{}:", texts.term(source)))));
                pieces.push(Piece::Verbatim(ids.join(", ")));
            }
        }
        if !without.is_empty() {
            pieces.push(Piece::Text(t.crm_no_ids()));
            pieces.push(Piece::Ticks(without.iter().map(|c| (false, c.title.clone())).collect()));
        }
    }
    pieces.push(Piece::Fine(t.crm_then()));
    Paper { running: about.to_owned(), page_of: [t.paper_page(), t.paper_page_of()], pieces }
}

fn noun(kind: Kind) -> Noun {
    match kind {
        Kind::Client => Noun::Client,
        Kind::Deal => Noun::Deal,
        Kind::Task => Noun::Task,
        Kind::Lead => Noun::Lead,
        _ => Noun::Object,
    }
}

/// Which list of the CRM to open, and its filter; a company is neither open nor closed.
fn filter(kind: Kind, from: &str, texts: &Texts) -> String {
    let t = texts.t();
    let nobody = t.ui_nobody();
    let from = if from.is_empty() { nobody.as_str() } else { from };
    match kind {
        Kind::Deal => t.crm_step_filter(t.crm_list_deals(), from),
        Kind::Task => t.crm_step_filter(t.crm_list_tasks(), from),
        Kind::Lead => t.crm_step_filter(t.crm_list_leads(), from),
        _ => t.crm_step_filter_clients(from),
    }
}

/// Only what was accepted has a comment: before that nothing is handed over; and only clients and deals have a card.
fn cards(changes: &[CrmChange]) -> impl Iterator<Item = &CrmChange> {
    changes.iter().filter(|c| c.has_comment())
}

/// Every comment under a line that names its card, to copy one by one.
pub fn comments(changes: &[CrmChange], texts: &Texts, clock: &Clock) -> String {
    let mut out = String::new();
    for c in cards(changes) {
        let client = c.client.as_deref().map(|n| format!(", {n}")).unwrap_or_default();
        let ids: Vec<_> = c.ext.iter().map(|(source, id)| format!("{} {id}", texts.term(*source))).collect();
        let ids = if ids.is_empty() { c.object.to_string() } else { ids.join(", ") };
        out.push_str(&format!(
            "──── {}: {}{} [{}]\n",
            texts.term(c.object.kind),
            show(&c.title),
            show(&client),
            show(&ids)
        ));
        out.push_str(&clean(&texts.crm_comment(c, clock)));
        out.push_str("\n\n");
    }
    out
}

/// The same as rows, for a CRM that can import notes: source, kind, the CRM's number, the new owner, the comment.
pub fn comment_rows(changes: &[CrmChange], texts: &Texts, clock: &Clock) -> Report {
    let t = texts.t();
    let column = |key, title: String| ReportColumn { key, title };
    let columns = vec![
        column("source", t.crm_col_source()),
        column("kind", t.crm_col_kind()),
        column("ext_id", t.crm_col_id()),
        column("title", t.crm_col_title()),
        column("owner", t.crm_col_owner()),
        column("comment", t.crm_col_comment()),
    ];
    let rows = cards(changes).flat_map(|c| {
        c.ext.iter().map(|(source, id)| {
            vec![
                Cell::Word(source.word(), texts.term(*source)),
                Cell::Word(c.object.kind.word(), texts.term(c.object.kind)),
                Cell::Text(id.clone()),
                Cell::Text(c.title.clone()),
                Cell::Text(c.to.clone()),
                Cell::Text(texts.crm_comment(c, clock)),
            ]
        })
    });
    Report { columns, rows: rows.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{At, Day, Due, LineId, Ref, Zone};
    use crate::domain::papers::PromiseSaid;
    use crate::domain::{Block, PromiseState};
    use crate::exchange::plain::plain;
    use crate::texts::Lang;

    fn clock() -> Clock {
        Clock { now: At::parse("2026-11-24T14:00:00+03:00", Zone::UTC).unwrap(), zone: Zone::MOSCOW }
    }

    fn change(kind: Kind, id: i64, to: &str, ext: Option<&str>) -> CrmChange {
        CrmChange {
            object: Ref::new(kind, id),
            title: format!("Объект {id}"),
            client: Some("АО «Каскад»".to_owned()),
            ext: ext.map(|e| (Source::Bitrix24, e.to_owned())).into_iter().collect(),
            from: "Ковалёв Д.".to_owned(),
            to: to.to_owned(),
            blocks: vec![
                (Block::NextStep, "прислать договор до пятницы (27 нояб.)".to_owned(), Due::parse("2026-11-27 12:00")),
                (Block::History, "обещана отсрочка 30 дней".to_owned(), None),
                (Block::People, "Орлов П. — решает; секретарь — не вовлекать\nКим А. — помогает".to_owned(), None),
            ],
            promises: vec![PromiseSaid {
                text: "образцы бесплатно".to_owned(),
                due: Due::parse("2026-12-04"),
                agreed_with: String::new(),
                state: PromiseState::Approved,
                answer: "пришлём две упаковки".to_owned(),
            }],
            first_action: "позвонить, обсудить отсрочку".to_owned(),
            due: Due::parse("2026-12-01 11:00"),
            accepted_on: Day::parse("2026-11-23"),
            line: Some(LineId(id)),
            commented: false,
            confirmed: false,
        }
    }

    /// A number is looked for in the system it is of.
    #[test]
    fn numbers_of_several_systems_are_told_apart() {
        let mut other = change(Kind::Deal, 2, "Петрова Е.", None);
        other.ext = vec![(Source::Amocrm, "77".to_owned())];
        let changes = [change(Kind::Deal, 1, "Петрова Е.", Some("118")), other];
        let text = plain(&work_list("Ковалёв Денис", &changes, &Texts::load(Lang::Ru)));
        let at = |what: &str| text.find(what).unwrap_or_else(|| panic!("{what} is missing in\n{text}"));
        assert!(at("Битрикс24:") < at("118") && at("118") < at("amoCRM:") && at("amoCRM:") < at("77"), "{text}");
        assert!(!text.contains("118, 77"), "{text}");
    }

    #[test]
    fn a_receiver_has_one_filter_and_one_count_per_kind() {
        let changes = [
            change(Kind::Deal, 1, "Петрова Е.", Some("118")),
            change(Kind::Deal, 2, "Петрова Е.", Some("119")),
            change(Kind::Client, 3, "Петрова Е.", None),
            change(Kind::Client, 4, "Юдин С.", Some("7")),
        ];
        let text = plain(&work_list("Ковалёв Денис", &changes, &Texts::load(Lang::Ru)));
        for must in [
            "118, 119",
            "2 сделки",
            "1 клиент",
            "[ ] Объект 3",
            "ПЕТРОВА Е.",
            "ЮДИН С.",
            "Ковалёв Денис",
            "ответственный Петрова Е., всего 2 сделки",
        ] {
            assert!(text.contains(must), "{must} is missing in\n{text}");
        }
        assert_eq!(text.matches("ПЕТРОВА Е.").count(), 1);
        // What the CRM's own help says of files, by kind; «yes» nowhere.
        for must in
            ["Битрикс24, сделки: нет", "helpdesk.bitrix24", "Битрикс24, компании: не проверено", "файла обновления нет"]
        {
            assert!(text.contains(must), "{must} is missing in\n{text}");
        }
    }

    #[test]
    fn a_comment_says_all_but_whom_to_avoid() {
        let texts = Texts::load(Lang::Ru);
        let text = texts.crm_comment(&change(Kind::Deal, 1, "Петрова Е.", Some("118")), &clock());
        assert_eq!(
            text,
            "Передано: Ковалёв Д. → Петрова Е., 23 ноября 2026 г.\n\
             Первое действие: позвонить, обсудить отсрочку (вт, 1 дек., 11:00)\n\
             Следующий шаг: прислать договор до пятницы (27 нояб.) — пт, 27 нояб., 12:00\n\
             История и обещания: обещана отсрочка 30 дней\n\
             Контактные лица: Орлов П. — решает\nКим А. — помогает\n\
             Обещано: образцы бесплатно — пт, 4 дек. · подтверждено · клиенту: «пришлём две упаковки»"
        );
        // What the head has not decided on is not the client's yet.
        let mut waits = change(Kind::Deal, 1, "Петрова Е.", Some("118"));
        waits.promises[0] =
            PromiseSaid { state: PromiseState::Waiting, answer: String::new(), ..waits.promises[0].clone() };
        let line = "Обещано без согласования, клиенту не подтверждать: образцы бесплатно — пт, 4 дек. · ждёт РОПа";
        assert!(texts.crm_comment(&waits, &clock()).ends_with(line));
        let open = CrmChange { accepted_on: None, ..change(Kind::Deal, 2, "Петрова Е.", Some("119")) };
        let task = change(Kind::Task, 3, "Петрова Е.", Some("120"));
        assert_eq!(comments(&[open, task], &texts, &clock()), "", "nothing is handed over, and a task has no card");
        let rows = comment_rows(&[change(Kind::Deal, 1, "=Петрова", Some("118"))], &texts, &clock());
        assert!(String::from_utf8(rows.csv(&texts, &clock()).unwrap()).unwrap().contains(";'=Петрова;"));
    }
}
