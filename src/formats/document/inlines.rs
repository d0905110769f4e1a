//! What stands within the lines of an article document.

use super::super::fields;
use super::blocks::{DEPTH_LIMIT, Reader, direction, language};
use crate::article::Reason;
use crate::article::block::{Inline, Style, is_blank};
use crate::article::inline::math_element;
use crate::json::Json;
use crate::url::LinkUrl;

impl Reader<'_> {
    /// A text, an inline object, or an array of both.
    pub fn inlines(&self, json: &Json) -> Vec<Inline> {
        let mut content = Vec::new();
        self.push_inlines(json, &mut content, DEPTH_LIMIT);
        content
    }

    fn push_inlines(&self, json: &Json, content: &mut Vec<Inline>, levels: usize) {
        let Some(levels) = levels.checked_sub(1) else {
            self.drop(Reason::Limit, json);
            return;
        };
        match json {
            Json::String(text) if !text.is_empty() => content.push(Inline::Text(text.clone())),
            Json::Array(items) => {
                for item in items {
                    self.push_inlines(item, content, levels);
                }
            }
            Json::Object(_) => {
                let mut inner = Vec::new();
                self.push_inlines(json.get("content"), &mut inner, levels);
                match self.inline(json) {
                    Some(inline @ (Inline::Break | Inline::Anchor(_) | Inline::Picture(_))) => {
                        content.push(inline);
                    }
                    // An empty element of a formula has its place in it.
                    Some(inline @ Inline::Math(..)) => content.push(inline.holding(inner)),
                    Some(inline) if !is_blank(&inner) => content.push(inline.holding(inner)),
                    // A type of a later version: its words still belong to the text.
                    _ => content.append(&mut inner),
                }
            }
            _ => {}
        }
    }

    fn link(&self, json: &Json) -> Option<LinkUrl> {
        let url = json.get("url");
        let link = self.base.link(url.text()?);
        if link.is_none() {
            self.drop(Reason::Address, url);
        }
        link
    }

    /// What the type stands for, still empty.
    fn inline(&self, json: &Json) -> Option<Inline> {
        let own = |name| fields::owned(json, name);
        let content = Vec::new();
        Some(match json.get("type").as_str()? {
            "break" => Inline::Break,
            "link" => Inline::Link {
                url: self.link(json)?,
                content,
            },
            "abbreviation" => Inline::Abbreviation {
                title: own("title")?,
                content,
            },
            "time" => Inline::Time {
                datetime: own("datetime")?,
                content,
            },
            "ruby" => Inline::Ruby {
                reading: own("text")?,
                content,
            },
            "foreign" => Inline::Foreign {
                language: language(json),
                direction: direction(json),
                content,
            },
            "picture" => Inline::Picture(Box::new(self.image(json)?)),
            "formula" => Inline::Math(math_element(json.get("element").as_str()?)?, content),
            "anchor" => Inline::Anchor(number(json, "anchor")?),
            "jump" => Inline::Jump {
                anchor: number(json, "anchor")?,
                url: self.link(json)?,
                content,
            },
            name => Inline::Styled(Style::named(name)?, content),
        })
    }
}

fn number(json: &Json, name: &str) -> Option<u32> {
    json.get(name).as_unsigned()
}
