//! What the walk leaves out, and why: the list of reasons is short on purpose. Native builds keep a report of
//! it; in a browser nobody would read one.

/// Why something of the HTML is not in the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The page hides it from every reader.
    Hidden,
    /// It is a program, a style, or data for one.
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
}

/// What has been left out so far.
#[derive(Debug, Default)]
pub struct Report {
    /// In the order in which it stood there; nothing in a browser.
    pub dropped: Vec<Dropped>,
}

impl Report {
    /// Takes note of something; its words are only asked for where somebody reads the report.
    pub fn add(&mut self, reason: Reason, element: &str, words: impl FnOnce() -> String) {
        if cfg!(not(target_arch = "wasm32")) {
            self.dropped.push(Dropped {
                reason,
                element: element.to_owned(),
                words: words(),
            });
        }
    }
}

/// Something that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// Why.
    pub reason: Reason,
    /// The name of the element; empty for what is none.
    pub element: String,
    /// All characters within it.
    pub words: String,
}
