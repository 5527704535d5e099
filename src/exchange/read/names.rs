//! The table of known header and stage names: `assets/import/*.toml`, overridden by the office's own file.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::events::EventWords;
use super::work::WorkWords;
use crate::base::{Code, Fault, Res, fold};
use crate::domain::{FileKind, Source, StageKind};

macro_rules! fields {
    ($($name:ident = $word:literal),+ $(,)?) => {
        /// What a column can mean. Several columns may feed `Phone`, `Email`, `Note` and `Product`; of any other field the
        /// first column counts and the rest are kept with the row.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Field { $(#[serde(rename = $word)] $name),+ }

        impl Field {
            pub const ALL: &'static [Field] = &[$(Field::$name),+];

            /// The word of the tables and of `--map`.
            pub const fn word(self) -> &'static str {
                match self { $(Field::$name => $word),+ }
            }

            pub fn of(word: &str) -> Option<Field> {
                match word { $($word => Some(Field::$name),)+ _ => None }
            }
        }
    };
}

fields! {
    ExtId = "ext_id", Title = "title", Name = "name", Stage = "stage", StageGroup = "stage_group",
    Pipeline = "pipeline", ClosedFlag = "closed_flag", Amount = "amount", Currency = "currency", Owner = "owner",
    OwnerEmail = "owner_email", Client = "client", ClientExtId = "client_ext_id",
    ContactCompany = "contact_company", Inn = "inn", Contact = "contact",
    ContactFirst = "contact_first", ContactLast = "contact_last", ContactMiddle = "contact_middle",
    ContactPost = "contact_post", Phone = "phone", Email = "email", Created = "created", Modified = "modified",
    ExpectedClose = "expected_close", Closed = "closed", LossReason = "loss_reason", Source = "source", Tags = "tags",
    Product = "product", Note = "note", Industry = "industry", Region = "region", Segment = "segment", Site = "site",
    Address = "address", Login = "login", Department = "department", Post = "post", Head = "head",
    Author = "author", State = "state", Due = "due", Crm = "crm", Deal = "deal", TaskKind = "task_kind",
    RowKind = "row_kind", Ended = "ended", Direction = "direction", Duration = "duration", Result = "result",
    Recorded = "recorded",
    At = "at", User = "user", Event = "event", Object = "object", Ip = "ip", Rows = "rows", Detail = "detail",
}

impl Field {
    /// Fields that collect every column given to them.
    pub const fn many(self) -> bool {
        matches!(self, Field::Phone | Field::Email | Field::Note | Field::Product)
    }
}

/// One known form of file.
#[derive(Debug, Clone)]
pub struct Profile {
    pub source: Source,
    pub kind: FileKind,
    /// Told apart from other forms of the same source and kind.
    pub form: String,
    /// Of each group one folded header has to be there.
    pub must: Vec<Vec<String>>,
    pub columns: HashMap<String, Field>,
    /// Beginnings of headers, for those that a program goes on writing after.
    pub beginnings: Vec<(String, Field)>,
}

impl Profile {
    /// What a folded header means.
    pub fn field(&self, header: &str) -> Option<Field> {
        let known = self.columns.get(header).copied();
        known.or_else(|| self.beginnings.iter().find(|(b, _)| header.starts_with(b)).map(|(_, f)| *f))
    }
}

/// All known names.
#[derive(Debug, Clone)]
pub struct Names {
    pub profiles: Vec<Profile>,
    pub stages: StageWords,
    pub events: EventWords,
    pub work: WorkWords,
}

