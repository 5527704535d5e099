//! One owner's clients: companies, contacts, deals, and what is known about them.

use fastrand::Rng;

use super::Shape;
use super::people::{HEAD, LEAVER, full_name};
use super::words::{Line, Words, cell, chance, latin, pick};
use crate::base::{At, Clock, Currency, Day, Due, EmployeeId, StageId};
use crate::domain::company::inn;
use crate::domain::{
    Block, DecisionRole, EmployeeStatus, Gender, Role, Salutation, Segment, StageKind, TaskKind, TaskSource,
};
use crate::ops::seed::{
    BlockSeed, ClientSeed, ContactSeed, DealSeed, LeadSeed, NoteSeed, PersonSeed, SeedBook, TaskSeed,
};

/// Open work of each client where all of them are the leaver's.
const OPEN_DEALS: usize = 3;
const OPEN_TASKS: usize = 2;

/// From so many clients on the company has sold longer: three deals and two tasks to a client, in parts of a hundred more
/// than the usual.
const LONG_FROM: u32 = 10_000;
const MORE_CLOSED: u32 = 70;
const MORE_DONE: u32 = 80;

/// Somebody who holds clients.
pub struct Seller {
    pub place: usize,
    pub id: EmployeeId,
    pub department: Option<usize>,
    pub head: Option<usize>,
    pub role: Role,
    pub regions: Vec<String>,
    pub industries: Vec<String>,
    /// Of all clients, in parts.
    pub share: u64,
    /// Percent of clients with an open deal.
    open: u32,
    probation: bool,
}

impl Seller {
    pub fn new(place: usize, id: EmployeeId, p: &PersonSeed) -> Seller {
        let (share, open) = match (place, p.role, p.status) {
            (LEAVER, ..) => (113, 52),
            (_, _, EmployeeStatus::Probation) => (60, 36),
            (_, Role::Head, _) => (20, 30),
            (_, Role::Senior, _) => (150, 24),
            _ => (180, 26),
        };
        Seller {
            place,
            id,
            department: p.department,
            head: p.head,
            role: p.role,
            regions: p.regions.clone(),
            industries: p.industries.clone(),
            share,
            open,
            probation: p.status == EmployeeStatus::Probation,
        }
    }

    /// A second manager is neither the head nor new.
    fn may_back_up(&self) -> bool {
        self.role != Role::Head && !self.probation
    }
}

/// Writes the book, client after client.
pub struct Author<'a> {
    pub(super) words: &'a Words,
    pub(super) clock: Clock,
    pub(super) rng: Rng,
    sellers: &'a [Seller],
    stages: Vec<StageId>,
    /// Clients so far: names and numbers follow from it.
    n: u64,
    deals: u64,
    long: bool,
}

impl<'a> Author<'a> {
    /// `clients` is how many there are to be.
    pub fn new(
        words: &'a Words,
        clock: Clock,
        sellers: &'a [Seller],
        stages: Vec<StageId>,
        clients: u32,
        rng: Rng,
    ) -> Self {
        Author { words, clock, rng, sellers, stages, n: 0, deals: 0, long: clients >= LONG_FROM }
    }

    pub(super) fn head_of(&self, s: &Seller) -> EmployeeId {
        let head = s.head.and_then(|h| self.sellers.iter().find(|x| x.place == h));
        head.map_or(s.id, |h| h.id)
    }

    /// The `nth` client of this seller's book.
    pub fn client(&mut self, s: &Seller, nth: u64, shape: Shape) -> ClientSeed {
        let mut c = self.usual(s, nth);
        if shape == Shape::Leaver {
            let industry = self.industry(s);
            c.deals = (0..OPEN_DEALS).map(|_| DealSeed { tasks: Vec::new(), ..self.open_deal(s, industry) }).collect();
            c.tasks = (0..OPEN_TASKS).map(|_| self.open_task(s)).collect();
        }
        c
    }

