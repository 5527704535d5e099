//! The opening sequence (6 §2): each wrong thing its own code, and nothing wrong is touched.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use estafeta::base::{Code, Fault, Res};
use estafeta::store::{Base, Mode, backup, migrate};
use rusqlite::{Connection, StatementStatus};

fn code<T>(r: Res<T>) -> Code {
    match r {
        Ok(_) => panic!("it opened"),
        Err(f) => f.code,
    }
}

fn made(dir: &Path) -> std::path::PathBuf {
    let p = dir.join("x.db");
    drop(Base::create(&p).unwrap());
    p
}

#[test]
fn a_new_base_is_private_and_carries_its_marks() {
    let dir = tempfile::tempdir().unwrap();
    let p = dir.path().join("x.db");
    let mut base = Base::create(&p).unwrap();
    base.with_write("test", |tx| Ok(tx.execute("INSERT INTO meta VALUES ('a', 'b')", [])?)).unwrap();
    for name in ["x.db", "x.db-wal", "x.db-shm", "x.db-bell"] {
        let mode = fs::metadata(dir.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    let one = |sql: &str| base.conn().query_row(sql, [], |r| r.get::<_, i64>(0)).unwrap();
    assert_eq!(one("PRAGMA application_id"), 0x4573_7466);
    assert_eq!(one("PRAGMA user_version"), i64::from(migrate::VERSION));
    assert_eq!(one("PRAGMA synchronous"), 2);
    assert_eq!(one("PRAGMA foreign_keys"), 1);
    assert_eq!(one("PRAGMA trusted_schema"), 0);
    assert_eq!(one("PRAGMA cell_size_check"), 1);
    assert_eq!(one("PRAGMA mmap_size"), 0);
    assert_eq!(one("PRAGMA temp_store"), 0);
    assert_eq!(one("PRAGMA cache_size"), -16 * 1024);
    assert_eq!(code(Base::create(&p)), Code::BaseExists);
}

#[test]
fn nothing_writes_outside_the_gate() {
    let dir = tempfile::tempdir().unwrap();
    let p = made(dir.path());
    let mut base = Base::open(&p, Mode::ReadWrite).unwrap();
    let write = "INSERT INTO meta VALUES ('a', 'b')";
    assert!(base.conn().execute(write, []).is_err());
    assert!(base.reader().unwrap().conn().execute(write, []).is_err());
    let refused = base.with_write("test", |tx| {
        tx.execute(write, [])?;
        Err::<(), _>(Fault::new(Code::Denied))
    });
    assert_eq!(code(refused), Code::Denied);
    let n = |b: &Base| b.conn().query_row("SELECT count(*) FROM meta", [], |r| r.get::<_, i64>(0)).unwrap();
    assert_eq!(n(&base), 0);
    base.with_write("test", |tx| Ok(tx.execute(write, [])?)).unwrap();
    assert_eq!(n(&base), 1);
    assert!(base.conn().execute(write, []).is_err());

    let mut ro = Base::open(&p, Mode::ReadOnly).unwrap();
    assert!(ro.is_read_only());
    assert_eq!(n(&ro), 1);
    assert_eq!(code(ro.with_write("test", |_| Ok(()))), Code::BaseReadOnly);
}

#[test]
fn a_statement_used_again_is_not_planned_again() {
    let dir = tempfile::tempdir().unwrap();
    let base = Base::open(&made(dir.path()), Mode::ReadWrite).unwrap();
    // Not all of its terms are answered by an index, so the values bound could matter to a plan.
    let sql = "SELECT id FROM client WHERE inn = ?1 AND deleted = 0 ORDER BY id LIMIT 5";
    let again = |n: i32| {
        let mut st = base.conn().prepare_cached(sql).unwrap();
        assert!(!st.exists([n.to_string()]).unwrap());
        st.get_status(StatementStatus::RePrepare)
    };
    (0..5).for_each(|n| assert_eq!(again(n), 0));
}

#[test]
fn each_wrong_file_has_its_code() {
    let dir = tempfile::tempdir().unwrap();
    let at = |n: &str| dir.path().join(n);
    let open = |n: &str| code(Base::open(&at(n), Mode::ReadWrite));

    assert_eq!(open("none.db"), Code::BaseMissing);
    assert_eq!(open("no/such/folder.db"), Code::BaseMissing);
    assert_eq!(code(Base::create(&at("no/such/folder.db"))), Code::BaseMissing);

    fs::write(at("empty.db"), b"").unwrap();
    assert_eq!(open("empty.db"), Code::BaseEmptyFile);
    drop(Base::create(&at("empty.db")).unwrap());
    drop(Base::open(&at("empty.db"), Mode::ReadWrite).unwrap());

    for text in ["мои клиенты\n".to_owned(), "x".to_owned(), "строка\n".repeat(60), "строка\n".repeat(9_000)]
    {
        fs::write(at("text.db"), &text).unwrap();
        assert_eq!(open("text.db"), Code::BaseNotABase);
        assert!(matches!(code(Base::create(&at("text.db"))), Code::BaseExists | Code::BaseNotABase));
        assert_eq!(fs::read_to_string(at("text.db")).unwrap(), text);
    }

    Connection::open(at("other.db")).unwrap().execute_batch("CREATE TABLE t(x); PRAGMA user_version = 7").unwrap();
    let before = fs::read(at("other.db")).unwrap();
    assert_eq!(open("other.db"), Code::BaseNotOurs);
    assert_eq!(code(Base::create(&at("other.db"))), Code::BaseExists);
    assert_eq!(fs::read(at("other.db")).unwrap(), before);

    drop(Base::create(&at("newer.db")).unwrap());
    Connection::open(at("newer.db")).unwrap().pragma_update(None, "user_version", 999).unwrap();
    assert_eq!(open("newer.db"), Code::BaseNewer);

    fs::create_dir(at("folder.db")).unwrap();
    assert_eq!(open("folder.db"), Code::BaseNotABase);

    let real = made(dir.path());
    symlink(&real, at("link.db")).unwrap();
    assert_eq!(open("link.db"), Code::BaseLink);
    assert_eq!(code(Base::create(&at("link.db"))), Code::BaseLink);
    fs::hard_link(&real, at("hard.db")).unwrap();
    assert_eq!(open("hard.db"), Code::BaseLink);
    fs::remove_file(at("hard.db")).unwrap();
    assert!(Base::open(&real, Mode::ReadWrite).is_ok());
}

#[test]
fn a_creation_that_was_cut_off_is_no_base_and_no_obstacle() {
    let dir = tempfile::tempdir().unwrap();
    let p = dir.path().join("x.db");
    Connection::open(&p).unwrap().execute_batch("PRAGMA journal_mode=WAL").unwrap();
    assert!(fs::metadata(&p).unwrap().len() > 0);
    assert_eq!(code(Base::open(&p, Mode::ReadWrite)), Code::BaseEmptyFile);
    drop(Base::create(&p).unwrap());
    assert!(Base::open(&p, Mode::ReadWrite).is_ok());
}

#[test]
fn a_readable_base_is_closed_to_others() {
    let dir = tempfile::tempdir().unwrap();
    let p = made(dir.path());
    fs::set_permissions(&p, fs::Permissions::from_mode(0o644)).unwrap();
    drop(Base::open(&p, Mode::ReadWrite).unwrap());
    assert_eq!(fs::metadata(&p).unwrap().permissions().mode() & 0o777, 0o600);
}

/// Root ignores rights, so these two can only be seen by another user.
#[test]
fn odd_owners_and_read_only_places_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    let p = made(dir.path());
    if rustix::process::geteuid().is_root() {
        std::os::unix::fs::chown(&p, Some(65_534), None).unwrap();
        assert_eq!(code(Base::open(&p, Mode::ReadWrite)), Code::BaseOwner);
        return;
    }
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o500)).unwrap();
    let opened = code(Base::open(&p, Mode::ReadWrite));
    let created = code(Base::create(&dir.path().join("y.db")));
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o700)).unwrap();
    assert_eq!((opened, created), (Code::BaseReadOnly, Code::BaseReadOnly));
}

