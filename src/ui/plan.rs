//! How a size becomes areas. The same function serves the view and `update` (a page is as long as what is seen).

use ratatui::layout::Rect;

/// The frame's areas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// Under 60×16 a sentence stands alone.
    pub too_small: bool,
    pub area: Rect,
    pub header: Rect,
    pub tabs: Rect,
    pub body: Rect,
    pub footer: Rect,
}

/// A list and the card beside it, where there is room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Panes {
    pub list: Rect,
    pub card: Option<Rect>,
}

pub const MIN: (u16, u16) = (60, 16);
/// From here a card stands beside the list.
pub const WIDE: u16 = 100;
/// From here the card gets more room.
pub const WIDER: u16 = 140;

pub fn plan(size: (u16, u16)) -> Layout {
    let (w, h) = size;
    let row = |y: u16, n: u16| Rect::new(0, y.min(h), w, n.min(h.saturating_sub(y)));
    Layout {
        too_small: w < MIN.0 || h < MIN.1,
        area: Rect::new(0, 0, w, h),
        header: row(0, 1),
        tabs: row(1, 1),
        body: row(3, h.saturating_sub(5)),
        footer: row(h.saturating_sub(1), 1),
    }
}

/// One pane under 100 columns; from there the card takes two fifths, from 140 nearly half.
pub fn panes(body: Rect) -> Panes {
    if body.width < WIDE {
        return Panes { list: body, card: None };
    }
    let card = if body.width < WIDER { body.width * 2 / 5 } else { body.width * 9 / 20 };
    let list = body.width - card - 1;
    Panes { list: Rect { width: list, ..body }, card: Some(Rect { x: body.x + list + 1, width: card, ..body }) }
}

/// A popup in the middle of `area`, no larger than it.
pub fn centered(area: Rect, w: u16, h: u16) -> Rect {
    let (w, h) = (w.min(area.width), h.min(area.height));
    Rect::new(area.x + (area.width - w) / 2, area.y + (area.height - h) / 2, w, h)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breakpoints() {
        assert!(plan((59, 24)).too_small && plan((80, 15)).too_small && !plan((60, 16)).too_small);
        assert!(panes(plan((99, 24)).body).card.is_none());
        let p = panes(plan((100, 24)).body);
        assert_eq!(p.list.width + 1 + p.card.map_or(0, |c| c.width), 100);
        assert_eq!(plan((80, 24)).body, Rect::new(0, 3, 80, 19));
        let _ = plan((0, 0));
    }
}
