//! Each rule of 2 §5 by example; the promises as properties stand in `properties`.

use std::cmp::Ordering;

use super::*;

mod properties;

const LEAVER: EmployeeId = EmployeeId(1);
const HEAD: EmployeeId = EmployeeId(2);
const OWN: DepartmentId = DepartmentId(1);
const OTHER: DepartmentId = DepartmentId(2);

/// A world built line by line; the leaver is 1, the head 2, both in department 1.
#[derive(Debug, Clone)]
struct World {
    persons: Vec<Person>,
    clients: Vec<Client>,
    lines: Vec<Line>,
    rules: Vec<Rule>,
}

fn person(id: i64, role: Role, department: DepartmentId) -> Person {
    Person {
        id: EmployeeId(id),
        name: format!("Сотрудник {id:02}"),
        role,
        status: EmployeeStatus::Active,
        department: Some(department),
        regions: vec![],
        industries: vec![],
        capacity: 40,
        weight: 100,
        held: Held::default(),
        absent: false,
        substitute: None,
        switched_off: false,
    }
}

impl World {
    fn new() -> Self {
        let mut leaver = person(1, Role::Manager, OWN);
        leaver.status = EmployeeStatus::Leaving;
        Self { persons: vec![leaver, person(2, Role::Head, OWN)], clients: vec![], lines: vec![], rules: shipped() }
    }

    fn manager(mut self, id: i64, f: impl FnOnce(&mut Person)) -> Self {
        let mut p = person(id, Role::Manager, OWN);
        f(&mut p);
        self.persons.push(p);
        self
    }

    fn held(self, id: i64, deals: u32) -> Self {
        self.manager(id, |p| p.held = Held { deals, clients: deals, ..Held::default() })
    }

    /// A client of the leaver, on line = its id.
    fn client(mut self, id: i64, f: impl FnOnce(&mut Client)) -> Self {
        let mut c = Client {
            id: ClientId(id),
            owner: Some(LEAVER),
            segment: Segment::Regular,
            region: None,
            industry: None,
            team: vec![],
            temperature: Temperature::Cold,
            has_deals: false,
        };
        f(&mut c);
        if c.owner == Some(LEAVER) {
            self.lines.push(line(id, LineKind::Client, Some(id), None));
        }
        self.clients.push(c);
        self
    }

    fn line(mut self, l: Line) -> Self {
        self.lines.push(l);
        self
    }

    fn deal(self, id: i64, client: Option<i64>) -> Self {
        self.line(line(id, LineKind::Deal, client, Some(id)))
    }

    fn final_deal(self, id: i64, client: Option<i64>) -> Self {
        self.line(Line { final_stage: true, ..line(id, LineKind::Deal, client, Some(id)) })
    }

    fn plan(&self) -> Plan {
        propose(&self.input())
    }

    fn input(&self) -> Input<'_> {
        Input {
            leaver: LEAVER,
            department: Some(OWN),
            head: HEAD,
            lines: &self.lines,
            clients: &self.clients,
            persons: &self.persons,
            holders: &[],
            declined: &[],
            refused: &[],
            rules: &self.rules,
            points: Points::default(),
            base_currency: Currency::RUB,
        }
    }

    /// (receiver, shipped rule) of a line.
    fn says(&self, line: i64) -> (i64, Option<i64>) {
        let p = of(&self.plan(), line);
        (p.to.0, p.rule.map(|r| r.0))
    }
}

fn line(id: i64, kind: LineKind, client: Option<i64>, deal: Option<i64>) -> Line {
    Line {
        id: LineId(id),
        kind,
        client: client.map(ClientId),
        deal: deal.map(DealId),
        final_stage: false,
        temperature: Temperature::Warm,
        due: None,
        amount: None,
        fixed: None,
    }
}

fn of(plan: &Plan, line: i64) -> Proposal {
    plan.proposals.iter().find(|p| p.line == LineId(line)).cloned().unwrap()
}

#[test]
fn who_holds_lines_already_is_shown_beside_the_others() {
    let w = World::new().held(3, 5);
    let shown = |holders: &[EmployeeId]| -> Vec<EmployeeId> {
        propose(&Input { holders, ..w.input() }).receivers.iter().map(|r| r.person).collect()
    };
    assert_eq!((shown(&[]), shown(&[HEAD])), (vec![EmployeeId(3)], vec![HEAD, EmployeeId(3)]));
}

