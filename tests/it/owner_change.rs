//! «Сменить куратора» for many clients at once (1-C4): what moves and what stays, rights, one batch, its undo.

use estafeta::base::*;
use estafeta::domain::*;
use estafeta::ops::*;
use estafeta::reads::clients::{self, Find, Sort};
use estafeta::reads::journal::{self, JournalFilter};
use estafeta::reads::owner_change::{self, Along, Chosen, Preview, Wish};
use estafeta::reads::{Anchor, Asker, Scope, Total, Window, who};

use super::desk::{Cast, Desk, cast, day};
use super::kit::assert_sound;

fn desk() -> (Desk, Cast) {
    let mut d = Desk::new();
    let c = cast(&mut d);
    (d, c)
}

fn these(clients: &[ClientId], to: EmployeeId) -> Wish {
    Wish { chosen: Chosen::These(clients.to_vec()), to, along: Along::ALL, seen: None }
}

fn found(filter: &str, to: EmployeeId) -> Wish {
    let find = Find { filter: filter.into(), sort: Sort::Name };
    Wish { chosen: Chosen::Found { find, except: Vec::new() }, to, along: Along::ALL, seen: None }
}

fn change(wish: Wish) -> OwnerChange {
    OwnerChange { wish, reason: "закрываем участок на Урале".into(), alone: None }
}

fn preview(d: &Desk, wish: &Wish) -> Res<Preview> {
    let who = who::who(d.base.conn(), &Actor::Owner, &d.clock, false).unwrap();
    let asker = Asker { conn: d.base.conn(), scope: &Scope::All, who, clock: d.clock, office: &d.office };
    owner_change::preview(&asker, wish)
}

/// Counts and sums of everything, whoever has it: what a change of owners never alters.
fn totals(d: &Desk) -> Vec<i64> {
    [
        "SELECT count(*) FROM client",
        "SELECT count(*) FROM deal",
        "SELECT sum(amount) FROM deal",
        "SELECT count(*) FROM task",
        "SELECT count(*) FROM lead",
        "SELECT sum(amount) FROM owner_stats WHERE kind = 'deal'",
        "SELECT sum(n) FROM owner_stats",
    ]
    .iter()
    .map(|sql| d.one(sql))
    .collect()
}

fn last(d: &Desk) -> Seq {
    Seq(d.one("SELECT max(seq) FROM journal WHERE kind = 'owner-change'"))
}

#[test]
fn what_the_manager_has_open_goes_along_and_all_is_undone_as_one() {
    let (mut d, c) = desk();
    let lead = d.lead("Заявка Беты", c.leaver);
    d.set(lead, "client_id", c.plain);
    let (before, sums) = (d.owners(), totals(&d));
    let shown = preview(&d, &these(&[c.plain, c.idle, c.foreign], c.anna)).unwrap();
    assert_eq!((shown.moved.clients, shown.moved.deals, shown.moved.tasks, shown.moved.leads), (2, 1, 1, 1));
    assert_eq!((shown.same, shown.stays_total, shown.over_capacity), (1, 0, false));
    let colleagues: Vec<_> = shown.colleagues.iter().map(|s| (s.title.as_str(), s.owner.as_str())).collect();
    assert_eq!(colleagues, [("Аренда Бете", "Громов Борис")]);

    let out = d.run(&change(these(&[c.plain, c.idle, c.foreign], c.anna)));
    assert_eq!((out.moved, out.stays_total), (shown.moved, 0), "what was shown is what moves");
    for r in [Ref::from(c.plain), c.idle.into(), c.warm_deal.into(), c.call.into(), lead.into()] {
        assert_eq!(d.owner(r), c.anna.0, "{r}");
    }
    assert_eq!((d.owner(c.colleague_deal), d.owner(c.won_deal)), (c.boris.0, c.leaver.0), "not the leaver's, not open");
    assert_eq!((d.owner(c.vip), d.owner(c.lone_deal)), (c.leaver.0, c.leaver.0), "nobody asked for these");
    assert_eq!(totals(&d), sums);
    let told = |kind: &str| d.one(&format!("SELECT count(*) FROM inbox WHERE kind = '{kind}' AND done_at IS NULL"));
    assert_eq!((told("clients_given"), told("clients_taken")), (1, 1));
    assert_sound(&d.base, "after the change");

    let seq = last(&d);
    let back = d.run(&Undo { seq });
    assert_eq!((d.owners(), back.conflicts), (before, vec![]));
    assert_eq!(totals(&d), sums);
    assert_sound(&d.base, "after its undo");
}

