//! The measuring before the reading: every part is unpacked once into nothing, so that what the archive states about
//! itself is found true before anybody relies on it.

use std::io::{self, Read, Seek, SeekFrom};

use zip::ZipArchive;
use zip::result::ZipError;

use super::Limits;
use super::held::Held;
use crate::base::{Code, Fault, Res};

/// What the old binary formats and books with a password begin with.
pub(super) const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// The statement calamine makes room by, before it has read a single string.
const COUNT: &[u8] = b"uniqueCount";
/// No string takes fewer bytes than `<si/>`.
const STRING_MIN: u64 = 5;

/// Gives the size of the archive.
///
/// Errors: `FileEmpty`, `FileNotXlsx`, `FileProtected`, `FileTooLarge`, `FileBroken`.
pub(super) fn look(input: &mut (impl Read + Seek), limits: &Limits) -> Res<u64> {
    let packed = input.seek(SeekFrom::End(0))?;
    input.seek(SeekFrom::Start(0))?;
    let mut head = Vec::with_capacity(8);
    input.by_ref().take(8).read_to_end(&mut head)?;
    if packed == 0 {
        return Err(Code::FileEmpty.into());
    }
    if head.starts_with(COMPOUND) {
        // An XLS of old or an XLSX with a password; both have to be saved anew.
        return Err(Code::FileProtected.into());
    }
    if !head.starts_with(b"PK") {
        return Err(Code::FileNotXlsx.into());
    }
    input.seek(SeekFrom::Start(0))?;
    let mut zip = ZipArchive::new(input).map_err(broken)?;
    if zip.len() > limits.parts {
        return Err(Fault::new(Code::FileTooLarge).with("limit", limits.parts));
    }
    stated(&mut zip, packed, limits)?;
    let mut book = false;
    for i in 0..zip.len() {
        book |= measured(&mut zip, i, limits)?;
    }
    if book { Ok(packed) } else { Err(Code::FileNotXlsx.into()) }
}

/// The sizes in the directory, before a byte is unpacked.
fn stated<R: Read + Seek>(zip: &mut ZipArchive<R>, packed: u64, limits: &Limits) -> Res<()> {
    let too_large = |limit: u64| Err(Fault::new(Code::FileTooLarge).with("megabytes", (limit >> 20).max(1)));
    let mut sum = 0_u64;
    for i in 0..zip.len() {
        let part = zip.by_index_raw(i).map_err(broken)?;
        sum = sum.saturating_add(part.size());
        if is_held(&part.name().map_err(broken)?) && part.size() > limits.strings {
            return too_large(limits.strings);
        }
        if sum > limits.unpacked {
            return too_large(limits.unpacked);
        }
    }
    if sum > packed.saturating_mul(limits.ratio) {
        return too_large(packed.saturating_mul(limits.ratio));
    }
    Ok(())
}

/// A part holds as much as it states, and no count in it promises more than it can hold. Gives whether it is the list of
/// a workbook's sheets.
fn measured<R: Read + Seek>(zip: &mut ZipArchive<R>, i: usize, limits: &Limits) -> Res<bool> {
    let mut part = zip.by_index(i).map_err(broken)?;
    let (size, name) = (part.size(), part.name().map_err(broken)?.to_ascii_lowercase());
    let mut counts = Counts { most: size / STRING_MIN, tail: Vec::new() };
    let mut held = is_xml(&name).then(Held::default);
    let mut buf = vec![0; 64 * 1024];
    let mut seen = 0_u64;
    loop {
        let n = match part.read(&mut buf) {
            Ok(0) => break,
            Ok(n) => n,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
            Err(e) => return Err(Fault::from(Code::FileBroken, e)),
        };
        seen += n as u64;
        if let Some(Err(code)) = held.as_mut().map(|h| h.feed(&buf[..n], limits)) {
            return Err(Fault::new(code).with("detail", name));
        }
        if seen > size || !counts.are_true(&buf[..n]) {
            return Err(Fault::new(Code::FileBroken).with("detail", name));
        }
    }
    Ok(name.ends_with("workbook.xml"))
}

/// Sheets are read as a stream; the other parts of a book stand in memory, wherever the archive puts them.
fn is_held(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    is_xml(&name) && !name.contains("worksheets/")
}

fn is_xml(name: &str) -> bool {
    name.ends_with(".xml") || name.ends_with(".rels")
}

/// Looks for counts in a stream, also where one is cut between two pieces.
struct Counts {
    most: u64,
    tail: Vec<u8>,
}

impl Counts {
    /// The name, blanks, the sign, blanks, a quote and twenty digits.
    const REACH: usize = 64;

    fn are_true(&mut self, piece: &[u8]) -> bool {
        self.tail.extend_from_slice(piece);
        let text = std::mem::take(&mut self.tail);
        let found = (0..text.len()).filter(|i| text[*i..].starts_with(COUNT));
        let ok = found.into_iter().all(|i| number(&text[i + COUNT.len()..]).is_none_or(|n| n <= self.most));
        self.tail = text[text.len().saturating_sub(Self::REACH)..].to_vec();
        ok
    }
}

/// The number that follows ` = "`; one too long for 64 bits is as large as they come.
fn number(after: &[u8]) -> Option<u64> {
    let digits: Vec<u8> = after
        .iter()
        .copied()
        .skip_while(|b| b.is_ascii_whitespace() || matches!(b, b'=' | b'"' | b'\'' | b'+'))
        .take_while(u8::is_ascii_digit)
        .take(24)
        .collect();
    let text = std::str::from_utf8(&digits).ok().filter(|t| !t.is_empty())?;
    Some(text.parse().unwrap_or(u64::MAX))
}

fn broken(e: ZipError) -> Fault {
    match e {
        ZipError::UnsupportedArchive(text) if text == ZipError::PASSWORD_REQUIRED => Code::FileProtected.into(),
        ZipError::Io(e) if e.kind() == io::ErrorKind::PermissionDenied => e.into(),
        e => Fault::from(Code::FileBroken, e),
    }
}
