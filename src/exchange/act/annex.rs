//! One receiver's annex: what is taken over, in tables, and a signature of its own.

use super::{Maker, or_dash};
use crate::domain::papers::{Annex, ContactRow, Party, SignatureRow};
use crate::domain::{DecisionRole, SignatureState};
use crate::exchange::paper::{Column, Piece, Table};
use crate::texts::Noun;

impl Maker<'_> {
    pub(super) fn annex(&self, a: &Annex) -> Vec<Piece> {
        let (t, d) = (self.texts.t(), self.data);
        let facts =
            vec![(t.act_annex_from(), self.person(&d.leaver)), (t.act_annex_receiver(), self.person(&a.receiver))];
        let mut pieces = vec![
            Piece::Title(t.act_annex(a.number.to_string()), t.act_annex_to(self.number(), self.date())),
            Piece::Facts(facts),
        ];
        let tables = [
            (t.act_clients(), self.clients(a)),
            (t.act_deals(), self.deals(a)),
            (t.act_bonuses(), self.bonuses(a)),
            (t.act_tasks(), self.tasks(a)),
            (t.act_promises(), self.promises(a)),
            (t.act_documents(), self.documents(a)),
            (t.act_other_lines(), self.others(a)),
        ];
        for (title, table) in tables {
            if !table.rows.is_empty() {
                pieces.push(Piece::SubHeading(title));
                pieces.push(Piece::Table(table));
            }
        }
        pieces.push(Piece::SubHeading(t.act_total()));
        pieces.push(Piece::Text(self.annex_total(a)));
        if a.accepted.total > 0 {
            pieces.push(Piece::Text(self.accepted(&a.accepted)));
        }
        pieces.push(Piece::SubHeading(t.act_remarks()));
        pieces.push(Piece::Blank(2));
        let signs = |s: &SignatureRow, what: String| self.sign_line(s, what);
        let find = |party: Party, name: &str| {
            let recorded = d.signatures.iter().find(|s| s.party == party && s.person.name == name);
            let person = if party == Party::Receiver { &a.receiver } else { &d.leaver };
            recorded.cloned().unwrap_or_else(|| SignatureRow {
                party,
                person: person.clone(),
                state: SignatureState::Waiting,
                at: None,
                note: String::new(),
            })
        };
        let (leaver, receiver) = (find(Party::Leaver, &d.leaver.name), find(Party::Receiver, &a.receiver.name));
        pieces.push(Piece::Signatures(vec![
            signs(&leaver, t.act_signs_leaver()),
            signs(&receiver, self.took(&a.accepted)),
        ]));
        pieces
    }

    fn clients(&self, a: &Annex) -> Table {
        let t = self.texts.t();
        let columns = vec![
            Column::right(t.act_col_n(), 5),
            Column::left(t.act_col_client(), 26),
            Column::left(t.act_col_segment(), 12),
            Column::left(t.act_col_contacts(), 27),
            Column::left(t.act_col_next(), 30),
        ];
        let rows = a.clients.iter().enumerate().map(|(i, c)| {
            let next = self.step(&c.next_step, c.next_contact);
            vec![
                Self::n(i),
                c.name.clone(),
                self.texts.term(c.segment),
                or_dash(c.contacts.iter().map(|p| self.contact(p)).collect::<Vec<_>>().join("; ")),
                or_dash(next),
            ]
        });
        Table { columns, rows: rows.collect(), total: None }
    }

    fn contact(&self, p: &ContactRow) -> String {
        let role = (p.decision != DecisionRole::Unknown).then(|| self.texts.term(p.decision));
        let phone = (!p.phone.is_empty()).then(|| p.phone.clone());
        [Some(p.name.clone()), role, phone].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    fn deals(&self, a: &Annex) -> Table {
        let t = self.texts.t();
        let columns = vec![
            Column::right(t.act_col_n(), 5),
            Column::left(t.act_col_deal(), 23),
            Column::left(t.act_col_client(), 19),
            Column::left(t.act_col_stage(), 14),
            Column::right(t.act_col_sum(), 14),
            Column::left(t.act_col_next(), 25),
        ];
        let rows = a.deals.iter().enumerate().map(|(i, d)| {
            vec![
                Self::n(i),
                d.title.clone(),
                d.client.clone().unwrap_or_else(|| t.act_no_client()),
                d.stage.clone(),
                self.texts.money(d.amount),
                or_dash(self.step(&d.next_step, d.due)),
            ]
        });
        let sums = a.totals().sums;
        let blank = String::new;
        let total = vec![blank(), t.act_total(), blank(), blank(), self.texts.sums(&sums), blank()];
        Table { columns, rows: rows.collect(), total: Some(total) }
    }

    /// Only where something was noted.
    fn bonuses(&self, a: &Annex) -> Table {
        let t = self.texts.t();
        let columns = vec![
            Column::left(t.act_col_deal(), 30),
            Column::left(t.act_col_client(), 25),
            Column::left(t.act_col_bonus(), 45),
        ];
        let noted = a.deals.iter().filter_map(|d| d.bonus.as_ref().map(|b| (d, b)));
        let rows = noted.map(|(d, b)| {
            let client = d.client.clone().unwrap_or_else(|| t.act_no_client());
            vec![d.title.clone(), client, self.texts.bonus(b)]
        });
        Table { columns, rows: rows.collect(), total: None }
    }

    fn tasks(&self, a: &Annex) -> Table {
        let t = self.texts.t();
        let columns = vec![
            Column::right(t.act_col_n(), 5),
            Column::left(t.act_col_task(), 42),
            Column::left(t.act_col_task_kind(), 14),
            Column::left(t.act_col_client(), 22),
            Column::left(t.act_col_due(), 17),
        ];
        let rows = a.tasks.iter().enumerate().map(|(i, k)| {
            let client = k.client.clone().unwrap_or_else(|| "—".to_owned());
            let due = k.due.map(|d| self.due(d)).unwrap_or_default();
            vec![Self::n(i), k.title.clone(), self.texts.term(k.kind), client, or_dash(due)]
        });
        Table { columns, rows: rows.collect(), total: None }
    }

    /// What was said to a client binds whoever takes over: by when, on whose word, what the head has said to it.
    fn promises(&self, a: &Annex) -> Table {
        let t = self.texts.t();
        let columns = vec![
            Column::right(t.act_col_n(), 5),
            Column::left(t.act_col_promise(), 32),
            Column::left(t.act_col_of(), 26),
            Column::left(t.act_col_due(), 13),
            Column::left(t.act_col_stands(), 24),
        ];
        let rows = a.promises.iter().enumerate().map(|(i, p)| {
            let (said, due) = (&p.said, p.said.due.map(|d| self.due(d)).unwrap_or_default());
            let stands = self.texts.promise_stands(said.state, &said.agreed_with, p.has_task);
            let answer = (!said.answer.is_empty()).then(|| t.prom_to_client(&said.answer));
            let stands = [Some(stands).filter(|s| !s.is_empty()), answer].into_iter().flatten().collect::<Vec<_>>();
            vec![Self::n(i), said.text.clone(), p.of.clone(), or_dash(due), or_dash(stands.join(" · "))]
        });
        Table { columns, rows: rows.collect(), total: None }
    }

    fn documents(&self, a: &Annex) -> Table {
        let t = self.texts.t();
        let columns = vec![Column::left(t.act_col_client(), 35), Column::left(t.act_col_docs(), 65)];
        let owed = a.clients.iter().filter(|c| !c.docs_owed.is_empty());
        let rows = owed.map(|c| vec![c.name.clone(), c.docs_owed.clone()]).collect();
        Table { columns, rows, total: None }
    }

    fn others(&self, a: &Annex) -> Table {
        let t = self.texts.t();
        let columns = vec![
            Column::right(t.act_col_n(), 5),
            Column::left(t.act_col_kind(), 25),
            Column::left(t.act_col_title(), 70),
        ];
        let rows = a.others.iter().enumerate().map(|(i, o)| vec![Self::n(i), self.texts.term(o.kind), o.title.clone()]);
        Table { columns, rows: rows.collect(), total: None }
    }

    fn annex_total(&self, a: &Annex) -> String {
        let (t, total) = (self.texts.t(), a.totals());
        let clients = self.texts.count(Noun::Client, total.clients);
        let deals = self.texts.count(Noun::Deal, total.deals);
        let tasks = self.texts.count(Noun::Task, total.tasks);
        if total.sums.is_zero() {
            t.act_annex_total_no_sum(clients, deals, tasks)
        } else {
            t.act_annex_total(clients, deals, self.texts.sums(&total.sums), tasks)
        }
    }
}
