//! Tasks and activities: by external id. What one is about is named by its title and its companies, and found among what
//! this CRM has; never a guess, so several deals of one name are a question.

use serde_json::{Value, json};

use super::clients::extra;
use super::upsert::{Known, Theirs, by_ext_id};
use super::{Candidate, Merge, Question};
use crate::base::{ClientId, DealId, Kind, Ref, Res, fold, match_fold};
use crate::domain::Source;
use crate::domain::records::{RecordContact, RecordTask};
use crate::store::{Tx, Val, params};

/// How many comma-separated parts of a cell are put together again; a list longer than that names its first deals only.
const PARTS: usize = 12;

fn expand(column: &str, v: &Value, out: &mut Vec<(&'static str, Val)>) {
    if column == "title" {
        out.push(("title_fold", fold(v.as_str().unwrap_or_default()).into()));
    }
}

/// A deal that may be meant.
struct Deal {
    id: DealId,
    client: Option<ClientId>,
    /// With the CRM's number and the stage: titles are the same.
    called: String,
    open: bool,
}

/// What was found of the things a task is about.
#[derive(Default)]
struct About {
    deal: Option<DealId>,
    client: Option<ClientId>,
    /// Named, and told by nothing from several.
    unclear: Option<(String, Vec<Candidate>)>,
}

/// What a task is to be linked with: `None` leaves what is there.
#[derive(Default)]
struct Link {
    deal: Option<Option<DealId>>,
    client: Option<Option<ClientId>>,
    unclear: Option<(String, Vec<Candidate>)>,
}

/// What a task is linked with now.
struct Linked {
    deal: Option<DealId>,
    client: Option<ClientId>,
    /// The CRM says of it what it said before.
    same: bool,
}

impl Merge<'_> {
    pub(super) fn task(&mut self, tx: &mut Tx<'_>, file: usize, r: &RecordTask) -> Res<()> {
        let source = self.files[file].shape.source;
        let known = by_ext_id(tx, source, Kind::Task, &r.ext_id)?;
        let mut link = self.link(tx, source, r, known.as_ref())?;
        let alike = link.unclear.as_ref().and_then(|(written, all)| {
            // Deals of one title are many clients': only one of those this task may mean is an answer for it.
            let own = |to: &Option<Ref>| to.is_none_or(|to| all.iter().any(|c| c.object == to));
            self.answers.alike.link(source, written).filter(own)
        });
        if let Some(to) = alike {
            link = self.chosen(tx, source, r, to)?;
        }
        if let Some((written, candidates)) = link.unclear {
            let q =
                Question::Link { file, source, ext_id: r.ext_id.clone(), name: r.title.clone(), written, candidates };
            self.questions.add(&mut self.counts, q);
        }
        let f = &self.files[file];
        let mut columns = vec![("title", Value::from(r.title.as_str()))];
        let owner = self.people.owner(&r.owner, "");
        match owner {
            Some(Some(id)) => columns.push(("owner_id", id.0.into())),
            None if f.tells("owner") => columns.push(("owner_id", Value::Null)),
            _ => {}
        }
        if let Some(Some(id)) = self.people.owner(&r.author, "") {
            columns.push(("author_id", id.0.into()));
        }
        if f.tells("due") {
            let at = r.due.map(|d| d.instant(self.zone, self.day_end));
            columns.push(("due_day", r.due.map_or(Value::Null, |d| d.day.0.into())));
            columns.push(("due_minute", r.due.and_then(|d| d.minute).map_or(Value::Null, Value::from)));
            columns.push(("due_at", at.map_or(Value::Null, |at| at.0.into())));
        }
        if f.tells("state") {
            columns.push(("state", r.state.word().into()));
            columns.push(("done_at", r.closed.map_or(Value::Null, |at| at.0.into())));
        }
        if ["crm", "deal", "client", "contact"].iter().any(|c| f.tells(c)) {
            if let Some(client) = link.client {
                columns.push(("client_id", client.map_or(Value::Null, |c| c.0.into())));
            }
            if let Some(deal) = link.deal {
                columns.push(("deal_id", deal.map_or(Value::Null, |d| d.0.into())));
            }
        }
        if f.tells("created") {
            columns.push(("created_at", r.created.map_or(Value::Null, |at| at.0.into())));
        }
        columns.push(("extra", extra(&r.extra, &[("description", &r.note)])));
        let beside = vec![("about", json!(r.about))];
        let made = [("kind", r.kind.into()), ("source_kind", r.source_kind.into())];
        let up = self.upsert(tx, file, Kind::Task, &r.ext_id, known, Theirs { columns, beside }, &made, expand)?;
        self.counted(tx, file, Ref::new(Kind::Task, up.id), up.state, tx.written());
        self.crm(tx, Kind::Task, up.id, owner.flatten())
    }

    /// A link is told by what was found and by a cell that is empty. What is named and not found takes nothing off, and
    /// what was linked under the same words, by a person perhaps, stays.
    fn link(&mut self, tx: &mut Tx<'_>, source: Source, r: &RecordTask, known: Option<&Known>) -> Res<Link> {
        if let Some(answer) = self.answers.links.iter().find(|a| a.source == source && a.ext_id == r.ext_id).cloned() {
            return self.chosen(tx, source, r, answer.to);
        }
        let names_deal = r.about.iter().any(|(k, _)| *k == Kind::Deal);
        let now = match known {
            Some(known) => now(tx, known, r)?,
            None => None,
        };
        let now = now.unwrap_or(Linked { deal: None, client: None, same: false });
        if now.same && (now.deal.is_some() || now.client.is_some() && !names_deal) {
            return Ok(Link::default());
        }
        let found = self.about(tx, source, &r.about)?;
        // What a person has chosen stands under other words too, and is not asked about again.
        if let (Some((_, all)), Some(deal)) = (&found.unclear, now.deal)
            && all.iter().any(|c| c.object == Ref::from(deal))
        {
            return Ok(Link::default());
        }
        Ok(match (found.client, found.deal) {
            (None, None) if !r.about.is_empty() => Link { unclear: found.unclear, ..Link::default() },
            // Its client is the same one, and which of the deals is meant is not known.
            (client, None) if names_deal && client == now.client => Link { unclear: found.unclear, ..Link::default() },
            (client, deal) => Link { deal: Some(deal), client: Some(client), unclear: found.unclear },
        })
    }

    /// What a person has chosen; none of the deals: the client stays.
    fn chosen(&mut self, tx: &mut Tx<'_>, source: Source, r: &RecordTask, to: Option<Ref>) -> Res<Link> {
        let chosen = match to {
            Some(to) => linked(tx, to)?,
            None => About { deal: None, unclear: None, ..self.about(tx, source, &r.about)? },
        };
        let client = (chosen.client.is_some() || to.is_some()).then_some(chosen.client);
        Ok(Link { deal: Some(chosen.deal), client, unclear: None })
    }

    /// Companies first: they tell deals of one name apart. The first deal that is found is the task's.
    fn about(&mut self, tx: &mut Tx<'_>, source: Source, named: &[(Kind, String)]) -> Res<About> {
        let mut out = About::default();
        let parts = |kind: Kind| named.iter().filter(move |(k, _)| *k == kind).map(|(_, text)| text.as_str());
        for text in parts(Kind::Client) {
            out.client = client_named(tx, text)?;
            if out.client.is_some() {
                break;
            }
        }
        for text in parts(Kind::Contact) {
            if out.client.is_some() {
                break;
            }
            let who = RecordContact { name: text.to_owned(), ..RecordContact::default() };
            if let Some(card) = self.card(tx, source, &who)?
                && let [one] = self.clients_of(tx, card.id)?[..]
            {
                out.client = Some(one);
            }
        }
        for text in parts(Kind::Deal) {
            let found = deals_named(tx, source, text)?;
            let mut of_client: Vec<&Deal> =
                found.iter().filter(|d| out.client.is_none() || d.client == out.client).collect();
            // Of several equal ones the open one is meant: nobody works for what is over.
            if of_client.len() > 1 && of_client.iter().filter(|d| d.open).count() == 1 {
                of_client.retain(|d| d.open);
            }
            match of_client[..] {
                [one] => {
                    (out.deal, out.client) = (Some(one.id), out.client.or(one.client));
                    break;
                }
                [] => {}
                _ => {
                    let all = of_client.iter().map(|d| Candidate {
                        object: d.id.into(),
                        name: d.called.clone(),
                        about: String::new(),
                    });
                    out.unclear = Some((text.to_owned(), all.collect()));
                }
            }
        }
        if out.deal.is_some() {
            out.unclear = None;
        }
        Ok(out)
    }
}

