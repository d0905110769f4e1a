//! Halves of characters in JSON: `\ud83d` without the other half, as where a program has cut a text in the middle of
//! an emoji. Browsers read them; serde, whose texts are UTF-8, does not.

/// The same JSON with U+FFFD, as browsers show them, in place of all halves; `None` where there are none.
#[must_use]
pub fn mended(json: &str) -> Option<String> {
    let mut mended: Option<String> = None;
    let mut copied = 0;
    let mut place = 0;
    while let Some(found) = json[place..].find('\\') {
        let escape = place + found;
        let Some(unit) = unit(&json[escape..]) else {
            // What is escaped may be a backslash, and of several bytes in what is no JSON.
            let escaped = json[escape + 1..].chars().next();
            place = escape + 1 + escaped.map_or(0, char::len_utf8);
            continue;
        };
        place = escape + UNIT;
        let is_pair = (0xd800..0xdc00).contains(&unit)
            && self::unit(&json[place..]).is_some_and(|next| (0xdc00..0xe000).contains(&next));
        if is_pair {
            place += UNIT;
        } else if (0xd800..0xe000).contains(&unit) {
            let text = mended.get_or_insert_with(String::new);
            text.push_str(&json[copied..escape]);
            text.push_str("\\ufffd");
            copied = place;
        }
    }
    mended.map(|text| text + &json[copied..])
}

/// The length of `\ud83d`.
const UNIT: usize = 6;

/// The code unit that is escaped at the beginning of this text.
fn unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    let are_digits = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    are_digits.then(|| u16::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_mended_and_nothing_else() {
        for (json, expected) in [
            (r#""Cut \ud83d""#, Some(r#""Cut \ufffd""#)),
            (
                r#""\uDE00\ud83d\ude00\ud83d\ud83d\ude00x""#,
                Some(r#""\ufffd\ud83d\ude00\ufffd\ud83d\ude00x""#),
            ),
            (r#""\ud83d\ude00""#, None),
            (r#""\\ud83d""#, None),
            (r#""\\\ud83d é \u00e9""#, Some(r#""\\\ufffd é \u00e9""#)),
            (r#""\ud8""#, None),
            (r#""\ud83é""#, None),
            ("\\é\\", None),
            ("", None),
        ] {
            assert_eq!(mended(json).as_deref(), expected, "{json}");
        }
    }
}
