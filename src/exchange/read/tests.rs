mod books;
mod kinds;

use std::fs::File;
use std::io::Cursor;
use std::path::PathBuf;

use super::*;
use crate::base::Day;
use crate::domain::records::{Reason, Record, RecordClient, RecordDeal};
use crate::domain::{FileKind, Source, StageKind};

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import").join(name)
}

fn read(input: impl Read + Seek) -> (Shape, Vec<Row>) {
    let names = Names::shipped().unwrap();
    let mut t = open(input, &names, &Options::default()).unwrap();
    (t.shapes().remove(0), t.rows(0).unwrap().map(Result::unwrap).collect())
}

fn fixture(name: &str) -> (Shape, Vec<Row>) {
    read(File::open(path(name)).unwrap())
}

fn deals(rows: &[Row]) -> Vec<&RecordDeal> {
    rows.iter()
        .filter_map(|r| match r {
            Row::Record(Record::Deal(d)) => Some(&**d),
            _ => None,
        })
        .collect()
}

fn clients(rows: &[Row]) -> Vec<&RecordClient> {
    rows.iter()
        .filter_map(|r| match r {
            Row::Record(Record::Client(c)) => Some(&**c),
            _ => None,
        })
        .collect()
}

fn refused(rows: &[Row]) -> Vec<(u64, &str, &str, Reason)> {
    rows.iter()
        .filter_map(|r| match r {
            Row::Refused(r) => Some((r.row, r.column.as_str(), r.value.as_str(), r.reason)),
            Row::Record(_) => None,
        })
        .collect()
}

fn code(bytes: &[u8]) -> Code {
    let names = Names::shipped().unwrap();
    let mut input = match open(Cursor::new(bytes.to_vec()), &names, &Options::default()) {
        Err(f) => return f.code,
        Ok(t) => t,
    };
    let table = match input.rows(0) {
        Err(f) => return f.code,
        Ok(t) => t,
    };
    table.filter_map(Result::err).next().expect("an error").code
}

#[test]
fn amocrm_says_the_same_in_both_encodings_and_delimiters() {
    let (a, utf8) = fixture("amocrm-deals-utf8.csv");
    let (b, cp1251) = fixture("amocrm-deals-1251.csv");
    assert_eq!((a.encoding.as_str(), a.delimiter, a.header_row), ("utf-8", Some(','), 1));
    assert_eq!((b.encoding.as_str(), b.delimiter, b.header_row), ("windows-1251", Some(';'), 1));
    assert_eq!((a.source, a.kind), (Source::Amocrm, FileKind::Deals));
    assert_eq!(utf8, cp1251);
    let d = deals(&utf8);
    assert_eq!(d.len(), 5);
    assert_eq!(
        (d[0].amount, d[0].stage_kind, d[0].client.as_str()),
        (Some(125_000_000), StageKind::Final, "АО «Каскад»")
    );
    assert_eq!(d[0].notes, ["Обещана отсрочка 30 дней", "Просил КП до пятницы"]);
    assert_eq!(
        d[0].contact.phones.iter().map(|p| p.normal.as_str()).collect::<Vec<_>>(),
        ["+73432001122", "+79123456789"]
    );
    assert_eq!(d[0].contact.phones[0].written, "+7 (343) 200-11-22");
    assert_eq!(d[0].products, ["Насос Н-1", "Насос Н-2"]);
    // Both columns of a repeated header are there.
    assert_eq!(d[0].source, "Сайт");
    for (k, v) in [("Источник (2)", "Рекомендация"), ("cid", "c-1"), ("cid (2)", "c-2"), ("Город", "Екатеринбург")]
    {
        assert!(d[0].extra.contains(&(k.into(), v.into())), "{k}: {:?}", d[0].extra);
    }
    assert_eq!(d[1].client, "Ким Анна", "a deal with a person and no company is that person's");
    assert_eq!((d[2].stage_kind, d[2].closed.map(|at| Zone::MOSCOW.day(at))), (StageKind::Won, Day::ymd(2026, 10, 1)));
    assert_eq!((d[3].stage_kind, d[3].amount), (StageKind::Lost, None));
    assert_eq!(d[3].notes, ["многострочное\nпримечание; с точкой с запятой"]);
    assert_eq!((d[4].stage_kind, d[4].stage_known, d[4].client.as_str()), (StageKind::Open, false, ""));
}