fn now(tx: &Tx<'_>, known: &Known, r: &RecordTask) -> Res<Option<Linked>> {
    let seen: Value = known.seen.as_deref().and_then(|s| serde_json::from_str(s).ok()).unwrap_or_default();
    let same = seen.get("about") == Some(&json!(r.about));
    let sql = "SELECT deal_id, client_id FROM task WHERE id = ?";
    tx.one(sql, [known.id], |row| Ok(Linked { deal: row.get(0)?, client: row.get(1)?, same }))
}

/// The object a person has chosen.
fn linked(tx: &Tx<'_>, to: Ref) -> Res<About> {
    Ok(match to.kind {
        Kind::Deal => {
            let client = tx.one("SELECT client_id FROM deal WHERE id = ?", params![to.id], |r| r.get(0))?.flatten();
            About { deal: Some(DealId(to.id)), client, unclear: None }
        }
        Kind::Client => About { client: Some(ClientId(to.id)), ..About::default() },
        _ => About::default(),
    })
}

/// Deals of this CRM of a title; a cell of several titles is taken apart at its commas, the longest title first.
fn deals_named(tx: &Tx<'_>, source: Source, text: &str) -> Res<Vec<Deal>> {
    let sql = "SELECT d.id, d.client_id, d.title || ' · № ' || e.ext_id || ' · ' || s.name, \
            d.stage_kind IN ('open', 'final') FROM deal d JOIN stage s ON s.id = d.stage_id \
          JOIN ext_ref e ON e.kind = 'deal' AND e.id = d.id AND e.source = ?2 \
         WHERE d.title_fold = ?1 ORDER BY d.id LIMIT 20";
    let titled = |title: &str| {
        tx.all(sql, params![fold(title), source], |r| {
            Ok(Deal { id: r.get(0)?, client: r.get(1)?, called: r.get(2)?, open: r.get(3)? })
        })
    };
    let words: Vec<&str> = text.split(',').take(PARTS).collect();
    for from in 0..words.len() {
        for to in (from + 1..=words.len()).rev() {
            let found = titled(words[from..to].join(",").trim())?;
            if !found.is_empty() {
                return Ok(found);
            }
        }
    }
    Ok(Vec::new())
}

/// The only client of a name, whole or one of several between commas.
fn client_named(tx: &Tx<'_>, text: &str) -> Res<Option<ClientId>> {
    let sql = "SELECT id FROM client WHERE match_fold = ? AND deleted = 0 ORDER BY id LIMIT 2";
    let the_one = |name: &str| -> Res<Option<ClientId>> {
        let key = match_fold(name);
        let found = if key.is_empty() { Vec::new() } else { tx.all(sql, params![key], |r| r.get(0))? };
        Ok(if found.len() == 1 { found.first().copied() } else { None })
    };
    if let Some(id) = the_one(text)? {
        return Ok(Some(id));
    }
    for part in text.split(',').take(PARTS) {
        if let Some(id) = the_one(part)? {
            return Ok(Some(id));
        }
    }
    Ok(None)
}
