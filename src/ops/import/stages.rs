//! Stages of the CRM: made on first sight with the kind their words say; what a person has decided stays.

use std::collections::HashMap;

use super::{Answers, Question, StageSeen};
use crate::base::{Kind, Res, StageId, fold};
use crate::domain::records::RecordDeal;
use crate::domain::{Source, StageKind};
use crate::store::Tx;

struct Stage {
    id: StageId,
    kind: StageKind,
    /// A person has looked at it, or its words are known.
    settled: bool,
    /// Deals of this import, and its first file.
    objects: u64,
    file: usize,
    pipeline: String,
    name: String,
    source: Source,
}

type Key = (Source, String, String);

/// All stages, by source, pipeline and folded name.
pub struct Stages {
    list: Vec<Stage>,
    by_key: HashMap<Key, usize>,
}

impl Stages {
    pub fn load(tx: &Tx<'_>) -> Res<Stages> {
        let sql = "SELECT id, source, pipeline, name, name_fold, kind, confirmed FROM stage ORDER BY id";
        let rows = tx.all(sql, [], |r| {
            let key: Key = (r.get(1)?, r.get(2)?, r.get(4)?);
            let stage = Stage {
                id: r.get(0)?,
                kind: r.get(5)?,
                settled: r.get(6)?,
                objects: 0,
                file: 0,
                pipeline: r.get(2)?,
                name: r.get(3)?,
                source: key.0,
            };
            Ok((key, stage))
        })?;
        let mut s = Stages { list: Vec::new(), by_key: HashMap::new() };
        for (key, stage) in rows {
            s.by_key.insert(key, s.list.len());
            s.list.push(stage);
        }
        Ok(s)
    }

    /// The stage a deal is in.
    pub fn of(
        &mut self,
        tx: &mut Tx<'_>,
        file: usize,
        source: Source,
        deal: &RecordDeal,
        answers: &Answers,
    ) -> Res<(StageId, StageKind)> {
        let key = (source, deal.pipeline.clone(), fold(&deal.stage));
        let at = match self.by_key.get(&key) {
            Some(at) => *at,
            None => {
                let kind = deal.stage_kind;
                let fields = [
                    ("source", source.into()),
                    ("pipeline", (&deal.pipeline).into()),
                    ("name", (&deal.stage).into()),
                    ("name_fold", (&key.2).into()),
                    ("kind", kind.into()),
                    ("ord", (self.list.len() as i64).into()),
                    ("confirmed", deal.stage_known.into()),
                ];
                let id = StageId(tx.insert(Kind::Stage, &fields)?);
                self.list.push(Stage {
                    id,
                    kind,
                    settled: deal.stage_known,
                    objects: 0,
                    file,
                    pipeline: deal.pipeline.clone(),
                    name: deal.stage.clone(),
                    source,
                });
                self.by_key.insert(key, self.list.len() - 1);
                self.list.len() - 1
            }
        };
        let stage = &mut self.list[at];
        if stage.objects == 0 {
            stage.file = file;
            let answer = answers
                .stages
                .iter()
                .find(|a| a.source == source && a.pipeline == stage.pipeline && fold(&a.stage) == fold(&stage.name));
            if let Some(a) = answer {
                stage.settled = true;
                tx.set(Kind::Stage, stage.id.0, &[("kind", a.kind.into()), ("confirmed", true.into())])?;
                if stage.kind != a.kind {
                    stage.kind = a.kind;
                    // Deals of earlier imports stand in it too.
                    let select = "SELECT id, ?1 FROM deal WHERE stage_id = ?2";
                    tx.set_all(Kind::Deal, &["stage_kind"], select, (a.kind, stage.id))?;
                }
            }
        }
        stage.objects += 1;
        Ok((stage.id, stage.kind))
    }

    /// Stages of this import, by pipeline in the order of their coming.
    pub fn seen(&self) -> Vec<StageSeen> {
        let mut seen: Vec<StageSeen> = self
            .list
            .iter()
            .filter(|s| s.objects > 0)
            .map(|s| StageSeen {
                source: s.source,
                pipeline: s.pipeline.clone(),
                stage: s.name.clone(),
                kind: s.kind,
                settled: s.settled,
                objects: s.objects,
            })
            .collect();
        seen.sort_by(|a, b| (a.source, &a.pipeline).cmp(&(b.source, &b.pipeline)));
        seen
    }

    /// Stages of this import whose kind nobody has settled.
    pub fn questions(&self) -> Vec<Question> {
        self.list
            .iter()
            .filter(|s| s.objects > 0 && !s.settled)
            .map(|s| Question::Stage {
                file: s.file,
                source: s.source,
                pipeline: s.pipeline.clone(),
                stage: s.name.clone(),
                objects: s.objects,
            })
            .collect()
    }
}
