//! The message files, as native builds carry them: whoever renders stories ahead of their readers has no loader
//! that would fetch one.

use serde_json::{Map, Value};

use super::messages::KEYS;
use crate::json::Json;

include!(concat!(env!("OUT_DIR"), "/message_files.rs"));

/// The texts of a language as [`super::Messages::new`] takes them, in the order that the build packs a message file
/// in; `None` for English and for languages that there are not.
#[must_use]
pub fn texts(language: &str) -> Option<Json> {
    let (_, file, words) = FILES.iter().find(|(tag, ..)| *tag == language)?;
    let mut texts: Map<String, Value> = serde_json::from_str(file).ok()?;
    let in_order = KEYS
        .iter()
        .map(|key| texts.remove(*key).unwrap_or_default());
    let words = Value::from(words.trim_end_matches('\n'));
    serde_json::from_value(in_order.chain([words]).collect()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::languages::LANGUAGES;
    use crate::i18n::{Message, Messages};

    #[test]
    fn each_language_speaks_for_itself() {
        let english = Messages::default().text(Message::Comments);
        for language in LANGUAGES.iter().filter(|language| **language != "en") {
            let texts = texts(language).unwrap_or(Json::Null);
            let messages = Messages::new(language, language, texts);
            assert_ne!(messages.text(Message::Comments), english, "{language}");
        }
    }

    #[test]
    fn there_is_no_file_for_english() {
        assert_eq!(texts("en"), None);
        assert_eq!(texts("tlh"), None);
    }
}
