//! Shortcodes that a content system left in the text because it no longer knew them, such as
//! `[vc_row width="full"]` or `[dropcap]T[/dropcap]`. Their words stay, the brackets go. It is done to
//! the HTML before it is parsed, since a shortcode can begin in one element and end in another.
//!
//! Brackets are also writing: `[sic]`, `[n = 120]`, `a[i_max]`, `[emphasis added]`. So only what cannot
//! be that is taken out: what has attributes as only markup has them, what closes or is closed, and
//! names that are a page builder's. Where elements begin and end is left to the parser.

mod scan;

use scan::Scan;

use crate::text::is_among;

/// How the names of page builders' shortcodes begin.
const BUILDERS: &str = "vc_ vcex_ wpb_ et_pb_ su_ av_ fusion_ mk_ fl_ kc_ ux_ ult_ nectar_ qode_ mkdf_ eltdf_ \
    edgtf_ trx_ tatsu_ themify_ thrive_ tcb_ cmsms_ dslc_ woodmart_ porto_ bsf_ tm_pb_";

/// Shortcodes that hold code, which many builders encode in Base64.
const CODES: &str = "vc_raw_html vc_raw_js raw_html raw_js raw_code et_pb_code fusion_code code";

/// So many steps for each byte may be in vain. Text that takes more is made to do so.
const PATIENCE: usize = 16;

/// The HTML without its shortcodes; `None` where there are none.
pub fn without(html: &str) -> Option<String> {
    if !html.bytes().any(|byte| byte == b'[') {
        return None;
    }
    let mut kept = String::new();
    let mut from = 0;
    let mut is_after_end = false;
    for code in codes(html).iter().filter(|code| code.goes) {
        let is_end = code.role == Role::Closing;
        // One of several parts that stand apart ends, and the next one begins.
        if is_after_end && !is_end && from == code.start {
            kept.push(' ');
        }
        is_after_end = is_end;
        kept.push_str(html.get(from..code.start).unwrap_or_default());
        from = code.end;
    }
    kept.push_str(html.get(from..).unwrap_or_default());
    (from > 0).then_some(kept)
}

/// What [`without`] takes out, for reports.
pub fn removed(html: &str) -> String {
    let codes = codes(html);
    let gone = codes.iter().filter(|code| code.goes);
    gone.filter_map(|code| html.get(code.start..code.end))
        .collect()
}

fn codes(html: &str) -> Vec<Code<'_>> {
    let mut scan = Scan::new(html);
    let mut codes = Vec::new();
    let mut patience = html.len().saturating_mul(PATIENCE);
    loop {
        let text = scan.run(|byte| !matches!(byte, b'<' | b'['));
        let start = scan.at;
        if scan.rest().starts_with('<') {
            scan.pass_tag();
            continue;
        }
        if !scan.take("[") {
            break;
        }
        let is_doubled = scan.rest().starts_with('[');
        let is_index = text.ends_with(|sign: char| sign.is_ascii_alphanumeric());
        scan.at = start + usize::from(is_doubled);
        let steps = match scan.code(is_index) {
            Some(code) if is_doubled && !is_index && code.is_whole() && scan.take("]") => {
                // The way to write about a shortcode: of two brackets one stays.
                for start in [start, scan.at - 1] {
                    codes.push(Code::bracket(start));
                }
                0
            }
            Some(code) => add(&mut codes, code, html),
            None => {
                let steps = scan.at - start;
                scan.at = start + 1;
                steps
            }
        };
        match patience.checked_sub(steps) {
            Some(left) => patience = left,
            None => break,
        }
    }
    codes
}

/// What stands between two brackets and may be a shortcode.
struct Code<'a> {
    start: usize,
    end: usize,
    name: &'a str,
    role: Role,
    /// There is nothing in it but its name.
    is_bare: bool,
    /// It is a shortcode.
    goes: bool,
}

/// What a shortcode is to others.
#[derive(PartialEq)]
enum Role {
    /// It may begin something, of which the end has not been found.
    Opening,
    /// It may end something.
    Closing,
    /// Neither.
    Single,
}

impl Code<'_> {
    fn bracket(start: usize) -> Self {
        Self {
            start,
            end: start + 1,
            name: "",
            role: Role::Single,
            is_bare: false,
            goes: true,
        }
    }

    /// Whether it is no mere words, even where nothing closes it.
    fn is_whole(&self) -> bool {
        self.goes || self.is_bare
    }
}

