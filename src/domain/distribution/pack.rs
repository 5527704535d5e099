//! Lines into pieces: a client moves with its open deals, tasks and leads; a piece goes to one receiver as a whole.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::ids::IdMap;
use super::people::Ask;
use super::rules::{Rule, When};
use super::{Client, Held, Input, Line};
use crate::base::{ClientId, Currency, DealId, EmployeeId, LineId, Money, fold};
use crate::domain::words::{LineKind, Segment, Temperature};

/// A word as it was written and as rules compare it, shared by all clients that have it.
#[derive(Clone)]
pub struct Word {
    pub said: Arc<str>,
    pub folded: Arc<str>,
}

/// A client with the words rules compare, folded once.
pub struct Known<'a> {
    pub client: &'a Client,
    pub region: Option<Word>,
    pub industry: Option<Word>,
}

/// What goes to one receiver as a whole. Holds what the run looks at, so that the lines need not be looked up again.
pub struct Piece {
    /// Its place before sorting: what `piece_of` says.
    pub index: usize,
    pub main: LineId,
    pub kind: LineKind,
    pub fixed: Option<EmployeeId>,
    /// A deal in a final stage that stands alone.
    pub final_deal: bool,
    pub client: Option<usize>,
    pub temperature: Temperature,
    pub ask: Ask,
    vip: bool,
    final_stage: bool,
    tasks: u32,
    due: Option<i64>,
    base_amount: i128,
    other_amount: Option<(i64, Currency)>,
}

pub struct Packed<'a> {
    pub clients: Vec<Known<'a>>,
    /// By final stage, hot, VIP, due date, amount, id.
    pub pieces: Vec<Piece>,
    /// For each line of the input the index of its piece.
    pub piece_of: Vec<usize>,
    /// By the pieces' own index: who has declined a line of it.
    pub declined: HashSet<(usize, EmployeeId)>,
    /// By the pieces' own index: those with a line that was declined twice.
    pub refused: HashSet<usize>,
}

pub fn pack<'a>(input: &Input<'a>, rules: &[&Rule]) -> Packed<'a> {
    let clients = known(input.clients);
    let client_at: IdMap<ClientId, usize> = clients.iter().enumerate().map(|(i, k)| (k.client.id, i)).collect();
    let mut roots = Roots { clients: IdMap::default(), deals: IdMap::default() };
    roots.clients.reserve(clients.len());
    let mut pieces: Vec<Piece> = Vec::with_capacity(clients.len());
    let mut piece_of = vec![usize::MAX; input.lines.len()];

    // Three rounds, each finding what the one before has laid: clients, then deals, then the rest.
    let (mut deals, mut rest) = (Vec::new(), Vec::new());
    let mut place = |n: usize, line: &Line| {
        let client = line.client.and_then(|c| client_at.get(&c).copied());
        // What the head chose goes along where the choice is the same.
        let along = |at: &usize| line.fixed.is_none() || pieces[*at].fixed == line.fixed;
        let joined = roots.find(line, || splits(line, client.map(|c| &clients[c]), rules)).filter(along);
        let at = joined.unwrap_or_else(|| {
            pieces.push(piece(line, pieces.len(), client, &clients));
            pieces.len() - 1
        });
        add(&mut pieces[at], line, input.base_currency);
        roots.lay(line, at);
        piece_of[n] = at;
    };
    for (n, line) in input.lines.iter().enumerate() {
        match line.kind {
            LineKind::Client => place(n, line),
            LineKind::Deal => deals.push(n),
            _ => rest.push(n),
        }
    }
    deals.into_iter().chain(rest).for_each(|n| place(n, &input.lines[n]));
    let declined = declined(input, &piece_of);
    let refused = refused(input, &piece_of);
    for p in &mut pieces {
        let alone = p.kind == LineKind::Client && !p.client.is_some_and(|c| clients[c].client.has_deals);
        let held = Held::bundle(p.ask.deals, p.tasks, alone);
        p.ask.points = input.points.of(held);
        p.ask.seasoned = p.final_stage || p.vip;
    }
    pieces.sort_by_cached_key(|p| {
        let other = p.other_amount.map(|(minor, c)| (Reverse(minor), c));
        (
            (!p.final_stage, p.temperature != Temperature::Hot, !p.vip),
            (p.due.is_none(), p.due),
            (Reverse(p.base_amount), other.is_none(), other),
            p.main,
        )
    });
    Packed { clients, pieces, piece_of, declined, refused }
}

