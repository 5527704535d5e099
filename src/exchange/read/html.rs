//! Rows of an HTML table, streamed: what Bitrix24 calls an Excel file (3 §1).

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::Read;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::bytes::Utf8;
use super::delimited::Cut;
use super::limits;
use crate::base::{Code, Res};
use crate::domain::records::Reason;

/// A stream of table rows.
pub struct Html<R> {
    text: Utf8<R>,
    tokens: Tokenizer<Rows>,
    queue: BufferQueue,
    ended: bool,
    row: u64,
    /// Bytes fed since the last token.
    silent: usize,
}

#[derive(Default)]
struct State {
    rows: VecDeque<Cut>,
    row: Option<Vec<String>>,
    cell: Option<String>,
    broken: Option<Reason>,
    /// Tokens seen: a tag that never ends makes none.
    seen: u64,
}

#[derive(Default)]
struct Rows(RefCell<State>);

impl State {
    fn end_cell(&mut self) {
        if let (Some(cell), Some(row)) = (self.cell.take(), &mut self.row) {
            match row.len() < limits::COLUMNS {
                true => row.push(cell),
                false => self.broken = Some(Reason::TooManyCells),
            }
        }
    }

    fn end_row(&mut self) {
        self.end_cell();
        if let Some(row) = self.row.take() {
            self.rows.push_back(match self.broken.take() {
                Some(reason) => Cut::Broken { reason, line: row.join("\t").chars().take(limits::CELL).collect() },
                None => Cut::Cells(row),
            });
        }
    }

    fn tag(&mut self, tag: &Tag) {
        match (tag.kind, &*tag.name) {
            // `</tr>` and `</td>` may be left out: the next opening ends what is open.
            (TagKind::StartTag, "tr") => {
                self.end_row();
                self.row = Some(Vec::new());
            }
            (TagKind::StartTag, "td" | "th") => {
                self.end_cell();
                self.row.get_or_insert_default();
                self.cell = Some(String::new());
            }
            (TagKind::StartTag, "br") => self.text("\n"),
            (TagKind::EndTag, "td" | "th") => self.end_cell(),
            (TagKind::EndTag, "tr" | "table" | "tbody" | "thead") => self.end_row(),
            _ => {}
        }
    }

    fn text(&mut self, s: &str) {
        if let Some(cell) = &mut self.cell {
            match cell.len() + s.len() <= limits::CELL {
                true => cell.push_str(s),
                false => self.broken = Some(Reason::CellTooLong),
            }
        }
    }
}

impl TokenSink for Rows {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut s = self.0.borrow_mut();
        match token {
            Token::ParseError(_) => {}
            Token::CharacterTokens(t) => {
                s.seen += 1;
                s.text(&t);
            }
            Token::TagToken(tag) => {
                s.seen += 1;
                s.tag(&tag);
                if tag.kind == TagKind::StartTag {
                    match &*tag.name {
                        "style" => return TokenSinkResult::RawData(RawKind::Rawtext),
                        "script" => return TokenSinkResult::RawData(RawKind::ScriptData),
                        _ => {}
                    }
                }
            }
            _ => s.seen += 1,
        }
        TokenSinkResult::Continue
    }
}

const PIECE: usize = 16 * 1024;

impl<R: Read> Html<R> {
    pub fn new(text: Utf8<R>) -> Self {
        let tokens = Tokenizer::new(Rows::default(), TokenizerOpts::default());
        Self { text, tokens, queue: BufferQueue::default(), ended: false, row: 0, silent: 0 }
    }

    pub fn consumed(&self) -> u64 {
        self.text.consumed()
    }

    /// The next row with its number; `None` at the end. Errors: `FileTagTooLong`.
    pub fn next(&mut self) -> Res<Option<(u64, Cut)>> {
        loop {
            if let Some(cut) = self.tokens.sink.0.borrow_mut().rows.pop_front() {
                self.row += 1;
                return Ok(Some((self.row, cut)));
            }
            if self.ended {
                return Ok(None);
            }
            self.feed()?;
        }
    }

    fn feed(&mut self) -> Res<()> {
        let mut text = String::new();
        if !self.text.more(&mut text)? {
            self.tokens.end();
            self.tokens.sink.0.borrow_mut().end_row();
            self.ended = true;
            return Ok(());
        }
        let mut rest = text.as_str();
        while !rest.is_empty() {
            let mut n = PIECE.min(rest.len());
            while !rest.is_char_boundary(n) {
                n -= 1;
            }
            let before = self.tokens.sink.0.borrow().seen;
            self.queue.push_back(StrTendril::from(&rest[..n]));
            let _ = self.tokens.feed(&self.queue);
            self.silent = if self.tokens.sink.0.borrow().seen == before { self.silent + n } else { 0 };
            if self.silent >= limits::TAG {
                return Err(Code::FileTagTooLong.into());
            }
            rest = &rest[n..];
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::super::bytes::Encoding;
    use super::*;

    fn html(text: &str) -> Html<Cursor<Vec<u8>>> {
        Html::new(Utf8::new(Cursor::new(text.as_bytes().to_vec()), Encoding::Utf8))
    }

    fn rows(text: &str) -> Vec<Vec<String>> {
        let mut h = html(text);
        let mut out = Vec::new();
        while let Some((_, Cut::Cells(c))) = h.next().unwrap() {
            out.push(c);
        }
        out
    }

    #[test]
    fn a_table_with_careless_markup_is_read() {
        let got = rows(
            "<meta charset=utf-8><style>td{a:b}</style><table border=1><thead><tr><th>ID<th>Имя</thead>\
             <tr><td>1<td>А&amp;Б&nbsp;В<br>г<tr><td>2</td><td></td></tr></table>",
        );
        assert_eq!(got, [vec!["ID", "Имя"], vec!["1", "А&Б\u{a0}В\nг"], vec!["2", ""]]);
    }

    #[test]
    fn an_endless_tag_is_refused_in_time() {
        let evil = format!("<table><tr><td {}>x", "a=1 ".repeat(200_000));
        let mut h = html(&evil);
        let err = loop {
            match h.next() {
                Ok(Some(_)) => {}
                Ok(None) => panic!("read to the end"),
                Err(e) => break e,
            }
        };
        assert_eq!(err.code, Code::FileTagTooLong);
    }

    #[test]
    fn a_cell_over_the_limit_is_refused_and_the_next_row_read() {
        let mut h = html(&format!("<table><tr><td>{}</td></tr><tr><td>b", "x".repeat(limits::CELL + 1)));
        assert!(matches!(h.next().unwrap(), Some((1, Cut::Broken { reason: Reason::CellTooLong, .. }))));
        assert_eq!(h.next().unwrap(), Some((2, Cut::Cells(vec!["b".into()]))));
    }
}
