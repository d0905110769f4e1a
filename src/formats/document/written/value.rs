//! Values of the model that are written as one text: addresses, dates, directions.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use crate::article::{Date, Direction};
use crate::url::{LinkUrl, MediaUrl, WebUrl};

/// Writes types as a text each, and says in the schema what such a text looks like.
macro_rules! texts {
    ($($name:ident $text:ident $schema:tt)*) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.$text().as_ref())
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    )*};
}

/// An address with one of these schemes, or a relative one. Schemes end at a colon, which may also
/// stand behind the first slash.
const WEB: &str = "^([Hh][Tt][Tt][Pp][Ss]?:|[^:/?#]*([/?#]|$))";

/// The same with the schemes of links.
const LINK: &str =
    "^([Hh][Tt][Tt][Pp][Ss]?:|[Mm][Aa][Ii][Ll][Tt][Oo]:|[Tt][Ee][Ll]:|[^:/?#]*([/?#]|$))";

/// A day, and the time and offset where they are known. What calendars know besides, such as the
/// length of a month, is left to the reader.
const DATE: &str = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\
    ([Tt ]([01][0-9]|2[0-3]):[0-5][0-9](:([0-5][0-9]|60)(\\.[0-9]*)?)?\
    ( *([Zz]|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?))?)?$";

texts! {
    LinkUrl as_str {
        "description": "A link that readers may follow: `https`, `http`, `mailto` or `tel`.",
        "type": "string",
        "minLength": 1,
        "pattern": LINK
    }
    MediaUrl as_str {
        "description": "A file to load: `https`, which `http` becomes.",
        "type": "string",
        "minLength": 1,
        "pattern": WEB
    }
    WebUrl as_str {
        "description": "A page or service on the web: `https` or `http`.",
        "type": "string",
        "minLength": 1,
        "pattern": WEB
    }
    Date datetime {
        "description": "RFC 3339, or a day without a time. Readers see this day wherever they are.",
        "type": "string",
        "pattern": DATE
    }
    Direction as_str {
        "description": "The direction of a text: `ltr` or `rtl`.",
        "enum": [Direction::LeftToRight.as_str(), Direction::RightToLeft.as_str()]
    }
}
