//! An import in the middle of a case: what the case has done stays, and the CRM step is confirmed by what the CRM says
//! (2 §3, condition 6; 2 §9.13).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use estafeta::base::*;
use estafeta::domain::{LetterState, Role};
use estafeta::exchange::read::{Names, Options};
use estafeta::jobs::import::{self, Report};
use estafeta::ops::import::{Alike, Answers, ConflictAlike, Question, Take};
use estafeta::ops::{Apply, CaseOpen, Ctx, Propose, Undo};
use estafeta::store::OpId;

use crate::hand::Hand;

fn import(h: &mut Hand, files: &[PathBuf]) -> Report {
    let op = || OpId(*uuid::Uuid::now_v7().as_bytes());
    let names = Names::shipped().unwrap();
    let p = import::prepare(h.base.path(), op(), files, &names, &Options::default(), h.clock, &|_| true).unwrap();
    let cx = Ctx { actor: h.actor.clone(), clock: h.clock, op_id: op(), office: &h.office };
    let answers = Answers { create_employees: true, ..Answers::default() };
    import::keep(&mut h.base, &cx, &p, &answers, &|_| true).unwrap()
}

fn small(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/maven-small").join(name)
}

fn states(h: &Hand, kind: &str) -> String {
    h.text(&format!(
        "SELECT group_concat(s || n, ' ') FROM (SELECT crm_state || ':' AS s, count(*) AS n FROM ledger_line \
         WHERE kind = '{kind}' AND late = 0 GROUP BY crm_state ORDER BY crm_state)"
    ))
}

