//! Clients by words: names by their beginning through the indexes, then the search documents up to a bound, ranked in memory
//! (5, "Search"). What is ranked are numbers and names; the rows themselves are read for the window only.

use super::{COLUMNS, ClientRow, FROM, Sort, conditions, read, warmed};
use crate::base::{At, Res, match_fold};
use crate::domain::filter::Filter;
use crate::reads::ask::Asker;
use crate::reads::q;
use crate::reads::window::{Anchor, Page, Total, Window};
use crate::store::{Val, params, params_from_iter};

/// Each way of a search by words looks at so many at most; then the total is «at least».
const SEARCH_MAX: i64 = 500;

/// A found client by what it is ranked by.
struct Hit {
    id: i64,
    /// 0: the name begins with what was typed; 1: it is in the name; 2: in what else the client is known by.
    rank: u8,
    name: String,
    due: Option<At>,
}

/// One window of what the words find.
pub(in crate::reads) fn searched(a: &Asker<'_>, f: &Filter, sort: Sort, w: Window) -> Res<Page<ClientRow>> {
    let (hits, cut_off) = ranked(a, f, sort)?;
    let n = hits.len();
    let (from, to) = cut(&hits, w);
    let rows = rows(a, &hits[from..to])?;
    let total = if cut_off { Total::AtLeast(n as u64) } else { Total::Exact(n as u64) };
    Ok(Page { rows, at_start: from == 0, at_end: to == n, before: Some(from as u64), total: Some(total) })
}

/// What the words find at most, as a condition on `client c`; the words it was found by, as typed or in the other layout;
/// whether there is more than was looked at.
struct Found {
    sql: String,
    values: Vec<Val>,
    words: Vec<String>,
    cut: bool,
}

/// Errors of the store.
fn bounded(a: &Asker<'_>, f: &Filter) -> Res<Found> {
    let (conds, values) = conditions(a, f);
    let all = format!("c.id IN (SELECT value FROM json_each(?)) AND {}", conds.join(" AND "));
    // Who sees or asks for a part looks for it in that part: the first of all would hardly be of it.
    let (within, of) = if conds.len() > 1 { (conds.join(" AND "), values.as_slice()) } else { ("1".into(), &[][..]) };
    either(a, f, |words| {
        let (ids, cut) = matching(a, words, &within, of)?;
        let json = Val::from(serde_json::Value::from(ids).to_string());
        let values = std::iter::once(json).chain(values.iter().cloned()).collect();
        Ok(Found { sql: all.clone(), values, words: words.to_vec(), cut })
    })
}

/// Everything that the words and the conditions find, as a condition on `client c`: without a bound, for what is done to
/// all of it.
pub(super) fn whole(a: &Asker<'_>, f: &Filter) -> Res<(String, Vec<Val>)> {
    let (conds, values) = conditions(a, f);
    let found = either(a, f, |words| {
        let probes = probes(words);
        let any: Vec<String> =
            probes.iter().map(|p| format!("SELECT {} FROM {} WHERE {}", p.id, p.from, p.cond)).collect();
        let values = probes.into_iter().flat_map(|p| p.values).chain(values.iter().cloned()).collect();
        let sql = format!("c.id IN ({}) AND {}", any.join(" UNION ALL "), conds.join(" AND "));
        Ok(Found { sql, values, words: words.to_vec(), cut: false })
    })?;
    Ok((found.sql, found.values))
}

/// By the words as typed, else in the other layout.
fn either(a: &Asker<'_>, f: &Filter, by: impl Fn(&[String]) -> Res<Found>) -> Res<Found> {
    let typed = by(&f.words)?;
    let any = format!("SELECT EXISTS (SELECT 1 FROM client c WHERE {})", typed.sql);
    match f.swapped() {
        Some(other) if q::count(a.conn, &any, params_from_iter(&typed.values))? == 0 => by(&other),
        _ => Ok(typed),
    }
}

/// Where the window lies among the hits.
fn cut(hits: &[Hit], w: Window) -> (usize, usize) {
    let (n, limit) = (hits.len(), w.limit as usize);
    let at = |id: i64| hits.iter().position(|h| h.id == id);
    let from = match w.anchor {
        Anchor::First => 0,
        Anchor::Last => n.saturating_sub(limit),
        Anchor::After(id) => at(id).map_or(n, |i| i + 1),
        Anchor::Before(id) => return at(id).map_or((0, 0), |i| (i.saturating_sub(limit), i)),
        Anchor::Around(id) => at(id).map_or(0, |i| i.saturating_sub(limit / 2)),
    };
    (from, (from + limit).min(n))
}

