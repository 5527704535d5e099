//! R11: hostile files cannot kill the program. Each is read by the real program under limits on memory and CPU time;
//! it ends in a refusal with its own code, or in an honest import, and never in half of one.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::cli::NOW;
use crate::kit::soak;

/// Address space, not memory in use: the program's own code and the stacks of its threads are in it.
const MEMORY_KIB: u32 = 600 * 1024;
/// CPU seconds of a debug build; time on the wall would depend on the machine's other work.
const CPU_SECONDS: u32 = 60;

enum Ends {
    /// Refused as a whole, with one of these codes, and nothing kept.
    Refused(&'static [&'static str]),
    /// Imported: new rows, refused rows.
    Kept(u64, u64),
}
use Ends::{Kept, Refused};

struct Office(tempfile::TempDir);

impl Office {
    fn new() -> Office {
        let o = Office(tempfile::tempdir().unwrap());
        let (code, _, err) = o.run(&["demo", "--clients", "5", "--employees", "6"]);
        assert_eq!(code, Some(0), "{err}");
        o
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The program in a shell's child with limits; no code when a signal ended it.
    fn run(&self, args: &[&str]) -> (Option<i32>, String, String) {
        let limits = format!(
            "ulimit -v {MEMORY_KIB} -t {CPU_SECONDS} 2>/dev/null || {{ ulimit -v {MEMORY_KIB}; ulimit -t {CPU_SECONDS}; }}; exec \"$0\" \"$@\""
        );
        let Output { status, stdout, stderr } = Command::new("sh")
            .args(["-c", &limits, env!("CARGO_BIN_EXE_estafeta")])
            .args(args)
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("HOME", self.0.path())
            .env("TMPDIR", self.0.path())
            .env("ESTAFETA_NOW", NOW)
            .env("ESTAFETA_DB", self.path("e.db"))
            .output()
            .unwrap();
        let text = |b: Vec<u8>| String::from_utf8(b).unwrap();
        (status.code(), text(stdout), text(stderr))
    }

    /// What a refused import must leave as it was: journal and rows.
    fn state(&self) -> Vec<i64> {
        let c = estafeta::store::Connection::open(self.path("e.db")).unwrap();
        ["journal", "client", "deal", "employee", "contact", "stage", "import", "import_question", "job"]
            .map(|t| c.query_row(&format!("SELECT count(*) FROM {t}"), [], |r| r.get(0)).unwrap())
            .to_vec()
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(self.0.path())
            .unwrap()
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .filter(|n| !n.starts_with("e.db-"))
            .collect();
        names.sort();
        names
    }
}

#[track_caller]
fn bomb(what: &str, bytes: &[u8], ends: Ends) {
    bomb_with(what, |path| std::fs::write(path, bytes).unwrap(), &[], ends);
}

#[track_caller]
fn bomb_with(what: &str, make: impl FnOnce(&Path), more: &[&str], ends: Ends) {
    let o = Office::new();
    let path = o.path("bomb.xls");
    make(&path);
    let (before, names) = (o.state(), o.names());
    let file = path.to_str().unwrap();
    let (code, out, err) = o.run(&[&["--json", "import", file][..], more].concat());
    let Some(code) = code else { panic!("{what}: ended by a signal\n{out}{err}") };
    assert_eq!(o.names(), names, "{what}: something was left behind");
    match ends {
        Refused(codes) => {
            assert_eq!((code, out.as_str()), (1, ""), "{what}: {err}");
            let v: Value = serde_json::from_str(&err).unwrap_or_else(|e| panic!("{what}: {e}\n{err}"));
            let (said, code) = (v["error"]["message"].as_str().unwrap(), v["error"]["code"].as_str().unwrap());
            assert!(codes.contains(&code), "{what}: {code}: {said}");
            assert!(said.chars().any(|c| ('а'..='я').contains(&c)) && !said.contains('\u{1b}'), "{what}: {said}");
            assert_eq!(o.state(), before, "{what}: a refused file left something in the base");
        }
        Kept(new, refused) => {
            assert!(matches!(code, 0 | 3), "{what} → {code}: {err}");
            let v: Value = serde_json::from_str(&out).unwrap();
            let f = &v["files"][0];
            assert_eq!((f["new"].as_u64(), f["refused"].as_u64()), (Some(new), Some(refused)), "{what}: {f}");
            assert_eq!(v["committed"], true, "{what}");
        }
    }
    let (code, _, err) = o.run(&["check"]);
    assert_eq!(code, Some(0), "{what}: {err}");
}

const HEAD: &str = "ID;Название сделки;Этап сделки;Бюджет;Дата создания сделки;Ответственный;Компания\n";

/// A deal that any import takes.
fn deal(n: u32) -> String {
    format!("{n};Поставка {n};Переговоры;1000;01.11.2026;Юдин Сергей;ООО «Каскад»\n")
}

fn table(rows: &str) -> Vec<u8> {
    format!("{HEAD}{rows}").into_bytes()
}

fn html(inside: &str) -> Vec<u8> {
    let head: String = HEAD.trim().split(';').map(|h| format!("<th>{h}</th>")).collect();
    let row: String = deal(1).trim().split(';').map(|c| format!("<td>{c}</td>")).collect();
    format!("<meta charset=utf-8><table><tr>{head}</tr><tr>{row}</tr>{inside}</table>").into_bytes()
}

#[test]
fn what_is_no_table() {
    bomb("nothing at all", b"", Refused(&["file_empty"]));
    bomb("blanks", &b" \r\n\t".repeat(100_000), Refused(&["file_empty"]));
    bomb("only a mark", b"\xef\xbb\xbf", Refused(&["file_empty"]));
    bomb("zeros inside", b"ID;\0\0\0;x\n1;2;3\n", Refused(&["file_encoding"]));
    bomb(
        "a program",
        &[b"\x7fELF\x02\x01\x01".as_slice(), &[0x90; 100_000]].concat(),
        Refused(&["file_no_header", "file_encoding"]),
    );
    let mut rng = fastrand::Rng::with_seed(11);
    let noise: Vec<u8> = std::iter::repeat_with(|| rng.u8(1..)).take(1 << 20).collect();
    bomb("noise", &noise, Refused(&["file_no_header"]));
    bomb("a paper", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\n", Refused(&["file_no_header"]));
    bomb(
        "a packed text",
        b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03KL\x04\x00",
        Refused(&["file_encoding", "file_no_header"]),
    );
    let sparse =
        |path: &Path| std::fs::File::create(path).unwrap().set_len(if soak() { 1 << 32 } else { 1 << 28 }).unwrap();
    bomb_with("a hole of zeros", sparse, &[], Refused(&["file_encoding"]));
    let endless = |path: &Path| std::os::unix::fs::symlink("/dev/zero", path).unwrap();
    bomb_with("a device without end", endless, &[], Refused(&["file_not_readable"]));
    bomb_with("a folder", |path| std::fs::create_dir(path).unwrap(), &[], Refused(&["file_not_readable"]));
    let pipe = |path: &Path| assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    bomb_with("a pipe nobody writes to", pipe, &[], Refused(&["file_not_readable"]));
}

#[test]
fn texts_in_a_wrong_code_page() {
    let utf16 = |le: bool, bom: bool, s: &str| -> Vec<u8> {
        let units = bom.then_some(0xfeff).into_iter().chain(s.encode_utf16());
        units.flat_map(|u| if le { u.to_le_bytes() } else { u.to_be_bytes() }).collect()
    };
    let text = format!("{HEAD}{}", deal(1));
    bomb("UTF-16 with a mark", &utf16(true, true, &text), Kept(1, 0));
    bomb("UTF-16 the other way", &utf16(false, true, &text), Kept(1, 0));
    bomb("UTF-16 without a mark", &utf16(true, false, &text), Refused(&["file_encoding"]));
    let mut odd = utf16(true, true, &text);
    odd.extend([0x00, 0xd8, 0x41]);
    bomb("UTF-16 that ends in half a letter", &odd, Kept(2, 0));
    let utf32: Vec<u8> =
        std::iter::once('\u{feff}').chain(text.chars()).flat_map(|c| (c as u32).to_le_bytes()).collect();
    bomb("UTF-32", &utf32, Refused(&["file_encoding", "file_no_header"]));
    let (cp866, _, _) = encoding_rs::IBM866.encode(&text);
    bomb("the code page of DOS", &cp866, Refused(&["file_no_header", "file_unknown_kind"]));
    let (koi8, _, _) = encoding_rs::KOI8_R.encode(&text);
    bomb("KOI8-R", &koi8, Refused(&["file_no_header", "file_unknown_kind"]));
    let (cp1251, _, _) = encoding_rs::WINDOWS_1251.encode(&text);
    let said = ["--encoding", "utf-8"];
    let make = |path: &Path| std::fs::write(path, &cp1251).unwrap();
    bomb_with("windows-1251 said to be UTF-8", make, &said, Refused(&["file_no_header", "file_unknown_kind"]));
    let mut one_byte = text.into_bytes();
    one_byte.extend(b"2;\x98\x9b31m;\xcf;1;01.11.2026;x;y\n");
    bomb("a byte that is a control in windows-1251", &one_byte, Refused(&["file_no_header", "file_unknown_kind"]));
}

#[test]
fn tables_that_never_end() {
    let rest = deal(2) + &deal(3);
    bomb("a quote never closed", &table(&format!("1;\"Поставка;x;1;;;\n{rest}")), Kept(2, 1));
    bomb(
        "a quote in the header",
        format!("ID;\"Название\n{rest}").as_bytes(),
        Refused(&["file_no_header", "file_unknown_kind"]),
    );
    bomb("nothing but quotes", &b"\"".repeat(4 << 20), Refused(&["file_no_header"]));
    let long = "x".repeat(if soak() { 1 << 30 } else { 32 << 20 });
    bomb("a line without end", &table(&format!("1;{long}\n{rest}")), Kept(2, 1));
    bomb("a first line without end", long.as_bytes(), Refused(&["file_no_header"]));
    bomb("a cell of 40 KB", &table(&format!("1;{};x;1;;;\n{rest}", "я".repeat(20_000))), Kept(2, 1));
    bomb("600 columns", format!("{}\n1\n", "ID;".repeat(600)).as_bytes(), Refused(&["file_too_many_columns"]));
    let wide = ";".repeat(1_000_000);
    bomb(
        "a row of a million cells",
        &table(&format!(
            "1{wide}
{rest}"
        )),
        Refused(&["file_too_many_columns"]),
    );
    let far: String = (10..40).map(deal).collect();
    bomb(
        "such a row further down",
        &table(&format!(
            "{far}1{wide}
{rest}"
        )),
        Kept(32, 1),
    );
    bomb("two million lines and one", &table(&("\n".repeat(2_000_001) + &rest)), Refused(&["file_too_many_rows"]));
    bomb(
        "lines of an old Macintosh",
        table(&rest).iter().map(|b| if *b == b'\n' { b'\r' } else { *b }).collect::<Vec<_>>().as_slice(),
        Refused(&["file_no_header", "file_empty"]),
    );
    bomb("one number a thousand times", &table(&deal(7).repeat(1_000)), Kept(1, 999));
    bomb(
        "figures beyond any",
        &table("1;a;x;99999999999999999999999;01.11.2026;x;y\n2;b;x;1e308;99.99.9999;x;y\n"),
        Kept(0, 2),
    );
    bomb("formulas", &table("1;=cmd|' /C calc'!A0;x;1;01.11.2026;@SUM(A1);+7\n"), Kept(1, 0));
    bomb("only a header", HEAD.as_bytes(), Refused(&["file_empty"]));
}

#[test]
fn pages_that_explode() {
    bomb(
        "800,000 attributes",
        &html(&format!("<tr><td {}>x", "a=1 ".repeat(800_000))),
        Refused(&["file_tag_too_long"]),
    );
    bomb("a tag without end", &html(&format!("<{}", "x".repeat(10 << 20))), Refused(&["file_tag_too_long"]));
    bomb("a remark without end", &html(&format!("<!--{}", "x".repeat(10 << 20))), Refused(&["file_tag_too_long"]));
    bomb("a hundred thousand tables in one another", &html(&"<table><tr><td>".repeat(100_000)), Kept(1, 0));
    let wide = format!("<tr>{}</tr>", "<td>x".repeat(1_000_000));
    bomb("a million cells in a row", &html(&wide), Refused(&["file_too_many_columns"]));
    bomb("such a row further down", &html(&("<tr><td></tr>".repeat(20) + &wide)), Kept(1, 1));
    bomb("a cell of references", &html(&format!("<tr><td>2<td>{}</tr>", "&amp;".repeat(1_000_000))), Kept(1, 1));
    bomb(
        "a cell over a thousand million columns",
        &html("<tr><td colspan=1000000000 rowspan=4000000000></td></tr>"),
        Kept(1, 0),
    );
    bomb("a program without end", &html(&format!("<script>{}", "x=1;".repeat(1 << 20))), Kept(1, 0));
}

const WORKBOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Лист1" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const TOP: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const RELS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

/// A book of one sheet, and whatever else is put into the archive.
fn book(rows: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let sheet = format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    );
    let parts: [(&str, &[u8]); 4] = [
        ("_rels/.rels", TOP.as_bytes()),
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    archive(&[&parts, more].concat(), CompressionMethod::Deflated)
}

fn archive(parts: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The rows of an honest sheet: a header and one deal.
fn honest() -> String {
    let row = |n: u32, line: &str| {
        let cells = line.trim().split(';').enumerate();
        let cells: String = cells
            .map(|(i, c)| format!(r#"<c r="{}{n}" t="inlineStr"><is><t>{c}</t></is></c>"#, char::from(b'A' + i as u8)))
            .collect();
        format!(r#"<row r="{n}">{cells}</row>"#)
    };
    row(1, HEAD) + &row(2, &deal(1))
}

/// What lets a file unpack to 200 times its size: bytes that cannot be packed.
fn ballast(bytes: usize) -> Vec<u8> {
    let mut rng = fastrand::Rng::with_seed(5);
    std::iter::repeat_with(|| rng.u8(..)).take(bytes).collect()
}

#[test]
fn books_that_explode() {
    const BROKEN: Ends = Refused(&["file_broken"]);
    const LARGE: Ends = Refused(&["file_too_large"]);
    bomb("an honest book", &book(&honest(), &[]), Kept(1, 0));
    let far = honest() + r#"<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>"#;
    bomb("a cell in the far corner", &book(&far, &[]), Refused(&["file_too_many_columns"]));
    let zeros = vec![b' '; 64 << 20];
    bomb("a thousand to one", &book(&honest(), &[("xl/media/x.xml", &zeros)]), LARGE);
    bomb("a half-finished archive", &book(&honest(), &[])[..900], BROKEN);
    bomb(
        "an archive's end alone",
        b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
        Refused(&["file_not_xlsx", "file_broken"]),
    );
    bomb("a head and no archive", b"PK\x03\x04 no archive at all", BROKEN);
    let outside: [(&str, &[u8]); 3] =
        [("../../../../tmp/estafeta-bomb", b"x"), ("/etc/estafeta-bomb", b"x"), ("C:\\bomb", b"x")];
    bomb("names that lead out", &book(&honest(), &outside), Kept(1, 0));
    assert!(!Path::new("/tmp/estafeta-bomb").exists() && !Path::new("/etc/estafeta-bomb").exists());
    let mut twice = book(&honest(), &[("xl/worksheets/sheet2.xml", b"<worksheet/>")]);
    for i in 0..twice.len() - 6 {
        if &twice[i..i + 6] == b"sheet2" {
            twice[i + 5] = b'1';
        }
    }
    bomb("a part that is there twice", &twice, Refused(&["file_broken", "file_no_header"]));
    bomb(
        "a book with a password",
        &[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 4096]].concat(),
        Refused(&["file_protected"]),
    );
    bomb(
        "an archive of something else",
        &archive(&[("word/document.xml", b"<w/>")], CompressionMethod::Stored),
        Refused(&["file_not_xlsx"]),
    );
    let counted = br#"<sst uniqueCount="4000000000"><si><t>x</t></si></sst>"#;
    bomb("a promise of four thousand million strings", &book(&honest(), &[("xl/sharedStrings.xml", counted)]), BROKEN);
    let flood = format!("<sst>{}</sst>", "<si/>".repeat(12_000_000));
    let flood = [("xl/sharedStrings.xml", flood.as_bytes()), ("xl/media/a.png", &ballast(400_000))];
    bomb("twelve million empty strings", &book(&honest(), &flood), LARGE);
    let giant =
        format!(r#"<row r="3"><c r="A3" t="inlineStr"><is>{}</is></c></row>"#, "<t>xxxxxxxx</t>".repeat(4 << 20));
    bomb(
        "one cell of a gigabyte in pieces",
        &book(&(honest() + &giant), &[("xl/media/a.png", &ballast(400_000))]),
        LARGE,
    );
    let laughs = br#"<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]><sst><si><t>&c;</t></si></sst>"#;
    bomb("a thousand million laughs", &book(&honest(), &[("xl/sharedStrings.xml", laughs)]), BROKEN);
    let deep = honest() + &"<a>".repeat(1_000_000);
    bomb("a million tags in one another", &book(&deep, &[("xl/media/a.png", &ballast(100_000))]), Kept(1, 0));
    let cut = format!("<worksheet><sheetData>{}<row r=\"3\"><c r=\"A3\">", honest());
    let parts = [
        ("_rels/.rels", TOP),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", RELS),
        ("xl/worksheets/sheet1.xml", &cut),
    ];
    bomb("a sheet cut off", &archive(&parts.map(|(n, t)| (n, t.as_bytes())), CompressionMethod::Deflated), BROKEN);
    let many: Vec<String> = (0..10_100).map(|i| format!("x/{i}")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|n| (n.as_str(), b"".as_slice())).collect();
    bomb("ten thousand parts", &book(&honest(), &many), LARGE);
    let formulas =
        honest() + r#"<row r="3"><c r="A3"><f>1+1</f></c><c r="B3" t="str"><f>cmd|x</f><v>=1+1</v></c></row>"#;
    bomb("formulas", &book(&formulas, &[]), Kept(1, 1));
    let nowhere = honest() + r#"<row r="3"><c r="AAAAAAAAAAAAA3"><v>1</v></c></row>"#;
    bomb("a cell in a column that cannot be", &book(&nowhere, &[]), BROKEN);
    let backwards = honest() + r#"<row r="1"><c r="A1"><v>1</v></c></row>"#;
    bomb("rows that go back", &book(&backwards, &[]), BROKEN);
}
