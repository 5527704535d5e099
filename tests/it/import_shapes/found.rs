//! What the base holds, and what it should hold, as sets that can be compared.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use estafeta::base::fold;
use estafeta::store::Base;

use super::truth::{Truth, norm};

/// What a source can tell.
#[derive(Debug, Clone, Copy)]
pub struct Expect {
    pub inn: bool,
    /// Cards of people.
    pub people: bool,
    /// A card names all companies of a person, not the first alone.
    pub two_companies: bool,
    pub deals: bool,
    /// The owner of a client stands in a file; else it is derived.
    pub owners: bool,
    pub phones: bool,
    /// There is a file of companies; else only those of deals are known.
    pub all_companies: bool,
    /// Tasks, leads and calls.
    pub work: bool,
}

impl Default for Expect {
    fn default() -> Expect {
        Expect {
            inn: false,
            people: false,
            two_companies: false,
            deals: true,
            owners: true,
            phones: true,
            all_companies: true,
            work: false,
        }
    }
}

#[derive(Debug, Default)]
pub struct Found {
    /// Name, ИНН, owner.
    clients: Vec<[String; 3]>,
    /// Client, number.
    phones: BTreeSet<(String, String)>,
    contacts: Vec<String>,
    /// Title, client, owner, kopecks, kind of stage.
    deals: Vec<(String, String, String, i64, String)>,
    sums: BTreeMap<(String, String), (i64, i64)>,
    /// Title, owner, author, deal, client, state, day and minute.
    tasks: Vec<([String; 6], i64)>,
    /// Title, owner, state, number.
    leads: Vec<[String; 4]>,
    /// Client, result.
    touches: Vec<(String, String)>,
    whole: Option<Expect>,
}

/// A person's name whatever the order of its words.
fn who(name: &str) -> String {
    let folded = fold(name);
    let mut words: Vec<&str> = folded.split(' ').collect();
    words.sort_unstable();
    words.join(" ")
}