/// Names of stages whose kind is known.
#[derive(Debug, Clone, Default)]
pub struct StageWords {
    exact: HashMap<String, StageKind>,
    words: Vec<(String, StageKind)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileToml {
    source: Source,
    file: Vec<ProfileToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProfileToml {
    kind: FileKind,
    #[serde(default)]
    form: String,
    #[serde(default)]
    must: Vec<Vec<String>>,
    columns: HashMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StagesToml {
    won: StageToml,
    lost: StageToml,
    r#final: StageToml,
    open: StageToml,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StageToml {
    exact: Vec<String>,
    words: Vec<String>,
}

const SHIPPED: [&str; 9] = [
    include_str!("../../../assets/import/bitrix24.toml"),
    include_str!("../../../assets/import/amocrm.toml"),
    include_str!("../../../assets/import/onec.toml"),
    include_str!("../../../assets/import/hubspot.toml"),
    include_str!("../../../assets/import/pipedrive.toml"),
    include_str!("../../../assets/import/calls.toml"),
    include_str!("../../../assets/import/office.toml"),
    include_str!("../../../assets/import/maven.toml"),
    include_str!("../../../assets/import/log.toml"),
];
const STAGES: &str = include_str!("../../../assets/import/stages.toml");

/// A header as it is compared: folded, without currency signs (`Бюджет ₽` is `бюджет`).
pub fn fold_header(s: &str) -> String {
    let signs = ['₽', '$', '€', '\u{feff}'];
    fold(&s.replace(signs, " "))
}

impl Names {
    /// The names that ship with the program. Errors: `Internal`, if the assets themselves are broken.
    pub fn shipped() -> Res<Names> {
        let mut names = Names {
            profiles: Vec::new(),
            stages: StageWords::default(),
            events: EventWords::shipped()?,
            work: WorkWords::shipped()?,
        };
        for text in SHIPPED {
            names.add(text).map_err(|f| Fault { code: Code::Internal, ..f })?;
        }
        names.add_stages(STAGES).map_err(|f| Fault { code: Code::Internal, ..f })?;
        Ok(names)
    }

    /// Adds a table of headers; a profile of the same source, kind and form gets its columns added
    /// to. Errors: `BadConfig`.
    pub fn add(&mut self, text: &str) -> Res<()> {
        let file: FileToml = toml::from_str(text).map_err(|e| Fault::from(Code::BadConfig, e))?;
        for p in file.file {
            let (mut columns, mut beginnings) = (HashMap::new(), Vec::new());
            for (word, headers) in p.columns {
                let field = Field::of(&word).ok_or_else(|| Fault::new(Code::BadConfig).with("detail", &word))?;
                for header in &headers {
                    if let Some(beginning) = header.strip_suffix('*') {
                        beginnings.push((fold_header(beginning), field));
                    } else if columns.insert(fold_header(header), field).is_some() {
                        return Err(Fault::new(Code::BadConfig).with("detail", header));
                    }
                }
            }
            let must: Vec<Vec<String>> =
                p.must.iter().map(|group| group.iter().map(|h| fold_header(h)).collect()).collect();
            let same = |k: &&mut Profile| (k.source, k.kind, &k.form) == (file.source, p.kind, &p.form);
            match self.profiles.iter_mut().find(same) {
                Some(known) => {
                    known.columns.extend(columns);
                    known.beginnings.extend(beginnings);
                    if !must.is_empty() {
                        known.must = must;
                    }
                }
                None => {
                    self.profiles.push(Profile {
                        source: file.source,
                        kind: p.kind,
                        form: p.form,
                        must,
                        columns,
                        beginnings,
                    });
                }
            }
        }
        Ok(())
    }

    /// Adds names of stages. Errors: `BadConfig`.
    pub fn add_stages(&mut self, text: &str) -> Res<()> {
        let t: StagesToml = toml::from_str(text).map_err(|e| Fault::from(Code::BadConfig, e))?;
        let in_order = [
            (t.lost, StageKind::Lost),
            (t.won, StageKind::Won),
            (t.r#final, StageKind::Final),
            (t.open, StageKind::Open),
        ];
        for (names, kind) in in_order {
            self.stages.exact.extend(names.exact.iter().map(|n| (fold(n), kind)));
            self.stages.words.extend(names.words.iter().map(|n| (fold(n), kind)));
        }
        Ok(())
    }
}

impl StageWords {
    /// The kind of a stage by its name, `None` when no known word is in it.
    pub fn kind(&self, name: &str) -> Option<StageKind> {
        let name = fold(name);
        if let Some(kind) = self.exact.get(&name) {
            return Some(*kind);
        }
        let begins = |word: &str| {
            name.match_indices(word).any(|(i, _)| !name[..i].chars().next_back().is_some_and(char::is_alphanumeric))
        };
        self.words.iter().find(|(word, _)| begins(word)).map(|(_, kind)| *kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_tables_are_sound() {
        let n = Names::shipped().unwrap();
        assert_eq!(n.profiles.len(), 25);
        for p in &n.profiles {
            assert!(!p.must.is_empty());
            for h in p.must.iter().flatten() {
                assert!(!h.is_empty());
            }
            let keys = p.kind.key_fields();
            assert!(p.columns.values().any(|f| keys.contains(&f.word())), "{:?} {:?}", p.source, p.kind);
        }
    }

    #[test]
    fn stages_are_known_by_their_words() {
        let n = Names::shipped().unwrap();
        for (name, kind) in [
            ("Договор", Some(StageKind::Final)),
            ("Договор на подписании", Some(StageKind::Final)),
            ("СЧЁТ ВЫСТАВЛЕН", Some(StageKind::Final)),
            ("Cчёт на предоплату", Some(StageKind::Final)),
            ("Успешно реализовано", Some(StageKind::Won)),
            ("Закрыто и не реализовано", Some(StageKind::Lost)),
            ("Сделка успешна", Some(StageKind::Won)),
            ("Сделка провалена", Some(StageKind::Lost)),
            ("Closed Won", Some(StageKind::Won)),
            ("Lost", Some(StageKind::Lost)),
            ("Engaging", Some(StageKind::Open)),
            ("Ждём звезду", None),
            ("Рассчёт", None),
        ] {
            assert_eq!(n.stages.kind(name), kind, "{name}");
        }
    }

    #[test]
    fn headers_fold() {
        assert_eq!(fold_header("Бюджет ₽"), fold_header(" бюджет\u{a0}"));
        assert_eq!(fold_header("\u{feff}ID"), "id");
    }

    #[test]
    fn an_office_adds_its_own_names() {
        let mut n = Names::shipped().unwrap();
        n.add("source = 'amocrm'\n[[file]]\nkind = 'deals'\n[file.columns]\nregion = ['Мой регион']").unwrap();
        let p = n.profiles.iter().find(|p| p.source == Source::Amocrm).unwrap();
        assert_eq!(p.columns.get("мои регион"), None);
        assert_eq!(p.columns.get("мой регион"), Some(&Field::Region));
        assert_eq!(n.add("source = 'amocrm'\nfoo = 1").unwrap_err().code, Code::BadConfig);
    }
}
