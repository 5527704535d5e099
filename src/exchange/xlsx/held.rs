//! What a part of a book makes its reader hold at once. calamine gathers a cell's text, a shared string and a formula
//! whole, however many pieces they come in, and keeps every shared string; so their length and number are measured on the
//! bytes before it sees them (6 R11).

use super::Limits;
use crate::base::Code;

/// Bytes of one string with its markup: a cell of the longest text, each letter of it escaped, has ample room.
const STRETCH: usize = 4 << 20;

/// One pass over the XML of a part, byte by byte; knows tags, and no more.
#[derive(Default)]
pub struct Held {
    state: State,
    /// The element whose text is being gathered.
    inside: Option<Name>,
    /// Bytes of what is being gathered, else since the last tag.
    stretch: usize,
    strings: u64,
}

#[derive(Default)]
enum State {
    #[default]
    Text,
    Tag(Tag),
    /// `<!` and what follows, until it is known what it is.
    Bang(Vec<u8>),
    /// Ends at these bytes, of which so many were seen.
    Until(&'static [u8], usize),
}

#[derive(Default)]
struct Tag {
    name: Name,
    named: bool,
    closing: bool,
    quote: Option<u8>,
    last: u8,
    /// The name of the attribute in hand, when it has one letter only, and how many it has.
    attribute: (u8, usize),
    /// Letters and all characters of its value so far.
    value: (usize, usize),
}

/// The first letters of a name without its prefix.
type Name = [u8; 3];

const STRING: Name = *b"si\0";
/// Elements that say where in the sheet they stand.
const PLACED: [Name; 2] = [*b"c\0\0", *b"row"];
const GATHERED: [Name; 4] = [STRING, *b"is\0", *b"v\0\0", *b"f\0\0"];

impl Held {
    /// Errors: `FileTooLarge` when the part asks for more than it may; `FileBroken` for a declaration that no book has
    /// and for a place that no sheet has: calamine reckons with it unchecked.
    pub fn feed(&mut self, piece: &[u8], limits: &Limits) -> Result<(), Code> {
        piece.iter().try_for_each(|b| self.byte(*b))?;
        if self.strings > limits.string_count { Err(Code::FileTooLarge) } else { Ok(()) }
    }

    fn byte(&mut self, b: u8) -> Result<(), Code> {
        self.stretch += 1;
        let next = match &mut self.state {
            State::Text => (b == b'<').then(|| State::Tag(Tag::default())),
            State::Tag(tag) => match tag.byte(b) {
                Step::On => None,
                Step::Nowhere => return Err(Code::FileBroken),
                Step::Bang => Some(State::Bang(Vec::new())),
                Step::Instruction => Some(State::Until(b"?>", 0)),
                Step::Ended { alone } => {
                    let (name, closing) = (tag.name, tag.closing);
                    self.tag(name, closing, alone);
                    Some(State::Text)
                }
            },
            State::Bang(seen) => {
                seen.push(b);
                match seen.as_slice() {
                    b"--" => Some(State::Until(b"-->", 0)),
                    b"[CDATA[" => Some(State::Until(b"]]>", 0)),
                    s if b"--".starts_with(s) || b"[CDATA[".starts_with(s) => None,
                    _ => return Err(Code::FileBroken),
                }
            }
            State::Until(end, seen) => {
                // After `]]` one more `]` still stands before the `>`.
                *seen = match () {
                    () if end[*seen] == b => *seen + 1,
                    () if *seen == 2 && end[1] == b => 2,
                    () => usize::from(end[0] == b),
                };
                (*seen == end.len()).then_some(State::Text)
            }
        };
        if let Some(next) = next {
            self.state = next;
        }
        if self.stretch > STRETCH { Err(Code::FileTooLarge) } else { Ok(()) }
    }

