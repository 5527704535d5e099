//! Cuts the terminal's byte stream into whole tokens, whatever the reads are split like. A half that will never be
//! completed is given up after a while, so that no late reply or lone Alt+] swallows the keys after it.

/// A paste is cut here; what is beyond is swallowed to its end.
const PASTE_MAX: usize = 1 << 20;
/// Replies of the terminal longer than this are not replies.
const STRING_MAX: usize = 4 << 10;
const CSI_MAX: usize = 64;

/// A lone ESC is the Esc key after this long; every other half is given up later.
pub const ESC_MS: u64 = 30;
const HALF_MS: u64 = 500;
const PASTE_MS: u64 = 2_000;

const ESC: u8 = 0x1b;
const PASTE_END: &[u8] = b"\x1b[201~";

/// One whole thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tok {
    /// The Esc key.
    Esc,
    /// A character, a control byte or a sequence.
    Seq(Vec<u8>),
    Paste(Vec<u8>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Ground,
    Esc,
    /// After `ESC O`: one byte more.
    Ss3,
    Csi,
    /// So many bytes more, whatever they are (X10 mouse, `ESC [ [ A`).
    Fixed(u8),
    /// A character of UTF-8, perhaps after ESC: so many continuation bytes more.
    Utf8(u8),
    /// OSC, DCS and their kin: swallowed to ST or BEL. `true`: the last byte was ESC.
    Str(bool),
    Paste,
}

#[derive(Debug)]
pub struct Framer {
    state: State,
    buf: Vec<u8>,
    /// Bytes of a string swallowed so far.
    swallowed: usize,
}

impl Default for Framer {
    fn default() -> Self {
        Self { state: State::Ground, buf: Vec::new(), swallowed: 0 }
    }
}

impl Framer {
    /// How long to wait for more before calling `timeout`; `None`: for ever.
    pub fn wait_ms(&self) -> Option<u64> {
        match self.state {
            State::Ground => None,
            State::Esc => Some(ESC_MS),
            State::Paste => Some(PASTE_MS),
            _ => Some(HALF_MS),
        }
    }

    pub fn feed(&mut self, bytes: &[u8], out: &mut Vec<Tok>) {
        for b in bytes {
            self.byte(*b, out);
        }
    }

    /// Nothing more came in time.
    pub fn timeout(&mut self, out: &mut Vec<Tok>) {
        let buf = std::mem::take(&mut self.buf);
        match self.state {
            State::Esc => out.push(Tok::Esc),
            State::Paste => out.push(Tok::Paste(buf)),
            // Alt with the key that begins a sequence: `ESC [`, `ESC O`, `ESC ]`, `ESC P`.
            State::Csi | State::Ss3 if buf.len() == 2 => out.push(Tok::Seq(buf)),
            State::Str(false) if self.swallowed == 0 => out.push(Tok::Seq(buf)),
            _ => {}
        }
        self.state = State::Ground;
    }

    fn done(&mut self, out: &mut Vec<Tok>) {
        out.push(Tok::Seq(std::mem::take(&mut self.buf)));
        self.state = State::Ground;
    }

    /// The half so far meant nothing; `b` begins anew.
    fn restart(&mut self, b: u8, out: &mut Vec<Tok>) {
        self.buf.clear();
        self.state = State::Ground;
        self.byte(b, out);
    }

    fn byte(&mut self, b: u8, out: &mut Vec<Tok>) {
        match self.state {
            State::Ground => self.ground(b, out),
            State::Esc => self.after_esc(b, out),
            State::Ss3 => {
                if b == ESC || b >= 0x80 {
                    return self.restart(b, out);
                }
                self.buf.push(b);
                self.done(out);
            }
            State::Csi => self.csi(b, out),
            State::Fixed(n) => {
                self.buf.push(b);
                if n == 1 {
                    self.done(out);
                } else {
                    self.state = State::Fixed(n - 1);
                }
            }
            State::Utf8(n) => {
                if b & 0xc0 != 0x80 {
                    return self.restart(b, out);
                }
                self.buf.push(b);
                if n == 1 {
                    self.done(out);
                } else {
                    self.state = State::Utf8(n - 1);
                }
            }
            State::Str(esc) => self.string(b, esc, out),
            State::Paste => self.paste(b, out),
        }
    }

