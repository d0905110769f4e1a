//! What other sites add to a story: frames, posts that are quoted until their site's script draws
//! them, what a script alone shows, and lines that are nothing but an address. Those of known services become
//! embeds; anything else becomes a link.

use super::address;
use super::frame::{Kind, Shown};
use super::hidden;
use super::pictures::is_picture_file;
use super::tree::Element;
use super::walk::Walk;
use super::words::link;
use crate::article::block::{Block, Inline};
use crate::article::{ExternalEmbed, Image, Reason};
use crate::url::{Base, WebUrl};

impl Walk<'_> {
    /// An `iframe`.
    pub fn frame(&mut self, element: &Element) -> Result<Option<Kind>, Reason> {
        if hidden::is_counter(element) {
            return Err(Reason::Counter);
        }
        let url = address::frame(element, self.base).ok_or(Reason::Address)?;
        self.external(&url, element.trimmed("title"));
        Ok(None)
    }

    /// A `script`: what it will draw, where its own element says so, or a formula in TeX.
    pub fn script(&mut self, element: &Element) -> Result<Option<Kind>, Reason> {
        if element.trimmed("type").starts_with("math/tex") {
            return Ok(Some(Kind::Unwrapped));
        }
        let own = address::of_script(element, self.base)
            .filter(|url| is_shown(url) || url.as_str().starts_with("https://gist.github.com/"));
        let url = address::by_id(element).or(own).ok_or(Reason::Program)?;
        self.external(&url, "");
        // A program's text is for nobody to read.
        Err(Reason::Program)
    }

    /// What another site shows at an address.
    fn external(&mut self, url: &WebUrl, title: &str) {
        if let Some(mut embed) = ExternalEmbed::at(url) {
            title.clone_into(&mut embed.title);
            self.block(Block::Embed(embed));
        } else if is_picture_file(url.as_str())
            && let Some(file) = self.base.media(url.as_str())
        {
            let mut image = Image::new(file);
            title.clone_into(&mut image.alt);
            self.block(Block::Image(image));
        } else if let Some(link) = link(url.as_str(), title) {
            self.block(Block::Paragraph(vec![link]));
        }
        self.shown = Shown::Frame;
    }

    /// What a script or plug-in shows, and what stands in its place.
    pub fn widget(
        &mut self,
        url: Option<WebUrl>,
        title: &str,
        content: Vec<Block>,
        is_certain: bool,
    ) {
        let url = url.filter(|_| content.is_empty() || is_certain);
        match url {
            // The card shows the same, and more.
            Some(url) if is_shown(&url) => {
                self.drop(Reason::Twin, "", content);
                self.external(&url, title);
            }
            // What stands there for others leads to it already.
            Some(url) if !content.iter().any(leads) => {
                self.blocks(content);
                self.external(&url, title);
            }
            None if content.is_empty() => self.text(title),
            _ => self.blocks(content),
        }
    }

    /// What is shown where no script runs: it counts where nothing else shows it, and knows the file of a picture
    /// better than a placeholder does. Words alone tell readers to let scripts run.
    pub fn noscript(&mut self, mut content: Vec<Block>, shown: Shown) {
        if shown == Shown::Perhaps
            && let [Block::Image(own)] = &mut *content
            && let Some(Block::Image(before)) = self.last()
        {
            std::mem::swap(&mut before.src, &mut own.src);
            std::mem::swap(&mut before.srcset, &mut own.srcset);
        }
        let is_image = |block: &Block| matches!(block, Block::Image(_));
        let is_twin = match shown {
            Shown::Nothing => false,
            Shown::Perhaps | Shown::Picture => content.iter().all(is_image),
            Shown::Frame => content.iter().all(is_picture),
        };
        if is_twin
            || !content
                .iter()
                .any(|block| leads(block) || is_picture(block))
        {
            self.shown = shown;
            self.drop(Reason::Twin, "noscript", content);
        } else {
            self.blocks(content);
        }
    }

    /// Takes note of a link, which in a quoted post may be that to the post itself.
    pub fn link_in_post(&mut self, element: &Element) {
        let base = self.base;
        if let Some(Kind::Post(_, embed)) = self.around(|kind| matches!(kind, Kind::Post(..)))
            && let Some(found) = web(element, "href", base).and_then(|url| ExternalEmbed::at(&url))
        {
            *embed = Some(found);
        }
    }
}

/// An element in whose place a script shows something.
pub fn widget(element: &Element, url: Option<WebUrl>, is_certain: bool) -> Kind {
    let mut titles = ["title", "data-title", "aria-label", "alt", "data-alt"].into_iter();
    let title = titles
        .find_map(|name| element.get(name))
        .unwrap_or_default();
    Kind::Widget {
        url,
        title: title.trim_ascii().to_owned(),
        content: Vec::new(),
        is_certain,
    }
}

/// Whether this is known well enough to be shown here.
fn is_shown(url: &WebUrl) -> bool {
    ExternalEmbed::at(url).is_some()
}

/// Whether there is a way from this block to somewhere else.
fn leads(block: &Block) -> bool {
    fn has_link(content: &[Inline]) -> bool {
        let is_link =
            |inline: &Inline| matches!(inline, Inline::Link { .. }) || has_link(inline.content());
        content.iter().any(is_link)
    }
    match block {
        Block::Paragraph(content) => has_link(content),
        Block::Foreign { body, .. } => body.iter().any(leads),
        Block::Image(image) => image.link.is_some(),
        _ => true,
    }
}

/// Whether this is a picture, or a frame of another site or a link for it.
fn is_picture(block: &Block) -> bool {
    match block {
        Block::Image(_) | Block::Embed(_) => true,
        Block::Paragraph(content) => matches!(&**content, [Inline::Link { .. }]),
        _ => false,
    }
}

/// A post, as far as the element that stands for it names its address.
pub fn post(element: &Element, base: &Base) -> Kind {
    let embed = ["cite", "data-href", "data-embed-url"]
        .into_iter()
        .find_map(|name| ExternalEmbed::at(&web(element, name, base)?));
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

fn embed_in(words: &str) -> Option<ExternalEmbed> {
    let is_address = words.starts_with("http") && !words.contains(' ');
    ExternalEmbed::at(&is_address.then(|| WebUrl::parse(words))??)
}

fn web(element: &Element, name: &str, base: &Base) -> Option<WebUrl> {
    base.web(element.get(name)?)
}
