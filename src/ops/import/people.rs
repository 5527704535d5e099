//! Who an owner's name means: full name in any order, ё as е, then the mail; never a guess (3 §1, 2 §9.12).

use std::collections::HashMap;

use super::{Candidate, Merge, OwnerAnswer, OwnerKnown, OwnerSeen, Question};
use crate::base::{EmployeeId, Kind, Res, fold};
use crate::domain::names::{NameKey, Same};
use crate::store::Tx;

struct Person {
    id: EmployeeId,
    name: String,
    key: NameKey,
    email: String,
    /// Dismissed: what the CRM still shows on him is his, but a list of people that names him may mean another one.
    gone: bool,
}

/// Everybody of the base, and what was found out about the names of this import.
pub struct People {
    list: Vec<Person>,
    by_name: HashMap<String, Vec<usize>>,
    known: HashMap<(String, String), Option<EmployeeId>>,
}

/// Who a name can mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    One(EmployeeId),
    /// Several, or one that only resembles it.
    Maybe(Vec<Candidate>),
    Nobody,
}

impl People {
    pub fn load(tx: &Tx<'_>) -> Res<People> {
        let mut p = People { list: Vec::new(), by_name: HashMap::new(), known: HashMap::new() };
        let rows =
            tx.all("SELECT id, name, coalesce(email, ''), status = 'dismissed' FROM employee ORDER BY id", [], |r| {
                Ok((r.get::<_, EmployeeId>(0)?, r.get::<_, String>(1)?, r.get::<_, String>(2)?, r.get::<_, bool>(3)?))
            })?;
        for (id, name, email, gone) in rows {
            p.add(id, &name, &email);
            p.list.last_mut().into_iter().for_each(|last| last.gone = gone);
        }
        Ok(p)
    }

    pub fn add(&mut self, id: EmployeeId, name: &str, email: &str) {
        let key = NameKey::of(name);
        self.by_name.entry(key.text()).or_default().push(self.list.len());
        self.list.push(Person { id, name: name.to_owned(), key, email: email.to_lowercase(), gone: false });
    }

    pub fn find(&self, written: &str, email: &str) -> Found {
        let key = NameKey::of(written);
        let same: Vec<usize> = self.by_name.get(&key.text()).cloned().unwrap_or_default();
        if let [one] = same[..] {
            return Found::One(self.list[one].id);
        }
        let by_mail = self.by_mail(email);
        // Some CRMs write the mail in the place of the name.
        let nameless = written.is_empty() || written.contains('@');
        let agrees = |p: &Person| nameless || p.key.same(&key) != Same::No;
        if let [one] = by_mail.iter().filter(|i| agrees(&self.list[**i])).collect::<Vec<_>>()[..] {
            return Found::One(self.list[*one].id);
        }
        if !same.is_empty() {
            return Found::Maybe(self.named(&same));
        }
        // A changed surname, or an address that was given to somebody else: the mail alone does not say which.
        if !by_mail.is_empty() {
            return Found::Maybe(self.named(&by_mail));
        }
        let (mut sure, mut like) = (Vec::new(), Vec::new());
        for (i, p) in self.list.iter().enumerate() {
            match key.same(&p.key) {
                Same::Exact | Same::Partial => sure.push(i),
                Same::Initials => like.push(i),
                Same::No => {}
            }
        }
        match (&sure[..], &like[..]) {
            ([one], _) => Found::One(self.list[*one].id),
            // «Иванов И.» is the only Иванов on И; but a full name is not taken for an abbreviated one we know.
            ([], [one]) if !key.initials.is_empty() => Found::One(self.list[*one].id),
            ([], []) => Found::Nobody,
            _ => Found::Maybe(self.named(&[sure, like].concat())),
        }
    }

    fn by_mail(&self, email: &str) -> Vec<usize> {
        (0..self.list.len()).filter(|i| !email.is_empty() && self.list[*i].email == email).collect()
    }

    /// A list of people names them. Somebody dismissed may have come back, or it is another one of that name: asked.
    pub fn listed(&self, written: &str, email: &str) -> Found {
        match self.find(written, email) {
            Found::One(id) if self.list.iter().any(|p| p.id == id && p.gone) => Found::Maybe(self.candidates(&[id])),
            found => found,
        }
    }

    fn named(&self, at: &[usize]) -> Vec<Candidate> {
        let candidate = |p: &Person| Candidate { object: p.id.into(), name: p.name.clone(), about: p.email.clone() };
        at.iter().map(|i| candidate(&self.list[*i])).collect()
    }

    /// These people, as a question names them.
    pub fn candidates(&self, ids: &[EmployeeId]) -> Vec<Candidate> {
        let at: Vec<usize> = (0..self.list.len()).filter(|i| ids.contains(&self.list[*i].id)).collect();
        self.named(&at)
    }

    /// The owner of an object: `None` when nobody is written, `Some(None)` while it is a question.
    pub fn owner(&self, written: &str, email: &str) -> Option<Option<EmployeeId>> {
        if written.is_empty() && email.is_empty() {
            return None;
        }
        Some(self.known.get(&(written.to_owned(), email.to_owned())).copied().flatten())
    }
}

