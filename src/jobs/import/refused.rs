//! Refused rows into files, one for each import file that has some.

use std::path::{Path, PathBuf};

use super::Prepared;
use crate::base::Res;
use crate::exchange::{files, refused::refused_csv};
use crate::texts::Texts;

/// Writes the refused rows; the first file under the name given, the next ones with a number. Gives the paths.
///
/// Errors: `OutputExists` and those of writing; nothing is overwritten.
pub fn save(p: &Prepared, path: &Path, texts: &Texts) -> Res<Vec<PathBuf>> {
    let mut written = Vec::new();
    for (i, file) in p.files.iter().enumerate().filter(|(_, f)| f.refused > 0) {
        let headers: Vec<String> = file.shape.columns.iter().map(|(name, _)| name.clone()).collect();
        let rows = p.refused(i, 0, usize::MAX >> 1)?;
        let target = if written.is_empty() { path.to_owned() } else { numbered(path, written.len() + 1) };
        files::write_new(&target, &refused_csv(&headers, &rows, texts)?)?;
        written.push(target);
    }
    Ok(written)
}

fn numbered(path: &Path, n: usize) -> PathBuf {
    let stem = path.file_stem().map_or_else(String::new, |s| s.to_string_lossy().into_owned());
    let ext = path.extension().map_or_else(String::new, |e| format!(".{}", e.to_string_lossy()));
    path.with_file_name(format!("{stem}-{n}{ext}"))
}