    fn tag(&mut self, name: Name, closing: bool, alone: bool) {
        self.strings += u64::from(name == STRING && !closing);
        match self.inside {
            Some(open) if closing && name == open => (self.inside, self.stretch) = (None, 0),
            Some(_) => {}
            None => {
                self.stretch = 0;
                self.inside = (GATHERED.contains(&name) && !closing && !alone).then_some(name);
            }
        }
    }
}

enum Step {
    On,
    Nowhere,
    Bang,
    Instruction,
    Ended { alone: bool },
}

impl Tag {
    fn byte(&mut self, b: u8) -> Step {
        let first = self.last == 0;
        let before = std::mem::replace(&mut self.last, b);
        match (self.quote, b) {
            (Some(q), b) => {
                if b == q {
                    self.quote = None;
                } else if self.attribute.0 == b'r' && PLACED.contains(&self.name) {
                    self.value.0 += usize::from(b.is_ascii_alphabetic());
                    self.value.1 += 1;
                    if self.value.0 > 3 || self.value.1 > "XFD1048576".len() {
                        return Step::Nowhere;
                    }
                }
            }
            (None, b'>') => return Step::Ended { alone: before == b'/' },
            (None, b'"' | b'\'') => (self.quote, self.named, self.value) = (Some(b), true, (0, 0)),
            (None, b'!') if first => return Step::Bang,
            (None, b'?') if first => return Step::Instruction,
            (None, b'/') if first => self.closing = true,
            (None, b':') if !self.named => self.name = Name::default(),
            (None, b'/' | b' ' | b'\t' | b'\r' | b'\n') => (self.named, self.attribute) = (true, (0, 0)),
            (None, b) if !self.named => {
                // A longer name is none of ours.
                let free = self.name.iter().position(|n| *n == 0);
                match free {
                    Some(i) => self.name[i] = b,
                    None => self.name = [0xff; 3],
                }
            }
            (None, b'=') => {}
            (None, b) => self.attribute = (if self.attribute.1 == 0 { b } else { 0 }, self.attribute.1 + 1),
        }
        Step::On
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fed(xml: &str) -> Result<(), Code> {
        // Piece by piece, so that every state is cut somewhere.
        let mut h = Held::default();
        xml.as_bytes().chunks(7).try_for_each(|piece| h.feed(piece, &Limits::SHEET))
    }

    #[test]
    fn one_string_too_long_is_seen_however_it_is_hidden() {
        let long = "x".repeat(STRETCH);
        let pieces = format!("<t>{}</t>", "y".repeat(1000)).repeat(STRETCH / 1000);
        for s in [
            format!("<c><is><t>{long}</t></is></c>"),
            format!("<c><is>{pieces}</is></c>"),
            format!("<x:c><x:is>{pieces}</x:is></x:c>"),
            format!("<si>{pieces}</si>"),
            format!("<c><f>{long}</f></c>"),
            format!("<c><v>{}</v></c>", format!("z<!--</v>-->{}", "z".repeat(900)).repeat(STRETCH / 900)),
            format!("<is>{}</is>", format!("<![CDATA[</is>]]]]>{}", "z".repeat(900)).repeat(STRETCH / 900)),
            format!("<is>{}</is>", format!("<?x > </is> ?>{}", "z".repeat(900)).repeat(STRETCH / 900)),
            format!("<is>{}</is>", format!("<a b='</is>'/>{}", "z".repeat(900)).repeat(STRETCH / 900)),
            format!("<is>{}</is>", format!("</c><row></row>{}", "z".repeat(900)).repeat(STRETCH / 900)),
            format!("<c s=\"{long}\"/>"),
            format!("<!--{long}"),
        ] {
            assert_eq!(fed(&s), Err(Code::FileTooLarge), "{}", &s[..60]);
        }
        let rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c/><c t=\"inlineStr\"><is><t>ООО</t></is></c></row>";
        assert_eq!(fed(&rows.repeat(STRETCH / 50)), Ok(()));
        assert_eq!(
            fed(&format!(
                "<!-- a -- b --><?xml version=\"1.0\"?><sst>{}</sst>",
                "<si><t>x</t></si><si/>".repeat(200_000)
            )),
            Ok(())
        );
    }

    #[test]
    fn a_declaration_and_a_flood_of_strings_are_refused() {
        assert_eq!(fed("<!DOCTYPE x [<!ENTITY a \"b\">]><sst/>"), Err(Code::FileBroken));
        let limits = Limits { string_count: 3, ..Limits::SHEET };
        assert_eq!(Held::default().feed(b"<si/><x:si></x:si><si ><t/></si>", &limits), Ok(()));
        assert_eq!(Held::default().feed(b"<si/><si/><si/><si/>", &limits), Err(Code::FileTooLarge));
    }

    #[test]
    fn a_place_that_no_sheet_has_is_refused() {
        for s in ["<c r=\"AAAAAAAA1\"/>", "<c t='s' r='A99999999999'/>", "<row spans=\"1:9\" r=\"99999999999\">"] {
            assert_eq!(fed(s), Err(Code::FileBroken), "{s}");
        }
        let fine = "<c r=\"XFD1048576\" t=\"inlineStr\"/><row r=\"1048576\" rr=\"abcdefghijklmnop\" spans=\"1:16384\"/><r r=\"longer than a place\"/>";
        assert_eq!(fed(fine), Ok(()));
    }
}
