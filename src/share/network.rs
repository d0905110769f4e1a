//! The networks on which publishers have profiles, told by the host of the profile's address.

/// A network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    /// What readers know it as.
    pub label: &'static str,
    /// The name of its sign.
    pub icon: &'static str,
    /// The hosts of its profiles, without `www.`, with spaces between.
    hosts: &'static str,
}

const fn network(label: &'static str, icon: &'static str, hosts: &'static str) -> Network {
    Network { label, icon, hosts }
}

/// All that are known. On Mastodon, each server has a host of its own.
pub const NETWORKS: &[Network] = &[
    network("X", "x", "x.com twitter.com"),
    network("Facebook", "facebook", "facebook.com web.facebook.com"),
    network("Instagram", "instagram", "instagram.com"),
    network("YouTube", "youtube", "youtube.com"),
    network("TikTok", "tiktok", "tiktok.com"),
    network("WhatsApp", "whatsapp", "whatsapp.com wa.me"),
    network("Telegram", "telegram", "t.me telegram.me"),
    network("Bluesky", "bluesky", "bsky.app"),
    network("Threads", "threads", "threads.com threads.net"),
    network("LinkedIn", "linkedin", "linkedin.com"),
    network("Reddit", "reddit", "reddit.com"),
    network("Mastodon", "mastodon", "mastodon.social mastodon.online"),
];

/// The network of this host, as [`crate::url::WebUrl::site`] has it.
#[must_use]
pub fn at(site: &str) -> Option<&'static Network> {
    let is_there = |network: &&Network| network.hosts.split(' ').any(|host| host == site);
    NETWORKS.iter().find(is_there)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::url::WebUrl;

    #[test]
    fn a_network_is_known_by_its_host_alone() {
        for (address, label) in [
            ("https://x.com/news", Some("X")),
            ("https://www.facebook.com/news?ref=1", Some("Facebook")),
            ("https://mastodon.social", Some("Mastodon")),
            ("https://news.example/x.com", None),
            ("https://x.com.example/", None),
            ("https://facebook.com@news.example/", None),
        ] {
            let site = WebUrl::parse(address).map(|url| url.site());
            let found = site.and_then(|site| at(&site));
            assert_eq!(found.map(|network| network.label), label, "{address}");
        }
    }
}