/// What the words and the conditions find, in the list's order; whether there is more.
fn ranked(a: &Asker<'_>, f: &Filter, sort: Sort) -> Res<(Vec<Hit>, bool)> {
    let Found { sql: cond, values: bound, words, cut } = bounded(a, f)?;
    let whole = words.join(" ");
    let core = match_fold(&whole);
    let sql = format!("SELECT c.id, c.name_fold, c.match_fold, c.next_due_at FROM client c WHERE {cond}");
    let mut hits = q::all(a.conn, &sql, params_from_iter(bound), |r| {
        let (name, matched): (String, String) = (r.get(1)?, r.get(2)?);
        let begins = matched.starts_with(&core) || name.starts_with(&whole);
        let rank = if begins { 0 } else { 1 + u8::from(!words.iter().all(|w| name.contains(w.as_str()))) };
        Ok(Hit { id: r.get(0)?, rank, name, due: r.get(3)? })
    })?;
    match sort {
        Sort::Name => hits.sort_unstable_by(|x, y| (x.rank, &x.name, x.id).cmp(&(y.rank, &y.name, y.id))),
        Sort::Due => hits.sort_unstable_by_key(|h| (h.due.is_none(), h.due, h.id)),
    }
    Ok((hits, cut))
}

/// One way to find clients by words.
struct Probe {
    from: &'static str,
    id: &'static str,
    cond: &'static str,
    order: &'static str,
    values: Vec<Val>,
}

/// Names by their beginning, with and without the company's form, then the search documents.
fn probes(words: &[String]) -> Vec<Probe> {
    const MATCH: &str = "n.deleted = 0 AND n.match_fold >= ? AND n.match_fold < ? || char(1114111)";
    const NAME: &str = "n.deleted = 0 AND n.name_fold >= ? AND n.name_fold < ? || char(1114111)";
    let name = words.join(" ");
    let mut out = Vec::new();
    for (cond, order, start) in
        [(MATCH, "n.match_fold, n.id", match_fold(&name)), (NAME, "n.name_fold, n.id", name.clone())]
    {
        // A company's form alone leaves nothing to begin with.
        if !start.is_empty() {
            let values = vec![Val::from(start.as_str()), Val::from(start.as_str())];
            out.push(Probe { from: "client n", id: "n.id", cond, order, values });
        }
    }
    // The trigram index finds nothing under three characters.
    if words.iter().all(|w| w.chars().count() >= 3) {
        let quoted: Vec<String> = words.iter().map(|w| format!("\"{}\"", w.replace('"', "\"\""))).collect();
        out.push(Probe {
            from: "client_search",
            id: "client_search.rowid",
            cond: "client_search MATCH ?",
            order: "",
            values: vec![quoted.join(" AND ").into()],
        });
    }
    out
}

/// Ids of clients within a condition that match all words, up to the bound of each way; whether one of them met it.
fn matching(a: &Asker<'_>, words: &[String], within: &str, of: &[Val]) -> Res<(Vec<i64>, bool)> {
    let (mut ids, mut cut) = (Vec::new(), false);
    for p in probes(words) {
        let join = if within == "1" { String::new() } else { format!("CROSS JOIN client c ON c.id = {}", p.id) };
        let order = if p.order.is_empty() { String::new() } else { format!("ORDER BY {}", p.order) };
        let (from, id, cond) = (p.from, p.id, p.cond);
        let sql = format!("SELECT {id} FROM {from} {join} WHERE {cond} AND {within} {order} LIMIT {SEARCH_MAX}");
        let found: Vec<i64> = q::all(a.conn, &sql, params_from_iter(p.values.iter().chain(of)), |r| r.get(0))?;
        cut |= found.len() as i64 == SEARCH_MAX;
        ids.extend(found);
    }
    ids.sort_unstable();
    ids.dedup();
    Ok((ids, cut))
}

