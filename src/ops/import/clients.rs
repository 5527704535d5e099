//! Clients: by external id, then INN, then normalised name; a likely duplicate is a question, not a merge (3 §1).

use serde_json::{Map, Value, json};

use super::contacts::Holder;
use super::upsert::{Known, State, Theirs, by_ext_id};
use super::{Candidate, Merge, Question, SegmentKnown};
use crate::base::{ClientId, Kind, Res, fold, match_fold};
use crate::domain::records::{Extra, RecordClient, RecordContact};
use crate::domain::{FileKind, Segment, Source};
use crate::store::{Tx, Val, params};

/// The external id of a client that the CRM only names.
const NAMED: &str = "name:";
/// How many names are kept in memory at once.
const NAMED_MAX: usize = 10_000;

pub(super) struct Like {
    pub id: ClientId,
    pub name: String,
    inn: String,
    /// The same CRM knows it under an id of its own already.
    pub taken: bool,
}

/// A company as a deal, a contact or a task names it; an id and an ИНН where the row has them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Called<'r> {
    pub name: &'r str,
    pub ext_id: &'r str,
    pub inn: &'r str,
}

/// What matching a client came to.
enum Match {
    Is(ClientId),
    New,
    /// Probably one of these; the only one that nothing contradicts.
    Maybe(Vec<Candidate>, Option<ClientId>),
}

/// Candidates as a person is shown them, with what tells them apart.
pub(super) fn named(tx: &Tx<'_>, list: Vec<Like>) -> Res<Vec<Candidate>> {
    let sql = "SELECT coalesce(c.region, ''), coalesce(e.name, '') FROM client c \
               LEFT JOIN employee e ON e.id = c.owner_id WHERE c.id = ?";
    let mut out = Vec::new();
    for c in list {
        let beside: Option<(String, String)> = tx.one(sql, params![c.id], |r| Ok((r.get(0)?, r.get(1)?)))?;
        let (region, owner) = beside.unwrap_or_default();
        let about: Vec<String> = [c.inn, region, owner].into_iter().filter(|s| !s.is_empty()).collect();
        out.push(Candidate { object: c.id.into(), name: c.name, about: about.join(" · ") });
    }
    Ok(out)
}

/// Text or nothing.
pub(super) fn some(s: &str) -> Value {
    if s.is_empty() { Value::Null } else { Value::from(s) }
}

/// Unknown columns as the base keeps them.
pub(super) fn extra(columns: &Extra, more: &[(&str, &str)]) -> Value {
    let mut m = Map::new();
    for (k, v) in more.iter().filter(|(_, v)| !v.is_empty()) {
        m.insert((*k).to_owned(), Value::from(*v));
    }
    for (k, v) in columns {
        m.insert(k.clone(), Value::from(v.as_str()));
    }
    if m.is_empty() { Value::Null } else { Value::from(Value::Object(m).to_string()) }
}

