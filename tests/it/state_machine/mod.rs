//! Whatever happens in an office in whatever order: people leave, fall ill and come back, clients are offered, taken,
//! declined, forgotten, the CRM goes on by itself, everything is taken back again. After every step a small model of who
//! owns what agrees with the base, and in the end every invariant holds (2 §9, 6 §2).
//!
//! A failure names its seed and the steps that are left when everything that is not needed for it is taken out.
//! `ESTAFETA_SOAK=1` runs more, from a random seed; `ESTAFETA_SEED` names the first.

mod model;
mod office;
mod steps;

use std::sync::atomic::{AtomicU64, Ordering};

use estafeta::reads::check::check;

use crate::kit::soak;
use model::Told;
use office::Office;
use steps::Step;

/// Sequences in CI, and with `ESTAFETA_SOAK`.
const SEQUENCES: (u64, u64) = (500, 20_000);

/// At once: each has an office of its own.
const PLAYERS: usize = 4;

/// What went wrong, at which step; `None` is a run that holds.
type Broken = Option<(usize, String)>;

/// Plays the steps. The model looks after each; every invariant is asked in the end, or with `always` each time.
fn play(steps: &[Step], always: bool) -> Broken {
    let mut o = Office::open();
    let mut before = o.seen();
    for (i, step) in steps.iter().enumerate() {
        let told = steps::take(&mut o, *step);
        let after = o.seen();
        let mut wrong = model::judge(&mut o, &before, &told, &after).err();
        if wrong.is_none() && (always || i + 1 == steps.len()) {
            wrong = sound(&o, &told);
        }
        if let Some(wrong) = wrong {
            return Some((i, wrong));
        }
        before = after;
    }
    None
}

/// Every invariant, the journal's chain among them.
fn sound(o: &Office, told: &Told) -> Option<String> {
    let bad = check(o.desk.base.conn()).unwrap().into_iter().find(|c| !c.ok)?;
    Some(format!("check: {:?} {} after {told:?}", bad.name, bad.detail))
}

/// The shortest beginning that fails, without the steps that it fails without.
fn shrunk(steps: &[Step]) -> (Vec<Step>, String) {
    let (at, mut why) = play(steps, true).or_else(|| play(steps, false)).expect("it failed a moment ago");
    let mut left = steps[..=at].to_vec();
    let mut i = left.len();
    while i > 0 {
        i -= 1;
        let mut fewer = left.clone();
        fewer.remove(i);
        if let Some((at, other)) = play(&fewer, true) {
            fewer.truncate(at + 1);
            (left, why) = (fewer, other);
            i = i.min(left.len());
        }
    }
    (left, why)
}

/// Plays the sequence of a seed. Gives the commands that were done and refused; panics with what is left of it when it fails.
fn try_seed(seed: u64) -> (u32, u32) {
    let steps = steps::sequence(seed);
    if play(&steps, false).is_some() {
        let (left, why) = shrunk(&steps);
        let left: String = left.iter().map(|s| format!("\n  {s:?}")).collect();
        panic!("seed {seed}: {why}\nthe steps:{left}");
    }
    office::tally()
}

/// The seed to begin with: the one that is given, or another each time where there is time.
fn first_seed() -> u64 {
    let given = std::env::var("ESTAFETA_SEED").ok().and_then(|s| s.parse().ok());
    given.unwrap_or_else(|| if soak() { fastrand::u64(..) } else { 0 })
}

/// Found by a soak (10655080391425579258): one client was handed over alone, its manager did not come, and the small
/// handover was withdrawn. What came back to him lay on his card until the next import brought it to the temporary owner.
#[test]
fn what_comes_back_to_somebody_who_did_not_come_answers_to_the_temporary_owner() {
    let steps = [
        Step::Single { client: 1, to: 4 },
        Step::Apply { case: 1 },
        Step::Crisis { who: 1, acting: 4 },
        Step::Withdraw { case: 3 },
        Step::CrmGoesOn { deal: 0, owner: 4, stage: 2 },
    ];
    assert_eq!(play(&steps, true), None);
}

#[test]
fn any_sequence_of_deeds_keeps_the_ledgers_and_the_owners() {
    let first = first_seed();
    let many = if soak() { SEQUENCES.1 } else { SEQUENCES.0 };
    println!("seeds from {first}");
    let next = AtomicU64::new(0);
    let play_all = || {
        let mut sum = (0, 0);
        loop {
            let n = next.fetch_add(1, Ordering::Relaxed);
            if n >= many {
                return sum;
            }
            let (done, refused) = try_seed(first.wrapping_add(n));
            sum = (sum.0 + done, sum.1 + refused);
        }
    };
    let (done, refused) = std::thread::scope(|s| {
        let players: Vec<_> = (0..PLAYERS).map(|_| s.spawn(play_all)).collect();
        players.into_iter().map(|p| p.join().unwrap()).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1))
    });
    println!("{done} commands done, {refused} refused");
    assert!(done > refused / 2, "void: too little of it happens");
}
