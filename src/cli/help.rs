//! The help texts out of the catalogue: clap knows names, the catalogue knows words.

use clap::{Arg, ArgAction, Command};

use crate::domain::Segment;
use crate::exchange::read::Field;
use crate::texts::Texts;

/// The whole command with its words in the language of the screen.
pub fn localised(command: Command, texts: &Texts) -> Command {
    walk(command, "", texts)
}

fn walk(command: Command, above: &str, texts: &Texts) -> Command {
    let t = texts.t();
    let name = command.get_name().to_owned();
    let path = match (above, name.as_str()) {
        ("", "estafeta") => "estafeta".to_owned(),
        ("estafeta", n) => n.to_owned(),
        (a, n) => format!("{a} {n}"),
    };
    let template = format!("{{about}}\n\n{} {{usage}}\n\n{{all-args}}\n", t.cli_help_usage());
    let (args_heading, options_heading) = (t.cli_help_arguments(), t.cli_help_options());
    let bin = if path == "estafeta" { path.clone() } else { format!("estafeta {path}") };
    let mut c = command
        .bin_name(bin)
        .about(about(&path, texts))
        .help_template(template)
        .subcommand_help_heading(t.cli_help_commands())
        .subcommand_value_name(t.cli_help_command())
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .mut_args(|a| {
            let heading = if a.is_positional() { &args_heading } else { &options_heading };
            let help = argument(a.get_id().as_str(), texts);
            a.help_heading(heading.clone()).help(help)
        })
        .arg(flag("help", 'h', ArgAction::Help, &options_heading, texts));
    if path == "estafeta" {
        c = c.disable_version_flag(true).arg(flag("version", 'V', ArgAction::Version, &options_heading, texts));
    }
    // clap writes these two words itself.
    let usage = c.clone().render_usage().to_string();
    let usage = usage
        .trim_start_matches("Usage:")
        .trim()
        .replace("[OPTIONS]", &format!("[{}]", t.cli_help_options().to_lowercase()));
    c = c.override_usage(usage);
    let names: Vec<String> = c.get_subcommands().map(|s| s.get_name().to_owned()).collect();
    names.into_iter().fold(c, |c, n| c.mut_subcommand(n, |s| walk(s, &path, texts)))
}

fn flag(name: &'static str, short: char, action: ArgAction, heading: &str, texts: &Texts) -> Arg {
    let help = argument(name, texts);
    Arg::new(name).long(name).short(short).action(action).help(help).help_heading(heading.to_owned())
}