#[test]
fn bitrix_says_the_same_as_csv_and_as_a_table_called_xls() {
    let (a, csv) = fixture("bitrix-deals.csv");
    let (b, xls) = fixture("bitrix-deals.xls");
    assert_eq!((a.source, a.kind, a.delimiter), (Source::Bitrix24, FileKind::Deals, Some(';')));
    assert_eq!((b.source, b.kind, b.delimiter), (Source::Bitrix24, FileKind::Deals, None));
    assert_eq!(csv, xls);
    let d = deals(&csv);
    assert_eq!(d.len(), 5, "repeated rows are summed by the merge, not by the reader");
    assert_eq!((d[0].ext_id.as_str(), d[0].amount, d[1].amount), ("501", Some(10_000_000), Some(2_500_050)));
    assert_eq!((d[0].contact.name.as_str(), d[0].contact.phones.len()), ("Жуков Юрий", 2));
    assert_eq!(d[0].expected_close, Day::ymd(2026, 12, 30));
    assert_eq!((d[3].currency, d[3].stage_kind), (Currency::USD, StageKind::Won));
    assert_eq!(d[4].closed.map(|at| Zone::MOSCOW.day(at)), Day::ymd(2026, 8, 11));
}

#[test]
fn a_header_in_the_fourth_row_and_a_totals_row() {
    let (shape, rows) = fixture("bitrix-companies.csv");
    assert_eq!((shape.kind, shape.header_row, shape.encoding.as_str()), (FileKind::Clients, 4, "windows-1251"));
    let c = clients(&rows);
    assert_eq!(c.len(), 3);
    assert_eq!(refused(&rows), []);
    assert_eq!(
        (c[0].name.as_str(), c[0].industry.as_str(), c[0].region.as_str()),
        ("ООО «Кварц»", "Металлургия", "Урал")
    );
    assert_eq!((c[0].inn.as_str(), c[1].phones.len()), ("6670000001", 2));
    assert!(c[0].extra.contains(&("Тип компании".into(), "Клиент".into())));
}

#[test]
fn a_broken_quote_costs_one_row() {
    let (_, rows) = fixture("broken-quote.csv");
    assert_eq!(refused(&rows).len(), 1);
    assert_eq!(refused(&rows)[0].3, Reason::UnclosedQuote);
    assert_eq!(refused(&rows)[0].0, 3);
    assert_eq!(deals(&rows).iter().map(|d| d.ext_id.as_str()).collect::<Vec<_>>(), ["1", "3", "4"]);
}

#[test]
fn refused_rows_say_row_column_value_and_reason() {
    let (_, rows) = fixture("refused.csv");
    assert_eq!(
        refused(&rows),
        [
            (3, "ID", "", Reason::NoId),
            (4, "Бюджет", "двести", Reason::BadAmount),
            (5, "Дата создания сделки", "31.02.2026", Reason::BadDate),
            (6, "", "лишнее", Reason::ExtraCells),
        ]
    );
    assert_eq!(deals(&rows).len(), 2, "the totals row is no deal; the repeated id is the merge's to refuse");
}

#[test]
fn a_company_called_total_in_the_middle_is_data() {
    let (_, rows) = read(Cursor::new("account,sector\nTotal,oil\nArbor,retail\nTotal,7\n"));
    assert_eq!(clients(&rows).iter().map(|c| c.name.as_str()).collect::<Vec<_>>(), ["Total", "Arbor"]);
}

