//! R16: whatever bytes a terminal sends, in whatever pieces, nothing panics and the keys after them are heard.

#[path = "../../../tests/it/fuzz/engine.rs"]
#[allow(dead_code, reason = "shared with the integration tests, which use the rest of it")]
mod engine;

use super::decode::decode;
use super::framer::Framer;

#[test]
fn bytes_of_a_terminal() {
    let seeds = [
        "\u{1b}[A",
        "\u{1b}OP",
        "\u{1b}[1;5C",
        "\u{1b}[200~вставка\r\n\u{1b}[201~",
        "\u{1b}[<0;10;20M",
        "\u{1b}[27;5;1089~",
        "\u{1b}[1089::99;5u",
        "\u{1b}[I",
        "\u{1b}]52;c;x\u{7}",
        "\u{1b}P+r\u{1b}\\",
        "иванов\r",
        "\u{1b}я",
        "\u{1b}[?1;2c",
        "\u{1b}[M !!",
    ]
    .map(str::to_owned);
    let words = [
        "\u{1b}", "\u{1b}[", "\u{1b}]", "\u{1b}P", "\u{1b}\\", "~", ";", ":", "u", "\u{7f}", "\u{9b}", "200~", "201~",
        "M",
    ];
    let mut turn = 0_usize;
    engine::fuzz("terminal", &seeds, &words, |s| {
        turn += 1;
        let mut bytes = s.as_bytes().to_vec();
        if turn.is_multiple_of(3) && !bytes.is_empty() {
            let at = turn % bytes.len();
            bytes[at] = bytes[at].wrapping_add(turn as u8);
        }
        let (mut framer, mut tokens) = (Framer::default(), Vec::new());
        for piece in bytes.chunks(1 + turn % 7) {
            framer.feed(piece, &mut tokens);
            if turn.is_multiple_of(5) {
                framer.timeout(&mut tokens);
            }
        }
        while framer.wait_ms().is_some() {
            framer.timeout(&mut tokens);
        }
        // The terminal is as good as new: an arrow is an arrow.
        let before = tokens.len();
        framer.feed(b"\x1b[A", &mut tokens);
        assert_eq!(tokens.len(), before + 1, "the next key is swallowed");
        tokens.into_iter().filter_map(decode).count() > 1
    });
}
