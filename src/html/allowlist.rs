//! What becomes of each HTML element: the one table that the walk goes by.
//!
//! Three things can happen to an element: it becomes a block or inline of the model, it is unwrapped
//! (its content is read as if it stood in its place), or it is dropped with all that it holds, for a reason of
//! [`crate::article::dropped`]. Elements that the table does not name are unwrapped. Attributes are read one by one where
//! the model has a place for them and never otherwise, so no list of them is needed.

use crate::article::Reason;
use crate::article::block::Style;
use crate::article::inline::math_element;
use crate::text::is_among;

/// What becomes of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Treatment {
    /// Its content is read in its place and stands on lines of its own.
    Boundary,
    /// Its content is read in its place, within the line.
    Unwrap,
    /// It and all that it holds are left out.
    Drop(Reason),
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
    /// What is folded away behind a summary.
    Details,
    /// The summary.
    Summary,
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
    /// A link with a description of what it leads to, all in one box.
    Card,
    /// Something that the browser shows by itself or not at all; what it holds is shown in its place.
    Object,
    /// What is shown where no script runs.
    Noscript,
    /// A program, which may draw what it names.
    Script,
    /// A drawing made of lines.
    Drawing,
    /// Words in a drawing.
    Label,
    /// A button.
    Button,
    /// The names of panels of which one is seen at a time.
    Tabs,
    /// Such a panel.
    Panel,
    /// A number that counts up to what an attribute says.
    Number,
    /// Words for readers who cannot see what stands beside them.
    Spoken,
    /// What a consent tool keeps in Base64.
    Encoded,
    /// A box with a picture behind it.
    Cover,
    /// A sound recording; what it holds besides its files is for browsers that cannot play it.
    Audio,
    /// A film, likewise.
    Video,
    /// A file of a recording, or of a picture.
    Source,
    /// The words of a recording.
    Track,
    /// Text whose white space counts.
    Preformatted,
    /// A break in the story.
    Separator,
    /// A new line.
    Break,
    /// A style of some characters.
    Style(Style),
    /// An element of a formula.
    Math(&'static str),
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
    /// A formula as it was written.
    Annotation,
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
        Abbreviation, Annotation, Aside, Audio, Boundary, Break, Button, Caption, Cell, Cite,
        DefinitionList, Details, Drawing, Drop, Figure, Footer, Frame, Heading, Image, Isolate,
        Item, Label, Link, List, Meaning, Noscript, Number, Object, Preformatted, Quote, Row, Ruby,
        RubyReading, Script, Separator, Source, Style as Styled, Summary, Table, TableFoot,
        TableHead, Term, Time, Track, Video,
    };
    &[
        (
            "p div section article main header nav address center fieldset legend hgroup body form dialog \
             marquee frameset",
            Boundary,
        ),
        ("a area", Link),
        ("strong b", Styled(Style::Strong)),
        ("em i", Styled(Style::Emphasis)),
        ("br", Break),
        ("img amp-img amp-anim", Image),
        ("figure amp-carousel", Figure),
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
        ("details", Details),
        ("summary", Summary),
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
        ("annotation", Annotation),
        ("pre listing plaintext xmp", Preformatted),
        ("hr", Separator),
        ("table", Table),
        ("thead", TableHead),
        ("tfoot", TableFoot),
        ("tr", Row),
        ("td", Cell { header: false }),
        ("th", Cell { header: true }),
        ("iframe embed frame amp-iframe", Frame),
        ("object applet canvas", Object),
        ("audio amp-audio", Audio),
        ("video amp-video", Video),
        ("source", Source),
        ("track", Track),
        ("noscript", Noscript),
        ("script", Script),
        ("svg", Drawing),
        ("text", Label),
        ("button", Button),
        ("progress meter", Number),
        ("input textarea select datalist", Drop(Reason::Control)),
        // `xml` is what a word processor keeps its settings in.
        (
            "style template title meta link base xml",
            Drop(Reason::Program),
        ),
        ("rp noembed noframes annotation-xml", Drop(Reason::Twin)),
    ]
};

