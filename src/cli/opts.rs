//! The command line as a value. Help texts stand in the catalogue (`help.rs` puts them in), so no doc comments here.

use std::path::PathBuf;

use clap::{Args, Parser};

use super::commands::Command;

#[derive(Debug, Parser)]
#[command(name = "estafeta", version)]
pub struct Opts {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Debug, Clone, Args)]
pub struct Global {
    #[arg(long, display_order = 1000, global = true, env = "ESTAFETA_DB", value_name = "FILE", hide_env = true)]
    pub db: Option<PathBuf>,
    #[arg(long, display_order = 1000, global = true, env = "ESTAFETA_CONFIG", value_name = "FILE", hide_env = true)]
    pub config: Option<PathBuf>,
    #[arg(long, display_order = 1000, global = true, value_name = "ru|en", value_parser = ["ru", "en"], hide_possible_values = true)]
    pub lang: Option<String>,
    #[arg(long, display_order = 1000, global = true, value_name = "NAME")]
    pub actor: Option<String>,
    #[arg(long, display_order = 1000, global = true)]
    pub readonly: bool,
    #[arg(long, display_order = 1000, global = true)]
    pub json: bool,
}