impl Merge<'_> {
    /// Settles every owner's name once: full names before abbreviated ones, so that «Иванов И.» finds the Иванов that
    /// the same file names in full.
    pub(super) fn owners(&mut self, tx: &mut Tx<'_>, seen: &[OwnerSeen]) -> Res<()> {
        let mut order: Vec<&OwnerSeen> = seen.iter().collect();
        order.sort_by_key(|o| {
            let key = NameKey::of(&o.written);
            (key.initials.len(), std::cmp::Reverse(key.words.len()), o.file, fold(&o.written))
        });
        let mut open: HashMap<String, usize> = HashMap::new();
        let mut asked: Vec<Question> = Vec::new();
        for o in order {
            let answer = self.answer(&o.written);
            let found = self.people.find(&o.written, &o.email);
            let source = self.files[o.file].shape.source;
            let now = match &found {
                Found::Maybe(list) => &list[..],
                Found::One(_) | Found::Nobody => &[],
            };
            if let (Some(answer), Found::Maybe(_) | Found::Nobody) = (answer, &found) {
                self.memory.say_owner(source, &o.written, &o.email, now, answer);
            }
            // An earlier answer holds where nothing better is known, and is told: it can be given anew.
            let before = self.memory.owner(source, &o.written, &o.email, now).filter(|_| answer.is_none());
            let before = before.and_then(|id| self.people.candidates(&[id]).pop().map(|c| (id, c.name)));
            let id = match (answer, &found, before) {
                (Some(OwnerAnswer::Is(id)), ..) => Some(id),
                (Some(OwnerAnswer::Nobody), ..) => None,
                (_, Found::One(id), _) => Some(*id),
                (None, _, Some((employee, name))) => {
                    let (file, written, objects) = (o.file, o.written.clone(), o.objects);
                    self.done.owners_known.push(OwnerKnown { file, written, objects, employee, name });
                    Some(employee)
                }
                (Some(OwnerAnswer::Create), ..) => Some(self.hire(tx, o)?),
                (None, Found::Nobody, None) if self.answers.create_employees => Some(self.hire(tx, o)?),
                (None, _, None) => {
                    let candidates = now.to_vec();
                    // Two spellings of one unknown name are one question.
                    match open.get(&NameKey::of(&o.written).text()) {
                        Some(i) => {
                            if let Question::Owner { objects, .. } = &mut asked[*i] {
                                *objects += o.objects;
                            }
                        }
                        None => {
                            open.insert(NameKey::of(&o.written).text(), asked.len());
                            asked.push(Question::Owner {
                                file: o.file,
                                written: o.written.clone(),
                                objects: o.objects,
                                candidates,
                            });
                        }
                    }
                    None
                }
            };
            self.people.known.insert((o.written.clone(), o.email.clone()), id);
        }
        for q in asked {
            self.questions.add(&mut self.counts, q);
        }
        Ok(())
    }

    /// What a person said about this name, in any order of its words.
    pub(super) fn answer(&self, written: &str) -> Option<OwnerAnswer> {
        let same = |w: &str| w == written || NameKey::of(w).text() == NameKey::of(written).text();
        self.answers.owners.iter().find(|(w, _)| same(w)).map(|(_, a)| *a)
    }

    fn hire(&mut self, tx: &mut Tx<'_>, o: &OwnerSeen) -> Res<EmployeeId> {
        let name = if o.written.is_empty() { &o.email } else { &o.written };
        let email = (!o.email.is_empty()).then_some(o.email.as_str());
        let fields = [("name", name.into()), ("name_fold", fold(name).into()), ("email", email.into())];
        let id = EmployeeId(tx.insert(Kind::Employee, &fields)?);
        self.people.add(id, name, &o.email);
        self.done.employees_created += 1;
        Ok(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(list: &[(i64, &str, &str)]) -> People {
        let mut p = People { list: Vec::new(), by_name: HashMap::new(), known: HashMap::new() };
        for (id, name, email) in list {
            p.add(EmployeeId(*id), name, email);
        }
        p
    }

    #[test]
    fn one_several_or_nobody() {
        let p = people(&[
            (1, "Иванов Иван", "ii@x.ru"),
            (2, "Иванов Игорь", ""),
            (3, "Ковалёв Пётр Ильич", ""),
            (4, "Сидоров С.", ""),
            (5, "Ким Анна", "a1@x.ru"),
            (6, "Ким Анна", "a2@x.ru"),
        ]);
        assert_eq!(p.find("иван ИВАНОВ", ""), Found::One(EmployeeId(1)));
        assert_eq!(p.find("Ковалев Петр", ""), Found::One(EmployeeId(3)));
        assert_eq!(p.find("Ковалёв П.", ""), Found::One(EmployeeId(3)));
        assert!(matches!(p.find("Иванов И.", ""), Found::Maybe(l) if l.len() == 2));
        assert!(matches!(p.find("Сидоров Семён", ""), Found::Maybe(l) if l[0].object == EmployeeId(4).into()));
        assert!(matches!(p.find("Анна Ким", ""), Found::Maybe(l) if l.len() == 2));
        assert_eq!(p.find("Анна Ким", "a2@x.ru"), Found::One(EmployeeId(6)));
        assert!(matches!(p.find("Иванова Мария", "ii@x.ru"), Found::Maybe(l) if l[0].object == EmployeeId(1).into()));
        assert_eq!(p.find("", "ii@x.ru"), Found::One(EmployeeId(1)));
        assert_eq!(p.find("ii@x.ru", "ii@x.ru"), Found::One(EmployeeId(1)));
        assert_eq!(p.find("Иванов И.", "ii@x.ru"), Found::One(EmployeeId(1)));
        assert_eq!(p.find("Белова Зоя", ""), Found::Nobody);
        assert_eq!(p.find("Иванов", ""), Found::Nobody);
    }
}
