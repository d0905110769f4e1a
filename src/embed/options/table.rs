//! The one table of options: parsing, console lines and the written reference come from it.

/// One option.
#[derive(Clone, Copy, Debug)]
pub struct Definition {
    /// The attribute on `<article-embed>`.
    pub name: &'static str,
    /// What it may hold.
    pub values: Values,
    /// What is used where it is missing or wrong, in words. Empty in the widget.
    pub default: &'static str,
    /// What it is for. Empty in the widget, which has no use for it.
    pub description: &'static str,
}

/// What an option may hold.
#[derive(Clone, Copy, Debug)]
pub enum Values {
    /// An address; a relative one is relative to the page.
    Address,
    /// Addresses, separated by spaces or commas.
    Addresses,
    /// Any text.
    Text,
    /// The BCP 47 tag of one of the interface's languages, perhaps with more behind it.
    Language,
    /// A CSS selector.
    Selector,
    /// One of these.
    OneOf(&'static [&'static str]),
    /// `auto`, `off`, or the name of a comment engine.
    CommentEngine,
    /// `off`, or some of the share targets in order, separated by spaces or commas.
    ShareTargets,
}

/// Keeps the words of the reference out of the widget.
const fn reference(text: &'static str) -> &'static str {
    if cfg!(target_arch = "wasm32") {
        ""
    } else {
        text
    }
}

/// Every option.
pub const OPTIONS: &[Definition] = &[
    Definition {
        name: "article",
        values: Values::Address,
        default: "",
        description: reference(
            "Address of the story's JSON, or of a fragment that was rendered of it. The only one that is required.",
        ),
    },
    Definition {
        name: "url",
        values: Values::Address,
        default: reference("the story's canonical URL"),
        description: reference(
            "The story's own page: the link that is shown when nothing else can be.",
        ),
    },
    Definition {
        name: "item",
        values: Values::Text,
        default: "the only one",
        description: reference(
            "The id or address of the story that is meant, where a feed or page has several.",
        ),
    },
    Definition {
        name: "format",
        values: Values::OneOf(FORMAT_NAMES),
        default: reference("found out from the answer"),
        description: reference("The format of the story's JSON."),
    },
    Definition {
        name: "publisher",
        values: Values::Text,
        default: reference("the article's"),
        description: reference(
            "The publisher's name for the credit line, for formats that carry none.",
        ),
    },
    Definition {
        name: "follow",
        values: Values::Addresses,
        default: reference("the article's"),
        description: reference("The publisher's profiles, for formats that carry none."),
    },
    Definition {
        name: "comments",
        values: Values::CommentEngine,
        default: reference("auto"),
        description: reference(
            "The comment engine. `auto` follows the article; `preview` keeps comments in the reader's browser.",
        ),
    },
    Definition {
        name: "comments-url",
        values: Values::Address,
        default: reference("the article's"),
        description: reference(
            "The engine's address, such as `https://news.example/wp-json/wp/v2/comments?post=42`.",
        ),
    },
    Definition {
        name: "comments-order",
        values: Values::OneOf(&["oldest", "newest"]),
        default: reference("oldest"),
        description: reference("Which comments stand first, until the reader turns them round."),
    },
    Definition {
        name: "share",
        values: Values::ShareTargets,
        default: reference("all"),
        description: reference("The share buttons and their order, or `off`."),
    },
    Definition {
        name: "share-url",
        values: Values::OneOf(&["canonical", "page"]),
        default: reference("canonical"),
        description: reference("Whether the story's own address is shared or the partner page's."),
    },
    Definition {
        name: "theme",
        values: Values::OneOf(&["auto", "light", "dark"]),
        default: reference("auto"),
        description: reference(
            "The colours. `auto` follows the page, live: it goes by the ground that the story stands on. With `light` or `dark` the story has a ground of its own.",
        ),
    },
    Definition {
        name: "frame",
        values: Values::OneOf(&["none", "card"]),
        default: reference("none"),
        description: reference(
            "`card` sets the story apart from the page, with an edge and a ground of its own. Without it the page's ground shows through.",
        ),
    },
    Definition {
        name: "font",
        values: Values::OneOf(&["own", "page"]),
        default: reference("own"),
        description: reference(
            "`page` sets all words in the font of the place where the story stands.",
        ),
    },
    Definition {
        name: "links",
        values: Values::OneOf(&["same-tab", "new-tab"]),
        default: reference("same-tab"),
        description: reference("Where the story's links open."),
    },
    Definition {
        name: "lang",
        values: Values::Language,
        default: reference("the story's, else the reader's"),
        description: reference(
            "The language of buttons, labels and dates. A region may follow, as in `de-AT`.",
        ),
    },
    Definition {
        name: "heading-level",
        values: Values::OneOf(&["1", "2", "3", "4", "5", "6"]),
        default: reference("2"),
        description: reference("The level of the headline among the page's own headings."),
    },
    Definition {
        name: "count",
        values: Values::Address,
        default: reference("nothing is counted"),
        description: reference(
            "Address that is told when the story is shown and when it is read to the end.",
        ),
    },
    Definition {
        name: "loading",
        values: Values::OneOf(&["auto", "eager", "lazy"]),
        default: reference("auto"),
        description: reference(
            "`lazy` fetches nothing until the reader comes near. `auto` is `lazy` for readers who save data, and `eager` for others.",
        ),
    },
    Definition {
        name: "refresh",
        values: Values::OneOf(&["auto", "never", "idle", "1", "5", "15", "60"]),
        default: reference("auto"),
        description: reference(
            "When the widget looks for a newer story: `idle` once while the reader reads, or every so many minutes. `auto` is `idle` for a story that came with the page and is older than an hour, and `never` for others.",
        ),
    },
    Definition {
        name: "target",
        values: Values::Selector,
        default: reference("where the tag stands"),
        description: reference("Selector of the element that gets the story. Only on the tag."),
    },
];

/// The formats' names, which a test holds against the formats themselves.
pub(super) const FORMAT_NAMES: &[&str] = &[
    "article-embed",
    "json-feed",
    "json-ld",
    "ghost",
    "wordpress.com",
    "wordpress",
    "ninjs",
];
