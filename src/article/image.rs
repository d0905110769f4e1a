//! A picture with what is said about it. Choosing a size and drawing it is left to
//! [`crate::render`].

use super::Inline;
use crate::text::decimal;
use crate::url::{LinkUrl, MediaUrl};

/// A picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Image {
    /// The file that every browser can fall back to.
    pub src: MediaUrl,
    /// The same picture in other sizes.
    pub srcset: Vec<Candidate>,
    /// What the picture shows, for those who cannot see it; empty for decoration.
    pub alt: String,
    /// The text under it.
    pub caption: Vec<Inline>,
    /// Who made it.
    pub credit: Vec<Inline>,
    /// Where the picture itself leads.
    pub link: Option<LinkUrl>,
    /// Width of `src` in pixels.
    pub width: Option<u32>,
    /// Height of `src` in pixels.
    pub height: Option<u32>,
    /// Whether a model has made it or a part of it, as the publisher says.
    pub is_made_with_ai: bool,
}

/// One entry of HTML's `srcset`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The file.
    pub url: MediaUrl,
    /// Its width in pixels, or its density as a factor.
    pub descriptor: Descriptor,
}

/// What a [`Candidate`] says of its size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Descriptor {
    /// Width in pixels: `800w`.
    Width(u32),
    /// Hundredths of a pixel of the file per CSS pixel: 150 is `1.50x`. Not a float, since the
    /// code that prints floats weighs more than the rest of this file.
    Density(u32),
}

impl Image {
    /// A picture of which only the file is known.
    #[must_use]
    pub fn new(src: MediaUrl) -> Self {
        Self {
            src,
            srcset: Vec::new(),
            alt: String::new(),
            caption: Vec::new(),
            credit: Vec::new(),
            link: None,
            width: None,
            height: None,
            is_made_with_ai: false,
        }
    }

    /// The value of HTML's `srcset`, empty where there is nothing to choose from.
    #[must_use]
    pub fn srcset_attribute(&self) -> String {
        let mut attribute = String::new();
        for candidate in &self.srcset {
            if !attribute.is_empty() {
                attribute.push_str(", ");
            }
            // A comma at the end would end the candidate.
            let address = candidate.url.as_str();
            let kept = address.trim_end_matches(',');
            attribute.push_str(kept);
            for _ in kept.len()..address.len() {
                attribute.push_str("%2C");
            }
            attribute.push(' ');
            match candidate.descriptor {
                Descriptor::Width(width) => {
                    attribute.push_str(&decimal(width));
                    attribute.push('w');
                }
                Descriptor::Density(hundredths) => {
                    attribute.push_str(&decimal(hundredths / 100));
                    attribute.push('.');
                    attribute.push_str(&decimal(hundredths / 10 % 10));
                    attribute.push_str(&decimal(hundredths % 10));
                    attribute.push('x');
                }
            }
        }
        attribute
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::url::Base;

    #[test]
    fn a_comma_at_the_end_of_an_address_stays_in_it() {
        let base = Base::parse("https://news.example/").unwrap();
        let mut image = Image::new(base.media("a.jpg").unwrap());
        for file in [",b.jpg?w=1,2,,", "c,d.jpg"] {
            let url = base.media(file).unwrap();
            let descriptor = Descriptor::Width(300);
            image.srcset.push(Candidate { url, descriptor });
        }
        assert_eq!(
            image.srcset_attribute(),
            "https://news.example/,b.jpg?w=1,2%2C%2C 300w, https://news.example/c,d.jpg 300w"
        );
    }

    #[test]
    fn srcset_lists_every_candidate_with_its_size() {
        let base = Base::parse("https://news.example/").unwrap();
        let mut image = Image::new(base.media("a.jpg").unwrap());
        assert_eq!(image.srcset_attribute(), "");
        for (file, descriptor) in [
            ("a-300.jpg", Descriptor::Width(300)),
            ("a@2.jpg", Descriptor::Density(205)),
        ] {
            let url = base.media(file).unwrap();
            image.srcset.push(Candidate { url, descriptor });
        }
        assert_eq!(
            image.srcset_attribute(),
            "https://news.example/a-300.jpg 300w, https://news.example/a@2.jpg 2.05x"
        );
    }
}
