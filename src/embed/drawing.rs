//! A story in an embed's shadow root: made into elements portion by portion, and drawn again in place
//! where an option changes, without touching what does not depend on it.

use web_sys::{Document, Element as DomElement, Node as DomNode, ShadowRoot};

use crate::markup::dom::Builder;
use crate::markup::{Attr, Element, Node, Numbering, spoken, tag};
use crate::render::failure::{Failure, failure};
use crate::render::{Page, Story};
use crate::text::decimal;

/// What stands in an embed.
pub struct Drawing {
    shadow: ShadowRoot,
    document: Document,
    /// Its width is what the layout goes by.
    column: DomElement,
    /// What depends on options, as it was drawn last.
    spoken: Vec<(u32, Element)>,
    /// What is still to be drawn of a story.
    rest: Option<Rest>,
}

/// A story that is being drawn.
struct Rest {
    builder: Builder,
    numbering: Numbering,
    /// What the story stands in, the story and its text.
    embed: DomElement,
    root: DomElement,
    text: DomElement,
    /// The next portion's number.
    portion: usize,
    /// How many pictures have been drawn.
    pictures: u32,
}

impl Drawing {
    /// Nothing yet, in this shadow root.
    #[must_use]
    pub fn new(shadow: &ShadowRoot) -> Option<Self> {
        let document = shadow.owner_document()?;
        let column = tag("div.column").set(Attr::DataColumn, "");
        Some(Self {
            shadow: shadow.clone(),
            column: Builder::new(document.clone()).element(&column)?,
            document,
            spoken: Vec::new(),
            rest: None,
        })
    }

    /// Whether it is the one in that shadow root.
    #[must_use]
    pub fn is_in(&self, shadow: &ShadowRoot) -> bool {
        self.shadow == *shadow
    }

    /// Draws why there is no story.
    pub fn fail(&mut self, cause: &Failure) {
        self.rest = None;
        self.spoken.clear();
        if let Some(embed) = self.canvas() {
            let mut builder = Builder::new(self.document.clone());
            self.append(
                &mut builder,
                &mut Numbering::default(),
                &embed,
                failure(cause).into(),
            );
            self.put(&embed);
        }
    }

    /// Draws the beginning of a story; answers whether there is more to draw.
    pub fn story(&mut self, page: &Page) -> bool {
        self.rest = None;
        self.spoken.clear();
        let story = Story::new(page);
        let mut builder = Builder::new(self.document.clone());
        let (Some(embed), Some(root), Some(text)) = (
            self.canvas(),
            builder.element(&story.root()),
            builder.element(&story.text()),
        ) else {
            return false;
        };
        let mut numbering = Numbering::default();
        self.append(&mut builder, &mut numbering, &root, story.head());
        let _ = root.append_child(&text);
        let _ = embed.append_child(&root);
        self.rest = Some(Rest {
            builder,
            numbering,
            embed: embed.clone(),
            root,
            text,
            portion: 0,
            pictures: story.pictures(),
        });
        let has_more = self.go_on(page);
        self.put(&embed);
        has_more
    }

    /// Draws one more portion of a story, or what stands below its text; answers whether there is more.
    pub fn go_on(&mut self, page: &Page) -> bool {
        let Some(mut rest) = self.rest.take() else {
            return false;
        };
        let story = Story::after(rest.pictures, page);
        let (builder, numbering) = (&mut rest.builder, &mut rest.numbering);
        if let Some(portion) = story.portion(rest.portion) {
            self.append(builder, numbering, &rest.text, portion);
            rest.portion += 1;
            rest.pictures = story.pictures();
            self.rest = Some(rest);
            return true;
        }
        self.append(builder, numbering, &rest.root, story.foot());
        self.append(builder, numbering, &rest.embed, story.below());
        false
    }

    /// Draws again what depends on options.
    pub fn redraw_story(&mut self, page: &Page) {
        self.redraw(&mut Story::new(page).nodes());
        if let Ok(Some(root)) = self.column.query_selector("[data-context]") {
            let context = page.context.to_json();
            // The loader tells the islands when it changes.
            if root.get_attribute(Attr::DataContext.name()).as_ref() != Some(&context) {
                let _ = root.set_attribute(Attr::DataContext.name(), &context);
            }
        }
    }

    /// Draws again why there is no story.
    pub fn redraw_failure(&mut self, cause: &Failure) {
        self.redraw(&mut [failure(cause).into()].into_iter());
    }

    fn redraw(&mut self, nodes: &mut dyn Iterator<Item = Node>) {
        let mut found = Vec::new();
        let mut numbering = Numbering::default();
        for node in nodes {
            spoken(node, &mut numbering, &mut found);
        }
        let mut builder = Builder::new(self.document.clone());
        for ((number, before), (_, after)) in self.spoken.iter().zip(&found) {
            if before == after {
                continue;
            }
            let selector = ["[data-say=\"", &decimal(*number), "\"]:not([data-live])"].concat();
            // A frame may have taken its card's place.
            if let Ok(Some(standing)) = self.column.query_selector(&selector) {
                builder.refill(&standing, before, after);
            }
        }
        self.spoken = found;
    }

    /// Where a drawing is made before it takes the place of the one that stands.
    fn canvas(&self) -> Option<DomElement> {
        Builder::new(self.document.clone()).element(&tag("div.embed"))
    }

    /// Puts it in place of what stands there.
    fn put(&self, embed: &DomElement) {
        self.column.set_text_content(None);
        let _ = self.column.append_child(embed);
        self.shadow.set_text_content(None);
        let _ = self.shadow.append_child(&self.column);
    }

    fn append(
        &mut self,
        builder: &mut Builder,
        numbering: &mut Numbering,
        parent: &DomNode,
        node: Node,
    ) {
        builder.append(parent, &node);
        spoken(node, numbering, &mut self.spoken);
    }
}
