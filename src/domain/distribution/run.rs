//! The run itself: what is fixed by hand, then the rules in their order, then the even spread in three passes.

use super::pack::{Known, Packed, Piece, matches, pack};
use super::people::{Ask, People, Pool};
use super::rules::{Rule, Target, When};
use super::{Input, Line, Load, Plan, Proposal, Receiver, Warning, Why};
use crate::base::{EmployeeId, RuleId};
use crate::domain::words::{LineKind, Temperature};

/// What was decided for one piece.
struct Outcome {
    to: EmployeeId,
    rule: Option<RuleId>,
    why: Why,
    before: Load,
    after: Load,
    over: bool,
}

/// Where a piece stands after the rules were walked from some place on.
enum Step {
    To(usize, Option<RuleId>, Why),
    /// An even spread: waits for its pass, then goes on from this rule.
    Even(usize),
    Nobody,
}

struct Run<'a> {
    input: Input<'a>,
    rules: Vec<&'a Rule>,
    packed: Packed<'a>,
    people: People<'a>,
    /// The even spread stays inside the leaver's department.
    department: Pool,
    outcomes: Vec<Option<Outcome>>,
}

/// Proposes a receiver for every line of the input (2 §5). Deterministic and independent of the input's order.
///
/// Never fails: an empty pool goes to the next rule and in the end to the head, with `Why::NobodyElse`.
pub fn propose(input: &Input) -> Plan {
    let mut rules: Vec<&Rule> = input.rules.iter().filter(|r| r.enabled).collect();
    rules.sort_by_key(|r| (r.position, r.id));
    let packed = pack(input, &rules);
    let people = People::new(input);
    let department = Pool { own: people.everyone.own.clone(), company: Vec::new() };
    let outcomes = packed.pieces.iter().map(|_| None).collect();
    let mut run = Run { input: *input, rules, packed, people, department, outcomes };
    run.by_hand();
    let waiting = run.by_rules();
    run.evenly(waiting);
    run.plan()
}