#[test]
fn rule_1_takes_the_deal_in_a_final_stage_and_nothing_else() {
    let w = World::new()
        .held(3, 0)
        .client(10, |_| {})
        .final_deal(11, Some(10))
        .deal(12, Some(10))
        .line(line(13, LineKind::Task, Some(10), Some(11)))
        .line(line(14, LineKind::Task, Some(10), None))
        .final_deal(15, None);
    let plan = w.plan();
    assert_eq!(w.says(11), (2, Some(1)));
    assert_eq!(of(&plan, 11).why, Why::FinalStage);
    let words: Vec<_> = plan.proposals.iter().map(|p| p.rule_word(&w.rules)).collect();
    assert_eq!(words, ["even", "final", "with_client", "with_client", "with_client", "final"]);
    assert_eq!(of(&plan, 13).with, Some(LineId(11)), "the task of a split deal goes with the deal");
    assert_eq!(w.says(10), (3, Some(5)));
    assert_eq!(of(&plan, 12).with, Some(LineId(10)), "«вместе с клиентом»");
    assert_eq!(of(&plan, 14).to.0, 3);
    assert_eq!(w.says(15), (2, Some(1)));
    let mut off = w.clone();
    off.rules[0].enabled = false;
    assert_eq!(off.says(11), (3, Some(5)), "switched off: the deal stays with its client");
}

