//! Where a story can be shared, and the addresses that do it.
//!
//! Nothing here calls anybody: a target is a link that the reader may follow, or one of the things
//! that the reader's own device does. [`server`] is the reader's own Mastodon server, [`quote`] the
//! link to a place in a story's text. Drawing them is left to [`crate::render`].

pub mod network;
pub mod quote;
pub mod segments;
pub mod server;

use crate::url::encode_component;
use server::Server;

/// One way to share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// Its name in `data-share`.
    pub name: &'static str,
    /// What readers know it as.
    pub label: &'static str,
    /// What it does.
    pub action: Action,
}

/// What a target does when the reader chooses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Opens the device's own share sheet.
    Device,
    /// Opens a page of this address, which takes so many words.
    Page(&'static str, Room),
    /// Opens a page of this address on the reader's own server, or asks which that is.
    Server(&'static str, Room),
    /// Opens the reader's mail program.
    Email(&'static str),
    /// Copies the story's address.
    Copy,
    /// Prints the story.
    Print,
}

/// How many characters, as readers count them, a target has for the words and the address together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// The characters.
    pub characters: usize,
    /// How many of them any address takes; `None` where it takes as many as it has.
    pub address: Option<usize>,
}

impl Room {
    /// Room for words alone.
    const fn words(characters: usize) -> Self {
        Self {
            characters,
            address: Some(0),
        }
    }

    /// As much as the longest address in wide use lets through.
    const WIDE: Self = Self::words(2_000);
}

/// The targets in the order in which they are shown. In an address `{url}` stands for the story's
/// address, `{title}` for its headline, `{text}` for both in one text and `{server}` for the reader's
/// server.
pub const TARGETS: &[Target] = &[
    // MDN, Navigator.share()
    Target {
        name: "device",
        label: "",
        action: Action::Device,
    },
    // X developer documentation, web intents and counting characters
    Target {
        name: "x",
        label: "X",
        action: Action::Page(
            "https://x.com/intent/tweet?text={title}&url={url}",
            Room {
                characters: 280,
                address: Some(24),
            },
        ),
    },
    // Not officially documented; in wide use.
    Target {
        name: "facebook",
        label: "Facebook",
        action: Action::Page(
            "https://www.facebook.com/sharer/sharer.php?u={url}",
            Room::WIDE,
        ),
    },
    Target {
        name: "whatsapp",
        label: "WhatsApp",
        action: Action::Page("https://wa.me/?text={text}", Room::WIDE),
    },
    // core.telegram.org/widgets/share
    Target {
        name: "telegram",
        label: "Telegram",
        action: Action::Page("https://t.me/share/url?url={url}&text={title}", Room::WIDE),
    },
    // Bluesky's documentation, action intent links
    Target {
        name: "bluesky",
        label: "Bluesky",
        action: Action::Page(
            "https://bsky.app/intent/compose?text={text}",
            Room {
                characters: 300,
                address: None,
            },
        ),
    },
    // Mastodon's documentation, posting to your profile
    Target {
        name: "mastodon",
        label: "Mastodon",
        action: Action::Server(
            "https://{server}/share?text={text}",
            Room {
                characters: 500,
                address: Some(23),
            },
        ),
    },
    // Meta's documentation, Threads web intents
    Target {
        name: "threads",
        label: "Threads",
        action: Action::Page(
            "https://www.threads.com/intent/post?text={title}&url={url}",
            Room {
                characters: 500,
                address: None,
            },
        ),
    },
    // Not officially documented; in wide use.
    Target {
        name: "linkedin",
        label: "LinkedIn",
        action: Action::Page(
            "https://www.linkedin.com/sharing/share-offsite/?url={url}",
            Room::WIDE,
        ),
    },
    Target {
        name: "reddit",
        label: "Reddit",
        action: Action::Page(
            "https://www.reddit.com/submit?url={url}&title={title}",
            Room::words(300),
        ),
    },
    // RFC 6068
    Target {
        name: "email",
        label: "",
        action: Action::Email("mailto:?subject={title}&body={text}"),
    },
    Target {
        name: "copy",
        label: "",
        action: Action::Copy,
    },
    Target {
        name: "print",
        label: "",
        action: Action::Print,
    },
];

/// Where readers of Mastodon can share who do not know their server.
pub const MASTODON_START: &str = "https://share.joinmastodon.org/#text={text}";

/// What is shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shareable {
    /// The headline, or the words that are quoted.
    pub title: String,
    /// What stands before and after the title: quotation marks, or nothing.
    pub marks: [String; 2],
    /// The address.
    pub url: String,
}

impl Target {
    /// The link to follow; `None` for what the device does itself, and where the reader's server is
    /// to be asked for.
    #[must_use]
    pub fn address(&self, story: &Shareable, server: Option<&Server>) -> Option<String> {
        match self.action {
            // RFC 6068 wants CRLF in a mail's body.
            Action::Email(template) => Some(story.fill(template, "\r\n\r\n", Room::WIDE, "")),
            Action::Page(template, room) => Some(story.fill(template, " ", room, "")),
            Action::Server(template, room) => {
                Some(story.fill(template, " ", room, server?.as_str()))
            }
            Action::Device | Action::Copy | Action::Print => None,
        }
    }

    /// Whether its page takes words, and not an address alone.
    #[must_use]
    pub fn takes_words(&self) -> bool {
        match self.action {
            Action::Page(template, _) => crate::text::contains(template, "{t"),
            _ => false,
        }
    }
}

impl Shareable {
    /// The link of readers of Mastodon who do not know their server.
    #[must_use]
    pub fn mastodon_start(&self) -> String {
        self.fill(MASTODON_START, " ", Room::WIDE, "")
    }

    /// The title between its marks, in so many characters at most.
    #[must_use]
    pub fn title_within(&self, characters: usize) -> String {
        let [before, after] = &self.marks;
        let marks = before.chars().count() + after.chars().count();
        let title = segments::shortened(&self.title, characters.saturating_sub(marks));
        if title.is_empty() {
            return title;
        }
        [before, &*title, after].concat()
    }

    fn fill(&self, template: &str, line_break: &str, room: Room, server: &str) -> String {
        // A space stands between the two.
        let address = room.address.unwrap_or(self.url.len() + 1);
        let title = self.title_within(room.characters.saturating_sub(address));
        let mut filled = String::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let (name, after) = after.split_once('}').unwrap_or_default();
            let value = match name {
                "url" => encode_component(&self.url),
                "title" => encode_component(&title),
                "server" => server.to_owned(),
                _ if title.is_empty() => encode_component(&self.url),
                _ => encode_component(&[&title, line_break, &self.url].concat()),
            };
            filled.push_str(&value);
            rest = after;
        }
        filled.push_str(rest);
        filled
    }
}

#[cfg(test)]
mod tests;
