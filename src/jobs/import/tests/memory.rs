//! What was answered to questions of earlier imports.

use super::*;

/// «Peter Lykov» was said to be Пётр Лыков: the next file of the same source is not asked about again, one of another is.
/// The answer goes with the import that brought it, and may be given anew.
#[test]
fn who_an_owner_is_was_answered_once() {
    let mut b = Bench::new();
    b.text("a.csv", &deal(1, "А", "Переговоры", "Лыков Пётр"), true);
    let peter = Answers { owners: vec![("Peter Lykov".into(), OwnerAnswer::Is(EmployeeId(1)))], ..Answers::default() };
    let path = |b: &Bench, name: &str, text: &str| {
        let path = b.dir.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let b_csv = path(&b, "b.csv", &deal(2, "Б", "Переговоры", "Peter Lykov"));
    let p = b.prepare(&[b_csv]).unwrap();
    assert_eq!(b.report(&p, &Answers::default()).files[0].questions, 1);
    assert_eq!(b.keep(&p, &peter).owners_known, []);
    let r = b.text("c.csv", &deal(3, "В", "Переговоры", "Lykov Peter"), true);
    assert_eq!((r.files[0].questions, r.employees_created, r.owners_known.len()), (0, 0, 1));
    assert_eq!((r.owners_known[0].name.as_str(), r.owners_known[0].objects), ("Лыков Пётр", 1));
    assert_eq!(b.str("SELECT group_concat(owner_id) FROM deal"), "1,1,1");
    let other = "ID;Название сделки;Стадия сделки;Ответственный\n9;Г;В работе;Peter Lykov\n";
    let other = path(&b, "d.csv", other);
    let p = b.prepare(&[other]).unwrap();
    assert!(matches!(&b.report(&p, &Answers::default()).questions[0], Question::Owner { .. }), "another source");
    // Said to be somebody else, it is somebody else from then on.
    let create = Answers { owners: vec![("Peter Lykov".into(), OwnerAnswer::Create)], ..Answers::default() };
    let e_csv = path(&b, "e.csv", &deal(4, "Д", "Переговоры", "Peter Lykov"));
    let p = b.prepare(&[e_csv]).unwrap();
    let r = b.keep(&p, &create);
    assert_eq!((r.employees_created, r.owners_known.len()), (1, 0));
    assert_eq!(b.text("f.csv", &deal(5, "Е", "Переговоры", "Peter Lykov"), false).owners_known, []);
    assert_eq!(b.str("SELECT group_concat(owner_id) FROM deal"), "1,1,1,2,2");
}

/// A word for the segment that nobody knows is a question and no silent «обычный»; answered once, it is known from then on.
#[test]
fn an_unknown_word_for_a_segment_is_asked_about_once() {
    let mut b = Bench::new();
    let clients = |rows: &str| format!("ID;Компания;Ответственный;Сегмент\n{rows}");
    let rows = "1;Кварц;Ким Анна;А\n2;Бета;Ким Анна;Б\n3;Гамма;Ким Анна;а\n4;Дельта;Ким Анна;VIP\n";
    let r = b.text("a.csv", &clients(rows), true);
    let asked: Vec<_> = r.questions.iter().map(|q| say::question(q, &Texts::load(Lang::Ru))).collect();
    assert_eq!(asked.len(), 2, "{asked:?}");
    assert_eq!(asked[0], "Сегмент «А» (2): такого в базе нет. Пока у новых клиентов — «обычный», у прежних — как был");
    let told = "SELECT group_concat(segment) FROM client";
    assert_eq!((counts(&r.files[0]), b.str(told)), ([4, 0, 0, 0, 2], "regular,regular,regular,vip".into()));
    let source = r.files[0].source;
    let say = |written: &str, segment| SegmentAnswer { source, written: written.into(), segment };
    let segments = vec![say("А", Some(Segment::Important)), say("Б", None)];
    let p = b.prepare(&[b.dir.path().join("a.csv")]).unwrap();
    let r = b.keep(&p, &Answers { segments, ..Answers::default() });
    assert_eq!((counts(&r.files[0]), b.str(told)), ([0, 2, 2, 0, 0], "important,regular,important,vip".into()));
    assert_eq!(r.segments_known, []);
    let r = b.text("b.csv", &clients("5;Омега;Ким Анна;А\n6;Сигма;Ким Анна;б\n"), true);
    // It is told, and may be said otherwise.
    let known: Vec<_> = r.segments_known.iter().map(|k| (k.written.as_str(), k.objects, k.segment)).collect();
    assert_eq!(known, [("А", 1, Some(Segment::Important)), ("б", 1, None)]);
    let lines = say::outcome(&r, &Texts::load(Lang::Ru));
    assert_eq!(lines[0], "Сегмент «А» (1) — важный, по прежнему ответу");
    assert_eq!(lines[1], "Слово «б» (1) — не сегмент, по прежнему ответу");
    assert_eq!((r.questions.len(), b.str(told)), (0, "important,regular,important,vip,important,regular".into()));
    let p = b.prepare(&[b.dir.path().join("b.csv")]).unwrap();
    let otherwise = Answers { segments: vec![say("а", Some(Segment::Vip))], ..Answers::default() };
    assert_eq!(b.keep(&p, &otherwise).segments_known.len(), 1);
    assert_eq!(b.str("SELECT segment FROM client WHERE id = 5"), "vip");
    assert!(b.str("SELECT extra FROM client WHERE id = 2").contains("Б"), "the word itself is not lost");
}

/// Another «Ким Анна».
fn hire(b: &mut Bench, mail: &str) {
    let stamp =
        crate::store::Stamp { op_id: b.op(), actor: "owner", at: b.clock.now, word: "hand", object: String::new() };
    let fields = [("name", "Ким Анна".into()), ("name_fold", "ким анна".into()), ("email", mail.into())];
    let done = b.base.command(&stamp, |tx| Ok((tx.insert(crate::base::Kind::Employee, &fields)?, "{}".to_owned())));
    assert!(done.is_ok());
}

/// Two people of one name: which of them was meant by a mail says nothing of a third with another mail, and nothing once a
/// third has come.
#[test]
fn an_answer_is_no_guess_at_people_of_the_same_name() {
    let mut b = Bench::new();
    hire(&mut b, "a1@x.ru");
    hire(&mut b, "a2@x.ru");
    let clients =
        |id: u32, mail: &str| format!("ID;Компания;Менеджер;E-mail менеджера\n{id};Кварц{id};Ким Анна;{mail}\n");
    let path = b.dir.path().join("a.csv");
    std::fs::write(&path, clients(1, "")).unwrap();
    let p = b.prepare(&[path]).unwrap();
    let is = |id| Answers {
        owners: vec![("Ким Анна".into(), OwnerAnswer::Is(EmployeeId(id)))], ..Answers::default()
    };
    assert_eq!(b.keep(&p, &is(1)).files[0].questions, 0);
    assert_eq!(b.text("b.csv", &clients(2, ""), false).owners_known.len(), 1);
    // Somebody else by the mail: asked.
    let r = b.text("c.csv", &clients(3, "a3@x.ru"), false);
    assert!(r.owners_known.is_empty() && matches!(&r.questions[..], [Question::Owner { .. }]), "{r:?}");
    assert_eq!(b.int("SELECT count(*) FROM client WHERE owner_id IS NULL"), 1);
    // A third of the name works here by now: asked anew, and known again by the new answer.
    hire(&mut b, "");
    let r = b.text("d.csv", &clients(4, ""), false);
    assert!(r.owners_known.is_empty() && matches!(&r.questions[..], [Question::Owner { .. }]), "{r:?}");
    let p = b.prepare(&[b.dir.path().join("d.csv")]).unwrap();
    b.keep(&p, &is(1));
    let r = b.text("e.csv", &clients(5, ""), false);
    assert_eq!((r.owners_known.len(), b.int("SELECT owner_id FROM client WHERE name = 'Кварц5'")), (1, 1));
}
