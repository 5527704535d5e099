//! What context each line of a ledger owes and has (2 §4), from the frozen values of the line and the blocks written.

use super::q;
use crate::base::{CaseId, Kind, LineId, Res};
use crate::domain::context::{Completeness, missing, required_of_client, required_of_deal};
use crate::domain::promise::block_of;
use crate::domain::{Block, BlockState, LineKind, Segment, StageKind, Temperature};
use crate::store::{Connection, params};

/// The context of one client or deal line.
#[derive(Debug, Clone)]
pub struct Owed {
    pub line: LineId,
    pub kind: LineKind,
    pub object: i64,
    /// Empty for a client whose deals carry the context, and for a deal that is closed by now.
    pub required: &'static [Block],
    pub states: Vec<(Block, BlockState)>,
    /// `ctx_required` and `ctx_filled` as the line has them now.
    pub(crate) kept: (u32, u32),
}

impl Owed {
    pub fn state(&self, block: Block) -> BlockState {
        self.states.iter().find(|(b, _)| *b == block).map_or(BlockState::Empty, |(_, s)| *s)
    }

    pub fn completeness(&self) -> Completeness {
        Completeness::of(self.required, |b| self.state(b))
    }

    /// The blocks that keep the line from being offered.
    pub fn missing(&self) -> Vec<Block> {
        missing(self.required, |b| self.state(b))
    }
}

/// A client whose open deals are in the same ledger owes nothing of its own; a closed deal owes nothing any more.
const ALL: &str = "\
SELECT l.id, l.kind, l.object_id, l.segment, l.temperature, l.stage_kind, l.ctx_required, l.ctx_filled, \
       CASE l.kind \
         WHEN 'deal' THEN (SELECT d.stage_kind IN ('open','final') FROM deal d WHERE d.id = l.object_id) \
         ELSE NOT EXISTS (SELECT 1 FROM deal d WHERE d.client_id = l.object_id AND d.stage_kind IN ('open','final') \
              AND EXISTS (SELECT 1 FROM ledger_line x WHERE x.case_id = l.case_id AND x.kind = 'deal' \
                          AND x.object_id = d.id)) \
       END, \
       (SELECT group_concat(b.block || ':' || b.state) FROM context_block b \
         WHERE b.kind = l.kind AND b.object_id = l.object_id), \
       EXISTS (SELECT 1 FROM promise p WHERE p.kind = l.kind AND p.object_id = l.object_id AND p.state <> 'dropped') \
  FROM ledger_line l WHERE l.case_id = ?1 AND l.kind IN ('client','deal')";

/// A promise fills the block it belongs to, if nothing else does.
fn promised(states: &mut Vec<(Block, BlockState)>, kind: LineKind) {
    let card = if kind == LineKind::Deal { Kind::Deal } else { Kind::Client };
    let Some(block) = block_of(card) else { return };
    match states.iter_mut().find(|(b, _)| *b == block) {
        Some((_, state)) if *state == BlockState::Empty => *state = BlockState::Filled,
        Some(_) => {}
        None => states.push((block, BlockState::Filled)),
    }
}

/// Every client and deal line of a case, or one line.
pub fn owed(c: &Connection, case: CaseId, only: Option<LineId>) -> Res<Vec<Owed>> {
    // Not one condition with an OR: SQLite would read the whole case for a single line.
    let sql = match only {
        Some(_) => format!("{ALL} AND l.id = ?2"),
        None => format!("{ALL} AND ?2 IS NULL ORDER BY l.id"),
    };
    q::all(c, &sql, params![case, only], |r| {
        let kind: LineKind = r.get(1)?;
        let word = |s: String| s;
        let segment = Segment::of(&word(r.get(3)?)).unwrap_or(Segment::Regular);
        let temperature = Temperature::of(&word(r.get(4)?)).unwrap_or(Temperature::Cold);
        let is_final = word(r.get(5)?) == StageKind::Final.word();
        let owes = r.get::<_, Option<bool>>(8)?.unwrap_or(false);
        let required = match kind {
            _ if !owes => &[],
            LineKind::Deal => required_of_deal(segment, temperature, is_final),
            _ => required_of_client(segment, temperature),
        };
        let states = r.get::<_, Option<String>>(9)?.unwrap_or_default();
        let states = states.split(',').filter_map(|p| p.split_once(':'));
        let mut states: Vec<(Block, BlockState)> =
            states.filter_map(|(b, s)| Some((Block::of(b)?, BlockState::of(s)?))).collect();
        if r.get(10)? {
            promised(&mut states, kind);
        }
        Ok(Owed { line: r.get(0)?, kind, object: r.get(2)?, required, states, kept: (r.get(6)?, r.get(7)?) })
    })
}
