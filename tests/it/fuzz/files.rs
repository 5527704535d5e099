//! What comes in files: exports in every form, lists of accounts, the office's own files, templates of letters.

use std::io::{Cursor, Write};

use estafeta::config::own::FILES;
use estafeta::config::{Config, EXAMPLE};
use estafeta::domain::own::Own;
use estafeta::domain::papers::{LetterData, LetterManager, LetterPerson};
use estafeta::domain::records::Row;
use estafeta::domain::sheets::SheetColumn;
use estafeta::domain::{FileKind, Gender, Role, Source};
use estafeta::exchange::letter::letter;
use estafeta::exchange::read::{self, Field, Names, Options, Recall, Wish, accounts};
use estafeta::exchange::sheets;
use estafeta::texts::{Lang, Texts};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::engine::{fuzz, fuzz_some, sections};

const DEALS: &str = "ID;Название сделки;Этап сделки;Бюджет;Дата создания сделки;Дата закрытия;Ответственный;Компания;Рабочий телефон;Рабочий email;Примечание";
const DEAL: &str = "1;Поставка;Переговоры;1 234,56 ₽;24.11.2026 14:05:06;2026-12-01;Иванов И.;ООО «Каскад»;+7 (343) 200-11-22, 8-912-345-67-89;Ivan@Firma.ru;\"два\nслова\"";
const LOG: &str = "Дата;Пользователь;Событие;Объект;IP;Описание\n";
const EVENT: &str = "24.11.2026 03:14;s.yudin;Экспорт сделок;Сделки: 1480 записей;10.0.0.7;выгрузка в Excel";

fn strings(list: &[&str]) -> Vec<String> {
    list.iter().map(|s| (*s).to_owned()).collect()
}

/// Reads a file to its end; how many rows became records.
fn records(bytes: Vec<u8>, names: &Names) -> usize {
    let Ok(mut input) = read::open(Cursor::new(bytes), names, &Options::default()) else { return 0 };
    let mut n = 0;
    for part in 0..input.shapes().len() {
        let Ok(table) = input.rows(part) else { return n };
        for row in table {
            match row {
                Ok(Row::Record(_)) => n += 1,
                Ok(Row::Refused(_)) => {}
                Err(_) => break,
            }
        }
    }
    n
}

#[test]
fn any_file() {
    let names = Names::shipped().unwrap();
    let seeds = strings(&[
        &format!("{DEALS}\n{DEAL}\n"),
        "ID,Этап сделки\n1,\"a\"\"b\"\n",
        "Отчёт\n\nID;Название сделки;Стадия сделки;Сумма;Товар\n5;x;Оплата;1;Насос\nИтого;;;3;\n",
        "<meta charset=utf-8><table><tr><th>ID<th>Этап сделки<tr><td>1<td>x</table>",
        "account,sector\nTotal,oil\n",
    ]);
    let words = [
        "ID",
        ";",
        "\"",
        "\n",
        "\r\n",
        "Итого",
        "Сумма",
        "Этап сделки",
        "Товар",
        "<table>",
        "PK\u{3}\u{4}",
        ";;;;;;;;;",
    ];
    // Finding out what a file is costs most of a millisecond: its rows are fuzzed in numbers below.
    fuzz_some("files", 10_000, &seeds, &words, |s| records(utf8(s), &names) > 0);
}

/// What nobody knows the headings of, as the screen shows it to map its columns.
#[test]
fn any_table_to_be_mapped() {
    let seeds = strings(&[
        "Фирма;Кто ведёт;Мобила\nКварц;Ким;+7 912\n",
        "Отчёт\n\na\tb\na\tb\n",
        "<table><tr><th>x<th>x</table>",
    ]);
    let words = [";", "\t", "\n", "\"", "<table>", "<td>", "Фирма", "\u{a0}", "PK\u{3}\u{4}", ";;;;;;;;;"];
    fuzz("unknown tables", &seeds, &words, |s| {
        read::unknown(Cursor::new(utf8(s)), &Options::default(), 20, None).is_ok_and(|u| {
            assert!(u.at < u.heads.len() && u.rows.iter().any(|(n, _)| *n == u.heads[u.at].row), "{u:?}");
            true
        })
    });
}

