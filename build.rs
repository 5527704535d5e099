//! Turns the Fluent catalogue of `assets/texts` into typed functions: a wrong argument or a missing key does not compile.

#![allow(clippy::disallowed_macros, clippy::disallowed_methods, reason = "a build script speaks to cargo so")]

use fluent_typed::{BuildOptions, FtlOutputOptions, LintLevel, build_from_locales_folder};

fn main() -> std::process::ExitCode {
    println!("cargo::rerun-if-changed=assets/texts");
    let out = std::env::var("OUT_DIR").unwrap_or_default();
    build_from_locales_folder(
        BuildOptions::default()
            .with_locales_folder("assets/texts")
            .with_default_language("ru")
            .with_output_file_path(&format!("{out}/l10n.rs"))
            .with_ftl_output(FtlOutputOptions::single_file(&format!("{out}/texts.ftl")))
            .with_lint_level(LintLevel::Strict)
            .without_bidi_isolation()
            .without_format()
            .with_prefix(""),
    )
}
