//! Turns the Fluent catalogue of `assets/texts` into typed functions: a wrong argument or a missing key does not compile.

#![allow(clippy::disallowed_macros, clippy::disallowed_methods, reason = "a build script speaks to cargo so")]

use fluent_typed::{BuildOptions, FtlOutputOptions, LintLevel, build_from_locales_folder};

/// How the generated functions end that were given values, and how they do here: a name may bring quotation marks of its
/// own into a sentence that quotes it.
const ENDS: [&str; 2] = ["Some(args)).unwrap()", "Some(args)).map(super::quotes::nested).unwrap()"];

fn main() -> std::process::ExitCode {
    println!("cargo::rerun-if-changed=assets/texts");
    let out = std::env::var("OUT_DIR").unwrap_or_default();
    let code = build_from_locales_folder(
        BuildOptions::default()
            .with_locales_folder("assets/texts")
            .with_default_language("ru")
            .with_output_file_path(&format!("{out}/l10n.rs"))
            .with_ftl_output(FtlOutputOptions::single_file(&format!("{out}/texts.ftl")))
            .with_lint_level(LintLevel::Strict)
            .without_bidi_isolation()
            .without_format()
            .with_prefix(""),
    );
    let path = format!("{out}/l10n.rs");
    match std::fs::read_to_string(&path) {
        Ok(generated) if generated.contains(ENDS[0]) || generated.contains(ENDS[1]) => {
            match std::fs::write(&path, generated.replace(ENDS[0], ENDS[1])) {
                Ok(()) => code,
                Err(_) => std::process::ExitCode::FAILURE,
            }
        }
        // Without a catalogue the build has failed already; another way to end a function would leave names unquoted.
        _ => std::process::ExitCode::FAILURE,
    }
}
