//! Invisible characters: they make a text read differently than it is, or look like another one.

/// Joins the signs of one emoji: 👨‍👩‍👧.
const JOINER: char = '\u{200d}';
/// Where the emoji of a region's flag begins, which tags spell out: 🏴󠁧󠁢󠁳󠁣󠁴󠁿.
const FLAG: char = '\u{1f3f4}';

/// Whether there is a sign in a text that nobody sees and that changes how it reads: one that turns the direction of writing
/// round, one without width, a blank that is taken for a letter. Within an emoji they are what they are made for.
pub fn is_deceptive(text: &str) -> bool {
    let mut before = None;
    let mut is_flag = false;
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let is_tag = matches!(sign, '\u{e0000}'..='\u{e007f}');
        let is_fine = if sign == JOINER {
            before.is_some_and(ends_pictograph) && signs.peek().copied().is_some_and(is_pictograph)
        } else if is_tag {
            is_flag
        } else {
            !is_unseen(sign)
        };
        if !is_fine {
            return true;
        }
        is_flag = sign == FLAG || (is_flag && is_tag);
        before = Some(sign);
    }
    false
}

/// Signs that are never seen by themselves, and no part of an emoji.
pub(crate) const fn is_unseen(sign: char) -> bool {
    matches!(
        sign,
        // Without width: soft hyphen, joiners, separators, mathematical operators, the mark of byte order.
        '\u{ad}' | '\u{34f}' | '\u{200b}'..='\u{200c}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{feff}'
            // Direction: marks, embeddings, overrides, isolates.
            | '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            // Notes between lines, and letters that are blank.
            | '\u{fff9}'..='\u{fffb}' | '\u{115f}'..='\u{1160}' | '\u{3164}' | '\u{ffa0}'
    )
}

/// Whether it is a picture, as far as emoji are made of it: 👩, ❤, ♂.
const fn is_pictograph(sign: char) -> bool {
    matches!(sign, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// Whether a picture can end with it: a picture, or what colours it.
const fn ends_pictograph(sign: char) -> bool {
    is_pictograph(sign) || matches!(sign, '\u{fe0f}' | '\u{20e3}' | '\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    // Earlier, a line of a log could be made to read otherwise.
    #[test]
    fn what_turns_writing_round_or_is_not_seen_is_deceptive() {
        for text in [
            "退款\u{202e}001",
            "a\u{200b}b",
            "\u{feff}x",
            "x\u{200e}",
            "\u{2066}x\u{2069}",
            "co\u{ad}op",
            "a\u{200d}b",
            "\u{200d}👩",
            "👩\u{200d}",
            "👩\u{200d}a",
            "空\u{2060}气",
            "\u{3164}",
            "ok\u{e0041}",
            "👩\u{e0067}",
        ] {
            assert!(is_deceptive(text), "{text:?}");
        }
    }

    #[test]
    fn whatever_people_write_is_not() {
        for text in [
            "",
            "开机后有异响,\n第二次维修 3.5mm — “OK”",
            "naïve Ĳ Ελληνικά עברית العربية हिन्दी ไทย 한국어",
            "👨\u{200d}👩\u{200d}👧 一家人",
            "👩🏽\u{200d}🔧 🏳\u{fe0f}\u{200d}🌈 ❤\u{fe0f}\u{200d}🔥 🧔\u{200d}♂\u{fe0f}",
            "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
            "1\u{fe0f}\u{20e3} ☎\u{fe0f}",
            "全角\u{3000}空格 不换行\u{a0}空格",
        ] {
            assert!(!is_deceptive(text), "{text:?}");
        }
    }
}
