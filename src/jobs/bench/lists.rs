//! Lists as a screen asks for them: the first window, the next one, a letter of a search, a filter, another order, the sums.
//! Each is asked many times over; what is told is one.

use super::Env;
use super::sample::{Figure, Sample, TIMES, Watch, What, timed};
use crate::base::{Code, Res};
use crate::domain::Actor;
use crate::reads::{Anchor, Answer, Asker, Query, Scope, Window, ask, clients, deals, who};
use crate::store::{Base, Connection, Reader, Val, floor};

const LIST: &str = include_str!("../../../benches/floor/list.sql");
const PAGE: &str = include_str!("../../../benches/floor/page.sql");
const SEARCH: &str = include_str!("../../../benches/floor/search.sql");
const FILTER: &str = include_str!("../../../benches/floor/filter.sql");
const ORDER: &str = include_str!("../../../benches/floor/order.sql");
const SUMS: &str = include_str!("../../../benches/floor/sums.sql");

/// A window of a screen, as `ListState` asks for it: two screens at first, then one.
const FIRST: u32 = 80;
const NEXT: u32 = 40;
/// Questions per measurement.
const ROUNDS: usize = 20;
/// Letters typed one after another; each from the third on asks the search documents.
const TYPED: [&str; 4] = ["лад", "ладо", "ладог", "ладога"];
/// Letters that find more than a window on either of two bases: what grows beside them is the base, not the answer.
const COMMON: [&str; 4] = ["ова", "овна", "ович", "евич"];
/// A list costs the same on a base ten times as large, nearly.
const GROWN: f64 = 1.3;

/// A reader of a base and what a screen needs to ask with it.
pub struct Desk<'e> {
    reader: Reader,
    env: &'e Env<'e>,
}

impl<'e> Desk<'e> {
    pub fn of(base: &Base, env: &'e Env<'e>) -> Res<Desk<'e>> {
        Ok(Desk { reader: base.reader()?, env })
    }

    fn conn(&self) -> &Connection {
        self.reader.conn()
    }

    pub fn ask(&self, query: Query) -> Res<Answer> {
        let scope = Scope::All;
        let who = who::who(self.conn(), &Actor::Owner, &self.env.clock, false)?;
        ask(&Asker { conn: self.conn(), scope: &scope, who, clock: self.env.clock, office: self.env.office }, query)
    }

    /// The ids of a window.
    pub fn ids(&self, query: Query) -> Res<Vec<i64>> {
        match self.ask(query)? {
            Answer::Clients(page) => Ok(page.rows.iter().map(|r| r.id.0).collect()),
            _ => Err(Code::Internal.into()),
        }
    }

    fn floor(&self, script: &str, args: &[(&str, Val)]) -> Res<Vec<i64>> {
        floor::ask(self.conn(), script, args)
    }
}

fn window(filter: &str, sort: clients::Sort) -> Query {
    let find = clients::Find { filter: filter.to_owned(), sort };
    Query::Clients(find, Window { anchor: Anchor::First, limit: FIRST })
}

fn next(after: i64) -> Query {
    let find = clients::Find::default();
    Query::Clients(find, Window { anchor: Anchor::After(after), limit: NEXT })
}

/// Twenty questions, then twenty to the floor, five times in turn.
fn pair(
    watch: Watch<'_>,
    mut program: impl FnMut(usize) -> Res<()>,
    mut floor: impl FnMut(usize) -> Res<()>,
) -> Res<(Sample, Sample)> {
    let (mut a, mut b) = (Sample::default(), Sample::default());
    // The first time reads the pages in.
    program(0)?;
    floor(0)?;
    let each = ROUNDS as f64;
    for _ in 0..TIMES {
        a.add(timed(watch, || (0..ROUNDS).try_for_each(&mut program))? / each);
        b.add(timed(watch, || (0..ROUNDS).try_for_each(&mut floor))? / each);
    }
    Ok((a, b))
}

/// A row's own id at every tenth place of the list: where pages are turned.
fn places(desk: &Desk<'_>) -> Res<Vec<i64>> {
    let ids = desk.ids(window("", clients::Sort::Name))?;
    Ok(ids.into_iter().step_by(4).collect())
}