/// Adds a code to those before it, one of which it may close. Answers how many had to be looked at.
fn add<'a>(codes: &mut Vec<Code<'a>>, mut code: Code<'a>, html: &str) -> usize {
    let mut steps = 0;
    if code.role == Role::Closing {
        let opening = codes.iter_mut().rev().find(|opening| {
            steps += 1;
            opening.role == Role::Opening && opening.name.eq_ignore_ascii_case(code.name)
        });
        if let Some(opening) = opening {
            opening.role = Role::Single;
            opening.goes = true;
            code.goes = true;
            let content = html.get(opening.end..code.start).unwrap_or_default();
            let before = html.get(..opening.start).unwrap_or_default();
            let after = html.get(code.end..).unwrap_or_default();
            if before.ends_with('[') && after.starts_with(']') {
                *opening = Code::bracket(opening.start - 1);
                code = Code::bracket(code.end);
            } else if is_encoded(code.name, content) {
                opening.end = code.start;
            }
        }
    }
    codes.push(code);
    steps
}

/// Whether what a shortcode of this name holds is code in Base64.
fn is_encoded(name: &str, content: &str) -> bool {
    if !is_among(name, CODES) {
        return false;
    }
    let mut scan = Scan::new(content);
    scan.gap();
    let code = scan.run(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='));
    scan.gap();
    let has = |is_it: fn(&u8) -> bool| code.bytes().any(|byte| is_it(&byte));
    // These know no other content; elsewhere a word might look the same.
    let is_code = name.starts_with("vc_")
        || code.len() >= 12
            && has(u8::is_ascii_digit)
            && has(u8::is_ascii_uppercase)
            && has(u8::is_ascii_lowercase);
    scan.rest().is_empty() && code.len().is_multiple_of(4) && is_code
}

impl<'a> Scan<'a> {
    /// Reads what begins with the bracket here, as far as it reads as a shortcode. What stands right
    /// behind a letter or digit may be an index.
    fn code(&mut self, is_index: bool) -> Option<Code<'a>> {
        let start = self.at;
        self.at += 1;
        let mut role = if self.take("/") {
            Role::Closing
        } else {
            Role::Opening
        };
        let name = self.run(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
        if !name.bytes().any(|sign| sign.is_ascii_alphabetic()) {
            return None;
        }
        let mut is_bare = true;
        let mut goes = false;
        if self.take("=") {
            if role == Role::Closing || is_index {
                return None;
            }
            self.value()?;
            is_bare = false;
        }
        loop {
            let is_apart = self.gap();
            if self.take("]") {
                break;
            }
            if role == Role::Closing {
                return None;
            }
            if self.take("/") {
                goes |= is_apart || !is_bare;
                role = Role::Single;
                if self.take("]") {
                    break;
                }
                return None;
            }
            if !is_apart {
                return None;
            }
            is_bare = false;
            if !self.quoted()? {
                goes |= self.attribute()?;
            }
        }
        Some(Code {
            start,
            end: self.at,
            name,
            role,
            is_bare,
            goes: goes || BUILDERS.split(' ').any(|builder| name.starts_with(builder)),
        })
    }

    /// Goes past a name with its value, or a mere word. Answers whether it is nothing that could stand
    /// in a formula, such as `n=120`.
    fn attribute(&mut self) -> Option<bool> {
        let is_of_word =
            |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':');
        let name = self.run(is_of_word);
        if name.is_empty() {
            return None;
        }
        if !self.take("=") {
            return Some(false);
        }
        let is_small = |byte: u8| !byte.is_ascii_uppercase();
        Some(self.value()? || name.len() > 1 && name.bytes().all(is_small))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The HTML as it is read.
    fn read(html: &str) -> String {
        without(html).unwrap_or_else(|| html.to_owned())
    }

    #[test]
    fn shortcodes_go_and_their_words_stay() {
        for (html, expected) in [
            ("[dropcap]T[/dropcap]he ferry", "The ferry"),
            ("[vc_row width=\"full\"]Words[/vc_row]", "Words"),
            ("[gallery ids=”1,2″][contact-form-7 id=\"5\" title='x']", ""),
            ("[vc_row]Words", "Words"),
            ("Words[/et_pb_text][/et_pb_row]", "Words"),
            ("<b>[big]A[/big]nchor</b>", "<b>Anchor</b>"),
            ("<p>[box]<p>One<p>Two<p>[/box]", "<p><p>One<p>Two<p>"),
            (
                "[b]Bold[/b] and [I]other[/i] [url=https://a.example/?b]site[/url]",
                "Bold and other site",
            ),
            ("[quote=\"Ann\"]Words[/quote]", "Words"),
            ("[one_half last]Words[/one_half]", "Words"),
            (
                "[row a=&#8221;1&#8243; b=&#8217;2&#8242; link=&#8221;c]d&#8221;]",
                "",
            ),
            ("[tip text=\"Tom's “no”] x=\"y\"]boat[/tip]", "boat"),
            (
                "[tip text=\"a &quot;b&quot; c\" x='don&#39;t &#39;y&#39; z' u=&#039;Ann&#8217;s&#039;]boat[/tip]",
                "boat",
            ),
            ("[3d-map id=&quot;4&quot;]", ""),
            ("[tip text=\"<b>bold</b>\" ]boat", "boat"),
            ("[spacer height=20px] [line /][line size=\"2\"/]", " "),
            ("[audio autoplay \"x\" src=\"a.mp3\"]", ""),
            ("[vc_icon big \"x\" X=1]", ""),
            ("[map<br />\nzoom=\"3\"&nbsp;\u{a0}lat=\"5\"</p>\n<p>]", ""),
            ("[[open] x=\"1\"]", "[[open] x=\"1\"]"),
            ("[a [b [gallery ids=\"1\"]", "[a [b "),
            ("[x y=\"no end][gallery ids='1']", "[x y=\"no end]"),
        ] {
            assert_eq!(read(html), expected, "{html}");
        }
    }

    #[test]
    fn brackets_of_writers_stay() {
        for html in [
            "He said [sic] that, […] and [1] and [/] and [] and [laughter]",
            "[n = 120], [n=120], [men n=60], [r= 0.4], [P = 0.03], [P=0.03], [P &lt; 0.05], [P < 0.05]",
            "[RR = 2.1, 90% CI 1.7–2.6] or [adjusted ratio=2.1, 90% CI] or [HR=2.1; 90% CI]",
            "[emphasis = mine], [emphasis added], [my translation], [see Fig. 3]",
            "b[j_min], [de_AT], [last_name], [irony/], [/irony], [and/or]",
            "x[i=0] and a[0] = b[1] and f(x)[k] [/k=0]",
            "[link](https://a.example/?b=\"c\") [mailto:ann@b.example]",
            "input[type=\"text\"] and [data-id=\"5\"]",
            "[open",
            "[a b=\"open",
            "[",
            "[[1]] [[two words]] x[[name]]",
            "[Häfen a=\"b\"]",
        ] {
            assert_eq!(without(html), None, "{html}");
        }
    }

    #[test]
    fn only_what_is_a_pair_closes() {
        for (html, expected) in [
            ("[sic] [b]x[/b] [/b] [sic]", "[sic] x [/b] [sic]"),
            ("[/b]x[b]", "[/b]x[b]"),
            ("[a][b]x[/a][/b]", "x"),
            ("a[i] is [i]x[/i]", "a[i] is x"),
        ] {
            assert_eq!(read(html), expected, "{html}");
        }
    }

    #[test]
    fn what_is_written_about_shortcodes_stays() {
        for (html, expected) in [
            ("[[gallery]] and [[/gallery]]", "[gallery] and [/gallery]"),
            ("[[gallery ids=\"1\"]]", "[gallery ids=\"1\"]"),
            ("[[b]x[/b]]", "[b]x[/b]"),
        ] {
            assert_eq!(read(html), expected, "{html}");
        }
    }

    #[test]
    fn tags_comments_and_code_are_not_looked_into() {
        for html in [
            "<a title='[gallery ids=\"1\"]' href=\"[vc_row]>\">x</a>",
            "<!-- [vc_row] > --><!--[vc_row]",
            "<!doctype [vc_row]><? [vc_row]>",
            "<pre class='a>'>[vc_row]<b>x</b></preface>[vc_row]</pre>",
            "<CODE>[vc_row]</CODE> <kbd>[vc_row]</kbd> <samp>[vc_row]</samp> <tt>[vc_row]</tt>",
            "<textarea>[vc_row]</textarea><script>'<b>[vc_row]'</script><style>[vc_row]",
            "<p title=\"[vc_row]",
            "<b [vc_row]",
        ] {
            assert_eq!(without(html), None, "{html}");
        }
        for (html, expected) in [
            ("<!-->[vc_row]<p>", "<!--><p>"),
            ("5 < 6 [vc_row]<p>", "5 < 6 <p>"),
            ("<code>a[0]</code >[vc_row]<p>", "<code>a[0]</code ><p>"),
            ("<p title=a\"b>[vc_row]", "<p title=a\"b>"),
        ] {
            assert_eq!(read(html), expected, "{html}");
        }
    }

    #[test]
    fn encoded_code_goes_with_its_shortcode() {
        for (html, expected) in [
            ("<p>[vc_raw_html]JTNDaHIlM0U=[/vc_raw_html]</p>", "<p></p>"),
            ("[vc_raw_js]<br />\nPGhy[/vc_raw_js]", ""),
            (
                "[et_pb_code a=\"b\"]<p>PHA+Qm9hdDwvcD4=</p>[/et_pb_code]",
                "",
            ),
            ("[raw_html]<b>Words</b>[/raw_html]", "<b>Words</b>"),
            ("[code]harbourmaster[/code]", "harbourmaster"),
            ("[code]let boat = 12;[/code]", "let boat = 12;"),
            ("[box]PHA+Qm9hdDwvcD4=[/box]", "PHA+Qm9hdDwvcD4="),
        ] {
            assert_eq!(read(html), expected, "{html}");
        }
    }
}