fn rows<T>(base: &Base, sql: &str, read: impl Fn(&estafeta::store::Row<'_>) -> T) -> Vec<T> {
    let c = base.conn();
    let mut st = c.prepare(sql).unwrap();
    let rows = st.query_map([], |r| Ok(read(r))).unwrap();
    rows.map(Result::unwrap).collect()
}

fn text(r: &estafeta::store::Row<'_>, i: usize) -> String {
    r.get::<_, Option<String>>(i).unwrap().unwrap_or_default()
}

impl Found {
    pub fn of(base: &Base) -> Found {
        let mut f = Found {
            clients: rows(
                base,
                "SELECT c.name, c.inn, e.name FROM client c LEFT JOIN employee e ON e.id = c.owner_id WHERE c.deleted = 0",
                |r| [text(r, 0), text(r, 1), who(&text(r, 2))],
            ),
            phones: rows(
                base,
                "SELECT c.name, p.norm FROM client c JOIN point p ON p.client_id = c.id WHERE p.kind = 'phone' \
                 UNION SELECT c.name, p.norm FROM client c JOIN client_contact l ON l.client_id = c.id \
                   JOIN point p ON p.contact_id = l.contact_id WHERE p.kind = 'phone'",
                |r| (text(r, 0), text(r, 1)),
            )
            .into_iter()
            .collect(),
            contacts: rows(base, "SELECT name FROM contact", |r| text(r, 0)),
            deals: rows(
                base,
                "SELECT d.title, c.name, e.name, d.amount, d.stage_kind FROM deal d \
                   LEFT JOIN client c ON c.id = d.client_id LEFT JOIN employee e ON e.id = d.owner_id",
                |r| (text(r, 0), text(r, 1), who(&text(r, 2)), r.get(3).unwrap(), text(r, 4)),
            ),
            sums: rows(
                base,
                "SELECT e.name, s.stage_kind, s.n, s.amount FROM owner_stats s JOIN employee e ON e.id = s.owner_id \
                  WHERE s.kind = 'deal'",
                |r| ((who(&text(r, 0)), text(r, 1)), (r.get(2).unwrap(), r.get(3).unwrap())),
            )
            .into_iter()
            .collect(),
            tasks: rows(
                base,
                "SELECT t.title, e.name, a.name, d.title, c.name, t.state, t.due_day * 1440 + t.due_minute FROM task t \
                   LEFT JOIN employee e ON e.id = t.owner_id LEFT JOIN employee a ON a.id = t.author_id \
                   LEFT JOIN deal d ON d.id = t.deal_id LEFT JOIN client c ON c.id = t.client_id",
                |r| {
                    let words = [text(r, 0), who(&text(r, 1)), who(&text(r, 2)), text(r, 3), text(r, 4), text(r, 5)];
                    (words, r.get(6).unwrap())
                },
            ),
            leads: rows(
                base,
                "SELECT l.title, e.name, l.state, l.phone FROM lead l LEFT JOIN employee e ON e.id = l.owner_id",
                |r| [text(r, 0), who(&text(r, 1)), text(r, 2), norm(&text(r, 3))],
            ),
            touches: rows(base, "SELECT c.name, t.result FROM touch t JOIN client c ON c.id = t.client_id", |r| {
                (text(r, 0), text(r, 1))
            }),
            whole: None,
        };
        f.sort();
        f
    }

    pub fn expected(t: &Truth, x: Expect) -> Found {
        let mut f = Found { whole: Some(x), ..Found::default() };
        let name = |e: usize| who(&t.employees[e].name());
        let deals: Vec<_> = t.deals.iter().filter(|d| x.deals && (x.people || d.company.is_some())).collect();
        let named: BTreeSet<usize> = deals.iter().filter_map(|d| d.company).collect();
        for (i, c) in t.companies.iter().enumerate().filter(|(i, _)| x.all_companies || named.contains(i)) {
            let _ = i;
            f.clients.push([c.name.clone(), if x.inn { c.inn.clone() } else { String::new() }, name(c.owner)]);
            f.phones.extend(c.phones.iter().map(|p| (c.name.clone(), norm(p))));
        }
        for p in t.people.iter().filter(|_| x.people) {
            f.contacts.push(p.name());
            let mut of: Vec<String> = p.companies.iter().map(|c| t.companies[*c].name.clone()).collect();
            of.truncate(if x.two_companies { 2 } else { 1 });
            if of.is_empty() {
                f.clients.push([p.name(), String::new(), name(p.owner)]);
                of.push(p.name());
            }
            for client in of {
                f.phones.extend(p.phones.iter().map(|p| (client.clone(), norm(p))));
            }
        }
        for d in &deals {
            let end = d.end.word().to_owned();
            f.deals.push((d.title.clone(), t.client_of(d), name(d.owner), d.amount(), end));
            let sum: &mut (i64, i64) = f.sums.entry((name(d.owner), d.end.word().to_owned())).or_default();
            *sum = (sum.0 + 1, sum.1 + d.amount());
        }
        if deals.len() == t.deals.len() {
            let said: BTreeMap<_, _> = t.sums().into_iter().map(|((e, k), n)| ((who(&e), k.to_owned()), n)).collect();
            assert_eq!(f.sums, said);
        }
        if x.work {
            f.work(t);
        }
        f.sort();
        f
    }

    fn work(&mut self, t: &Truth) {
        let name = |e: usize| who(&t.employees[e].name());
        for k in &t.tasks {
            let client = match (k.deal, k.company) {
                (_, Some(c)) => t.companies[c].name.clone(),
                (Some(d), None) => t.client_of(&t.deals[d]),
                (None, None) => String::new(),
            };
            let deal = k.deal.map_or_else(String::new, |d| t.deals[d].title.clone());
            let state = if k.done { "done" } else { "open" }.to_owned();
            let day = i64::from(estafeta::base::Day::ymd(2026, 10, k.day).unwrap().0);
            let words = [k.title.clone(), name(k.owner), name(k.author), deal, client, state];
            self.tasks.push((words, day * 1440 + i64::from(k.minute)));
        }
        for l in &t.leads {
            self.leads.push([l.title.clone(), name(l.owner), l.state.1.to_owned(), norm(&l.phone)]);
        }
        for c in &t.calls {
            let at = t.people.iter().find(|p| p.phones.contains(&c.phone));
            let result = if c.answered { "reached" } else { "no_answer" }.to_owned();
            match at {
                Some(p) => {
                    let client = p.companies.first().map_or_else(|| p.name(), |c| t.companies[*c].name.clone());
                    self.touches.push((client, result));
                }
                None if !c.answered => {
                    let lead =
                        [format!("Пропущенный звонок {}", c.phone), name(c.employee), "new".into(), norm(&c.phone)];
                    // Missed twice, one lead.
                    if !self.leads.contains(&lead) {
                        self.leads.push(lead);
                    }
                }
                None => {}
            }
        }
    }

    fn sort(&mut self) {
        self.clients.sort();
        self.contacts.sort();
        self.deals.sort();
        self.tasks.sort();
        self.leads.sort();
        self.touches.sort();
    }
}

fn same<T: Debug + PartialEq>(found: &[T], wanted: &[T], what: &str) {
    let missing: Vec<&T> = wanted.iter().filter(|w| !found.contains(w)).collect();
    let more: Vec<&T> = found.iter().filter(|f| !wanted.contains(f)).collect();
    assert!(missing.is_empty() && more.is_empty(), "{what}: missing {missing:#?}, not wanted {more:#?}");
    assert_eq!(found.len(), wanted.len(), "{what}: doubled");
}

/// Everything the source can tell is exactly so.
pub fn compare(found: &Found, wanted: &Found, what: &str) {
    let x = wanted.whole.unwrap();
    let clients = |f: &Found| {
        let one = |c: &[String; 3]| if x.owners { c.clone() } else { [c[0].clone(), c[1].clone(), String::new()] };
        f.clients.iter().map(one).collect::<Vec<_>>()
    };
    same(&clients(found), &clients(wanted), &format!("{what}: clients"));
    assert!(found.clients.iter().all(|c| !c[2].is_empty()), "{what}: a client without an owner");
    if x.phones {
        let list = |f: &Found| f.phones.iter().cloned().collect::<Vec<_>>();
        same(&list(found), &list(wanted), &format!("{what}: phones"));
    }
    if x.people {
        same(&found.contacts, &wanted.contacts, &format!("{what}: contacts"));
    }
    same(&found.deals, &wanted.deals, &format!("{what}: deals"));
    assert_eq!(found.sums, wanted.sums, "{what}: sums by owner");
    same(&found.tasks, &wanted.tasks, &format!("{what}: tasks"));
    same(&found.leads, &wanted.leads, &format!("{what}: leads"));
    same(&found.touches, &wanted.touches, &format!("{what}: touches"));
}
