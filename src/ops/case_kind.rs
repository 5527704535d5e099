//! The kind of a case changes on its way without losing the ledger (2 §3): he was ill and now works his notice, or he stops
//! coming in the middle of it; or somebody who was only away does not come back to work.

use super::access_cut::{CUT_TERM_MS, Cut, CutWhich, cut};
use super::case_open::{Opening, mark_leaving};
use super::case_row::CaseRow;
use super::case_withdraw::still_leaves;
use super::case_withdraw_told as told;
use super::{
    Ctx, absence_return, access_restore, access_take, case_checklist, chain, crisis_open, inbox_close, offer_terms,
    passed_on, signals, snapshot, temporary, temporary_who,
};
use crate::base::{Code, Day, EmployeeId, Fault, Kind, Res};
use crate::domain::{AccessState, CaseKind, CaseState, EmployeeStatus};
use crate::store::{Tx, Val, params};

/// Errors: `NotBuilt` for any other pair of kinds; `WrongState` once an order has dismissed him; `BadDate`, `DateInPast` for
/// a planned case without its last day.
pub(super) fn change(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: &CaseRow, to: CaseKind, last_day: Option<Day>) -> Res<()> {
    let Some(leaver) = case.leaver else { return Err(Fault::new(Code::NotBuilt).with("name", to.word())) };
    let name = still_leaves(tx, leaver)?;
    match (case.kind, to) {
        (CaseKind::Planned, CaseKind::Crisis) => into_crisis(tx, cx, case, leaver),
        (CaseKind::Absence, CaseKind::Planned | CaseKind::Crisis) => {
            // Whoever stood in has nothing to stand in for any more.
            let substitutes = told::receivers(tx, cx, case)?;
            match to {
                CaseKind::Planned => leaves_for_good(tx, cx, case, leaver, last_day)?,
                _ => disappears(tx, cx, case, leaver)?,
            }
            told::tell_all(tx, cx, case, &name, &substitutes)
        }
        (CaseKind::Crisis, CaseKind::Planned) => into_planned(tx, cx, case, leaver, last_day),
        _ => Err(Fault::new(Code::NotBuilt).with("name", to.word())),
    }
}

/// He does not come any more: access is closed, accesses cut, and what is still his answers to a temporary owner. What a
/// receiver was offered or has taken stays there.
fn into_crisis(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: &CaseRow, leaver: EmployeeId) -> Res<()> {
    let status =
        tx.one("SELECT status FROM employee WHERE id = ?1", params![leaver], |r| r.get::<_, EmployeeStatus>(0))?;
    crisis_open::shut(tx, leaver, status.unwrap_or(EmployeeStatus::Leaving))?;
    let since = crisis_open::last_seen(tx, leaver)?;
    let now = cx.clock.now;
    // The last day is the last one somebody worked (2 §2): the planned one will be none.
    let fields = [
        ("kind", CaseKind::Crisis.into()),
        ("crisis_at", now.into()),
        ("since_at", since.into()),
        ("last_day", Val::NULL),
    ];
    tx.set(Kind::Case, case.id.0, &fields)?;
    tx.set(Kind::Employee, leaver.0, &[("last_day", Val::NULL)])?;
    let last_day = cx.clock.today();
    let o = Opening { kind: CaseKind::Crisis, opened: now, last_day, ..opening(tx, cx, case, leaver)? };
    inbox_close::close_planned(tx, case.id)?;
    case_checklist::change(tx, cx, &o)?;
    cut(tx, cx, &Cut { case: case.id, employee: leaver, which: CutWhich::All, due: now.plus(CUT_TERM_MS) })?;
    temporary_who::name(tx, cx, case.id, leaver, Some(o.head))?;
    chain::forget_last_day(tx, case.id)?;
    crisis_open::inform(tx, &o)
}

