//! Markup that is written as text: for static parts of which a page has so many that each costs time.

use crate::parts::controls::text_area::escaped;

/// Markup in the making. What is ours goes in as it is, and nothing else does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup(String);

impl Markup {
    /// Adds tags: literals of ours.
    pub fn tags(&mut self, tags: &'static str) {
        self.0.push_str(tags);
    }

    /// Adds a text, which stands between tags or between the quotes of an attribute.
    pub fn text(&mut self, text: &str) {
        if text.contains(['&', '<', '>', '"']) {
            self.0.push_str(&escaped(text));
        } else {
            self.0.push_str(text);
        }
    }

    /// The markup.
    pub fn finish(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_can_not_end_its_place() {
        let mut markup = Markup::default();
        markup.tags("<td title=\"");
        markup.text("\"><script>alert('&')</script>");
        markup.tags("\"></td>");
        assert_eq!(
            markup.finish(),
            "<td title=\"&quot;&gt;&lt;script&gt;alert('&amp;')&lt;/script&gt;\"></td>"
        );
    }
}
