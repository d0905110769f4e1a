//! What this browser keeps between visits: short texts under names, on the partner's origin.
//!
//! Browsers may have no storage, block it, or have no room left. Then texts live as long as the
//! page does, and whoever stores one is told so.

use std::cell::RefCell;

thread_local! {
    /// What the browser did not take, or has of others.
    static MEMORY: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
}

/// Where a text is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// In the browser, until somebody clears its storage.
    InBrowser,
    /// In this program, until the page is left.
    InPage,
}

/// The text under this name.
#[must_use]
pub fn get(name: &str) -> Option<String> {
    let in_page = MEMORY.with_borrow(|memory| {
        let found = memory.iter().find(|(other, _)| other == name);
        found.map(|(_, text)| text.clone())
    });
    in_page.or_else(|| browser()?.get_item(name).ok()?)
}

/// Puts a text in the place of what is under this name.
pub fn set(name: &str, text: &str) -> Kept {
    remove_from_page(name);
    if browser().is_some_and(|storage| storage.set_item(name, text).is_ok()) {
        return Kept::InBrowser;
    }
    // An older text may be in the browser still: better than none, when this page is gone.
    keep_in_page(name, text);
    Kept::InPage
}

/// What stands between the texts of several tabs under one name, the latest first.
const SEPARATOR: char = '\u{1e}';

/// The text that this tab has put under this name, if it has; otherwise what the others have, which is this
/// tab's from now on.
#[must_use]
pub fn get_of_tab(name: &str) -> Option<String> {
    // What the browser did not take is newer than what it has.
    if is_in_page(name) {
        return get(name);
    }
    let of_tab = tab().and_then(|storage| storage.get_item(name).ok()?);
    of_tab.or_else(|| {
        let texts = get(name)?;
        if !texts.contains(SEPARATOR) {
            return Some(texts);
        }
        let mut all = String::new();
        for text in texts.split(SEPARATOR).rev() {
            if !all.is_empty() {
                all.push_str("\n\n");
            }
            all.push_str(text);
        }
        set(name, &all);
        Some(all)
    })
}

/// Puts a text in the place of `before`, and lets this tab find it again whatever other tabs put there;
/// what they have put there stays.
pub fn set_of_tab(name: &str, before: &str, text: &str) -> Kept {
    let mut texts = text.to_owned();
    add_others(name, before, &mut texts);
    let kept = set(name, &texts);
    if kept == Kept::InPage {
        // What others have is in the browser still.
        remove_from_page(name);
        keep_in_page(name, text);
    }
    if let Some(storage) = tab()
        && storage.set_item(name, text).is_err()
        && kept == Kept::InBrowser
    {
        // An older one would be found before it.
        let _ = storage.remove_item(name);
    }
    kept
}

/// Adds what is under this name and is neither this text nor this tab's.
fn add_others(name: &str, text: &str, texts: &mut String) {
    let of_tab = tab().and_then(|storage| storage.get_item(name).ok()?);
    let in_browser = browser().and_then(|storage| storage.get_item(name).ok()?);
    for other in in_browser.unwrap_or_default().split(SEPARATOR) {
        // Or the beginning of it, or an older one, where there was no room for more.
        if !other.is_empty() && !text.starts_with(other) && Some(other) != of_tab.as_deref() {
            if !texts.is_empty() {
                texts.push(SEPARATOR);
            }
            texts.push_str(other);
        }
    }
}

/// Forgets this text of this tab's. What another tab has put under the same name meanwhile stays, and
/// is none of this page's.
pub fn remove_of_tab(name: &str, text: &str) {
    let mut others = String::new();
    add_others(name, text, &mut others);
    if let Some(storage) = tab() {
        let _ = storage.remove_item(name);
    }
    if others.is_empty() {
        remove(name);
    } else {
        set(name, &others);
        keep_in_page(name, "");
    }
}

/// What follows this prefix in the names that begin with it, each once or more often.
#[must_use]
pub fn names(prefix: &str) -> Vec<String> {
    let mut ends = Vec::new();
    let mut add = |name: &str| ends.extend(name.strip_prefix(prefix).map(str::to_owned));
    MEMORY.with_borrow(|memory| memory.iter().for_each(|(name, _)| add(name)));
    for storage in [browser(), tab()].into_iter().flatten() {
        for place in 0..storage.length().unwrap_or_default() {
            add(&storage.key(place).ok().flatten().unwrap_or_default());
        }
    }
    ends
}

/// Whether what is under this name is in this program alone.
#[must_use]
pub fn is_in_page(name: &str) -> bool {
    MEMORY.with_borrow(|memory| memory.iter().any(|(other, _)| other == name))
}

fn keep_in_page(name: &str, text: &str) {
    MEMORY.with_borrow_mut(|memory| memory.push((name.to_owned(), text.to_owned())));
}

/// Forgets what is under this name.
pub fn remove(name: &str) {
    remove_from_page(name);
    if let Some(storage) = browser() {
        let _ = storage.remove_item(name);
    }
}

fn remove_from_page(name: &str) {
    MEMORY.with_borrow_mut(|memory| memory.retain(|(other, _)| other != name));
}

#[cfg(target_arch = "wasm32")]
fn browser() -> Option<web_sys::Storage> {
    // Asking for it throws where it is blocked.
    web_sys::window()?.local_storage().ok()?
}

#[cfg(target_arch = "wasm32")]
fn tab() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// Native builds have no browser, as one that blocks its storage.
#[cfg(not(target_arch = "wasm32"))]
fn tab() -> Option<web_sys::Storage> {
    None
}

/// Native builds have no browser, as one that blocks its storage.
#[cfg(not(target_arch = "wasm32"))]
fn browser() -> Option<web_sys::Storage> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_browser_a_text_lives_as_long_as_the_page() {
        assert_eq!(get("a"), None);
        assert_eq!(set("a", "1"), Kept::InPage);
        assert_eq!(set("a", "2"), Kept::InPage);
        assert_eq!(set("b", "3"), Kept::InPage);
        assert_eq!((get("a"), get("b")), (Some("2".into()), Some("3".into())));
        set("bc", "4");
        assert_eq!(names("b"), ["", "c"]);
        remove("a");
        assert_eq!((get("a"), get("b")), (None, Some("3".into())));
    }
}