/// He was ill and works his notice now: what nobody has taken is his to hand over, and his access is open until the last
/// day. Export and leads stay off, as for everybody who leaves.
fn into_planned(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: &CaseRow, leaver: EmployeeId, last_day: Option<Day>) -> Res<()> {
    let day = last_day.or(case.last_day).ok_or_else(|| Fault::new(Code::BadDate).with("value", ""))?;
    if day < cx.clock.today() {
        return Err(Fault::new(Code::DateInPast).with("value", day));
    }
    let notice = tx.one("SELECT notice_at FROM handover_case WHERE id = ?1", params![case.id], |r| r.get(0))?.flatten();
    let notice = notice.unwrap_or(cx.clock.now);
    inbox_close::reopen_planned(tx, case.id)?;
    let fields = [
        ("kind", CaseKind::Planned.into()),
        ("last_day", day.into()),
        ("notice_at", notice.into()),
        ("crisis_at", Val::NULL),
    ];
    tx.set(Kind::Case, case.id.0, &fields)?;
    let fields = [("access_closed", false.into()), ("last_day", day.into()), ("notice_at", notice.into())];
    tx.set(Kind::Employee, leaver.0, &fields)?;
    temporary::give_back(tx, case.id, leaver)?;
    temporary::dismiss(tx, case.id)?;
    let o = Opening { kind: CaseKind::Planned, opened: cx.clock.now, last_day: day, ..opening(tx, cx, case, leaver)? };
    case_checklist::change(tx, cx, &o)?;
    let terms = (&o).into();
    access_take::take(tx, cx, &terms, AccessState::Asked)?;
    access_take::move_terms(tx, cx, &terms)?;
    access_restore::reopen(tx, cx, &terms)?;
    inbox_close::close_crisis(tx, case.id)?;
    chain::begin(tx, cx, &o)
}

/// He does not come back to work: what the substitute had for the time is his again and to be decided, the rest of what he
/// holds comes into the same ledger, and everything that a notice sets going begins. He may be away until the end.
fn leaves_for_good(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: &CaseRow, who: EmployeeId, last_day: Option<Day>) -> Res<()> {
    let day = last_day.ok_or_else(|| Fault::new(Code::BadDate).with("value", ""))?;
    if day < cx.clock.today() {
        return Err(Fault::new(Code::DateInPast).with("value", day));
    }
    let away = tx.one(
        "SELECT a.id, a.to_day FROM handover_case h JOIN absence a ON a.id = h.absence_id WHERE h.id = ?1",
        params![case.id],
        |r| Ok((r.get::<_, i64>(0)?, r.get::<_, Day>(1)?)),
    )?;
    absence_return::call_off(tx, cx, case)?;
    if let Some((row, to)) = away {
        tx.set(Kind::Absence, row, &[("to_day", to.into())])?;
        offer_terms::settle(tx, cx, who)?;
    }
    let now = cx.clock.now;
    let fields = [("kind", CaseKind::Planned.into()), ("last_day", day.into()), ("notice_at", now.into())];
    tx.set(Kind::Case, case.id.0, &fields)?;
    mark_leaving(tx, who, now, day)?;
    let o = Opening { kind: CaseKind::Planned, opened: now, last_day: day, ..opening(tx, cx, case, who)? };
    leaves(tx, cx, case, &o)?;
    case_checklist::make(tx, cx, &o)?;
    chain::begin(tx, cx, &o)
}

/// He does not come back from the absence, and nobody knows why.
fn disappears(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: &CaseRow, who: EmployeeId) -> Res<()> {
    absence_return::call_off(tx, cx, case)?;
    let o = Opening { kind: CaseKind::Crisis, ..opening(tx, cx, case, who)? };
    leaves(tx, cx, case, &o)?;
    into_crisis(tx, cx, case, who)
}

/// The absence is none any more: he is no receiver in other cases, everything he holds is in the ledger from now on and
/// frozen anew, and what was told of his days is over.
fn leaves(tx: &mut Tx<'_>, cx: &Ctx<'_>, case: &CaseRow, o: &Opening) -> Res<()> {
    passed_on::release(tx, cx, o)?;
    snapshot::take_rest(tx, cx, case.id, o.leaver)?;
    let hash = snapshot::hash(tx, case.id)?;
    let fields = [
        ("state", CaseState::Open.into()),
        ("snapshot_hash", Val::from(hash)),
        ("until_day", Val::NULL),
        ("absence_id", Val::NULL),
        ("extent", Val::NULL),
        ("leads_too", false.into()),
    ];
    tx.set(Kind::Case, case.id.0, &fields)?;
    inbox_close::close_all(tx, case.id)?;
    signals::of_person(tx, cx, o.leaver).map(drop)
}

/// The case as it stands.
fn opening(tx: &Tx<'_>, cx: &Ctx<'_>, case: &CaseRow, leaver: EmployeeId) -> Res<Opening> {
    let sql = "SELECT e.name, h.risk FROM handover_case h JOIN employee e ON e.id = h.leaver_id WHERE h.id = ?1";
    let found = tx.one(sql, params![case.id], |r| Ok((r.get(0)?, r.get(1)?)))?;
    let (leaver_name, risk) = found.ok_or_else(|| Fault::new(Code::UnknownCase).with("name", case.id.0))?;
    let last_day = case.last_day.unwrap_or_else(|| cx.clock.today());
    let (kind, opened) = (case.kind, cx.clock.now);
    Ok(Opening { case: case.id, kind, leaver, leaver_name, head: case.head()?, opened, last_day, risk })
}