/// Classes by which content systems and services mark what HTML had no element for.
pub const CLASSES: &[(&str, Treatment)] = &[
    (
        "wp-caption wp-block-gallery wp-block-jetpack-tiled-gallery blocks-gallery-grid gallery gallery-item \
          tiled-gallery tiled-gallery__gallery swiper-wrapper owl-carousel slick-slider splide__list glide__slides slides \
          bxslider",
        Treatment::Figure,
    ),
    ("wp-caption-text gallery-caption", Treatment::Caption),
    (
        "blocks-gallery-item gallery-icon swiper-slide elementor-tabs-content-wrapper",
        Treatment::Boundary,
    ),
    (
        "twitter-tweet twitter-video instagram-media tiktok-embed bluesky-embed mastodon-embed \
         reddit-embed-bq reddit-card fb-post fb-video",
        Treatment::Post,
    ),
    (
        "kg-signup-card-success kg-signup-card-error elementor-hidden-desktop fusion-no-large-visibility \
         vc_hidden-lg fl-visible-mobile d-lg-none",
        Treatment::Drop(Reason::Hidden),
    ),
    (
        "kg-bookmark-card kg-file-card embedded-post-wrap",
        Treatment::Card,
    ),
    ("kg-callout-card", Treatment::Aside),
    (
        "wp-block-cover wp-block-cover-image wp-block-cover__image-background kg-header-card",
        Treatment::Cover,
    ),
    (
        "elementor-counter-number percent-value vc_pie_chart_value kb-count-up-process display-counter \
         fl-number-int stats-number",
        Treatment::Number,
    ),
    (
        "wp-block-latest-posts__post-date kg-bookmark-author kg-bookmark-publisher elementor-progress-percentage et_pb_counter_amount",
        Treatment::Label,
    ),
    (
        "screen-reader-text sr-only visually-hidden visuallyhidden show-for-sr element-invisible visually-hidden-focusable u-sr-only usa-sr-only govuk-visually-hidden assistive-text v6-visually-hidden \
         elementor-screen-only",
        Treatment::Spoken,
    ),
    ("et_pb_tabs_controls", Treatment::Tabs),
    ("et_pb_tab", Treatment::Panel),
    ("borlabs-hide", Treatment::Encoded),
    (
        "kg-file-card-icon swiper-button-prev swiper-button-next slick-arrow slick-dots \
         kg-video-player-container kg-audio-player kg-audio-thumbnail kg-video-overlay swiper-pagination swiper-notification",
        Treatment::Drop(Reason::Control),
    ),
    (
        "progressiveMedia-thumbnail et_pb_video_overlay elementor-tab-mobile-title fusion-mobile-tab-nav \
         fl-tabs-panel-label vc_tta-tabs-container kg-audio-hide MathJax_Preview swiper-slide-duplicate slick-cloned \
         splide__slide--clone cloned",
        Treatment::Drop(Reason::Twin),
    ),
    (
        "sharedaddy jp-relatedposts jetpack-likes-widget-wrapper post-views post-ratings \
         addtoany_share_save_container addtoany_content heateor_sss_sharing_container ssba swp_social_panel \
         essb_links mashsb-container shareaholic-canvas yarpp-related post-password-form robots-nocontent \
         wp-block-post-author a2a_kit jetpack-likes-widget simple-social-icons td-post-sharing \
         social-share-buttons kk-star-ratings wpulike pvc_stats \
         tptn_counter crp_related rp4wp-related-posts saboxplugin-wrap rt-reading-time span-reading-time \
         adsbygoogle _brlbs-content-blocker headerlink hash-link anchorjs-link",
        Treatment::Drop(Reason::Plugin),
    ),
];

/// What a table says of a name.
fn find(table: &[(&str, Treatment)], name: &str) -> Option<Treatment> {
    let row = table.iter().find(|(names, _)| is_among(name, names));
    row.map(|(_, treatment)| *treatment)
}

/// What becomes of the element of this (lower-case) name.
#[must_use]
pub fn treatment(name: &str) -> Treatment {
    find(TABLE, name)
        .or_else(|| math_element(name).map(Treatment::Math))
        .unwrap_or(Treatment::Unwrap)
}

impl Treatment {
    /// Whether a class can say more of such an element than its name does. That it is to be dropped can be said
    /// of any.
    #[must_use]
    pub fn yields_to(self, class: Self) -> bool {
        matches!(
            (self, class),
            (_, Self::Drop(_) | Self::Number | Self::Label | Self::Spoken)
                | (
                    Self::Boundary
                        | Self::Figure
                        | Self::Quote
                        | Self::List { .. }
                        | Self::Item
                        | Self::DefinitionList
                        | Self::Term
                        | Self::Meaning,
                    _
                )
        )
    }

    /// Whether such an element stands within a line.
    #[must_use]
    pub fn is_inline(self) -> bool {
        matches!(
            self,
            Self::Unwrap
                | Self::Style(_)
                | Self::Math(_)
                | Self::Link
                | Self::Cite
                | Self::Abbreviation
                | Self::Time
                | Self::Isolate
                | Self::Ruby
                | Self::RubyReading
                | Self::Annotation
                | Self::Button
                | Self::Label
                | Self::Drawing
        )
    }
}

/// What these classes make of an element: the first known of them, or one by which it is left out.
pub fn treatment_of_classes<'a>(classes: impl Iterator<Item = &'a str>) -> Option<Treatment> {
    let mut found = None;
    for treatment in classes.filter_map(|class| find(CLASSES, class)) {
        if found.is_none() || matches!(treatment, Treatment::Drop(_)) {
            found = Some(treatment);
        }
    }
    found
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
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            );
            let first = names.iter().position(|other| other == name);
            assert_eq!(first, Some(index), "{name} stands twice");
        }
    }
}