    fn ground(&mut self, b: u8, out: &mut Vec<Tok>) {
        self.buf.clear();
        match b {
            ESC => {
                self.buf.push(b);
                self.state = State::Esc;
            }
            0x80..=0xc1 | 0xf5..=0xff => {}
            _ => self.character(b, out),
        }
    }

    /// The first byte of a character, at the beginning or after ESC.
    fn character(&mut self, b: u8, out: &mut Vec<Tok>) {
        self.buf.push(b);
        match b {
            0xc2..=0xdf => self.state = State::Utf8(1),
            0xe0..=0xef => self.state = State::Utf8(2),
            0xf0..=0xf4 => self.state = State::Utf8(3),
            _ => self.done(out),
        }
    }

    fn after_esc(&mut self, b: u8, out: &mut Vec<Tok>) {
        match b {
            // Esc, then something that begins with ESC.
            ESC => out.push(Tok::Esc),
            b'[' => self.head(b, State::Csi),
            b'O' => self.head(b, State::Ss3),
            b']' | b'P' | b'X' | b'^' | b'_' => {
                self.swallowed = 0;
                self.head(b, State::Str(false));
            }
            0x80..=0xc1 | 0xf5..=0xff => self.restart(b, out),
            _ => self.character(b, out),
        }
    }

    fn head(&mut self, b: u8, state: State) {
        self.buf.push(b);
        self.state = state;
    }

    fn csi(&mut self, b: u8, out: &mut Vec<Tok>) {
        match b {
            b'[' if self.buf.len() == 2 => self.head(b, State::Fixed(1)),
            b'M' if self.buf.len() == 2 => self.head(b, State::Fixed(3)),
            0x40..=0x7e => {
                self.buf.push(b);
                if self.buf == b"\x1b[200~" {
                    self.buf.clear();
                    self.state = State::Paste;
                } else {
                    self.done(out);
                }
            }
            0x20..=0x3f if self.buf.len() < CSI_MAX => self.buf.push(b),
            _ => self.restart(b, out),
        }
    }

    fn string(&mut self, b: u8, esc: bool, out: &mut Vec<Tok>) {
        self.swallowed += 1;
        match (esc, b) {
            (true, b'\\') | (false, 0x07) => {
                self.buf.clear();
                self.state = State::Ground;
            }
            (true, _) => {
                // Not the end of a string: a new sequence.
                self.buf = vec![ESC];
                self.state = State::Esc;
                self.byte(b, out);
            }
            (false, ESC) => self.state = State::Str(true),
            _ if self.swallowed > STRING_MAX => self.restart(b, out),
            _ => {}
        }
    }

