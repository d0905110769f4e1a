//! The interface's languages: which there are, and which one an embed speaks.
//!
//! There are English and the message files in static/languages, which the build script lists.

include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// Tags that are none of the files' names, nor such with something behind them: languages whose tag
/// was another one once, and scripts that a region or nothing at all stands for; source: IANA's
/// Language Subtag Registry, and CLDR's likely subtags.
const OTHER_TAGS: &[(&str, &str)] = &[
    ("in", "id"),
    ("iw", "he"),
    ("ku-arab", "ckb"),
    ("prs", "fa"),
    ("zh", "zh-Hans"),
    ("zh-hk", "zh-Hant"),
    ("zh-mo", "zh-Hant"),
    ("zh-tw", "zh-Hant"),
];

/// The language of an interface, with the region whose dates and numbers it writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locale {
    /// One of [`LANGUAGES`].
    pub language: &'static str,
    /// BCP 47 tag of the language as somebody reads it.
    pub tag: String,
}

/// The language among [`LANGUAGES`] that a tag means, however much the tag adds to it; source:
/// RFC 4647, Lookup.
#[must_use]
pub fn matching(tag: &str) -> Option<&'static str> {
    let mut prefix = tag;
    loop {
        let other = OTHER_TAGS
            .iter()
            .find(|(other, _)| other.eq_ignore_ascii_case(prefix));
        let name = other.map_or(prefix, |(_, language)| language);
        let mut languages = LANGUAGES.iter();
        if let Some(language) = languages.find(|known| known.eq_ignore_ascii_case(name)) {
            return Some(language);
        }
        let end = prefix.bytes().rposition(|byte| byte == b'-')?;
        prefix = prefix.get(..end)?;
    }
}

/// The language of an interface: the one that the partner has set, else the story's, else the
/// reader's, else English. The reader's languages stand in her order.
#[must_use]
pub fn choose(set: Option<&str>, story: Option<&str>, reader: &[String]) -> Locale {
    let mut wanted: Vec<&str> = set.into_iter().chain(story).collect();
    for tag in reader {
        wanted.push(tag);
    }
    for tag in wanted {
        if let Some(language) = matching(tag) {
            // Who reads the language in a region of hers is used to its words and dates.
            let of_hers = reader.iter().filter(|_| set.is_none()).find_map(|own| {
                let spoken = matching(own).filter(|spoken| spoken.starts_with(language))?;
                Some((spoken, own.as_str()))
            });
            let (language, tag) = of_hers.unwrap_or((language, tag));
            return Locale {
                language,
                tag: tag.to_owned(),
            };
        }
    }
    Locale {
        language: "en",
        tag: "en".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_means_the_language_that_it_begins_with() {
        for (tag, language) in [
            ("en-GB", Some("en")),
            ("pt-BR", Some("pt-BR")),
            ("pt-AO", Some("pt")),
            ("PT", Some("pt")),
            ("de-Latn-AT-1996", Some("de")),
            ("zh", Some("zh-Hans")),
            ("zh-CN", Some("zh-Hans")),
            ("zh-SG", Some("zh-Hans")),
            ("zh-tw", Some("zh-Hant")),
            ("zh-HK", Some("zh-Hant")),
            ("zh-Hant-HK", Some("zh-Hant")),
            ("zh-Hans-HK", Some("zh-Hans")),
            ("iw", Some("he")),
            ("iw-IL", Some("he")),
            ("ckb-IQ", Some("ckb")),
            ("ku-Arab-IQ", Some("ckb")),
            ("ku", None),
            ("d", None),
            ("dex", None),
            ("", None),
            ("-", None),
        ] {
            assert_eq!(matching(tag), language, "{tag}");
        }
    }

    #[test]
    fn other_tags_mean_languages_that_there_are() {
        for (tag, language) in OTHER_TAGS {
            assert!(LANGUAGES.contains(language), "{language}");
            assert!(!LANGUAGES.contains(tag), "{tag}");
        }
    }

    #[test]
    fn the_partner_then_the_story_then_the_reader_has_the_say() {
        for (set, story, reader, expected) in [
            (Some("de"), Some("fr"), &["it"][..], ("de", "de")),
            (Some("pt-AO"), None, &["pt-PT"], ("pt", "pt-AO")),
            (None, Some("pt"), &["pt-BR"], ("pt-BR", "pt-BR")),
            (None, Some("pt-BR"), &["pt"], ("pt-BR", "pt-BR")),
            (Some("tlh"), Some("fr"), &["it"], ("fr", "fr")),
            (None, Some("fr-CA"), &["it"], ("fr", "fr-CA")),
            (None, Some("fr"), &["it", "fr-CH"], ("fr", "fr-CH")),
            (None, Some("zh-Hant"), &["zh-CN"], ("zh-Hant", "zh-Hant")),
            (None, Some("tlh"), &["tlh", "it-CH", "de"], ("it", "it-CH")),
            (None, Some("tlh"), &["tlh"], ("en", "en")),
            (None, None, &["en-GB"], ("en", "en-GB")),
            (None, None, &[], ("en", "en")),
        ] {
            let reader: Vec<_> = reader.iter().map(|tag| (*tag).to_owned()).collect();
            let chosen = choose(set, story, &reader);
            let chosen = (chosen.language, chosen.tag.as_str());
            assert_eq!(chosen, expected, "{set:?} {story:?} {reader:?}");
        }
    }
}
