//! A contact serves two clients that go to different managers (2 §9.4).

use std::fs;

use estafeta::jobs::papers::{Approval, Papers, approve, export};
use estafeta::reads::Scope;
use estafeta::texts::{Lang, Texts};

use super::*;
use crate::desk::cast;
use crate::kit::assert_sound;

/// Somebody who decides at all of these clients, with one address.
fn contact_of(d: &mut Desk, clients: &[ClientId]) {
    let fields = [
        ("name", "Орлов Пётр Ильич".into()),
        ("name_fold", fold("Орлов Пётр Ильич").into()),
        ("decision", DecisionRole::Decides.into()),
        ("salutation", "Уважаемый Пётр Ильич".into()),
        ("salutation_state", Salutation::Certain.into()),
    ];
    let mail = "'mail', 'orlov@kaskad.example', 'orlov@kaskad.example'";
    d.write(|tx| {
        let contact = tx.insert(Kind::Contact, &fields).unwrap();
        tx.exec(&format!("INSERT INTO point (contact_id, kind, written, norm) VALUES ({contact}, {mail})"), [])
            .unwrap();
        for client in clients {
            tx.exec(&format!("INSERT INTO client_contact VALUES ({}, {contact})", client.0), []).unwrap();
        }
    });
}

#[test]
fn case_04_one_letter_to_a_contact_of_two_clients_names_both_managers() {
    let mut d = Desk::new();
    let c = cast(&mut d);
    let other = d.client("Эпсилон", c.leaver, Segment::Occasional);
    contact_of(&mut d, &[c.idle, other]);
    d.set(c.head, "email", "head@office.example");
    d.set(c.anna, "email", "anna@office.example");
    d.set(c.boris, "email", "boris@office.example");
    let case = opened(&mut d, &c);
    d.run(&Propose { case });
    d.run(&give(case, [c.idle.into()], c.anna));
    d.run(&give(case, [other.into()], c.boris));
    d.run(&Apply { case });
    let objects = vec![c.idle.into(), other.into()];
    d.run(&Waive { case, objects, block: None, reason: "случайные клиенты".into() });
    d.run(&accept(case, c.anna, [c.idle.into()]));
    d.run(&accept(case, c.boris, [other.into()]));

    let folder = d.base.path().with_file_name("letters");
    let (texts, op_id) = (Texts::load(Lang::Ru), d.next_op());
    let cx = Ctx { actor: Actor::Owner, clock: d.clock, op_id, office: &d.office };
    let p = Papers { cx: &cx, scope: &Scope::All, texts: &texts };
    approve(&mut d.base, &p, case, &Approval::default(), None).unwrap();
    let op_id = d.next_op();
    let cx = Ctx { actor: Actor::Owner, clock: d.clock, op_id, office: &d.office };
    let p = Papers { cx: &cx, scope: &Scope::All, texts: &texts };
    let files = export(&mut d.base, &p, case, None, &folder).unwrap().files;
    assert_eq!(files.len(), 1, "one person gets one letter");
    assert!(fs::read_to_string(&files[0]).unwrap().contains("orlov@kaskad.example"));
    for said in d.all("SELECT body FROM letter ORDER BY id") {
        assert!(said.contains("Анна Белова (Гамма): anna@office.example"), "{said}");
        assert!(said.contains("Борис Громов (Эпсилон): boris@office.example"), "{said}");
    }
    assert_sound(&d.base, "one letter");
}
