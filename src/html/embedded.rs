//! What other sites add to a story: frames, posts that are quoted until their site's script draws
//! them, and lines that are nothing but an address. Those of known services become embeds; any other
//! frame becomes a link.

use super::frame::Kind;
use super::tree::Cursor;
use super::walk::Walk;
use crate::article::ExternalEmbed;
use crate::article::block::{Block, Inline};
use crate::url::{Base, WebUrl};

impl Walk<'_> {
    /// An `iframe`.
    pub fn frame(&mut self, cursor: &dyn Cursor) {
        let Some(url) = address(cursor, "src", self.base) else {
            return;
        };
        let title = cursor.attribute("title").unwrap_or_default();
        let title = title.trim_ascii();
        if let Some(mut embed) = ExternalEmbed::at(&url) {
            title.clone_into(&mut embed.title);
            self.block(Block::Embed(embed));
        } else if let Some(link) = link(url.as_str(), title) {
            self.block(Block::Paragraph(vec![link]));
        }
    }

    /// Takes note of a link, which in a quoted post may be that to the post itself.
    pub fn link_in_post(&mut self, cursor: &dyn Cursor) {
        let base = self.base;
        if let Some(Kind::Post(_, embed)) = self.around(|kind| matches!(kind, Kind::Post(..)))
            && let Some(found) =
                address(cursor, "href", base).and_then(|url| ExternalEmbed::at(&url))
        {
            *embed = Some(found);
        }
    }
}

/// A post, as far as the element that stands for it names its address.
pub fn post(cursor: &dyn Cursor, base: &Base) -> Kind {
    let embed = ["cite", "data-href", "data-embed-url"]
        .into_iter()
        .find_map(|name| ExternalEmbed::at(&address(cursor, name, base)?));
    Kind::Post(Vec::new(), embed)
}

/// A line, which is an embed where it is nothing but the address of one.
pub fn line(content: Vec<Inline>) -> Block {
    let embed = match &*content {
        [Inline::Text(words)] => embed_in(words),
        [Inline::Link { content, .. }] => match &**content {
            [Inline::Text(words)] => embed_in(words),
            _ => None,
        },
        _ => None,
    };
    embed.map_or(Block::Paragraph(content), Block::Embed)
}

/// A link in these words, or in the name of the site that it leads to.
pub fn link(address: &str, words: &str) -> Option<Inline> {
    let url = WebUrl::parse(address)?;
    let words = if words.is_empty() {
        url.site()
    } else {
        words.to_owned()
    };
    Some(Inline::Link {
        url: Base::nowhere().link(url.as_str())?,
        content: vec![Inline::Text(words)],
    })
}

fn embed_in(words: &str) -> Option<ExternalEmbed> {
    let is_address = words.starts_with("http") && !words.contains(' ');
    ExternalEmbed::at(&is_address.then(|| WebUrl::parse(words))??)
}

fn address(cursor: &dyn Cursor, name: &str, base: &Base) -> Option<WebUrl> {
    base.web(&cursor.attribute(name)?)
}
