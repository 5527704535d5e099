//! The run itself: what is fixed by hand, then the rules in their order, then the even spread in three passes.

use super::pack::{Known, Packed, Piece, matches, pack};
use super::people::{Ask, People, Pool};
use super::rules::{Rule, Target, When};
use super::{Input, Left, Line, Load, Plan, Proposal, Receiver, Warning, Why};
use crate::base::{EmployeeId, LineId, RuleId};
use crate::domain::words::{LineKind, Temperature};

/// What was decided for one piece.
struct Outcome {
    to: EmployeeId,
    /// `None`: not among the persons of the input.
    person: Option<usize>,
    rule: Option<RuleId>,
    why: Why,
    before: Load,
    after: Load,
    over: bool,
    main: LineId,
    temperature: Temperature,
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
    /// By the pieces' own index.
    outcomes: Vec<Option<Outcome>>,
}

/// Proposes a receiver for every line of the input (2 §5). Deterministic and independent of the input's order.
///
/// Never fails: an empty pool goes to the next rule and in the end to the head, with `Why::NobodyElse`.
pub fn propose(input: &Input) -> Plan {
    let mut rules: Vec<&Rule> = input.rules.iter().filter(|r| r.enabled).collect();
    rules.sort_by_key(|r| (r.position, r.id));
    let mut packed = pack(input, &rules);
    let people = People::new(input, std::mem::take(&mut packed.declined));
    let department = Pool { own: people.everyone.own.clone(), company: Vec::new() };
    let outcomes = packed.pieces.iter().map(|_| None).collect();
    let mut run = Run { input: *input, rules, packed, people, department, outcomes };
    run.by_hand();
    let waiting = run.by_rules();
    run.evenly(&waiting);
    run.plan()
}

