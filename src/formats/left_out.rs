//! Fields that are left out, as the report of them has it: what formats note alike.
//!
//! Nothing of this is in the browser's program. What only one format leaves out is noted where that is decided.

use super::fields::{Places, date, find, text, web};
use super::format::StorySource;
use super::repeated::{is_in, is_same_line};
use crate::article::{Article, Reason, Report};
use crate::json::Json;
use crate::text::is_among;

/// What places hold and the article does not.
pub fn of_places(story: &StorySource, places: &Places, dropped: &mut Report) {
    let json = story.json;
    for lines in [places.headline, places.byline, places.copyright_notice] {
        others(json, lines, dropped);
    }
    if let Some(notice) = text(json, places.copyright_notice) {
        for place in places.copyright_holder.split(' ') {
            let holder = text(json, place).filter(|holder| !is_in(holder, notice));
            dropped.add(Reason::Alternative, place, || {
                holder.unwrap_or_default().to_owned()
            });
        }
    }
    for dates in [places.date_published, places.date_modified] {
        unreadable_date(json, dates, dropped);
    }
    if web(json, places.license_url, story.base).is_none() {
        let place = place(json, places.license_url);
        dropped.add(Reason::Address, place, || words(find(json, place)));
    }
}

/// The first place that holds anything, for the report.
pub fn place<'a>(json: &Json, places: &'a str) -> &'a str {
    if cfg!(target_arch = "wasm32") {
        return places;
    }
    let holds = |place: &&str| !find(json, place).is_null();
    places.split(' ').find(holds).unwrap_or(places)
}

/// Takes note of a date that cannot be read.
pub fn unreadable_date(json: &Json, places: &str, dropped: &mut Report) {
    if date(json, places).is_none() {
        dropped.add(Reason::Unreadable, place(json, places), || {
            words(find(json, places))
        });
    }
}

/// Takes note of places that hold something else than the first one that holds anything.
pub fn others(json: &Json, places: &str, dropped: &mut Report) {
    dropped.look(|dropped| {
        let first = words(find(json, places));
        for place in places.split(' ') {
            let other = words(find(json, place));
            if other != first && !is_same_line(&other, &first) {
                dropped.add(Reason::Alternative, place, || other);
            }
        }
    });
}

/// Takes note of what is said of a picture without an address that may be loaded, and of that.
pub fn no_address(json: &Json, places: &str, dropped: &mut Report) {
    dropped.look(|dropped| {
        for place in places.split(' ') {
            dropped.add(Reason::Address, place, || words(find(json, place)));
        }
    });
}

/// Takes note of fields that readers of the original may see, and that no story has a place for.
pub fn no_place(json: &Json, places: &str, dropped: &mut Report) {
    dropped.look(|dropped| {
        for place in places.split(' ') {
            dropped.add(Reason::NoPlace, place, || words(find(json, place)));
        }
    });
}

/// The texts of a value, but for those that name kinds and languages.
pub fn words(json: &Json) -> String {
    let mut found = String::new();
    push_words(json, &mut found);
    found.trim().to_owned()
}

fn push_words(json: &Json, found: &mut String) {
    const OF_MACHINES: &str = "type @type @context language direction provider taxonomy";
    match json {
        Json::String(text) => {
            found.push(' ');
            found.push_str(text.trim());
        }
        Json::Array(items) => items.iter().for_each(|item| push_words(item, found)),
        Json::Object(members) => {
            for (name, value) in members {
                if !is_among(name, OF_MACHINES) {
                    push_words(value, found);
                }
            }
        }
        _ => {}
    }
}

/// Takes note of what the drawing has no use for.
pub fn not_drawn(article: &mut Article) {
    let Article {
        byline,
        authors,
        date_published,
        date_modified,
        dropped,
        ..
    } = article;
    dropped.look(|dropped| {
        let byline = byline.as_deref().unwrap_or_default();
        for author in authors {
            if !byline.is_empty() && !is_in(&author.name, byline) {
                dropped.add(Reason::Alternative, "authors", || author.name.clone());
            }
        }
        if let (Some(published), Some(modified)) = (*date_published, *date_modified)
            && modified != published
            && !modified.is_day_after(published)
        {
            dropped.add(Reason::Earlier, "date_modified", || modified.datetime());
        }
    });
}
