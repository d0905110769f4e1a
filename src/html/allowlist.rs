//! What becomes of each HTML element: the one table that the walk goes by.
//!
//! Three things can happen to an element: it becomes a block or inline of the model, it is unwrapped
//! (its content is read as if it stood in its place), or it is dropped with all that it holds.
//! Elements that the table does not name are unwrapped. Attributes are read one by one where the
//! model has a place for them and never otherwise, so no list of them is needed.

use crate::article::block::Style;

/// What becomes of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Treatment {
    /// Its content is read in its place and stands on lines of its own.
    Boundary,
    /// Its content is read in its place, within the line.
    Unwrap,
    /// It and all that it holds are left out.
    Drop,
    /// A sub-heading.
    Heading(u8),
    /// A list: numbered or not.
    List {
        /// Numbered.
        ordered: bool,
    },
    /// An item of a list.
    Item,
    /// A list of terms and meanings.
    DefinitionList,
    /// A term.
    Term,
    /// A meaning.
    Meaning,
    /// Words of somebody else.
    Quote,
    /// The title of a work, or who said the quote that it stands in.
    Cite,
    /// The last lines of a section, or who said the quote that it stands in.
    Footer,
    /// Something beside the story.
    Aside,
    /// A picture, table or quote with its caption.
    Figure,
    /// The caption of a figure or table.
    Caption,
    /// A picture.
    Image,
    /// Another page, shown in a frame.
    Frame,
    /// A post of another service, quoted until that service's script would draw it.
    Post,
    /// A sound recording; what it holds besides its files is for browsers that cannot play it.
    Audio,
    /// A film, likewise.
    Video,
    /// A file of a recording.
    Source,
    /// Text whose white space counts.
    Preformatted,
    /// A break in the story.
    Separator,
    /// A new line.
    Break,
    /// A style of some characters.
    Style(Style),
    /// A link.
    Link,
    /// A short form.
    Abbreviation,
    /// A date or time.
    Time,
    /// Text of another direction.
    Isolate,
    /// Text with its reading.
    Ruby,
    /// The reading.
    RubyReading,
    /// A table.
    Table,
    /// Rows that head a table.
    TableHead,
    /// Rows that sum a table up.
    TableFoot,
    /// A row.
    Row,
    /// A cell.
    Cell {
        /// It heads a row or column.
        header: bool,
    },
}

/// Elements with what becomes of them.
pub const TABLE: &[(&str, Treatment)] = {
    use Treatment::{
        Abbreviation, Aside, Audio, Boundary, Break, Caption, Cell, Cite, DefinitionList, Drop,
        Figure, Footer, Frame, Heading, Image, Isolate, Item, Link, List, Meaning, Preformatted,
        Quote, Row, Ruby, RubyReading, Separator, Source, Style as Styled, Table, TableFoot,
        TableHead, Term, Time, Video,
    };
    &[
        ("p", Boundary),
        ("a", Link),
        ("strong", Styled(Style::Strong)),
        ("b", Styled(Style::Strong)),
        ("em", Styled(Style::Emphasis)),
        ("i", Styled(Style::Emphasis)),
        ("br", Break),
        ("img", Image),
        ("figure", Figure),
        ("figcaption", Caption),
        ("h1", Heading(2)),
        ("h2", Heading(2)),
        ("h3", Heading(3)),
        ("h4", Heading(4)),
        ("h5", Heading(5)),
        ("h6", Heading(6)),
        ("ul", List { ordered: false }),
        ("menu", List { ordered: false }),
        ("dir", List { ordered: false }),
        ("ol", List { ordered: true }),
        ("li", Item),
        ("dl", DefinitionList),
        ("dt", Term),
        ("dd", Meaning),
        ("blockquote", Quote),
        ("cite", Cite),
        ("footer", Footer),
        ("aside", Aside),
        ("q", Styled(Style::Quote)),
        ("code", Styled(Style::Code)),
        ("kbd", Styled(Style::Code)),
        ("samp", Styled(Style::Code)),
        ("tt", Styled(Style::Code)),
        ("sub", Styled(Style::Subscript)),
        ("sup", Styled(Style::Superscript)),
        ("s", Styled(Style::Strike)),
        ("strike", Styled(Style::Strike)),
        ("del", Styled(Style::Strike)),
        ("mark", Styled(Style::Mark)),
        ("small", Styled(Style::Small)),
        ("abbr", Abbreviation),
        ("acronym", Abbreviation),
        ("time", Time),
        ("bdi", Isolate),
        ("bdo", Isolate),
        ("ruby", Ruby),
        ("rt", RubyReading),
        ("rp", Drop),
        ("pre", Preformatted),
        ("hr", Separator),
        ("table", Table),
        ("caption", Caption),
        ("thead", TableHead),
        ("tfoot", TableFoot),
        ("tr", Row),
        ("td", Cell { header: false }),
        ("th", Cell { header: true }),
        ("iframe", Frame),
        ("audio", Audio),
        ("video", Video),
        ("source", Source),
        ("div", Boundary),
        ("section", Boundary),
        ("article", Boundary),
        ("main", Boundary),
        ("header", Boundary),
        ("nav", Boundary),
        ("address", Boundary),
        ("details", Boundary),
        ("summary", Boundary),
        ("center", Boundary),
        ("fieldset", Boundary),
        ("hgroup", Boundary),
        ("body", Boundary),
        ("script", Drop),
        ("style", Drop),
        ("template", Drop),
        ("noscript", Drop),
        ("title", Drop),
        ("svg", Drop),
        ("math", Drop),
        ("form", Drop),
        ("input", Drop),
        ("textarea", Drop),
        ("select", Drop),
        ("button", Drop),
        ("object", Drop),
        ("applet", Drop),
        ("embed", Drop),
        ("frame", Drop),
        ("frameset", Drop),
        ("noframes", Drop),
        ("noembed", Drop),
        ("plaintext", Drop),
        ("xmp", Drop),
        ("listing", Drop),
        ("meta", Drop),
        ("link", Drop),
        ("base", Drop),
        ("marquee", Drop),
        ("canvas", Drop),
        ("dialog", Drop),
        // Settings of a word processor.
        ("xml", Drop),
    ]
};