/// Whatever the headings are, a person may say what each of them means; the file is then read exactly so, and so is the next
/// one of this form.
#[test]
fn any_table_as_it_was_mapped_by_hand() {
    let mut names = Names::shipped().unwrap();
    // Of all tables these three: what is looked at is what a person says, not which table fits best.
    names.profiles.retain(|p| matches!((p.source, p.kind), (Source::Other, FileKind::Clients | FileKind::Deals)));
    let fields = [FileKind::Clients, FileKind::Deals].map(|k| names.fields(k));
    let seeds = strings(&[
        "Фирма;Кто ведёт;Мобила\nКварц;Ким;+7 912\n",
        "Товар;Товар;товар ;Товар (2)\n1;2;3;4\n",
        "Отчёт\n\n\tБюджет\tБюджет ₽\t\n\ta\tb\t\n",
        "<table><tr><th>x<th>x<th>#2<th><tr><td>1<td>2<td>3<td>4</table>",
    ]);
    let words =
        [";", "\t", "\n", "\"", "<td>", "Фирма", " (2)", "#1", "₽", "\u{a0}", "ё", "Е", "Клиент", "Сделка", ";;;;"];
    let mut rng = fastrand::Rng::with_seed(16);
    fuzz("tables mapped by hand", &seeds, &words, |s| {
        let Ok(found) = read::unknown(Cursor::new(utf8(s)), &Options::default(), 2, None) else { return false };
        let head = &found.heads[found.at];
        let at = rng.usize(..2);
        let (kind, known) = ([FileKind::Clients, FileKind::Deals][at], &fields[at]);
        let mut said: Vec<Option<Field>> = vec![None; head.names.len()];
        for i in 0..said.len() {
            let field = known[rng.usize(..known.len())];
            said[i] = Some(field).filter(|f| rng.u8(..3) > 0 && (f.many() || !said.contains(&Some(*f))));
        }
        if !said.iter().flatten().any(|f| kind.key_fields().contains(&f.word())) {
            return false;
        }
        let pairs = || head.names.iter().cloned().zip(said.iter().copied());
        let recall = Recall {
            kind: Some(kind),
            source: Some(Source::Other),
            map: pairs().filter_map(|(name, f)| Some((name, f?))).collect(),
            plain: pairs().filter(|(_, f)| f.is_none()).map(|(name, _)| name).collect(),
        };
        let told = [(head.digest.clone(), recall)].into();
        let wish = match rng.bool() {
            true => Wish { said: told, ..Wish::default() },
            false => Wish { remembered: told, ..Wish::default() },
        };
        let input = read::open(Cursor::new(utf8(s)), &names, &Options { wish, ..Options::default() });
        let shape = input.map(|i| i.shapes().remove(0)).unwrap_or_else(|f| panic!("{:?} of {said:?}", f.code));
        let read: Vec<Option<Field>> = shape.columns.iter().map(|(_, f)| f.as_deref().and_then(Field::of)).collect();
        assert_eq!((shape.kind, &shape.headers_digest, read), (kind, &head.digest, said));
        true
    });
}

/// Many inputs in one file under a fixed header: what is read here is rows and cells, not which file it is. A zero byte
/// would refuse the file as a whole.
fn rows(target: &str, head: &str, seeds: &[&str], words: &[&str], bytes: impl Fn(&str) -> Vec<u8>) {
    let names = Names::shipped().unwrap();
    let mut file = String::from(head);
    let mut n = 0;
    fuzz(target, &strings(seeds), words, |s| {
        file.extend(s.chars().filter(|c| *c != '\0'));
        file.push('\n');
        n += 1;
        if n % 200 != 0 {
            return false;
        }
        // One in two hundred stands for all: a file out of which nothing comes is off the mark.
        records(bytes(&std::mem::replace(&mut file, head.to_owned())), &names) > 0
    });
}

fn utf8(s: &str) -> Vec<u8> {
    s.as_bytes().to_vec()
}

#[test]
fn delimited_text() {
    let words = ["\"", "\"\"", "\n", "\r\n", "\r", "Итого", ";", ";;;;;;;;;;;;;;;;;;;;", "\";\"", "\"\n", "\u{98}"];
    rows("delimited", "ID;Этап сделки\n", &["1;x", "2;\"a\"\"b\"", "3;\"a\nb\"", "Итого;"], &words, utf8);
}

