//! A story as Yew draws it: the tree of [`crate::render`], with empty places for the islands.

use std::rc::Rc;

use yew::{Component, Context, Html, Properties};

use crate::islands::live_tag::{component, list, vnode};
use crate::markup::{Attr, Node, Tag, tag};
use crate::render::places::Place;
use crate::render::{self, Page, Story};

/// So many portions of a story are drawn in one go; the page stands still meanwhile.
pub const PORTIONS_AT_ONCE: usize = 2;

/// A story that has been made into a tree.
pub struct Drawn {
    /// What the islands are told.
    pub context: render::Context,
    /// The address that is shared.
    pub shared: String,
    root: Tag,
    head: Node,
    text: Tag,
    portions: Vec<Rc<Node>>,
    foot: Node,
    after: Node,
}

impl Drawn {
    /// Makes a story into a tree.
    pub fn new(page: &Page) -> Self {
        let story = Story::new(page);
        let (root, head, text) = (story.root(), story.head(), story.text());
        let portions = story.portions().map(Rc::new).collect();
        Self {
            context: page.context.clone(),
            shared: page.shared.url.clone(),
            root,
            head,
            text,
            portions,
            foot: emptied(story.foot()),
            after: emptied(story.below()),
        }
    }

    /// How many portions the text has.
    pub fn portions(&self) -> usize {
        self.portions.len()
    }

    /// The story with this key and so many portions. What stands below comes with the last one.
    pub fn view(&self, key: &str, portions: usize) -> Html {
        let shown = self.portions.iter().take(portions).enumerate();
        let shown = shown.map(|(number, node)| {
            let node = node.clone();
            component::<Portion>(&number.to_string(), PortionProps { node })
        });
        let text = self.text.clone().live().child(list(shown.collect()));
        let is_whole = portions >= self.portions.len();
        let article = self.root.clone().live().key(key);
        let article = article.child(self.head.clone()).child(text);
        let article = article.child(is_whole.then(|| self.foot.clone()));
        tag("div.embed")
            .live()
            .key("story")
            .child(article)
            .child(is_whole.then(|| self.after.clone()))
            .into()
    }
}

/// The places that the islands take have nothing in them, which Yew would take for its own.
fn emptied(node: Node) -> Node {
    match node {
        Node::Text(_) => node,
        Node::List(nodes) => Node::List(nodes.into_iter().map(emptied).collect()),
        Node::Element(tag) => match taken_place(&tag) {
            Some(place) => self::tag("div").set(Attr::DataPlace, place.name()).into(),
            None => tag.into(),
        },
    }
}

/// The place that an element is, if it is one that the islands take.
fn taken_place(tag: &Tag) -> Option<Place> {
    let attributes = &tag.element().attributes;
    let (_, name) = attributes
        .iter()
        .find(|(name, _)| *name == Attr::DataPlace)?;
    let places = [Place::Share, Place::Quote, Place::Lightbox, Place::Comments];
    places.into_iter().find(|place| *name == place.name())
}

/// A portion of a text. Yew leaves it alone as long as it is the same.
struct Portion;

#[derive(Properties)]
struct PortionProps {
    node: Rc<Node>,
}

impl PartialEq for PortionProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.node, &other.node) || self.node == other.node
    }
}

impl Component for Portion {
    type Message = ();
    type Properties = PortionProps;

    fn create(_: &Context<Self>) -> Self {
        Self
    }

    fn view(&self, context: &Context<Self>) -> Html {
        vnode((*context.props().node).clone())
    }
}
