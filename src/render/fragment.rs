//! A story rendered before anybody asks for it: what else the programs would make in an embed's shadow root, as
//! HTML.
//!
//! A fragment carries the style of the release that it was rendered with, so it looks right under any later
//! one. It carries only the sheets that its story needs, and those for what stands below the text come there: who
//! reads while the rest is on its way waits for less. Where it is kept, and how it gets to readers, is left to whoever
//! publishes it.

use super::page::Page;
use super::story::Story;
use crate::markup::html::Writer;
use crate::markup::{Attr, tag};

/// The style sheets by their names, each shortened by the build script.
mod sheets {
    include!(concat!(env!("OUT_DIR"), "/sheets.rs"));
}

/// When a story needs a sheet.
enum Need {
    /// From its first line.
    Always,
    /// Below its text.
    Below,
    /// Where comments stand.
    Comments,
    /// Where one of these stands in the HTML, and where comments stand, which may have the same.
    Or(&'static [&'static str]),
    /// Where one of these stands in the HTML.
    Only(&'static [&'static str]),
}

/// The sheets of stories, in the order of the cascade.
const NEEDS: &[(&str, Need)] = &[
    ("tokens", Need::Always),
    ("host", Need::Always),
    ("text", Need::Always),
    (
        "blocks",
        Need::Or(&[
            "<abbr",
            "<aside",
            "<blockquote",
            "<code",
            "<details",
            "<dl",
            "<hr",
            "<mark",
            "<pre",
            "<sub",
            "<sup",
        ]),
    ),
    ("tables", Need::Or(&["<table"])),
    ("story", Need::Always),
    ("pictures", Need::Or(&["<figure", "<img"])),
    ("frames", Need::Only(&["\"frame", "<audio", "<video"])),
    ("share", Need::Below),
    ("comments-place", Need::Comments),
    ("preferences", Need::Below),
    ("print", Need::Below),
    // How a story looks where no script runs. Programs have no need of it.
    ("without-scripts", Need::Below),
];

/// The whole content of an embed's shadow root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fragment {
    /// The content, with its style.
    pub html: String,
    /// What stands in its style elements, in their order.
    pub styles: [String; 2],
}

impl Fragment {
    /// Renders a story.
    #[must_use]
    pub fn of(page: &Page) -> Self {
        let parts = Parts::of(page);
        let styles = parts.styles();
        let [above, below] = styles.each_ref().map(|style| element(style));
        Self {
            html: [above, parts.above, below, parts.below].concat(),
            styles,
        }
    }
}

/// The style of something that is no story and stands in its place, as an element.
#[must_use]
pub fn style() -> String {
    let always = NEEDS.iter();
    let always = always.filter(|(_, need)| matches!(need, Need::Always));
    element(&always.map(|(name, _)| sheet(name)).collect::<String>())
}

fn element(style: &str) -> String {
    ["<style>", style, "</style>"].concat()
}

fn sheet(name: &str) -> &'static str {
    let mut all = sheets::SHEETS.iter();
    all.find(|(other, _)| *other == name)
        .map_or("", |(_, css)| css)
}

/// The story in the elements that it stands in, as [`crate::embed::drawing`] makes them, cut where its text ends.
struct Parts {
    above: String,
    below: String,
    has_comments: bool,
}

impl Parts {
    fn of(page: &Page) -> Self {
        let (column, embed) = (
            tag("div.column").set(Attr::DataColumn, ""),
            tag("div.embed"),
        );
        let mut writer = Writer::default();
        writer.open(&column);
        writer.open(&embed);
        let mut end = 0;
        Story::new(page).write(&mut writer, |writer| end = writer.html.len());
        writer.close(&embed);
        writer.close(&column);
        let mut above = writer.html;
        let below = above.split_off(end);
        Self {
            above,
            below,
            has_comments: page.context.comments.is_some(),
        }
    }

    /// The sheets for the beginning, and those for the rest.
    fn styles(&self) -> [String; 2] {
        let mut styles = [String::new(), String::new()];
        let has = |html: &str, signs: &[&str]| signs.iter().any(|sign| html.contains(sign));
        for (name, need) in NEEDS {
            let (is_above, is_below) = match need {
                Need::Always => (true, true),
                Need::Below => (false, true),
                Need::Comments => (false, self.has_comments),
                Need::Or(signs) => (
                    has(&self.above, signs),
                    self.has_comments || has(&self.below, signs),
                ),
                Need::Only(signs) => (has(&self.above, signs), has(&self.below, signs)),
            };
            if is_above || is_below {
                styles[usize::from(!is_above)] += sheet(name);
            }
        }
        styles
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_sheet_of_stories_is_in_the_table_in_the_order_of_the_cascade() {
        let wanted: Vec<_> = NEEDS.iter().map(|(name, _)| *name).collect();
        let built = sheets::SHEETS.iter().map(|(name, _)| *name);
        // What is shown in a story's place is none.
        let built: Vec<_> = built.filter(|name| *name != "failure").collect();
        assert_eq!(wanted, built);
    }

    /// The elements that sheets name without a class, and those that the table knows them by.
    #[test]
    fn elements_that_a_sheet_names_bring_it() {
        for (name, need) in NEEDS {
            let (Need::Or(signs) | Need::Only(signs)) = need else {
                continue;
            };
            let css = sheet(name);
            assert!(!css.is_empty(), "{name}");
            let known: BTreeSet<_> = signs.iter().map(|sign| &sign[1..]).collect();
            for rule in css.split('}') {
                let selectors = rule.split('{').next().unwrap_or_default();
                // Lists in parentheses follow on something else.
                let mut depth = 0_u32;
                let alone = selectors.split(|sign| {
                    depth = match sign {
                        '(' => depth + 1,
                        ')' => depth.saturating_sub(1),
                        _ => depth,
                    };
                    sign == ',' && depth == 0
                });
                for selector in alone {
                    let first = selector
                        .split(|sign: char| !sign.is_ascii_alphanumeric())
                        .next();
                    let element = first.unwrap_or_default();
                    // What stands in tables, lists, boxes and figures.
                    let is_inside = matches!(
                        element,
                        "" | "caption"
                            | "dd"
                            | "dt"
                            | "figcaption"
                            | "iframe"
                            | "p"
                            | "summary"
                            | "td"
                            | "tfoot"
                            | "th"
                            | "thead"
                    );
                    assert!(is_inside || known.contains(&element), "{name}: {selector}");
                }
            }
        }
    }
}