#[test]
fn other_code_pages() {
    let words = ["\u{feff}", "\u{98}", "я", "\n", ";", "𝒳", "\u{fffd}"];
    let head = "ID;Этап сделки\n";
    rows("windows-1251", head, &["1;Оплата"], &words, |s| encoding_rs::WINDOWS_1251.encode(s).0.into_owned());
    rows("UTF-16", head, &["1;Оплата"], &words, |s| {
        let mut bytes: Vec<u8> = std::iter::once(0xfeff).chain(s.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        // Half a letter at the end, and a letter that is none inside.
        let broken = bytes.len() / 2;
        bytes[broken] = 0xd8;
        bytes.pop();
        bytes
    });
}

#[test]
fn html_tables() {
    let head = "<meta charset=utf-8><table><tr><th>ID<th>Этап сделки</tr>";
    let seeds =
        ["<tr><td>1</td><td>Оплата</td></tr>", "<tr><td>2<td>a<br>b&nbsp;&amp;c", "<tr class=x><td align='left'>3<td>"];
    let words = [
        "<tr>",
        "</tr>",
        "<td",
        "<th>",
        "</table>",
        "<br/>",
        "&nbsp;",
        "&#0;",
        "&#x110000;",
        "<!-- x -->",
        "<![CDATA[",
    ];
    rows("html", head, &seeds, &words, utf8);
}

#[test]
fn amounts_dates_phones_of_deals() {
    let words = [
        "₽",
        "USD",
        "|EUR",
        "1,234.5",
        "31.02.2026",
        "46350,5",
        "12:60",
        "2026-11-24T11:05:06Z",
        "+7",
        "@",
        "не закрыта",
        ";",
    ];
    rows("cells of deals", &format!("{DEALS}\n"), &[DEAL], &words, utf8);
}

#[test]
fn events_of_the_log() {
    let words = ["Удаление", "Экспорт", "записей", "1 480", "строк", "24.11.26", "::1", ";"];
    rows("cells of the log", LOG, &[EVENT], &words, utf8);
}

#[test]
fn books() {
    let names = Names::shipped().unwrap();
    let cells = |n: u32, line: &str| -> String {
        let cells = line.split(';').enumerate();
        cells
            .map(|(i, c)| format!(r#"<c r="{}{n}" t="inlineStr"><is><t>{c}</t></is></c>"#, char::from(b'A' + i as u8)))
            .collect()
    };
    let seeds = strings(&[&format!(
        r#"<row r="1">{}</row><row r="2">{}<c r="E2" s="1"><v>46350.5</v></c><c r="F2" t="s"><v>0</v></c></row>"#,
        cells(1, "ID;Название сделки;Этап сделки;Бюджет"),
        cells(2, "1;x;Оплата;5")
    )]);
    let words = [
        "<c",
        "r=\"XFD1048576\"",
        "t=\"s\"",
        "t=\"e\"",
        "<v>",
        "</c>",
        "</row>",
        "<f>",
        "1e308",
        "-1",
        "spans=\"1:9\"",
        "<is>",
    ];
    // Each is an archive of its own, which takes a millisecond.
    fuzz_some("books", 4_000, &seeds, &words, |rows| records(book(rows), &names) > 0);
}

/// A book of one sheet with these rows, as XML.
fn book(rows: &str) -> Vec<u8> {
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in [
        (
            "_rels/.rels",
            r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
        ("xl/sharedStrings.xml", r#"<sst uniqueCount="1"><si><t>x</t></si></sst>"#),
        ("xl/worksheets/sheet1.xml", sheet.as_str()),
    ] {
        zip.start_file(name, stored).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Cells of one row, those that are figures as numbers.
fn row(n: usize, cells: impl Iterator<Item = String>) -> String {
    let mut out = format!("<row r=\"{n}\">");
    for (i, cell) in cells.enumerate().take(26) {
        let at = format!("{}{n}", char::from(b'A' + i as u8));
        let xml =
            |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
        let text: String = cell.chars().filter(|c| xml(*c)).collect();
        let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        match cell.parse::<f64>() {
            Ok(_) => out.push_str(&format!("<c r=\"{at}\"><v>{text}</v></c>")),
            Err(_) => out.push_str(&format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")),
        }
    }
    out.push_str("</row>");
    out
}

/// «Лист передачи» and «Лист приёма» as they come back: whatever was typed into whichever cell, rows are rows of a heading.
#[test]
fn filled_sheets() {
    let texts = Texts::load(Lang::Ru);
    let columns = std::iter::once(&SheetColumn::Key).chain(&SheetColumn::ALL[..20]);
    let heading: Vec<String> = columns.map(|c| texts.sheet_heading(*c)).collect();
    let seeds = strings(&[
        "k7x/deal:7/3.0a0b0c0d/01234567|1|Кварц|Позвонить 24.11.2026|46350.5|да|нет|принято",
        "|2||пояснение: «не мой регион»||||||",
        "k7x/client:1/89abcdef||||||||||||||||||||",
    ]);
    let words =
        ["|", "Ключ строки", "да", "нет", "принято", "46350", "1e300", "-1", "=1+1", "#ССЫЛКА!", "\u{a0}", "\n"];
    let (mut rows, mut n) = (row(3, heading.iter().cloned()), 3);
    fuzz("filled sheets", &seeds, &words, |s| {
        n += 1;
        rows.push_str(&row(n, s.split('|').map(str::to_owned)));
        if n % 1_000 != 0 {
            return false;
        }
        let bytes = book(&std::mem::replace(&mut rows, row(3, heading.iter().cloned())));
        n = 3;
        let read = sheets::read(Cursor::new(bytes)).unwrap_or_else(|f| panic!("{:?}", f.code));
        assert!(read.iter().all(|r| r.row > 3 && r.cells.keys().all(|c| r.columns.contains(c))));
        !read.is_empty()
    });
}

#[test]
fn lists_of_accounts() {
    let head = "Сотрудник;Система;Логин;Общая;Примечание\n";
    let (mut file, mut n) = (String::from(head), 0);
    let words = ["да", "нет", ";", "\n", "Логин", "Система", "\""];
    fuzz(
        "accounts",
        &strings(&["Юдин С.;1С;s.yudin;да;касса", "Ким А.;Почта;;;"]),
        &words,
        |s| {
            file.extend(s.chars().filter(|c| *c != '\0'));
            file.push('\n');
            n += 1;
            let whole = n % 200 == 0;
            whole
                && accounts(Cursor::new(std::mem::replace(&mut file, head.to_owned())), None, false)
                    .is_ok_and(|a| !a.accounts.is_empty())
        },
    );
}

#[test]
fn settings() {
    let lines: Vec<String> = EXAMPLE.lines().map(|l| l.trim_start_matches(['#', ' ']).to_owned()).collect();
    let mut seeds: Vec<String> = lines.iter().filter(|l| l.contains('=')).cloned().collect();
    seeds.extend(sections(&lines.join("\n"), "["));
    fuzz(
        "settings",
        &seeds,
        &["[office]", "[hooks.mail]", "zone = \"+03:00\"", "true", "[[", "]]", "'''", "{", "0x"],
        |s| Config::parse(s).is_ok(),
    );
}

#[test]
fn files_of_the_office() {
    use estafeta::domain::{accesses::CATALOGUE, chain::CHAIN, checklist::PLANNED, phrases::PHRASES};
    for file in FILES {
        let text = match file.name {
            "chain.toml" => CHAIN,
            "accesses.toml" => CATALOGUE,
            "checklist.toml" => PLANNED,
            "phrases.toml" => PHRASES,
            "calendar.toml" => "2026-12-31 = \"off\"\n2026-11-07 = \"work\"\n",
            _ => continue,
        };
        let seeds = sections(text, if file.name == "calendar.toml" { "2026" } else { "[" });
        let words =
            ["\"", "[[", "]]", "= \"\"", "= 0", "true", "due = \"-3 рабочих дня 18:00\"", "'''", "off", "9999-12-31"];
        // Past the form of the text: the office's own words and what they have to do with one another.
        let is_understood =
            |s: &str| file.take(&mut Own::default(), s).map_or_else(|f| f.arg("line").is_empty(), |()| true);
        fuzz(file.name, &seeds, &words, is_understood);
        fuzz_some(file.name, 200, &[text.to_owned()], &words, is_understood);
    }
}

#[test]
fn templates_of_letters() {
    let texts = Texts::load(Lang::Ru);
    let person = |name: &str| LetterPerson::of(name, Some(Gender::Female), "+7 912 345-67-89", "a@vector.example");
    let data = LetterData {
        salutation: "Уважаемый Иван Петрович".to_owned(),
        office: "ООО «Вектор»".to_owned(),
        client: "АО «Каскад»".to_owned(),
        managers: vec![LetterManager {
            person: person("Смирнов Алексей"),
            clients: vec!["АО «Каскад»".to_owned()],
            knows: true,
            away_until: None,
        }],
        before: None,
        from_day: None,
        next_contact: None,
        signer: person("Иванова Мария"),
        signer_role: Role::Head,
    };
    let shipped = include_str!("../../../assets/letters/ru/manager_change.txt");
    let mut seeds: Vec<String> = shipped.lines().filter(|l| l.contains('{')).map(str::to_owned).collect();
    seeds.push(shipped.to_owned());
    seeds.push("Тема: x\n\n{% for m in менеджеры %}{{ m.имя }}{% endfor %}".to_owned());
    let words = [
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "for",
        "if",
        "endif",
        "range(9)",
        "|upper",
        "|length",
        "~",
        "loop.index",
        "**",
        "//0",
    ];
    fuzz("templates", &seeds, &words, |s| letter(&data, &texts, Some(s)).is_ok());
}
