//! «Опрос за час»: one form a deal, two questions, the hottest deals first; saving goes on to the next that lacks an answer.

use crate::base::{CaseId, Fault, show};
use crate::domain::BlockState;
use crate::domain::context::{Problem, check_text};
use crate::domain::promised::{Promised, Told, UNUSUAL, told};
use crate::ops::{Done, InterviewSave, Outcome};
use crate::reads::interview::{Asked, Interview};
use crate::reads::{Answer, Query};
use crate::texts::Noun;
use crate::ui::cx::Cx;
use crate::ui::effect::{Out, RunId, Slot};
use crate::ui::popup::{FormPopup, Popup, Reply, Tag};
use crate::ui::said;
use crate::ui::widgets::{Field, Form, Problems, Values};

const ROWS: Slot = Slot("cases.context.hour");
const TAG: Tag = Tag("context.hour");

#[derive(Default)]
pub struct Hour {
    case: Option<CaseId>,
    rows: Vec<Asked>,
    /// The deals that are not asked about, by name.
    left: Vec<String>,
    /// Which of them the form is open over.
    at: usize,
    asked: Option<RunId>,
    /// The save that runs, and which of the two questions it answers.
    saving: Option<(RunId, [bool; 2])>,
}

impl Hour {
    /// Of a case, or of one that is prepared in hiding.
    pub fn begin(&mut self, case: CaseId, out: &mut Out) {
        self.case = Some(case);
        self.asked = Some(out.load(ROWS, Query::Interview(case)));
    }

    /// True for an answer to its own question.
    pub fn answer(&mut self, run: RunId, answer: &Result<Answer, Fault>, cx: &Cx, out: &mut Out) -> bool {
        if self.asked.take_if(|r| *r == run).is_none() {
            return false;
        }
        match answer {
            Ok(Answer::Interview(Interview { rows, left })) => {
                self.rows.clone_from(rows);
                self.left.clone_from(left);
                // Everything answered is looked through from the beginning.
                let first = rows.iter().position(|r| !r.is_answered()).unwrap_or(0);
                match rows.is_empty() {
                    true => out.say(cx.texts.t().hour_none()),
                    false => self.open(first, cx, out),
                }
            }
            Err(fault) => out.say(cx.texts.fault(fault).line()),
            Ok(_) => {}
        }
        true
    }

    fn open(&mut self, at: usize, cx: &Cx, out: &mut Out) {
        let Some(row) = self.rows.get(at) else { return };
        self.at = at;
        let (x, t) = (cx.texts, cx.texts.t());
        let form = Form::new(
            vec![
                Field::area("promised", t.hour_promised(), &nothing(row, cx)).note(t.hour_promised_how()),
                Field::area("next", t.hour_next(), &row.next.text),
                Field::spoken(
                    "on",
                    t.hour_when(),
                    &row.next.on.map_or_else(String::new, |d| x.due_paper(d)),
                    said::echo_any,
                ),
            ],
            check,
        )
        .day_from("next", "on");
        let place = x.n_of(at as i64 + 1, self.rows.len() as i64);
        let amount = row.amount.filter(|m| m.minor != 0).map(|m| x.money(m));
        let known = [Some(row.client.clone()), Some(row.stage.clone()), amount];
        let known: Vec<String> = known.into_iter().flatten().filter(|s| !s.is_empty()).collect();
        let written = written(row, cx);
        let written = if written.is_empty() { String::new() } else { format!(" {}", t.hour_known(written)) };
        let others = match self.left.len() {
            0 => String::new(),
            n => format!(" {}", t.hour_others(x.count(Noun::Deal, n as i64))),
        };
        let popup = FormPopup::new(t.hour_title(place, &row.title), form)
            .note(format!("{}{written}{others}", t.hour_note(known.join(" · "))))
            .help(self.help(cx))
            .live(heard)
            .draft(format!("cases.hour.{}", row.deal.0));
        out.open(TAG, Popup::Form(popup));
    }

    /// What F1 says: what is asked of which deals, how it is answered, how it is left and gone on with.
    fn help(&self, cx: &Cx) -> Vec<String> {
        let (x, t) = (cx.texts, cx.texts.t());
        let asked = x.n_of(self.rows.len() as i64, (self.rows.len() + self.left.len()) as i64);
        let mut out = vec![t.hour_help_answers(), t.hour_help_leave()];
        if !self.left.is_empty() {
            out.insert(0, t.hour_help_which(asked));
            out.push(t.hour_help_left(x.first_of(&self.left.iter().map(|d| show(d)).collect::<Vec<_>>())));
        }
        out
    }

    /// On to the next that lacks an answer; the end is told.
    fn go_on(&mut self, cx: &Cx, out: &mut Out) {
        match (self.at + 1..self.rows.len()).find(|i| !self.rows[*i].is_answered()) {
            Some(next) => self.open(next, cx, out),
            None => {
                let done = self.rows.iter().filter(|r| r.is_answered()).count();
                out.say(cx.texts.t().hour_over(cx.texts.n_of(done as i64, self.rows.len() as i64)));
            }
        }
    }