pub(super) fn expand(column: &str, v: &Value, out: &mut Vec<(&'static str, Val)>) {
    let text = v.as_str().unwrap_or_default();
    match column {
        "name" => {
            out.push(("name_fold", fold(text).into()));
            out.push(("match_fold", match_fold(text).into()));
        }
        "region" => out.push(("region_fold", v.as_str().map(fold).into())),
        "industry" => out.push(("industry_fold", v.as_str().map(fold).into())),
        "owner_id" => out.push(("owner_derived", false.into())),
        _ => {}
    }
}

/// VIP, важный… as a file writes it; an unknown word says nothing.
fn segment(s: &str) -> Option<Segment> {
    match fold(s).as_str() {
        "vip" | "вип" => Some(Segment::Vip),
        "важный" | "important" => Some(Segment::Important),
        "обычный" | "regular" => Some(Segment::Regular),
        "случайный" | "occasional" => Some(Segment::Occasional),
        _ => None,
    }
}

impl Merge<'_> {
    /// What the word says of the client: known, answered now or earlier; else it is a question for all its clients.
    fn segment(&mut self, file: usize, source: Source, written: &str) -> Option<Segment> {
        let known = segment(written);
        if known.is_some() || written.trim().is_empty() {
            return known;
        }
        let folded = fold(written);
        let answer = self.answers.segments.iter().find(|a| a.source == source && fold(&a.written) == folded);
        if let Some(answer) = answer {
            self.memory.say_segment(source, written, answer.segment);
        }
        if let Some(said) = self.memory.segment(source, written) {
            if answer.is_none() {
                self.segment_known(file, source, written, said);
            }
            return said;
        }
        let same = |q: &&mut Question| matches!(q, Question::Segment { source: s, written: w, .. } if *s == source && fold(w) == folded);
        match self.segments.iter_mut().find(same) {
            Some(Question::Segment { objects, .. }) => *objects += 1,
            _ => self.segments.push(Question::Segment { file, source, written: written.to_owned(), objects: 1 }),
        }
        None
    }

    /// An earlier answer told it, and is told: it can be given anew.
    fn segment_known(&mut self, file: usize, source: Source, written: &str, segment: Option<Segment>) {
        let folded = fold(written);
        let known = &mut self.done.segments_known;
        match known.iter_mut().find(|k| k.source == source && fold(&k.written) == folded) {
            Some(k) => k.objects += 1,
            None => known.push(SegmentKnown { file, source, written: written.to_owned(), objects: 1, segment }),
        }
    }

    pub(super) fn client(&mut self, tx: &mut Tx<'_>, file: usize, r: &RecordClient) -> Res<()> {
        let source = self.files[file].shape.source;
        let owner = self.people.owner(&r.owner, &r.owner_email);
        let word = self.segment(file, source, &r.segment);
        let f = &self.files[file];
        let mut columns = vec![("name", Value::from(r.name.as_str()))];
        let optional = [
            ("inn", &r.inn),
            ("industry", &r.industry),
            ("region", &r.region),
            ("address", &r.address),
            ("site", &r.site),
        ];
        for (column, v) in optional {
            if f.tells(column) {
                columns.push((column, some(v)));
            }
        }
        if let Some(s) = word {
            columns.push(("segment", s.word().into()));
        }
        match owner {
            Some(Some(id)) => columns.push(("owner_id", id.0.into())),
            None if f.tells("owner") => columns.push(("owner_id", Value::Null)),
            // Nobody knows who is meant: what stands stays, a new client comes in without one.
            _ => {}
        }
        if f.tells("created") {
            columns.push(("created_at", r.created.map_or(Value::Null, |at| at.0.into())));
        }
        // A word of the office's own is no segment of ours, and not lost either.
        let own = if segment(&r.segment).is_none() { r.segment.as_str() } else { "" };
        columns.push(("extra", extra(&r.extra, &[("segment", own)])));
        // What a file has no column for it says nothing of: a phone is not gone because nobody exported it.
        let mut beside = vec![("note", some(&r.note))];
        if f.tells("phone") {
            beside.push(("phones", json!(r.phones.iter().map(|p| &p.written).collect::<Vec<_>>())));
        }
        if f.tells("email") {
            beside.push(("emails", json!(r.emails)));
        }
        if f.tells("contact") {
            beside.push(("person", json!([r.contact, r.contact_post])));
        }
        let known = match by_ext_id(tx, source, Kind::Client, &r.ext_id)? {
            Some(k) => Some(k),
            None => match self.match_client(tx, source, &r.ext_id, &r.name, &r.inn)? {
                Match::Is(id) => Some(Known { id: id.0, seen: None }),
                Match::New => None,
                Match::Maybe(candidates, one) => {
                    let q = Question::Duplicate {
                        file,
                        source,
                        ext_id: r.ext_id.clone(),
                        name: r.name.clone(),
                        candidates,
                        one,
                    };
                    self.questions.add(&mut self.counts, q);
                    None
                }
            },
        };
        let up = self.upsert(tx, file, Kind::Client, &r.ext_id, known, Theirs { columns, beside }, &[], expand)?;
        let (id, since) = (ClientId(up.id), tx.written());
        if up.state != State::Unchanged {
            self.points(tx, Holder::Client(id), &r.phones, &r.emails)?;
            if !r.contact.is_empty() {
                let (name, post) = (r.contact.clone(), r.contact_post.clone());
                self.contact(tx, source, Some(id), &RecordContact { name, post, ..RecordContact::default() })?;
            }
            if !r.note.is_empty() && up.before.get("note").and_then(Value::as_str) != Some(r.note.as_str()) {
                let fields =
                    [("client_id", id.into()), ("at", r.modified.or(r.created).into()), ("text", (&r.note).into())];
                let source = [("source", source.into())];
                tx.insert(Kind::Note, &[&fields[..], &source[..]].concat())?;
            }
            tx.reindex(id);
        }
        self.counted(tx, file, id.into(), up.state, since);
        self.crm(tx, Kind::Client, id.0, owner.flatten())
    }

    /// The client a row names; made when nobody is called so. Its owner is derived later from its deals.
    pub(super) fn client_of(&mut self, tx: &mut Tx<'_>, file: usize, r: Called<'_>) -> Res<Option<ClientId>> {
        if r.name.is_empty() || !r.ext_id.is_empty() || !r.inn.is_empty() {
            return self.find_client(tx, file, r);
        }
        // Deals of one client stand close together in most exports.
        let key = (self.files[file].shape.source, r.name.to_owned());
        if let Some(known) = self.named.get(&key) {
            return Ok(*known);
        }
        let found = self.find_client(tx, file, r)?;
        if self.named.len() >= NAMED_MAX {
            self.named.clear();
        }
        self.named.insert(key, found);
        Ok(found)
    }

    fn find_client(&mut self, tx: &mut Tx<'_>, file: usize, r: Called<'_>) -> Res<Option<ClientId>> {
        let source = self.files[file].shape.source;
        if !r.ext_id.is_empty()
            && let Some(k) = by_ext_id(tx, source, Kind::Client, r.ext_id)?
        {
            return Ok(Some(ClientId(k.id)));
        }
        let key = match_fold(r.name);
        if key.is_empty() {
            return Ok(None);
        }
        // Where names are the ids (the Maven set), and where an earlier deal named it.
        for ext_id in [r.name, &format!("{NAMED}{key}")] {
            if let Some(k) = by_ext_id(tx, source, Kind::Client, ext_id)? {
                return Ok(Some(ClientId(k.id)));
            }
        }
        let candidates = self.candidates(tx, source, &key, r.inn)?;
        let exact: Vec<&Like> = if candidates.len() > 1 {
            candidates.iter().filter(|c| c.name == r.name).collect()
        } else {
            candidates.iter().collect()
        };
        let ext_id = format!("{NAMED}{key}");
        let known = match exact[..] {
            [one] => return Ok(Some(one.id)),
            _ if candidates.is_empty() => None,
            _ => match self.answered(source, &ext_id).or_else(|| self.answers.alike.client(None)) {
                Some(Some(id)) => Some(Known { id: id.0, seen: None }),
                Some(None) => None,
                None => {
                    let q = Question::Duplicate {
                        file,
                        source,
                        ext_id: ext_id.clone(),
                        name: r.name.to_owned(),
                        candidates: named(tx, candidates)?,
                        one: None,
                    };
                    self.questions.add(&mut self.counts, q);
                    None
                }
            },
        };
        let mut columns = vec![("name", Value::from(r.name))];
        if !r.inn.is_empty() {
            columns.push(("inn", some(r.inn)));
        }
        let theirs = Theirs { columns, beside: Vec::new() };
        let up = self.upsert(tx, file, Kind::Client, &ext_id, known, theirs, &[], expand)?;
        Ok(Some(ClientId(up.id)))
    }

    pub(super) fn answered(&self, source: Source, ext_id: &str) -> Option<Option<ClientId>> {
        self.answers.clients.iter().find(|a| a.source == source && a.ext_id == ext_id).map(|a| a.same)
    }

    fn match_client(&self, tx: &Tx<'_>, source: Source, ext_id: &str, name: &str, inn: &str) -> Res<Match> {
        match self.answered(source, ext_id) {
            Some(Some(id)) => return Ok(Match::Is(id)),
            Some(None) => return Ok(Match::New),
            None => {}
        }
        let all = self.candidates(tx, source, &match_fold(name), inn)?;
        let free: Vec<&Like> = all.iter().filter(|c| !c.taken).collect();
        let contradicts = |c: &Like| !inn.is_empty() && !c.inn.is_empty() && c.inn != inn;
        Ok(match free[..] {
            [one] if all.len() == 1 && !contradicts(one) => Match::Is(one.id),
            _ if all.is_empty() => Match::New,
            _ => {
                let one = match &all[..] {
                    [one] if !contradicts(one) && !self.has_own_row(tx, source, one.id)? => Some(one.id),
                    _ => None,
                };
                match self.answers.alike.client(one) {
                    Some(Some(id)) => Match::Is(id),
                    Some(None) => Match::New,
                    None => Match::Maybe(named(tx, all)?, one),
                }
            }
        })
    }

    /// Another row of these files is this client: two cards of one export are two clients until a person says otherwise.
    fn has_own_row(&self, tx: &Tx<'_>, source: Source, id: ClientId) -> Res<bool> {
        let sql = "SELECT ext_id FROM ext_ref WHERE kind = 'client' AND id = ?1 AND source = ?2 LIMIT 50";
        for ext_id in tx.all(sql, params![id, source], |r| r.get::<_, String>(0))? {
            if self.staging.get(FileKind::Clients, source, &ext_id)?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Clients with this INN; without any, those of this normalised name.
    pub(super) fn candidates(&self, tx: &Tx<'_>, source: Source, key: &str, inn: &str) -> Res<Vec<Like>> {
        let read = |r: &crate::store::Row<'_>| {
            Ok(Like { id: r.get(0)?, name: r.get(1)?, inn: r.get(2)?, taken: r.get::<_, i64>(3)? > 0 })
        };
        if !inn.is_empty() {
            let sql = "SELECT c.id, c.name, coalesce(c.inn, ''), EXISTS (SELECT 1 FROM ext_ref e WHERE e.kind = 'client' \
                  AND e.id = c.id AND e.source = ?2 AND e.ext_id NOT LIKE 'name:%') \
                FROM client c WHERE c.inn = ?1 AND c.deleted = 0 ORDER BY c.id LIMIT 5";
            let found = tx.all(sql, params![inn, source], read)?;
            if !found.is_empty() {
                return Ok(found);
            }
        }
        if key.is_empty() {
            return Ok(Vec::new());
        }
        let sql = "SELECT c.id, c.name, coalesce(c.inn, ''), EXISTS (SELECT 1 FROM ext_ref e WHERE e.kind = 'client' \
              AND e.id = c.id AND e.source = ?2 AND e.ext_id NOT LIKE 'name:%') \
            FROM client c WHERE c.match_fold = ?1 AND c.deleted = 0 ORDER BY c.id LIMIT 5";
        tx.all(sql, params![key, source], read)
    }
}
