//! Entering an element: which frame it gets, and which inlines it opens.

use super::address::{self, style_has};
use super::allowlist::Treatment;
use super::attributes;
use super::counters;
use super::embedded;
use super::frame::{Foreign, Kind, Line};
use super::pictures;
use super::tree::Element;
use super::walk::{DEPTH_LIMIT, Walk};
use crate::article::block::{Block, Cell, Inline, Item, Style, Table};
use crate::article::{Image, MediaObject, Reason, Track};
use crate::text::contains;
use crate::url::{WebUrl, decode_component};

/// How editors write styles that have elements of their own.
const STYLED: [(Style, &[&str]); 3] = [
    (
        Style::Strong,
        &["font-weight:bold", "font-weight:600", "font-weight:700"],
    ),
    (Style::Emphasis, &["font-style:italic"]),
    (Style::Strike, &["text-decoration:line-through"]),
];

/// Longer titles, dates and addresses are none: each line within such an element has one of its own.
const VALUE_LIMIT: usize = 2_000;

/// Parts of the classes of words that a style sets apart from those before them: buttons, and what cards and
/// lists of stories say below a title.
const APART: [&str; 4] = ["button", "btn", "__post-", "bookmark-"];

/// Parts of the classes of what numbers lines of code.
const LINE_NUMBERS: [&str; 3] = ["lineno", "gutter", "ln-num"];

