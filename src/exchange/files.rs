//! Writing files for people: safe names, written beside and renamed, nothing overwritten, readable by the owner only
//! (3 §3).

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags, renameat_with};
use sha2::{Digest, Sha256};

use crate::base::{Code, Fault, Res, clean};

/// Bytes; a file system allows 255 and Cyrillic takes two a letter.
const NAME_MAX: usize = 160;

/// A file name out of any text: letters, digits, `-`, `_`, dots inside. Never empty, never hidden, never a path.
pub fn safe_name(text: &str) -> String {
    let mut out = String::new();
    for c in clean(text).chars() {
        let c = if c.is_alphanumeric() || matches!(c, '-' | '.') { c } else { '_' };
        if (c == '_' && (out.is_empty() || out.ends_with('_'))) || (c == '.' && (out.is_empty() || out.ends_with('.')))
        {
            continue;
        }
        if out.len() + c.len_utf8() > NAME_MAX {
            break;
        }
        out.push(c);
    }
    let out = out.trim_end_matches(['_', '.']).to_owned();
    if out.is_empty() || is_device(&out) { format!("_{out}") } else { out }
}

/// What Windows takes for a device, whatever follows the dot: the folder may be carried there.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let numbered = |word: &str| stem.strip_prefix(word).is_some_and(|n| matches!(n.as_bytes(), [b'1'..=b'9']));
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT")
}

/// A path in `dir` that is free: `name.ext`, then `name-2.ext`…
pub fn free_path(dir: &Path, name: &str, ext: &str) -> PathBuf {
    let name = safe_name(name);
    let nth = |n: u32| if n == 1 { format!("{name}.{ext}") } else { format!("{name}-{n}.{ext}") };
    (1..).map(|n| dir.join(nth(n))).find(|p| !taken(p)).unwrap_or_else(|| dir.join(nth(1)))
}

/// Anything at all stands there, a dangling link too.
fn taken(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Writes a new file whole or not at all, mode 0600.
///
/// # Errors
/// `OutputExists` when something stands at `path`; `DiskFull`, `FileMissing` (no such folder), `FileNotReadable` or
/// `Io` from the system. Nothing is left behind.
pub fn write_new(path: &Path, bytes: &[u8]) -> Res<()> {
    let exists = || Fault::new(Code::OutputExists).with("path", path.display());
    if taken(path) {
        return Err(exists());
    }
    let (part, mut file) = beside(path)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all()).map_err(system);
    let placed = written.and_then(|()| match renameat_with(CWD, &part, CWD, path, RenameFlags::NOREPLACE) {
        Ok(()) => Ok(()),
        Err(rustix::io::Errno::EXIST) => Err(exists()),
        // A file system that cannot refuse by itself: look, then rename.
        Err(_) if taken(path) => Err(exists()),
        Err(_) => fs::rename(&part, path).map_err(system),
    });
    if placed.is_err() {
        // The first failure is what counts; the part may be gone already.
        let _ = fs::remove_file(&part);
    }
    placed.map_err(|f| if f.arg("path").is_empty() { f.with("path", path.display()) } else { f })
}

/// Makes a folder for papers that only its owner may enter; one that is there already stays as it is.
///
/// # Errors
/// Those of the system, with the folder in `path`.
pub fn private_folder(dir: &Path) -> Res<()> {
    if dir.is_dir() {
        return Ok(());
    }
    DirBuilder::new().recursive(true).mode(0o700).create(dir).map_err(|e| system(e).with("path", dir.display()))
}

/// Where a paper goes: to `to` itself, or under a free name of its own when `to` is a folder.
pub fn placed(to: &Path, name: &str, ext: &str) -> PathBuf {
    if !to.is_dir() {
        return to.to_owned();
    }
    // The current folder goes without its dot in what people read.
    let folder = if to == Path::new(".") { Path::new("") } else { to };
    free_path(folder, name, ext)
}

fn system(e: std::io::Error) -> Fault {
    e.into()
}

