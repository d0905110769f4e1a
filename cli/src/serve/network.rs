//! Which machines a source may be on: none in private networks, but for those that the publisher names.
//!
//! A name is looked up here, its addresses are checked, and the connection goes to a checked address: a name that
//! says something else the next moment changes nothing. What the names may be is for `template` to say.

use std::error::Error;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::str::FromStr;
use std::sync::Arc;

use ipnet::IpNet;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use thiserror::Error;
use url::Host;

/// A source is in a network that no source may be in.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error(
    "{0} is on a private network or this machine (--allow-private-source {0} lets sources be there)"
)]
pub struct Private(pub String);

/// Networks of version 4 that are not the internet's, by their first bits.
const CLOSED_V4: &[([u8; 4], u32)] = &[
    ([0, 0, 0, 0], 8),
    ([10, 0, 0, 0], 8),
    // Shared by the customers of a carrier (CGNAT).
    ([100, 64, 0, 0], 10),
    ([127, 0, 0, 0], 8),
    // Link-local; clouds have their metadata here.
    ([169, 254, 0, 0], 16),
    ([172, 16, 0, 0], 12),
    ([192, 0, 0, 0], 24),
    ([192, 0, 2, 0], 24),
    ([192, 88, 99, 0], 24),
    ([192, 168, 0, 0], 16),
    ([198, 18, 0, 0], 15),
    ([198, 51, 100, 0], 24),
    ([203, 0, 113, 0], 24),
    // Multicast, and what is kept for later.
    ([224, 0, 0, 0], 3),
];

/// Networks of version 6 within the internet's own (`2000::/3`) that lead elsewhere.
const CLOSED_V6: &[(Ipv6Addr, u32)] = &[
    // Special purposes, Teredo among them.
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32),
    // 6to4 carries an address of version 4.
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
];

const INTERNET_V6: (Ipv6Addr, u32) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);

/// Where networks without version 4 reach it; its address stands at the end.
const NAT64: (Ipv6Addr, u32) = (Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, 0, 0), 96);

/// Whether an address is one of the open internet.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) if is_in_v6(address, NAT64) => {
            let [.., a, b, c, d] = address.octets();
            is_public_v4(Ipv4Addr::new(a, b, c, d))
        }
        // Addresses of version 4 in the form of version 6 are outside of `2000::/3`, so none is public.
        IpAddr::V6(address) => {
            is_in_v6(address, INTERNET_V6)
                && !CLOSED_V6.iter().any(|network| is_in_v6(address, *network))
        }
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    !CLOSED_V4.iter().any(|(network, bits)| {
        let network = Ipv4Addr::from(*network).to_bits();
        (address.to_bits() ^ network) >> (32 - bits) == 0
    })
}

fn is_in_v6(address: Ipv6Addr, (network, bits): (Ipv6Addr, u32)) -> bool {
    (address.to_bits() ^ network.to_bits()) >> (128 - bits) == 0
}

/// Where sources may be, besides the open internet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The host of this name, wherever it is.
    Host(String),
    /// Hosts in this network, whatever they are called.
    Network(IpNet),
}

/// Why a text is no such place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("no host, address or network, such as localhost, 10.1.2.3 or 10.1.2.0/24")]
pub struct NoPlace;

impl FromStr for Place {
    type Err = NoPlace;

    fn from_str(text: &str) -> Result<Self, NoPlace> {
        if let Ok(network) = text.parse() {
            return Ok(Self::Network(network));
        }
        if let Ok(address) = text.parse::<IpAddr>() {
            // An IPv4 address in the form of the other kind is the same place.
            return Ok(Self::Network(address.to_canonical().into()));
        }
        match Host::parse(text) {
            Ok(Host::Domain(name)) => Ok(Self::Host(name)),
            Ok(Host::Ipv4(address)) => Ok(Self::Network(IpAddr::V4(address).into())),
            Ok(Host::Ipv6(address)) => Ok(Self::Network(IpAddr::V6(address).into())),
            Err(_) => Err(NoPlace),
        }
    }
}

/// What may be asked: machines on the open internet, and those in these places.
#[derive(Clone, Debug)]
pub struct Reach(Arc<[Place]>);

impl Reach {
    /// The open internet and these places.
    pub fn with(places: &[Place]) -> Self {
        Self(places.into())
    }

    /// Whether a host that is an address itself may be asked; names are checked when they are looked up.
    pub fn check(&self, host: Option<Host<&str>>) -> Result<(), Private> {
        let address = match host {
            Some(Host::Ipv4(address)) => IpAddr::V4(address),
            Some(Host::Ipv6(address)) => IpAddr::V6(address),
            Some(Host::Domain(_)) => return Ok(()),
            None => return Err(Private(String::new())),
        };
        if self.has(address) {
            Ok(())
        } else {
            Err(Private(address.to_string()))
        }
    }

    /// Whether a host may be asked at an address that it was found at.
    fn allows(&self, name: &str, address: IpAddr) -> bool {
        let is_it = |place: &Place| matches!(place, Place::Host(host) if host == name);
        self.0.iter().any(is_it) || self.has(address)
    }

