//! Where the address of a thing stands. Lazy loaders and consent tools move it to an attribute of their own, and
//! write a placeholder where it was; some elements name a film by its id alone. This is the one place that decides.

use super::pictures::is_picture_file;
use super::tree::Element;
use crate::text::{after_last_slash, around, contains, split_run};
use crate::url::{Base, MediaUrl, WebUrl};

/// Attributes beside those called `data-…src…` or `…src` from which lazy loaders and consent tools put an address
/// back into `src`.
const MOVED: &str = "data-original data-lazy data-lazyload data-echo data-cookieblock";

/// Attributes with another size of the same picture, for where there is nothing better.
const OTHER_SIZES: &str =
    "data-orig-file data-large-file data-medium-file data-full-url data-image data-bg";

/// Parts of the names of files that stand where a picture will be.
const PLACEHOLDERS: [&str; 8] = [
    "placeholder",
    "blank.",
    "spacer",
    "pixel.",
    "transparent.",
    "loading.",
    "loader.",
    "1x1.",
];

/// Elements and classes that name something by an attribute, and what stands before that in its address, unless
/// it is a whole one.
const BY_ID: &str = "\
amp-youtube data-videoid https://youtu.be/
lite-youtube videoid https://youtu.be/
youtube-video videoid https://youtu.be/
.rll-youtube-player data-id https://youtu.be/
.youtube-player data-id https://youtu.be/
.youtube data-embed https://youtu.be/
.lazy-youtube data-id https://youtu.be/
.perfmatters-lazy-youtube data-id https://youtu.be/
.youtube_player videoid https://youtu.be/
.vimeo_player videoid https://vimeo.com/
.dailymotion_player videoid https://dai.ly/
amp-vimeo data-videoid https://vimeo.com/
lite-vimeo videoid https://vimeo.com/
amp-dailymotion data-videoid https://dai.ly/
amp-twitter data-tweetid https://x.com/i/status/
amp-instagram data-shortcode https://www.instagram.com/p/
amp-facebook data-href 
amp-gist data-gistid https://gist.github.com/
amp-soundcloud data-trackid https://api.soundcloud.com/tracks/
amp-tiktok data-src https://www.tiktok.com/@/video/
.flourish-embed data-src https://public.flourish.studio/
.infogram-embed data-id https://infogram.com/
.strava-embed-placeholder data-embed-id https://www.strava.com/activities/
script data-telegram-post https://t.me/
";

/// Attributes with where such a film begins.
const QUERIES: &str = "params data-query";

/// Where scripts are that draw what a page shows too, a part of their addresses, and what stands there in the
/// page's.
const SCRIPTS: &str = "\
https://gist.github.com/ .js 
https://gitlab.com/ .js 
https://asciinema.org/a/ .js 
https://www.buzzsprout.com/ .js 
https://jsfiddle.net/ embed/ 
https://app.everviz.com/ inject embed
https://cdn.jwplayer.com/players/ .js .html
https://content.jwplatform.com/players/ .js .html
";

/// Attributes by which elements that a script fills say what they will show.
const TO_BE_FILLED: &str =
    "data-url data-href data-embed-url data-link data-bg data-background-image";

/// The first of these attributes that has something which is taken.
fn first<T>(element: &Element, names: &str, take: &dyn Fn(&str) -> Option<T>) -> Option<T> {
    let mut values = names.split(' ').map(|name| element.trimmed(name));
    values.find_map(|value| take(value).filter(|_| !value.is_empty()))
}

/// The address that a lazy loader or a consent tool has moved away from `src`. It counts more than what stands
/// there, which is a placeholder then.
fn moved<T>(element: &Element, take: &dyn Fn(&str) -> Option<T>) -> Option<T> {
    let mut named = element.attributes.iter().filter(|(name, _)| {
        let is_other = ["thumb", "low", "placeholder", "set"]
            .into_iter()
            .any(|word| contains(name, word));
        let is_own = name.starts_with("data-") || name.starts_with("consent-original-");
        let is_moved = is_own && contains(name, "src") || name != "src" && name.ends_with("src");
        is_moved && !is_other
    });
    let named = named.find_map(|(_, value)| {
        let value = value.trim_ascii();
        let is_address = value.bytes().any(|sign| matches!(sign, b'.' | b'/'));
        take(value).filter(|_| is_address)
    });
    named.or_else(|| first(element, MOVED, take))
}

/// The file of a picture, and whether a lazy loader named it, which knows better than a `noscript` beside it.
pub fn picture(element: &Element, base: &Base) -> Option<(MediaUrl, bool)> {
    let media = |address: &str| base.media(address);
    if let Some(url) = moved(element, &media) {
        return Some((url, true));
    }
    let own = first(element, "src", &|address| own_file(address, base));
    let is_placeholder = |url: &MediaUrl| {
        let name = after_last_slash(url.as_str());
        PLACEHOLDERS.into_iter().any(|part| contains(name, part))
    };
    if own.as_ref().is_none_or(is_placeholder)
        && let Some(url) = first(element, OTHER_SIZES, &media).or_else(|| other_file(element, base))
    {
        return Some((url, true));
    }
    Some((own?, false))
}

/// A file to show. The story's own page is none: what leads there is empty, or stands for nothing.
pub fn own_file(address: &str, base: &Base) -> Option<MediaUrl> {
    fn place(address: &str) -> &str {
        let (place, _) = split_run(around(address, "://").1, |byte| *byte != b'#');
        place.trim_end_matches('?')
    }
    let url = base.media(address)?;
    (place(url.as_str()) != place(base.as_str())).then_some(url)
}

