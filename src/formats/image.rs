//! A picture from the file that a format names and the sizes that it lists.
//!
//! What is said about the picture stands elsewhere in each format and is left to its file.

use super::fields::{self, media, pixels, text, values};
use crate::article::Image;
use crate::article::image::{Candidate, Descriptor};
use crate::json::Json;
use crate::text::contains;
use crate::url::Base;

/// The picture at an address, with the size that stands beside it.
pub fn read(json: &Json, src: &str, base: &Base) -> Option<Image> {
    let address = json.text().or_else(|| text(json, src))?;
    let mut image = Image::new(base.media(&fields::address(address))?);
    image.width = pixels(json, "width");
    image.height = pixels(json, "height");
    Some(image)
}

/// Whether IPTC's digital source type of a picture, or schema.org's, says that a model has made it or a
/// part of it: `trainedAlgorithmicMedia`, `compositeWithTrainedAlgorithmicMedia` and their relatives.
pub fn is_made_with_ai(json: &Json) -> bool {
    let kind = fields::find(json, "digitalSourceType digitalsourcetype");
    let kind = kind
        .text()
        .or_else(|| text(kind, "@id uri literal name code"));
    kind.is_some_and(|kind| contains(kind, "rainedAlgorithmic"))
}

/// Wider files are made for print.
pub const WIDEST: u32 = 2560;

/// Adds the sizes that the picture can be had in.
pub fn add_sizes(image: &mut Image, sizes: &Json, src: &str, base: &Base) {
    for size in values(sizes) {
        let (Some(width), Some(url)) = (pixels(size, "width"), media(size, src, base)) else {
            continue;
        };
        let descriptor = Descriptor::Width(width);
        let is_known = image
            .srcset
            .iter()
            .any(|other| other.descriptor == descriptor);
        if width <= WIDEST && !is_known && has_same_shape(size, image) {
            image.srcset.push(Candidate { url, descriptor });
        }
    }
}

/// Some keep cropped squares too, which are other pictures.
fn has_same_shape(size: &Json, image: &Image) -> bool {
    let numbers = (
        pixels(size, "width"),
        pixels(size, "height"),
        image.width,
        image.height,
    );
    let (Some(width), Some(height), Some(full_width), Some(full_height)) = numbers else {
        return false;
    };
    // Heights are rounded to whole pixels.
    let expected = u64::from(full_height) * u64::from(width);
    let rounding = u64::from(full_width);
    (u64::from(height) * u64::from(full_width)).abs_diff(expected) <= rounding
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> Json {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn other_pictures_print_files_and_doubles_are_no_sizes() {
        let base = Base::parse("https://news.example/").unwrap();
        let picture = json(r#"{"src": "a.jpg", "width": 1600, "height": 900}"#);
        let mut image = read(&picture, "src", &base).unwrap();
        let sizes = json(
            r#"{"m": {"u": "m.jpg", "width": 300, "height": 169}, "s": {"u": "s.jpg", "width": 150, "height": 150},
                "n": {"u": "n.jpg", "width": 300, "height": 169}, "p": {"u": "p.jpg", "width": 4800, "height": 2700},
                "x": {"u": "javascript:x", "width": 600, "height": 338}}"#,
        );
        add_sizes(&mut image, &sizes, "u", &base);
        assert_eq!(image.srcset_attribute(), "https://news.example/m.jpg 300w");
    }
}