#[test]
fn the_load_before_and_after_is_that_of_the_rows() {
    let (mut d, c) = desk();
    let shown = preview(&d, &these(&[c.plain, c.vip], c.vera)).unwrap();
    let points: Vec<(u64, u64)> = shown.people.iter().map(|p| (p.before.points, p.after.points)).collect();
    // Vera has nothing; two deals and a call come. The leaver keeps two deals, an idle client and a task.
    assert_eq!(points, [(0, 205), (420, 215)]);
    assert_eq!(
        shown.moves.last().map(|m| m.load_after),
        Some(shown.people[0].after),
        "row by row it ends where it should"
    );
    d.run(&change(these(&[c.plain, c.vip], c.vera)));
    let after = preview(&d, &these(&[c.idle], c.vera)).unwrap();
    assert_eq!(after.people[0].before.points, 205);
    d.set(c.vera, "capacity", 2);
    let deal = d.deal("Ещё одна", c.leaver, Some(c.idle), StageKind::Open, 1);
    let over = preview(&d, &these(&[c.idle], c.vera)).unwrap();
    assert!(over.over_capacity, "three deals on a room for two: {:?}", over.people[0]);
    d.run(&change(these(&[c.idle], c.vera)));
    assert_eq!(d.owner(deal), c.vera.0, "beyond the capacity it may still be done: the reason is there");
}

#[test]
fn each_switch_leaves_its_part_where_it_was() {
    let (mut d, c) = desk();
    let plan = d.task("План: выезд", c.leaver, Some(c.leaver), Some(c.plain), None, None);
    d.set(plan, "source_kind", "plan");
    let free = d.task("Спросить про склад", c.leaver, Some(c.leaver), Some(c.plain), None, None);
    let on_deal = d.task("Счёт по поставке", c.leaver, None, None, Some(c.warm_deal), None);
    let of = |along| Wish { along, ..these(&[c.plain], c.anna) };
    let mut moved = |along: Along| {
        d.run(&change(of(along)));
        let out = [c.warm_deal.into(), plan.into(), free.into(), on_deal.into(), c.call.into()]
            .map(|r: Ref| d.owner(r) == c.anna.0);
        let author = d.one(&format!("SELECT author_id FROM task WHERE id = {}", free.0));
        assert_eq!(author == c.anna.0, out[2], "a task set for oneself is its new owner's own");
        let seq = last(&d);
        d.run(&Undo { seq });
        out
    };
    assert_eq!(moved(Along::ALL), [true; 5]);
    assert_eq!(moved(Along::NOTHING), [false; 5]);
    assert_eq!(moved(Along { plans: false, ..Along::ALL }), [true, false, true, true, true]);
    assert_eq!(moved(Along { tasks: false, ..Along::ALL }), [true, true, false, false, false]);
    // What belongs to a deal that stays stays with it.
    assert_eq!(moved(Along { deals: false, ..Along::ALL }), [false, true, true, false, false]);
}

#[test]
fn a_running_handover_keeps_what_it_has() {
    let (mut d, c) = desk();
    let other = d.client("Свободный", c.boris, Segment::Regular);
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    let before = d.owners();
    let out = d.run(&change(these(&[c.plain, c.vip, other, c.foreign], c.boris)));
    assert_eq!((out.moved.clients, out.stays_total), (1, 2), "{out:?}");
    assert!(out.stays.iter().all(|s| s.why == OwnerSkip::InHandover && s.case == Some(case.0)));
    assert_eq!(d.owner(c.foreign), c.boris.0);
    assert_eq!(d.owner(c.plain), before[&c.plain.into()]);
    // A client that is free takes nothing along that a handover holds: the leaver's deal on it is his case's.
    assert_eq!(d.owner(c.foreign_deal), c.leaver.0);
    let nothing = d.run(&change(these(&[c.vip], c.boris)));
    assert_eq!((nothing.batch, nothing.stays_total), (None, 1));
    assert_sound(&d.base, "beside a handover");
}

