//! «Лист передачи»: a row per deal and per client without one, the blocks of 2 §4 as columns.

use super::book::{Cell, Column, Tab, Use};
use super::{known, sample, subject};
use crate::base::Clock;
use crate::domain::sheets::{OutBlock, OutContext, OutSheet, RowKey, Sent, SheetColumn, has_day, print};
use crate::domain::{Block, BlockState};
use crate::texts::Texts;

/// One tab for deals, one for clients; an empty one is left out.
pub(super) fn tabs(
    out: &OutSheet,
    deals: &[OutContext],
    clients: &[OutContext],
    texts: &Texts,
    clock: &Clock,
) -> Vec<Tab> {
    let t = texts.t();
    let both = [(t.sheet_tab_deals(), &Block::DEAL[..], deals), (t.sheet_tab_clients(), &Block::CLIENT[..], clients)];
    let some = both.into_iter().filter(|(.., rows)| !rows.is_empty());
    some.map(|(name, blocks, rows)| Tab {
        name,
        intro: intro(out, blocks, texts, clock),
        columns: columns(blocks, texts, clock),
        rows: (1..).zip(rows).map(|(n, row)| cells(n, row, out, texts, clock)).collect(),
    })
    .collect()
}

fn intro(out: &OutSheet, blocks: &[Block], texts: &Texts, clock: &Clock) -> Vec<String> {
    let t = texts.t();
    let dated = blocks.iter().find(|b| has_day(**b)).map_or_else(String::new, |b| texts.term(*b));
    vec![
        head(out, texts, clock),
        t.sheet_context_how(),
        t.sheet_context_step(dated, sample(texts, clock), t.sheet_nothing_special()),
        t.sheet_back(),
    ]
}

/// The title over every tab of the leaver's.
pub(super) fn head(out: &OutSheet, texts: &Texts, clock: &Clock) -> String {
    let day = out.last_day.map_or_else(|| "—".to_owned(), |d| texts.day(d, clock.today()));
    texts.t().sheet_context_head(&out.person, out.case.0.to_string(), day)
}

fn columns(blocks: &[Block], texts: &Texts, clock: &Clock) -> Vec<Column> {
    let t = texts.t();
    let told = |column, width| Column { column, width, used: Use::Told, hint: String::new() };
    let mut out = vec![told(SheetColumn::No, 4), told(SheetColumn::Subject, 24), told(SheetColumn::Known, 26)];
    for block in blocks {
        let hint = texts.block_hint(*block);
        let used = Use::Typed(vec![t.sheet_nothing_special()]);
        out.push(Column { column: SheetColumn::of_block(*block), width: 23, used, hint });
        if has_day(*block) {
            out.push(Column {
                column: SheetColumn::On,
                width: 15,
                used: Use::Day,
                hint: t.sheet_hint_on(sample(texts, clock)),
            });
        }
    }
    out.push(Column { column: SheetColumn::Key, width: 10, used: Use::Hidden, hint: String::new() });
    out
}

fn cells(n: u32, row: &OutContext, out: &OutSheet, texts: &Texts, clock: &Clock) -> Vec<Cell> {
    let t = texts.t();
    let mut about = subject(&row.of, texts, clock);
    about.extend(row.receiver.as_ref().map(|r| format!("→ {r}")));
    let owed = |b: &&OutBlock| b.required && b.state == BlockState::Empty;
    let missing: Vec<String> = row.of.blocks.iter().filter(owed).map(|b| texts.block_short(b.block)).collect();
    if !missing.is_empty() {
        about.push(t.sheet_missing(missing.join(", ")));
    }
    let mut cells =
        vec![Cell::Text(n.to_string()), Cell::Text(about.join("\n")), Cell::Text(known(&row.of.known, texts, clock))];
    let mut sent = Vec::new();
    for block in &row.of.blocks {
        let text = match block.state {
            BlockState::Confirmed => t.sheet_nothing_special(),
            _ => block.text.clone(),
        };
        let on = block.on.filter(|_| has_day(block.block));
        sent.push(Sent { rev: block.rev, print: print(&text, on) });
        cells.push(if owed(&block) { Cell::Owed(text) } else { Cell::Text(text) });
        if has_day(block.block) {
            cells.push(Cell::Day { on, owed: owed(&block) });
        }
    }
    cells.push(Cell::Text(RowKey::new(&out.code, row.of.object, sent, &out.secret).written()));
    cells
}
