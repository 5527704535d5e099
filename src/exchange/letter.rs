//! The text of a letter: one pass of the template over its values, nothing left empty by mistake.

use std::collections::BTreeMap;

use minijinja::{Environment, UndefinedBehavior, Value};

use crate::base::{Code, Fault, Res, clean};
use crate::domain::papers::{LetterData, LetterManager, LetterPerson};
use crate::domain::{Gender, LetterKind};
use crate::texts::{Lang, Texts};

/// Subject and body, ready for `eml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterText {
    pub subject: String,
    pub body: String,
}

/// The shipped template of a language, of the first letter or of the one that corrects it; an office's own text replaces it.
pub const fn shipped(lang: Lang, kind: LetterKind) -> &'static str {
    match (lang, kind) {
        (Lang::Ru, LetterKind::First) => include_str!("../../assets/letters/ru/manager_change.txt"),
        (Lang::En, LetterKind::First) => include_str!("../../assets/letters/en/manager_change.txt"),
        (Lang::Ru, LetterKind::Clarify) => include_str!("../../assets/letters/ru/clarification.txt"),
        (Lang::En, LetterKind::Clarify) => include_str!("../../assets/letters/en/clarification.txt"),
    }
}

/// Renders a letter. `template` is the office's own text, or `None` for the shipped one; both sets of names, Russian and
/// English, work in either.
///
/// # Errors
/// `LetterNotReady` when a value the letter cannot do without is missing; `BadTemplate` when the template is broken, uses
/// a name that does not exist, or gives no subject or no text.
pub fn letter(data: &LetterData, texts: &Texts, template: Option<&str>) -> Res<LetterText> {
    if let Some(gap) = data.gap() {
        return Err(Fault::new(Code::LetterNotReady).with("gap", gap.word()).with("name", &data.client));
    }
    let mut env = Environment::new();
    // An office's text may loop for ever by mistake.
    env.set_fuel(Some(100_000));
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    let broken = |e: minijinja::Error| {
        let row = e.line().map(|l| l.to_string()).unwrap_or_default();
        Fault::from(Code::BadTemplate, e).with("row", row)
    };
    let kind = if data.before.is_some() { LetterKind::Clarify } else { LetterKind::First };
    let source = template.unwrap_or(shipped(texts.lang(), kind));
    let text = env.render_str(source, values(data, texts)).map_err(broken)?;
    let text = clean(&text);
    let (subject, body) = text.trim_start().split_once('\n').unwrap_or((text.trim(), ""));
    let (subject, body) = (subject.trim().to_owned(), tidy(body));
    if subject.is_empty() || body.is_empty() {
        return Err(Code::BadTemplate.into());
    }
    Ok(LetterText { subject, body })
}

/// No blank line twice, no blanks at line ends, one line end at the end.
fn tidy(body: &str) -> String {
    let mut out = String::with_capacity(body.len());
    let mut blank = true;
    for line in body.lines().map(str::trim_end) {
        if line.is_empty() && blank {
            continue;
        }
        blank = line.is_empty();
        out.push_str(line);
        out.push('\n');
    }
    let text = out.trim_end();
    if text.is_empty() { String::new() } else { format!("{text}\n") }
}