#[test]
fn an_object_that_a_handover_took_since_is_not_torn_out_by_an_undo() {
    let (mut d, c) = desk();
    d.run(&change(these(&[c.plain, c.idle], c.boris)));
    let seq = last(&d);
    d.run(&CaseOpen::planned(c.boris, day("2026-11-24")));
    let back = d.run(&Undo { seq });
    assert_eq!(back.restored, 0);
    assert!(back.conflicts.contains(&c.plain.into()) && back.conflicts.contains(&c.warm_deal.into()), "{back:?}");
    assert_eq!(d.owner(c.plain), c.boris.0);
    assert_sound(&d.base, "after an undo beside a handover");
}

#[test]
fn an_undo_gives_nothing_to_whoever_was_dismissed_since() {
    let (mut d, c) = desk();
    d.run(&change(these(&[c.foreign, c.idle], c.boris)));
    let seq = last(&d);
    d.set(c.anna, "status", EmployeeStatus::Dismissed);
    let back = d.run(&Undo { seq });
    assert!(back.conflicts.contains(&c.foreign.into()) && !back.conflicts.contains(&c.idle.into()), "{back:?}");
    assert_eq!((d.owner(c.foreign), d.owner(c.idle)), (c.boris.0, c.leaver.0), "Anna is gone, the other one is here");
    let onto_boris = "SELECT count(*) FROM op_row WHERE seq = (SELECT max(seq) FROM journal) AND kind = 'client'";
    assert_eq!(d.one(onto_boris), 1);
    // Taking the taking back back is the same move once more: Boris is gone by then.
    let seq = Seq(d.one("SELECT max(seq) FROM journal WHERE kind = 'undo'"));
    d.set(c.boris, "status", EmployeeStatus::Dismissed);
    assert_eq!(d.run(&Undo { seq }).conflicts, [c.idle.into()]);
    assert_eq!(d.owner(c.idle), c.leaver.0);
    assert_sound(&d.base, "after an undo past a dismissal");
}

#[test]
fn an_undo_leaves_what_is_over_by_now_with_whoever_ended_it() {
    let (mut d, c) = desk();
    let lead = d.lead("Заявка Беты", c.leaver);
    d.set(lead, "client_id", c.plain);
    d.run(&change(these(&[c.plain], c.anna)));
    let seq = last(&d);
    let won = d.one(&format!("SELECT stage_id FROM deal WHERE id = {}", c.won_deal.0));
    d.set(c.warm_deal, "stage_id", won);
    d.set(c.warm_deal, "stage_kind", StageKind::Won);
    d.set(c.call, "state", TaskState::Done);
    d.set(lead, "state", LeadState::Closed);
    let back = d.run(&Undo { seq });
    let over = [Ref::from(c.warm_deal), c.call.into(), lead.into()];
    assert_eq!(back.conflicts, over, "named, as everything that stays");
    assert!(over.iter().all(|r| d.owner(*r) == c.anna.0), "closed stays credited");
    assert_eq!(d.owner(c.plain), c.leaver.0);
    assert_sound(&d.base, "after an undo past a won deal");
}

#[test]
fn what_changed_after_the_preview_is_listed_and_left_alone() {
    let (mut d, c) = desk();
    let seen = preview(&d, &these(&[c.plain, c.idle], c.anna)).unwrap().seen;
    d.set(c.plain, "owner_id", c.boris);
    let wish = Wish { seen: Some(seen), ..these(&[c.plain, c.idle], c.anna) };
    let out = d.run(&change(wish));
    assert_eq!((out.moved.clients, out.stays.len()), (1, 1));
    assert_eq!((out.stays[0].object, out.stays[0].why), (c.plain.into(), OwnerSkip::Changed));
    assert_eq!(d.owner(c.plain), c.boris.0);
    // Somebody moves one on: undoing lists it and leaves it alone.
    d.set(c.idle, "owner_id", c.vera);
    let seq = last(&d);
    let back = d.run(&Undo { seq });
    assert!(back.conflicts.contains(&c.idle.into()), "{back:?}");
    assert_eq!(d.owner(c.idle), c.vera.0);
}