/// The rows of these hits, in their order.
fn rows(a: &Asker<'_>, hits: &[Hit]) -> Res<Vec<ClientRow>> {
    let ids: Vec<i64> = hits.iter().map(|h| h.id).collect();
    let sql = format!("SELECT {COLUMNS} FROM json_each(?1) j CROSS JOIN {FROM} WHERE c.id = j.value ORDER BY j.key");
    let json = serde_json::Value::from(ids).to_string();
    Ok(q::all(a.conn, &sql, params![json], read)?.into_iter().map(|r| warmed(a, r)).collect())
}

/// A few rows for the palette.
pub(in crate::reads) fn quick(a: &Asker<'_>, folded: &str, limit: i64) -> Res<Vec<ClientRow>> {
    let f = Filter { words: folded.split(' ').map(str::to_owned).collect(), ..Filter::default() };
    Ok(searched(a, &f, Sort::Name, Window { anchor: Anchor::First, limit: limit as u32 })?.rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Clock, Kind, Zone, fold};
    use crate::domain::filter::filter;
    use crate::domain::rights::Who;
    use crate::domain::settings::Office;
    use crate::reads::Scope;
    use crate::store::{Base, OpId, Stamp};

    #[test]
    fn a_window_of_hits_is_cut_like_one_of_the_list() {
        let hits: Vec<Hit> = (0..10).map(|id| Hit { id, rank: 0, name: String::new(), due: None }).collect();
        let of = |anchor| cut(&hits, Window { anchor, limit: 4 });
        assert_eq!(of(Anchor::First), (0, 4));
        assert_eq!(of(Anchor::Last), (6, 10));
        assert_eq!((of(Anchor::After(3)), of(Anchor::After(8)), of(Anchor::After(99))), ((4, 8), (9, 10), (10, 10)));
        assert_eq!((of(Anchor::Before(5)), of(Anchor::Before(1)), of(Anchor::Before(99))), ((1, 5), (0, 1), (0, 0)));
        assert_eq!((of(Anchor::Around(5)), of(Anchor::Around(99))), ((3, 7), (0, 4)));
    }

    #[test]
    fn whose_name_begins_with_what_was_typed_comes_first_whatever_its_legal_form() {
        let dir = tempfile::tempdir().unwrap();
        let mut base = Base::create(&dir.path().join("x.db")).unwrap();
        let stamp = Stamp { op_id: OpId([1; 16]), actor: "owner", at: At(1), word: "t", object: String::new() };
        base.command(&stamp, |tx| {
            for name in ["АО «Алмаз»", "АО «Старый Ковчег»", "ООО «Ковчег»", "ПАО «Янтарь»", "Ковров и сын"]
            {
                let fields =
                    [("name", name.into()), ("name_fold", fold(name).into()), ("match_fold", match_fold(name).into())];
                let id = tx.insert(Kind::Client, &fields)?;
                if name.contains("Алмаз") {
                    let of = "Ковалёва Анна";
                    let who = tx.insert(Kind::Contact, &[("name", of.into()), ("name_fold", fold(of).into())])?;
                    tx.exec("INSERT INTO client_contact (client_id, contact_id) VALUES (?, ?)", [id, who])?;
                }
            }
            Ok(((), "{}".to_owned()))
        })
        .unwrap();
        let (office, clock) = (Office::default(), Clock { now: At(2), zone: Zone::UTC });
        let who = Who::Owner { read_only: false };
        let a = Asker { conn: base.conn(), scope: &Scope::All, who, clock, office: &office };
        let names = |typed: &str, w: Window| -> Vec<String> {
            let page = searched(&a, &filter(typed), Sort::Name, w).unwrap();
            assert_eq!(page.total, Some(Total::Exact(if typed.chars().count() > 2 { 4 } else { 2 })), "{typed}");
            page.rows.into_iter().map(|r| r.name).collect()
        };
        let first = Window { anchor: Anchor::First, limit: 3 };
        // One and two letters look at the beginnings only: the search documents know nothing under three.
        assert_eq!(names("ко", first), ["Ковров и сын", "ООО «Ковчег»"]);
        let all = ["Ковров и сын", "ООО «Ковчег»", "АО «Старый Ковчег»"];
        assert_eq!(names("ков", first), all);
        assert_eq!(names("rjd", first), all, "in the other layout");
        let rest = Window { anchor: Anchor::After(2), limit: 3 };
        assert_eq!(names("ков", rest), ["АО «Алмаз»"], "a contact is called so");
    }
}
