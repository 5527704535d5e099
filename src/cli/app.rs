//! What every subcommand is given: the base to open, the settings, the language, the clock and who acts.

use std::path::PathBuf;

use crate::base::{CaseId, Clock, Code, Day, Due, Res};
use crate::config::Config;
use crate::domain::Actor;
use crate::domain::rights::Matrix;
use crate::domain::settings::Office;
use crate::domain::spoken;
use crate::ops::{self, Command, Ctx};
use crate::reads::case::scope_in;
use crate::reads::{Asker, Scope, find, who};
use crate::store::{Base, Mode, OpId};
use crate::texts::Texts;

pub struct App {
    pub db: PathBuf,
    /// Nobody named the base: it stands in the XDG data folder, which the program may make.
    pub db_is_default: bool,
    pub config: Config,
    /// The settings that were named, for those who start the program again.
    pub config_file: Option<PathBuf>,
    pub texts: Texts,
    pub clock: Clock,
    /// `ESTAFETA_NOW` is set: the header says so.
    pub clock_fixed: bool,
    pub readonly: bool,
    pub json: bool,
    pub actor: Option<String>,
}

impl App {
    pub fn office(&self) -> &Office {
        &self.config.office
    }

    /// Opens the base for a subcommand that writes.
    pub fn base(&self) -> Res<Base> {
        if self.readonly {
            return Err(Code::ReadOnlyMode.into());
        }
        Base::open(&self.db, Mode::ReadWrite)
    }

    /// Opens the base for a subcommand that only looks.
    pub fn look(&self) -> Res<Base> {
        match Base::open(&self.db, Mode::ReadOnly) {
            // An older base is migrated, after a backup, by whoever may write to it.
            Err(f) if f.code == Code::BaseOlder && !self.readonly => Base::open(&self.db, Mode::ReadWrite),
            other => other,
        }
    }

    /// Opens the base for a subcommand that takes rows out of the program: that is journaled wherever the base can be written.
    pub fn take(&self) -> Res<Base> {
        match self.readonly {
            true => self.look(),
            false => Base::open(&self.db, Mode::ReadWrite).or_else(|_| self.look()),
        }
    }

    /// Who acts: `--actor`, else the configuration's, else the owner of the file.
    pub fn acting(&self, base: &Base) -> Res<Actor> {
        match self.actor.as_deref().or(self.config.actor.as_deref()) {
            None | Some("owner") => Ok(Actor::Owner),
            Some(name) => find::employee(base.conn(), name).map(Actor::Person),
        }
    }

    /// Whose rows this person may see.
    pub fn scope(&self, base: &Base) -> Res<Scope> {
        let who = who::who(base.conn(), &self.acting(base)?, &self.clock, self.readonly)?;
        Ok(who::scope(&Matrix::shipped()?, &who))
    }

    /// Whose rows of this case: of one that somebody does not lead, their own part, as on the screen.
    pub fn scope_in(&self, base: &Base, case: Option<CaseId>) -> Res<Scope> {
        let scope = self.scope(base)?;
        case.map_or(Ok(scope), |id| scope_in(&self.asker(base, &scope)?, id))
    }

    /// For the questions that screens ask too.
    pub fn asker<'a>(&'a self, base: &'a Base, scope: &'a Scope) -> Res<Asker<'a>> {
        let who = who::who(base.conn(), &self.acting(base)?, &self.clock, self.readonly)?;
        Ok(Asker { conn: base.conn(), scope, who, clock: self.clock, office: self.office() })
    }

    /// Runs one command as the acting person.
    pub fn run<C: Command>(&self, base: &mut Base, command: &C) -> Res<ops::Done<C::Out>> {
        let actor = self.acting(base)?;
        self.run_as(base, actor, command)
    }

    pub fn run_as<C: Command>(&self, base: &mut Base, actor: Actor, command: &C) -> Res<ops::Done<C::Out>> {
        let cx = Ctx { actor, clock: self.clock, op_id: new_op(), office: self.office() };
        ops::run(base, &cx, command)
    }

    /// A day, or a day and a time: ISO from scripts, and what the forms understand («25.11 14:00», «завтра»).
    pub fn due(&self, text: &str) -> Res<Due> {
        spoken::read_any(text, self.clock)
    }

    pub fn day(&self, text: &str) -> Res<Day> {
        self.due(text).map(|due| due.day)
    }
}

/// A name for one wish of a person; kept over retries of the same wish.
pub fn new_op() -> OpId {
    OpId(*uuid::Uuid::now_v7().as_bytes())
}
