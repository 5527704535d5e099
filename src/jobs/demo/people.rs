//! The office: who works in it.

use fastrand::Rng;

use super::words::{Words, cell, feminine, latin, pick};
use crate::base::Clock;
use crate::domain::accesses::CatalogueItem;
use crate::domain::{AbsenceKind, EmployeeStatus, Gender, Role, StageKind};
use crate::ops::seed::{AbsenceSeed, AccessSeed, PersonSeed, StageSeed};

/// The place of the one who is most likely to leave: the training base is made around him.
pub const LEAVER: usize = 1;
/// The head of the first department.
pub const HEAD: usize = 0;

struct Known {
    name: &'static str,
    gender: Gender,
    role: Role,
    department: Option<usize>,
    regions: &'static [&'static str],
    industries: &'static [&'static str],
}

const fn known(name: &'static str, gender: Gender, role: Role, department: Option<usize>) -> Known {
    Known { name, gender, role, department, regions: &[], industries: &[] }
}

/// In the order of need: a smaller office takes the first so many.
const ROSTER: [Known; 12] = [
    known("Иванова Марина Сергеевна", Gender::Female, Role::Head, Some(0)),
    Known {
        regions: &["Урал"],
        industries: &["строительство"],
        ..known("Ковалёв Дмитрий Олегович", Gender::Male, Role::Manager, Some(0))
    },
    Known {
        regions: &["Урал"], ..known("Петрова Елена Викторовна", Gender::Female, Role::Manager, Some(0))
    },
    Known {
        regions: &["Урал", "Центр"], ..known("Смирнов Алексей Юрьевич", Gender::Male, Role::Senior, Some(0))
    },
    Known {
        regions: &["Поволжье", "Юг"],
        industries: &["розничная торговля", "строительство"],
        ..known("Юдин Сергей Павлович", Gender::Male, Role::Manager, Some(0))
    },
    known("Белова Зоя Андреевна", Gender::Female, Role::Manager, Some(0)),
    known("Громов Игорь Николаевич", Gender::Male, Role::It, None),
    known("Кузнецова Ольга Ивановна", Gender::Female, Role::Hr, None),
    known("Орлов Виктор Степанович", Gender::Male, Role::Security, None),
    known("Вершинин Павел Аркадьевич", Gender::Male, Role::Director, None),
    known("Соколова Анна Дмитриевна", Gender::Female, Role::Head, Some(1)),
    Known {
        regions: &["Сибирь"],
        industries: &["логистика"],
        ..known("Лукина Жанна Романовна", Gender::Female, Role::Manager, Some(1))
    },
];

const PROBATION: usize = 5;
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
    let mut departments = vec![("Отдел продаж".to_owned(), Some(HEAD))];
    if n > 10 {
        departments.push(("Отдел развития".to_owned(), Some(10)));
    }
    let mut people: Vec<PersonSeed> =
        ROSTER.iter().take(n).enumerate().map(|(i, k)| from_roster(i, k, n, rng)).collect();
    while people.len() < n {
        let place = (people.len() - ROSTER.len()) % TEAM;
        if place == 0 {
            departments.push((format!("Отдел продаж № {}", departments.len()), Some(people.len())));
        }
        let p = another(people.len(), place, departments.len() - 1, words, rng);
        people.push(p);
    }
    let mut taken = std::collections::BTreeSet::new();
    for p in &mut people {
        p.accesses = accesses(p.role, catalogue);
        let wish = p.login.clone();
        let login = (1..).map(|k| if k == 1 { wish.clone() } else { format!("{wish}{k}") });
        p.login = login.into_iter().find(|l| taken.insert(l.clone())).unwrap_or(wish);
        p.email = format!("{}@vektor.example", p.login);
    }
    (departments, people)
}

fn from_roster(i: usize, k: &Known, n: usize, rng: &mut Rng) -> PersonSeed {
    let head = match (k.role, k.department) {
        (Role::Head, _) => Some(DIRECTOR),
        (_, Some(0)) => Some(HEAD),
        (_, Some(_)) => Some(10),
        _ => Some(DIRECTOR),
    };
    let deputy = match i {
        HEAD => Some(3),
        LEAVER => Some(2),
        2 => Some(LEAVER),
        _ => None,
    };
    let mut p = person(k.name, k.gender, k.role, rng);
    p.department = k.department;
    p.head = head.filter(|h| *h < n && *h != i);
    p.deputy = deputy.filter(|d| *d < n);
    p.status = if i == PROBATION { EmployeeStatus::Probation } else { EmployeeStatus::Active };
    p.regions = k.regions.iter().map(|s| (*s).to_owned()).collect();
    p.industries = k.industries.iter().map(|s| (*s).to_owned()).collect();
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
fn accesses(role: Role, catalogue: &[CatalogueItem]) -> Vec<AccessSeed> {
    let has: &[&str] = match role {
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
        shared: a.shared,
        needs_redirect: a.needs_redirect,
    })
    .collect()
}

/// Two pipelines, as a CRM would name their stages.
pub fn stages() -> Vec<StageSeed> {
    const SALES: [(&str, StageKind); 7] = [
        ("Новая", StageKind::Open),
        ("КП", StageKind::Open),
        ("Переговоры", StageKind::Open),
        ("Договор", StageKind::Final),
        ("Оплата", StageKind::Final),
        ("Успешно реализовано", StageKind::Won),
        ("Закрыто и не реализовано", StageKind::Lost),
    ];
    let of = |pipeline: &'static str| {
        SALES.iter().map(move |(name, kind)| StageSeed { pipeline: pipeline.into(), name: (*name).into(), kind: *kind })
    };
    of("Продажи").chain(of("Сервис")).collect()
}

/// Somebody is always away.
pub fn absences(people: usize, clock: &Clock) -> Vec<AbsenceSeed> {
    let today = clock.today();
    let mut list = Vec::new();
    if people > 11 {
        let (from, to) = (today.plus(-3), today.plus(10));
        list.push(AbsenceSeed { person: 11, kind: AbsenceKind::Leave, from, to, substitute: Some(10) });
    }
    if people > 4 {
        let (from, to) = (today.plus(-40), today.plus(-33));
        list.push(AbsenceSeed { person: 4, kind: AbsenceKind::Illness, from, to, substitute: Some(2) });
    }
    list
}