fn owners(h: &Hand) -> BTreeMap<String, String> {
    let c = h.base.conn();
    let mut st = c
        .prepare(
            "SELECT x.ext_id, e.name FROM ext_ref x JOIN deal d ON d.id = x.id JOIN employee e ON e.id = d.owner_id \
             WHERE x.kind = 'deal'",
        )
        .unwrap();
    let rows = st.query_map([], |r| Ok((r.get(0)?, r.get(1)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn the_crm_confirms_what_the_case_has_done_and_never_takes_it_back() {
    let mut h = Hand::new();
    let all = ["sales_teams.csv", "accounts.csv", "products.csv", "sales_pipeline.csv"].map(small);
    import(&mut h, &all);
    let dora = EmployeeId(h.int("SELECT id FROM employee WHERE name = 'Dora Lane'"));
    let case = h.done(&CaseOpen::planned(dora, Day::parse("2026-12-08").unwrap())).case;
    h.done(&Propose { case });
    h.done(&Apply { case });
    let moved = owners(&h);
    let deals = h.int("SELECT count(*) FROM ledger_line WHERE kind = 'deal'");
    assert_eq!((deals, states(&h, "deal").as_str()), (9, "pending:9"));

    // The CRM has not heard of it yet: shown, and nothing goes back.
    let r = import(&mut h, &all);
    assert_eq!((r.crm_confirmed, r.crm_still_leaver), (0, 9));
    assert_eq!(r.files[3].changed + r.files[3].conflicts + r.files[1].changed, 0);
    assert_eq!(states(&h, "deal"), "still_leaver:9");
    assert_eq!(owners(&h), moved);

    // An export after the group operation in the CRM names the new owners; one deal was forgotten there, one is new.
    let text = std::fs::read_to_string(small("sales_pipeline.csv")).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut forgotten = None;
    for line in &mut lines {
        let id = line.split(',').next().unwrap().to_owned();
        if line.contains("Dora Lane") && moved.get(&id).is_some_and(|o| o != "Dora Lane") {
            match forgotten {
                None => forgotten = Some(id),
                Some(_) => *line = line.replace("Dora Lane", &moved[&id]),
            }
        }
    }
    lines.push("NEW00001,Dora Lane,GTXPro,,Engaging,2026-11-20,,".to_owned());
    let fresh = h.base.path().with_file_name("fresh.csv");
    std::fs::write(&fresh, lines.join("\n")).unwrap();
    let r = import(&mut h, &[fresh]);
    // The base has these owners already: the CRM's agreement changes no deal.
    assert_eq!((r.files[0].new, r.files[0].changed, r.files[0].conflicts), (1, 0, 0));
    assert_eq!(states(&h, "deal"), "confirmed:8 still_leaver:1");
    assert!(r.crm_confirmed >= 8 && r.crm_still_leaver == 1);
    let mut now = owners(&h);
    assert_eq!(now.remove("NEW00001").as_deref(), Some("Dora Lane"));
    assert_eq!(now, moved);
    // What came to the leaver after the snapshot is a line of its own, to be decided.
    assert_eq!(r.late, 1);
    assert_eq!(h.int("SELECT count(*) FROM ledger_line WHERE late = 1 AND kind = 'deal' AND disposition IS NULL"), 1);
    h.done(&Propose { case });
    h.done(&Apply { case });
    let left = format!("SELECT count(*) FROM deal WHERE owner_id = {} AND stage_kind IN ('open', 'final')", dora.0);
    assert_eq!(h.int(&left), 0);
    // Clients have no owner in this CRM: those whose deals are all confirmed are.
    let confirmed = h.int("SELECT count(*) FROM ledger_line WHERE kind = 'client' AND crm_state = 'confirmed'");
    assert_eq!(r.crm_confirmed, 8 + confirmed as u64);
    let broken =
        estafeta::reads::check::check(h.base.conn()).unwrap().into_iter().filter(|c| !c.ok).collect::<Vec<_>>();
    assert!(broken.is_empty(), "{broken:?}");
}

/// 2 §6: the CRM names another manager than the letter did, in the middle of a case; the client is told by an «уточнение».
#[test]
fn a_file_that_names_another_manager_than_the_letter_raises_a_clarification() {
    let mut h = Hand::new();
    let file = |h: &Hand, owner: &str, phone: &str| {
        let path = h.base.path().with_file_name("companies.csv");
        let head = "ID;Название компании;Тип компании;Телефон;E-mail;Ответственный";
        std::fs::write(&path, format!("{head}\n1;ООО «Каскад»;Клиент;{phone};k@x.ru;{owner}\n")).unwrap();
        [path]
    };
    let first = file(&h, "Смирнов Алексей", "+7 343 200-00-01");
    import(&mut h, &first);
    let person = |h: &Hand, name: &str| EmployeeId(h.int(&format!("SELECT id FROM employee WHERE name = '{name}'")));
    let (leaver, head) = (h.person("Ковалёв Д.", Role::Manager), h.person("Иванова М.", Role::Head));
    let (case, named) = (h.case(leaver, head), person(&h, "Смирнов Алексей"));
    let sent = [
        ("case_id", case.into()),
        ("client_id", h.int("SELECT id FROM client").into()),
        ("receiver_id", named.into()),
        ("state", LetterState::Sent.into()),
        ("message_id", "1@estafeta.invalid".into()),
        ("sent_at", h.clock.now.into()),
    ];
    h.insert(Kind::Letter, &sent);
    let corrections =
        |h: &Hand| h.text("SELECT count(*) || ':' || coalesce(max(receiver_id), 0) FROM letter WHERE kind = 'clarify'");
    let same = file(&h, "Смирнов Алексей", "+7 343 200-00-02");
    import(&mut h, &same);
    assert_eq!(corrections(&h), "0:0", "the manager is the one the letter named");
    let other = file(&h, "Петрова Елена", "+7 343 200-00-02");
    import(&mut h, &other);
    let expected = format!("1:{}", person(&h, "Петрова Елена").0);
    assert_eq!(corrections(&h), expected);
    let again = file(&h, "Петрова Елена", "+7 343 200-00-03");
    import(&mut h, &again);
    assert_eq!(corrections(&h), expected, "said once");
}

/// The CRM gives a deal of a running handover to a third person: shown with what was frozen and not taken, whatever was
/// answered; a sum that both sides changed is compared with the snapshot's and taken where a person says so.
#[test]
fn what_a_case_has_done_is_not_undone_by_an_answer() {
    let mut h = Hand::new();
    let all = ["sales_teams.csv", "accounts.csv", "products.csv", "sales_pipeline.csv"].map(small);
    import(&mut h, &all);
    let dora = EmployeeId(h.int("SELECT id FROM employee WHERE name = 'Dora Lane'"));
    let case = h.done(&CaseOpen::planned(dora, Day::parse("2026-12-08").unwrap())).case;
    h.done(&Propose { case });
    h.done(&Apply { case });
    let sql = format!(
        "SELECT x.ext_id FROM ext_ref x JOIN active_object a ON a.kind = 'deal' AND a.id = x.id JOIN deal d ON d.id = x.id \
         WHERE x.kind = 'deal' AND d.owner_id <> {} ORDER BY x.ext_id LIMIT 1",
        dora.0
    );
    let ext = h.text(&sql);
    let deal = h.int(&format!("SELECT id FROM ext_ref WHERE kind = 'deal' AND ext_id = '{ext}'"));
    let owner = h.int(&format!("SELECT owner_id FROM deal WHERE id = {deal}"));
    let third =
        h.text(&format!("SELECT name FROM employee WHERE id NOT IN ({}, {owner}) ORDER BY id DESC LIMIT 1", dora.0));
    h.set(Kind::Deal, deal, &[("amount", 77_700.into())]);
    let text = std::fs::read_to_string(small("sales_pipeline.csv")).unwrap();
    let line = text.lines().find(|l| l.starts_with(&ext)).unwrap();
    let mut cells: Vec<&str> = line.split(',').collect();
    (cells[1], cells[7]) = (&third, "999");
    let fresh = h.base.path().with_file_name("fresh.csv");
    std::fs::write(&fresh, format!("{}\n{}\n", text.lines().next().unwrap(), cells.join(","))).unwrap();

    let op = || OpId(*uuid::Uuid::now_v7().as_bytes());
    let names = Names::shipped().unwrap();
    let p = import::prepare(h.base.path(), op(), &[fresh], &names, &Options::default(), h.clock, &|_| true).unwrap();
    let cx = Ctx { actor: h.actor.clone(), clock: h.clock, op_id: op(), office: &h.office };
    let all = |field: &str| ConflictAlike { kind: Kind::Deal, field: field.to_owned(), take: Take::Theirs };
    let r = import::report(&mut h.base, &cx, &p, &Answers::default(), &|_| true).unwrap();
    let mut seen: Vec<(String, String, bool, Option<CaseId>)> = Vec::new();
    for q in &r.questions {
        let Question::Conflict { field, was, held, case, .. } = q else { panic!("{q:?}") };
        seen.push((field.clone(), was.clone(), *held, *case));
    }
    seen.sort();
    let frozen = h.text(&format!(
        "SELECT printf('%d.%02d', amount / 100, amount % 100) FROM ledger_line WHERE kind = 'deal' AND object_id = {deal}"
    ));
    let wanted = [
        ("amount".to_owned(), frozen, false, Some(case)),
        ("owner_id".to_owned(), "Dora Lane".to_owned(), true, Some(case)),
    ];
    assert_eq!(seen, wanted);
    let alike = Alike { conflicts: vec![all("owner_id"), all("amount")], ..Alike::default() };
    let r = import::keep(&mut h.base, &cx, &p, &Answers { alike, ..Answers::default() }, &|_| true).unwrap();
    assert_eq!(r.files[0].conflicts, 1, "the owner is still a difference");
    let now = h.text(&format!("SELECT owner_id || ' ' || amount FROM deal WHERE id = {deal}"));
    assert_eq!(now, format!("{owner} 99900"));
}

/// A handover stands on what an import brought: taken back, the import leaves the leaver, the lines' objects and whatever
/// these point at, and the rest goes.
#[test]
fn what_a_case_stands_on_stays_when_its_import_is_taken_back() {
    let mut h = Hand::new();
    let all = ["sales_teams.csv", "accounts.csv", "products.csv", "sales_pipeline.csv"].map(small);
    import(&mut h, &all);
    let seq = Seq(h.int("SELECT seq FROM import"));
    let dora = EmployeeId(h.int("SELECT id FROM employee WHERE name = 'Dora Lane'"));
    let case = h.done(&CaseOpen::planned(dora, Day::parse("2026-12-08").unwrap())).case;
    let lines = "SELECT count(*) FROM ledger_line l WHERE kind = 'deal' AND EXISTS (SELECT 1 FROM deal d WHERE d.id = l.object_id)";
    let (before, deals) = (h.int(lines), h.int("SELECT count(*) FROM deal"));
    let undone = h.done(&Undo { seq });
    assert_eq!(h.int(lines), before, "a line lost its deal");
    assert!(before > 0 && h.int("SELECT count(*) FROM deal") == before && deals > before);
    assert_eq!(
        h.int("SELECT count(*) FROM client WHERE id NOT IN (SELECT client_id FROM deal WHERE client_id IS NOT NULL)"),
        0
    );
    assert!(undone.removed > 0 && undone.left_in_all > before as u64 && !undone.left.is_empty());
    assert_eq!(h.int(&format!("SELECT count(*) FROM handover_case WHERE id = {}", case.0)), 1);
    let broken =
        estafeta::reads::check::check(h.base.conn()).unwrap().into_iter().filter(|c| !c.ok).collect::<Vec<_>>();
    assert!(broken.is_empty(), "{broken:?}");
}
