//! The sections of the act itself. Each is `None` when it has nothing to say.

use super::{Maker, or_dash};
use crate::base::At;
use crate::domain::checklist::Count;
use crate::domain::names::short;
use crate::domain::papers::{ActReader, BlockNote, Party, SignatureRow};
use crate::domain::{CaseKind, CorrespondencePart, Disposition, FileKind, LineKind, SignatureState};
use crate::exchange::paper::{Column, Piece, SignLine, Table};

type Section = Option<(String, Vec<Piece>)>;

impl Maker<'_> {
    pub(super) fn head(&self) -> Vec<Piece> {
        let t = self.texts.t();
        let place = if self.data.place.is_empty() { t.act_no_place() } else { self.data.place.clone() };
        let mut pieces =
            vec![Piece::Title(t.act_title(self.number()), t.act_subtitle()), Piece::Sides(place, self.date())];
        pieces.extend(match self.data.read_by {
            ActReader::Head => None,
            ActReader::Leaver => Some(Piece::Text(t.act_read_by_leaver())),
            ActReader::Receiver => Some(Piece::Text(t.act_read_by_receiver())),
        });
        pieces
    }

    pub(super) fn sections(&self) -> Vec<Section> {
        vec![
            Some(self.sides()),
            Some(self.handed()),
            self.ledger(),
            self.settled(),
            self.accesses(),
            self.context(),
            Some(self.loaded()),
            Some(self.remarks()),
            Some(self.signatures()),
            Some(self.checks()),
        ]
    }

    fn sides(&self) -> (String, Vec<Piece>) {
        let (t, d) = (self.texts.t(), self.data);
        let mut basis = match d.kind {
            CaseKind::Planned => t.act_basis_planned(),
            CaseKind::Crisis => t.act_basis_crisis(),
            CaseKind::Absence => t.act_basis_absence(),
            CaseKind::Single => t.act_basis_single(),
        };
        let notice = d.notice_at.map(|at| t.act_basis_notice(self.texts.day_paper(d.zone.day(at))));
        let last = d.last_day.map(|day| t.act_basis_last_day(self.texts.day_paper(day)));
        let seen = (d.kind == CaseKind::Crisis).then(|| match d.since_at {
            Some(at) => t.act_basis_seen(self.texts.at_paper(at, &self.clock)),
            None => t.act_basis_unknown(),
        });
        for more in [seen, notice, last].into_iter().flatten() {
            basis = format!("{basis}; {more}");
        }
        let mut facts = Vec::new();
        if !d.office.is_empty() {
            facts.push((t.act_office(), d.office.clone()));
        }
        let gives = if d.without_leaver() { t.act_held() } else { t.act_gives() };
        facts.push((gives, self.person(&d.leaver)));
        for (i, annex) in d.annexes.iter().enumerate() {
            facts.push((if i == 0 { t.act_takes() } else { String::new() }, self.person(&annex.receiver)));
        }
        facts.push((t.act_head(), self.person(&d.head)));
        facts.push((t.act_basis(), basis));
        let declares = match self.accepted_of_all() {
            _ if d.without_leaver() => t.act_declares_without(),
            (done, all) if done < all => t.act_declares_part(),
            _ => t.act_declares(),
        };
        (t.act_sides(), vec![Piece::Facts(facts), Piece::Text(declares)])
    }

    fn handed(&self) -> (String, Vec<Piece>) {
        let t = self.texts.t();
        let columns = vec![
            Column::right(t.act_col_annex(), 8),
            Column::left(t.act_col_receiver(), 28),
            Column::right(t.act_col_clients(), 11),
            Column::right(t.act_col_deals(), 10),
            Column::right(t.act_col_amount(), 22),
            Column::right(t.act_col_tasks(), 9),
            Column::right(t.act_col_others(), 10),
        ];
        let row = |first: String, name: String, total: &crate::domain::papers::Totals| {
            vec![
                first,
                name,
                self.texts.number(total.clients),
                self.texts.number(total.deals),
                self.texts.sums(&total.sums),
                self.texts.number(total.tasks),
                self.texts.number(total.others),
            ]
        };
        let rows = self.data.annexes.iter().map(|a| row(a.number.to_string(), a.receiver.name.clone(), &a.totals()));
        let total = row(String::new(), t.act_total(), &self.data.totals());
        let mut pieces = vec![Piece::Table(Table { columns, rows: rows.collect(), total: Some(total) })];
        // Handed over is what was accepted: an act that is drawn up before says so.
        let (done, all) = self.accepted_of_all();
        if done < all {
            pieces.push(Piece::Text(t.act_not_all_accepted(self.texts.n_of(done, all))));
        }
        (t.act_handed(), pieces)
    }

    /// Lines accepted, of those that need it.
    fn accepted_of_all(&self) -> (i64, i64) {
        let counts = self.data.annexes.iter().map(|a| &a.accepted);
        counts.fold((0, 0), |(done, all), c| (done + c.accepted + c.forced, all + c.total))
    }

    fn ledger(&self) -> Section {
        let (t, d) = (self.texts.t(), self.data);
        if d.ledger.is_empty() {
            return None;
        }
        let columns = vec![
            Column::left(t.act_col_kind(), 22),
            Column::right(t.act_col_snapshot(), 10),
            Column::right(t.act_col_late(), 9),
            Column::right(t.act_col_assigned(), 11),
            Column::right(t.act_col_kept(), 11),
            Column::right(t.act_col_closed(), 10),
            Column::right(t.act_col_else(), 8),
            Column::right(t.act_col_undecided(), 10),
            Column::right(t.act_col_sums(), 18),
        ];
        let n = |v: i64| self.texts.number(v);
        let rows = d.ledger.iter().map(|c| {
            vec![
                self.line_kind(c.kind),
                n(c.snapshot),
                n(c.late),
                n(c.of(Disposition::Assign)),
                n(c.of(Disposition::Keep)),
                n(c.of(Disposition::CloseWon) + c.of(Disposition::CloseLost)),
                n(c.of(Disposition::Archive) + c.of(Disposition::Merge) + c.of(Disposition::Exclude)),
                n(c.undecided()),
                if c.sums.is_zero() { "—".to_owned() } else { self.texts.sums(&c.sums) },
            ]
        });
        let mut pieces = vec![Piece::Table(Table { columns, rows: rows.collect(), total: None })];
        if d.ledger.iter().any(|c| c.undecided() != 0) {
            pieces.push(Piece::Text(t.act_ledger_open()));
        }
        Some((t.act_ledger(), pieces))
    }

    fn line_kind(&self, kind: LineKind) -> String {
        let t = self.texts.t();
        match kind {
            LineKind::Client => t.act_kind_client(),
            LineKind::Deal => t.act_kind_deal(),
            LineKind::Task => t.act_kind_task(),
            LineKind::Lead => t.act_kind_lead(),
            LineKind::Team => t.act_kind_team(),
            LineKind::Authored => t.act_kind_authored(),
            LineKind::Reference => t.act_kind_reference(),
        }
    }

    fn settled(&self) -> Section {
        let t = self.texts.t();
        if self.data.settled.is_empty() {
            return None;
        }
        let columns = vec![
            Column::right(t.act_col_n(), 5),
            Column::left(t.act_col_kind(), 14),
            Column::left(t.act_col_title(), 34),
            Column::left(t.act_col_decision(), 18),
            Column::left(t.act_col_reason(), 29),
        ];
        let rows = self.data.settled.iter().enumerate().map(|(i, s)| {
            let (kind, decision) = (self.texts.term(s.kind), self.texts.term(s.disposition));
            vec![Self::n(i), kind, s.title.clone(), decision, or_dash(s.reason.clone())]
        });
        Some((t.act_settled(), vec![Piece::Table(Table { columns, rows: rows.collect(), total: None })]))
    }

    fn accesses(&self) -> Section {
        if self.data.read_by != ActReader::Head {
            return None;
        }
        let t = self.texts.t();
        if self.data.accesses.is_empty() {
            return Some((t.act_accesses(), vec![Piece::Text(t.act_no_accesses())]));
        }
        let columns = vec![
            Column::left(t.act_col_system(), 26),
            Column::left(t.act_col_login(), 20),
            Column::left(t.act_col_state(), 14),
            Column::left(t.act_col_when(), 20),
            Column::left(t.act_col_redirect(), 20),
        ];
        let rows = self.data.accesses.iter().map(|a| {
            let when = a.done_at.map(|at| self.texts.at(at, &self.clock)).unwrap_or_default();
            let (login, redirected) = (or_dash(a.login.clone()), or_dash(a.redirected.clone()));
            vec![a.title.clone(), login, self.texts.term(a.state), or_dash(when), redirected]
        });
        Some((t.act_accesses(), vec![Piece::Table(Table { columns, rows: rows.collect(), total: None })]))
    }

    fn context(&self) -> Section {
        let (t, d) = (self.texts.t(), self.data);
        if d.confirmed.is_empty() && d.waived.is_empty() {
            return None;
        }
        let columns = vec![
            Column::left(t.act_col_title(), 30),
            Column::left(t.act_col_block(), 20),
            Column::left(t.act_col_who(), 24),
            Column::left(t.act_col_note(), 26),
        ];
        let row = |b: &BlockNote, note: String| {
            let day = self.texts.day_short(d.zone.day(b.at), self.day());
            let who = match b.entered_by.as_str() {
                "" => format!("{}, {day}", b.who),
                entered_by => t.act_by_sheet(&b.who, day, short(entered_by)),
            };
            vec![b.title.clone(), self.texts.term(b.block), who, note]
        };
        let confirmed = d.confirmed.iter().map(|b| row(b, t.act_nothing_special()));
        let waived = d.waived.iter().map(|b| row(b, t.act_waived(&b.reason)));
        let rows = confirmed.chain(waived).collect();
        let table = Piece::Table(Table { columns, rows, total: None });
        Some((t.act_context(), vec![Piece::Text(t.act_context_why()), table]))
    }

    fn loaded(&self) -> (String, Vec<Piece>) {
        let (t, d) = (self.texts.t(), self.data);
        let fresh = d.data_at.map_or_else(|| t.act_data_unknown(), |at| t.act_data_at(self.at(at)));
        let list = |kinds: &[FileKind]| kinds.iter().map(|k| self.texts.term(*k)).collect::<Vec<_>>().join(", ");
        let mut pieces = vec![Piece::Text(fresh)];
        if !d.loaded.is_empty() {
            pieces.push(Piece::Text(t.act_loaded(list(&d.loaded))));
        }
        if !d.not_loaded.is_empty() {
            pieces.push(Piece::Text(t.act_not_loaded(list(&d.not_loaded))));
        }
        if d.correspondence.iter().any(|(_, n)| n.all > 0) {
            let of = |n: &Count| self.texts.n_of(n.done.cast_signed(), n.all.cast_signed());
            let said = |(part, n): &(CorrespondencePart, Count)| format!("{} — {}", self.texts.term(*part), of(n));
            let all: Vec<String> = d.correspondence.iter().map(said).collect();
            pieces.push(Piece::Text(t.act_correspondence(all.join("; "))));
            if d.correspondence.iter().any(|(_, n)| n.done < n.all) {
                pieces.push(Piece::Text(t.act_correspondence_rest()));
            }
        }
        (t.act_data(), pieces)
    }

    fn at(&self, at: At) -> String {
        self.texts.at_paper(at, &self.clock)
    }

    fn remarks(&self) -> (String, Vec<Piece>) {
        let t = self.texts.t();
        let mut pieces: Vec<_> = self.data.remarks.iter().map(|r| Piece::Text(r.clone())).collect();
        if pieces.is_empty() {
            pieces.push(Piece::Text(t.act_no_remarks()));
        }
        pieces.push(Piece::Blank(2));
        (t.act_remarks(), pieces)
    }

    fn signatures(&self) -> (String, Vec<Piece>) {
        let (t, d) = (self.texts.t(), self.data);
        let (members, sides): (Vec<_>, Vec<_>) = d.signatures.iter().partition(|s| s.party == Party::Commission);
        let lines = |rows: Vec<&SignatureRow>| rows.into_iter().map(|s| self.sign_line(s, self.signs_as(s))).collect();
        let mut pieces = vec![Piece::Signatures(lines(sides))];
        let noted = d.signatures.iter().filter(|s| !s.note.is_empty());
        pieces.extend(noted.map(|s| Piece::Text(t.act_sign_note(&s.person.name, &s.note))));
        if !members.is_empty() {
            pieces.push(Piece::Text(if d.without_leaver() { t.act_commission_crisis() } else { t.act_commission() }));
            pieces.push(Piece::Signatures(lines(members)));
        } else if d.unsigned().next().is_some() || d.without_leaver() {
            let member = SignLine {
                as_what: t.act_commission_member(),
                name: String::new(),
                instead: String::new(),
                sign: t.act_sign_place(),
                date: t.act_date_place(),
            };
            pieces.push(Piece::Text(if d.without_leaver() { t.act_commission_crisis() } else { t.act_commission() }));
            pieces.push(Piece::Signatures(vec![member; 2]));
        }
        (t.act_signatures(), pieces)
    }

    fn signs_as(&self, s: &SignatureRow) -> String {
        let t = self.texts.t();
        match s.party {
            Party::Leaver => t.act_signs_as(t.act_signs_leaver(), self.texts.role_title(s.person.role)),
            Party::Head => t.act_signs_head(),
            Party::Commission => t.act_signs_as(t.act_commission_member(), self.texts.role_title(s.person.role)),
            Party::Receiver => match self.data.annexes.iter().find(|a| a.receiver.name == s.person.name) {
                Some(annex) => t.act_signs_annex(self.took(&annex.accepted), annex.number.to_string()),
                None => t.act_signs_nothing(),
            },
        }
    }

    pub(super) fn sign_line(&self, s: &SignatureRow, as_what: String) -> SignLine {
        let t = self.texts.t();
        let instead = match s.state {
            SignatureState::Refused | SignatureState::Absent => {
                let when = s.at.map_or_else(|| self.date(), |at| self.texts.day_paper(self.data.zone.day(at)));
                t.act_instead(self.texts.term(s.state), when)
            }
            SignatureState::Waiting | SignatureState::Signed => String::new(),
        };
        SignLine { as_what, name: s.person.name.clone(), instead, sign: t.act_sign_place(), date: t.act_date_place() }
    }

    fn checks(&self) -> (String, Vec<Piece>) {
        let (t, d) = (self.texts.t(), self.data);
        let snapshot = if d.snapshot_hash.is_empty() { t.act_no_snapshot() } else { d.snapshot_hash.clone() };
        let facts = vec![
            (t.act_made(), self.at(d.made_at)),
            (t.act_snapshot(), snapshot),
            (t.act_journal(), t.act_journal_head(d.journal_seq.0.to_string(), &d.journal_head)),
        ];
        (t.act_checks(), vec![Piece::Facts(facts)])
    }
}
