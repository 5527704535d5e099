//! What a person answered to the questions of an import, one by one or for all that are alike.

use serde::{Deserialize, Serialize};

use crate::base::{ClientId, EmployeeId, Kind, Ref};
use crate::domain::{Segment, Source, StageKind};

/// What a person answered to the questions of the report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// `--create-employees`: yes to every owner nobody in the base resembles.
    pub create_employees: bool,
    /// By the name as written.
    pub owners: Vec<(String, OwnerAnswer)>,
    pub stages: Vec<StageAnswer>,
    #[serde(default)]
    pub segments: Vec<SegmentAnswer>,
    pub clients: Vec<ClientAnswer>,
    #[serde(default)]
    pub links: Vec<LinkAnswer>,
    #[serde(default)]
    pub conflicts: Vec<ConflictAnswer>,
    #[serde(default)]
    pub alike: Alike,
}

/// Whose value stays where both sides changed a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Take {
    Ours,
    Theirs,
}

/// For one field of one object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConflictAnswer {
    pub object: Ref,
    pub field: String,
    pub take: Take,
}

/// For this field of all objects of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConflictAlike {
    pub kind: Kind,
    pub field: String,
    pub take: Take,
}

impl Answers {
    /// Whose value of a field was said to stay: for this object, else for all alike, else for everything.
    pub fn take(&self, object: Ref, field: &str) -> Option<Take> {
        let own = self.conflicts.iter().find(|c| c.object == object && c.field == field).map(|c| c.take);
        let alike = || self.alike.conflicts.iter().find(|c| c.kind == object.kind && c.field == field);
        own.or_else(|| alike().map(|c| c.take)).or(self.alike.versions)
    }
}

/// Answers to all questions of a kind that have none of their own: also to those beyond what a report lists.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alike {
    /// Clients that are probably there already.
    pub duplicates: Option<Same>,
    /// Tasks that name their deal so.
    pub links: Vec<LinkAlike>,
    /// Fields that both sides changed.
    pub conflicts: Vec<ConflictAlike>,
    /// All other such fields, whatever they are.
    #[serde(default)]
    pub versions: Option<Take>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Same {
    /// The one it resembles, where that is one only and no ИНН says otherwise.
    TheOne,
    /// Another client.
    Other,
}

/// `to`: the deal that all tasks naming it `written` are about; `None`: none of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkAlike {
    pub source: Source,
    pub written: String,
    pub to: Option<Ref>,
}

impl Alike {
    /// The answer for a client with these candidates; `one` where there is but one that nothing contradicts.
    pub(super) fn client(&self, one: Option<ClientId>) -> Option<Option<ClientId>> {
        match self.duplicates? {
            Same::TheOne => one.map(Some),
            Same::Other => Some(None),
        }
    }

    /// The answer for a task that names its deal so.
    pub(super) fn link(&self, source: Source, written: &str) -> Option<Option<Ref>> {
        self.links.iter().find(|l| l.source == source && l.written == written).map(|l| l.to)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OwnerAnswer {
    Is(EmployeeId),
    Create,
    /// The objects stay without one.
    Nobody,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageAnswer {
    pub source: Source,
    pub pipeline: String,
    pub stage: String,
    pub kind: StageKind,
}

/// What a word of the file says of its clients; `None`: it is no segment, and is kept as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentAnswer {
    pub source: Source,
    pub written: String,
    pub segment: Option<Segment>,
}

/// `same`: the client of the base that it is; `None`: it is another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientAnswer {
    pub source: Source,
    pub ext_id: String,
    pub same: Option<ClientId>,
}

/// `to`: the deal or client a task is about; `None`: none of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkAnswer {
    pub source: Source,
    pub ext_id: String,
    pub to: Option<Ref>,
}
