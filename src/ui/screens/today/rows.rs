//! What stands in «Сейчас» and «Тревоги»: the sentence of each, the line under it, where Enter goes, what may be put off.

use crate::base::{CaseId, DAY_MS, HOUR_MS, Kind, MINUTE_MS, Ref};
use crate::domain::Notice;
use crate::domain::names::short;
use crate::reads::inbox::InboxRow;
use crate::reads::today::{Alarm, AlarmKind, Today, TodayRow, Waits, When, when};
use crate::reads::wizard::StepKind;
use crate::texts::Noun;
use crate::ui::cx::Cx;
use crate::ui::effect::Out;
use crate::ui::receivers::away;
use crate::ui::screens::{cases, inbox, of_kind, orphans, signals};

/// One thing under the cursor.
pub(super) enum Entry<'a> {
    Row(&'a TodayRow),
    Told(&'a InboxRow),
    Alarm(&'a Alarm),
}

/// The rows by time with what the inbox tells among them, then the alarms that ring.
pub(super) fn entries<'a>(read: &'a Today, cx: &Cx) -> Vec<Entry<'a>> {
    let mut out: Vec<Entry> = read.rows.iter().map(Entry::Row).chain(read.inbox.iter().map(Entry::Told)).collect();
    out.sort_by_key(|e| (e.when(cx), e.due().is_none(), e.due()));
    out.extend(read.alarms.iter().map(Entry::Alarm));
    out
}

impl Entry<'_> {
    fn due(&self) -> Option<crate::base::At> {
        match self {
            Entry::Row(r) => r.due_at,
            Entry::Told(r) => r.due_at,
            Entry::Alarm(_) => None,
        }
    }

    pub(super) fn when(&self, cx: &Cx) -> When {
        match self {
            Entry::Row(r) => r.when,
            Entry::Told(r) => when(r.due_at, &cx.clock),
            Entry::Alarm(_) => When::Today,
        }
    }

    /// By this it is known again when it was put off: the same thing keeps it over reloads.
    pub(super) fn key(&self) -> String {
        match self {
            Entry::Row(r) => {
                let case = r.case.map_or(0, |c| c.0);
                format!("{:?}:{case}:{}", r.waits, r.id.unwrap_or_default())
            }
            Entry::Told(r) => Ref::from(r.id).to_string(),
            Entry::Alarm(a) => format!("{:?}:{}", a.kind, a.case.map_or(0, |c| c.0)),
        }
    }

    /// Cutting accesses, the law's clocks and the calls of a crisis wait for nobody; an alarm rings until it is answered.
    pub(super) fn may_wait(&self) -> bool {
        match self {
            Entry::Row(r) => !matches!(r.waits, Waits::Access | Waits::Notice | Waits::Calls),
            Entry::Told(_) => true,
            Entry::Alarm(_) => false,
        }
    }

    /// It can be ticked from here.
    pub(super) fn by_hand(&self) -> bool {
        match self {
            Entry::Row(r) => r.by_hand,
            Entry::Told(_) => true,
            Entry::Alarm(_) => false,
        }
    }

    /// What is to be done, in one sentence.
    pub(super) fn sentence(&self, cx: &Cx) -> String {
        match self {
            Entry::Row(r) => sentence(r, cx),
            Entry::Told(r) => inbox::told(r, cx).what,
            Entry::Alarm(a) => alarm(a, cx),
        }
    }

    /// The handover it belongs to.
    pub(super) fn case(&self) -> Option<CaseId> {
        match self {
            Entry::Row(r) => r.case,
            Entry::Told(r) => r.case,
            Entry::Alarm(_) => None,
        }
    }

    /// What stands under it: why, or whom to ring, and how late. Nothing for what has time, but for what one is asked that has
    /// no form of its own to explain it.
    pub(super) fn under(&self, cx: &Cx) -> Vec<String> {
        let own = cx.facts.me_id.map(|me| me.0);
        let unsaid = matches!(self, Entry::Row(r) if r.waits == Waits::FirstContact && r.id.is_some() && r.id == own);
        if !unsaid && !matches!(self.when(cx), When::Overdue | When::Today) {
            return Vec::new();
        }
        let note = match self {
            Entry::Row(r) => note(r, cx),
            Entry::Told(_) => cx.texts.t().today_told(),
            Entry::Alarm(_) => return Vec::new(),
        };
        let mut parts: Vec<String> = vec![note];
        if let (When::Overdue, Some(due)) = (self.when(cx), self.due()) {
            let late = cx.clock.now.0 - due.0;
            if late >= MINUTE_MS {
                parts.push(cx.texts.late(coarse(late)));
            }
        }
        parts.retain(|p| !p.is_empty());
        parts
    }

    /// The place where it is done.
    pub(super) fn open(&self, out: &mut Out) {
        match self {
            Entry::Row(r) => open_row(r, out),
            Entry::Told(r) => inbox::open(r, out),
            Entry::Alarm(a) => open_alarm(a, out),
        }
    }
}

