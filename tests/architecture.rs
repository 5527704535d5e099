//! The house has one direction: nothing points up. Every path of every source file is looked at, inside macros too.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails loudly")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use syn::visit::Visit;

/// A room and the rooms it may name. The order is the height.
const ROOMS: &[(&str, &[&str])] = &[
    ("base", &[]),
    ("domain", &["base"]),
    ("texts", &["base", "domain"]),
    ("config", &["base", "domain"]),
    ("store", &["base", "domain"]),
    ("reads", &["store", "domain", "base"]),
    ("ops", &["store", "reads", "domain", "base"]),
    ("exchange", &["domain", "texts", "base"]),
    ("gateway", &["domain", "base"]),
    ("jobs", &["ops", "reads", "exchange", "gateway", "config", "texts", "store", "domain", "base"]),
    ("ui", &["domain", "texts", "base", "ops", "reads", "jobs", "config"]),
    ("session", &["ui", "jobs", "ops", "reads", "config", "store", "texts", "domain", "base"]),
    ("host", &["session", "ui", "config", "jobs", "store", "texts", "domain", "base"]),
    (
        "cli",
        &[
            "host", "session", "ui", "jobs", "gateway", "exchange", "ops", "reads", "store", "config", "texts",
            "domain", "base",
        ],
    ),
];

/// Crates that only some rooms may name.
const GUARDED: &[(&str, &[&str])] = &[
    ("rusqlite", &["store"]),
    ("crossterm", &["host"]),
    ("termina", &["host"]),
    ("ratatui", &["ui", "host", "session"]),
    ("tui_textarea", &["ui"]),
    ("signal_hook", &["host"]),
    ("clap", &["cli"]),
    ("anyhow", &["cli", "host", "session"]),
    ("csv", &["exchange"]),
    ("calamine", &["exchange"]),
    ("html5ever", &["exchange"]),
    ("encoding_rs", &["exchange"]),
    ("docx_rs", &["exchange"]),
    ("lettre", &["exchange", "gateway"]),
    ("rust_xlsxwriter", &["exchange"]),
    ("zip", &["exchange"]),
    ("minijinja", &["exchange"]),
    ("holidays_ru", &["domain"]),
    ("inotify", &["store"]),
];

/// What must not be read inside rules, with the rooms that may.
const AMBIENT: &[(&[&str], &[&str])] = &[
    (&["Utc", "now"], &["host", "cli"]),
    (&["Local", "now"], &["host", "cli"]),
    (&["SystemTime", "now"], &["host", "cli", "store"]),
    (&["Instant", "now"], &["host", "cli", "store", "gateway"]),
    (&["env", "var"], &["host", "cli"]),
    (&["env", "var_os"], &["host", "cli"]),
];

struct Paths {
    found: BTreeSet<Vec<String>>,
    statics: Vec<String>,
}

impl Paths {
    fn tree(&mut self, prefix: &[String], t: &syn::UseTree) {
        match t {
            syn::UseTree::Path(p) => self.tree(&[prefix, &[p.ident.to_string()]].concat(), &p.tree),
            syn::UseTree::Name(n) => {
                self.found.insert([prefix, &[n.ident.to_string()]].concat());
            }
            syn::UseTree::Rename(n) => {
                self.found.insert([prefix, &[n.ident.to_string()]].concat());
            }
            syn::UseTree::Glob(_) => {
                self.found.insert(prefix.to_vec());
            }
            syn::UseTree::Group(g) => g.items.iter().for_each(|t| self.tree(prefix, t)),
        }
    }
}

fn is_test(attrs: &[syn::Attribute]) -> bool {
    attrs.iter().any(|a| {
        a.path().is_ident("test")
            || (a.path().is_ident("cfg")
                && a.meta.require_list().is_ok_and(|l| l.tokens.to_string().split_whitespace().any(|w| w == "test")))
    })
}

impl<'a> Visit<'a> for Paths {
    fn visit_item_mod(&mut self, m: &'a syn::ItemMod) {
        // A room's own tests may read files and fix clocks.
        if !is_test(&m.attrs) {
            syn::visit::visit_item_mod(self, m);
        }
    }

    fn visit_item_use(&mut self, u: &'a syn::ItemUse) {
        if !is_test(&u.attrs) {
            self.tree(&[], &u.tree);
        }
    }

    fn visit_item_fn(&mut self, f: &'a syn::ItemFn) {
        if !is_test(&f.attrs) {
            syn::visit::visit_item_fn(self, f);
        }
    }

    fn visit_path(&mut self, p: &'a syn::Path) {
        self.found.insert(p.segments.iter().map(|s| s.ident.to_string()).collect());
        syn::visit::visit_path(self, p);
    }

    fn visit_macro(&mut self, m: &'a syn::Macro) {
        let text = m.tokens.to_string();
        let words: Vec<&str> = text.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).collect();
        let mut path: Vec<String> = Vec::new();
        // Tokens print as `crate :: ops :: run`: words joined by lone `::`.
        let mut joined = false;
        for w in words.iter().filter(|w| !w.is_empty()) {
            if *w == "::" {
                joined = true;
            } else {
                if !std::mem::take(&mut joined) && !path.is_empty() {
                    self.found.insert(std::mem::take(&mut path));
                }
                path.extend(w.split("::").map(str::to_owned));
            }
        }
        self.found.insert(path);
        syn::visit::visit_macro(self, m);
    }

    fn visit_item_static(&mut self, s: &'a syn::ItemStatic) {
        self.statics.push(s.ident.to_string());
        syn::visit::visit_item_static(self, s);
    }
}