impl Run<'_> {
    /// The head's own choices come first, so that every later comparison knows them.
    fn by_hand(&mut self) {
        for at in 0..self.packed.pieces.len() {
            if let Some(to) = self.packed.pieces[at].fixed {
                self.book(at, to, None, Why::ByHand);
            }
        }
    }

    /// Gives the pieces that wait for the even spread, each with its rule, in their order.
    fn by_rules(&mut self) -> Vec<(usize, usize)> {
        let mut waiting = Vec::new();
        for at in 0..self.packed.pieces.len() {
            let piece = &self.packed.pieces[at];
            if piece.fixed.is_some() || self.packed.refused.contains(&piece.index) {
                continue;
            }
            match self.first(&self.packed.pieces[at]) {
                Step::Even(rule) => waiting.push((at, rule)),
                step => self.settle(at, step),
            }
        }
        waiting
    }

    /// Hot, warm, cold: three passes over one load, each in the order of the pieces.
    fn evenly(&mut self, waiting: &[(usize, usize)]) {
        for pass in [Temperature::Hot, Temperature::Warm, Temperature::Cold] {
            for &(at, from) in waiting {
                let piece = &self.packed.pieces[at];
                if piece.temperature != pass {
                    continue;
                }
                let step = match self.people.pick(&self.department, piece.ask) {
                    Some(i) => Step::To(i, Some(self.rules[from].id), Why::LeastLoaded { temperature: pass }),
                    None => self.walk(piece, from + 1, true),
                };
                self.settle(at, step);
            }
        }
    }

    fn first(&self, piece: &Piece) -> Step {
        match self.colleague(piece) {
            Some(i) => Step::To(i, None, Why::ClientOwner),
            None => self.walk(piece, 0, false),
        }
    }

    /// The owner of the colleague's client on which the leaver has a deal, a task or a lead, or a task set for others, if
    /// eligible.
    fn colleague(&self, piece: &Piece) -> Option<usize> {
        if !matches!(piece.kind, LineKind::Deal | LineKind::Task | LineKind::Lead | LineKind::Authored) {
            return None;
        }
        let owner = self.packed.clients[piece.client?].client.owner.filter(|o| *o != self.input.leaver)?;
        self.people.by_id.get(&owner).copied().filter(|i| self.people.eligible(*i, piece.ask))
    }

    /// Tries the rules from `from` on. In the even pass itself (`even`) a further even rule would find the same empty
    /// department, so it is passed over.
    fn walk(&self, piece: &Piece, from: usize, even: bool) -> Step {
        if is_position(piece.kind) {
            return Step::Nobody;
        }
        let client = piece.client.map(|c| &self.packed.clients[c]);
        for (n, rule) in self.rules.iter().enumerate().skip(from) {
            if !matches(&rule.when, piece.final_deal, client) {
                continue;
            }
            if rule.to == Target::Department {
                if even {
                    continue;
                }
                return Step::Even(n);
            }
            if let Some((i, why)) = self.target(rule, client, piece.ask) {
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
                let gone = || people.no_second(&client.team, self.input.leaver, ask);
                second
                    .or_else(|| people.pick(&people.seniors, ask).map(|i| (i, Why::Senior { segment, second: gone() })))
            }
            Target::SameRegion => {
                let word = client?.region.as_ref()?;
                let region = word.said.clone();
                people.pick(people.region(&word.folded)?, ask).map(|i| (i, Why::Region { region }))
            }
            Target::SameIndustry => {
                let word = client?.industry.as_ref()?;
                let industry = word.said.clone();
                people.pick(people.industry(&word.folded)?, ask).map(|i| (i, Why::Industry { industry }))
            }
            Target::Department => None,
        }
    }

    fn settle(&mut self, at: usize, step: Step) {
        match step {
            Step::To(i, rule, why) => self.book(at, self.people.list[i].id, rule, why),
            Step::Even(_) | Step::Nobody => {
                let position = is_position(self.packed.pieces[at].kind);
                let why = if position { Why::Position } else { Why::NobodyElse };
                self.book(at, self.input.head, None, why);
            }
        }
    }

    fn book(&mut self, at: usize, to: EmployeeId, rule: Option<RuleId>, why: Why) {
        let piece = &self.packed.pieces[at];
        let (main, temperature) = (piece.main, piece.temperature);
        let person = self.people.by_id.get(&to).copied();
        let (before, after, over) = match person {
            Some(i) => self.people.give(i, piece.ask),
            None => (Load::default(), Load::default(), false),
        };
        self.outcomes[piece.index] = Some(Outcome { to, person, rule, why, before, after, over, main, temperature });
    }

    fn plan(mut self) -> Plan {
        let mut proposals = Vec::with_capacity(self.input.lines.len());
        for (line, at) in self.input.lines.iter().zip(&self.packed.piece_of) {
            let Some(o) = &self.outcomes[*at] else { continue };
            let away = o.person.map(|i| self.people.list[i]).filter(|p| p.absent);
            proposals.push(Proposal {
                line: line.id,
                to: o.to,
                rule: o.rule,
                why: o.why.clone(),
                load_before: o.before,
                load_after: o.after,
                over_capacity: o.over,
                with: (o.main != line.id).then_some(o.main),
                substitute: away.and_then(|p| p.substitute),
            });
            if let Some(i) = o.person {
                count(&mut self.people, i, line, o.temperature);
            }
        }
        proposals.sort_by_key(|p| p.line);
        let left = self.left();
        Plan { warnings: self.warnings(&proposals), receivers: self.receivers(), proposals, left }
    }

    fn left(&self) -> Vec<Left> {
        let main = |at: usize| self.packed.pieces.iter().find(|p| p.index == at).map(|p| p.main);
        let lines = self.input.lines.iter().zip(&self.packed.piece_of);
        let mut left: Vec<Left> = lines
            .filter(|(_, at)| self.packed.refused.contains(at) && self.outcomes[**at].is_none())
            .map(|(line, at)| Left { line: line.id, with: main(*at).filter(|m| *m != line.id) })
            .collect();
        left.sort_by_key(|l| l.line);
        left
    }

    fn receivers(&self) -> Vec<Receiver> {
        let people = &self.people;
        let holds = |i: usize| self.input.holders.contains(&people.list[i].id);
        let idle = |i: usize| people.given[i] == Default::default() && !self.department.own.contains(&i) && !holds(i);
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

/// Places in teams, positions, tasks set for others about no client: no work to spread, the head decides.
fn is_position(kind: LineKind) -> bool {
    matches!(kind, LineKind::Team | LineKind::Reference | LineKind::Authored)
}

fn count(people: &mut People, i: usize, line: &Line, temperature: Temperature) {
    let g = &mut people.given[i];
    match line.kind {
        LineKind::Client => g.clients += 1,
        LineKind::Deal => g.deals += 1,
        LineKind::Task => g.tasks += 1,
        LineKind::Lead => g.leads += 1,
        LineKind::Team | LineKind::Authored | LineKind::Reference => g.other += 1,
    }
    match temperature {
        _ if line.kind != LineKind::Client => {}
        Temperature::Hot => g.hot += 1,
        Temperature::Warm => g.warm += 1,
        Temperature::Cold => g.cold += 1,
    }
}
