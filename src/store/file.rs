//! What is looked at before SQLite may touch a file, without ever opening it: closing any descriptor of a base drops
//! the POSIX locks that other connections of this process hold on it, and the base could then be torn.

use std::fs::{self, OpenOptions};
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{Access, access, statfs};

use crate::base::{Code, Fault, Res};

/// The path of a file beside the base: `x.db` → `x.db-bell`, as SQLite names `x.db-wal`.
pub fn beside(base: &Path, suffix: &str) -> PathBuf {
    let mut name = base.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// The folder a file stands in; of a bare name the current one, which an empty path is not.
pub fn folder(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The path with its folder resolved, so that only the last part can be a link. `BaseMissing` when there is no folder.
pub fn resolve(path: &Path) -> Res<PathBuf> {
    let name = path.file_name().ok_or_else(|| at(Code::BaseMissing, path))?;
    let dir = fs::canonicalize(folder(path)).map_err(|e| match e.kind() {
        io::ErrorKind::PermissionDenied => at(Code::BaseReadOnly, path),
        _ => at(Code::BaseMissing, path),
    })?;
    Ok(dir.join(name))
}

/// A fault that names the file.
pub fn at(code: Code, path: &Path) -> Fault {
    Fault::new(code).with("path", path.display())
}

/// Nothing stands under this name but, perhaps, an empty file of ours. Errors: those of `inspect`.
pub fn is_free(path: &Path) -> Res<bool> {
    match inspect(path) {
        Ok(size) => Ok(size == 0),
        Err(f) if f.code == Code::BaseMissing => Ok(true),
        Err(f) => Err(f),
    }
}

/// Refuses links, things that are no files and files of other owners; gives the size. A file of ours that others may
/// read is closed to them: it holds personal data.
pub fn inspect(path: &Path) -> Res<u64> {
    let m = fs::symlink_metadata(path).map_err(|e| match e.kind() {
        io::ErrorKind::NotFound => at(Code::BaseMissing, path),
        _ => Fault::from(Code::Io, e).with("path", path.display()),
    })?;
    if m.is_symlink() || (m.is_file() && m.nlink() > 1) {
        return Err(at(Code::BaseLink, path));
    }
    // SQLite takes a few bytes of text for an empty base; its smallest page is 512.
    if !m.is_file() || (1..512).contains(&m.len()) {
        return Err(at(Code::BaseNotABase, path));
    }
    if m.uid() != rustix::process::geteuid().as_raw() {
        return Err(at(Code::BaseOwner, path));
    }
    if m.mode() & 0o077 != 0 {
        // On a read-only place this cannot work and need not.
        let _ = fs::set_permissions(path, fs::Permissions::from_mode(m.mode() & 0o700));
    }
    Ok(m.len())
}

/// The size of a file that is only read: a backup may lie in another's folder or behind a link.
pub fn inspect_any(path: &Path) -> Res<u64> {
    let m = fs::metadata(path).map_err(|e| match e.kind() {
        io::ErrorKind::NotFound => at(Code::BaseMissing, path),
        _ => Fault::from(Code::Io, e).with("path", path.display()),
    })?;
    if m.is_file() { Ok(m.len()) } else { Err(at(Code::BaseNotABase, path)) }
}

/// Refuses what cannot be written: the file itself or its folder, where SQLite keeps its log.
pub fn writable(path: &Path) -> Res<()> {
    let dir = folder(path);
    for p in [path, dir] {
        if access(p, Access::WRITE_OK).is_err() && p.exists() {
            return Err(at(Code::BaseReadOnly, path));
        }
    }
    Ok(())
}

/// File systems whose locks or shared memory do not hold between machines, by the kernel's magic numbers.
const NETWORK: [(u32, &str); 14] = [
    (0x6969, "NFS"),
    (0x517b, "SMB"),
    (0xff53_4d42, "CIFS"),
    (0xfe53_4d42, "SMB2"),
    (0x7375_7245, "Coda"),
    (0x5346_414f, "AFS"),
    (0x6b41_4653, "AFS"),
    (0x0102_1997, "9p"),
    (0x00c3_6400, "Ceph"),
    (0x0bd0_0bd0, "Lustre"),
    (0x4750_4653, "GPFS"),
    (0x564c, "NCP"),
    (0x786f_4256, "vboxsf"),
    (0xbacb_acbc, "vmhgfs"),
];

/// The name of the network file system behind a magic number.
pub fn network_name(magic: u32) -> Option<&'static str> {
    NETWORK.iter().find(|(m, _)| *m == magic).map(|(_, name)| *name)
}

/// Refuses a folder on a network file system, FUSE ones over a wire (`sshfs`, `rclone`…) included.
pub fn local(path: &Path) -> Res<()> {
    let dir = folder(path);
    let Ok(s) = statfs(dir) else { return Ok(()) };
    // The field is signed on some machines; the numbers are 32 bits wide everywhere.
    #[allow(clippy::unnecessary_cast, reason = "f_type has another type on every platform")]
    let magic = s.f_type as u32;
    const FUSE: u32 = 0x6573_5546;
    let name = network_name(magic).map(str::to_owned).or_else(|| (magic == FUSE).then(|| wire_fuse(dir)).flatten());
    name.map_or(Ok(()), |n| Err(at(Code::BaseNetworkFs, path).with("name", n)))
}

/// The kind of a FUSE mount when it is one that goes over a wire.
fn wire_fuse(dir: &Path) -> Option<String> {
    let mounts = fs::read_to_string("/proc/self/mountinfo").ok()?;
    mount_kind(&mounts, dir).filter(|k| {
        ["sshfs", "rclone", "s3fs", "davfs", "gvfs", "curlftpfs", "glusterfs", "ceph", "smb", "nfs"]
            .iter()
            .any(|w| k.contains(w))
    })
}

fn mount_kind(mountinfo: &str, dir: &Path) -> Option<String> {
    let mut best: Option<(usize, &str)> = None;
    for line in mountinfo.lines() {
        let (Some((head, tail)), Some(point)) = (line.split_once(" - "), line.split(' ').nth(4)) else { continue };
        let _ = head;
        if dir.starts_with(point.replace("\\040", " ")) && best.is_none_or(|(n, _)| point.len() >= n) {
            best = Some((point.len(), tail.split(' ').next().unwrap_or("")));
        }
    }
    best.map(|(_, k)| k.to_owned())
}

/// Makes an empty file that only its owner may read, before anything is written into it: the umask belongs to the whole
/// process and is left alone. SQLite gives `-wal` and `-shm` the same rights.
pub fn create_private(path: &Path) -> io::Result<fs::File> {
    OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(path)
}

/// A private file beside the base, made when it is missing; never through a link.
pub fn open_private(path: &Path) -> io::Result<fs::File> {
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .custom_flags(rustix::fs::OFlags::NOFOLLOW.bits() as i32)
        .open(path)
}

/// Makes a rename or a new file in this folder survive a power loss.
pub fn sync_dir(path: &Path) -> io::Result<()> {
    fs::File::open(folder(path))?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wire_file_systems_are_known() {
        assert_eq!(network_name(0x6969), Some("NFS"));
        assert_eq!(network_name(0xff53_4d42), Some("CIFS"));
        assert_eq!(network_name(0xef53), None);
        let info = "22 1 8:1 / / rw - ext4 /dev/sda rw\n40 22 0:50 / /mnt/o\\040k rw - fuse.sshfs a@b:/ rw\n";
        assert_eq!(mount_kind(info, Path::new("/mnt/o k/x")).as_deref(), Some("fuse.sshfs"));
        assert_eq!(mount_kind(info, Path::new("/home")).as_deref(), Some("ext4"));
    }
}