/// Values under their Russian and their English name.
#[derive(Default)]
struct Names(BTreeMap<&'static str, Value>);

impl Names {
    fn put(&mut self, ru: &'static str, en: &'static str, value: impl Into<Value>) {
        let value = value.into();
        self.0.insert(ru, value.clone());
        self.0.insert(en, value);
    }

    fn done(self) -> Value {
        Value::from(self.0)
    }
}

fn values(data: &LetterData, texts: &Texts) -> Value {
    let t = texts.t();
    let greeting = match data.salutation.as_str() {
        "" => t.letter_greeting_neutral(),
        salutation => t.letter_greeting(line(salutation)),
    };
    let managers: Vec<Value> = data.managers.iter().map(|m| manager(m, texts)).collect();
    let mut signer = person(&data.signer);
    signer.put("должность", "title", texts.role_title(data.signer_role));
    let mut all = Names::default();
    all.put("обращение", "greeting", greeting);
    all.put("клиент", "client", line(&data.client));
    all.put("организация", "office", line(&data.office));
    all.put("с_даты", "from_date", data.from_day.map(|d| texts.day_paper(d)).unwrap_or_default());
    all.put("следующий_контакт", "next_contact", data.next_contact.map(|d| texts.due_paper(d)).unwrap_or_default());
    all.put("все_знают", "all_know", data.managers.iter().all(|m| m.knows));
    all.put("все_на_месте", "all_here", data.managers.iter().all(|m| m.away_until.is_none()));
    all.put("менеджер", "manager", managers.first().cloned().unwrap_or_default());
    all.put("менеджеры", "managers", managers);
    all.put("руководитель", "head", signer.done());
    all.put("прежний", "before", data.before.as_ref().map(|p| person(p).done()).unwrap_or_default());
    all.done()
}

fn manager(m: &LetterManager, texts: &Texts) -> Value {
    let mut all = person(&m.person);
    all.put("знает", "knows", m.knows);
    all.put("отсутствует_по", "away_until", m.away_until.map(|d| texts.day_paper(d)).unwrap_or_default());
    all.put("клиенты", "clients", m.clients.iter().map(|c| line(c)).collect::<Vec<_>>());
    all.done()
}

fn person(p: &LetterPerson) -> Names {
    let (ru, en) = match p.gender {
        Some(Gender::Male) => ("м", "m"),
        Some(Gender::Female) => ("ж", "f"),
        None => ("", ""),
    };
    let mut all = Names::default();
    all.put("имя", "name", line(&p.name));
    all.put("коротко", "given", line(&p.given));
    all.put("контакты", "contacts", line(&p.contacts()));
    all.put("телефон", "phone", line(&p.phone));
    all.put("почта", "email", line(&p.email));
    all.0.insert("пол", ru.into());
    all.0.insert("gender", en.into());
    all
}

/// A value stays within its line.
fn line(s: &str) -> String {
    clean(s).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Day, Due};
    use crate::domain::Role;

    pub fn sample() -> LetterData {
        LetterData {
            salutation: "Уважаемый Иван Петрович".to_owned(),
            office: "ООО «Вектор»".to_owned(),
            client: "АО «Каскад»".to_owned(),
            managers: vec![LetterManager {
                person: LetterPerson::of("Смирнов Алексей Павлович", None, "+7 912 345-67-89", "alexey@vector.example"),
                clients: vec!["АО «Каскад»".to_owned()],
                knows: true,
                away_until: None,
            }],
            before: None,
            from_day: None,
            next_contact: None,
            signer: LetterPerson::of("Иванова Мария Сергеевна", None, "+7 343 200-11-22", "ivanova@vector.example"),
            signer_role: Role::Head,
        }
    }

    fn ru(data: &LetterData) -> LetterText {
        letter(data, &Texts::load(Lang::Ru), None).unwrap()
    }

    #[test]
    fn the_letter_speaks_in_the_seeds_words() {
        let text = ru(&sample());
        assert_eq!(text.subject, "Ваш персональный менеджер — Алексей Смирнов");
        assert_eq!(
            text.body,
            "Уважаемый Иван Петрович!\n\n\
             Хотим сообщить, что теперь вашим персональным менеджером является Алексей Смирнов. Все наши \
             договорённости сохранены в силе, Алексей уже ознакомился с историей нашего сотрудничества и свяжется с \
             вами в ближайшие дни.\n\n\
             Его контакты: +7 912 345-67-89, alexey@vector.example.\n\n\
             Если возникнут вопросы — я на связи.\n\n\
             С уважением,\nМария Иванова,\nруководитель отдела продаж, ООО «Вектор»\n\n\
             +7 343 200-11-22, ivanova@vector.example\n"
        );
    }

    #[test]
    fn verbs_agree_and_the_next_contact_is_repeated() {
        let mut data = sample();
        data.salutation.clear();
        data.next_contact = Due::parse("2027-03-10 11:00");
        data.from_day = Day::parse("2026-11-30");
        data.managers[0].person = LetterPerson::of("Петрова Елена Викторовна", None, "", "petrova@vector.example");
        let body = ru(&data).body;
        assert!(body.starts_with("Здравствуйте!\n\nХотим сообщить, что с 30 ноября 2026 г. вашим"), "{body}");
        assert!(body.contains("Елена уже ознакомилась с историей"), "{body}");
        assert!(body.contains("Её контакты: petrova@vector.example."), "{body}");
        assert!(body.contains("контакте тоже в силе: 10 марта 2027 г., 11:00.\n"), "{body}");
        data.next_contact = Due::parse("2027-03-10");
        assert!(ru(&data).body.contains("контакте тоже в силе: 10 марта 2027 г.\n"), "one full stop");
        data.managers[0].person.gender = None;
        assert!(ru(&data).body.contains("Елена уже знает историю нашего сотрудничества"));
    }

    #[test]
    fn one_letter_names_both_managers_of_two_clients() {
        let mut data = sample();
        data.managers.push(LetterManager {
            person: LetterPerson::of("Петрова Елена", None, "+7 912 000-00-00", ""),
            clients: vec!["ООО «Ладога»".to_owned()],
            knows: true,
            away_until: None,
        });
        let body = ru(&data).body;
        assert!(body.contains("— Алексей Смирнов (АО «Каскад»): +7 912 345-67-89, alexey@vector.example;\n"), "{body}");
        assert!(body.contains("— Елена Петрова (ООО «Ладога»): +7 912 000-00-00.\n\nВсе наши"), "{body}");
    }

    #[test]
    fn a_letter_says_of_nobody_what_is_not_so() {
        let mut data = sample();
        data.managers[0].knows = false;
        let body = ru(&data).body;
        assert!(body.contains("сохранены в силе, Алексей свяжется с вами в ближайшие дни.\n"), "{body}");
        data.managers[0].knows = true;
        data.managers[0].away_until = Day::parse("2026-12-05");
        let body = ru(&data).body;
        assert!(body.contains("сотрудничества и свяжется с вами после 5 декабря 2026 г.\n"), "{body}");
        let english = letter(&data, &Texts::load(Lang::En), None).unwrap().body;
        assert!(!english.contains("next few days") && english.contains("already knows"), "{english}");

        let mut other = data.managers[0].clone();
        (other.knows, other.away_until) = (false, None);
        data.managers.push(other);
        for before in [None, Some(LetterPerson::of("Петрова Елена", None, "", ""))] {
            let body = ru(&LetterData { before, ..data.clone() }).body;
            assert!(body.contains("vector.example (на месте после 5 декабря 2026 г.);\n"), "{body}");
            assert!(body.contains("сохранены в силе, новые менеджеры свяжутся с вами.\n"), "{body}");
        }
    }

    #[test]
    fn a_clarification_names_who_was_named_before_and_who_it_is_now() {
        let mut data = sample();
        data.before = Some(LetterPerson::of("Петрова Елена Викторовна", None, "", ""));
        let text = ru(&data);
        assert_eq!(text.subject, "Уточнение: ваш персональный менеджер — Алексей Смирнов");
        let said = "Недавно мы писали, что вашим персональным менеджером будет Елена Петрова. Уточняем: теперь с вами работает \
                    Алексей Смирнов.";
        assert!(text.body.contains(said), "{}", text.body);
        assert!(text.body.contains("Алексей уже ознакомился с историей"), "{}", text.body);
        let english = letter(&data, &Texts::load(Lang::En), None).unwrap();
        assert!(english.subject.starts_with("A correction:"), "{}", english.subject);
    }

    #[test]
    fn english_has_the_same_shape() {
        let text = letter(&sample(), &Texts::load(Lang::En), None).unwrap();
        assert!(text.body.starts_with("Уважаемый Иван Петрович,\n\nWe would like"), "{}", text.body);
        assert!(text.body.contains("Head of Sales, ООО «Вектор»"));
    }

    #[test]
    fn a_value_is_never_taken_for_a_template() {
        let mut data = sample();
        data.office = "{{ руководитель.почта }}{% for %}\nBcc: x@y.z".to_owned();
        assert!(ru(&data).body.contains("продаж, {{ руководитель.почта }}{% for %} Bcc: x@y.z\n"));
    }

    #[test]
    fn an_office_text_is_checked_strictly() {
        let texts = Texts::load(Lang::Ru);
        let own = |t: &str| letter(&sample(), &texts, Some(t));
        let good = own("Тема про {{ client }}\n\n{{ обращение }}\nТекст").unwrap();
        assert_eq!(
            (good.subject.as_str(), good.body.as_str()),
            ("Тема про АО «Каскад»", "Уважаемый Иван Петрович!\nТекст\n")
        );
        let f = own("Тема\n\n{{ опечатка }}").unwrap_err();
        assert_eq!((f.code, f.arg("row")), (Code::BadTemplate, "3"));
        assert_eq!(own("Только тема").unwrap_err().code, Code::BadTemplate);
        assert_eq!(own("{{").unwrap_err().code, Code::BadTemplate);
        let endless = own("Тема\n\n{% for i in range(9000) %}{% for j in range(9000) %}x{% endfor %}{% endfor %}");
        assert_eq!(endless.unwrap_err().code, Code::BadTemplate);
    }

    #[test]
    fn nothing_goes_out_with_an_empty_value() {
        let mut data = sample();
        data.managers[0].person.phone.clear();
        data.managers[0].person.email.clear();
        let f = letter(&data, &Texts::load(Lang::Ru), None).unwrap_err();
        assert_eq!((f.code, f.arg("gap")), (Code::LetterNotReady, "no_manager_contacts"));
    }
}
