//! What reading a story leaves out, and why: the list of reasons is short on purpose. Native builds keep a
//! report of it; in a browser nobody would read one, so there it is nothing at all.

/// Why something of a story's source is not in the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The page hides it from every reader.
    Hidden,
    /// It is a program, a style, or data for a machine.
    Program,
    /// It is a control that only the page's own program gives a meaning.
    Control,
    /// A plugin of the content system has added it to the story.
    Plugin,
    /// It counts readers.
    Counter,
    /// It says or shows once more what stands beside it, for readers who cannot see that.
    Twin,
    /// It draws what its own label says.
    Drawing,
    /// It is a shortcode that no plugin of the content system has replaced.
    Shortcode,
    /// It has no address that may be followed or loaded.
    Address,
    /// The story says or shows it in another place.
    Repeated,
    /// Something else serves the same purpose better, such as the same text with its markup.
    Alternative,
    /// It invites to the rest of the story, which is here.
    Invitation,
    /// It may not be shown here, or not now.
    Rights,
    /// It is the day of a change that is no later than the day of publication.
    Earlier,
    /// It is written in a way that cannot be understood.
    Unreadable,
    /// It is of a kind that this version does not know.
    Unknown,
    /// It lacks what it cannot be shown without, such as the name of a link.
    Incomplete,
    /// It lies beyond a limit of depth or number.
    Limit,
    /// Stories have no place for it.
    NoPlace,
}

impl Reason {
    /// The reason in words for people, which go on from "left out because".
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Hidden => "the page hides it",
            Self::Program => "it is meant for machines",
            Self::Control => "only the page's own program gives it a meaning",
            Self::Plugin => "a plugin has added it to the story",
            Self::Counter => "it counts readers",
            Self::Twin => "it repeats what stands beside it",
            Self::Drawing => "its label says what it draws",
            Self::Shortcode => "no plugin has replaced this shortcode",
            Self::Address => "it has no address that may be followed or loaded",
            Self::Repeated => "the story says or shows it in another place",
            Self::Alternative => "something else serves the same purpose better",
            Self::Invitation => "it invites to the rest of the story, which is here",
            Self::Rights => "it may not be shown here or now",
            Self::Earlier => "a change is told only on a later day than publication",
            Self::Unreadable => "it cannot be understood",
            Self::Unknown => "this version does not know its kind",
            Self::Incomplete => "it lacks what it cannot be shown without",
            Self::Limit => "it lies beyond a limit of depth or number",
            Self::NoPlace => "stories have no place for it",
        }
    }
}

/// Something that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// Why.
    pub reason: Reason,
    /// The field of the answer that it stands in; empty for HTML that was read by itself.
    pub field: String,
    /// The name of its element in the HTML of the field, or of its type in an article document; empty for what
    /// is none.
    pub element: String,
    /// All characters within it, or its address where it has none.
    pub words: String,
}

/// What has been left out so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    #[cfg(not(target_arch = "wasm32"))]
    dropped: Vec<Dropped>,
}

impl Report {
    /// What was left out, in the order in which it was met.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub fn dropped(&self) -> &[Dropped] {
        &self.dropped
    }

    /// Takes note of an element; its words are only asked for where somebody reads the report.
    pub fn add_element(&mut self, reason: Reason, element: &str, words: impl FnOnce() -> String) {
        self.with(|dropped| {
            dropped.push(Dropped {
                reason,
                field: String::new(),
                element: element.to_owned(),
                words: words(),
            });
        });
    }

    /// Takes note of what stands in a field, if anything does.
    pub fn add(&mut self, reason: Reason, field: &str, words: impl FnOnce() -> String) {
        self.with(|dropped| {
            let words = words().trim().to_owned();
            if !words.is_empty() {
                dropped.push(Dropped {
                    reason,
                    field: field.to_owned(),
                    element: String::new(),
                    words,
                });
            }
        });
    }

    /// Takes over what was left out of a field.
    pub fn take(&mut self, field: &str, mut other: Self) {
        self.with(|dropped| {
            other.with(|more| {
                for mut one in std::mem::take(more) {
                    if one.field.is_empty() {
                        one.field = field.to_owned();
                    }
                    dropped.push(one);
                }
            });
        });
    }

    /// Forgets what is shown after all, by its words.
    pub fn forget(&mut self, is_shown: impl Fn(&str) -> bool) {
        self.with(|dropped| dropped.retain(|one| !is_shown(&one.words)));
    }

    /// Searches for what was left out, which only a report is worth.
    pub fn look(&mut self, look: impl FnOnce(&mut Self)) {
        if cfg!(not(target_arch = "wasm32")) {
            look(self);
        }
    }

    fn with(&mut self, act: impl FnOnce(&mut Vec<Dropped>)) {
        #[cfg(not(target_arch = "wasm32"))]
        act(&mut self.dropped);
        #[cfg(target_arch = "wasm32")]
        let _ = (self, act);
    }
}

impl Dropped {
    /// One line for people: where it stood, its beginning, and why it was left out.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub fn text(&self) -> String {
        /// More words are not needed to find it.
        const LENGTH: usize = 60;
        let mut place = self.field.clone();
        if !self.element.is_empty() {
            place += &[" <", &self.element, ">"].concat();
        }
        let words: Vec<_> = self.words.split_whitespace().collect();
        let words = words.join(" ");
        let mut shown: String = words.chars().take(LENGTH).collect();
        if shown.len() < words.len() {
            shown.push('…');
        }
        format!("{}: “{shown}”: {}", place.trim(), self.reason.text())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_what_where_and_why() {
        let mut of_html = Report::default();
        of_html.add_element(Reason::Program, "script", || "let tide\n = 4;".to_owned());
        of_html.add_element(Reason::Hidden, "", || "x".repeat(100));
        let mut report = Report::default();
        report.add(Reason::Rights, "lead_image", || "Mud".to_owned());
        report.add(Reason::Rights, "kicker", || " ".to_owned());
        report.take("body", of_html);
        let lines: Vec<_> = report.dropped().iter().map(Dropped::text).collect();
        let long = ["body: “", &"x".repeat(60), "…”: the page hides it"].concat();
        assert_eq!(
            lines,
            [
                "lead_image: “Mud”: it may not be shown here or now",
                "body <script>: “let tide = 4;”: it is meant for machines",
                &*long,
            ]
        );
    }
}