#[test]
fn a_machine_that_went_down_is_noticed_once() {
    let dir = tempfile::tempdir().unwrap();
    let p = made(dir.path());
    let q = dir.path().join("copy.db");
    let mut base = Base::open(&p, Mode::ReadWrite).unwrap();
    base.with_write("test", |tx| Ok(tx.execute("INSERT INTO meta VALUES ('a', 'b')", [])?)).unwrap();
    // What a power cut leaves: the file, its log, and the mark of another boot.
    for s in ["", "-wal"] {
        fs::copy(format!("{}{s}", p.display()), format!("{}{s}", q.display())).unwrap();
    }
    fs::write(format!("{}-bell", q.display()), "another boot\n").unwrap();
    let mut after = Base::open(&q, Mode::ReadWrite).unwrap();
    assert!(after.is_after_unclean_boot());
    assert!(after.reader().unwrap().quick_check().unwrap().is_empty());
    after.settle_boot().unwrap();
    assert!(!Base::open(&q, Mode::ReadWrite).unwrap().is_after_unclean_boot());
    // A killed process in this boot is no reason to check.
    assert!(!Base::open(&p, Mode::ReadWrite).unwrap().is_after_unclean_boot());
}

#[test]
fn a_backup_is_one_private_sound_file_and_comes_back() {
    let dir = tempfile::tempdir().unwrap();
    let p = made(dir.path());
    let mut base = Base::open(&p, Mode::ReadWrite).unwrap();
    let set = |b: &mut Base, v: &str| {
        b.with_write("test", |tx| Ok(tx.execute("INSERT OR REPLACE INTO meta VALUES ('a', ?1)", [v])?)).unwrap();
    };
    let get = |b: &Base| b.conn().query_row("SELECT value FROM meta", [], |r| r.get::<_, String>(0)).unwrap();
    set(&mut base, "before");
    let copy = dir.path().join("backup.db");
    let done = base.backup(&copy, &mut |_, _| true, &mut |_| Ok(())).unwrap();
    assert_eq!(done.bytes, fs::metadata(&copy).unwrap().len());
    assert_eq!(done.sha256, backup::sha256(&copy).unwrap());
    assert_eq!(fs::metadata(&copy).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(code(base.backup(&copy, &mut |_, _| true, &mut |_| Ok(()))), Code::OutputExists);
    let other = dir.path().join("cancelled.db");
    assert_eq!(code(base.backup(&other, &mut |_, _| false, &mut |_| Ok(()))), Code::Interrupted);
    let refuse = &mut |_: &Connection| Err(Fault::new(Code::BackupBroken));
    assert_eq!(code(base.backup(&other, &mut |_, _| true, refuse)), Code::BackupBroken);
    assert!(!other.exists());
    let names: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(!names.iter().any(|n| n.to_string_lossy().contains(".part")), "{names:?}");

    // Somebody has the base open all the while, and goes on with what was restored.
    set(&mut base, "after");
    let kept = backup::restore(&copy, &p, &mut |_, _| true, &mut |_| Ok(())).unwrap().unwrap();
    assert_eq!(get(&base), "before");
    set(&mut base, "on");
    assert_eq!(get(&Base::open(&p, Mode::ReadWrite).unwrap()), "on");
    assert_eq!(get(&Base::open(&kept, Mode::ReadWrite).unwrap()), "after");

    let fresh = dir.path().join("fresh.db");
    assert_eq!(backup::restore(&copy, &fresh, &mut |_, _| true, &mut |_| Ok(())).unwrap(), None);
    assert_eq!(get(&Base::open(&fresh, Mode::ReadWrite).unwrap()), "before");

    // A base that is broken beyond reading makes room.
    let broken = dir.path().join("broken.db");
    fs::write(&broken, vec![7u8; 9_000]).unwrap();
    assert!(backup::restore(&copy, &broken, &mut |_, _| true, &mut |_| Ok(())).unwrap().is_some());
    assert_eq!(get(&Base::open(&broken, Mode::ReadWrite).unwrap()), "before");

    // A damaged backup is refused and the base stays.
    let mut bytes = fs::read(&copy).unwrap();
    let n = bytes.len();
    bytes[4096..n].fill(0x55);
    let bad = dir.path().join("bad.db");
    fs::write(&bad, bytes).unwrap();
    assert!(backup::restore(&bad, &fresh, &mut |_, _| true, &mut |_| Ok(())).is_err());
    assert_eq!(get(&Base::open(&fresh, Mode::ReadWrite).unwrap()), "before");
}
