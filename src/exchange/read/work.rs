//! What the words of tasks, leads and calls mean: `assets/import/work.toml`.

use serde::Deserialize;

use crate::base::{Code, Fault, Res, fold};
use crate::domain::{LeadState, TaskKind};

const SHIPPED: &str = include_str!("../../../assets/import/work.toml");

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkWords {
    task: TaskWords,
    done: DoneWords,
    not: NotWords,
    lead: LeadWords,
    call: CallWords,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct TaskWords {
    call: Vec<String>,
    meeting: Vec<String>,
    invoice: Vec<String>,
    document: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct DoneWords {
    exact: Vec<String>,
    words: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct NotWords {
    words: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct LeadWords {
    converted: Vec<String>,
    closed: Vec<String>,
    working: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct CallWords {
    incoming: Vec<String>,
    outgoing: Vec<String>,
    missed: Vec<String>,
    answered: Vec<String>,
}

/// Whether one of the words begins a word of the folded text.
fn begins(words: &[String], text: &str) -> bool {
    words.iter().any(|w| {
        text.match_indices(w.as_str()).any(|(i, _)| !text[..i].chars().next_back().is_some_and(char::is_alphanumeric))
    })
}

impl WorkWords {
    /// The words that ship with the program. Errors: `Internal`, if the asset itself is broken.
    pub fn shipped() -> Res<WorkWords> {
        toml::from_str(SHIPPED).map_err(|e| Fault::from(Code::Internal, e))
    }

    /// By the CRM's own type, else by how the title begins: a word inside a title says little.
    pub fn task(&self, own: &str, title: &str) -> TaskKind {
        let (own, title) = (fold(own), fold(title));
        let t = &self.task;
        let all = [
            (&t.call, TaskKind::Call),
            (&t.meeting, TaskKind::Meeting),
            (&t.invoice, TaskKind::Invoice),
            (&t.document, TaskKind::Document),
        ];
        let fits = |words: &[String]| match own.is_empty() {
            true => words.iter().any(|w| title.starts_with(w.as_str())),
            false => begins(words, &own),
        };
        all.into_iter().find(|(words, _)| fits(words)).map_or(TaskKind::Other, |(_, kind)| kind)
    }

    /// A task is done only where its state begins by saying so: «Ждёт выполнения» and «Условно завершена» are not done.
    pub fn is_done(&self, state: &str) -> bool {
        let state = fold(state);
        self.done.exact.contains(&state) || self.done.words.iter().any(|w| state.starts_with(w.as_str()))
    }

    /// A lead of an unknown state is new: somebody has to look at it.
    pub fn lead(&self, state: &str) -> LeadState {
        let state = fold(state);
        let l = &self.lead;
        let all =
            [(&l.closed, LeadState::Closed), (&l.converted, LeadState::Converted), (&l.working, LeadState::Working)];
        let denied = self.not.words.iter().any(|w| state.starts_with(w.as_str()));
        all.into_iter().find(|(words, _)| !denied && begins(words, &state)).map_or(LeadState::New, |(_, s)| s)
    }

    /// Whether a call came in; `None` where the words do not say.
    pub fn incoming(&self, direction: &str) -> Option<bool> {
        let direction = fold(direction);
        if begins(&self.call.outgoing, &direction) {
            return Some(false);
        }
        // «Пропущенный» without more is one that came in.
        let came = begins(&self.call.incoming, &direction) || begins(&self.call.missed, &direction);
        came.then_some(true)
    }

    /// Whether somebody was spoken with; `None` where the words do not say.
    pub fn answered(&self, said: &str) -> Option<bool> {
        let said = fold(said);
        if begins(&self.call.missed, &said) {
            return Some(false);
        }
        begins(&self.call.answered, &said).then_some(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tasks_are_known_by_type_or_by_how_they_begin() {
        let w = WorkWords::shipped().unwrap();
        for (own, title, kind) in [
            ("", "Позвонить Жукову", TaskKind::Call),
            ("", "Обсудить звонок", TaskKind::Other),
            ("Звонок", "Жуков", TaskKind::Call),
            ("Исходящий звонок", "", TaskKind::Call),
            ("Встреча", "Позвонить", TaskKind::Meeting),
            ("", "Выставить счёт", TaskKind::Invoice),
            ("", "Подготовить КП", TaskKind::Document),
            ("Задача", "Позвонить", TaskKind::Other),
        ] {
            assert_eq!(w.task(own, title), kind, "{own} / {title}");
        }
    }

    #[test]
    fn states_are_never_guessed_as_ended() {
        let w = WorkWords::shipped().unwrap();
        for (s, done) in [
            ("Завершена", true),
            ("Да", true),
            ("Отклонена", true),
            ("Не завершена", false),
            ("Ждет контроля", false),
            ("Ждет выполнения", false),
            ("Условно завершена", false),
            ("Отложена", false),
            ("", false),
        ] {
            assert_eq!(w.is_done(s), done, "{s}");
        }
        for (s, state) in [
            ("Новый", LeadState::New),
            ("Не обработан", LeadState::New),
            ("В работе", LeadState::Working),
            ("Некачественный лид", LeadState::Closed),
            ("Качественный лид", LeadState::Converted),
            ("Думаем о звёздах", LeadState::New),
        ] {
            assert_eq!(w.lead(s), state, "{s}");
        }
    }

    #[test]
    fn calls_have_a_direction_and_an_end() {
        let w = WorkWords::shipped().unwrap();
        assert_eq!((w.incoming("Входящий"), w.incoming("исходящий"), w.incoming("?")), (Some(true), Some(false), None));
        assert_eq!(w.incoming("Пропущенный"), Some(true));
        for (s, said) in
            [("Отвечен", Some(true)), ("Не отвечен", Some(false)), ("Пропущенный", Some(false)), ("", None)]
        {
            assert_eq!(w.answered(s), said, "{s}");
        }
    }
}