pub fn measure(env: &Env<'_>, base: &Base, n: u64) -> Res<Vec<Figure>> {
    let (desk, watch) = (Desk::of(base, env)?, env.watch);
    let asked = |query: Query| desk.ask(query).map(|_| ());
    let told = |script: &str| desk.floor(script, &[]).map(|_| ());
    let by_name = || window("", clients::Sort::Name);
    let mut out = Vec::new();
    let mut add = |what, (value, floor): (Sample, Sample), ms: f64| {
        out.push(Figure::new(what, n, &value).floor(&floor, None).goal(ms));
    };
    add(What::List, pair(watch, |_| asked(by_name()), |_| told(LIST))?, 10.0);
    let at = places(&desk)?;
    let after = |i: usize| at.get(i % at.len().max(1)).copied().unwrap_or(0);
    let page =
        pair(watch, |i| asked(next(after(i))), |i| desk.floor(PAGE, &[(":after", after(i).into())]).map(|_| ()))?;
    add(What::Page, page, 2.0);
    let typed = |i: usize| TYPED[i % TYPED.len()];
    let search = pair(
        watch,
        |i| asked(window(typed(i), clients::Sort::Name)),
        |i| desk.floor(SEARCH, &[(":words", format!("\"{}\"", typed(i)).into())]).map(|_| ()),
    )?;
    add(What::Search, search, 10.0);
    add(What::Filter, pair(watch, |_| asked(window("сег:vip", clients::Sort::Name)), |_| told(FILTER))?, 50.0);
    add(What::Order, pair(watch, |_| asked(window("", clients::Sort::Due)), |_| told(ORDER))?, 50.0);
    let sums = || Query::DealSums(deals::Find::default());
    add(What::Sums, pair(watch, |_| asked(sums()), |_| told(SUMS))?, 500.0);
    Ok(out)
}

/// The same questions to a base and to one of a tenth of its size.
pub fn grown(env: &Env<'_>, base: &Base, tenth: &Base, n: u64) -> Res<Vec<Figure>> {
    let (large, small) = (Desk::of(base, env)?, Desk::of(tenth, env)?);
    let ask = |desk: &Desk<'_>, query: Query| desk.ask(query).map(|_| ());
    let first = || window("", clients::Sort::Name);
    let list = pair(env.watch, |_| ask(&large, first()), |_| ask(&small, first()))?;
    let typed = |i: usize| window(COMMON[i % COMMON.len()], clients::Sort::Name);
    let search = pair(env.watch, |i| ask(&large, typed(i)), |i| ask(&small, typed(i)))?;
    let card = |desk: &Desk<'_>| -> Res<Vec<i64>> { places(desk) };
    let (there, here) = (card(&large)?, card(&small)?);
    let open = |desk: &Desk<'_>, ids: &[i64], i: usize| {
        let id = ids.get(i % ids.len().max(1)).copied().unwrap_or(0);
        ask(desk, Query::Client(crate::base::ClientId(id)))
    };
    let card = pair(env.watch, |i| open(&large, &there, i), |i| open(&small, &here, i))?;
    let figure = |what, (a, b): (Sample, Sample)| Figure::new(what, n, &a).floor(&b, Some(GROWN));
    Ok(vec![figure(What::ListGrown, list), figure(What::SearchGrown, search), figure(What::OpenGrown, card)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jobs::bench::tests::{env, made};
    use crate::jobs::demo::Shape;

    /// Where the small base found less than it shows, the figure would tell of rows, not of the base.
    #[test]
    fn common_letters_fill_a_window_of_the_smallest_base_measured() {
        let dir = tempfile::tempdir().unwrap();
        let base = made(dir.path(), "c.db", 300, Shape::Office);
        let office = crate::domain::settings::Office::default();
        let watch = || 0;
        let env = env(dir.path(), &office, &watch);
        let desk = Desk::of(&base, &env).unwrap();
        for letters in COMMON {
            assert_eq!(desk.ids(window(letters, clients::Sort::Name)).unwrap().len(), FIRST as usize, "{letters}");
        }
    }

    /// A floor that answered another question would flatter nobody but us.
    #[test]
    fn floors_of_lists_give_the_rows_the_program_gives() {
        let dir = tempfile::tempdir().unwrap();
        let base = made(dir.path(), "l.db", 300, Shape::Office);
        let office = crate::domain::settings::Office::default();
        let watch = || 0;
        let env = env(dir.path(), &office, &watch);
        let desk = Desk::of(&base, &env).unwrap();
        let by = |filter: &str, sort| desk.ids(window(filter, sort)).unwrap();
        let floor = |script: &str| desk.floor(script, &[]).unwrap();
        assert_eq!(by("", clients::Sort::Name), floor(LIST));
        assert_eq!(by("сег:vip", clients::Sort::Name), floor(FILTER));
        assert_eq!(by("", clients::Sort::Due), floor(ORDER));
        let at = floor(LIST)[17];
        assert_eq!(desk.ids(next(at)).unwrap(), desk.floor(PAGE, &[(":after", at.into())]).unwrap());
        let mut found = by("лад", clients::Sort::Name);
        let mut told = desk.floor(SEARCH, &[(":words", "\"лад\"".into())]).unwrap();
        found.sort_unstable();
        told.sort_unstable();
        assert!(!found.is_empty());
        assert_eq!(found, told);
        let Answer::DealSums(_, sums) = desk.ask(Query::DealSums(deals::Find::default())).unwrap() else { panic!() };
        let mut amounts: Vec<i64> = sums.0.iter().map(|m| i64::try_from(*m.1).unwrap()).collect();
        let mut told = floor(SUMS);
        amounts.sort_unstable();
        told.sort_unstable();
        assert_eq!(amounts, told);
    }
}
