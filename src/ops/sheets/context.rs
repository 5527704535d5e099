//! A row of «Лист передачи»: three versions of each block are compared, what went out, what came back, what the card says.

use super::super::context_save::{ContextSave, Said};
use super::super::{About, Asks, Ctx, guard};
use super::{BlockSaid, SheetRow, Taking, lines};
use crate::base::{Day, Due, Ref, Res, Seq, SheetId};
use crate::domain::rights::Right;
use crate::domain::sheets::{SheetColumn, SheetTrouble, plain, print, says_nothing_special};
use crate::domain::spoken_dated::{Kept, Written, corrected};
use crate::domain::{Block, BlockState};
use crate::store::{Tx, params};

/// The block as the card has it.
struct Now {
    state: BlockState,
    text: String,
    on: Option<Due>,
    rev: Seq,
}

impl Now {
    fn of(tx: &Tx<'_>, object: Ref, block: Block) -> Res<Now> {
        let sql = "SELECT state, text, on_day, on_minute, rev FROM context_block \
                   WHERE kind = ?1 AND object_id = ?2 AND block = ?3";
        let found = tx.one(sql, params![object.kind, object.id, block], |r| {
            let (day, minute): (Option<Day>, Option<u16>) = (r.get(2)?, r.get(3)?);
            Ok(Now { state: r.get(0)?, text: r.get(1)?, on: day.map(|day| Due { day, minute }), rev: r.get(4)? })
        })?;
        Ok(found.unwrap_or(Now { state: BlockState::Empty, text: String::new(), on: None, rev: Seq(0) }))
    }

    fn is(&self, said: &BlockSaid, cx: &Ctx<'_>) -> bool {
        match self.state {
            BlockState::Confirmed => says_nothing_special(&said.text),
            BlockState::Filled => {
                let stood = Kept { text: &self.text, on: self.on };
                let kept = corrected(&plain(&said.text), said.on, stood, cx.clock, Written::Sometime);
                print(&self.text, self.on) == print(&kept, said.on)
            }
            BlockState::Empty | BlockState::Waived => said.text.is_empty() && said.on.is_none(),
        }
    }

    fn says_something(&self) -> bool {
        matches!(self.state, BlockState::Filled | BlockState::Confirmed)
    }
}

pub(super) fn take(
    tx: &mut Tx<'_>,
    cx: &Ctx<'_>,
    taking: &mut Taking,
    row: &SheetRow,
    blocks: &[BlockSaid],
) -> Res<()> {
    if !may_write(tx, cx, taking, row)? {
        taking.against(row, None, SheetTrouble::Denied, "");
        return Ok(());
    }
    let before = (taking.out.taken(), taking.out.troubles.len());
    for said in blocks {
        // Nobody touched the cell: whatever became of the card since is no business of the sheet's.
        if print(&said.text, said.on) == said.sent.print {
            continue;
        }
        let column = SheetColumn::of_block(said.block);
        let now = Now::of(tx, row.object, said.block)?;
        if now.is(said, cx) {
            continue;
        }
        if said.text.is_empty() && said.on.is_some() {
            taking.against(row, Some(column), SheetTrouble::NoStep, "");
            continue;
        }
        if !taking.over {
            if said.text.is_empty() && now.says_something() {
                taking.against(row, Some(column), SheetTrouble::Emptied, &now.text);
                continue;
            }
            if now.rev != said.sent.rev && !came_with(tx, now.rev, row.sheet)? {
                taking.against(row, Some(column), SheetTrouble::Changed, &now.text);
                continue;
            }
        }
        save(tx, cx, taking, row, said)?;
    }
    if before == (taking.out.taken(), taking.out.troubles.len()) {
        taking.out.unchanged += 1;
    }
    Ok(())
}

/// As on the form; and whoever leads the case records what is known in it, whatever department it has gone to since.
pub(super) fn may_write(tx: &Tx<'_>, cx: &Ctx<'_>, taking: &Taking, row: &SheetRow) -> Res<bool> {
    if taking.leads && lines::find(tx, taking.case, row.object).is_ok() {
        return Ok(true);
    }
    match guard::check(tx, cx, &[Asks::new(Right::Add, About::Knowledge(row.object))]) {
        Ok(()) => Ok(true),
        Err(f) if SheetTrouble::from_code(f.code) == Some(SheetTrouble::Denied) => Ok(false),
        Err(f) => Err(f),
    }
}

fn save(tx: &mut Tx<'_>, cx: &Ctx<'_>, taking: &mut Taking, row: &SheetRow, said: &BlockSaid) -> Res<()> {
    let text = plain(&said.text);
    let (what, on) = match text.as_str() {
        "" => (Said::Nothing, None),
        t if says_nothing_special(t) => (Said::NothingSpecial, None),
        _ => (Said::Text(text.clone()), said.on),
    };
    let save =
        ContextSave { case: Some(taking.case), object: row.object, block: said.block, said: what, on, seen: None };
    match save.keep(tx, cx, Written::Sometime) {
        Ok((state, at)) => {
            match state {
                BlockState::Filled => {
                    taking.out.filled += 1;
                    taking.out.stories += u32::from(matches!(said.block, Block::History | Block::Terms));
                }
                BlockState::Confirmed => taking.out.confirmed += 1,
                BlockState::Empty | BlockState::Waived => taking.out.cleared += 1,
            }
            taking.count_anew.extend(at);
            taking.came.insert(row.sheet);
            Ok(())
        }
        Err(fault) => {
            // What is wrong with the day is the fault of its own column.
            let of_the_day =
                matches!(SheetTrouble::from_code(fault.code), Some(SheetTrouble::Past | SheetTrouble::NoDate));
            let column = if of_the_day { SheetColumn::On } else { SheetColumn::of_block(said.block) };
            let value = said.on.filter(|_| of_the_day).map_or(text, |d| d.to_string());
            taking.refused(row, column, fault, &value)
        }
    }
}

/// Whether the card's version was brought by this very sheet: a file that is added to and sent again asks nothing.
pub(super) fn came_with(tx: &Tx<'_>, rev: Seq, sheet: SheetId) -> Res<bool> {
    let sql = "SELECT count(*) FROM op_row WHERE seq = ?1 AND kind = 'sheet' AND id = ?2 AND field = 'came'";
    Ok(tx.count(sql, params![rev, sheet])? > 0)
}
