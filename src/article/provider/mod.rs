//! The services whose posts and recordings a story can show in a frame.
//!
//! An address is recognised by its host and path and leaves nothing behind but an id, which has to
//! be of the few characters that its service uses. What a frame loads is built from the id alone, so
//! it is always a page of this table's making.

mod cue;
mod table;

pub use cue::Cue;
pub use table::{CARRIERS, PROVIDERS};

use crate::text::{is_all, is_among, split_run};

/// A service.
#[derive(Debug, PartialEq, Eq)]
pub struct Provider {
    /// Its name in article documents.
    pub name: &'static str,
    /// Its name for readers.
    pub label: &'static str,
    /// How much room its frames need.
    pub shape: Shape,
    /// The kinds of the id's parts, as [`is_part`] knows them.
    id: &'static str,
    /// The frame's address, with `$` for each part of the id; and after spaces what is added to it for
    /// the start of a film, its end and its list, `-` for what the service does not know.
    frame: &'static str,
    /// The address of the post's own page, likewise; empty where there is none.
    page: &'static str,
    /// The addresses that it is recognised by, as [`captures`] reads them.
    addresses: &'static str,
}

/// How much room a frame needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// That of a film.
    Film,
    /// That of a film which was made upright.
    Upright,
    /// That of a post with its picture.
    Post,
    /// That of a player for sound.
    Audio,
    /// That of a map or chart.
    Chart,
}

impl Provider {
    /// Whether this is an id of the service.
    #[must_use]
    pub fn takes(&self, id: &str) -> bool {
        let mut parts = id.split('/');
        let is_sound = |kind| parts.next().is_some_and(|part| is_part(kind, part));
        self.id.bytes().all(is_sound) && parts.next().is_none()
    }

    /// The id in an address, without its scheme, that the service would recognise as one of its own.
    #[must_use]
    pub fn id_in(&self, address: &str) -> Option<String> {
        let mut patterns = self.addresses.split(' ');
        patterns.find_map(|pattern| captures(pattern, address).filter(|id| self.takes(id)))
    }

    /// What the service knows of a cue.
    #[must_use]
    pub fn known(&self, cue: Cue) -> Cue {
        let mut additions = self.frame.split(' ').skip(1);
        cue.limited(&mut || additions.next().is_some_and(|addition| addition != "-"))
    }

    /// What a frame loads to show the post of this id.
    #[must_use]
    pub fn frame(&self, id: &str, cue: &Cue) -> String {
        cued(self.frame, id, cue)
    }

    /// The post's own page, where it has one.
    #[must_use]
    pub fn page(&self, id: &str, cue: &Cue) -> Option<String> {
        (!self.page.is_empty()).then(|| cued(self.page, id, cue))
    }
}

/// What stands in an address at the signs `$` of a pattern, with slashes between; `*` stands for a
/// part that does not matter. A pattern's query is one name, wherever it stands in the address's.
/// What comes after the pattern in the path is the service's own ornament.
pub fn captures(pattern: &str, address: &str) -> Option<String> {
    let (pattern, field) = pattern.split_once('?').unwrap_or((pattern, ""));
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let mut found = String::new();
    let mut rest = path;
    for sign in pattern.chars() {
        if !matches!(sign, '$' | '*') {
            rest = rest.strip_prefix(sign)?;
            continue;
        }
        let (part, after) = split_run(rest, |byte| !matches!(byte, b'/' | b'%'));
        if sign == '$' {
            push_part(&mut found, part);
        }
        rest = after;
    }
    if !(rest.is_empty() || rest.starts_with('/')) {
        return None;
    }
    if let Some((name, _)) = field.split_once('=') {
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        push_part(&mut found, pairs.find(|(other, _)| *other == name)?.1);
    }
    Some(found)
}

fn push_part(id: &mut String, part: &str) {
    if !id.is_empty() {
        id.push('/');
    }
    id.push_str(part);
}

fn cued(templates: &str, id: &str, cue: &Cue) -> String {
    let mut templates = templates.split(' ');
    let mut address = String::new();
    fill(&mut address, templates.next().unwrap_or_default(), id);
    for (template, value) in templates.zip(cue.values()) {
        if let (Some(value), true) = (value, template != "-") {
            fill(&mut address, template, &value);
        }
    }
    address
}

fn fill(address: &mut String, template: &str, id: &str) {
    let mut parts = id.split('/');
    for (index, text) in template.split('$').enumerate() {
        if index > 0 {
            address.push_str(parts.next().unwrap_or_default());
        }
        address.push_str(text);
    }
}

/// Longer parts are none; the longest in use describe maps.
const PART_LIMIT: usize = 600;

/// Whether this can be a part of an id: `d` a number, `w` a key, `k` one with a digit, `y` the key of a
/// film, `l` that of a list of films, `n` a name, `c` that of a channel, `a` a name or a decentralised
/// identifier, `s` what kind of sound it is, `f` that of a story in charts, `m` what a map shows and `h`
/// a host.
fn is_part(kind: u8, part: &str) -> bool {
    let signs: &[u8] = match kind {
        b'd' => b"",
        b's' => {
            let kinds = "track album playlist artist episode show tracks playlists";
            return is_among(part, kinds);
        }
        // Eleven characters, as these two words of its own have, which are no films.
        b'y' if part.len() != 11 || ["videoseries", "live_stream"].contains(&part) => return false,
        // Two capitals say what kind of list it is.
        b'l' if matches!(part.len(), 0..=2 | 11)
            || !is_all(part.get(..2).unwrap_or_default(), u8::is_ascii_uppercase) =>
        {
            return false;
        }
        b'k' if !part.bytes().any(|byte| byte.is_ascii_digit()) => return false,
        // Shorter names are parts of other addresses there.
        b'c' if part.len() < 4 => return false,
        b'f' => return part == "story",
        b'h' if !is_domain(part) => return false,
        b'm' if !part.starts_with('!') => return false,
        b'n' | b'h' => b"-_.",
        b'a' => b"-_.:",
        b'm' => b"-_.:,!*%+",
        _ => b"-_",
    };
    let is_sign = |byte: u8| match byte {
        b'0'..=b'9' => true,
        b'a'..=b'z' | b'A'..=b'Z' => kind != b'd',
        _ => signs.contains(&byte),
    };
    // A part of dots alone would lead to another path.
    (1..=PART_LIMIT).contains(&part.len()) && !part.starts_with('.') && part.bytes().all(is_sign)
}

/// Whether a host is a name and no number.
fn is_domain(host: &str) -> bool {
    let last = host.split('.').skip(1).last();
    last.is_some_and(|last| is_all(last, u8::is_ascii_alphabetic))
}
