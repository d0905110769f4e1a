//! The texts of one language, whether they were compiled in or have come in a file.

use super::direction;
use super::intl;
use super::lists;
use super::messages::{ENGLISH, ENGLISH_ONES, Message};
use super::moments;
use super::words::{self, Words};
use crate::json::Json;

/// The texts of one language. They are kept as long as the program runs, as the compiled ones are.
struct Catalog {
    /// BCP 47 tag of the language, which is its file's name.
    language: &'static str,
    /// BCP 47 tag by which dates and numbers are written, perhaps with a region.
    locale: &'static str,
    /// In the order of [`Message`]: a text, or texts by the plural categories of a number. What is
    /// neither is said in English. Behind them stands the language's file of [`words`].
    texts: Json,
}

static ENGLISH_CATALOG: Catalog = Catalog {
    language: "en",
    locale: "en",
    texts: Json::Null,
};

/// The texts in the interface's language.
#[derive(Clone, Copy)]
pub struct Messages(&'static Catalog);

/// English.
impl Default for Messages {
    fn default() -> Self {
        Self(&ENGLISH_CATALOG)
    }
}

/// Each language's texts are read once, so they are told apart by where they are.
impl PartialEq for Messages {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl Messages {
    /// A language with its texts, as the build packs a message file: a list in the table's order,
    /// where a text with a number in it may be an object of texts by plural category. What is missing
    /// or is no text is said in English. Behind the texts stands how the language writes dates.
    #[must_use]
    pub fn new(language: &'static str, locale: &str, texts: Json) -> Self {
        let locale = locale.to_owned().leak();
        let catalog = Catalog {
            language,
            locale,
            texts,
        };
        Self(Box::leak(Box::new(catalog)))
    }

    /// English with the dates and numbers of a region.
    #[must_use]
    pub fn english(locale: &str) -> Self {
        Self::new("en", locale, Json::Null)
    }

    /// BCP 47 tag of the language that the texts are in.
    #[must_use]
    pub fn language(self) -> &'static str {
        self.0.language
    }

    /// BCP 47 tag by which dates and numbers are written.
    #[must_use]
    pub fn locale(self) -> &'static str {
        self.0.locale
    }

    /// The direction that the language is written in, as HTML's `dir`.
    #[must_use]
    pub fn direction(self) -> &'static str {
        direction::of_language(self.0.language).as_str()
    }

    fn said(self, message: Message) -> &'static Json {
        let said = self.0.texts.items().get(message.place());
        said.unwrap_or(&Json::Null)
    }

    /// A text.
    #[must_use]
    pub fn text(self, message: Message) -> &'static str {
        let said = self.said(message);
        let text = said.text().or_else(|| said.get("other").text());
        text.unwrap_or(message.english)
    }

    /// A text with one name filled in.
    #[must_use]
    pub fn filled(self, message: Message, name: &str, value: &str) -> String {
        fill(self.text(message), name, value)
    }

    /// What stands before and after a name, for texts in which it is more than characters.
    #[must_use]
    pub fn around(self, message: Message, name: &str) -> (&'static str, &'static str) {
        let text = self.text(message);
        around(text, name).unwrap_or((text, ""))
    }

    /// A text with a number filled in, in the form that the language has for this number.
    #[must_use]
    pub fn counted(self, message: Message, name: &str, count: u32) -> String {
        let category = intl::plural_category(count, self.0.locale);
        let form = self.said(message).get(&category).text();
        let text = match form {
            Some(text) => text,
            None if category == "one" && self.0.language == "en" => {
                let mut ones = ENGLISH_ONES.iter();
                let one = ones.find(|(counted, _)| *counted == message);
                one.map_or_else(|| self.text(message), |(_, text)| text)
            }
            None => self.text(message),
        };
        fill(text, name, &self.number(count))
    }

    /// Names as the language lists them.
    #[must_use]
    pub fn list(self, names: &[String]) -> String {
        lists::list(names, self.0.language, self.words())
    }

    /// How the language writes dates and lists.
    pub(super) fn words(self) -> Words {
        let file = self.0.texts.items().get(ENGLISH.len());
        Words {
            file: file.and_then(Json::as_str).unwrap_or(words::ENGLISH),
            locale: self.0.locale,
        }
    }

    /// A number in the language's digits.
    #[must_use]
    pub fn number(self, number: u32) -> String {
        let locale = self.0.locale;
        intl::number(number, moments::digits(locale).unwrap_or(locale))
    }
}

fn fill(text: &'static str, name: &str, value: &str) -> String {
    match around(text, name) {
        Some((before, after)) => [before, value, after].concat(),
        None => text.to_owned(),
    }
}

fn around(text: &'static str, name: &str) -> Option<(&'static str, &'static str)> {
    let (before, rest) = text.split_once('{')?;
    let after = rest.strip_prefix(name)?.strip_prefix('}')?;
    Some((before, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_filled_in() {
        let filled = Messages::default().filled(Message::ReadOn, "site", "news.example");
        assert_eq!(filled, "Read this story on news.example");
        let around = Messages::default().around(Message::Updated, "date");
        assert_eq!(around, ("Updated ", ""));
    }

    #[test]
    fn numbers_have_their_forms() {
        let count = |count| Messages::default().counted(Message::CommentsCount, "count", count);
        assert_eq!(count(1), "1 comment");
        assert_eq!(count(2), "2 comments");
    }

    #[test]
    fn a_file_gives_what_it_has_and_english_the_rest() {
        let mut file = vec![Json::Null; 200];
        file[Message::Reply.place()] = "Antworten".into();
        file[Message::Edit.place()] = Json::Bool(true);
        file[Message::Close.place()] = " ".into();
        file[Message::Delete.place()] = Json::Object(vec![("kind".into(), "x".into())]);
        file[Message::CommentsCount.place()] = Json::Object(vec![
            ("one".into(), "{count} Kommentar".into()),
            ("other".into(), "{count} Kommentare".into()),
        ]);
        let german = Messages::new("de", "de-AT", Json::Array(file));
        assert_eq!((german.language(), german.locale()), ("de", "de-AT"));
        assert_eq!(german.text(Message::Reply), "Antworten");
        for message in [
            Message::Edit,
            Message::Close,
            Message::Delete,
            Message::Retry,
        ] {
            assert_eq!(german.text(message), Messages::default().text(message));
        }
        let count = |count| german.counted(Message::CommentsCount, "count", count);
        assert_eq!(count(1), "1 Kommentar");
        assert_eq!(count(2), "2 Kommentare");
    }

    #[test]
    fn a_form_may_say_its_number_in_a_word() {
        let form = Json::Object(vec![
            ("one".into(), "One comment".into()),
            ("other".into(), "{count} comments".into()),
        ]);
        let mut file = vec![Json::Null; Message::CommentsCount.place()];
        file.push(form);
        let messages = Messages::new("de", "de", Json::Array(file));
        let one = messages.counted(Message::CommentsCount, "count", 1);
        assert_eq!(one, "One comment");
    }

    #[test]
    fn what_is_no_list_says_nothing() {
        for file in [Json::Null, "reply".into(), Json::Object(Vec::new())] {
            let messages = Messages::new("de", "de", file);
            assert_eq!(messages.text(Message::Reply), "Reply");
        }
    }
}