fn sources(dir: &Path, out: &mut Vec<PathBuf>) {
    for e in std::fs::read_dir(dir).unwrap() {
        let p = e.unwrap().path();
        if p.is_dir() {
            sources(&p, out);
        } else if p.extension().is_some_and(|x| x == "rs") {
            out.push(p);
        }
    }
}

/// Every breach of one file, as sentences.
fn breaches(room: &str, depth: usize, text: &str) -> Vec<String> {
    let file = syn::parse_file(text).unwrap();
    let mut v = Paths { found: BTreeSet::new(), statics: Vec::new() };
    v.visit_file(&file);
    let may: BTreeMap<&str, &[&str]> = ROOMS.iter().copied().collect();
    let allowed = may.get(room).copied();
    let mut out = Vec::new();
    for p in &v.found {
        let first = p.first().map_or("", String::as_str);
        let supers = p.iter().take_while(|s| *s == "super").count();
        let target = match first {
            "crate" | "estafeta" => p.get(1),
            "super" if supers >= depth => p.get(supers),
            _ => None,
        };
        if let (Some(t), Some(allowed)) = (target, allowed)
            && may.contains_key(t.as_str())
            && t != room
            && !allowed.contains(&t.as_str())
        {
            out.push(format!("`{room}` points up or aside to `{t}` ({})", p.join("::")));
        }
        for (krate, rooms) in GUARDED {
            if first == *krate && !rooms.contains(&room) {
                out.push(format!("`{room}` names the crate `{krate}` ({})", p.join("::")));
            }
        }
        for (call, rooms) in AMBIENT {
            if p.len() >= 2
                && p[p.len() - 2..].iter().map(String::as_str).eq(call.iter().copied())
                && !rooms.contains(&room)
            {
                out.push(format!("`{room}` reads the world by itself ({})", p.join("::")));
            }
        }
        if p.last().is_some_and(|l| l == "thread_local" || l == "set_symbol" || l == "unchecked_transaction") {
            out.push(format!("`{room}` uses {}", p.join("::")));
        }
    }
    if room != "host" {
        out.extend(v.statics.iter().map(|s| format!("`{room}` has a static, {s}")));
    }
    out
}

#[test]
fn nothing_points_up() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    assert!(files.len() > 20, "the sources were not found");
    let mut all = Vec::new();
    for f in files {
        let rel = f.strip_prefix(&src).unwrap();
        let parts: Vec<&str> = rel.iter().map(|p| p.to_str().unwrap()).collect();
        if parts.len() < 2 {
            continue; // lib.rs and main.rs name the rooms
        }
        assert!(ROOMS.iter().any(|(r, _)| *r == parts[0]), "a room without a place in the order: {}", parts[0]);
        let depth = if parts.last() == Some(&"mod.rs") { parts.len() - 1 } else { parts.len() };
        let text = std::fs::read_to_string(&f).unwrap();
        all.extend(breaches(parts[0], depth, &text).into_iter().map(|b| format!("{}: {b}", rel.display())));
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn a_file_stays_small() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let long: Vec<String> = files
        .iter()
        .filter_map(|f| {
            let n = std::fs::read_to_string(f).unwrap().lines().count();
            (n > 600).then(|| format!("{} has {n} lines", f.display()))
        })
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

/// A touch that was taken back counts nowhere: whoever asks reads the view. Merging moves those too, and the store keeps
/// them.
#[test]
fn nobody_reads_touches_past_the_view() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let past = |text: &str| ["FROM touch ", "JOIN touch "].iter().any(|s| text.contains(s));
    let found: Vec<&PathBuf> = files
        .iter()
        .filter(|f| !f.ends_with("ops/merge.rs"))
        .filter(|f| past(&std::fs::read_to_string(f).unwrap()))
        .collect();
    assert!(found.is_empty(), "{found:?} read `touch`, not `live_touch`");
}

/// Who did not pick up was not reached. What that means is said in one view, so that no place says it differently.
#[test]
fn nobody_says_for_himself_what_reached_means() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let own = |text: &str| text.contains("IN ('','reached')");
    let found: Vec<&PathBuf> = files.iter().filter(|f| own(&std::fs::read_to_string(f).unwrap())).collect();
    assert!(found.is_empty(), "{found:?} spell out `reached_touch`");
}

#[test]
fn a_breach_is_seen_wherever_it_hides() {
    let up = |room: &str, depth, text: &str| !breaches(room, depth, text).is_empty();
    assert!(up("domain", 2, "use crate::store::Base;"));
    assert!(up("domain", 2, "use crate::{base::Day, store::Base};"));
    assert!(up("domain", 2, "fn f() { crate::ops::run() }"));
    assert!(up("domain", 2, "fn f() { format!(\"{}\", crate::ops::run()) }"));
    assert!(up("domain", 1, "use super::store::Base;"));
    assert!(up("reads", 2, "use rusqlite::Connection;"));
    assert!(up("ops", 2, "fn f() -> i64 { chrono::Utc::now().timestamp() }"));
    assert!(up("ops", 2, "static N: u8 = 0;"));
    assert!(!up("ops", 2, "use crate::reads::Scope; use super::Command;"));
    assert!(!up("domain", 2, "#[cfg(test)] mod tests { use crate::store::Base; }"));
}