/// Of a delay the largest unit is enough: «4 ч», «3 д».
fn coarse(ms: i64) -> i64 {
    let unit = [DAY_MS, HOUR_MS].into_iter().find(|u| ms >= *u).unwrap_or(MINUTE_MS);
    ms - ms % unit
}

fn sentence(r: &TodayRow, cx: &Cx) -> String {
    let (x, t) = (cx.texts, cx.texts.t());
    let more = |one: String| {
        if r.n > 1 { t.today_and_more(one, x.number(r.n as i64 - 1)) } else { one }
    };
    let who = r.who.as_deref().map(short).unwrap_or_default();
    match r.waits {
        Waits::Item => r.title.clone(),
        Waits::Access => t.today_access(more(r.title.clone())),
        Waits::Acceptance if r.id.is_some() && r.id == cx.facts.me_id.map(|me| me.0) => {
            let case = r.case.map_or(0, |c| c.0).to_string();
            t.inbox_offered_by(r.n as i64, case, short(&r.leaver), x.number(r.n as i64))
        }
        Waits::Acceptance => t.today_acceptance(who, x.count(Noun::Line, r.n as i64)),
        Waits::LettersToApprove => t.today_letters_approve(x.count(Noun::Letter, r.n as i64)),
        Waits::LettersToSend => t.today_letters_send(x.count(Noun::Letter, r.n as i64)),
        Waits::VipCall => t.today_vip_call(more(r.title.clone())),
        Waits::Tell => t.today_tell(who, more(r.title.clone())),
        Waits::Calls => t.today_calls(x.count(Noun::Client, r.n as i64)),
        Waits::Promise => t.today_promise(more(t.quoted(r.title.clone()))),
        Waits::Act if r.title.is_empty() => t.today_act(),
        Waits::Act => t.today_act_outdated(),
        Waits::Signature if r.n == 1 && !cx.facts.me.is_empty() && r.who.as_ref() == Some(&cx.facts.me) => {
            t.today_signature_own()
        }
        Waits::Signature => t.today_signature(more(who)),
        Waits::Context => t.today_context(x.n_of(r.n as i64, r.number.unwrap_or_default())),
        Waits::Task if who.is_empty() => r.title.clone(),
        Waits::Task => t.today_task(r.title.clone(), who),
        Waits::Crm => t.today_crm(x.count(Noun::Line, r.n as i64), short(&r.leaver)),
        Waits::FirstContact => {
            let who = r.away.as_ref().map_or(who.clone(), |a| format!("{who} ({})", away(a, cx)));
            t.today_first_contact(who, more(r.title.clone()))
        }
        Waits::Notice => {
            let notice = Notice::ALL.iter().find(|n| Some(n.hours()) == r.number).copied();
            let what = x.notice(notice.unwrap_or(Notice::Hours24));
            if r.title.is_empty() { what } else { t.today_notice(short(&r.title), what) }
        }
    }
}

