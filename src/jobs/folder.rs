//! What stands in a folder, for the import's list of files.

use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use crate::base::{At, Fault, Res, fold};

/// Endings of files worth offering; the rest is hidden, since it cannot be an export.
const ENDINGS: [&str; 7] = ["csv", "tsv", "txt", "xls", "xlsx", "htm", "html"];

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// Absolute.
    pub path: PathBuf,
    /// Folders first, then files, both by name.
    pub entries: Vec<Entry>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub name: String,
    pub path: PathBuf,
    pub is_folder: bool,
    /// Bytes; 0 for a folder.
    pub size: u64,
    pub changed: Option<At>,
}

/// Lists `path`; hidden entries and files of other kinds are left out. Errors: `FileMissing`, `FileNotReadable`.
pub fn list(path: &Path) -> Res<Folder> {
    let at = |e: std::io::Error| <Fault as From<std::io::Error>>::from(e).with("path", path.display());
    let path = path.canonicalize().map_err(at)?;
    let mut entries = Vec::new();
    for e in std::fs::read_dir(&path).map_err(at)? {
        // An entry that vanishes while we look is simply not there.
        let Ok(e) = e else { continue };
        let Ok(meta) = std::fs::metadata(e.path()) else { continue };
        let name = e.file_name().to_string_lossy().into_owned();
        let is_folder = meta.is_dir();
        let ending = Path::new(&name).extension().map(|x| x.to_string_lossy().to_lowercase());
        let fits = is_folder || ending.is_some_and(|x| ENDINGS.contains(&x.as_str()));
        if name.starts_with('.') || !fits {
            continue;
        }
        let since = meta.modified().ok().and_then(|t| t.duration_since(UNIX_EPOCH).ok());
        let changed = since.and_then(|d| i64::try_from(d.as_millis()).ok()).map(At);
        let size = if is_folder { 0 } else { meta.len() };
        entries.push(Entry { name, path: e.path(), is_folder, size, changed });
    }
    entries.sort_by_cached_key(|e| (!e.is_folder, fold(&e.name), e.name.clone()));
    Ok(Folder { path, entries })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_come_first_and_only_tables_are_offered() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["б.csv", "А.xls", "notes.db", ".hidden.csv"] {
            std::fs::write(dir.path().join(name), "x").unwrap();
        }
        std::fs::create_dir(dir.path().join("яя")).unwrap();
        let names: Vec<String> = list(dir.path()).unwrap().entries.into_iter().map(|e| e.name).collect();
        assert_eq!(names, ["яя", "А.xls", "б.csv"]);
        assert!(list(&dir.path().join("нет")).is_err());
    }
}