impl Walk<'_> {
    /// What the element collects; `None` where it is complete in itself, and why where it is left out.
    pub fn kind(
        &mut self,
        element: &Element,
        treatment: Treatment,
    ) -> Result<Option<Kind>, Reason> {
        match self.frames.last_mut().map(|frame| &mut frame.kind) {
            Some(Kind::Choice(is_taken)) if *is_taken => return Err(Reason::Twin),
            Some(Kind::Choice(is_taken)) => *is_taken = true,
            Some(Kind::Encoded(_)) if treatment == Treatment::Script => {
                return Ok(Some(Kind::Unwrapped));
            }
            Some(Kind::Encoded(_)) => return Err(Reason::Hidden),
            _ => {}
        }
        self.note_icon(element);
        if self.encoded(element.trimmed("data-borlabs-cookie-content")) {
            return Err(Reason::Twin);
        }
        match treatment {
            Treatment::Drop(reason) => return Err(reason),
            _ if self.flow.is_verbatim && has_class(element, &LINE_NUMBERS) => {
                return Err(Reason::Plugin);
            }
            Treatment::Break => self.line_break(),
            Treatment::Image => return self.image(element),
            Treatment::Frame => return self.frame(element),
            Treatment::Script => return self.script(element),
            Treatment::Spoken => return self.spoken(),
            Treatment::Number => return self.number(element),
            Treatment::Source | Treatment::Track => self.source(element, treatment),
            Treatment::Audio => {
                return Ok(Some(Kind::Media(
                    Block::Audio(self.media(element)),
                    Vec::new(),
                )));
            }
            Treatment::Video => {
                return Ok(Some(Kind::Media(
                    Block::Video(self.media(element)),
                    Vec::new(),
                )));
            }
            _ if self.flow.is_verbatim && !treatment.is_inline() => {
                self.flow.end_line();
                return Ok(Some(Kind::CodeLine));
            }
            Treatment::Button if self.flow.is_verbatim => return Err(Reason::Control),
            Treatment::Separator => self.block(Block::Separator),
            _ if treatment.is_inline() => return self.in_line(element, treatment),
            _ => return Ok(Some(self.lines(element, treatment))),
        }
        Ok(None)
    }

    /// An element that stands within a line.
    fn in_line(&mut self, element: &Element, treatment: Treatment) -> Result<Option<Kind>, Reason> {
        let is_for_the_eye = element.get("aria-hidden") == Some("true");
        let draws_math = || element.name == "nobr" || has_class(element, &["mjx-math"]);
        if is_for_the_eye && (self.flow.ends_in_math() || draws_math()) {
            return Err(Reason::Twin);
        }
        if treatment == Treatment::Button || has_class(element, &APART) {
            self.flow.set_apart();
        }
        let kind = match treatment {
            Treatment::Drawing if self.is_in_card() => return Err(Reason::Drawing),
            Treatment::Cite if self.is_in_quote() => Kind::Line(Line::Citation, Vec::new()),
            Treatment::Drawing => {
                let label = element.trimmed("aria-label");
                self.text(label);
                if !label.is_empty() || is_for_the_eye {
                    return Err(Reason::Drawing);
                }
                Kind::Drawing
            }
            // The same once more, in the colour that it has on the bar.
            Treatment::Label if element.classes().any(|name| name == "overlay") => {
                return Err(Reason::Twin);
            }
            Treatment::Label => {
                self.flow.text(" ");
                Kind::Label
            }
            Treatment::Button if is_for_the_eye => return Err(Reason::Control),
            Treatment::Button => Kind::Button,
            Treatment::Math("math")
                if !element.trimmed("alttext").is_empty() && !self.flow.is_in_math() =>
            {
                Kind::Formula(element.trimmed("alttext").to_owned())
            }
            Treatment::Unwrap
                if element.name == "switch"
                    && self.around(|kind| matches!(kind, Kind::Drawing)).is_some() =>
            {
                Kind::Choice(false)
            }
            // The sign that a button has beside its words.
            _ if is_for_the_eye && self.around(|kind| matches!(kind, Kind::Button)).is_some() => {
                return Err(Reason::Drawing);
            }
            Treatment::Link => {
                self.link_in_post(element);
                // A script shows what it leads to (Pinterest).
                if element.get("data-pin-do").is_some() {
                    let url = self.base.web(element.trimmed("href"));
                    return Ok(Some(embedded::widget(element, url, true)));
                }
                self.named_link(element)
            }
            Treatment::Ruby => Kind::Ruby(Vec::new(), String::new()),
            Treatment::Annotation => Kind::Annotation(String::new()),
            Treatment::RubyReading => Kind::RubyReading(String::new()),
            Treatment::Unwrap if element.name.contains('-') => match address::by_id(element) {
                Some(url) => embedded::widget(element, Some(url), true),
                None => match address::to_be_filled(element, self.base) {
                    Some(url) => embedded::widget(element, Some(url), false),
                    None => Kind::Unwrapped,
                },
            },
            _ => Kind::Unwrapped,
        };
        Ok(Some(kind))
    }

    /// An element whose content stands on lines of its own.
    fn lines(&mut self, element: &Element, treatment: Treatment) -> Kind {
        match treatment {
            Treatment::Footer if self.is_in_quote() => Kind::Line(Line::Citation, Vec::new()),
            Treatment::Heading(level) => Kind::Line(Line::Heading(level), Vec::new()),
            Treatment::Caption => Kind::Line(Line::Caption, Vec::new()),
            Treatment::Term => Kind::Line(Line::Term, Vec::new()),
            Treatment::Card => Kind::Line(Line::Card, Vec::new()),
            Treatment::Tabs => Kind::Line(Line::Tabs, Vec::new()),
            Treatment::Summary => Kind::Line(Line::Summary, Vec::new()),
            Treatment::Preformatted => Kind::Line(Line::Code, Vec::new()),
            Treatment::TableHead => Kind::TableHead,
            Treatment::TableFoot => Kind::TableFoot,
            Treatment::Row => Kind::Row(Vec::new()),
            Treatment::Panel => {
                if let Some(content) = self.tabs.pop() {
                    self.block(Block::Heading { level: 6, content });
                }
                Kind::Boundary
            }
            Treatment::Cover => {
                if let Some(url) = address::background(element, self.base) {
                    let mut image = Image::new(url);
                    element.trimmed("aria-label").clone_into(&mut image.alt);
                    self.block(Block::Image(image));
                }
                Kind::Boundary
            }
            _ if self.depth >= DEPTH_LIMIT => Kind::Boundary,
            _ => self.container(element, treatment),
        }
    }

    /// An element that holds blocks.
    fn container(&mut self, element: &Element, treatment: Treatment) -> Kind {
        match treatment {
            Treatment::Boundary => self.boundary(element),
            Treatment::Object => {
                let url = address::frame(element, self.base);
                embedded::widget(element, url, true)
            }
            Treatment::Encoded => Kind::Encoded(String::new()),
            Treatment::Noscript => Kind::Noscript(Vec::new(), self.shown),
            Treatment::Quote => Kind::Block(Block::Quote {
                body: Vec::new(),
                citation: Vec::new(),
            }),
            Treatment::Aside => Kind::Block(Block::Aside(Vec::new())),
            Treatment::Details => Kind::Block(Block::Details {
                summary: Vec::new(),
                body: Vec::new(),
            }),
            Treatment::Post => embedded::post(element, self.base),
            Treatment::Item => Kind::Item(Item {
                value: attributes::integer(element, "value"),
                body: Vec::new(),
            }),
            Treatment::Meaning => Kind::Meaning(Vec::new()),
            Treatment::DefinitionList => Kind::Block(Block::DefinitionList(Vec::new())),
            Treatment::Table => Kind::Block(Block::Table(Table::default())),
            Treatment::Cell { header } => Kind::Cell(Cell {
                body: Vec::new(),
                header,
                align: attributes::align(element),
                column_span: attributes::span(element, "colspan"),
                row_span: attributes::span(element, "rowspan"),
            }),
            Treatment::Figure => Kind::Figure {
                content: Vec::new(),
                caption: Vec::new(),
                is_pull_quote: element.classes().any(|name| name == "wp-block-pullquote"),
                is_below: false,
            },
            Treatment::List { ordered } => Kind::Block(Block::List {
                ordered,
                start: attributes::integer(element, "start"),
                numbering: attributes::numbering(element),
                reversed: element.get("reversed").is_some(),
                items: Vec::new(),
            }),
            _ => Kind::Boundary,
        }
    }

    fn media(&self, element: &Element) -> MediaObject {
        attributes::media(element, self.base)
    }

    /// An element that only keeps lines apart, unless a script fills it.
    fn boundary(&mut self, element: &Element) -> Kind {
        if element.attributes.is_empty() {
            return Kind::Boundary;
        }
        if let Some(number) = counters::counted(element, counters::COUNTED_WITHIN) {
            self.number = Some(number);
        }
        // What names it says it as well.
        if element.trimmed("role") == "progressbar" && element.get("aria-labelledby").is_none() {
            return Kind::Widget {
                url: None,
                title: counters::progress(element, "aria-valuenow", "aria-valuemax"),
                content: Vec::new(),
                is_certain: false,
            };
        }
        if let Some(url) = address::by_id(element).or_else(|| address::of_settings(element)) {
            return embedded::widget(element, Some(url), true);
        }
        let url = address::to_be_filled(element, self.base).or_else(|| {
            // A box that holds nothing is there for the picture behind it.
            let picture = address::background(element, self.base)?;
            let is_picture = pictures::is_picture_file(picture.as_str());
            WebUrl::parse(picture.as_str()).filter(|_| is_picture)
        });
        match url {
            Some(url) => embedded::widget(element, Some(url), false),
            None => Kind::Boundary,
        }
    }

    /// A file or track of a recording, or the sizes of a picture.
    fn source(&mut self, element: &Element, treatment: Treatment) {
        let file = attributes::recording(element, self.base);
        let media = self.around(Kind::is_media);
        if let Some(Kind::Media(Block::Audio(media) | Block::Video(media), _)) = media {
            if treatment == Treatment::Source {
                media.sources.extend(file);
            } else if let Some(file) = file {
                let get = |name| element.get(name);
                let is_default = get("default").is_some();
                let track = Track::new(file, get("kind"), get("srclang"), get("label"), is_default);
                media.tracks.extend(track);
            }
        } else if self.source.is_none() {
            self.source = address::candidates(element).map(str::to_owned);
        }
    }

    /// Opens the inlines that the element stands for; answers how many, and what its blocks are to carry.
    pub fn open(
        &mut self,
        element: &Element,
        treatment: Treatment,
        kind: &Kind,
    ) -> (usize, Option<Foreign>) {
        let content = Vec::new();
        let own = match treatment {
            Treatment::Style(Style::Code) | Treatment::Script if self.flow.is_verbatim => None,
            // An editor's own element around all that is pasted.
            Treatment::Style(Style::Strong)
                if style_has(element, &["font-weight:normal", "font-weight:400"]) =>
            {
                None
            }
            Treatment::Style(style) => Some(Inline::Styled(style, content)),
            Treatment::Script => Some(Inline::Styled(Style::Code, content)),
            Treatment::Cite if !self.is_in_quote() => {
                Some(Inline::Styled(Style::Citation, content))
            }
            Treatment::Math("math") if element.get("display") == Some("block") => {
                Some(Inline::Math("block", content))
            }
            Treatment::Math("math") => Some(Inline::Math("math", content)),
            Treatment::Math(name) if name != "block" && self.flow.is_in_math() => {
                Some(Inline::Math(name, content))
            }
            Treatment::Link => self.link(element),
            Treatment::Abbreviation => short(element, "title").map(|title| Inline::Abbreviation {
                title: title.to_owned(),
                content,
            }),
            Treatment::Time => short(element, "datetime").map(|datetime| Inline::Time {
                datetime: datetime.to_owned(),
                content,
            }),
            _ => None,
        };
        let mut opened = self.flow.open(own);
        if matches!(kind, Kind::Unwrapped) && treatment == Treatment::Unwrap {
            for (style, declarations) in STYLED {
                if style_has(element, declarations) {
                    opened += self.flow.open(Some(Inline::Styled(style, Vec::new())));
                }
            }
        }
        let foreign = foreign(element, treatment).filter(|foreign| !self.is_around(foreign));
        let is_in_line = match kind {
            Kind::Line(line, _) => !matches!(line, Line::Heading(_) | Line::Code),
            other => other.is_inline(),
        };
        if !is_in_line || foreign.is_none() {
            return (opened, foreign);
        }
        let inline = foreign.map(|foreign| Inline::Foreign {
            language: foreign.language,
            direction: foreign.direction,
            content: Vec::new(),
        });
        (opened + self.flow.open(inline), None)
    }

    /// Whether the blocks here have this language and direction anyway.
    fn is_around(&self, foreign: &Foreign) -> bool {
        let mut frames = self.frames.iter().rev();
        frames.find_map(|frame| frame.foreign.as_ref()) == Some(foreign)
    }

    /// A link, which may lead to a place in this text.
    fn link(&self, element: &Element) -> Option<Inline> {
        let content = Vec::new();
        let address = short(element, "href").filter(|address| address.trim_ascii() != "#")?;
        let url = self.base.link(address)?;
        let (page, name) = url.as_str().split_once('#').unwrap_or_default();
        let is_own = page == self.base.as_str().split('#').next().unwrap_or_default();
        if is_own && name.is_empty() && !page.is_empty() {
            // A program does something where this is pressed.
            return None;
        }
        let name = decode_component(name).filter(|_| is_own);
        let place = name.and_then(|name| self.targets.iter().position(|target| *target == name));
        Some(match place.and_then(|place| u32::try_from(place).ok()) {
            Some(anchor) => Inline::Jump {
                anchor,
                url,
                content,
            },
            None => Inline::Link { url, content },
        })
    }

    /// Whether the next inline would stand in a quote itself and not in one of its lines.
    fn is_in_quote(&self) -> bool {
        self.frames
            .iter()
            .rev()
            .find(|frame| !frame.kind.is_passed())
            .is_some_and(|frame| matches!(frame.kind, Kind::Block(Block::Quote { .. })))
    }
}

/// Whether one of these is part of a class.
fn has_class(element: &Element, parts: &[&'static str]) -> bool {
    let classes = element.get("class").unwrap_or_default();
    !classes.is_empty() && parts.iter().any(|part| contains(classes, part))
}

/// An attribute that is not too long.
fn short<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
    element.get(name).filter(|value| value.len() <= VALUE_LIMIT)
}

/// What `lang` and `dir` say, which any element may carry; what the whole document says is known elsewhere.
fn foreign(element: &Element, treatment: Treatment) -> Option<Foreign> {
    let language = attributes::language(element);
    let isolated = (treatment == Treatment::Isolate).then_some("auto");
    let direction = attributes::direction(element).or(isolated);
    let is_document = matches!(&*element.name, "html" | "body");
    let is_foreign = !is_document && (language.is_some() || direction.is_some());
    is_foreign.then_some(Foreign {
        language,
        direction,
    })
}
