//! The catalogue's own law: the build script is silent about a missing plural form, a variable that only one language
//! uses, or an English word on the Russian screen.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use fluent_syntax::parser;

/// What one message says: its variables, its plural selects, its texts.
#[derive(Default)]
struct Message {
    vars: BTreeSet<String>,
    plurals: Vec<BTreeSet<String>>,
    text: String,
}

impl Message {
    fn pattern(&mut self, p: &Pattern<&str>) {
        for e in &p.elements {
            match e {
                PatternElement::TextElement { value } => self.text.push_str(value),
                PatternElement::Placeable { expression } => {
                    self.text.push('\u{1}');
                    self.expression(expression);
                }
            }
        }
    }

    fn expression(&mut self, e: &Expression<&str>) {
        match e {
            Expression::Inline(i) => self.inline(i),
            Expression::Select { selector, variants } => {
                self.inline(selector);
                let mut forms = BTreeSet::new();
                for v in variants {
                    if let VariantKey::Identifier { name } = &v.key {
                        forms.insert((*name).to_owned());
                    }
                    self.text.push('\u{1}');
                    self.pattern(&v.value);
                }
                if forms.iter().any(|f| ["zero", "one", "two", "few", "many", "other"].contains(&f.as_str())) {
                    self.plurals.push(forms);
                }
            }
        }
    }

    fn inline(&mut self, i: &InlineExpression<&str>) {
        match i {
            InlineExpression::VariableReference { id } => {
                self.vars.insert(id.name.to_owned());
            }
            InlineExpression::FunctionReference { arguments: CallArguments { positional, .. }, .. } => {
                positional.iter().for_each(|a| self.inline(a));
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
            _ => {}
        }
    }
}

/// Every message of a language by file and key.
fn messages(lang: &str) -> BTreeMap<(String, String), Message> {
    let dir = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/texts").join(lang);
    let mut out = BTreeMap::new();
    let mut keys = BTreeSet::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let source = fs::read_to_string(&path).unwrap();
        let resource = parser::parse(source.as_str()).unwrap_or_else(|(_, e)| panic!("{lang}/{file}: {e:?}"));
        for entry in &resource.body {
            if let Entry::Message(m) = entry {
                let mut message = Message::default();
                m.value.iter().for_each(|p| message.pattern(p));
                m.attributes.iter().for_each(|a| message.pattern(&a.value));
                assert!(keys.insert(m.id.name.to_owned()), "{lang}/{file}: {} stands twice", m.id.name);
                out.insert((file.clone(), m.id.name.to_owned()), message);
            }
        }
    }
    out
}

#[test]
fn both_languages_hold_the_same_keys_and_variables() {
    let (ru, en) = (messages("ru"), messages("en"));
    let keys = |m: &BTreeMap<(String, String), Message>| m.keys().cloned().collect::<BTreeSet<_>>();
    let differ: Vec<_> = keys(&ru).symmetric_difference(&keys(&en)).cloned().collect();
    assert!(differ.is_empty(), "in one language only: {differ:?}");
    for (key, m) in &ru {
        assert_eq!(m.vars, en[key].vars, "variables of {key:?}");
    }
}

#[test]
fn plurals_have_every_form_of_their_language() {
    for (lang, need) in [("ru", ["one", "few", "many"].as_slice()), ("en", ["one", "other"].as_slice())] {
        let need: BTreeSet<String> = need.iter().map(|s| (*s).to_owned()).collect();
        for (key, m) in messages(lang) {
            for forms in &m.plurals {
                assert!(need.is_subset(forms), "{lang} {key:?} has {forms:?}, needs {need:?}");
            }
        }
    }
}

/// Latin words that a Russian person reads as they are: formats, products, keys of the keyboard.
const KNOWN: &[&str] = &[
    "estafeta",
    "amoCRM",
    "Maven",
    "HubSpot",
    "Pipedrive",
    "Bitrix",
    "Excel",
    "csv",
    "LibreOffice",
    "xlsx",
    "Enter",
    "Esc",
    "Space",
    "Tab",
    "Home",
    "End",
    "PgUp",
    "PgDn",
    "Ctrl",
    "Alt",
    "Shift",
    "Backspace",
    "Delete",
    "Ins",
    "Del",
    "windows",
    "client",
    "deal",
    "task",
    "employee",
    "case",
    "list",
    "demo",
    "restore",
    "letters",
    "import",
    "apply",
    "propose",
    "eml",
    // As the menus of HubSpot are written: it does not speak Russian.
    "Deals",
    "Tasks",
    "Companies",
    "Contacts",
    "systemd",
    "cron",
    // As the switches of the import are typed.
    "ours",
    "theirs",
    "same",
    "other",
    "none",
    "title",
];

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{4ff}')
}