#[test]
fn a_filter_means_what_its_list_shows() {
    let (mut d, c) = desk();
    let shown = preview(&d, &found("seg:vip", c.anna)).unwrap();
    assert_eq!(shown.moved.clients, 1);
    assert_eq!(
        preview(&d, &found("цвет:синий", c.anna)).unwrap_err().code,
        Code::BadQuery,
        "nobody moves clients by a guess"
    );
    assert_eq!(preview(&d, &found("бета", c.anna)).unwrap().moved.clients, 1);
    assert_eq!(preview(&d, &found(",tnf", c.anna)).unwrap().moved.clients, 1, "in the other layout too");
    let mut due = found("", c.anna);
    if let Chosen::Found { find, except } = &mut due.chosen {
        find.sort = Sort::Due;
        except.push(c.idle.0);
    }
    assert_eq!(preview(&d, &due).unwrap().moved.clients, 1, "the order by deadlines shows only who has one");
    let mut all = found("", c.anna);
    if let Chosen::Found { except, .. } = &mut all.chosen {
        except.push(c.vip.0);
    }
    let out = d.run(&change(all));
    assert_eq!((out.moved.clients, d.owner(c.vip)), (2, c.leaver.0));
}

#[test]
fn a_search_is_moved_whole_and_finds_ones_own_among_many_others() {
    let (mut d, c) = desk();
    d.write(|tx| {
        for i in 0..1_203 {
            let (name, owner) = if i < 1_200 {
                (format!("Строй {i:04}"), c.anna)
            } else {
                (format!("Строй я{i}"), c.leaver)
            };
            let fields = [
                ("name", (&name).into()),
                ("name_fold", fold(&name).into()),
                ("match_fold", match_fold(&name).into()),
                ("owner_id", owner.into()),
            ];
            tx.insert(Kind::Client, &fields).unwrap();
        }
    });
    let moved = |filter: &str| preview(&d, &found(filter, c.boris)).unwrap().moved.clients;
    assert_eq!(moved(&format!("owner:{} строй", c.leaver)), 3, "the last of all that are called so");
    assert_eq!(moved("строй"), 1_203);
    assert_eq!(moved("cnhjq"), 1_203, "in the other layout");
    let total = |scope: Scope| {
        let who = who::who(d.base.conn(), &Actor::Owner, &d.clock, false).unwrap();
        let a = Asker { conn: d.base.conn(), scope: &scope, who, clock: d.clock, office: &d.office };
        let find = Find { filter: "строй".into(), sort: Sort::Name };
        clients::list(&a, &find, Window { anchor: Anchor::First, limit: 5 }).unwrap().total
    };
    assert_eq!(total(Scope::Own(c.leaver)), Some(Total::Exact(3)));
    assert!(matches!(total(Scope::Own(c.anna)), Some(Total::AtLeast(_))));
    assert!(matches!(total(Scope::All), Some(Total::AtLeast(_))));
}

