//! The office: who works in it.

use fastrand::Rng;

use super::words::{Line, Words, cell, feminine, latin, pick};
use crate::base::Clock;
use crate::domain::accesses::{CatalogueItem, LoginFrom};
use crate::domain::{AbsenceKind, EmployeeStatus, Gender, Role, StageKind};
use crate::ops::seed::{AbsenceSeed, AccessSeed, PersonSeed, StageSeed};

/// The place of the one who is most likely to leave: the training base is made around him.
pub const LEAVER: usize = 1;
/// The head of the first department.
pub const HEAD: usize = 0;

const PROBATION: usize = 5;
const SECOND_HEAD: usize = 10;
/// Somebody of the second department is on leave.
const AWAY: usize = 11;
const DIRECTOR: usize = 9;
/// People of a further department, its head included.
const TEAM: usize = 8;

/// Departments with their heads, and everybody in the order of the base's numbers.
pub fn office(
    n: usize,
    words: &Words,
    catalogue: &[CatalogueItem],
    rng: &mut Rng,
) -> (Vec<(String, Option<usize>)>, Vec<PersonSeed>) {
    let heads = [HEAD, SECOND_HEAD].into_iter().filter(|h| *h < n);
    let mut departments: Vec<(String, Option<usize>)> =
        words.phrases("department").zip(heads).map(|(name, head)| (name.to_owned(), Some(head))).collect();
    let mut people: Vec<PersonSeed> =
        words.people.iter().take(n).enumerate().map(|(i, l)| from_roster(i, l, n, rng)).collect();
    let known = people.len();
    while people.len() < n {
        let place = (people.len() - known) % TEAM;
        if place == 0 {
            let name = words.phrase("further").replace("{n}", &departments.len().to_string());
            departments.push((name, Some(people.len())));
        }
        let p = another(people.len(), place, departments.len() - 1, words, rng);
        people.push(p);
    }
    let mut taken = std::collections::BTreeSet::new();
    for p in &mut people {
        let wish = p.login.clone();
        let login = (1..).map(|k| if k == 1 { wish.clone() } else { format!("{wish}{k}") });
        p.login = login.into_iter().find(|l| taken.insert(l.clone())).unwrap_or(wish);
        p.email = format!("{}@vektor.example", p.login);
        p.accesses = accesses(p, catalogue);
    }
    (departments, people)
}

/// `name|gender|role|department|regions|industries`; the file is in the order of need, so that a smaller office takes
/// the first so many.
fn from_roster(i: usize, line: &Line, n: usize, rng: &mut Rng) -> PersonSeed {
    let gender = Gender::of(cell(line, 1)).unwrap_or(Gender::Male);
    let role = Role::of(cell(line, 2)).unwrap_or(Role::Manager);
    let department: Option<usize> = cell(line, 3).parse().ok();
    let list = |n| cell(line, n).split(',').filter(|v| !v.is_empty()).map(str::to_owned).collect();
    let head = match (role, department) {
        (Role::Head, _) => Some(DIRECTOR),
        (_, Some(0)) => Some(HEAD),
        (_, Some(_)) => Some(SECOND_HEAD),
        _ => Some(DIRECTOR),
    };
    let deputy = match i {
        HEAD => Some(3),
        LEAVER => Some(2),
        2 => Some(LEAVER),
        _ => None,
    };
    let mut p = person(cell(line, 0), gender, role, rng);
    p.department = department;
    p.head = head.filter(|h| *h < n && *h != i);
    p.deputy = deputy.filter(|d| *d < n);
    p.status = if i == PROBATION { EmployeeStatus::Probation } else { EmployeeStatus::Active };
    p.regions = list(4);
    p.industries = list(5);
    p
}

/// Further people for a larger office: each department has a head, a senior and managers by regions and industries.
fn another(i: usize, place: usize, department: usize, words: &Words, rng: &mut Rng) -> PersonSeed {
    let gender = if rng.bool() { Gender::Male } else { Gender::Female };
    let role = match place {
        0 => Role::Head,
        1 => Role::Senior,
        _ => Role::Manager,
    };
    let mut p = person(&full_name(gender, words, rng), gender, role, rng);
    p.department = Some(department);
    p.head = Some(if place == 0 { DIRECTOR } else { i - place });
    if role == Role::Manager {
        p.regions.push(cell(pick(rng, &words.regions), 0).to_owned());
        if rng.bool() {
            p.industries.push(cell(pick(rng, &words.industries), 0).to_owned());
        }
    }
    p
}