/// Words that do not belong on the screen of their language.
fn foreign(text: &str, lang: &str) -> Vec<String> {
    let words = text.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_'));
    words
        .filter(|w| {
            let latin = w.chars().any(|c| c.is_ascii_alphabetic());
            let cyrillic = w.chars().any(is_cyrillic);
            if lang == "en" {
                return cyrillic;
            }
            // An option of the command line, a key, an abbreviation (CSV, XLSX, UTF-8, F10).
            let parts = || w.split('-').filter(|p| p.chars().any(|c| c.is_ascii_alphabetic()));
            let fine = w.starts_with("--")
                || parts().all(|p| {
                    KNOWN.contains(&p)
                        || p.chars().count() == 1
                        || p.starts_with(char::is_numeric)
                        || !p.chars().any(|c| c.is_ascii_lowercase())
                });
            let mixed = parts().any(|p| p.chars().any(is_cyrillic));
            latin && (!fine || (cyrillic && mixed))
        })
        .map(str::to_owned)
        .collect()
}

#[test]
fn no_word_of_the_other_language_leaks() {
    assert_eq!(foreign("Файл CSV, UTF-8, --db, F2, ключ «u»", "ru"), Vec::<String>::new());
    assert_eq!(foreign("cрок error VIP-клиент", "ru"), ["cрок", "error"]);
    let mut leaks = Vec::new();
    for lang in ["ru", "en"] {
        for ((file, key), m) in messages(lang) {
            let found = foreign(&m.text, lang);
            if !found.is_empty() {
                leaks.push(format!("{lang}/{file} {key}: {found:?}"));
            }
        }
    }
    assert!(leaks.is_empty(), "{leaks:#?}\nif people know such a word, add it to KNOWN");
}

#[test]
fn an_error_says_what_why_and_what_to_do() {
    let pieces = ["err-near", "err-row", "err-limit", "err-errno"];
    for lang in ["ru", "en"] {
        let mut seen = 0;
        for ((file, key), m) in messages(lang) {
            if !key.starts_with("err-") || pieces.contains(&key.as_str()) {
                continue;
            }
            seen += 1;
            assert_eq!(file, "errors.ftl", "{key}");
            let lines: Vec<_> = m.text.lines().map(str::trim).collect();
            assert_eq!(lines.len(), 3, "{lang} {key}: {lines:?}");
            for line in lines {
                assert!(line.chars().count() > 5 && line.ends_with(['.', '\u{1}']), "{lang} {key}: {line}");
            }
        }
        assert!(seen > 50, "{lang}: only {seen} error sentences");
    }
}

/// Every command that can stand in the journal has words of its own in both languages: none is shown as its code.
#[test]
fn every_command_has_its_title() {
    fn walk(dir: &std::path::Path, out: &mut BTreeSet<String>) {
        for e in fs::read_dir(dir).unwrap() {
            let path = e.unwrap().path();
            if path.is_dir() {
                walk(&path, out);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            for rest in text.split("const WORD: &'static str = \"").skip(1) {
                out.insert(rest.split('"').next().unwrap().to_owned());
            }
            let commands = text.matches(" Command for ").count();
            assert!(
                text.matches("const WORD: &'static str = \"").count() == commands,
                "{}: a word per command",
                path.display()
            );
        }
    }
    let mut words = BTreeSet::new();
    walk(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/ops"), &mut words);
    assert!(words.len() > 70, "{words:?}");
    for lang in [estafeta::texts::Lang::Ru, estafeta::texts::Lang::En] {
        let texts = estafeta::texts::Texts::load(lang);
        let bare: Vec<&String> = words.iter().filter(|w| texts.op(w) == **w).collect();
        assert!(bare.is_empty(), "{lang:?}: {bare:?}");
    }
}
