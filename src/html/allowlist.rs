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

/// What becomes of elements: names with spaces between them, the usual ones first.
pub const TABLE: &[(&str, Treatment)] = {
    use Treatment::{
        Abbreviation, Aside, Audio, Boundary, Break, Caption, Cell, Cite, DefinitionList, Drop,
        Figure, Footer, Frame, Heading, Image, Isolate, Item, Link, List, Meaning, Preformatted,
        Quote, Row, Ruby, RubyReading, Separator, Source, Style as Styled, Table, TableFoot,
        TableHead, Term, Time, Video,
    };
    &[
        (
            "p div section article main header nav address details summary center fieldset hgroup body",
            Boundary,
        ),
        ("a", Link),
        ("strong b", Styled(Style::Strong)),
        ("em i", Styled(Style::Emphasis)),
        ("br", Break),
        ("img", Image),
        ("figure", Figure),
        ("figcaption caption", Caption),
        ("h1 h2", Heading(2)),
        ("h3", Heading(3)),
        ("h4", Heading(4)),
        ("h5", Heading(5)),
        ("h6", Heading(6)),
        ("ul menu dir", List { ordered: false }),
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
        ("code kbd samp tt", Styled(Style::Code)),
        ("sub", Styled(Style::Subscript)),
        ("sup", Styled(Style::Superscript)),
        ("s strike del", Styled(Style::Strike)),
        ("mark", Styled(Style::Mark)),
        ("small", Styled(Style::Small)),
        ("abbr acronym", Abbreviation),
        ("time", Time),
        ("bdi bdo", Isolate),
        ("ruby", Ruby),
        ("rt", RubyReading),
        ("pre", Preformatted),
        ("hr", Separator),
        ("table", Table),
        ("thead", TableHead),
        ("tfoot", TableFoot),
        ("tr", Row),
        ("td", Cell { header: false }),
        ("th", Cell { header: true }),
        ("iframe", Frame),
        ("audio", Audio),
        ("video", Video),
        ("source", Source),
        // `xml` is what a word processor keeps its settings in.
        (
            "script style template noscript title svg math form input textarea select button object \
             applet embed frame frameset noframes noembed plaintext xmp listing meta link base \
             marquee canvas dialog rp xml",
            Drop,
        ),
    ]
};

/// Classes by which content systems and services mark what HTML had no element for.
pub const CLASSES: &[(&str, Treatment)] = &[
    (
        "wp-caption wp-block-gallery blocks-gallery-grid gallery gallery-item tiled-gallery",
        Treatment::Figure,
    ),
    ("wp-caption-text gallery-caption", Treatment::Caption),
    ("blocks-gallery-item gallery-icon", Treatment::Boundary),
    (
        "twitter-tweet twitter-video instagram-media tiktok-embed bluesky-embed mastodon-embed \
         reddit-embed-bq reddit-card fb-post fb-video",
        Treatment::Post,
    ),
];

/// What a table says of a name.
fn find(table: &[(&str, Treatment)], name: &str) -> Option<Treatment> {
    let row = table
        .iter()
        .find(|(names, _)| names.split(' ').any(|other| other == name));
    row.map(|(_, treatment)| *treatment)
}

/// What becomes of the element of this (lower-case) name.
#[must_use]
pub fn treatment(name: &str) -> Treatment {
    find(TABLE, name).unwrap_or(Treatment::Unwrap)
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
    let mut classes = classes.split_ascii_whitespace();
    classes.find_map(|class| find(CLASSES, class))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_element_is_named_once_and_in_lower_case() {
        let names = TABLE.iter().flat_map(|(names, _)| names.split(' '));
        let names: Vec<_> = names.collect();
        for (index, name) in names.iter().enumerate() {
            assert!(!name.is_empty(), "two spaces");
            assert!(
                name.bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            );
            let first = names.iter().position(|other| other == name);
            assert_eq!(first, Some(index), "{name} stands twice");
        }
    }
}
