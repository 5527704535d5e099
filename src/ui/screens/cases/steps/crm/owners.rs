//! The owners: what the CRM names now, the numbers to paste there, whether it would take a file.

use ratatui::layout::Rect;

use super::Crm;
use crate::domain::CrmNames;
use crate::domain::names::short;
use crate::reads::crm::CrmLine;
use crate::reads::wizard::Wizard;
use crate::ui::cx::Cx;
use crate::ui::effect::Out;
use crate::ui::screens::cases::steps::of_client;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Col, Paint, Wide, wrap};

/// So many lines of the body stay for the rows, whatever there is to say.
const ROWS: u16 = 8;

pub(super) fn columns(cx: &Cx) -> Vec<Col<CrmLine>> {
    let t = cx.texts.t();
    vec![
        Col::new(t.dist_col_to(), Wide::Flex { weight: 1, min: 12 }, |r: &CrmLine, _| (short(&r.to.1), Tone::Plain)),
        Col::new(t.dist_col_kind(), Wide::Fixed(8), |r: &CrmLine, cx| {
            (cx.texts.term(r.kind).to_lowercase(), Tone::Dim)
        }),
        Col::new(t.dist_col_title(), Wide::Flex { weight: 3, min: 18 }, |r: &CrmLine, cx| {
            (of_client(r.client.as_deref(), &r.title, cx), Tone::Plain)
        }),
        Col::new(t.crm_col_names(), Wide::Flex { weight: 1, min: 20 }, |r: &CrmLine, cx| {
            let tone = match r.names {
                CrmNames::StillLeaver => Tone::Late,
                CrmNames::Other => Tone::Warn,
                CrmNames::NotCompared | CrmNames::Agreed => Tone::Dim,
            };
            (cx.texts.crm_names(r.names, r.who.as_deref()), tone)
        }),
    ]
}

/// The CRM's numbers, a line each, as its search takes them; what has none goes by its title.
pub(super) fn copy(rows: &[&CrmLine], cx: &Cx, out: &mut Out) {
    let (x, t) = (cx.texts, cx.texts.t());
    let numbers: Vec<&str> = rows.iter().flat_map(|r| r.ext.iter().map(|(_, id)| id.as_str())).collect();
    let without: Vec<&str> = rows.iter().filter(|r| r.ext.is_empty()).map(|r| r.title.as_str()).collect();
    let n = x.number(numbers.len() as i64);
    out.say(match without.len() {
        0 => t.crm_copied_numbers(n),
        more => t.crm_copied_some(n, x.number(more as i64)),
    });
    out.copy([numbers, without].concat().join("\n"));
}

impl Crm {
    /// Above the rows how the owners compare; under them whether a file would do. Gives what is left for the rows.
    pub(super) fn compared(&self, area: Rect, w: &Wizard, cx: &Cx, p: &mut Paint) -> Rect {
        let (x, t) = (cx.texts, cx.texts.t());
        let leaver = w.case.leaver.as_ref().map(|l| short(&l.name)).unwrap_or_default();
        let counts = x.crm_counts(&self.counts, &leaver).join(" · ");
        let head = if counts.is_empty() { Vec::new() } else { wrap(&counts, area.width) };
        let mut foot: Vec<String> = x.crm_ways(&self.ways).iter().flat_map(|l| wrap(l, area.width)).collect();
        if !foot.is_empty() {
            foot.extend(wrap(&t.crm_ways_so(), area.width));
        }
        let top = (head.len() as u16).min(area.height);
        let room = (area.height - top).saturating_sub(ROWS + 1);
        let under = if foot.len() as u16 > room { 0 } else { foot.len() as u16 };
        for (i, line) in head.iter().take(usize::from(top)).enumerate() {
            p.text(area.x, area.y + i as u16, area.width, line, Tone::Plain);
        }
        let foot_y = area.bottom() - under;
        for (i, line) in foot.iter().take(usize::from(under)).enumerate() {
            p.text(area.x, foot_y + i as u16, area.width, line, Tone::Dim);
        }
        let gap = u16::from(under > 0);
        Rect { y: area.y + top, height: area.height - top - under - gap, ..area }
    }
}
