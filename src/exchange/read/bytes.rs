//! From bytes to UTF-8: what a file is, by its content alone, and one stream of clean UTF-8 whatever it was.

use std::io::{self, Read, Seek, SeekFrom};

use encoding_rs::{Decoder, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251};

use crate::base::{Code, Fault, Res};

/// How the text of a file is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Windows1251,
    Utf16Le,
    Utf16Be,
}

impl Encoding {
    /// The word of the JSON contract and of `--encoding`.
    pub const fn word(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Windows1251 => "windows-1251",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
        }
    }

    /// Reads the names people use for them: `utf8`, `cp1251`, `windows-1251`…
    pub fn of(word: &str) -> Option<Encoding> {
        match word.trim().to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" => Some(Encoding::Utf8),
            "windows-1251" | "cp1251" | "win-1251" | "win1251" | "1251" => Some(Encoding::Windows1251),
            "utf-16le" | "utf-16" | "utf16" => Some(Encoding::Utf16Le),
            "utf-16be" => Some(Encoding::Utf16Be),
            _ => None,
        }
    }

    fn decoder(self) -> Decoder {
        match self {
            Encoding::Utf8 => UTF_8.new_decoder_with_bom_removal(),
            Encoding::Windows1251 => WINDOWS_1251.new_decoder_without_bom_handling(),
            Encoding::Utf16Le => UTF_16LE.new_decoder_with_bom_removal(),
            Encoding::Utf16Be => UTF_16BE.new_decoder_with_bom_removal(),
        }
    }
}

/// What one pass over the bytes tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Survey {
    pub encoding: Encoding,
    /// An HTML table, whatever the file is called.
    pub html: bool,
    /// Size in bytes.
    pub bytes: u64,
}

const CHUNK: usize = 64 * 1024;

/// Reads the whole input once and rewinds it.
///
/// Errors: `FileEmpty`, `FileEncoding` (zero bytes in what should be text).
pub fn survey(input: &mut (impl Read + Seek), forced: Option<Encoding>) -> Res<Survey> {
    input.seek(SeekFrom::Start(0))?;
    let mut buf = vec![0; CHUNK];
    let mut head: Vec<u8> = Vec::new();
    let (mut bytes, mut nul, mut blank) = (0u64, false, true);
    // UTF-8 is checked strictly over the whole file: a windows-1251 letter may first stand in its last row.
    let (mut utf8, mut tail) = (true, Vec::<u8>::new());
    loop {
        let n = read_some(input, &mut buf)?;
        if n == 0 {
            break;
        }
        let part = &buf[..n];
        bytes += n as u64;
        nul |= part.contains(&0);
        blank &= part.iter().all(|b| b.is_ascii_whitespace() || matches!(b, 0xef | 0xbb | 0xbf));
        if head.len() < 4096 {
            head.extend_from_slice(&part[..n.min(4096)]);
        }
        if utf8 {
            tail.extend_from_slice(part);
            match std::str::from_utf8(&tail) {
                Ok(_) => tail.clear(),
                Err(e) if e.error_len().is_none() => drop(tail.drain(..e.valid_up_to())),
                Err(_) => utf8 = false,
            }
        }
    }
    utf8 &= tail.is_empty();
    input.seek(SeekFrom::Start(0))?;
    if bytes == 0 || blank {
        return Err(Code::FileEmpty.into());
    }
    // UTF-32: its mark begins as that of UTF-16 does, and every second letter would be a zero.
    if head.starts_with(b"\xff\xfe\0\0") || head.starts_with(b"\0\0\xfe\xff") {
        return Err(Fault::new(Code::FileEncoding));
    }
    let encoding = match forced {
        Some(e) => e,
        None if head.starts_with(b"\xff\xfe") => Encoding::Utf16Le,
        None if head.starts_with(b"\xfe\xff") => Encoding::Utf16Be,
        None if utf8 => Encoding::Utf8,
        None => Encoding::Windows1251,
    };
    if nul && !matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be) {
        return Err(Fault::new(Code::FileEncoding));
    }
    let mut text = String::with_capacity(head.len() * 3);
    let _ = encoding.decoder().decode_to_string(&head, &mut text, false);
    Ok(Survey { encoding, html: looks_html(&text), bytes })
}