/// Classes by which content systems and services mark what HTML had no element for.
pub const CLASSES: &[(&str, Treatment)] = &[
    ("wp-caption", Treatment::Figure),
    ("wp-caption-text", Treatment::Caption),
    ("wp-block-gallery", Treatment::Figure),
    ("blocks-gallery-grid", Treatment::Figure),
    ("blocks-gallery-item", Treatment::Boundary),
    ("gallery", Treatment::Figure),
    ("gallery-item", Treatment::Figure),
    ("gallery-icon", Treatment::Boundary),
    ("gallery-caption", Treatment::Caption),
    ("tiled-gallery", Treatment::Figure),
    ("twitter-tweet", Treatment::Post),
    ("twitter-video", Treatment::Post),
    ("instagram-media", Treatment::Post),
    ("tiktok-embed", Treatment::Post),
    ("bluesky-embed", Treatment::Post),
    ("mastodon-embed", Treatment::Post),
    ("reddit-embed-bq", Treatment::Post),
    ("reddit-card", Treatment::Post),
    ("fb-post", Treatment::Post),
    ("fb-video", Treatment::Post),
];

/// What becomes of the element of this (lower-case) name.
#[must_use]
pub fn treatment(name: &str) -> Treatment {
    TABLE
        .iter()
        .find(|(element, _)| *element == name)
        .map_or(Treatment::Unwrap, |(_, treatment)| *treatment)
}

impl Treatment {
    /// Whether a class can say more of such an element than its name does.
    #[must_use]
    pub fn yields_to_class(self) -> bool {
        matches!(
            self,
            Self::Boundary
                | Self::Quote
                | Self::List { .. }
                | Self::Item
                | Self::DefinitionList
                | Self::Term
                | Self::Meaning
        )
    }
}

/// What the first known of these classes makes of an element.
#[must_use]
pub fn treatment_of_class(classes: &str) -> Option<Treatment> {
    classes.split_ascii_whitespace().find_map(|class| {
        let row = CLASSES.iter().find(|(name, _)| *name == class);
        row.map(|(_, treatment)| *treatment)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_element_is_named_once_and_in_lower_case() {
        for (index, (name, _)) in TABLE.iter().enumerate() {
            assert!(
                name.bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            );
            let first = TABLE.iter().position(|(other, _)| other == name);
            assert_eq!(first, Some(index), "{name} stands twice");
        }
    }
}
