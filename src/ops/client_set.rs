//! A client's card as far as the handover needs it: segment, region, industry, the second manager, the next contact.

use serde::{Deserialize, Serialize};

use super::employee_set::text;
use super::{About, Asks, Command, Ctx};
use crate::base::{ClientId, Code, Day, EmployeeId, Fault, Kind, Ref, Res, fold};
use crate::domain::Segment;
use crate::domain::rights::Right;
use crate::store::{Field, Tx, Val, params};

/// What is `None` stays as it is; an empty region or industry takes it away.
#[derive(Debug, Clone, Serialize)]
pub struct ClientSet {
    pub client: ClientId,
    pub segment: Option<Segment>,
    pub region: Option<String>,
    pub industry: Option<String>,
    /// Напарник: the first of the team after the owner.
    pub second: Option<EmployeeId>,
    pub next_contact: Option<Day>,
}

impl ClientSet {
    /// A change of one client's card, with nothing changed yet.
    pub fn of(client: ClientId) -> Self {
        Self { client, segment: None, region: None, industry: None, second: None, next_contact: None }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientSaved {
    pub client: ClientId,
}

impl Command for ClientSet {
    type Out = ClientSaved;
    const WORD: &'static str = "client-set";

    fn object(&self) -> Option<Ref> {
        Some(self.client.into())
    }

    fn asks(&self) -> Vec<Asks> {
        let about = About::Object(self.client.into());
        let mut out = vec![Asks::new(Right::Change, about)];
        if self.segment.is_some() {
            out.push(Asks::new(Right::ReferenceLists, about));
        }
        if self.next_contact.is_some() {
            out.push(Asks::new(Right::Dates, about));
        }
        out
    }

    /// Errors: `UnknownClient`, `UnknownEmployee`, `NotEligible` for a second manager who owns the client or has left.
    fn run(&self, tx: &mut Tx<'_>, _cx: &Ctx<'_>) -> Res<ClientSaved> {
        let sql = "SELECT owner_id FROM client WHERE id = ?1 AND deleted = 0";
        let owner = tx.one(sql, params![self.client], |r| r.get::<_, Option<EmployeeId>>(0))?;
        let owner = owner.ok_or_else(|| Fault::new(Code::UnknownClient).with("name", self.client))?;
        let mut fields: Vec<Field<'_>> = Vec::new();
        fields.extend(self.segment.map(|s| ("segment", Val::from(s))));
        fields.extend(self.next_contact.map(|d| ("next_contact_on", Val::from(d))));
        for (value, name, folded) in
            [(&self.region, "region", "region_fold"), (&self.industry, "industry", "industry_fold")]
        {
            if let Some(value) = value {
                fields.push((name, text(value)));
                fields.push((folded, text(&fold(value))));
            }
        }
        if !fields.is_empty() {
            tx.set(Kind::Client, self.client.0, &fields)?;
        }
        if let Some(second) = self.second {
            self.pair(tx, owner, second)?;
        }
        Ok(ClientSaved { client: self.client })
    }
}

impl ClientSet {
    fn pair(&self, tx: &mut Tx<'_>, owner: Option<EmployeeId>, second: EmployeeId) -> Res<()> {
        let known = tx.one("SELECT name, status <> 'dismissed' FROM employee WHERE id = ?1", params![second], |r| {
            Ok((r.get::<_, String>(0)?, r.get::<_, bool>(1)?))
        })?;
        let (name, here) = known.ok_or_else(|| Fault::new(Code::UnknownEmployee).with("name", second))?;
        if owner == Some(second) || !here {
            return Err(Fault::new(Code::NotEligible).with("name", name));
        }
        let sql = "SELECT id, employee_id FROM client_team WHERE client_id = ?1 ORDER BY id";
        let team = tx.all(sql, params![self.client], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, EmployeeId>(1)?)))?;
        match (team.first(), team.iter().find(|(_, who)| *who == second)) {
            (None, _) => {
                let fields = [("client_id", self.client.into()), ("employee_id", second.into())];
                tx.insert(Kind::Team, &fields)?;
            }
            // The third becomes the second: the two places change their people through nobody's place twice.
            (Some(first), Some(place)) if first.0 != place.0 => {
                let other = first.1;
                tx.exec("DELETE FROM client_team WHERE id = ?1", params![place.0])?;
                tx.set(Kind::Team, first.0, &[("employee_id", second.into())])?;
                tx.insert(Kind::Team, &[("client_id", self.client.into()), ("employee_id", other.into())])?;
            }
            (Some(first), None) => {
                tx.set(Kind::Team, first.0, &[("employee_id", second.into())])?;
            }
            _ => {}
        }
        Ok(())
    }
}
