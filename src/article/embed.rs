//! A post or recording of another service, by its id. What the service is, is left to
//! [`super::provider`]; a frame is only made once the reader asks for it.

use super::provider::{CARRIERS, Cue, PROVIDERS, Provider, captures};
use super::{Block, Inline};
use crate::url::{WebUrl, decode_component};

/// A post or recording of another service.
#[derive(Clone, Debug, PartialEq)]
pub struct ExternalEmbed {
    provider: &'static Provider,
    id: String,
    cue: Cue,
    /// What it is called; may be empty.
    pub title: String,
    /// The text under it.
    pub caption: Vec<Inline>,
    /// What it says, where the story quotes it.
    pub quote: Vec<Block>,
}

impl ExternalEmbed {
    /// What a service shows at this address.
    #[must_use]
    pub fn at(address: &WebUrl) -> Option<Self> {
        let carried = CARRIERS
            .split(' ')
            .find_map(|pattern| captures(pattern, without_scheme(address)))
            .and_then(|carried| WebUrl::parse(&decode_component(&carried)?));
        let url = carried.as_ref().unwrap_or(address);
        let address = without_scheme(url);
        let mut embed = PROVIDERS
            .iter()
            .find_map(|provider| Some(Self::new(provider, provider.id_in(address)?)))?;
        embed.set_cue(Cue::in_address(url.as_str()));
        Some(embed)
    }

    /// What the service of this name, as article documents write it, shows under an id.
    #[must_use]
    pub fn named(provider: &str, id: &str) -> Option<Self> {
        PROVIDERS
            .iter()
            .find(|row| row.name == provider && row.takes(id))
            .map(|row| Self::new(row, id.to_owned()))
    }

    fn new(provider: &'static Provider, id: String) -> Self {
        Self {
            provider,
            id,
            cue: Cue::default(),
            title: String::new(),
            caption: Vec::new(),
            quote: Vec::new(),
        }
    }

    /// The service.
    #[must_use]
    pub fn provider(&self) -> &'static Provider {
        self.provider
    }

    /// Its id, as the service writes it.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// From where to where it is shown, and the list that it is played from.
    #[must_use]
    pub fn cue(&self) -> &Cue {
        &self.cue
    }

    /// Says from where to where it is shown, as far as the service knows how.
    pub fn set_cue(&mut self, cue: Cue) {
        self.cue = self.provider.known(cue);
    }

    /// What a frame loads to show it.
    #[must_use]
    pub fn frame(&self) -> String {
        self.provider.frame(&self.id, &self.cue)
    }

    /// Its own page, where it has one.
    #[must_use]
    pub fn page(&self) -> Option<String> {
        self.provider.page(&self.id, &self.cue)
    }

    /// What it is called, or else the service's name.
    #[must_use]
    pub fn name(&self) -> &str {
        if self.title.is_empty() {
            self.provider.label
        } else {
            &self.title
        }
    }
}

/// An address from its host on.
fn without_scheme(address: &WebUrl) -> &str {
    let address = address.as_str().split('#').next().unwrap_or_default();
    let (_, address) = address.split_once(':').unwrap_or_default();
    let address = address.trim_start_matches('/');
    address.strip_prefix("www.").unwrap_or(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn embed(address: &str) -> Option<ExternalEmbed> {
        ExternalEmbed::at(&WebUrl::parse(address)?)
    }

    #[test]
    fn every_service_is_recognised_and_its_frame_built_anew() {
        for line in include_str!("../../tests/embeds/recognised.txt").lines() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let mut words = line.split(' ');
            let mut word = || words.next().unwrap();
            let (name, address, frame, page) = (word(), word(), word(), word());
            let embed = embed(address).unwrap_or_else(|| panic!("{address} is not recognised"));
            assert_eq!(embed.provider().name, name, "{address}");
            assert_eq!(embed.frame(), frame, "{address}");
            assert_eq!(embed.page().as_deref().unwrap_or("-"), page, "{address}");
            let mut again = ExternalEmbed::named(name, &embed.id).unwrap();
            again.set_cue(embed.cue.clone());
            assert_eq!(again.frame(), frame, "{} {}", name, embed.id);
        }
    }

    #[test]
    fn every_service_has_an_address_in_the_test_above() {
        let recognised = include_str!("../../tests/embeds/recognised.txt");
        for provider in PROVIDERS {
            let frame = provider.frame("$", &Cue::default());
            let start = frame.split('$').next().unwrap();
            let is_there = recognised.lines().any(|line| {
                line.starts_with(&[provider.name, " "].concat()) && line.contains(start)
            });
            assert!(is_there, "{} {start}", provider.name);
        }
    }

    #[test]
    fn other_addresses_are_not_recognised() {
        for line in include_str!("../../tests/embeds/refused.txt").lines() {
            if !line.is_empty() && !line.starts_with('#') {
                assert_eq!(embed(line), None, "{line}");
            }
        }
    }

    #[test]
    fn ids_that_are_none_are_refused() {
        let long = "a".repeat(601);
        for (provider, id) in [
            ("youtube", ""),
            ("youtube", "short"),
            ("youtube", "videoseries"),
            ("youtube", "PL"),
            ("youtube", "plabc_DEF-12345"),
            ("youtube", "PLabc/12345"),
            ("youtube", "dQw4w9WgXc\""),
            ("youtube", "dQw4w9WgX/.."),
            ("youtube", "dQw4w9WgXcQ&autoplay=0"),
            ("youtube", "dQw4w9WgXcQ\n"),
            ("youtube", "dQw4w9WgXc\u{430}"),
            ("vimeo", "12a"),
            ("vimeo", "12/"),
            ("vimeo", "12/a/b"),
            ("flourish", "tale/12"),
            ("flourish", "story/x"),
            ("infogram", "a/b"),
            ("telegram", "abc/12"),
            ("telegram", "gazette/x"),
            ("x", "1?x"),
            ("x", "-1"),
            ("instagram", "a/b"),
            ("instagram", ".."),
            ("instagram", &long),
            ("spotify", "user/a"),
            ("spotify", "track/../x"),
            ("soundcloud", "../x"),
            ("soundcloud", "a/.."),
            ("bluesky", "did:plc:x#/3k"),
            ("bluesky", "../3k"),
            ("mastodon", "evil/a/1"),
            ("mastodon", "127.0.0.1/a/1"),
            ("mastodon", "127.0.0.0x1/a/1"),
            ("mastodon", "a.example:8080/a/1"),
            ("mastodon", "user@a.example/a/1"),
            ("mastodon", "a.example/../1"),
            ("google-maps", "!1m1 x"),
            ("google-maps", "x&y=1"),
            ("nobody", "1"),
            ("", ""),
        ] {
            assert_eq!(ExternalEmbed::named(provider, id), None, "{provider} {id}");
        }
    }
}