    /// True for a reply to its own form.
    pub fn reply(&mut self, tag: Tag, reply: &Reply, cx: &Cx, out: &mut Out) -> bool {
        if tag != TAG {
            return false;
        }
        let (Reply::Filled(v), Some(row), Some(case)) = (reply, self.rows.get(self.at), self.case) else { return true };
        let promised = match v["promised"].trim() {
            same if same == nothing(row, cx) => Promised::Unsaid,
            text if is_nothing(text, cx) => Promised::Nothing,
            text => Promised::These(text.to_owned()),
        };
        let (next, on) = (v["next"].trim(), said::due(&v["on"], cx).filter(|_| !v["on"].is_empty()));
        let next = (!next.is_empty() && (next != row.next.text || on != row.next.on)).then(|| (next.to_owned(), on));
        let answers = [promised != Promised::Unsaid, next.is_some()];
        match answers {
            [false, false] => self.go_on(cx, out),
            _ => {
                let seen = Some(row.next.rev);
                let run = out.run(InterviewSave { case, deal: row.deal, promised, next, seen });
                self.saving = Some((run, answers));
            }
        }
        true
    }

    /// True for the end of its own save.
    pub fn ran(&mut self, run: RunId, result: &Result<Done<Outcome>, Fault>, cx: &Cx, out: &mut Out) -> bool {
        let Some((_, answers)) = self.saving.take_if(|(r, _)| *r == run) else { return false };
        if result.is_ok() {
            // What was just said is answered; the list is read anew with the next beginning.
            if let Some(row) = self.rows.get_mut(self.at) {
                for (known, answered) in [&mut row.promised, &mut row.next].into_iter().zip(answers) {
                    known.state = if answered { Some(BlockState::Filled) } else { known.state };
                }
            }
            self.go_on(cx, out);
        }
        true
    }
}

/// «Ничего» is an answer: it confirms that nothing was promised.
fn is_nothing(text: &str, cx: &Cx) -> bool {
    text.trim_end_matches('.').to_lowercase() == cx.texts.t().hour_nothing()
}

/// What stands in the field at first: promises that are on the card already are told above it, and more may be added; in a
/// hidden preparation they are all in the field, and what stands there is what holds.
fn nothing(row: &Asked, cx: &Cx) -> String {
    if row.promised.state == Some(BlockState::Confirmed) {
        return cx.texts.t().hour_nothing();
    }
    let line = |p: &Told| if p.unusual { format!("{UNUSUAL} {}", p.text) } else { p.text.clone() };
    row.drafted.iter().flatten().map(line).collect::<Vec<_>>().join("\n")
}

fn written(row: &Asked, cx: &Cx) -> String {
    let story = (row.promised.state == Some(BlockState::Filled)).then(|| row.promised.text.clone());
    let promises = row.promises.iter().map(|p| cx.texts.promise(p, cx.today()));
    let all = promises.chain(story).filter(|s| !s.is_empty()).collect::<Vec<_>>().join("; ");
    // The sentence that tells it has a full stop of its own.
    all.trim_end_matches('.').to_owned()
}

/// What will be written of the first answer: each promise with its day and who has to decide on it.
fn heard(v: &Values, cx: &Cx) -> Vec<(String, String)> {
    let (x, t) = (cx.texts, cx.texts.t());
    let text = v["promised"].trim();
    if is_nothing(text, cx) {
        return vec![(String::new(), t.hour_nothing_promised())];
    }
    let tell = |(i, p): (usize, Told)| {
        let due = p.due.map(|d| x.due_long(d, cx.today()));
        let kind = match (p.unusual, p.agreed_with.is_empty()) {
            (true, true) => t.hour_promise_waits(),
            (_, false) => x.agreed(&p.agreed_with),
            (false, true) => t.hour_promise_usual(),
        };
        let parts = [Some(p.text), due, Some(kind)];
        (t.hour_promise(x.number(i as i64 + 1)), parts.into_iter().flatten().collect::<Vec<_>>().join(" · "))
    };
    told(text, cx.clock).into_iter().enumerate().map(tell).collect()
}

/// Why a text is no answer, in the words of this form: here «ничего» confirms that nothing was promised.
fn no_answer(problem: Problem, text: &str, cx: &Cx) -> String {
    let t = cx.texts.t();
    match problem {
        Problem::Unfinished => t.hour_unfinished(show(text)),
        _ => t.hour_no_answer(show(text)),
    }
}

fn check(v: &Values, cx: &Cx) -> Problems {
    let t = cx.texts.t();
    let mut out = Problems::new();
    let promised = v["promised"].trim();
    let bad = |text: &str| check_text(text).err().map(|p| no_answer(p, text, cx));
    if !promised.is_empty() && !is_nothing(promised, cx) {
        let all = told(promised, cx.clock);
        let first = if all.is_empty() { bad(promised) } else { all.iter().find_map(|p| bad(&p.text)) };
        out.extend(first.map(|p| ("promised", p)));
    }
    match (v["next"].trim().is_empty(), v["on"].is_empty()) {
        (false, true) => out.push(("on", t.hour_when_needed())),
        (true, false) => out.push(("next", t.hour_next_needed())),
        _ => {}
    }
    out
}
