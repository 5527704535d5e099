//! `assets/sql/schema.sql` is what a made base says of itself, so that the schema's text can be read and its changes
//! seen. `ESTAFETA_UPDATE=1` writes it anew.

use std::fs;
use std::path::Path;

use estafeta::store::{Base, migrate};

#[test]
fn the_schema_in_assets_is_the_bases_own() {
    let dir = tempfile::tempdir().unwrap();
    let base = Base::create(&dir.path().join("x.db")).unwrap();
    let now = migrate::dump(base.conn()).unwrap();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sql/schema.sql");
    if std::env::var_os("ESTAFETA_UPDATE").is_some() {
        fs::write(&file, &now).unwrap();
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        kept == now,
        "assets/sql/schema.sql is out of date: run ESTAFETA_UPDATE=1 cargo test --test it store_schema"
    );
}
