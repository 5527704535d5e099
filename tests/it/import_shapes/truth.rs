//! One known office: people, companies, contacts, deals, work. Every writer of this folder says it in the shape of its CRM,
//! and the import has to arrive at exactly this.

use std::collections::BTreeMap;

use fastrand::Rng;

pub struct Employee {
    pub last: &'static str,
    pub first: &'static str,
}

impl Employee {
    pub fn name(&self) -> String {
        format!("{} {}", self.last, self.first)
    }

    pub fn reversed(&self) -> String {
        format!("{} {}", self.first, self.last)
    }

    /// «Иванов И.»
    pub fn short(&self) -> String {
        format!("{} {}.", self.last, self.first.chars().next().unwrap())
    }
}

pub struct Company {
    pub name: String,
    pub inn: String,
    pub owner: usize,
    pub phones: Vec<String>,
    pub mails: Vec<String>,
}

pub struct Person {
    pub last: String,
    pub first: String,
    pub middle: String,
    pub post: &'static str,
    /// Whose contact it is; nobody's: a client by themselves.
    pub companies: Vec<usize>,
    /// The card leaves the company out: only a deal tells it.
    pub told_by_deal: bool,
    pub owner: usize,
    pub phones: Vec<String>,
    pub mails: Vec<String>,
}

impl Person {
    pub fn name(&self) -> String {
        format!("{} {} {}", self.last, self.first, self.middle)
    }

