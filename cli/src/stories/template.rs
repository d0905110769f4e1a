//! Where the JSON of a story is published, as a pattern for all of them.

use std::str::FromStr;

use article_embed::url::{WebUrl, encode_component};
use thiserror::Error;

/// An address with `{name}` or `{id}` in it.
#[derive(Clone, Debug)]
pub struct Template(String);

/// Why a text is no template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not an http or https address, such as https://news.example/articles/{{name}}.json")]
pub struct NoAddress;

impl FromStr for Template {
    type Err = NoAddress;

    fn from_str(text: &str) -> Result<Self, NoAddress> {
        let template = Self(text.to_owned());
        match WebUrl::parse(&template.fill("name", "id")) {
            Some(_) => Ok(template),
            None => Err(NoAddress),
        }
    }
}

impl Template {
    /// The address of the story with this name and id.
    pub fn fill(&self, name: &str, id: &str) -> String {
        let name: Vec<_> = name.split('/').map(encode_component).collect();
        let pieces = self.0.split("{name}");
        // What is filled in is not looked at again.
        let pieces = pieces.map(|piece| piece.replace("{id}", &encode_component(id)));
        pieces.collect::<Vec<_>>().join(&name.join("/"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_ids_are_filled_in() {
        let template: Template = "https://a.example/{name}.json?id={id}".parse().unwrap();
        assert_eq!(
            template.fill("2026/tea cake", "{name}&b"),
            "https://a.example/2026/tea%20cake.json?id=%7Bname%7D%26b"
        );
        for text in ["articles/{name}.json", "", "file:///{name}", "{name}"] {
            assert_eq!(text.parse::<Template>().unwrap_err(), NoAddress);
        }
    }
}