/// Takes away what attempts at this very file left when they were killed. For whoever alone may write it.
pub fn clear_parts(path: &Path) {
    let (dir, start) = parts_of(path);
    for old in fs::read_dir(dir).into_iter().flatten().flatten() {
        let name = old.file_name();
        if name.to_str().is_some_and(|n| n.starts_with(&start) && n.ends_with(".part")) {
            // Gone already, or not ours to remove: the file itself is what counts.
            let _ = fs::remove_file(old.path());
        }
    }
}

/// The folder of a file, and how the names of its parts begin.
fn parts_of(path: &Path) -> (&Path, String) {
    let dir = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().map(|n| safe_name(&n.to_string_lossy())).unwrap_or_default();
    (dir, format!(".estafeta-{name}-"))
}

/// A file of ours in the same folder, so that the rename stays within one file system.
fn beside(path: &Path) -> Res<(PathBuf, File)> {
    let (dir, start) = parts_of(path);
    let mut n = 0;
    loop {
        let part = dir.join(format!("{start}{n}.part"));
        match OpenOptions::new().write(true).create_new(true).mode(0o600).open(&part) {
            Ok(file) => return Ok((part, file)),
            Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists && n < 1000 => n += 1,
            Err(e) => return Err(system(e).with("path", path.display())),
        }
    }
}

/// SHA-256 as 64 hexadecimal digits.
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn names_are_safe_whatever_the_text() {
        assert_eq!(safe_name("ООО «Магнит-Снаб»"), "ООО_Магнит-Снаб");
        assert_eq!(safe_name("../../etc/passwd"), "etc_passwd");
        assert_eq!(
            [safe_name("con"), safe_name("NUL.txt"), safe_name("COM7"), safe_name("COM")],
            ["_con", "_NUL.txt", "_COM7", "COM"]
        );
        assert_eq!(safe_name("…\u{1b}[2J/.."), "2J");
        assert_eq!(safe_name(".."), "_");
        assert_eq!(safe_name("CON: \\ * ?"), "_CON");
        assert!(safe_name(&"я".repeat(500)).len() <= NAME_MAX);
    }

    #[test]
    fn a_file_is_written_whole_once_and_for_its_owner() {
        let dir = tempfile::tempdir().unwrap();
        let path = free_path(dir.path(), "Акт 12", "docx");
        assert_eq!(path.file_name().unwrap().to_str(), Some("Акт_12.docx"));
        write_new(&path, b"one").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        let again = write_new(&path, b"two").unwrap_err();
        assert_eq!(again.code, Code::OutputExists);
        assert_eq!(fs::read(&path).unwrap(), b"one");
        assert_eq!(free_path(dir.path(), "Акт 12", "docx").file_name().unwrap().to_str(), Some("Акт_12-2.docx"));
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "a part was left behind");
    }

    #[test]
    fn what_a_killed_attempt_left_is_taken_away_and_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        let (path, other) = (dir.path().join("a.csv"), dir.path().join("b.csv"));
        drop(beside(&path).unwrap());
        drop(beside(&path).unwrap());
        let (others, _) = beside(&other).unwrap();
        write_new(&other, b"x").unwrap();
        clear_parts(&path);
        let left: Vec<PathBuf> = fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().path()).collect();
        assert!(left.len() == 2 && left.contains(&others) && left.contains(&other), "{left:?}");
    }

    #[test]
    fn a_dangling_link_is_not_followed() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("act.docx");
        std::os::unix::fs::symlink(dir.path().join("elsewhere"), &path).unwrap();
        assert_eq!(write_new(&path, b"x").unwrap_err().code, Code::OutputExists);
        assert!(!dir.path().join("elsewhere").exists());
    }

    #[test]
    fn a_missing_folder_is_named() {
        let f = write_new(Path::new("/nonexistent/act.docx"), b"x").unwrap_err();
        assert_eq!((f.code, f.arg("path")), (Code::FileMissing, "/nonexistent/act.docx"));
    }

    #[test]
    fn checksums_are_the_usual_ones() {
        assert_eq!(sha256_hex(b"test"), "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
    }
}