#[test]
fn rule_2_second_manager_then_the_least_loaded_senior_then_the_next_rule() {
    let vip = |c: &mut Client| {
        c.segment = Segment::Vip;
        c.team = vec![EmployeeId(3)];
    };
    let w = World::new()
        .held(3, 39)
        .manager(4, |p| {
            p.role = Role::Senior;
            p.held.deals = 5;
        })
        .manager(5, |p| {
            p.role = Role::Senior;
            p.department = Some(OTHER);
        })
        .client(10, vip);
    assert_eq!(w.says(10), (3, Some(2)));
    assert_eq!(of(&w.plan(), 10).why, Why::Second { segment: Segment::Vip });

    let mut leaves = w.clone(); // 2 §9.7: both of the pair leave
    leaves.persons[2].status = EmployeeStatus::Leaving;
    assert_eq!(leaves.says(10), (4, Some(2)), "own department before a freer company senior");
    let senior = |second| Why::Senior { segment: Segment::Vip, second };
    assert_eq!(of(&leaves.plan(), 10).why, senior(NoSecond::Leaves), "and it is said why it is no successor");
    let mut away = w.clone();
    away.persons[2].absent = true;
    assert_eq!(of(&away.plan(), 10).why, senior(NoSecond::Away));
    let old: Why = serde_json::from_str(r#"{"why":"senior","segment":"vip"}"#).unwrap();
    assert_eq!(old, senior(NoSecond::Nobody), "as it was kept before");
    leaves.persons[3].switched_off = true;
    assert_eq!(leaves.says(10), (5, Some(2)));
    leaves.persons[4].absent = true;
    assert_eq!(leaves.says(10), (2, None));
    assert_eq!(of(&leaves.plan(), 10).why, Why::NobodyElse);
    leaves.persons[4].substitute = Some(EmployeeId(4));
    leaves.persons[3].absent = true;
    assert_eq!(leaves.says(10).0, 2, "a substitute who is away is none");

    let mut trial = w;
    trial.persons[2].status = EmployeeStatus::Probation;
    assert_eq!(trial.says(10).0, 4, "no VIP on probation");
}

#[test]
fn rules_3_and_4_match_folded_words_own_department_first() {
    let w = World::new()
        .held(3, 0)
        .manager(4, |p| {
            p.regions = vec!["Орёл".into()];
            p.held.deals = 30;
        })
        .manager(5, |p| {
            p.regions = vec!["орел".into()];
            p.department = Some(OTHER);
        })
        .manager(6, |p| p.industries = vec!["Ритейл".into()])
        .client(10, |c| c.region = Some(" ОРЁЛ ".into()))
        .client(11, |c| c.industry = Some("ритейл".into()))
        .client(12, |c| {
            c.region = Some("Тверь".into());
            c.industry = Some("ритейл".into());
        });
    assert_eq!(w.says(10), (4, Some(3)));
    assert_eq!(of(&w.plan(), 10).why, Why::Region { region: " ОРЁЛ ".into() });
    assert_eq!(w.says(11), (6, Some(4)));
    assert_eq!(w.says(12), (6, Some(4)), "nobody in Тверь: the next rule");
    let mut full = w;
    full.persons[3].held.deals = 40;
    let full = full.deal(20, Some(10));
    assert_eq!(full.says(10), (5, Some(3)), "the company's is under capacity, the own one is not");
}

#[test]
fn rule_5_compares_load_by_capacity_and_weight_and_spreads_by_temperature() {
    let w = World::new()
        .manager(3, |p| p.held.deals = 10)
        .manager(4, |p| {
            p.held.deals = 6;
            p.weight = 50;
        })
        .client(10, |_| {});
    assert_eq!(w.says(10), (3, Some(5)), "10/40 is less than 6/20");
    let mut w = World::new().held(3, 0).held(4, 0);
    for (id, t) in [(10, Temperature::Cold), (11, Temperature::Cold), (12, Temperature::Hot), (13, Temperature::Hot)] {
        w = w.client(id, |c| c.temperature = t);
    }
    let plan = w.plan();
    for r in plan.receivers.iter().filter(|r| r.person != HEAD) {
        assert_eq!((r.given.hot, r.given.cold), (1, 1));
    }
    assert_eq!(of(&plan, 12).to.0, 3, "equal people: by name");
}

#[test]
fn a_colleagues_client_keeps_its_owner_and_a_deal_without_client_is_a_line_of_its_own() {
    let w = World::new()
        .held(3, 10)
        .held(4, 0)
        .client(10, |c| c.owner = Some(EmployeeId(3)))
        .deal(11, Some(10))
        .deal(12, None);
    assert_eq!(w.says(11), (3, None));
    assert_eq!(of(&w.plan(), 11).why, Why::ClientOwner);
    assert_eq!(w.says(12), (4, Some(5)));
    let mut away = w;
    away.persons[2].status = EmployeeStatus::Dismissed;
    away.clients[0].region = Some("Юг".into());
    away.persons[3].regions = vec!["Юг".into()];
    assert_eq!(away.says(11), (4, Some(3)), "the rules, with the client's values");
}

/// Somebody who said no is not asked again, nor for what moves with it; by hand he may still be given it.
#[test]
fn who_has_declined_a_line_is_not_offered_it_again() {
    let mut w = World::new().held(3, 0).held(4, 5).client(10, |_| {}).deal(11, Some(10)).client(12, |_| {});
    let to = |w: &World, declined: &[(LineId, EmployeeId)]| {
        let plan = propose(&Input { declined, ..w.input() });
        [10, 11, 12].map(|line| of(&plan, line).to.0)
    };
    assert_eq!(to(&w, &[]), [3, 3, 3]);
    assert_eq!(
        to(&w, &[(LineId(11), EmployeeId(3))]),
        [4, 4, 3],
        "the deal was declined, its client goes elsewhere too"
    );
    let both = [(LineId(10), EmployeeId(3)), (LineId(10), EmployeeId(4))];
    assert_eq!(to(&w, &both), [2, 2, 3], "nobody else is left");
    w.lines[0].fixed = Some(EmployeeId(3));
    assert_eq!(to(&w, &both), [3, 3, 3], "the head has asked anew");
    let vip = |c: &mut Client| {
        c.segment = Segment::Vip;
        c.team = vec![EmployeeId(3)];
    };
    let w = World::new().held(3, 0).manager(4, |p| p.role = Role::Senior).client(10, vip);
    let declined = [(LineId(10), EmployeeId(3))];
    let plan = propose(&Input { declined: &declined, ..w.input() });
    assert_eq!(of(&plan, 10).why, Why::Senior { segment: Segment::Vip, second: NoSecond::Declined });
}

#[test]
fn a_client_whose_deal_goes_apart_weighs_nothing_of_its_own() {
    let w = World::new().held(3, 0).client(10, |c| c.has_deals = true).final_deal(11, Some(10)).client(12, |_| {});
    let plan = w.plan();
    assert_eq!((of(&plan, 10).load_after.points, of(&plan, 12).load_after.points), (0, 10));
}

#[test]
fn a_department_of_one_goes_to_the_head_with_a_warning() {
    let w = World::new().client(10, |_| {}).deal(11, None).line(line(12, LineKind::Reference, None, None));
    let plan = w.plan();
    assert!(plan.proposals.iter().all(|p| p.to == HEAD));
    assert!(plan.warnings.contains(&Warning::DepartmentOfOne));
    assert!(plan.warnings.contains(&Warning::NobodyElse(2)));
    assert_eq!(of(&plan, 12).why, Why::Position);
    assert_eq!(World::new().plan(), Plan { receivers: vec![], ..Plan::default() }, "a case with nothing in it");
}

#[test]
fn over_capacity_is_flagged_only_when_nobody_is_under() {
    let w = World::new().held(3, 40).held(4, 39).deal(10, None).deal(11, None);
    let plan = w.plan();
    assert_eq!((of(&plan, 10).to.0, of(&plan, 10).over_capacity), (4, false));
    assert!(of(&plan, 11).over_capacity);
    assert!(plan.warnings.contains(&Warning::OverCapacity(1)));
    let trial = World::new()
        .manager(3, |p| {
            p.status = EmployeeStatus::Probation;
            p.held.deals = 19;
        })
        .held(4, 38)
        .deal(10, None)
        .deal(11, None);
    assert_eq!((trial.says(10).0, trial.says(11).0), (3, 4), "half the capacity on probation");
}

#[test]
fn what_the_head_chose_stays_and_counts_first() {
    let mut w = World::new().held(3, 0).held(4, 0).client(10, |_| {}).client(11, |_| {}).deal(12, Some(10));
    w.lines[1].fixed = Some(EmployeeId(3));
    let plan = w.plan();
    assert_eq!((of(&plan, 11).to.0, of(&plan, 11).why), (3, Why::ByHand));
    assert_eq!(of(&plan, 10).to.0, 4);
    w.lines[2].fixed = Some(EmployeeId(3));
    assert_eq!(w.says(12), (3, None), "a deal given by hand leaves its client");
}

#[test]
fn edited_rules_hold() {
    let mut w = World::new().held(3, 0).held(4, 0).client(10, |c| c.segment = Segment::Important);
    w.rules.push(Rule {
        id: RuleId(9),
        position: 0,
        enabled: true,
        when: When::Segment(Segment::Important),
        to: Target::Person(EmployeeId(4)),
    });
    assert_eq!(w.says(10), (4, Some(9)));
    w.persons[3].status = EmployeeStatus::Leaving; // 2 §9.1: the receiver leaves too
    assert_eq!(w.says(10), (3, Some(5)));
    w.rules.clear();
    assert_eq!(w.says(10), (2, None));
}

#[test]
fn order_is_final_hot_vip_due_amount_id() {
    // One free place under capacity each time: whoever comes first in the order gets manager 3, and is not flagged.
    let first = |w: World| {
        let plan = w.plan();
        plan.proposals.iter().find(|p| !p.over_capacity).map(|p| p.line.0)
    };
    let base = || {
        let mut w = World::new().held(3, 39);
        w.rules.remove(0);
        w
    };
    let deal = |id: i64| line(id, LineKind::Deal, None, Some(id));
    let early = Line { due: Some(5), ..deal(12) };
    let rich = Line { amount: Some(Money::rub(7)), ..deal(13) };
    let foreign = Line { amount: Some(Money::new(900, Currency::USD)), ..deal(11) };
    let ended = Line { final_stage: true, ..deal(15) };
    assert_eq!(first(base().line(deal(11)).line(deal(10))), Some(10));
    assert_eq!(first(base().line(foreign).line(rich).line(deal(10))), Some(13));
    assert_eq!(first(base().line(foreign).line(deal(10))), Some(11));
    assert_eq!(first(base().line(rich).line(early)), Some(12));
    assert_eq!(first(base().line(rich).line(early).line(ended)), Some(15));
}

#[test]
fn percent_is_rounded_and_compared_without_floats() {
    assert_eq!(Load { points: 4_000, room: 4_000 }.percent(), Some(100));
    assert_eq!(Load { points: 50, room: 4_000 }.percent(), Some(1));
    assert_eq!(Load { points: 1, room: 0 }.percent(), None);
    let huge = Load { points: u64::MAX, room: u64::MAX - 1 };
    assert_eq!(huge.compare(Load { points: 1, room: 1 }), Ordering::Greater);
}