    fn has(&self, address: IpAddr) -> bool {
        // An address of version 4 may come in the form of version 6.
        let plain = address.to_canonical();
        let is_in =
            |place: &Place| matches!(place, Place::Network(network) if network.contains(&plain));
        is_public(address) || self.0.iter().any(is_in)
    }
}

/// Looks names up, and keeps the addresses that may be asked.
pub struct Guard {
    names: Arc<dyn Resolve>,
    reach: Reach,
}

impl Guard {
    /// A guard over another way to look names up.
    pub fn new(names: Arc<dyn Resolve>, reach: Reach) -> Self {
        Self { names, reach }
    }
}

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let reach = self.reach.clone();
        let title = name.as_str().to_owned();
        let found = self.names.resolve(name);
        Box::pin(async move {
            let allowed: Vec<SocketAddr> = found
                .await?
                .filter(|address| reach.allows(&title, address.ip()))
                .collect();
            if allowed.is_empty() {
                return Err(Box::new(Private(title)) as Box<dyn Error + Send + Sync>);
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}

/// The system's way to look names up.
pub struct SystemNames;

impl Resolve for SystemNames {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found: Vec<SocketAddr> =
                tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use url::Url;

    #[test]
    fn closed_networks_are_known_in_every_form() {
        for address in [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.255.254",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.1",
            "192.0.2.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.7",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:8.8.8.8",
            "64:ff9b::127.0.0.1",
            "64:ff9b::10.0.0.1",
            "64:ff9b:1::8.8.8.8",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "2002:808:808::",
            "3fff::1",
            "5f00::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn the_internet_is_open() {
        for address in [
            "1.1.1.1",
            "8.8.8.8",
            "100.63.255.255",
            "100.128.0.0",
            "172.15.0.1",
            "172.32.0.1",
            "169.253.0.1",
            "192.167.0.1",
            "223.255.255.255",
            "2606:4700:4700::1111",
            "2a00:1450:4001::1",
            "64:ff9b::8.8.8.8",
        ] {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn hosts_that_are_addresses_are_checked_as_browsers_read_them() {
        for address in [
            "http://2130706433/",
            "http://0x7f.1/",
            "http://0177.0.0.1/",
            "http://127.1/",
            "http://0/",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[::ffff:7f00:1]/",
            "http://169.254.169.254/latest/meta-data/",
            "http://１２７.0.0.1/",
        ] {
            let url = Url::parse(address).unwrap();
            assert!(reach(&[]).check(url.host()).is_err(), "{address}");
            let named = reach(&["0.0.0.0/0", "::/0"]);
            assert!(named.check(url.host()).is_ok(), "{address}");
        }
        let url = Url::parse("https://news.example/").unwrap();
        assert_eq!(reach(&[]).check(url.host()), Ok(()));
    }

    fn reach(places: &[&str]) -> Reach {
        let places: Vec<Place> = places.iter().map(|place| place.parse().unwrap()).collect();
        Reach::with(&places)
    }

    #[test]
    fn places_are_hosts_addresses_and_networks() {
        let network = |text: &str| Place::Network(text.parse().unwrap());
        for (text, expected) in [
            ("localhost", Ok(Place::Host("localhost".to_owned()))),
            ("CMS.Internal", Ok(Place::Host("cms.internal".to_owned()))),
            ("127.0.0.1", Ok(network("127.0.0.1/32"))),
            ("127.1", Ok(network("127.0.0.1/32"))),
            ("::1", Ok(network("::1/128"))),
            ("[::1]", Ok(network("::1/128"))),
            ("10.0.0.0/8", Ok(network("10.0.0.0/8"))),
            ("fd00::/8", Ok(network("fd00::/8"))),
            ("10.0.0.0/33", Err(NoPlace)),
            ("localhost:8080", Err(NoPlace)),
            ("http://localhost/", Err(NoPlace)),
            ("", Err(NoPlace)),
        ] {
            assert_eq!(text.parse::<Place>(), expected, "{text}");
        }
    }

    #[test]
    fn one_private_place_opens_no_other() {
        let address = |text: &str| text.parse::<IpAddr>().unwrap();
        for (place, name, found, is_allowed) in [
            ("cms.internal", "cms.internal", "10.1.2.3", true),
            ("cms.internal", "other.internal", "10.1.2.3", false),
            ("cms.internal", "x.cms.internal", "10.1.2.3", false),
            ("cms.internal", "news.example", "1.1.1.1", true),
            ("10.1.2.0/24", "other.internal", "10.1.2.3", true),
            ("10.1.2.0/24", "other.internal", "::ffff:10.1.2.3", true),
            ("10.1.2.0/24", "other.internal", "10.1.3.3", false),
            ("10.1.2.0/24", "other.internal", "127.0.0.1", false),
            ("127.0.0.1", "localhost", "127.0.0.1", true),
            ("127.0.0.1", "localhost", "127.0.0.2", false),
            ("fd00::/8", "localhost", "::1", false),
        ] {
            let allowed = reach(&[place]).allows(name, address(found));
            assert_eq!(allowed, is_allowed, "{place}: {name} at {found}");
        }
        // A name opens no addresses that a redirect names outright.
        let url = Url::parse("http://10.1.2.3/").unwrap();
        assert!(reach(&["cms.internal"]).check(url.host()).is_err());
        assert!(reach(&["10.1.2.3"]).check(url.host()).is_ok());
    }
}
