//! Lines into pieces: a client moves with its open deals, tasks and leads; a piece goes to one receiver as a whole.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::people::Ask;
use super::rules::{Rule, When};
use super::{Client, Held, Input, Line};
use crate::base::{ClientId, Currency, DealId, Money, fold};
use crate::domain::words::{LineKind, Segment, Temperature};

/// A client with the words rules compare, folded once.
pub struct Known<'a> {
    pub client: &'a Client,
    pub region: String,
    pub industry: String,
}

pub struct Piece<'a> {
    pub main: &'a Line,
    pub client: Option<usize>,
    pub final_stage: bool,
    pub temperature: Temperature,
    deals: u32,
    tasks: u32,
    due: Option<i64>,
    base_amount: i128,
    other_amount: Option<(i64, Currency)>,
}

pub struct Packed<'a> {
    pub clients: Vec<Known<'a>>,
    pub pieces: Vec<Piece<'a>>,
    /// For each line of the input the piece it belongs to.
    pub piece_of: Vec<usize>,
    /// Pieces by final stage, hot, VIP, due date, amount, id.
    pub order: Vec<usize>,
}

impl Piece<'_> {
    pub fn vip(&self, clients: &[Known]) -> bool {
        self.client.is_some_and(|c| clients[c].client.segment == Segment::Vip)
    }

    pub fn ask(&self, input: &Input, clients: &[Known]) -> Ask {
        let held = Held::bundle(self.deals, self.tasks, self.main.kind == LineKind::Client);
        Ask { deals: self.deals, points: input.points.of(held), seasoned: self.final_stage || self.vip(clients) }
    }
}

pub fn pack<'a>(input: &Input<'a>, rules: &[&Rule]) -> Packed<'a> {
    let clients = known(input.clients);
    let client_at: HashMap<ClientId, usize> = clients.iter().enumerate().map(|(i, k)| (k.client.id, i)).collect();
    let mut roots = Roots { clients: HashMap::new(), deals: HashMap::new() };
    let mut pieces: Vec<Piece> = Vec::new();
    let mut piece_of = vec![usize::MAX; input.lines.len()];

    // Three rounds, each finding what the one before has laid: clients, then deals, then the rest.
    let client_lines = |l: &Line| l.kind == LineKind::Client;
    let deal_lines = |l: &Line| l.kind == LineKind::Deal;
    let rest = |l: &Line| !client_lines(l) && !deal_lines(l);
    let rounds: [&dyn Fn(&Line) -> bool; 3] = [&client_lines, &deal_lines, &rest];
    for round in rounds {
        for (n, line) in input.lines.iter().enumerate().filter(|(_, l)| round(l)) {
            let client = line.client.and_then(|c| client_at.get(&c).copied());
            let joined = roots.find(line, || splits(line, client.map(|c| &clients[c]), rules));
            let at = joined.unwrap_or_else(|| {
                pieces.push(piece(line, client, &clients));
                pieces.len() - 1
            });
            add(&mut pieces[at], line, input.base_currency);
            roots.lay(line, at);
            piece_of[n] = at;
        }
    }
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    order.sort_by_cached_key(|&i| {
        let p = &pieces[i];
        let other = p.other_amount.map(|(minor, c)| (Reverse(minor), c));
        (
            (!p.final_stage, p.temperature != Temperature::Hot, !p.vip(&clients)),
            (p.due.is_none(), p.due),
            (Reverse(p.base_amount), other.is_none(), other),
            p.main.id,
        )
    });
    Packed { clients, pieces, piece_of, order }
}

fn known(clients: &[Client]) -> Vec<Known<'_>> {
    // Regions and industries are few and clients many: each spelling is folded once.
    let mut seen: HashMap<&str, String> = HashMap::new();
    for word in clients.iter().flat_map(|c| [&c.region, &c.industry]).flatten() {
        if !seen.contains_key(word.as_str()) {
            seen.insert(word, fold(word));
        }
    }
    let word = |w: &Option<String>| w.as_deref().and_then(|w| seen.get(w)).cloned().unwrap_or_default();
    clients.iter().map(|c| Known { client: c, region: word(&c.region), industry: word(&c.industry) }).collect()
}

/// Where the pieces of clients and deals are.
struct Roots {
    clients: HashMap<ClientId, usize>,
    deals: HashMap<DealId, usize>,
}

impl Roots {
    /// The piece a line joins; `None` when it stands alone.
    fn find(&self, line: &Line, splits: impl Fn() -> bool) -> Option<usize> {
        if line.fixed.is_some() {
            return None;
        }
        let client = || line.client.and_then(|c| self.clients.get(&c).copied());
        match line.kind {
            LineKind::Client | LineKind::Team | LineKind::Reference => None,
            LineKind::Deal => client().filter(|_| !splits()),
            LineKind::Task | LineKind::Lead | LineKind::Authored => {
                line.deal.and_then(|d| self.deals.get(&d).copied()).or_else(client)
            }
        }
    }

    fn lay(&mut self, line: &Line, at: usize) {
        match (line.kind, line.client, line.deal) {
            (LineKind::Client, Some(c), _) => drop(self.clients.insert(c, at)),
            (LineKind::Deal, _, Some(d)) => drop(self.deals.insert(d, at)),
            _ => {}
        }
    }
}

/// Whether the first rule that speaks of this deal is the one on final stages: then it leaves its client.
fn splits(line: &Line, client: Option<&Known>, rules: &[&Rule]) -> bool {
    let first = rules.iter().find(|r| matches(&r.when, line.final_stage, client));
    first.is_some_and(|r| r.when == When::FinalStage)
}

/// Whether a rule speaks of a piece with these values.
pub fn matches(when: &When, final_deal: bool, client: Option<&Known>) -> bool {
    let word = |wanted: &Option<String>, has: &str| match wanted {
        Some(w) => fold(w) == has && !has.is_empty(),
        None => !has.is_empty(),
    };
    match when {
        When::FinalStage => final_deal,
        When::Segment(s) => client.is_some_and(|k| k.client.segment == *s),
        When::Region(r) => client.is_some_and(|k| word(r, &k.region)),
        When::Industry(i) => client.is_some_and(|k| word(i, &k.industry)),
        When::Always => true,
    }
}

fn piece<'a>(main: &'a Line, client: Option<usize>, clients: &[Known]) -> Piece<'a> {
    // A split deal in a final stage is hot by definition (§5), whatever its client's line says.
    let temperature = match client {
        Some(c) if main.kind != LineKind::Deal || !main.final_stage => clients[c].client.temperature,
        _ if main.final_stage => Temperature::Hot,
        _ => main.temperature,
    };
    Piece {
        main,
        client,
        final_stage: false,
        temperature,
        deals: 0,
        tasks: 0,
        due: None,
        base_amount: 0,
        other_amount: None,
    }
}

fn add(piece: &mut Piece, line: &Line, base: Currency) {
    match line.kind {
        LineKind::Deal => {
            piece.deals += 1;
            piece.final_stage |= line.final_stage;
        }
        LineKind::Task => piece.tasks += 1,
        _ => {}
    }
    piece.due = match (piece.due, line.due) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    if line.kind != LineKind::Deal {
        return; // A client line may carry the sum of its deals: it is not counted twice.
    }
    match line.amount {
        Some(Money { minor, currency }) if currency == base => piece.base_amount += i128::from(minor),
        Some(Money { minor, currency }) => {
            piece.other_amount = piece.other_amount.max(Some((minor, currency)));
        }
        None => {}
    }
}