fn person(name: &str, gender: Gender, role: Role, rng: &mut Rng) -> PersonSeed {
    let mut parts = name.split(' ');
    let (surname, given) = (parts.next().unwrap_or(name), parts.next().unwrap_or(""));
    let initial: String = given.chars().take(1).collect();
    PersonSeed {
        name: name.to_owned(),
        gender,
        role,
        status: EmployeeStatus::Active,
        department: None,
        head: None,
        deputy: None,
        capacity: None,
        regions: Vec::new(),
        industries: Vec::new(),
        phone: format!("+7 900 555-{:02}-{:02}", rng.u32(..100), rng.u32(..100)),
        email: String::new(),
        login: format!("{}.{}", latin(&initial), latin(surname)),
        accesses: Vec::new(),
    }
}

/// A full name of a stranger.
pub fn full_name(gender: Gender, words: &Words, rng: &mut Rng) -> String {
    let surname = pick(rng, &words.surnames);
    let father: Vec<&str> = cell(pick(rng, &words.names_m), 0).split(' ').collect();
    match gender {
        Gender::Male => {
            let given = cell(pick(rng, &words.names_m), 0).split(' ').next().unwrap_or_default();
            format!("{surname} {given} {}", father[1])
        }
        Gender::Female => format!("{} {} {}", feminine(surname), pick(rng, &words.names_f), father[2]),
    }
}

/// What a person of this role has in the office's systems, out of the shipped catalogue.
fn accesses(p: &PersonSeed, catalogue: &[CatalogueItem]) -> Vec<AccessSeed> {
    let has: &[&str] = match p.role {
        Role::Head => &["sim", "cloud", "onec", "signature", "attorney", "keys"],
        Role::Senior => &["client_chats", "sim", "shared", "cloud", "onec", "etp", "keys"],
        Role::Manager => &["client_chats", "sim", "cloud", "onec", "keys"],
        Role::Director => &["onec", "signature", "keys"],
        Role::Hr | Role::It | Role::Security => &["onec", "vpn", "keys"],
    };
    let list = catalogue.iter().filter(|a| a.usual || has.contains(&a.code.as_str()));
    list.map(|a| AccessSeed {
        system: a.code.clone(),
        title: a.title("ru").to_owned(),
        action: a.action("ru").to_owned(),
        role: a.role,
        login: match a.login {
            Some(LoginFrom::Login) => p.login.clone(),
            Some(LoginFrom::Email) => p.email.clone(),
            Some(LoginFrom::Phone) => p.phone.clone(),
            None => String::new(),
        },
        shared: a.shared,
        needs_redirect: a.needs_redirect,
    })
    .collect()
}

/// Two pipelines, as a CRM would name their stages.
pub fn stages(words: &Words) -> Vec<StageSeed> {
    let of = |pipeline: &'static str| {
        words.stages.iter().map(move |l| StageSeed {
            pipeline: pipeline.to_owned(),
            name: cell(l, 0).to_owned(),
            kind: StageKind::of(cell(l, 1)).unwrap_or(StageKind::Open),
        })
    };
    words.phrases("pipeline").flat_map(of).collect()
}

/// Somebody is always away.
pub fn absences(people: usize, clock: &Clock) -> Vec<AbsenceSeed> {
    let today = clock.today();
    let mut list = Vec::new();
    if people > AWAY {
        let (from, to) = (today.plus(-3), today.plus(10));
        list.push(AbsenceSeed { person: AWAY, kind: AbsenceKind::Leave, from, to, substitute: Some(SECOND_HEAD) });
    }
    if people > 4 {
        let (from, to) = (today.plus(-40), today.plus(-33));
        list.push(AbsenceSeed { person: 4, kind: AbsenceKind::Illness, from, to, substitute: Some(2) });
    }
    list
}
