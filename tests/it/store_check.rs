//! `check` finds each breach it promises to find, and nothing on an honest base.

use estafeta::base::{Code, Fault};
use estafeta::reads::check::{CheckName, check};
use estafeta::store::Base;

use crate::kit::{assert_sound, command, hand_over, office, op};

/// The checks that fail while `sql` stands, which is then taken back.
fn broken_by(base: &mut Base, sql: &str) -> Vec<CheckName> {
    let mut seen = Vec::new();
    let _ = base.with_write("break", |tx| {
        tx.execute_batch(sql)?;
        seen = check(tx)?.into_iter().filter(|c| !c.ok).map(|c| c.name).collect();
        Err::<(), _>(Fault::new(Code::Denied))
    });
    seen
}

#[test]
fn every_breach_is_found_by_its_name() {
    let dir = tempfile::tempdir().unwrap();
    let mut base = office(&dir.path().join("x.db"), 8);
    command(&mut base, op(), "handover", hand_over).unwrap();
    assert_sound(&base, "honest");
    let case = "INSERT INTO handover_case (id, rev, kind, state, leaver_id, opened_by, snapshot_hash)
                VALUES (1, 2, 'planned', 'open', 1, 'owner', x'00');
                INSERT INTO op_row VALUES (2, 'case', 1, '', NULL);";
    let job = "INSERT INTO job (seq, kind, payload, state, due_at, access_id, result) VALUES (1, 'revoke', '{}',";
    let link = "INSERT INTO job (seq, kind, payload, case_id, step, due_rule, state, due_at, done_at)
                VALUES (1, 'chain', '{}', 1, 'cut', 'last',";
    let ran = r#"{"end":{"exited":0},"output":"","took_ms":1}"#;
    let line = "INSERT INTO ledger_line (id, rev, case_id, kind, object_id, title";
    use CheckName::*;
    for (expected, sql) in [
        (ForeignKeys, "PRAGMA defer_foreign_keys = ON; UPDATE deal SET client_id = 999 WHERE id = 1"),
        (Journal, "UPDATE journal SET actor = 'employee:1' WHERE seq = 2"),
        (Journal, "DELETE FROM op_row WHERE seq = 2 AND kind = 'deal' AND id = 3"),
        (RowVersions, "UPDATE client SET rev = 3, region = 'Урал' WHERE id = 2"),
        (RowVersions, "UPDATE task SET rev = 99 WHERE id = 2"),
        (ClientValues, "UPDATE client SET open_deals = 1 WHERE id = 2"),
        (ClientValues, "UPDATE client SET next_due_at = NULL WHERE id = 2"),
        (ClientValues, "UPDATE task SET state = 'done' WHERE id = 2"),
        (OwnerSums, "UPDATE deal SET amount = amount + 1 WHERE id = 2"),
        (OwnerSums, "DELETE FROM owner_stats WHERE kind = 'task'"),
        (OwnerSums, "INSERT INTO owner_stats VALUES (1, 'deal', 'won', 'RUB', 1, 1)"),
        (DealStages, "UPDATE stage SET kind = 'won'"),
        (Search, "DELETE FROM client_search WHERE rowid = 4"),
        (Search, "REPLACE INTO client_search (rowid, body) VALUES (4, 'клиент ¤1¤')"),
        (Search, "REPLACE INTO client_search (rowid, body) VALUES (77, 'клиент ¤2¤')"),
        (OneHandover, &format!("{case} INSERT INTO active_object VALUES ('client', 1, 1)")),
        (OneHandover, &format!("{case} {line}) VALUES (1, 2, 1, 'client', 1, 'x')")),
        (
            Batches,
            &format!(
                "{case} {line}, disposition, to_id, batch_seq) VALUES (1, 2, 1, 'client', 1, 'x', 'assign', 1, 2)"
            ),
        ),
        (
            Batches,
            &format!(
                "{case} {line}, disposition, to_id, batch_seq) VALUES (1, 2, 1, 'client', 1, 'x', 'assign', 2, 9)"
            ),
        ),
        (Ledgers, &format!("{case} {line}, batch_seq) VALUES (1, 2, 1, 'client', 1, 'x', 2)")),
        (
            Ledgers,
            &format!("{case} {line}) VALUES (1, 2, 1, 'client', 1, 'x'); UPDATE handover_case SET state = 'closed'"),
        ),
        (Ledgers, &format!("{case} UPDATE handover_case SET snapshot_hash = NULL")),
        (
            Dismissed,
            &format!(
                "{case} UPDATE handover_case SET state = 'closed', leaver_id = 2; UPDATE employee SET status = 'dismissed' WHERE id = 2"
            ),
        ),
        (Snapshots, case),
        (
            Contexts,
            &format!(
                "{case} {line}, temperature, ctx_required, ctx_filled) VALUES (1, 2, 1, 'deal', 1, 'x', 'warm', 3, 2)"
            ),
        ),
        (
            Acceptances,
            &format!(
                "{case} {line}, to_id) VALUES (1, 2, 1, 'client', 1, 'x', 2);
                 INSERT INTO acceptance (rev, case_id, line_id, receiver_id, state, offered_at, due_at)
                 VALUES (2, 1, 1, 2, 'offered', 0, 0), (2, 1, 1, 2, 'accepted', 0, 0)"
            ),
        ),
        (
            Letters,
            &format!(
                "{case} INSERT INTO letter (rev, case_id, client_id, receiver_id, state, address, message_id, sent_at)
                 VALUES (2, 1, 1, 2, 'sent', 'a@b.ru', 'm1', 1), (2, 1, 1, 2, 'confirmed', 'a@b.ru', 'm2', 1)"
            ),
        ),
        (Jobs, "UPDATE job SET seq = 77"),
        (Chain, &format!("{link} 'queued', 0, NULL), (1, 'chain', '{{}}', 1, 'cut', 'last', 'running', 0, NULL)")),
        (Chain, &format!("{link} 'done', 0, NULL)")),
        (Hooks, &format!("{job} 'done', 0, 1, '{ran}'), (1, 'revoke', '{{}}', 'done', 0, 1, '{ran}')")),
        (Hooks, &format!("{job} 'queued', 0, 1, NULL), (1, 'revoke', '{{}}', 'queued', 0, 1, NULL)")),
    ] {
        let seen = broken_by(&mut base, sql);
        assert!(seen.contains(&expected), "{sql}: {seen:?}");
    }
    assert_sound(&base, "after");
}

#[test]
fn a_page_torn_out_of_the_file_is_found() {
    use std::os::unix::fs::FileExt;
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("x.db");
    drop(office(&path, 300));
    let f = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
    let pages = f.metadata().unwrap().len() / 4096;
    f.write_all_at(&[0xa5; 4096], pages / 2 * 4096).unwrap();
    drop(f);
    let found = Base::open(&path, estafeta::store::Mode::ReadWrite).and_then(|b| check(b.conn()));
    match found {
        Err(f) => assert_eq!(f.code, Code::BaseCorrupt),
        Ok(checks) => assert!(checks.iter().any(|c| !c.ok)),
    }
}