/// Whoever has declined a line is not asked for the piece it is in.
fn declined(input: &Input, piece_of: &[usize]) -> HashSet<(usize, EmployeeId)> {
    if input.declined.is_empty() {
        return HashSet::new();
    }
    let at: IdMap<LineId, usize> = input.lines.iter().zip(piece_of).map(|(l, p)| (l.id, *p)).collect();
    input.declined.iter().filter_map(|(line, who)| Some((*at.get(line)?, *who))).collect()
}

fn refused(input: &Input, piece_of: &[usize]) -> HashSet<usize> {
    if input.refused.is_empty() {
        return HashSet::new();
    }
    input.lines.iter().zip(piece_of).filter(|(l, _)| input.refused.contains(&l.id)).map(|(_, p)| *p).collect()
}

fn known(clients: &[Client]) -> Vec<Known<'_>> {
    // Regions and industries are few and clients many: each spelling is folded once.
    let mut seen: HashMap<&str, Word> = HashMap::new();
    let mut out = Vec::with_capacity(clients.len());
    for client in clients {
        let region = word(&mut seen, client.region.as_deref());
        let industry = word(&mut seen, client.industry.as_deref());
        out.push(Known { client, region, industry });
    }
    out
}

/// `None` for a word that is nothing but blanks.
fn word<'a>(seen: &mut HashMap<&'a str, Word>, said: Option<&'a str>) -> Option<Word> {
    let said = said?;
    let word = seen.entry(said).or_insert_with(|| Word { said: said.into(), folded: fold(said).into() });
    (!word.folded.is_empty()).then(|| word.clone())
}

/// Where the pieces of clients and deals are.
struct Roots {
    clients: IdMap<ClientId, usize>,
    deals: IdMap<DealId, usize>,
}

impl Roots {
    /// The piece a line joins; `None` when it stands alone.
    fn find(&self, line: &Line, splits: impl Fn() -> bool) -> Option<usize> {
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
    let word = |wanted: &Option<String>, has: &Option<Word>| match (wanted, has) {
        (Some(w), Some(has)) => *fold(w) == *has.folded,
        (None, has) => has.is_some(),
        (Some(_), None) => false,
    };
    match when {
        When::FinalStage => final_deal,
        When::Segment(s) => client.is_some_and(|k| k.client.segment == *s),
        When::Region(r) => client.is_some_and(|k| word(r, &k.region)),
        When::Industry(i) => client.is_some_and(|k| word(i, &k.industry)),
        When::Always => true,
    }
}

fn piece(main: &Line, index: usize, client: Option<usize>, clients: &[Known]) -> Piece {
    let final_deal = main.kind == LineKind::Deal && main.final_stage;
    // A split deal in a final stage is hot by definition (§5), whatever its client's line says.
    let temperature = match client {
        _ if final_deal => Temperature::Hot,
        Some(c) => clients[c].client.temperature,
        None => main.temperature,
    };
    Piece {
        index,
        main: main.id,
        kind: main.kind,
        fixed: main.fixed,
        final_deal,
        client,
        temperature,
        ask: Ask { piece: index, ..Ask::default() },
        vip: client.is_some_and(|c| clients[c].client.segment == Segment::Vip),
        final_stage: false,
        tasks: 0,
        due: None,
        base_amount: 0,
        other_amount: None,
    }
}

fn add(piece: &mut Piece, line: &Line, base: Currency) {
    // What somebody else has to do makes nothing more urgent for whoever gets the piece.
    let due = line.due.filter(|_| line.kind != LineKind::Authored);
    piece.due = match (piece.due, due) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    match line.kind {
        LineKind::Task => piece.tasks += 1,
        LineKind::Deal => {
            piece.ask.deals += 1;
            piece.final_stage |= line.final_stage;
            // Amounts are the deals': a client line may carry their sum, which is not counted twice.
            match line.amount {
                Some(Money { minor, currency }) if currency == base => piece.base_amount += i128::from(minor),
                Some(Money { minor, currency }) => {
                    piece.other_amount = piece.other_amount.max(Some((minor, currency)));
                }
                None => {}
            }
        }
        _ => {}
    }
}