#[test]
fn hostile_text_becomes_harmless_data() {
    let (_, rows) = fixture("hostile.csv");
    let d = deals(&rows);
    assert_eq!(d[0].title, "]0;pwn=cmd|'/c calc'!A1");
    assert_eq!((d[0].owner.as_str(), d[0].client.as_str()), ("Иванов Иван", "<script>alert(1)</script>31m"));
    assert_eq!((d[1].title.as_str(), d[1].client.as_str()), ("; DROP TABLE deal;--", "Йод"));
}

#[test]
fn what_is_not_ours_gets_its_own_sentence() {
    assert_eq!(code(b"PK\x03\x04zip"), Code::FileBroken);
    assert_eq!(code(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old or locked"), Code::FileProtected);
    assert_eq!(code(b""), Code::FileEmpty);
    // More commas in one cell than a table has columns: the file is cut by something else.
    let commas = format!("ID;Название сделки;Этап сделки;Примечание\n1;А;Договор;\"{}\"\n", "а,".repeat(600));
    assert_eq!(deals(&read(Cursor::new(commas)).1)[0].notes[0].matches(',').count(), 600);
    assert_eq!(code("просто текст\nбез таблицы".as_bytes()), Code::FileNoHeader);
    assert_eq!(code("ID;Название;Ответственный;Телефон\n1;a;b;c".as_bytes()), Code::FileUnknownKind);
    let wide = format!("ID;Этап сделки{}\n", ";x".repeat(600));
    assert_eq!(code(wide.as_bytes()), Code::FileTooManyColumns);
    assert_eq!(code(b"\x00\x01\x02binary"), Code::FileEncoding);
    assert_eq!(code(format!("<table><tr><td {}", "a=1 ".repeat(50_000)).as_bytes()), Code::FileTagTooLong);
}

#[test]
fn random_bytes_never_panic() {
    let seed = std::env::var("ESTAFETA_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(7);
    let mut rng = fastrand::Rng::with_seed(seed);
    let names = Names::shipped().unwrap();
    let alphabet = "ID;\"\n\r,\tЭтап сделки<td>'&nbsp;1.2,3\u{0}\u{feff}я".as_bytes();
    let rounds = if std::env::var_os("ESTAFETA_SOAK").is_some() { 200_000 } else { 3_000 };
    for round in 0..rounds {
        let mut bytes = if round % 2 == 0 {
            "ID;Этап сделки;Бюджет;Дата создания\n".as_bytes().to_vec()
        } else {
            Vec::new()
        };
        if round % 3 == 0 {
            bytes.extend_from_slice(b"<table><tr><th>ID<th>");
        }
        for _ in 0..rng.usize(..200) {
            let b = if rng.u8(..8) == 0 { rng.u8(..) } else { alphabet[rng.usize(..alphabet.len())] };
            bytes.push(b);
        }
        if let Ok(mut t) = open(Cursor::new(bytes), &names, &Options::default())
            && let Ok(rows) = t.rows(0)
        {
            assert!(rows.count() < 1000, "seed {seed} round {round}");
        }
    }
}

#[test]
fn the_maven_set_is_read_whole() {
    let shared = std::env::var("ESTAFETA_SHARED")
        .map_or_else(|_| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let dir = shared.join("data/maven-crm");
    if !dir.exists() {
        eprintln!("skipped: no {}", dir.display());
        return;
    }
    let counts: Vec<_> = ["accounts.csv", "sales_pipeline.csv", "sales_teams.csv", "products.csv"]
        .iter()
        .map(|f| {
            let (s, rows) = read(File::open(dir.join(f)).unwrap());
            assert_eq!((s.source, s.delimiter, refused(&rows)), (Source::Maven, Some(','), vec![]));
            (s.kind, rows.len())
        })
        .collect();
    assert_eq!(
        counts,
        [(FileKind::Clients, 85), (FileKind::Deals, 8800), (FileKind::Employees, 35), (FileKind::Products, 7)]
    );
}
