//! The buttons' signs, drawn for this project on a field of 24 by 24.

use crate::markup::{Attr, Tag, tag};

/// The sign of this name; decoration, since each button has its name in words. Share targets have
/// their own.
#[must_use]
pub fn icon(name: &str) -> Tag {
    let path = match name {
        "x" => "M4 4l16 16M20 4L4 20",
        "facebook" => {
            "M10 21v-8H7V9.5h3V7.4C10 4.6 11.6 3 14 3h3v3.4h-2.2c-1 0-1.3.5-1.3 1.4v1.7H17L16.4 13h-2.9v8"
        }
        "whatsapp" => {
            "M3.5 20.5l1.4-4.3A8.5 8.5 0 1 1 8 19.3zM8.6 8.2c-.3 3.6 3.6 7.4 7.1 7.2l.5-2-2.1-1-.9 1c-1.2-.5-2.1-1.4-2.6-2.6l1-.9-1-2.1z"
        }
        "telegram" => "M3 11.6L21 4l-3 16-5.6-4.2-2.8 3.1-.4-5.4L18 7.2 6.8 13z",
        "bluesky" => {
            "M12 11c-1.5-3.5-5-6.5-7.5-6.5-2 0-1.5 4.5-.5 7 .8 2 3 2.5 5 2.2-3 .6-3.5 2.3-2 4 2 2 4 .8 5-2.2 1 3 3 4.2 5 2.2 1.5-1.7 1-3.4-2-4 2 .3 4.2-.2 5-2.2 1-2.5 1.5-7-.5-7-2.5 0-6 3-7.5 6.5z"
        }
        "mastodon" => {
            "M15 20c-1 .4-2.5.5-4 .5-4 0-7-1.5-7-5.5V8c0-3 2-4.5 8-4.5S20 5 20 8v4c0 3-2 4-5 4H9M8 12V9.5a2 2 0 0 1 4 0V12M12 9.5a2 2 0 0 1 4 0V12"
        }
        "threads" => {
            "M16.5 11.5c-1-2.5-6.5-2.5-7 1-.3 2.2 3 3.5 5 1.5 2-2 1.5-7-2.5-7-2 0-3 1-3.5 2M19.5 8.5C18.5 5 15.5 3 12 3c-5 0-8 4-8 9s3 9 8 9c4 0 7-2 7-5 0-2.5-2-4-4-4.5"
        }
        "linkedin" => "M5 10v9M5 5v.3M10 19v-9M10 14c0-5 8.5-5.5 8.5 0v5",
        "reddit" => {
            "M4 13.5C4 10 7.5 8 12 8s8 2 8 5.5-3.5 6-8 6-8-2.5-8-6zM9 12.5v.3M15 12.5v.3M9 16c1.8 1.2 4.2 1.2 6 0M12 8l1-4.5 4 1"
        }
        "print" => "M7 9V3.5h10V9M7 17H4V9h16v8h-3M7 14h10v6.5H7z",
        "email" => "M3 5.5h18v13H3zM3 6.5l9 7 9-7",
        "copy" => {
            "M10 14a4.2 4.2 0 0 0 6 0l3.6-3.6a4.2 4.2 0 0 0-6-6L12 6M14 10a4.2 4.2 0 0 0-6 0l-3.6 3.6a4.2 4.2 0 0 0 6 6L12 18"
        }
        "done" => "M4 12.5l5.5 5.5L20 6.5",
        "enlarge" => "M14 4h6v6M10 20H4v-6M20 4l-7 7M4 20l7-7",
        "previous" => "M15 4l-8 8 8 8",
        "next" => "M9 4l8 8-8 8",
        _ => "M12 3v12M7.5 7L12 2.8 16.5 7M6 11H4v10h16V11h-2",
    };
    tag("svg.icon")
        .set(Attr::ViewBox, "0 0 24 24")
        .set(Attr::AriaHidden, "true")
        .child(tag("path").set(Attr::Path, path))
}