#[test]
fn only_who_may_gives_and_only_who_can_gets() {
    let (mut d, c) = desk();
    assert_eq!(d.refused(&OwnerChange { reason: " ".into(), ..change(these(&[c.plain], c.anna)) }), Code::ReasonNeeded);
    let hr = d.person("Кадрова Нина", Role::Hr, c.sales, Some(c.head));
    assert_eq!(d.refused(&change(these(&[c.plain], hr))), Code::NotEligible, "HR sells nothing");
    d.set(c.boris, "receives_off", true);
    assert_eq!(d.refused(&change(these(&[c.plain], c.boris))), Code::NotEligible, "switched off by hand");
    assert_eq!(d.refused(&change(these(&[ClientId(999)], c.anna))), Code::UnknownClient);
    assert_eq!(d.refused(&change(these(&[c.foreign], c.anna))), Code::NothingToDo, "it is hers already");
    d.set(c.anna, "status", EmployeeStatus::Probation);
    let out = d.run(&change(these(&[c.vip, c.idle], c.anna)));
    assert_eq!((out.moved.clients, out.stays[0].why), (1, OwnerSkip::Probation));
    d.set(c.anna, "status", EmployeeStatus::Active);

    let mut many = Vec::new();
    for i in 0..51 {
        many.push(d.client(&format!("Клиент {i}"), c.leaver, Segment::Occasional));
    }
    d.actor = Actor::Person(c.anna);
    assert_eq!(d.refused(&change(these(&[c.foreign], c.vera))), Code::Denied, "a manager changes no owners");
    d.actor = Actor::Person(c.vera);
    assert_eq!(d.refused(&change(these(&many, c.anna))), Code::Denied, "a senior gives fifty at once, not more");
    assert_eq!(d.run(&change(these(&many[..50], c.anna))).moved.clients, 50);
    d.actor = Actor::Person(c.head);
    assert_eq!(d.run(&change(these(&many[50..], c.anna))).moved.clients, 1);
    let far = d.department("Юг");
    let there = d.person("Южный Олег", Role::Manager, far, None);
    assert_eq!(d.refused(&change(these(&many[..2], there))), Code::Denied, "the other department is not hers to fill");
    let seq = last(&d);
    d.actor = Actor::Person(c.vera);
    assert_eq!(d.refused(&Undo { seq }), Code::Denied, "undoing a batch is the head's");
}

#[test]
fn the_head_gives_five_hundred_alone() {
    let (mut d, c) = desk();
    d.clients(501, c.leaver);
    d.actor = Actor::Person(c.head);
    let wish = Wish { along: Along::NOTHING, ..found("", c.anna) };
    assert_eq!(d.refused(&change(wish.clone())), Code::NeedsSecond);
    let regular = Wish { chosen: found("seg:regular", c.anna).chosen, ..wish };
    let shown = preview(&d, &regular).unwrap();
    assert_eq!((shown.moved.clients, shown.moves.len()), (502, 500), "named are the first, counted are all");
    // On one's own machine the second person is the receiver's surname typed again, and the journal says so.
    d.actor = Actor::Owner;
    let sums = totals(&d);
    assert_eq!(d.refused(&change(regular.clone())), Code::NeedsSecond);
    let alone = |typed: &str| OwnerChange { alone: Some(typed.into()), ..change(regular.clone()) };
    assert_eq!(d.refused(&alone("Иванов")), Code::NeedsSecond, "not the receiver's");
    assert_eq!(d.run(&alone(",tkjdf")).moved.clients, 502, "in the other layout too");
    assert_eq!(totals(&d), sums);
    d.run(&change(these(&[c.vip], c.anna)));
    let entries = journal::entries(d.base.conn(), &Scope::All, &JournalFilter::default(), None, 2).unwrap();
    assert_eq!(entries.iter().map(|e| e.alone).collect::<Vec<_>>(), [false, true]);
    assert_sound(&d.base, "after five hundred");
}

