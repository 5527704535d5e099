//! The README's pictures are drawn from the real screens; `ESTAFETA_UPDATE=1` writes them anew.

use std::path::Path;

use estafeta::ui::export;

use crate::flow::App;

/// A picture that no longer shows what the program draws is a lie in the first lines of the README.
fn picture(app: &App, name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/pictures").join(name);
    let svg = export::svg(&app.buffer());
    if std::env::var_os("ESTAFETA_UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, svg).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == svg, "{} is not what the screen shows now: run with ESTAFETA_UPDATE=1 and look", path.display());
}

#[test]
fn the_pictures_of_the_readme_are_the_real_screens() {
    let mut app = App::demo();
    app.keys("2/Ковалёв<Enter>");
    picture(&app, "employees.svg");
    let mut app = super::flow::leaving();
    app.keys("6<Enter><F2>").see("РАСПРЕДЕЛЕНИЕ");
    picture(&app, "distribution.svg");
    app.keys("<F2><Tab><Enter>").see("Применено").keys("nn").see("КОНТЕКСТ").keys("<Enter>");
    picture(&app, "context.svg");
    let mut app = super::flow::leaving();
    app.keys("1");
    picture(&app, "today.svg");
    let mut app = super::flow::leaving().size(80, 24);
    app.keys("6<Enter><F2>").see("РАСПРЕДЕЛЕНИЕ");
    picture(&app, "distribution-80.svg");
    let mut app = App::demo().size(110, 30);
    app.keys("2!ковалёв<Enter><Tab><Tab><Enter>").see("ЗВОНКИ");
    picture(&app, "crisis.svg");
}