    pub fn called(&self) -> String {
        format!("{} {}", self.first, self.last)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum End {
    Open,
    Final,
    Won,
    Lost,
}

impl End {
    pub fn word(self) -> &'static str {
        match self {
            End::Open => "open",
            End::Final => "final",
            End::Won => "won",
            End::Lost => "lost",
        }
    }
}

pub struct Deal {
    pub title: String,
    pub company: Option<usize>,
    pub person: usize,
    pub owner: usize,
    pub end: End,
    /// Kopecks of each product row; the deal's amount is their sum.
    pub parts: Vec<i64>,
    pub day: u32,
}

impl Deal {
    pub fn amount(&self) -> i64 {
        self.parts.iter().sum()
    }
}

pub struct Task {
    pub title: String,
    pub owner: usize,
    pub author: usize,
    pub deal: Option<usize>,
    pub company: Option<usize>,
    pub done: bool,
    pub day: u32,
    pub minute: u32,
}

pub struct Lead {
    pub title: String,
    pub owner: usize,
    pub state: (&'static str, &'static str),
    pub phone: String,
}

pub struct Call {
    pub phone: String,
    pub employee: usize,
    pub second: u32,
    pub answered: bool,
    pub incoming: bool,
}

pub struct Truth {
    pub employees: Vec<Employee>,
    pub companies: Vec<Company>,
    pub people: Vec<Person>,
    pub deals: Vec<Deal>,
    pub tasks: Vec<Task>,
    pub leads: Vec<Lead>,
    pub calls: Vec<Call>,
}

const EMPLOYEES: [(&str, &str); 5] =
    [("Иванов", "Пётр"), ("Белова", "Зоя"), ("Ковалёв", "Семён"), ("Орлова", "Анна"), ("Ким", "Виктор")];
const LAST: [&str; 8] = ["Жуков", "Соколов", "Лебедев", "Фролов", "Зуев", "Гусев", "Титов", "Власов"];
const FIRST: [&str; 6] = ["Юрий", "Павел", "Олег", "Игорь", "Роман", "Денис"];
const MIDDLE: [&str; 4] = ["Ильич", "Петрович", "Олегович", "Андреевич"];
const POSTS: [&str; 4] = ["директор", "закупщик", "главный инженер", "бухгалтер"];
const LEADS: [(&str, &str); 4] =
    [("Новый", "new"), ("В работе", "working"), ("Некачественный лид", "closed"), ("Качественный лид", "converted")];

/// Numbers as people write them; all differ in their last ten digits.
fn phone(n: u32, rng: &mut Rng) -> String {
    let (a, b, c) = (n / 10_000 % 1000, n / 100 % 100, n % 100);
    match rng.u8(..3) {
        0 => format!("+7 (912) {a:03}-{b:02}-{c:02}"),
        1 => format!("8912{a:03}{b:02}{c:02}"),
        _ => format!("7 912 {a:03} {b:02} {c:02}"),
    }
}

impl Truth {
    pub fn new(seed: u64, size: usize) -> Truth {
        let mut rng = Rng::with_seed(seed);
        let rng = &mut rng;
        let mut next = 1_000_000 + rng.u32(..100);
        let mut number = |rng: &mut Rng| {
            next += 1;
            phone(next, rng)
        };
        let employees: Vec<Employee> = EMPLOYEES.iter().map(|(last, first)| Employee { last, first }).collect();
        let staff = employees.len();
        let companies: Vec<Company> = (0..size)
            .map(|i| Company {
                name: format!("{} «Кварц-{i}»", ["ООО", "АО", "ИП"][i % 3]),
                inn: format!("66{:08}", 70_000_000 + i),
                owner: rng.usize(..staff),
                phones: (0..rng.usize(..3)).map(|_| number(rng)).collect(),
                mails: (0..rng.usize(..2)).map(|_| format!("info@kvarc{i}.example")).collect(),
            })
            .collect();
        let mut people: Vec<Person> = (0..size + size / 2)
            .map(|i| {
                let companies = match i % 5 {
                    0 => vec![],
                    1 if size > 1 => vec![i % size, (i + 1) % size],
                    _ => vec![i % size],
                };
                let name = i / 2 * 2;
                Person {
                    // Neighbours who are nobody's contact share a name: only their numbers tell them apart.
                    last: format!("{}{}", LAST[name % LAST.len()], ["", "ский"][name / 7 % 2]),
                    first: FIRST[name / 3 % FIRST.len()].to_owned(),
                    middle: MIDDLE[i % MIDDLE.len()].to_owned(),
                    post: POSTS[i % POSTS.len()],
                    told_by_deal: companies.len() == 1 && i % 7 == 3,
                    companies,
                    owner: rng.usize(..staff),
                    phones: (0..1 + rng.usize(..2)).map(|_| number(rng)).collect(),
                    mails: vec![format!("p{i}@firma.example")],
                }
            })
            .collect();
        // Two people of one name, each with a number of their own and nobody's contact.
        if let [.., a, b] = &mut people[..] {
            (b.last, b.first, b.middle) = (a.last.clone(), a.first.clone(), a.middle.clone());
            for p in [a, b] {
                (p.companies, p.told_by_deal) = (vec![], false);
            }
        }
        let mut deals: Vec<Deal> = Vec::new();
        for (i, p) in people.iter().enumerate() {
            // Who is told by a deal needs one; the rest have some.
            let n = if p.told_by_deal || i + 2 >= people.len() { 1 } else { rng.usize(..3) };
            for _ in 0..n {
                let title = ["Насосы, монтаж", "Поставка труб", "Сервис; 2027 год"][deals.len() % 3];
                deals.push(Deal {
                    title: format!("{title} №{}", deals.len()),
                    company: p.companies.first().copied(),
                    person: i,
                    owner: rng.usize(..staff),
                    end: [End::Open, End::Open, End::Final, End::Won, End::Lost][rng.usize(..5)],
                    parts: (0..1 + rng.usize(..3)).map(|_| i64::from(rng.u32(1..5_000_000))).collect(),
                    day: 1 + rng.u32(..28),
                });
            }
        }
        let tasks = (0..size)
            .map(|i| {
                let deal = (i % 3 != 0 && !deals.is_empty()).then(|| rng.usize(..deals.len()));
                Task {
                    title: format!("{} {i}", ["Позвонить", "Встреча", "Проверить склад"][i % 3]),
                    owner: rng.usize(..staff),
                    author: rng.usize(..staff),
                    company: match deal {
                        Some(d) => deals[d].company,
                        None => Some(i % size),
                    },
                    deal,
                    done: i % 4 == 0,
                    day: 1 + rng.u32(..28),
                    minute: 9 * 60 + rng.u32(..480),
                }
            })
            .collect();
        let leads = (0..size / 2)
            .map(|i| Lead {
                title: format!("Заявка с сайта {i}"),
                owner: rng.usize(..staff),
                state: LEADS[i % LEADS.len()],
                phone: number(rng),
            })
            .collect();
        let mut calls: Vec<Call> = Vec::new();
        for (i, p) in people.iter().enumerate().filter(|(_, p)| p.companies.len() < 2) {
            let (answered, incoming) = (i % 3 != 0, i % 2 == 0);
            let second = calls.len() as u32 * 61;
            calls.push(Call { phone: p.phones[0].clone(), employee: rng.usize(..staff), second, answered, incoming });
        }
        // A number nobody knows, missed twice, and one that was answered.
        let (unknown, other) = (number(rng), number(rng));
        for (phone, answered) in [(&unknown, false), (&unknown, false), (&other, true)] {
            let second = 50_000 + calls.len() as u32 * 61;
            calls.push(Call { phone: phone.clone(), employee: 0, second, answered, incoming: true });
        }
        Truth { employees, companies, people, deals, tasks, leads, calls }
    }

    /// The name of the client a deal is about.
    pub fn client_of(&self, d: &Deal) -> String {
        match d.company {
            Some(c) => self.companies[c].name.clone(),
            None => self.people[d.person].name(),
        }
    }

    /// Deals and their sum by owner and stage kind.
    pub fn sums(&self) -> BTreeMap<(String, &'static str), (i64, i64)> {
        let mut out = BTreeMap::new();
        for d in &self.deals {
            let sum: &mut (i64, i64) = out.entry((self.employees[d.owner].name(), d.end.word())).or_default();
            sum.0 += 1;
            sum.1 += d.amount();
        }
        out
    }
}

/// The last ten digits, as numbers are compared.
pub fn norm(phone: &str) -> String {
    let d: String = phone.chars().filter(char::is_ascii_digit).collect();
    d[d.len().saturating_sub(10)..].to_owned()
}
