//! A small office made by the row writer, and the children of the stress tests: this test binary run again.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use estafeta::base::{At, Kind, Res};
use estafeta::reads::check::check;
use estafeta::store::{Base, Ended, OpId, Stamp, Tx};

/// Longer runs than CI has time for.
pub fn soak() -> bool {
    std::env::var_os("ESTAFETA_SOAK").is_some()
}

pub fn op() -> OpId {
    OpId(*uuid::Uuid::now_v7().as_bytes())
}

pub fn hex(op: OpId) -> String {
    op.0.iter().map(|b| format!("{b:02x}")).collect()
}

/// Runs one journaled command.
pub fn command<T>(
    base: &mut Base,
    op_id: OpId,
    word: &'static str,
    f: impl FnOnce(&mut Tx<'_>) -> Res<T>,
) -> Res<Ended<T>> {
    let stamp = Stamp { op_id, actor: "owner", at: At(1_764_000_000_000), word, object: String::new() };
    base.command(&stamp, |tx| f(tx).map(|v| (v, "{}".to_owned())))
}

/// Four people; everything belongs to the first: clients, each with two open deals and a task.
pub fn office(path: &Path, clients: i64) -> Base {
    let mut base = Base::create(path).unwrap();
    command(&mut base, op(), "found", |tx| {
        for (name, capacity) in [("анна", Some(0)), ("борис", None), ("вера", None), ("глеб", None)] {
            let fields = [("name", name.into()), ("name_fold", name.into()), ("capacity", capacity.into())];
            tx.insert(Kind::Employee, &fields)?;
        }
        let stage = [("source", "demo"), ("pipeline", ""), ("name", "КП"), ("name_fold", "кп"), ("kind", "open")];
        let stage = tx.insert(Kind::Stage, &stage.map(|(n, v)| (n, v.into())))?;
        for i in 0..clients {
            let name = format!("клиент {i}");
            let c = [
                ("name", name.as_str().into()),
                ("name_fold", name.as_str().into()),
                ("match_fold", name.as_str().into()),
            ];
            let c = tx.insert(Kind::Client, &[&c[..], &[("owner_id", 1.into())]].concat())?;
            for (j, title) in ["поставка", "сервис"].into_iter().enumerate() {
                let d = [("title", title.into()), ("title_fold", title.into()), ("stage_kind", "open".into())];
                let own = [("client_id", c.into()), ("owner_id", 1.into()), ("stage_id", stage.into())];
                tx.insert(Kind::Deal, &[&d[..], &own[..], &[("amount", (i * 100 + j as i64).into())]].concat())?;
            }
            let t = [("kind", "call".into()), ("title", "позвонить".into()), ("title_fold", "позвонить".into())];
            let own = [("client_id", c.into()), ("owner_id", 1.into()), ("due_at", (i + 1).into())];
            tx.insert(Kind::Task, &[&t[..], &own[..]].concat())?;
        }
        Ok(())
    })
    .unwrap();
    base
}

/// Gives everything one of the first two people holds to the other.
pub fn hand_over(tx: &mut Tx<'_>) -> Res<()> {
    let from = tx.count("SELECT owner_id FROM client LIMIT 1", [])?;
    let to = 3 - from;
    for (kind, sql) in [
        (Kind::Client, "SELECT id FROM client WHERE owner_id = ?"),
        (Kind::Deal, "SELECT id FROM deal WHERE owner_id = ?"),
        (Kind::Task, "SELECT id FROM task WHERE owner_id = ?"),
    ] {
        for id in tx.all(sql, [from], |r| r.get::<_, i64>(0))? {
            tx.set(kind, id, &[("owner_id", to.into())])?;
        }
    }
    tx.job("tell", "{}", tx.at(), None)?;
    Ok(())
}

/// A read-modify-write that loses updates unless the gate holds.
pub fn count_one(tx: &mut Tx<'_>) -> Res<()> {
    let n = tx.count("SELECT capacity FROM employee WHERE id = 1", [])?;
    tx.set(Kind::Employee, 1, &[("capacity", (n + 1).into())]).map(|_| ())
}

/// Every invariant holds.
pub fn assert_sound(base: &Base, when: &str) {
    let bad: Vec<_> = check(base.conn()).unwrap().into_iter().filter(|c| !c.ok).collect();
    assert!(bad.is_empty(), "{when}: {bad:?}");
}

pub fn number(base: &Base, sql: &str) -> i64 {
    base.conn().query_row(sql, [], |r| r.get(0)).unwrap()
}

/// Whether a command stands in the journal.
pub fn is_journaled(base: &Base, op_hex: &str) -> bool {
    number(base, &format!("SELECT count(*) FROM journal WHERE op_id = x'{op_hex}'")) == 1
}

/// Starts this test binary again on one ignored test, as a process of its own.
pub fn child(test: &str, vars: &[(&str, &str)]) -> (Child, BufReader<ChildStdout>) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--ignored", "--nocapture", "--test-threads=1"])
        .envs(vars.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    (child, out)
}

/// The lines a child wrote about its commands: `try`, `ack`, `error`.
pub fn told(out: impl BufRead) -> Vec<(String, String)> {
    out.lines()
        .map_while(Result::ok)
        .filter_map(|l| l.split_once(' ').map(|(a, b)| (a.to_owned(), b.to_owned())))
        .filter(|(a, _)| matches!(a.as_str(), "try" | "ack" | "error"))
        .collect()
}

/// All tables that an import fills, as text: what an undo has to leave as it was.
pub fn dump(base: &Base) -> String {
    let tables = [
        "client",
        "contact",
        "client_contact",
        "point",
        "deal",
        "task",
        "lead",
        "note",
        "touch",
        "employee",
        "stage",
        "ext_ref",
        "import_ref",
        "import_link",
    ];
    let line =
        |sql: &str| base.conn().query_row(sql, [], |r| r.get::<_, Option<String>>(0)).unwrap().unwrap_or_default();
    let mut out = String::new();
    for t in tables {
        let columns = line(&format!(
            "SELECT group_concat('quote(' || name || ')', '||') FROM pragma_table_info('{t}') WHERE name <> 'rev'"
        ));
        let rows = line(&format!("SELECT group_concat(v, char(10)) FROM (SELECT {columns} AS v FROM {t} ORDER BY 1)"));
        out.push_str(&format!("{t}\n{rows}\n"));
    }
    for sql in [
        "SELECT group_concat(owner_id || kind || n || amount) FROM owner_stats",
        "SELECT count(*) || '' FROM import",
        "SELECT group_concat(body, char(10)) FROM client_search",
    ] {
        out.push_str(&format!("{}\n", line(sql)));
    }
    out
}
