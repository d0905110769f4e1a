//! Pictures: which ones stand in a line, and which ones on their own.

use super::attributes::{self, Picture};
use super::frame::{Kind, Line, Shown};
use super::hidden;
use super::tree::Element;
use super::walk::Walk;
use crate::article::block::{Block, Inline, is_blank};
use crate::article::{Image, Reason};
use crate::text::{after_last_slash, around_last};
use crate::url::LinkUrl;

impl Walk<'_> {
    /// An `img`.
    pub fn image(&mut self, element: &Element) -> Result<Option<Kind>, Reason> {
        let elsewhere = self.source.take();
        if hidden::is_counter(element) {
            return Err(Reason::Counter);
        }
        let found = attributes::picture(element, elsewhere.as_deref(), self.base);
        let (picture, is_sure) = found.ok_or(Reason::Address)?;
        match picture {
            Picture::Sign(alt) => {
                self.text(&alt);
                return Ok(None);
            }
            // Its words say it all.
            _ if self.is_in_card() => return Err(Reason::Drawing),
            Picture::Inline(image) => self.flow.inline(Inline::Picture(Box::new(image))),
            Picture::Image(image) => {
                let is_sized = image.width.is_some() || image.height.is_some();
                let is_in_line = self.flow.has_begun() && !is_sized;
                if is_in_line || matches!(self.around(Kind::takes_lines), Some(Kind::Line(..))) {
                    self.flow.inline(Inline::Picture(Box::new(image)));
                } else {
                    let image = linked(image, self.flow.link().as_ref());
                    self.block(Block::Image(image));
                }
            }
        }
        self.shown = if is_sure {
            Shown::Picture
        } else {
            Shown::Perhaps
        };
        Ok(None)
    }

    fn is_in_card(&mut self) -> bool {
        let line = self.around(|kind| matches!(kind, Kind::Line(..)));
        matches!(line, Some(Kind::Line(Line::Card, _)))
    }
}

/// A line as blocks: pictures with no words beside them stand on their own, and so does one that ends the line and
/// whose size nobody knows.
pub fn parted(mut content: Vec<Inline>) -> Vec<Block> {
    let mut images = Vec::new();
    if are_pictures(&content) {
        push_images(&content, None, &mut images);
        content.clear();
    } else if let Some(last) = content.pop_if(|last| ends_apart(last)) {
        push_images(&[last], None, &mut images);
        if let Some(Inline::Text(words)) = content.last_mut() {
            *words = words.trim_ascii_end().to_owned();
        }
    }
    let mut blocks = Vec::new();
    if !is_blank(&content) {
        blocks.push(Block::Paragraph(content));
    }
    blocks.extend(images.into_iter().map(Block::Image));
    blocks
}

/// The places that a line has.
pub fn push_anchors(content: &[Inline], anchors: &mut Vec<u32>) {
    for inline in content {
        match inline {
            Inline::Anchor(number) => anchors.push(*number),
            other => push_anchors(other.content(), anchors),
        }
    }
}

/// Whether there is nothing but pictures here, or nothing at all.
pub fn are_pictures(content: &[Inline]) -> bool {
    content.iter().all(|inline| match inline {
        Inline::Picture(_) => true,
        Inline::Math(..) => false,
        Inline::Text(_) => is_blank(std::slice::from_ref(inline)),
        other => are_pictures(other.content()),
    })
}

fn ends_apart(last: &Inline) -> bool {
    match last {
        Inline::Picture(image) => {
            image.width.is_none() && image.height.is_none() && !has_style(image)
        }
        Inline::Text(_) | Inline::Math(..) => false,
        other => {
            let content = other.content();
            !content.is_empty() && content.iter().all(ends_apart)
        }
    }
}

/// Formulas that are pictures say in their alternative text what they show, in TeX.
fn has_style(image: &Image) -> bool {
    image.alt.contains(['\\', '^', '_', '='])
}

fn push_images(content: &[Inline], link: Option<&LinkUrl>, images: &mut Vec<Image>) {
    for inline in content {
        match inline {
            Inline::Picture(image) => images.push(linked((**image).clone(), link)),
            Inline::Link { url, content } => push_images(content, Some(url), images),
            other => push_images(other.content(), link, images),
        }
    }
}

/// A picture that leads elsewhere. A larger one of it is no other place: readers can enlarge it here.
fn linked(mut image: Image, link: Option<&LinkUrl>) -> Image {
    let elsewhere =
        link.filter(|url| !is_picture_file(url.as_str()) && !url.as_str().ends_with('#'));
    image.link = elsewhere.cloned();
    image
}

/// Whether an address is that of a picture, by its ending.
pub fn is_picture_file(address: &str) -> bool {
    const ENDINGS: [&str; 7] = ["jpg", "jpeg", "png", "gif", "webp", "avif", "svg"];
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let (_, ending) = around_last(after_last_slash(path), b'.');
    ENDINGS
        .iter()
        .any(|other| ending.eq_ignore_ascii_case(other))
}