    fn usual(&mut self, s: &Seller, nth: u64) -> ClientSeed {
        self.n += 1;
        let place = self.region(s);
        let (region, city, code, tax) = (cell(place, 0), cell(place, 1), cell(place, 2), cell(place, 3));
        let person = chance(&mut self.rng, 12);
        let (name, domain) = if person { self.sole_trader() } else { self.company() };
        let digits = if person { 8 } else { 7 };
        let first: String = (0..digits).map(|_| char::from(b'0' + self.rng.u8(..10))).collect();
        let industry = self.industry(s);
        let segment = self.segment(s);
        let open = chance(&mut self.rng, s.open + if segment == Segment::Vip { 30 } else { 0 });
        let mut deals = Vec::new();
        if open {
            let more = u32::from(segment == Segment::Vip && chance(&mut self.rng, 40));
            for _ in 0..=more {
                deals.push(self.open_deal(s, industry));
            }
        }
        for _ in 0..self.rng.u32(0..5) {
            deals.push(self.closed_deal(s, industry));
        }
        if self.long && chance(&mut self.rng, MORE_CLOSED) {
            deals.push(self.closed_deal(s, industry));
        }
        let last = match (open, segment) {
            (true, _) => self.rng.i32(1..25),
            (_, Segment::Occasional) => self.rng.i32(60..400),
            _ => self.rng.i32(8..200),
        };
        let mut tasks: Vec<TaskSeed> = Vec::new();
        if !open && chance(&mut self.rng, 14) {
            tasks.push(self.open_task(s));
        }
        for _ in 0..self.rng.u32(0..3) {
            tasks.push(self.done_task(s));
        }
        if self.long && chance(&mut self.rng, MORE_DONE) {
            tasks.push(self.done_task(s));
        }
        let next_contact = (!open && chance(&mut self.rng, 35)).then(|| self.rng.i32(4..90)).map(|d| self.work_day(d));
        let created = self.rng.i32(420..1900);
        ClientSeed {
            ext_id: (1_000 + self.n).to_string(),
            inn: inn(&format!("{tax}{first}")).unwrap_or_default(),
            owner: s.id,
            segment,
            region: chance(&mut self.rng, 75).then(|| region.to_owned()),
            industry: chance(&mut self.rng, 80).then(|| cell(industry, 0).to_owned()),
            address: self.words.phrase("city").replace("{city}", city),
            next_contact,
            docs_owed: chance(&mut self.rng, 7).then(|| self.words.phrase("owed").to_owned()),
            created: self.ago(created),
            phones: vec![format!(
                "+7 {code} {}-{:02}-{:02}",
                city_block(code),
                self.rng.u32(..100),
                self.rng.u32(..100)
            )],
            mails: vec![format!("info@{domain}")],
            team: self.team(s, segment),
            contacts: self.contacts(&domain, segment),
            touches: self.touches(s, last),
            name,
            // Of the leaver's first clients two are served by one person (2 §9.4).
            contact_of: (s.place == LEAVER && nth == 2).then(|| (1_000 + self.n - 1).to_string()),
            deals,
            tasks,
        }
    }

    /// Deals without a client, tasks without a deal, leads, errands set for colleagues: what a naive handover forgets
    /// (2 §9).
    pub fn loose(&mut self, s: &Seller, book: &mut SeedBook) {
        let industry = &self.words.industries[0];
        let heads = s.role == Role::Head;
        for _ in 0..if s.place == LEAVER { 2 } else { u32::from(!heads && chance(&mut self.rng, 40)) } {
            let deal = self.open_deal(s, industry);
            book.deals.push(deal);
        }
        if !heads {
            let t = self.open_task(s);
            let (title, fields) = (self.words.phrase("plan").to_owned(), serde_json::json!({}));
            book.tasks.push(TaskSeed { title, fields, kind: TaskKind::Other, source: TaskSource::Plan, ..t });
        }
        for _ in 0..if s.place == LEAVER { 2 } else { self.rng.u32(0..2) } {
            let lead = self.lead(Some(s.id));
            book.leads.push(lead);
        }
        if s.place == HEAD {
            let orphan = self.lead(None);
            book.leads.push(orphan);
        }
        if s.place == LEAVER {
            // A colleague's deal on the leaver's client, the leaver's tasks for others.
            let mate = self.sellers.iter().find(|x| x.place == LEAVER + 1);
            if let (Some(mate), Some(client)) = (mate, book.clients.first_mut()) {
                let deal = self.open_deal(mate, industry);
                client.deals.push(deal);
                for title in self.words.phrases("errand") {
                    let t = self.open_task(mate);
                    let (title, fields) = (title.to_owned(), serde_json::json!({}));
                    let source = TaskSource::Task;
                    book.tasks.push(TaskSeed { author: s.id, kind: TaskKind::Other, title, fields, source, ..t });
                }
            }
        } else if s.place == LEAVER + 1 {
            // And the reverse.
            let leaver = self.sellers.iter().find(|x| x.place == LEAVER);
            if let (Some(leaver), Some(client)) = (leaver, book.clients.first_mut()) {
                let deal = self.open_deal(leaver, industry);
                client.deals.push(deal);
            }
        }
    }

