//! `case crm ID`: owner by owner what the CRM is known to name, after a fresh export was imported (3 §2).

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Answer, App};
use crate::base::{CaseId, Ref, Res};
use crate::cli::table::{Align, Table};
use crate::domain::CrmNames;
use crate::domain::names::short;
use crate::reads::case::case;
use crate::reads::crm::{self, CrmCompared, CrmLine};

pub fn compare(id: CaseId, objects: &[Ref], app: &App) -> Res<Answer> {
    let base = app.look()?;
    let scope = app.scope(&base)?;
    let leaver = case(base.conn(), &scope, id, &app.clock)?.leaver.map(|w| short(&w.name)).unwrap_or_default();
    let mut found = crm::compare(base.conn(), &scope, id)?;
    found.lines.retain(|l| objects.is_empty() || objects.contains(&l.object));
    let items: Vec<Value> = found.lines.iter().map(|l| item(l, app)).collect();
    let json =
        json!({ "case": id.0, "counts": found.counts, "in_files": found.in_files, "ways": found.ways, "items": items });
    Answer::new(json, text(&found, &leaver, app))
}

fn item(l: &CrmLine, app: &App) -> Value {
    let ext: Vec<Value> = l.ext.iter().map(|(source, id)| json!({ "source": source, "id": id })).collect();
    json!({
        "object": l.object, "title": l.title, "client": l.client, "to": l.to.1, "ext": ext, "crm": l.names,
        "crm_owner": match l.names {
            CrmNames::Agreed => Some(&l.to.1),
            _ => l.who.as_ref(),
        },
        "at": l.at.map(|at| at.iso(app.clock.zone)),
    })
}

/// The counts, then what does not agree.
fn text(found: &CrmCompared, leaver: &str, app: &App) -> String {
    let (x, t) = (&app.texts, app.texts.t());
    if found.lines.is_empty() {
        return t.crm_compare_none();
    }
    let mut table = Table::new(vec![
        (t.crm_col_names(), Align::Left),
        (t.crm_col_owner(), Align::Left),
        (t.crm_col_kind(), Align::Left),
        (t.crm_col_title(), Align::Left),
        (t.crm_col_id(), Align::Left),
    ]);
    let sources: BTreeSet<_> = found.lines.iter().flat_map(|l| l.ext.iter().map(|(source, _)| *source)).collect();
    let several = sources.len() > 1;
    for l in found.lines.iter().filter(|l| l.names != CrmNames::Agreed) {
        let ids =
            l.ext.iter().map(|(source, id)| if several { format!("{} {id}", x.term(*source)) } else { id.clone() });
        let ids: Vec<String> = ids.collect();
        let names = x.crm_names(l.names, l.who.as_deref());
        table.row([names, short(&l.to.1), x.term(l.kind), l.title.clone(), ids.join(", ")]);
    }
    let mut out = format!("{}\n{}\n", t.crm_compare_title(), x.crm_counts(&found.counts, leaver).join("\n"));
    if !table.is_empty() {
        out.push('\n');
        out.push_str(&table.text());
    }
    if !found.ways.is_empty() {
        out.push_str(&format!(
            "\n{}:\n{}\n{}",
            t.crm_ways_title(),
            x.crm_ways(&found.ways).join("\n"),
            t.crm_ways_so()
        ));
    }
    out
}
