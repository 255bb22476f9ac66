//! The languages that the product speaks.

/// A language that the product speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Chinese, simplified: the default.
    #[default]
    Chinese,
    /// English.
    English,
}

impl Language {
    /// All of them, the default first.
    pub const ALL: [Self; 2] = [Self::Chinese, Self::English];

    /// The language tag (BCP 47).
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }

    /// The name that its speakers give it.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Chinese => "中文",
            Self::English => "English",
        }
    }

    /// The language of a tag; regions don't matter.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?;
        if primary.eq_ignore_ascii_case("zh") {
            Some(Self::Chinese)
        } else if primary.eq_ignore_ascii_case("en") {
            Some(Self::English)
        } else {
            None
        }
    }

    /// The language of an `Accept-Language` header: of those that we speak, the one with the greatest
    /// weight, the first among equals; the default when we speak none of them.
    pub fn from_accept_language(header: &str) -> Self {
        let mut best = None;
        for entry in header.split(',') {
            let mut parts = entry.split(';');
            let language = parts.next().and_then(|tag| Self::from_tag(tag.trim()));
            let weight = parts
                .find_map(|part| part.trim().strip_prefix("q="))
                .map_or(1.0, |weight| weight.parse::<f32>().unwrap_or(0.0));
            if let Some(language) = language
                && weight > best.map_or(0.0, |(_, weight)| weight)
            {
                best = Some((language, weight));
            }
        }
        best.map_or_else(Self::default, |(language, _)| language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_language_that_we_speak_is_taken() {
        let of = Language::from_accept_language;
        assert_eq!(of("en-US,en;q=0.9,zh-CN;q=0.8"), Language::English);
        assert_eq!(of("fr, zh;q=0.5, en;q=0.4"), Language::Chinese);
        assert_eq!(of("fr;q=1, en;q=0.2"), Language::English);
        assert_eq!(of("*"), Language::Chinese);
        assert_eq!(of("en;q=0, zh"), Language::Chinese);
        assert_eq!(of("\u{fffd};;q=,=;"), Language::Chinese);
    }
}