/// What a subcommand does, by its words.
fn about(path: &str, texts: &Texts) -> String {
    let t = texts.t();
    match path {
        "estafeta" => t.cli_about_estafeta(),
        "access" => t.cli_about_access(),
        "access list" => t.cli_about_access_list(),
        "access add" => t.cli_about_access_add(),
        "access set" => t.cli_about_access_set(),
        "access remove" => t.cli_about_access_remove(),
        "access answer" => t.cli_about_access_answer(),
        "access import" => t.cli_about_access_import(),
        "demo" => t.cli_about_demo(),
        "import" => t.cli_about_import(),
        "employee" => t.cli_about_employee(),
        "employee list" => t.cli_about_employee_list(),
        "employee show" => t.cli_about_employee_show(),
        "employee set" => t.cli_about_employee_set(),
        "client" => t.cli_about_client(),
        "client list" => t.cli_about_client_list(),
        "client set" => t.cli_about_client_set(),
        "deal" => t.cli_about_deal(),
        "deal list" => t.cli_about_deal_list(),
        "task" => t.cli_about_task(),
        "task list" => t.cli_about_task_list(),
        "case" => t.cli_about_case(),
        "case open" => t.cli_about_case_open(),
        "case list" => t.cli_about_case_list(),
        "case show" => t.cli_about_case_show(),
        "case propose" => t.cli_about_case_propose(),
        "case reassign" => t.cli_about_case_reassign(),
        "case apply" => t.cli_about_case_apply(),
        "case undo" => t.cli_about_case_undo(),
        "case accept" => t.cli_about_case_accept(),
        "case decline" => t.cli_about_case_decline(),
        "case dispose" => t.cli_about_case_dispose(),
        "case waive" => t.cli_about_case_waive(),
        "case check-item" => t.cli_about_case_check_item(),
        "case context" => t.cli_about_case_context(),
        "case interview" => t.hour_cli(),
        "case promise" => t.cli_about_case_promise(),
        "case task" => t.cli_about_case_task(),
        "case calls" => t.cli_about_case_calls(),
        "case call" => t.cli_about_case_call(),
        "case temporary" => t.cli_about_case_temporary(),
        "case fresh" => t.cli_about_case_fresh(),
        "case mail" => t.cli_about_case_mail(),
        "case bonus" => t.cli_about_case_bonus(),
        "case crm" => t.cli_about_case_crm(),
        "case access" => t.cli_about_case_access(),
        "case papers" => t.cli_about_case_papers(),
        "case sheet" => t.cli_about_case_sheet(),
        "case sign" => t.cli_about_case_sign(),
        "case change" => t.cli_about_case_change(),
        "case start" => t.cli_about_case_start(),
        "case return" => t.cli_about_case_return(),
        "case withdraw" => t.cli_about_case_withdraw(),
        "case close" => t.cli_about_case_close(),
        "touch" => t.cli_about_touch(),
        "transfer" => t.cli_about_transfer(),
        "due" => t.cli_about_due(),
        "report" => t.cli_about_report(),
        "act" => t.cli_about_act(),
        "letters" => t.cli_about_letters(),
        "letters list" => t.cli_about_letters_list(),
        "letters anew" => t.cli_about_letters_anew(),
        "letters approve" => t.cli_about_letters_approve(),
        "letters export" => t.cli_about_letters_export(),
        "letters read" => t.cli_about_letters_read(),
        "case tell" => t.cli_about_case_tell(),
        "case correspondence" => t.cli_about_case_correspondence(),
        "letters mark" => t.cli_about_letters_mark(),
        "crm-update" => t.cli_about_crm_update(),
        "inbox" => t.cli_about_inbox(),
        "inbox list" => t.cli_about_inbox_list(),
        "inbox read" => t.cli_about_inbox_read(),
        "inbox done" => t.cli_about_inbox_done(),
        "inbox ask-second" => t.cli_about_inbox_ask_second(),
        "inbox agree" => t.cli_about_inbox_agree(),
        "signal" => t.cli_about_signal(),
        "signal list" => t.cli_about_signal_list(),
        "signal show" => t.cli_about_signal_show(),
        "signal dismiss" => t.cli_about_signal_dismiss(),
        "incident" => t.cli_about_incident(),
        "incident list" => t.cli_about_incident_list(),
        "incident add" => t.cli_about_incident_add(),
        "incident confirm" => t.cli_about_incident_confirm(),
        "incident dismiss" => t.cli_about_incident_dismiss(),
        "incident notified" => t.cli_about_incident_notified(),
        "client show" => t.cli_about_client_show(),
        "deal show" => t.cli_about_deal_show(),
        "task show" => t.cli_about_task_show(),
        "client owner" => t.cli_about_client_owner(),
        "orphans" => t.cli_about_orphans(),
        "orphans list" => t.cli_about_orphans_list(),
        "orphans give" => t.cli_about_orphans_give(),
        "journal" => t.cli_about_journal(),
        "journal list" => t.cli_about_journal_list(),
        "journal verify" => t.cli_about_journal_verify(),
        "check" => t.cli_about_check(),
        "backup" => t.cli_about_backup(),
        "bench" => t.cli_about_bench(),
        "restore" => t.cli_about_restore(),
        "screen" => t.cli_about_screen(),
        "completions" => t.cli_about_completions(),
        "man" => t.cli_about_man(),
        _ => String::new(),
    }
}