impl Run<'_> {
    /// The head's own choices come first, so that every later comparison knows them.
    fn by_hand(&mut self) {
        for at in self.packed.order.clone() {
            if let Some(to) = self.packed.pieces[at].main.fixed {
                let ask = self.ask(at);
                self.book(at, to, None, Why::ByHand, ask);
            }
        }
    }

    fn by_rules(&mut self) -> Vec<(usize, usize)> {
        let mut waiting = Vec::new();
        for at in self.packed.order.clone() {
            if self.outcomes[at].is_some() {
                continue;
            }
            match self.first(at) {
                Step::Even(rule) => waiting.push((at, rule)),
                step => self.settle(at, step),
            }
        }
        waiting
    }

    /// Hot, warm, cold: three passes over one load, each in the order of the pieces.
    fn evenly(&mut self, waiting: Vec<(usize, usize)>) {
        for pass in [Temperature::Hot, Temperature::Warm, Temperature::Cold] {
            for &(at, from) in
                waiting.iter().filter(|(at, _)| self.packed.pieces[*at].temperature == pass).collect::<Vec<_>>()
            {
                let ask = self.ask(at);
                let step = match self.people.pick(&self.department, ask) {
                    Some(i) => Step::To(i, Some(self.rules[from].id), Why::LeastLoaded { temperature: pass }),
                    None => self.walk(at, from + 1, ask, true),
                };
                self.settle(at, step);
            }
        }
    }

    fn ask(&self, at: usize) -> Ask {
        self.packed.pieces[at].ask(&self.input, &self.packed.clients)
    }

    fn first(&self, at: usize) -> Step {
        let piece = &self.packed.pieces[at];
        let ask = self.ask(at);
        if let Some(i) = self.colleague(piece, ask) {
            return Step::To(i, None, Why::ClientOwner);
        }
        self.walk(at, 0, ask, false)
    }

    /// The owner of the colleague's client on which the leaver has a deal, a task or a lead, if eligible.
    fn colleague(&self, piece: &Piece, ask: Ask) -> Option<usize> {
        if !matches!(piece.main.kind, LineKind::Deal | LineKind::Task | LineKind::Lead) {
            return None;
        }
        let owner = self.packed.clients[piece.client?].client.owner.filter(|o| *o != self.input.leaver)?;
        self.people.by_id.get(&owner).copied().filter(|i| self.people.eligible(*i, ask))
    }

    /// Tries the rules from `from` on. In the even pass itself (`even`) a further even rule would find the same empty
    /// department, so it is passed over.
    fn walk(&self, at: usize, from: usize, ask: Ask, even: bool) -> Step {
        let piece = &self.packed.pieces[at];
        if matches!(piece.main.kind, LineKind::Team | LineKind::Reference | LineKind::Authored) {
            return Step::Nobody;
        }
        let client = piece.client.map(|c| &self.packed.clients[c]);
        let final_deal = piece.main.kind == LineKind::Deal && piece.main.final_stage;
        for (n, rule) in self.rules.iter().enumerate().skip(from) {
            if !matches(&rule.when, final_deal, client) {
                continue;
            }
            if rule.to == Target::Department {
                if even {
                    continue;
                }
                return Step::Even(n);
            }
            if let Some((i, why)) = self.target(rule, client, ask) {
                return Step::To(i, Some(rule.id), why);
            }
        }
        Step::Nobody
    }

    fn target(&self, rule: &Rule, client: Option<&Known>, ask: Ask) -> Option<(usize, Why)> {
        let people = &self.people;
        let eligible = |id: &EmployeeId| people.by_id.get(id).copied().filter(|i| people.eligible(*i, ask));
        match &rule.to {
            Target::Head => {
                let why = if rule.when == When::FinalStage { Why::FinalStage } else { Why::Named };
                people.by_id.get(&self.input.head).map(|i| (*i, why))
            }
            Target::Person(id) => eligible(id).map(|i| (i, Why::Named)),
            Target::SecondOrSenior => {
                let client = client?.client;
                let segment = client.segment;
                let second = client.team.iter().find_map(eligible).map(|i| (i, Why::Second { segment }));
                second.or_else(|| people.pick(&people.seniors, ask).map(|i| (i, Why::Senior { segment })))
            }
            Target::SameRegion => {
                let k = client?;
                let region = k.client.region.clone()?;
                people.pick(people.region(&k.region)?, ask).map(|i| (i, Why::Region { region }))
            }
            Target::SameIndustry => {
                let k = client?;
                let industry = k.client.industry.clone()?;
                people.pick(people.industry(&k.industry)?, ask).map(|i| (i, Why::Industry { industry }))
            }
            Target::Department => None,
        }
    }

    fn settle(&mut self, at: usize, step: Step) {
        let ask = self.ask(at);
        match step {
            Step::To(i, rule, why) => self.book(at, self.people.list[i].id, rule, why, ask),
            Step::Even(_) | Step::Nobody => {
                let kind = self.packed.pieces[at].main.kind;
                let position = matches!(kind, LineKind::Team | LineKind::Reference | LineKind::Authored);
                let why = if position { Why::Position } else { Why::NobodyElse };
                self.book(at, self.input.head, None, why, ask);
            }
        }
    }

    fn book(&mut self, at: usize, to: EmployeeId, rule: Option<RuleId>, why: Why, ask: Ask) {
        let (before, after, over) = match self.people.by_id.get(&to) {
            Some(i) => self.people.give(*i, ask),
            None => (Load::default(), Load::default(), false),
        };
        self.outcomes[at] = Some(Outcome { to, rule, why, before, after, over });
    }

    fn plan(mut self) -> Plan {
        let mut proposals = Vec::with_capacity(self.input.lines.len());
        for (n, line) in self.input.lines.iter().enumerate() {
            let at = self.packed.piece_of[n];
            let Some(o) = &self.outcomes[at] else { continue };
            let piece = &self.packed.pieces[at];
            let person = self.people.by_id.get(&o.to).copied();
            proposals.push(Proposal {
                line: line.id,
                to: o.to,
                rule: o.rule,
                why: o.why.clone(),
                load_before: o.before,
                load_after: o.after,
                over_capacity: o.over,
                with: (piece.main.id != line.id).then_some(piece.main.id),
                substitute: person.and_then(|i| self.people.list[i].substitute.filter(|_| self.people.list[i].absent)),
            });
            if let Some(i) = person {
                let main = piece.main.id == line.id;
                count(&mut self.people, i, line, main.then_some(piece.temperature));
            }
        }
        proposals.sort_by_key(|p| p.line);
        Plan { warnings: self.warnings(&proposals), receivers: self.receivers(), proposals }
    }

    fn receivers(&self) -> Vec<Receiver> {
        let people = &self.people;
        let idle = |i: usize| people.given[i] == Default::default() && !self.department.own.contains(&i);
        let shown = (0..people.list.len()).filter(|i| !idle(*i));
        shown
            .map(|i| {
                let (load_before, deals_before) = people.load_at_start(i);
                Receiver {
                    person: people.list[i].id,
                    load_before,
                    load_after: people.load(i),
                    deals_before,
                    deals_after: people.deals(i),
                    given: people.given[i],
                }
            })
            .collect()
    }

    fn warnings(&self, proposals: &[Proposal]) -> Vec<Warning> {
        let mut out = Vec::new();
        if self.department.own.is_empty() && !proposals.is_empty() {
            out.push(Warning::DepartmentOfOne);
        }
        let number = |f: &dyn Fn(&Proposal) -> bool| proposals.iter().filter(|p| f(p)).count() as u32;
        let nobody = number(&|p| p.why == Why::NobodyElse);
        if nobody > 0 {
            out.push(Warning::NobodyElse(nobody));
        }
        let over = number(&|p| p.over_capacity);
        if over > 0 {
            out.push(Warning::OverCapacity(over));
        }
        let head = self.people.by_id.get(&self.input.head);
        if self.input.head == self.input.leaver || !head.is_some_and(|i| self.people.employed(*i)) {
            out.push(Warning::HeadUnavailable);
        }
        out
    }
}

fn count(people: &mut People, i: usize, line: &Line, main: Option<Temperature>) {
    let g = &mut people.given[i];
    match line.kind {
        LineKind::Client => g.clients += 1,
        LineKind::Deal => g.deals += 1,
        LineKind::Task => g.tasks += 1,
        LineKind::Lead => g.leads += 1,
        LineKind::Team | LineKind::Authored | LineKind::Reference => {
            g.other += 1;
            return;
        }
    }
    match main {
        Some(Temperature::Hot) => g.hot += 1,
        Some(Temperature::Warm) => g.warm += 1,
        Some(Temperature::Cold) => g.cold += 1,
        None => {}
    }
}
