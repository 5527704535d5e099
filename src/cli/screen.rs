//! `screen NAME`: one screen of the base drawn without a terminal, as text, ANSI or SVG.

use super::{Answer, App};
use crate::base::{Code, Fault, Res};
use crate::session::{Options, Session, View};
use crate::ui::input::{Input, keys};
use crate::ui::screens::{self, ScreenId};
use crate::ui::theme::{Look, Theme};
use crate::ui::{Msg, draw, export, plan};

/// Between two keys of a script, and after the last: what follows the cursor after a rest is drawn too.
const REST_MS: u64 = 500;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "NAME")]
    screen: String,
    #[arg(long, value_name = "COLSxROWS", default_value = "120x36", hide_default_value = true)]
    size: String,
    #[arg(long, value_name = "F", default_value = "text", hide_default_value = true,
        value_parser = ["text", "ansi", "svg"])]
    format: String,
    #[arg(long, value_name = "T", value_parser = ["dark", "light", "mono", "contrast"])]
    theme: Option<String>,
    /// Keys pressed before it is drawn, in the notation of the flow tests.
    #[arg(long, value_name = "SCRIPT", default_value = "", hide_default_value = true)]
    keys: String,
}

pub fn run(args: &Args, app: &App) -> Res<Answer> {
    let bad = |value: &str| Fault::new(Code::BadName).with("name", value).with("value", value);
    let decl = screens::ALL.iter().find(|d| d.id.0 == args.screen).ok_or_else(|| bad(&args.screen))?;
    let size = size(&args.size).ok_or_else(|| bad(&args.size))?;
    let script = keys(&args.keys).map_err(|e| bad(&e.0))?;
    let options = Options {
        path: app.db.clone(),
        office: app.office().clone(),
        actor: app.actor.clone().or_else(|| app.config.actor.clone()),
        readonly: true,
        lang: app.texts.lang(),
        clock: app.clock,
    };
    let mut session = Session::open_in_place(&options)?;
    let mut mono = 0;
    let view = |mono| View { clock: app.clock, fixed: app.clock_fixed, mono, size, texts: &app.texts };
    session.go(ScreenId(decl.id.0), &view(mono));
    for key in script {
        session.step(Msg::Input(Input::Key(key)), &view(mono));
        mono += REST_MS;
        session.step(Msg::Tick, &view(mono));
    }
    mono += REST_MS;
    session.step(Msg::Tick, &view(mono));
    let look = args.theme.as_deref().or(app.config.theme.as_deref()).and_then(Look::of).unwrap_or_default();
    let theme = Theme { look, ascii: app.config.ascii };
    let (v, office) = (view(mono), session.office().clone());
    let ctx = v.ctx(&session.path, &office, app.readonly);
    let frame = draw(&session.model, &plan(size), &theme, &ctx);
    Ok(Answer::raw(match args.format.as_str() {
        "ansi" => export::ansi(&frame),
        "svg" => export::svg(&frame),
        _ => export::text(&frame),
    }))
}

fn size(s: &str) -> Option<(u16, u16)> {
    let (w, h) = s.split_once(['x', 'х', '×'])?;
    let (w, h): (u16, u16) = (w.trim().parse().ok()?, h.trim().parse().ok()?);
    ((1..=500).contains(&w) && (1..=200).contains(&h)).then_some((w, h))
}