/// What an argument is: one name means one thing in every subcommand.
fn argument(id: &str, texts: &Texts) -> String {
    let t = texts.t();
    match id {
        "access" => t.cli_arg_access(),
        "closes" => t.cli_arg_closes(),
        "due_by" => t.cli_arg_due_by(),
        "state_is" => t.cli_arg_state_is(),
        "shared" => t.cli_arg_shared(),
        "redirect" => t.cli_arg_redirect(),
        "holder" => t.cli_arg_holder(),
        "is_done" => t.cli_arg_is_done(),
        "repeat" => t.cli_arg_repeat(),
        "asked" => t.cli_arg_asked(),
        "given_back" => t.cli_arg_given_back(),
        "cut" => t.cli_arg_cut(),
        "restore_all" => t.cli_arg_restore_all(),
        "whose" => t.cli_arg_for(),
        "read" => t.cli_arg_read(),
        "sheet_wins" => t.cli_arg_sheet_wins(),
        "db" => t.cli_arg_db(),
        "keys" => t.cli_arg_keys(),
        "screen" => t.cli_arg_screen(),
        "config" => t.cli_arg_config(),
        "lang" => t.cli_arg_lang(),
        "actor" => t.cli_arg_actor(),
        "readonly" => t.cli_arg_readonly(),
        "json" => t.cli_arg_json(),
        "help" => t.cli_arg_help(),
        "version" => t.cli_arg_version(),
        "clients" => t.cli_arg_clients(),
        "employees" => t.cli_arg_employees(),
        "seed" => t.cli_arg_seed(),
        "name" => t.cli_arg_name(),
        "file" => t.cli_arg_file(),
        "shell" => t.cli_arg_shell(),
        "status" => t.cli_arg_status(),
        "role" => t.cli_arg_role(),
        "department" => t.cli_arg_department(),
        "head" => t.cli_arg_head(),
        "deputy" => t.cli_arg_deputy(),
        "region" => t.cli_arg_region(),
        "industry" => t.cli_arg_industry(),
        "capacity" => t.cli_arg_capacity(),
        "login" => t.cli_arg_login(),
        "email" => t.cli_arg_email(),
        "phone" => t.cli_arg_phone(),
        "absent" => t.cli_arg_absent(),
        "absent_kind" => t.cli_arg_absent_kind(),
        "substitute" => t.cli_arg_substitute(),
        "owner" => t.cli_arg_owner(),
        "query" => t.cli_arg_query(),
        "limit" => t.cli_arg_limit(),
        "segment" => t.cli_arg_segment(),
        "alone" => t.cli_arg_alone(),
        "second" => t.cli_arg_second(),
        "next_contact" => t.cli_arg_next_contact(),
        "id" => t.cli_arg_id(),
        "employee" => t.cli_arg_employee(),
        "kind" => t.cli_arg_kind(),
        "last_day" => t.cli_arg_last_day(),
        "notice" => t.cli_arg_notice(),
        "commission" => t.cli_arg_commission(),
        "salutation" => t.cli_arg_salutation(),
        "part" => t.cli_arg_part(),
        "letters" => t.cli_arg_letters(),
        "since" => t.cli_arg_since(),
        "temporary" => t.cli_arg_temporary(),
        "new" => t.cli_arg_new(),
        "note" => t.cli_arg_note(),
        "again" => t.cli_arg_again(),
        "off" => t.cli_arg_off(),
        "risk" => t.cli_arg_risk(),
        "acting_head" => t.cli_arg_acting_head(),
        "object" => t.cli_arg_object(),
        "to" => t.cli_arg_to(),
        "reason" => t.cli_arg_reason(),
        "batch" => t.cli_arg_batch(),
        "address" => t.cli_arg_address(),
        "by" => t.cli_arg_by(),
        "receiver" => t.cli_arg_receiver(),
        "all" => t.cli_arg_all(),
        "next_step" => t.cli_arg_next_step(),
        "on" => t.cli_arg_on(),
        "via" => t.cli_arg_via(),
        "force" => t.cli_arg_force(),
        "act_anew" => t.cli_arg_act_anew(),
        "as_" => t.cli_arg_as(),
        "block" => t.cli_arg_block(),
        "item" => t.cli_arg_item(),
        "evidence" => t.cli_arg_evidence(),
        "not_applicable" => t.cli_arg_not_applicable(),
        "waive" => t.cli_arg_waive(),
        "text" => t.cli_arg_text(),
        "nothing_special" => t.cli_arg_nothing_special(),
        "like" => t.cli_arg_like(),
        "promise" => t.cli_arg_promise(),
        "due" => t.cli_arg_due(),
        "unusual" => t.cli_arg_unusual(),
        "agreed_with" => t.cli_arg_agreed_with(),
        "agreed_on" => t.cli_arg_agreed_on(),
        "promised_why" => t.cli_arg_promised_why(),
        "approve" => t.cli_arg_approve(),
        "refuse" => t.cli_arg_refuse(),
        "answer" => t.cli_arg_answer(),
        "task" => t.cli_arg_task(),
        "take_back" => t.cli_arg_take_back(),
        "field" => t.cli_arg_field(),
        "card" => t.cli_arg_card(),
        "comments" => t.cli_arg_comments(),
        "confirm" => t.cli_arg_confirm(),
        "system" => t.cli_arg_system(),
        "done" => t.cli_arg_done(),
        "verify" => t.cli_arg_verify(),
        "redirected" => t.cli_arg_redirected(),
        "who" => t.cli_arg_who(),
        "client" => t.cli_arg_client(),
        "outcome" => t.cli_arg_outcome(),
        "what" => t.cli_arg_what(),
        "case" => t.cli_arg_case(),
        "format" => t.cli_arg_format(),
        "install_help" => t.cli_arg_install_help(),
        "output" => t.cli_arg_output(),
        "checkpoint" => t.cli_arg_checkpoint(),
        "size" => t.cli_arg_size(),
        "theme" => t.cli_arg_theme(),
        "dismissed_on" => t.cli_arg_dismissed_on(),
        "order" => t.cli_arg_order(),
        "files" => t.cli_arg_files(),
        "source" => t.cli_arg_source(),
        "encoding" => t.cli_arg_encoding(),
        "map" => t.cli_arg_map(Field::ALL.iter().map(|f| f.word()).collect::<Vec<_>>().join(", ")),
        "create_employees" => t.cli_arg_create_employees(),
        "duplicates" => t.cli_arg_duplicates(),
        "take" => t.cli_arg_take(),
        "link" => t.cli_arg_link(),
        "segment_means" => {
            t.cli_arg_segment_means(Segment::ALL.iter().map(|s| s.word()).collect::<Vec<_>>().join(", "))
        }
        "with" => t.cli_arg_with(),
        "share" => t.cli_arg_share(),
        "agreed" => t.cli_arg_agreed(),
        "none" => t.cli_arg_none(),
        "seen" => t.cli_arg_seen(),
        "dry_run" => t.cli_arg_dry_run(),
        "refused" => t.cli_arg_refused(),
        "skip_broken" => t.cli_arg_skip_broken(),
        "whom" => t.cli_arg_whom(),
        "with_done" => t.cli_arg_with_done(),
        "second_right" => t.cli_arg_second_right(),
        "second_count" => t.cli_arg_second_count(),
        "second_refuse" => t.cli_arg_second_refuse(),
        "entry" => t.cli_arg_entry(),
        "signal" => t.cli_arg_signal(),
        "looked_too" => t.cli_arg_looked_too(),
        "closed_too" => t.cli_arg_closed_too(),
        "incident" => t.cli_arg_incident(),
        "from_signal" => t.cli_arg_from_signal(),
        "former_call" => t.cli_arg_former_call(),
        "incident_kind" => t.cli_arg_incident_kind(),
        "happened" => t.cli_arg_happened(),
        "personal" => t.cli_arg_personal(),
        "has_personal" => t.cli_arg_has_personal(),
        "hours" => t.cli_arg_hours(),
        "start" => t.cli_arg_start(),
        "hidden" => t.cli_arg_hidden(),
        "from" => t.cli_arg_from(),
        "until" => t.cli_arg_until(),
        "extent" => t.cli_arg_extent(),
        "offers" => t.cli_arg_offers(),
        "leads_stay" => t.cli_arg_leads_stay(),
        "came" => t.cli_arg_came(),
        "why" => t.cli_arg_why(),
        "comment" => t.cli_arg_comment(),
        "people" => t.cli_arg_people(),
        "told" => t.cli_arg_told(),
        "of" => t.cli_arg_of(),
        "without_call" => t.cli_arg_without_call(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::opts::Opts;
    use crate::texts::Lang;

    fn every(c: &Command, f: &mut impl FnMut(&Command)) {
        f(c);
        c.get_subcommands().for_each(|s| every(s, f));
    }

    #[test]
    fn every_command_and_argument_has_its_words() {
        for lang in [Lang::Ru, Lang::En] {
            let c = localised(Opts::command(), &Texts::load(lang));
            c.clone().debug_assert();
            every(&c, &mut |c| {
                assert!(c.get_about().is_some_and(|a| !a.to_string().is_empty()), "{} has no about", c.get_name());
                for a in c.get_arguments() {
                    let help = a.get_help().map(ToString::to_string).unwrap_or_default();
                    assert!(!help.is_empty(), "{} of {} has no help", a.get_id(), c.get_name());
                }
            });
        }
    }
}