    fn paste(&mut self, b: u8, out: &mut Vec<Tok>) {
        self.buf.push(b);
        if self.buf.ends_with(PASTE_END) {
            let keep = (self.buf.len() - PASTE_END.len()).min(PASTE_MAX);
            self.buf.truncate(keep);
            out.push(Tok::Paste(std::mem::take(&mut self.buf)));
            self.state = State::Ground;
        } else if self.buf.len() > PASTE_MAX + 2 * PASTE_END.len() {
            // Room for the end mark stays; what is between is swallowed.
            self.buf.remove(PASTE_MAX);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What people press, one after another, with the tokens it must give.
    fn corpus() -> Vec<Vec<u8>> {
        [
            "a",
            "я",
            "\r",
            "\x1b[A",
            "\x1bOP",
            "\x1b[11~",
            "\x1b[1;2R",
            "\x1b[[A",
            "\x1bя",
            "\x1bx",
            "\x1b[<0;10;5M",
            "\x1b[1;5D",
            "\x1b[27;5;1089~",
            "\x1b[1089;5u",
            "\x1b[I",
            "\t",
            "\x7f",
            "\x1b[24~",
            "😀",
        ]
        .iter()
        .map(|s| s.as_bytes().to_vec())
        .collect()
    }

    fn split(parts: &[&[u8]]) -> Vec<Tok> {
        let (mut f, mut out) = (Framer::default(), Vec::new());
        for p in parts {
            f.feed(p, &mut out);
        }
        f.timeout(&mut out);
        out
    }

    #[test]
    fn every_split_of_every_pair_gives_the_same_tokens() {
        let all = corpus();
        let mut n = 0;
        for a in &all {
            for b in &all {
                let whole: Vec<u8> = a.iter().chain(b).copied().collect();
                let want = vec![Tok::Seq(a.clone()), Tok::Seq(b.clone())];
                for i in 0..=whole.len() {
                    for j in i..=whole.len() {
                        assert_eq!(split(&[&whole[..i], &whole[i..j], &whole[j..]]), want, "{a:?} {b:?} {i} {j}");
                        n += 1;
                    }
                }
            }
        }
        assert!(n > 10_000);
    }

    #[test]
    fn esc_before_anything_is_the_esc_key() {
        assert_eq!(split(&[b"\x1b"]), [Tok::Esc]);
        assert_eq!(split(&[b"\x1b\x1b"]), [Tok::Esc, Tok::Esc]);
        assert_eq!(split(&[b"\x1b\x1b[A"]), [Tok::Esc, Tok::Seq(b"\x1b[A".to_vec())]);
        assert_eq!(Framer { state: State::Esc, ..Framer::default() }.wait_ms(), Some(30));
    }

    #[test]
    fn late_replies_and_broken_halves_never_swallow_a_key() {
        for junk in
            ["\x1b[>0;276;0c", "\x1b[?1;0;256S", "\x1b]11;rgb:0000/0000/0000\x07", "\x1bP1$r0m\x1b\\", "\x1b]0;x\x1b\\"]
        {
            let toks = split(&[junk.as_bytes(), b"x"]);
            assert_eq!(toks.last(), Some(&Tok::Seq(b"x".to_vec())), "{junk:?}");
        }
        // Alone, after their time: Alt with that key.
        assert_eq!(split(&[b"\x1b]"]), [Tok::Seq(b"\x1b]".to_vec())]);
        assert_eq!(split(&[b"\x1bP"]), [Tok::Seq(b"\x1bP".to_vec())]);
        // Half a character, half a sequence.
        assert_eq!(split(&[b"\xd0A"]), [Tok::Seq(b"A".to_vec())]);
        assert_eq!(split(&[b"\xd0\x1b[A"]), [Tok::Seq(b"\x1b[A".to_vec())]);
        assert_eq!(split(&[b"\x1b[1;\x1b[A"]), [Tok::Seq(b"\x1b[A".to_vec())]);
        assert_eq!(split(&[b"\xff\xfeq"]), [Tok::Seq(b"q".to_vec())]);
    }

    #[test]
    fn a_paste_is_one_token_even_without_its_end_and_never_endless() {
        assert_eq!(
            split(&[b"\x1b[200~a\x1b[31m\r\nb\x1b[201~", b"x"]),
            [Tok::Paste(b"a\x1b[31m\r\nb".to_vec()), Tok::Seq(b"x".to_vec())]
        );
        assert_eq!(split(&[b"\x1b[200~abc"]), [Tok::Paste(b"abc".to_vec())]);
        let (mut f, mut out) = (Framer::default(), Vec::new());
        f.feed(b"\x1b[200~", &mut out);
        f.feed(&vec![b'z'; PASTE_MAX + 100], &mut out);
        f.feed(b"\x1b[201~q", &mut out);
        assert_eq!(out.len(), 2);
        assert!(matches!(&out[0], Tok::Paste(p) if p.len() == PASTE_MAX));
    }
}
