//! Links that show nothing but an icon: they are called what readers who cannot see it are told.

use super::frame::Kind;
use super::tree::Element;
use super::walk::Walk;
use crate::article::Reason;
use crate::text::contains;

impl Walk<'_> {
    /// A link, or a part of a picture that is one.
    pub fn named_link(&mut self, element: &Element) -> Kind {
        // Signs beside headings and controls lead to places of the page.
        if element.trimmed("href").starts_with('#') {
            return Kind::Unwrapped;
        }
        let is_area = element.name == "area";
        if is_area {
            self.flow.text(" ");
        }
        let mut names = ["aria-label", "title", "alt"].into_iter();
        let name = names.find_map(|name| element.get(name).filter(|name| !name.is_empty()));
        Kind::Link {
            name: name.unwrap_or_default().to_owned(),
            has_icon: is_area,
            blocks: self.added,
        }
    }

    /// Takes note of an icon, which a link may have.
    pub fn note_icon(&mut self, element: &Element) {
        let is_icon =
            matches!(&*element.name, "svg" | "i") || contains(element.trimmed("class"), "icon");
        if is_icon && let Some(Kind::Link { has_icon, .. }) = self.link_around() {
            *has_icon = true;
        }
    }

    /// Words for those who cannot see what stands beside them.
    pub fn spoken(&mut self) -> Result<Option<Kind>, Reason> {
        match self.link_around() {
            Some(Kind::Link { name, .. }) if name.is_empty() => {
                Ok(Some(Kind::Spoken(String::new())))
            }
            _ => Err(Reason::Twin),
        }
    }

    /// They have been read.
    pub fn name_link(&mut self, words: String) {
        match self.link_around() {
            Some(Kind::Link { name, .. }) if name.is_empty() => *name = words,
            _ => self.report.add_element(Reason::Twin, "", || words),
        }
    }

    /// Writes the name of a link that is about to be left, where it shows nothing else.
    pub fn write_name(&mut self, link: &Kind) {
        if let Kind::Link {
            name,
            has_icon: true,
            blocks,
        } = link
            && *blocks == self.added
            && self.flow.is_empty()
        {
            self.text(name);
        }
    }

    fn link_around(&mut self) -> Option<&mut Kind> {
        self.around(|kind| matches!(kind, Kind::Link { .. }))
    }
}