/// Whatever is given to whom with whatever along: nothing is lost, nothing is made, and taken back in turn all is as it was.
#[test]
fn any_sequence_keeps_counts_and_sums_and_is_taken_back_whole() {
    let (mut d, c) = desk();
    for (i, owner) in [c.leaver, c.anna, c.boris, c.vera].into_iter().cycle().take(12).enumerate() {
        let client = d.client(&format!("Клиент {i}"), owner, Segment::Regular);
        let deal = d.deal(&format!("Сделка {i}"), owner, Some(client), StageKind::Open, 1_000 + i as i64);
        d.task(&format!("Задача {i}"), owner, Some(owner), Some(client), (i % 2 == 0).then_some(deal), None);
    }
    let (sums, people) = (totals(&d), [c.leaver, c.anna, c.boris, c.vera]);
    let mut seed: u64 = 20_261_124;
    let mut roll = |n: u64| {
        // A plain generator of our own, so that a failure comes again.
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % n
    };
    let mut states = vec![d.owners()];
    let mut batches = Vec::new();
    for step in 0..40 {
        let along = Along { deals: roll(2) == 0, tasks: roll(2) == 0, plans: roll(2) == 0 };
        let to = people[roll(4) as usize];
        let chosen = match roll(3) {
            0 => found("seg:regular", to).chosen,
            1 => found("сделка клиент", to).chosen,
            _ => Chosen::These((1..=15).filter(|_| roll(3) == 0).map(ClientId).collect()),
        };
        let wish = Wish { chosen, to, along, seen: None };
        let shown = preview(&d, &wish).unwrap();
        match d.try_run(&change(wish)) {
            Ok(done) => {
                assert_eq!(done.out.moved, shown.moved, "step {step}");
                let before = states.last().unwrap();
                let differs = d.owners().iter().filter(|(r, o)| before[r] != **o).count() as u64;
                assert_eq!(differs, shown.moved.all(), "step {step}: exactly what was shown");
                batches.push(last(&d));
                states.push(d.owners());
            }
            Err(f) => assert_eq!((f.code, shown.moved.all()), (Code::NothingToDo, 0), "step {step}"),
        }
        assert_eq!(totals(&d), sums, "step {step}");
    }
    assert!(batches.len() > 15, "only {} did anything", batches.len());
    assert_sound(&d.base, "after all of them");
    while let Some(seq) = batches.pop() {
        states.pop();
        assert_eq!(d.run(&Undo { seq }).conflicts, vec![]);
        assert_eq!(d.owners(), *states.last().unwrap());
    }
    assert_eq!(totals(&d), sums);
    assert_sound(&d.base, "after taking all back");
}

/// 2 §6: where the manager changes after the letter, an «уточнение» is raised by itself, also past any handover.
#[test]
fn a_client_who_was_told_of_somebody_else_gets_a_clarification() {
    let (mut d, c) = desk();
    let case = d.run(&CaseOpen::planned(c.leaver, day("2026-11-24"))).case;
    d.write(|tx| {
        let letter = |client: ClientId, state: LetterState| {
            [
                ("case_id", case.into()),
                ("client_id", client.into()),
                ("receiver_id", c.boris.into()),
                ("state", state.into()),
                ("message_id", format!("{}@estafeta.invalid", client.0).into()),
                ("sent_at", tx.at().into()),
            ]
        };
        let (sent, draft) = (letter(c.foreign, LetterState::Sent), letter(c.plain, LetterState::Draft));
        tx.insert(Kind::Letter, &sent).unwrap();
        tx.insert(Kind::Letter, &draft).unwrap();
    });
    d.set(c.foreign, "owner_id", c.boris);
    let out = d.run(&change(these(&[c.foreign], c.anna)));
    assert_eq!(out.moved.clients, 1);
    let of = |d: &Desk| d.one("SELECT count(*) FROM letter WHERE kind = 'clarify'");
    assert_eq!(of(&d), 1);
    let row = "SELECT client_id || ' ' || receiver_id || ' ' || state FROM letter WHERE kind = 'clarify'";
    assert_eq!(d.text(row), format!("{} {} draft", c.foreign.0, c.anna.0));
    d.run(&Undo { seq: out.batch.unwrap() });
    assert_eq!(of(&d), 0, "taken back with the batch");
}

#[test]
fn requests_of_a_client_are_found_without_reading_them_all() {
    let (d, _) = desk();
    let sql = "EXPLAIN QUERY PLAN SELECT l.id FROM client c CROSS JOIN lead l ON l.client_id = c.id \
        WHERE c.owner_id = 1 AND l.state IN ('new','working')";
    let c = d.base.conn();
    let plan: Vec<String> = c.prepare(sql).unwrap().query_map([], |r| r.get(3)).unwrap().map(Result::unwrap).collect();
    assert!(plan.iter().any(|p| p.contains("lead_client")), "{plan:?}");
}
