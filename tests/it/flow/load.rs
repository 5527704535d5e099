//! One load, wherever it is shown (2 §5).

use super::App;

/// The percent before the arrow in the row of a person on «Распределение».
fn before_the_arrow(screen: &str, name: &str) -> u64 {
    let row = screen.lines().find(|l| l.contains(name) && l.contains('%') && l.contains('→')).unwrap();
    row.split(" % →").next().unwrap().rsplit(' ').next().unwrap().parse().unwrap()
}

#[test]
fn the_list_the_card_and_the_distribution_show_one_load() {
    let mut app = App::demo();
    app.keys("2/ковал<Enter>e<F2>").see("РАСПРЕДЕЛЕНИЕ");
    let there = before_the_arrow(&app.screen(), "Юдин");
    app.keys("2<Esc>/юдин<Enter>").see(&format!("{there} %")).see(&format!("{there} %: "));
    app.see("11,25 из 40 сделок").see("сделки 9×1 + клиенты без сделок 21×0,1");
}
