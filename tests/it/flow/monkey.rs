//! A monkey presses keys at random sizes; whatever it does, the frame stays whole and the base stays sound.

use estafeta::ui::screens;

use super::App;

/// What a monkey likes to press; F10 and q would end the fun too early, so they are rare.
pub const KEYS: &[&str] = &[
    "<Down>",
    "<Up>",
    "<Left>",
    "<Right>",
    "<Enter>",
    "<Esc>",
    "<Tab>",
    "<S-Tab>",
    "<Space>",
    "<PgDn>",
    "<PgUp>",
    "<Home>",
    "<End>",
    "<Backspace>",
    "<Delete>",
    "<F1>",
    "<F2>",
    "<F3>",
    "<F4>",
    "<F5>",
    "<F6>",
    "<F7>",
    "<F8>",
    "<F9>",
    "<C-p>",
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "9",
    "a",
    "c",
    "d",
    "e",
    "g",
    "i",
    "m",
    "n",
    "o",
    "p",
    "r",
    "s",
    "t",
    "u",
    "w",
    "x",
    "y",
    "z",
    "/",
    "ф",
    "ы",
    "в",
    "л",
    "щ",
    "!",
    "-",
    "+",
    "ё",
];

const SIZES: &[(u16, u16)] = &[(120, 36), (80, 24), (60, 16), (140, 40), (100, 30), (200, 60), (40, 10), (1, 1)];

fn presses() -> u32 {
    if std::env::var("ESTAFETA_SOAK").is_ok() { 60_000 } else { 600 }
}

#[test]
fn whatever_is_pressed_the_frame_stays_whole() {
    let seed = std::env::var("ESTAFETA_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(20_261_124);
    eprintln!("seed {seed}");
    let mut rng = fastrand::Rng::with_seed(seed);
    let mut app = App::demo();
    let mut trail = Vec::new();
    for n in 0..presses() {
        if n % 40 == 0 {
            let (w, h) = SIZES[rng.usize(..SIZES.len())];
            app = app.size(w, h);
        }
        let key = KEYS[rng.usize(..KEYS.len())];
        trail.push(key);
        let pressed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            app.keys(key);
            app.buffer()
        }));
        let frame = pressed
            .unwrap_or_else(|_| panic!("seed {seed}: panicked after {:?}", &trail[trail.len().saturating_sub(30)..]));
        assert!(frame.content().iter().all(|c| !c.symbol().chars().any(char::is_control)), "{:?}", trail.last());
        if app.quit {
            app = App::demo();
            trail.clear();
        }
    }
    estafeta::reads::check::must_hold(app.base().conn()).unwrap();
}

#[test]
fn every_screen_draws_at_every_size() {
    for (w, h) in SIZES {
        let mut app = App::demo().size(*w, *h);
        for d in screens::ALL {
            let key = d.actions[0].keys[0];
            app.keys(&if key.chars().count() == 1 { key.to_owned() } else { format!("<{key}>") });
            let frame = app.buffer();
            assert_eq!((frame.area.width, frame.area.height), (*w, *h), "{:?}", d.id);
        }
    }
}
