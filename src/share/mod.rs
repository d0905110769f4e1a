//! Where a story can be shared, and the addresses that do it.
//!
//! Nothing here calls anybody: a target is a link that the reader may follow, or one of the three
//! things that the reader's own device does. Drawing them is left to the view.

use crate::url::encode_component;

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
    /// Opens a page of this address, see [`Target::address`].
    Page(&'static str),
    /// Opens the reader's mail program.
    Email(&'static str),
    /// Copies the story's address.
    Copy,
}

/// The targets in the order in which they are shown. In an address `{url}` stands for the story's
/// address, `{title}` for its headline and `{text}` for both in one text.
pub const TARGETS: &[Target] = &[
    // MDN, Navigator.share()
    Target {
        name: "device",
        label: "",
        action: Action::Device,
    },
    // X developer documentation, web intents
    Target {
        name: "x",
        label: "X",
        action: Action::Page("https://x.com/intent/tweet?text={title}&url={url}"),
    },
    // Not officially documented; in wide use.
    Target {
        name: "facebook",
        label: "Facebook",
        action: Action::Page("https://www.facebook.com/sharer/sharer.php?u={url}"),
    },
    Target {
        name: "whatsapp",
        label: "WhatsApp",
        action: Action::Page("https://wa.me/?text={text}"),
    },
    // core.telegram.org/widgets/share
    Target {
        name: "telegram",
        label: "Telegram",
        action: Action::Page("https://t.me/share/url?url={url}&text={title}"),
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
];

/// What is shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// The headline.
    pub title: String,
    /// The address.
    pub url: String,
}

impl Target {
    /// The link to follow; `None` for what the device does itself.
    #[must_use]
    pub fn address(&self, story: &Story) -> Option<String> {
        let (template, line_break) = match self.action {
            // RFC 6068 wants CRLF in a mail's body.
            Action::Email(template) => (template, "\r\n\r\n"),
            Action::Page(template) => (template, " "),
            Action::Device | Action::Copy => return None,
        };
        let mut address = String::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            address.push_str(before);
            let (name, after) = after.split_once('}')?;
            let value = match name {
                "url" => encode_component(&story.url),
                "title" => encode_component(&story.title),
                _ => encode_component(&[&story.title, line_break, &story.url].concat()),
            };
            address.push_str(&value);
            rest = after;
        }
        address.push_str(rest);
        Some(address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_carry_any_title_whole() {
        let story = Story {
            title: "“Bridge” & tide: 50 % {url} + ünïcode 🌉".into(),
            url: "https://news.example/a?b=1&c=ä#d".into(),
        };
        for target in TARGETS {
            let Some(address) = target.address(&story) else {
                continue;
            };
            assert!(address.is_ascii(), "{}: {address}", target.name);
            let url = url::Url::parse(&address).unwrap();
            let values: Vec<_> = url
                .query_pairs()
                .map(|(_, value)| value.into_owned())
                .collect();
            let all = values.join("\n");
            assert!(all.contains(&story.url), "{}: {all}", target.name);
            if target.name != "facebook" {
                assert!(all.contains(&story.title), "{}: {all}", target.name);
            }
        }
    }

    #[test]
    fn mails_use_percent_twenty_and_crlf() {
        let story = Story {
            title: "Two words".into(),
            url: "https://news.example/".into(),
        };
        let email = TARGETS.iter().find(|target| target.name == "email");
        let address = email.unwrap().address(&story).unwrap();
        assert_eq!(
            address,
            "mailto:?subject=Two%20words&body=Two%20words%0D%0A%0D%0Ahttps%3A%2F%2Fnews.example%2F"
        );
    }

    #[test]
    fn names_are_told_apart() {
        for (index, target) in TARGETS.iter().enumerate() {
            let first = TARGETS.iter().position(|other| other.name == target.name);
            assert_eq!(first, Some(index), "{} stands twice", target.name);
        }
    }
}
