//! The training base: the same seed is the same office, every invariant holds, nothing existing is touched.

use super::Est;

#[test]
fn one_seed_makes_one_office() {
    let (a, b, c) = (Est::new(), Est::new(), Est::new());
    let args = ["demo", "--clients", "120", "--seed", "7"];
    let made = a.json(&args);
    assert_eq!(made, b.json(&args));
    assert_eq!((made["clients"].as_u64(), made["employees"].as_u64()), (Some(120), Some(12)));
    let list = ["client", "list", "--limit", "1000"];
    assert_eq!(a.json(&list), b.json(&list));
    assert_eq!(a.json(&["deal", "list", "--limit", "1000"]), b.json(&["deal", "list", "--limit", "1000"]));
    c.json(&["demo", "--clients", "120", "--seed", "8"]);
    assert_ne!(a.json(&list), c.json(&list));
}

#[test]
fn the_office_is_sound_and_has_what_a_handover_must_not_forget() {
    let e = Est::new();
    insta::assert_json_snapshot!(e.json(&["demo"]));
    assert_eq!(e.json(&["check"])["ok"], true);
    assert_eq!(e.json(&["journal", "verify"])["ok"], true);
    insta::assert_json_snapshot!("the_people_of_the_office", e.json(&["employee", "list"]));
    let leaver = e.json(&["employee", "show", "Ковалёв"]);
    let n = |key: &str| leaver[key].as_u64().unwrap();
    assert!((45..=55).contains(&n("clients")) && (25..=38).contains(&n("open_deals")), "{leaver}");
    assert!((18..=34).contains(&n("open_tasks")) && n("teams") > 0, "{leaver}");
    assert_eq!(leaver["deputy"], "Петрова Елена Викторовна");
    // Deals without a client, a colleague's deal on his client, VIP pairs, promises, late tasks, amounts of zero.
    let total = |what: &str, q: &str| e.json(&[what, "list", "--query", q])["total"].as_u64().unwrap();
    assert!(total("client", "сег:vip") > 10);
    assert!(total("task", "срок:<0") > 5);
    for kind in ["звонок", "встреча", "документ", "счет", "другое"] {
        assert!(total("task", &format!("статус:{kind}")) > 2, "{kind}");
    }
    for stage in ["новая", "кп", "переговоры", "договор", "оплата"] {
        assert!(total("deal", &format!("этап:{stage}")) > 2, "{stage}");
    }
    assert!(total("deal", "статус:won") > 100 && total("deal", "статус:lost") > 50);
}

#[test]
fn an_existing_file_is_never_touched() {
    let e = Est::demo();
    let before = e.json(&["journal", "verify"])["head"].clone();
    assert_eq!(e.refused(&["demo"]), (1, "base_exists".to_owned()));
    assert_eq!(e.json(&["journal", "verify"])["head"], before);
    std::fs::write(e.path("notes.txt"), "не база").unwrap();
    let path = e.path("notes.txt");
    assert_eq!(e.refused(&["--db", path.to_str().unwrap(), "demo"]).0, 1);
    assert_eq!(std::fs::read_to_string(path).unwrap(), "не база");
}

/// A plain start of the program leaves an empty base behind.
#[test]
fn a_base_that_nobody_wrote_into_is_filled() {
    let e = Est::new();
    let db = e.path("empty.db");
    let open = estafeta::store::Base::create(&db).unwrap();
    let args = ["--db", db.to_str().unwrap()];
    let made = e.json(&[&args[..], &["demo", "--clients", "20"]].concat());
    assert_eq!(made["clients"], 20);
    // Whoever had it open goes on with what is in it now.
    let n: i64 = open.conn().query_row("SELECT count(*) FROM client", [], |r| r.get(0)).unwrap();
    assert_eq!(n, 20);
    assert_eq!(e.json(&[&args[..], &["check"]].concat())["ok"], true);
    assert!(!e.path("empty.db.part").exists());
    assert_eq!(e.refused(&[&args[..], &["demo"]].concat()), (1, "base_exists".to_owned()));
}

#[test]
fn an_office_of_any_size_is_sound() {
    for (clients, employees) in [("0", "4"), ("3", "5"), ("700", "30")] {
        let e = Est::new();
        let made = e.json(&["demo", "--clients", clients, "--employees", employees]);
        assert_eq!(made["clients"].to_string(), clients);
        assert_eq!(made["employees"].to_string(), employees);
        assert_eq!(e.json(&["check"])["ok"], true, "{clients} {employees}");
    }
    assert_eq!(Est::new().refused(&["demo", "--employees", "3"]), (2, "usage".to_owned()));
}

#[test]
fn a_bare_name_is_a_file_of_the_current_folder() {
    let e = Est::new();
    let out =
        e.command().current_dir(e.path("")).args(["--db", "here.db", "demo", "--clients", "20"]).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    assert!(e.path("here.db").is_file());
}