/// `<meta`, `<table` or `<html` before anything that is no markup.
fn looks_html(head: &str) -> bool {
    let t = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').to_ascii_lowercase();
    t.starts_with('<') && ["<meta", "<table", "<html"].iter().any(|tag| t.contains(tag))
}

fn read_some(input: &mut impl Read, buf: &mut [u8]) -> io::Result<usize> {
    loop {
        match input.read(buf) {
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            r => return r,
        }
    }
}

/// The input as UTF-8 without a byte-order mark; what does not decode becomes U+FFFD.
pub struct Utf8<R> {
    input: R,
    decoder: Decoder,
    raw: Vec<u8>,
    consumed: u64,
    ended: bool,
}

impl<R: Read> Utf8<R> {
    pub fn new(input: R, encoding: Encoding) -> Self {
        Self { input, decoder: encoding.decoder(), raw: vec![0; CHUNK], consumed: 0, ended: false }
    }

    /// Bytes of the file read so far, for the progress.
    pub fn consumed(&self) -> u64 {
        self.consumed
    }

    /// Appends the next piece to `out`; `false` at the end of the file.
    pub fn more(&mut self, out: &mut String) -> io::Result<bool> {
        if self.ended {
            return Ok(false);
        }
        let n = read_some(&mut self.input, &mut self.raw)?;
        self.consumed += n as u64;
        self.ended = n == 0;
        if let Some(need) = self.decoder.max_utf8_buffer_length(n) {
            out.reserve(need);
        }
        let _ = self.decoder.decode_to_string(&self.raw[..n], out, self.ended);
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn all(bytes: &[u8]) -> (Survey, String) {
        let mut c = Cursor::new(bytes.to_vec());
        let s = survey(&mut c, None).unwrap();
        let (mut u, mut out) = (Utf8::new(c, s.encoding), String::new());
        while u.more(&mut out).unwrap() {}
        (s, out)
    }

    #[test]
    fn the_encoding_is_found_by_content() {
        assert_eq!(all("\u{feff}ID;Имя".as_bytes()).1, "ID;Имя");
        let (s, text) = all(&WINDOWS_1251.encode("ID;Имя").0);
        assert_eq!((s.encoding, text.as_str()), (Encoding::Windows1251, "ID;Имя"));
        let utf16: Vec<u8> = "\u{feff}ID\tИмя".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let (s, text) = all(&utf16);
        assert_eq!((s.encoding, text.as_str()), (Encoding::Utf16Le, "ID\tИмя"));
    }

    #[test]
    fn one_wrong_byte_at_the_very_end_makes_it_windows_1251() {
        let mut bytes = b"ID,name\n".repeat(20_000);
        bytes.push(0xc0);
        assert_eq!(all(&bytes).0.encoding, Encoding::Windows1251);
        // A letter cut by the edge of a chunk is no wrong byte.
        let text = format!("{}{}", "a".repeat(CHUNK - 1), "я".repeat(CHUNK));
        assert_eq!(all(text.as_bytes()).0.encoding, Encoding::Utf8);
    }

    #[test]
    fn what_is_no_text_is_named() {
        let code = |b: &[u8]| survey(&mut Cursor::new(b.to_vec()), None).unwrap_err().code;
        assert_eq!(code(b""), Code::FileEmpty);
        assert_eq!(code(b" \r\n \n"), Code::FileEmpty);
        assert_eq!(code(b"ID;\0\0\0"), Code::FileEncoding);
        assert_eq!(code(b"\xff\xfe\0\0I\0\0\0D\0\0\0"), Code::FileEncoding);
    }

    #[test]
    fn html_is_known_by_its_first_tags() {
        assert!(all(b"\r\n<meta http-equiv=\"x\"><table><tr>").0.html);
        assert!(!all(b"ID;\"<table>\"").0.html);
    }
}