    fn region(&mut self, s: &Seller) -> &'a Line {
        let home: Vec<&Line> =
            self.words.regions.iter().filter(|r| s.regions.iter().any(|x| x == cell(r, 0))).collect();
        if home.is_empty() || chance(&mut self.rng, if s.place == LEAVER { 60 } else { 35 }) {
            pick(&mut self.rng, &self.words.regions)
        } else {
            pick::<&Line>(&mut self.rng, &home)
        }
    }

    fn industry(&mut self, s: &Seller) -> &'a Line {
        let own = self.words.industries.iter().find(|i| s.industries.iter().any(|x| x == cell(i, 0)));
        match own {
            Some(i) if chance(&mut self.rng, 45) => i,
            _ => pick(&mut self.rng, &self.words.industries),
        }
    }

    /// Names follow the client's number, so that they do not repeat until all are used.
    fn company(&mut self) -> (String, String) {
        let (roots, suffixes) = (self.words.roots.len() as u64, self.words.suffixes.len() as u64);
        let plain = self.n.is_multiple_of(3) && self.n / 3 <= roots;
        let (root, suffix, round) = if plain {
            ((self.n / 3) % roots, None, 0)
        } else {
            // A step that shares no factor with the number of pairs visits each pair once.
            let pairs = roots * suffixes;
            let step = (pairs * 5 / 8..).find(|k| gcd(*k, pairs) == 1).unwrap_or(1);
            let at = self.n.wrapping_mul(step) % pairs;
            (at % roots, Some(at / roots), self.n / pairs)
        };
        let mut name = self.words.roots[root as usize].to_owned();
        if let Some(s) = suffix {
            name.push_str(self.words.suffixes[s as usize]);
        }
        if round > 0 {
            name.push_str(&format!(" {}", round + 1));
        }
        let form = match self.rng.u32(..100) {
            0..72 => "ООО",
            72..92 => "АО",
            _ => "ПАО",
        };
        let domain = format!("{}.example", latin(&name));
        (format!("{form} «{name}»"), domain)
    }

    fn sole_trader(&mut self) -> (String, String) {
        let gender = if chance(&mut self.rng, 70) { Gender::Male } else { Gender::Female };
        let full = full_name(gender, self.words, &mut self.rng);
        let mut parts = full.split(' ');
        let surname = parts.next().unwrap_or_default().to_owned();
        let initials: Vec<String> = parts.map(|p| p.chars().take(1).chain(['.']).collect()).collect();
        let domain = format!("ip-{}{}.example", latin(&surname), self.n);
        (format!("ИП {surname} {}", initials.join(" ")), domain)
    }

    fn segment(&mut self, s: &Seller) -> Segment {
        let vip = match s.role {
            Role::Senior => 14,
            Role::Head => 40,
            _ => 6,
        };
        match self.rng.u32(..100) {
            n if n < vip => Segment::Vip,
            n if n < vip + 18 => Segment::Important,
            n if n < vip + 34 => Segment::Occasional,
            _ => Segment::Regular,
        }
    }

    /// A VIP has a second manager from the same department (1-H2).
    fn team(&mut self, s: &Seller, segment: Segment) -> Vec<(EmployeeId, String)> {
        if segment != Segment::Vip && !(segment == Segment::Important && chance(&mut self.rng, 10)) {
            return Vec::new();
        }
        let mates: Vec<&Seller> = self
            .sellers
            .iter()
            .filter(|x| x.department == s.department && x.place != s.place && x.may_back_up())
            .collect();
        if mates.is_empty() {
            return Vec::new();
        }
        vec![(pick(&mut self.rng, &mates).id, self.words.phrase("duty").to_owned())]
    }

    fn contacts(&mut self, domain: &str, segment: Segment) -> Vec<ContactSeed> {
        let n = match segment {
            Segment::Vip => 3,
            Segment::Important => self.rng.usize(2..4),
            Segment::Occasional => 1,
            Segment::Regular => self.rng.usize(1..3),
        };
        (0..n)
            .map(|i| {
                let gender = if chance(&mut self.rng, 55) { Gender::Male } else { Gender::Female };
                let name = full_name(gender, self.words, &mut self.rng);
                let surname = name.split(' ').next().unwrap_or_default().to_owned();
                let positions = if i == 0 { &self.words.positions[..4] } else { &self.words.positions[4..] };
                let job = pick(&mut self.rng, positions);
                // One in ten is known by the surname and an initial only, so the salutation has to be looked at.
                let vague = chance(&mut self.rng, 10);
                ContactSeed {
                    name: if vague { name.split(' ').take(2).collect::<Vec<_>>().join(" ") } else { name },
                    position: cell(job, 0).to_owned(),
                    decision: DecisionRole::of(cell(job, 1)).unwrap_or(DecisionRole::Unknown),
                    gender: Some(gender),
                    salutation: if vague { Salutation::Guessed } else { Salutation::Certain },
                    phones: vec![format!(
                        "+7 9{:02} 555-{:02}-{:02}",
                        self.rng.u32(..70),
                        self.rng.u32(..100),
                        self.rng.u32(..100)
                    )],
                    mails: if chance(&mut self.rng, 88) {
                        vec![format!("{}@{domain}", latin(&surname))]
                    } else {
                        vec![]
                    },
                }
            })
            .collect()
    }

    /// Places of the stages: Новая, КП, Переговоры, Договор, Оплата, won, lost; the second pipeline follows.
    fn stage(&mut self, place: usize) -> StageId {
        let half = self.stages.len() / 2;
        let service = if chance(&mut self.rng, 20) { half } else { 0 };
        self.stages.get(place + service).copied().unwrap_or(StageId(1))
    }

    fn amount(&mut self, industry: &Line) -> i64 {
        let median: i64 = cell(industry, 1).parse().unwrap_or(300);
        // A long tail: a few deals are five times the usual.
        let factor = [30, 45, 60, 80, 100, 120, 150, 200, 320, 500][self.rng.usize(..10)];
        let thousand = (median * factor / 100).max(12) + self.rng.i64(0..9);
        thousand * 1_000 * 100
    }

    fn deal(&mut self, s: &Seller, industry: &Line, created: i32) -> DealSeed {
        self.deals += 1;
        let title = cell(pick(&mut self.rng, &self.words.deals), 0);
        let title =
            title.replace("{n}", &self.rng.u32(18..320).to_string()).replace("{k}", &self.rng.u32(2..6).to_string());
        let created = self.ago(created);
        DealSeed {
            ext_id: (50_000 + self.deals).to_string(),
            owner: s.id,
            title,
            stage: StageId(1),
            kind: StageKind::Open,
            amount: self.amount(industry),
            currency: Currency::RUB,
            expected_close: None,
            created,
            stage_since: created,
            closed: None,
            loss_reason: None,
            notes: Vec::new(),
            blocks: Vec::new(),
            tasks: Vec::new(),
        }
    }

    fn open_deal(&mut self, s: &Seller, industry: &Line) -> DealSeed {
        let age = self.rng.i32(6..150);
        let mut d = self.deal(s, industry, age);
        let place = match self.rng.u32(..100) {
            0..18 => 0,
            18..48 => 1,
            48..76 => 2,
            76..90 => 3,
            _ => 4,
        };
        d.stage = self.stage(place);
        d.kind = if place >= 3 { StageKind::Final } else { StageKind::Open };
        let since = self.rng.i32(1..age.min(30));
        d.stage_since = self.ago(since);
        let days = if place >= 3 { self.rng.i32(-2..25) } else { self.rng.i32(-8..75) };
        d.expected_close = chance(&mut self.rng, 92).then(|| self.work_day(days));
        match self.rng.u32(..100) {
            0..3 => d.amount = 0,
            3..5 => (d.amount, d.currency) = (d.amount / 90_000 * 1_000, Currency::EUR),
            _ => {}
        }
        for _ in 0..self.rng.u32(1..4) {
            let text = cell(pick(&mut self.rng, &self.words.notes), 0).to_owned();
            let days = self.rng.i32(1..age.min(45));
            let at = self.ago(days);
            if d.notes.iter().all(|n| n.text != text) {
                d.notes.push(NoteSeed { author: s.id, at, text });
            }
        }
        let promise = chance(&mut self.rng, 35).then(|| self.promise(age));
        d.notes.extend(promise.iter().map(|(at, text)| NoteSeed { author: s.id, at: *at, text: text.clone() }));
        d.notes.sort_by_key(|n| n.at);
        d.blocks = self.blocks(s, promise.map(|(_, text)| text));
        if chance(&mut self.rng, if s.place == LEAVER { 62 } else { 50 }) {
            let t = self.open_task(s);
            d.tasks.push(t);
        }
        d
    }

    fn promise(&mut self, age: i32) -> (At, String) {
        let days = self.rng.i32(2..age.clamp(4, 40));
        let at = self.ago(days);
        let day = self.clock.zone.day(at);
        let text = cell(pick(&mut self.rng, &self.words.promises), 0)
            .replace("{d}", ["14", "30", "45", "60"][self.rng.usize(..4)])
            .replace("{p}", &self.rng.u32(3..11).to_string())
            .replace("{date}", &short(day));
        (at, text)
    }

    /// Some managers write down what they know before they are asked.
    fn blocks(&mut self, s: &Seller, promise: Option<String>) -> Vec<BlockSeed> {
        let mut list = Vec::new();
        if !chance(&mut self.rng, 35) {
            return list;
        }
        let days = self.rng.i32(2..12);
        let at = self.ago(days);
        let mut add = |block, text: String, on| list.push(BlockSeed { block, text, on, at });
        add(Block::State, cell(pick(&mut self.rng, &self.words.states), 0).to_owned(), None);
        let budget = (self.rng.u32(3..20) * 100).to_string();
        add(Block::Specifics, cell(pick(&mut self.rng, &self.words.specifics), 0).replace("{m}", &budget), None);
        if let Some(text) = promise {
            add(Block::History, text, None);
        }
        if s.place != LEAVER && chance(&mut self.rng, 60) {
            let days = self.rng.i32(1..12);
            let on = Due::at(self.work_day(days), 10 * 60 + 30 * self.rng.u16(0..14));
            add(Block::NextStep, cell(pick(&mut self.rng, &self.words.steps), 0).to_owned(), Some(on));
        }
        list
    }

    fn closed_deal(&mut self, s: &Seller, industry: &Line) -> DealSeed {
        let closed = self.rng.i32(15..700);
        let took = self.rng.i32(10..120);
        let mut d = self.deal(s, industry, closed + took);
        let won = chance(&mut self.rng, 68);
        d.stage = self.stage(if won { 5 } else { 6 });
        d.kind = if won { StageKind::Won } else { StageKind::Lost };
        let at = self.ago(closed);
        d.closed = Some(at);
        d.stage_since = at;
        d.expected_close = Some(self.clock.zone.day(at));
        d.loss_reason = (!won).then(|| cell(pick(&mut self.rng, &self.words.losses), 0).to_owned());
        d
    }

    fn lead(&mut self, owner: Option<EmployeeId>) -> LeadSeed {
        let line = pick(&mut self.rng, &self.words.leads);
        let (title, source) = (cell(line, 0).to_owned(), cell(line, 1).to_owned());
        let days = self.rng.i32(1..5);
        let at = self.ago(days);
        let phone = format!("+7 9{:02} 555-{:02}-{:02}", self.rng.u32(..70), self.rng.u32(..100), self.rng.u32(..100));
        LeadSeed { title, source, at, phone, owner }
    }
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// The first digits of a city number: a code of four digits leaves six, of three seven.
fn city_block(code: &str) -> &'static str {
    if code.len() > 3 { "55" } else { "555" }
}

/// «12.11», as people date their notes.
fn short(day: Day) -> String {
    format!("{:02}.{:02}", day.day_of_month(), day.month())
}
