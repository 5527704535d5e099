//! A paper as plain text, for a mail, a terminal or a printer without an office suite.

use unicode_width::UnicodeWidthStr;

use super::paper::{Column, Paper, Piece, Side, SignLine, Table};
use crate::base::clean;

/// Columns of the page.
const WIDTH: usize = 96;
/// A column gives nothing of its last so many columns to another one's heading.
const SPARE: usize = 12;

/// The paper as text with LF line ends; tables wrap inside their columns.
pub fn plain(paper: &Paper) -> String {
    plain_in(paper, WIDTH)
}

/// The same for a narrower page, to be read on a screen: `columns` wide, a paper's own width at most.
pub fn plain_in(paper: &Paper, columns: usize) -> String {
    let page = columns.clamp(40, WIDTH);
    let mut out = Vec::new();
    let mut breaks = Vec::new();
    for piece in &paper.pieces {
        match piece {
            Piece::Title(title, sub) => out.extend([centred(title, page), centred(sub, page), String::new()]),
            Piece::Sides(left, right) => {
                let gap = page.saturating_sub(left.width() + right.width()).max(2);
                out.extend([format!("{left}{}{right}", " ".repeat(gap)), String::new()]);
            }
            Piece::Heading(h) => out.extend([String::new(), h.to_uppercase(), "─".repeat(page)]),
            Piece::SubHeading(h) => out.extend([String::new(), h.clone()]),
            Piece::Text(s) | Piece::Fine(s) => {
                out.extend(clean(s).split('\n').flat_map(|line| wrap(line, page)));
                out.push(String::new());
            }
            Piece::Verbatim(s) => {
                out.extend(clean(s).lines().map(str::to_owned));
                out.push(String::new());
            }
            Piece::Facts(facts) => {
                let label = facts.iter().map(|(l, _)| l.width()).max().unwrap_or(0) + 2;
                for (name, value) in facts {
                    for (i, line) in wrap(value, page.saturating_sub(label)).into_iter().enumerate() {
                        let name = if i == 0 { name.as_str() } else { "" };
                        out.push(format!("{}{line}", pad(name, label, Side::Left)));
                    }
                }
                out.push(String::new());
            }
            Piece::Table(table) => out.extend(table_lines(table, page)),
            Piece::Signatures(lines) => lines.iter().for_each(|l| out.extend(sign(l, page))),
            Piece::Ticks(ticks) => {
                for (done, tick) in ticks {
                    let mark = if *done { "[x] " } else { "[ ] " };
                    let lines = wrap(tick, page - 4);
                    out.extend(
                        lines.iter().enumerate().map(|(i, l)| format!("{}{l}", if i == 0 { mark } else { "    " })),
                    );
                }
                out.push(String::new());
            }
            Piece::Blank(n) => out.extend(std::iter::repeat_n("_".repeat(page), *n)),
            Piece::PageBreak => {
                breaks.push(out.len() + 1);
                out.extend([String::new(), String::new()]);
            }
        }
    }
    let mut text = String::new();
    for (i, line) in out.iter().enumerate() {
        // A form feed starts the next page; everything else that is not text was taken out.
        if breaks.contains(&i) {
            text.push('\u{c}');
        }
        text.push_str(&clean(line.trim_end()).replace('\t', " "));
        text.push('\n');
    }
    text
}

/// Header, rule, rows, total.
fn table_lines(table: &Table, page: usize) -> Vec<String> {
    let widths = widths(&table.columns, page);
    let row = |cells: &[String]| {
        let wrapped: Vec<_> = cells.iter().zip(&widths).map(|(c, w)| wrap(&clean(c).replace('\n', " "), *w)).collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        (0..height)
            .map(|y| {
                let line = wrapped
                    .iter()
                    .zip(&widths)
                    .zip(&table.columns)
                    .map(|((lines, w), column)| pad(lines.get(y).map_or("", String::as_str), *w, column.side));
                line.collect::<Vec<_>>().join("  ").trim_end().to_owned()
            })
            .collect::<Vec<_>>()
    };
    let rule = || widths.iter().map(|w| "─".repeat(*w)).collect::<Vec<_>>().join("──");
    let mut out = row(&table.columns.iter().map(|c| c.title.clone()).collect::<Vec<_>>());
    out.push(rule());
    out.extend(table.rows.iter().flat_map(|r| row(r)));
    if let Some(total) = &table.total {
        out.push(rule());
        out.extend(row(total));
    }
    out.push(String::new());
    out
}

fn widths(columns: &[Column], page: usize) -> Vec<usize> {
    let room = page.saturating_sub(2 * columns.len().saturating_sub(1));
    let all: usize = columns.iter().map(|c| c.share).sum::<usize>().max(1);
    let mut out: Vec<usize> = columns.iter().map(|c| (room * c.share / all).max(3)).collect();
    // A heading is not torn inside a word as long as a wider column has something to spare.
    let word = |c: &Column| c.title.split_whitespace().map(UnicodeWidthStr::width).max().unwrap_or(0);
    let needs: Vec<usize> = columns.iter().map(word).collect();
    while let Some(short) = (0..out.len()).find(|i| out[*i] < needs[*i]) {
        let spare = |i: &usize| out[*i].saturating_sub(needs[*i].max(SPARE));
        let Some(wide) = (0..out.len()).filter(|i| spare(i) > 0).max_by_key(spare) else { break };
        out[wide] -= 1;
        out[short] += 1;
    }
    out
}