/// Whatever else an element names that is a file of a picture.
fn other_file(element: &Element, base: &Base) -> Option<MediaUrl> {
    let mut named = element.attributes.iter();
    named.find_map(|(name, value)| {
        let is_one = name.starts_with("data-") && is_picture_file(value) && !value.contains(' ');
        base.media(value).filter(|_| is_one)
    })
}

/// The list of sizes of a picture: a lazy loader's, if there is one.
pub fn candidates(element: &Element) -> Option<&str> {
    let lists = |is_own: bool| {
        let mut attributes = element.attributes.iter();
        attributes.find(|(name, list)| {
            contains(name, "srcset")
                && (name == "srcset") == is_own
                && !list.trim_ascii().is_empty()
        })
    };
    let (_, list) = lists(false).or_else(|| lists(true))?;
    Some(list)
}

/// The page that a frame shows.
pub fn frame(element: &Element, base: &Base) -> Option<WebUrl> {
    let web = |address: &str| base.web(address);
    moved(element, &web).or_else(|| first(element, "src data", &web))
}

/// What an element without a name in HTML stands for, by an id or an address.
pub fn by_id(element: &Element) -> Option<WebUrl> {
    let mut rows = BY_ID.split('\n').filter_map(|row| {
        let mut words = row.split(' ');
        Some((words.next()?, words.next()?, words.next()?))
    });
    rows.find_map(|(name, attribute, start)| {
        let is_it = match name.strip_prefix('.') {
            Some(class) => element.classes().any(|other| other == class),
            None => name == element.name,
        };
        let value = Some(element.trimmed(attribute)).filter(|value| is_it && !value.is_empty())?;
        let start = match value {
            whole if whole.starts_with("http") => "",
            whole if whole.starts_with("//") => "https:",
            _ => start,
        };
        let mut queries = QUERIES.split(' ').map(|name| element.trimmed(name));
        let query = queries.find(|query| !query.is_empty()).unwrap_or_default();
        let sign = if query.is_empty() { "" } else { "?" };
        WebUrl::parse(&[start, value, sign, query].concat())
    })
}

/// What a script will put in an element, by a whole address in one of its attributes.
pub fn to_be_filled(element: &Element, base: &Base) -> Option<WebUrl> {
    let whole = |address: &str| {
        let is_whole = address.starts_with("http") || address.starts_with("//");
        base.web(address).filter(|_| is_whole)
    };
    moved(element, &whole)
        .or_else(|| first(element, TO_BE_FILLED, &whole))
        .or_else(|| of_data(element))
}

/// A film that a page builder's program shows, from that program's settings (Elementor's `data-settings`).
pub fn of_settings(element: &Element) -> Option<WebUrl> {
    let mut attributes = element.attributes.iter();
    let (_, settings) = attributes.find(|(name, _)| contains(name, "data-settings"))?;
    WebUrl::parse(&quoted(settings, "_url\":\"")?)
}

/// What stands in a text from a beginning on to the next quotation mark, without backslashes.
fn quoted(text: &str, start: &str) -> Option<String> {
    let (value, _) = around(text, start).1.split_once('"')?;
    Some(value.chars().filter(|sign| *sign != '\\').collect())
}

/// What Substack's program shows, by its data, or a frame that a program keeps as HTML.
fn of_data(element: &Element) -> Option<WebUrl> {
    if let Some(data) = element.get("data-attrs") {
        let film = || Some(["https://youtu.be/", &quoted(data, "\"videoId\":\"")?].concat());
        let address = quoted(data, "\"url\":\"").or_else(|| quoted(data, "canonical_url\":\""));
        return WebUrl::parse(&address.or_else(film)?);
    }
    let mut attributes = element.attributes.iter();
    let (_, html) =
        attributes.find(|(name, html)| name.starts_with("data-") && contains(html, "<iframe"))?;
    let html: String = around(html, "<iframe")
        .1
        .chars()
        .filter(|sign| *sign != '\\')
        .collect();
    let mut address = quoted(&html, " src=\"")?;
    while contains(&address, "amp;") {
        let (before, after) = around(&address, "amp;");
        address = [before, after].concat();
    }
    WebUrl::parse(&address)
}

/// What a program is there to draw, where its own address says so.
pub fn of_script(element: &Element, base: &Base) -> Option<WebUrl> {
    if let Some(id) = element.trimmed("id").strip_prefix("infogram_0_") {
        return WebUrl::parse(&["https://infogram.com/", id].concat());
    }
    frame(element, base)
}

/// The page that shows what a script alone draws.
pub fn page_of_script(address: &str) -> Option<WebUrl> {
    let (path, _) = split_run(address, |byte| *byte != b'?');
    SCRIPTS.split('\n').find_map(|row| {
        let (start, rest) = row.split_once(' ')?;
        let (part, own) = rest.split_once(' ')?;
        let (before, after) = around(path, part);
        let page = path.starts_with(start) && before.len() < path.len();
        WebUrl::parse(&[before, own, after].concat()).filter(|_| page)
    })
}

/// The picture behind an element, from its style.
pub fn background(element: &Element, base: &Base) -> Option<MediaUrl> {
    let (_, address) = around(element.get("style")?, "url(");
    let (address, _) = address.split_once(')')?;
    base.media(address.trim_matches(['"', '\'', ' ']))
}

/// Whether an element's style has one of these declarations, which are written without spaces.
pub fn style_has(element: &Element, declarations: &[&'static str]) -> bool {
    let Some(style) = element.get("style") else {
        return false;
    };
    let mut style = style.to_ascii_lowercase();
    style.retain(|letter| !letter.is_ascii_whitespace());
    declarations
        .iter()
        .any(|declaration| contains(&style, declaration))
}
