//! A figure: what the program took and what the floor took, in turn, five times.

use serde::Serialize;

use crate::base::Res;

/// Microseconds of a clock that never jumps. Given, because only the outermost rooms measure time.
pub type Watch<'a> = &'a dyn Fn() -> u64;

/// How often each is measured.
pub const TIMES: usize = 5;

/// What is measured; its word is the contract of `bench --json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    List,
    Page,
    Search,
    Filter,
    Order,
    Sums,
    ListGrown,
    SearchGrown,
    OpenGrown,
    Distribution,
    CaseOpen,
    Apply,
    Undo,
    Import,
}

/// One row of the answer. Times are milliseconds: of the median, with the least and the largest beside it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    pub what: What,
    /// Over so many objects.
    pub n: u64,
    pub value: f64,
    pub spread: [f64; 2],
    /// The same content by a frozen script; of the `…_grown` figures the same question on a base of a tenth.
    pub floor: Option<f64>,
    pub floor_spread: Option<[f64; 2]>,
    pub ratio: Option<f64>,
    /// What the ratio is to stay under, and what the value is to stay under at its own size.
    pub goal_ratio: Option<f64>,
    pub goal: Option<f64>,
}

/// Times of one thing, in milliseconds.
#[derive(Debug, Default)]
pub struct Sample(Vec<f64>);

impl Sample {
    pub fn add(&mut self, ms: f64) {
        self.0.push(ms);
    }

    fn sorted(&self) -> Vec<f64> {
        let mut v = self.0.clone();
        v.sort_by(f64::total_cmp);
        v
    }

    pub fn median(&self) -> f64 {
        self.sorted().get(self.0.len() / 2).copied().unwrap_or(0.0)
    }

    pub fn spread(&self) -> [f64; 2] {
        let v = self.sorted();
        [round(v.first().copied().unwrap_or(0.0)), round(v.last().copied().unwrap_or(0.0))]
    }
}

/// Runs once and gives the milliseconds it took.
pub fn timed(watch: Watch<'_>, f: impl FnOnce() -> Res<()>) -> Res<f64> {
    let from = watch();
    f()?;
    Ok((watch().saturating_sub(from)) as f64 / 1000.0)
}

impl Figure {
    pub fn new(what: What, n: u64, value: &Sample) -> Figure {
        let (ms, spread) = (round(value.median()), value.spread());
        Figure {
            what,
            n,
            value: ms,
            spread,
            floor: None,
            floor_spread: None,
            ratio: None,
            goal_ratio: None,
            goal: None,
        }
    }

    pub fn floor(mut self, floor: &Sample, goal: Option<f64>) -> Figure {
        let ms = floor.median();
        self.floor = Some(round(ms));
        self.floor_spread = Some(floor.spread());
        self.ratio = (ms > 0.0).then(|| (self.value / ms * 100.0).round() / 100.0);
        self.goal_ratio = goal;
        self
    }

    pub fn goal(self, ms: f64) -> Figure {
        Figure { goal: Some(ms), ..self }
    }
}

/// Three places are what a microsecond clock knows.
fn round(ms: f64) -> f64 {
    (ms * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_a_median_with_its_spread_and_a_ratio() {
        let of = |v: &[f64]| Sample(v.to_vec());
        let f = Figure::new(What::Apply, 7, &of(&[9.0, 3.0, 4.0, 30.0, 5.0])).floor(&of(&[2.0, 2.5, 1.0]), Some(1.5));
        assert_eq!((f.value, f.spread, f.floor, f.ratio), (5.0, [3.0, 30.0], Some(2.0), Some(2.5)));
        assert_eq!(Figure::new(What::List, 1, &of(&[1.0])).floor(&of(&[0.0]), None).ratio, None);
    }
}
