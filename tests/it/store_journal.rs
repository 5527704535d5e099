//! R12: tampering with the journal is found. A hundred and twenty entries here, a thousand with `ESTAFETA_SOAK`.

use estafeta::base::{At, Fault, Kind, Res, Seq};
use estafeta::store::verify::{Break, Mark, Verified, add_checkpoint, read_checkpoint, verify};
use estafeta::store::{Base, Connection, OpId, Stamp, Tx, params};

fn entry(base: &mut Base, n: i64, f: impl FnOnce(&mut Tx<'_>) -> Res<()>) {
    let mut op = [0; 16];
    op[..8].copy_from_slice(&n.to_le_bytes());
    let stamp = Stamp { op_id: OpId(op), actor: "owner", at: At(n), word: "test", object: String::new() };
    base.command(&stamp, |tx| f(tx).map(|()| ((), format!("{{\"n\":{n}}}")))).map(|_| ()).unwrap();
}

fn person(tx: &mut Tx<'_>, name: &str) -> Res<()> {
    tx.insert(Kind::Employee, &[("name", name.into()), ("name_fold", name.into())]).map(|_| ())
}

/// A base with `n` entries of inserts, changes and undos.
fn base(dir: &std::path::Path, n: i64) -> Base {
    let mut b = Base::create(&dir.join("x.db")).unwrap();
    for i in 1..=n {
        match i % 3 {
            1 => entry(&mut b, i, |tx| person(tx, &format!("p{i}"))),
            2 => entry(&mut b, i, |tx| tx.set(Kind::Employee, 1, &[("phone", format!("{i}").into())]).map(|_| ())),
            _ => entry(&mut b, i, |tx| tx.undo(Seq(i - 1)).map(|_| ())),
        }
    }
    b
}

fn look(b: &Base, marks: &[Mark]) -> Verified {
    verify(b.conn(), marks).unwrap()
}

/// Does something an attacker with the file in hand could do, looks, and puts the base back.
fn tampered(b: &mut Base, marks: &[Mark], f: impl FnOnce(&Connection) -> rusqlite::Result<()>) -> Verified {
    let mut seen = None;
    let _ = b.with_write("tamper", |tx| {
        f(tx)?;
        seen = Some(verify(tx, marks)?);
        Err::<(), _>(Fault::new(estafeta::base::Code::Denied))
    });
    seen.unwrap()
}

#[test]
fn an_honest_journal_verifies_and_a_checkpoint_goes_along() {
    let dir = tempfile::tempdir().unwrap();
    let mut b = base(dir.path(), 30);
    let v = look(&b, &[]);
    assert!(v.is_ok(), "{:?}", v.broken);
    assert_eq!(v.entries, 30);
    let file = dir.path().join("checkpoint");
    add_checkpoint(&file, v.head.unwrap()).unwrap();
    entry(&mut b, 31, |tx| person(tx, "later"));
    let marks = read_checkpoint(&file).unwrap();
    assert_eq!(marks, [v.head.unwrap()]);
    assert!(look(&b, &marks).is_ok());
    std::fs::write(&file, "7:zz\n").unwrap();
    assert_eq!(read_checkpoint(&file).map_err(|f| (f.code, f.arg("row").to_owned())).unwrap_err().1, "1");
}

#[test]
fn every_flip_delete_swap_and_insert_is_found() {
    let n: i64 = if std::env::var_os("ESTAFETA_SOAK").is_some() { 999 } else { 120 };
    let dir = tempfile::tempdir().unwrap();
    let mut b = base(dir.path(), n);
    let columns = [
        ("op_id", "randomblob(16)"),
        ("actor", "actor || 'x'"),
        ("at", "at + 1"),
        ("kind", "kind || 'x'"),
        ("object", "'client:1'"),
        ("case_id", "7"),
        ("undone_by", "3"),
        ("undoes", "coalesce(undoes, 0) + 1"),
        ("n_rows", "n_rows + 1"),
        ("payload_digest", "randomblob(32)"),
        ("rows_digest", "randomblob(32)"),
        ("prev_hash", "randomblob(32)"),
        ("hash", "randomblob(32)"),
    ];
    for seq in 1..=n {
        let (column, value) = columns[seq as usize % columns.len()];
        let v = tampered(&mut b, &[], |c| {
            c.execute(&format!("UPDATE journal SET {column} = {value} WHERE seq = ?"), [seq]).map(|n| assert_eq!(n, 1))
        });
        assert!(!v.is_ok(), "{column} of {seq}");
        assert!(v.first_broken().unwrap().0 <= seq + 1, "{column} of {seq}: {:?}", v.broken);
    }
    let all = |b: &mut Base, what: &str, sql: &str, expected: Break| {
        for seq in [1, n / 2, n - 1] {
            let v = tampered(b, &[], |c| c.execute(sql, params![seq]).map(|n| assert!(n > 0, "{what} {seq}")));
            assert!(v.broken.iter().any(|(_, w)| *w == expected), "{what} {seq}: {:?}", v.broken);
        }
    };
    all(&mut b, "delete", "DELETE FROM journal WHERE seq = ?", Break::Link);
    all(&mut b, "payload", "UPDATE journal_payload SET payload = '{\"n\":0}' WHERE seq = ?", Break::Payload);
    all(&mut b, "payload gone", "DELETE FROM journal_payload WHERE seq = ?", Break::Payload);
    all(&mut b, "payload nulled", "UPDATE journal_payload SET payload = NULL WHERE seq = ?", Break::Payload);
    all(&mut b, "row", "UPDATE op_row SET old = 'x' WHERE seq = ?", Break::Rows);
    all(&mut b, "row gone", "DELETE FROM op_row WHERE seq = ?", Break::Rows);
    all(&mut b, "row added", "INSERT INTO op_row VALUES (?, 'client', 9, 'name', 'x')", Break::Rows);
    all(&mut b, "stray row", "INSERT INTO op_row VALUES (? + 1000000, 'client', 9, 'name', 'x')", Break::Stray);
    all(
        &mut b,
        "swap",
        "UPDATE journal SET seq = CASE seq WHEN ?1 THEN -1 ELSE ?1 END WHERE seq IN (?1, ?1 + 1)",
        Break::Link,
    );
    let copy = "INSERT INTO journal SELECT (SELECT max(seq) + 1 FROM journal), randomblob(16), actor, at, kind, object, \
        case_id, NULL, NULL, n_rows, payload_digest, rows_digest, prev_hash, hash FROM journal WHERE seq = ?";
    all(&mut b, "insert", copy, Break::Link);
    assert!(look(&b, &[]).is_ok());
}

#[test]
fn a_cut_tail_and_a_full_rewrite_are_found() {
    let dir = tempfile::tempdir().unwrap();
    let mut b = base(dir.path(), 30);
    let mark = look(&b, &[]).head.unwrap();
    let cut = "DELETE FROM journal WHERE seq > 25; DELETE FROM op_row WHERE seq > 25;
               DELETE FROM journal_payload WHERE seq > 25; UPDATE journal SET undone_by = NULL WHERE undone_by > 25;";
    let v = tampered(&mut b, &[], |c| c.execute_batch(cut));
    assert_eq!(v.broken, [(Seq(25), Break::Cut)]);
    // Whoever sets the counter back too is found by the checkpoint only.
    let clean = format!("{cut} UPDATE sqlite_sequence SET seq = 25 WHERE name = 'journal'");
    assert!(tampered(&mut b, &[], |c| c.execute_batch(&clean)).is_ok());
    assert_eq!(tampered(&mut b, &[mark], |c| c.execute_batch(&clean)).broken, [(Seq(25), Break::Cut)]);

    // The same number of entries, all of them lies.
    let other = tempfile::tempdir().unwrap();
    let mut lies = Base::create(&other.path().join("x.db")).unwrap();
    for i in 1..=30 {
        entry(&mut lies, i, |tx| person(tx, &format!("lie{i}")));
    }
    assert!(look(&lies, &[]).is_ok());
    assert_eq!(look(&lies, &[mark]).broken, [(Seq(30), Break::Checkpoint)]);
}

#[test]
fn an_erased_payload_is_told_and_breaks_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let mut b = base(dir.path(), 9);
    let erase = "UPDATE journal_payload SET payload = NULL, erased_by = ?2 WHERE seq = ?1";
    let v = tampered(&mut b, &[], |c| c.execute(erase, [4, 9]).map(|_| ()));
    assert!(v.is_ok(), "{:?}", v.broken);
    assert_eq!(v.erased, [(Seq(4), Seq(9))]);
    // An operation that does not exist, or came before, erased nothing.
    for by in [99, 3] {
        assert!(!tampered(&mut b, &[], |c| c.execute(erase, [4, by]).map(|_| ())).is_ok());
    }
}