fn sign(l: &SignLine, page: usize) -> Vec<String> {
    let of = |n: usize| n * page / WIDTH;
    let line = if l.instead.is_empty() {
        format!("{}  {}  {} {}", "_".repeat(of(26)), pad(&l.name, of(40), Side::Left), l.date, "_".repeat(of(16)))
    } else {
        format!("{}  {}", l.name, l.instead)
    };
    [wrap(&l.as_what, page), vec![line, String::new()]].concat()
}

fn centred(s: &str, page: usize) -> String {
    format!("{}{s}", " ".repeat(page.saturating_sub(s.width()) / 2))
}

fn pad(s: &str, width: usize, side: Side) -> String {
    let gap = " ".repeat(width.saturating_sub(s.width()));
    match side {
        Side::Left => format!("{s}{gap}"),
        Side::Right => format!("{gap}{s}"),
    }
}

/// Lines no wider than `width`, cut at blanks, inside a word only when it alone is too long. Never empty.
fn wrap(s: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in s.split_whitespace() {
        let w = word.width();
        if used > 0 && used + 1 + w > width {
            lines.push(String::new());
            used = 0;
        }
        if used > 0 {
            used += 1;
            push(&mut lines, " ");
        }
        for c in word.chars() {
            let cw = unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
            if used > 0 && used + cw > width {
                lines.push(String::new());
                used = 0;
            }
            used += cw;
            push(&mut lines, c.encode_utf8(&mut [0; 4]));
        }
    }
    lines
}

fn push(lines: &mut [String], s: &str) {
    if let Some(last) = lines.last_mut() {
        last.push_str(s);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::act::{act, sample};
    use crate::texts::{Lang, Texts};

    #[test]
    fn wrapped_lines_keep_every_word() {
        assert_eq!(
            wrap("позвонить во вторник, обсудить скидку", 14),
            ["позвонить во", "вторник,", "обсудить", "скидку"]
        );
        assert_eq!(wrap("9f86d081", 5), ["9f86d", "081"]);
        assert_eq!(wrap("", 5), [""]);
    }

    #[test]
    fn a_refusal_is_stated_and_a_commission_signs_instead() {
        let mut data = sample::act();
        data.signatures[0].state = crate::domain::SignatureState::Refused;
        data.signatures[0].at = Some(data.made_at);
        data.signatures[0].note = "комиссия: Иванова, Смирнов".to_owned();
        let text = plain(&act(&data, &Texts::load(Lang::Ru)));
        for must in [
            "Ковалёв Денис Игоревич  отказ от подписи, записано 27 ноября 2026 г.",
            "Ковалёв Денис Игоревич: комиссия: Иванова, Смирнов",
            "Член комиссии",
        ] {
            assert!(text.contains(must), "{must} is missing in\n{text}");
        }
        let plain_act = plain(&act(&sample::act(), &Texts::load(Lang::Ru)));
        assert!(!plain_act.contains("комисси"), "nobody is missing, nothing to confirm");
    }

    /// The receiver's annex only: who has none has no table of them.
    #[test]
    fn a_promise_stands_in_the_annex_with_its_term_and_what_became_of_it() {
        let text = plain(&act(&sample::act(), &Texts::load(Lang::Ru)));
        let table = text.split("Обещания клиентам").nth(1).unwrap().split("Документы").next().unwrap();
        let words = table.split_whitespace().collect::<Vec<_>>().join(" ");
        for must in ["отсрочка", "Поставка", "10 дек.", "со слов:", "задачах"] {
            assert!(words.contains(must), "{must} is missing in\n{table}");
        }
        assert_eq!(text.matches("Обещания клиентам").count(), 1);
    }

    #[test]
    fn on_a_narrow_screen_headings_stay_whole() {
        let text = plain_in(&act(&sample::act(), &Texts::load(Lang::Ru)), 72);
        for line in text.lines() {
            assert!(line.width() <= 72, "too wide: {line}");
        }
        let heading = text.lines().find(|l| l.contains("Принимающий")).unwrap();
        assert!(
            heading.contains("Клиентов") && heading.contains("Сделок") && heading.contains("На сумму"),
            "{heading}"
        );
    }

    #[test]
    fn the_act_fits_its_width_and_says_what_it_must() {
        let text = plain(&act(&sample::act(), &Texts::load(Lang::Ru)));
        for line in text.lines() {
            assert!(line.width() <= WIDTH, "too wide: {line}");
        }
        for must in
            ["АКТ № 12", "Приложение № 2", "3 426 500 ₽", "9f86d081", "запись № 418", "задачи, звонки", "без клиента"]
        {
            assert!(text.contains(must), "{must} is missing in\n{text}");
        }
    }
}
