//! What Isso knows a story's comments by.
//!
//! Its own client goes by the path of the page, so that queries of all kinds lead to one thread. Where the
//! path names no story, as in `/?p=42`, all stories would share that thread, and sites with such addresses
//! set `data-isso-id` to the path with its query.

use crate::text::{after_last_slash, is_among};
use crate::url::WebUrl;

/// The thread of the story on this page.
pub fn of(page: &WebUrl) -> String {
    let mut thread = page.path().to_owned();
    let address = page.as_str().split('#').next().unwrap_or_default();
    let (_, query) = address.split_once('?').unwrap_or_default();
    if !names_no_story(&thread) {
        return thread;
    }
    let mut separator = '?';
    for pair in query.split('&') {
        let name = pair.split('=').next().unwrap_or_default();
        if !name.is_empty() && !is_tracking(name) {
            thread.push(separator);
            thread.push_str(pair);
            separator = '&';
        }
    }
    thread
}

/// Whether a path is that of the site's front page, or of a program that shows all pages.
fn names_no_story(path: &str) -> bool {
    let end = after_last_slash(path);
    let (_, ending) = end.split_once('.').unwrap_or_default();
    path == "/" || is_among(ending, PROGRAMS) || is_among(end, FRONT_PAGES)
}

/// How the names of programs end.
const PROGRAMS: &str = "php asp aspx jsp cgi pl cfm";

/// What front pages are called besides.
const FRONT_PAGES: &str = "index.html index.htm";

/// Whether a name in a query tells by which way a reader has come, and nothing of the page.
fn is_tracking(name: &str) -> bool {
    let begins_so = |beginning| name.starts_with(beginning);
    begins_so("utm_") || begins_so("mtm_") || begins_so("pk_") || is_among(name, TRACKING)
}

/// Such names.
const TRACKING: &str = "fbclid gclid gclsrc gbraid wbraid dclid msclkid yclid twclid ttclid li_fat_id igshid \
    igsh mc_cid mc_eid _ga _gl _hsenc _hsmi ref ref_src referrer source src share shared cmp cmpid ito xtor \
    at_medium at_campaign amp";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_counts_only_where_the_path_names_no_story() {
        for (page, expected) in [
            ("https://news.example/?p=42", "/?p=42"),
            ("https://news.example/?p=43#top", "/?p=43"),
            ("https://news.example?page_id=7", "/?page_id=7"),
            (
                "https://news.example/?utm_source=mail&p=42&fbclid=x&lang=fy",
                "/?p=42&lang=fy",
            ),
            ("https://news.example/?utm_source=mail", "/"),
            ("https://news.example/?", "/"),
            ("https://news.example/", "/"),
            ("https://news.example/index.php?p=42", "/index.php?p=42"),
            (
                "https://news.example/en/story.asp?id=9&ref=home",
                "/en/story.asp?id=9",
            ),
            (
                "https://news.example/index.html?story=weir",
                "/index.html?story=weir",
            ),
            // As Isso's own client has it.
            ("https://news.example/2026/weir/?p=42", "/2026/weir/"),
            (
                "https://news.example/index.php/2026/weir?page=2",
                "/index.php/2026/weir",
            ),
            ("https://news.example/weir?utm_source=mail", "/weir"),
            ("https://news.example/v1.2?id=3", "/v1.2"),
        ] {
            assert_eq!(of(&WebUrl::parse(page).unwrap()), expected, "{page}");
        }
    }
}