/// Why, or whom to ring: what the person needs before going there.
fn note(r: &TodayRow, cx: &Cx) -> String {
    let t = cx.texts.t();
    let who = r.who.as_deref().map(short).unwrap_or_default();
    match r.waits {
        Waits::Item if !who.is_empty() => t.today_responsible(who),
        Waits::Access if r.note.is_empty() => who,
        Waits::Access => t.today_ring(who, r.note.clone()),
        Waits::Task => r.note.clone(),
        Waits::FirstContact => t.today_first_contact_note(),
        _ => String::new(),
    }
}

fn alarm(a: &Alarm, cx: &Cx) -> String {
    let (x, t) = (cx.texts, cx.texts.t());
    let objects = x.count(Noun::Object, a.n as i64);
    let name = short(&a.name);
    match a.kind {
        AlarmKind::Late | AlarmKind::LateAway => {
            let h = &a.held;
            let parts: Vec<String> =
                [(Noun::Lead, h.leads), (Noun::Client, h.clients), (Noun::Deal, h.deals), (Noun::Task, h.tasks)]
                    .into_iter()
                    .filter(|(_, n)| *n > 0)
                    .map(|(noun, n)| x.count(noun, n as i64))
                    .collect();
            match a.kind {
                AlarmKind::LateAway => t.away_alarm_late(parts.join(", "), name),
                _ => t.today_alarm_late(parts.join(", "), name),
            }
        }
        AlarmKind::Signals => t.signals_wait_log(a.n as i64, x.number(a.n as i64)),
        AlarmKind::Temporary => t.today_alarm_temporary(x.count(Noun::Line, a.n as i64), name),
        AlarmKind::Return => t.away_alarm(x.count(Noun::Line, a.n as i64), name),
        AlarmKind::Unknown => t.today_alarm_unknown(x.count(Noun::Access, a.n as i64), name),
        AlarmKind::DeclinedAgain => t.today_alarm_declined(x.count(Noun::Line, a.n as i64)),
        AlarmKind::Bounced => t.today_alarm_bounced(x.count(Noun::Letter, a.n as i64)),
        AlarmKind::Orphans => t.today_alarm_orphans(objects),
        AlarmKind::Ownerless => t.today_alarm_ownerless(objects),
    }
}

fn open_row(r: &TodayRow, out: &mut Out) {
    let step = match r.waits {
        Waits::Item => StepKind::Start,
        Waits::Access => StepKind::Accesses,
        Waits::Acceptance | Waits::FirstContact => StepKind::Acceptance,
        Waits::LettersToApprove | Waits::LettersToSend | Waits::VipCall | Waits::Tell => StepKind::Letters,
        Waits::Calls => StepKind::Calls,
        Waits::Promise | Waits::Context => StepKind::Context,
        Waits::Act | Waits::Signature => StepKind::Act,
        Waits::Crm => StepKind::Crm,
        Waits::Notice => return out.go(signals::ID, r.id.map(|id| Ref { kind: Kind::Incident, id })),
        Waits::Task => {
            return match of_kind(Kind::Task).zip(r.id) {
                Some((screen, id)) => out.go(screen, Some(Ref { kind: Kind::Task, id })),
                None => out.go(cases::ID, r.case.map(Ref::from)),
            };
        }
    };
    match r.case {
        Some(case) => out.go_step(case, step),
        None => out.go(cases::ID, None),
    }
}

fn open_alarm(a: &Alarm, out: &mut Out) {
    let step = match a.kind {
        AlarmKind::Late | AlarmKind::LateAway | AlarmKind::DeclinedAgain | AlarmKind::Temporary => {
            StepKind::Distribution
        }
        AlarmKind::Return => StepKind::Return,
        AlarmKind::Unknown => StepKind::Accesses,
        AlarmKind::Bounced => StepKind::Letters,
        AlarmKind::Orphans | AlarmKind::Ownerless => return out.go(orphans::ID, None),
        AlarmKind::Signals => return out.go(signals::ID, None),
    };
    match a.case {
        Some(case) => out.go_step(case, step),
        None => out.go(cases::ID, None),
    }
}
