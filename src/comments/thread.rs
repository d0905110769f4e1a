//! Threads made from a flat list.

use super::{Comment, Order};

/// Replies deeper than this stand beside the comment that they reply to and name it.
pub const DEPTH_LIMIT: usize = 4;

/// A comment with its replies.
#[derive(Clone, Debug, PartialEq)]
pub struct Node<'a> {
    /// The comment.
    pub comment: &'a Comment,
    /// Replies, oldest first.
    pub replies: Vec<Node<'a>>,
    /// The comment that this replies to, where the page does not show it by nesting.
    pub in_reply_to: Option<&'a Comment>,
}

/// Threads, in the order in which their first comments stand. A reply whose parent is not in the
/// list, or stands in a circle of replies, is shown at top level: no comment is ever left out.
#[must_use]
pub fn threads<'a>(comments: &[&'a Comment], order: Order) -> Vec<Node<'a>> {
    // By their ids, so that each parent is found without looking through all.
    let mut by_id: Vec<usize> = (0..comments.len()).collect();
    by_id.sort_unstable_by(|one, other| comments[*one].id.cmp(&comments[*other].id));
    let parents: Vec<Option<usize>> = comments
        .iter()
        .map(|comment| {
            let parent = comment.parent.as_ref()?;
            let found = by_id.binary_search_by(|other| comments[*other].id.cmp(parent));
            Some(by_id[found.ok()?])
        })
        .collect();
    let mut children = vec![Vec::new(); comments.len()];
    let mut roots = Vec::new();
    for index in 0..comments.len() {
        match parents[index] {
            // Who replies to what stands before goes in no circle.
            Some(parent) if parent < index || !leads_to(&parents, parent, index) => {
                children[parent].push(index);
            }
            _ => roots.push(index),
        }
    }
    if order == Order::Newest {
        roots.reverse();
    }
    nodes(comments, &children, &roots, 1)
}

/// Whether following the parents from `start` comes by `wanted`.
fn leads_to(parents: &[Option<usize>], start: usize, wanted: usize) -> bool {
    let mut place = Some(start);
    for _ in 0..=parents.len() {
        match place {
            None => return false,
            Some(index) if index == wanted => return true,
            Some(index) => place = parents[index],
        }
    }
    // A circle further up: its own members are the ones at top level.
    false
}

fn nodes<'a>(
    comments: &[&'a Comment],
    children: &[Vec<usize>],
    indices: &[usize],
    depth: usize,
) -> Vec<Node<'a>> {
    let mut nodes = Vec::new();
    for &index in indices {
        let is_deepest = depth == DEPTH_LIMIT;
        nodes.push(Node {
            comment: comments[index],
            replies: if is_deepest {
                Vec::new()
            } else {
                self::nodes(comments, children, &children[index], depth + 1)
            },
            in_reply_to: None,
        });
        if is_deepest {
            flatten(comments, children, index, &mut nodes);
        }
    }
    nodes
}

/// Adds the replies to a comment that stands too deep to nest them, in reading order.
fn flatten<'a>(
    comments: &[&'a Comment],
    children: &[Vec<usize>],
    index: usize,
    nodes: &mut Vec<Node<'a>>,
) {
    let replies = |index: usize| {
        children[index]
            .iter()
            .rev()
            .map(move |&child| (child, index))
    };
    let mut waiting: Vec<_> = replies(index).collect();
    while let Some((child, parent)) = waiting.pop() {
        nodes.push(Node {
            comment: comments[child],
            replies: Vec::new(),
            in_reply_to: Some(comments[parent]),
        });
        waiting.extend(replies(child));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comments::State;

    fn comment(id: &str, parent: Option<&str>) -> Comment {
        Comment {
            id: id.into(),
            parent: parent.map(str::to_owned),
            author: id.to_uppercase(),
            author_url: None,
            body: Vec::new(),
            created: None,
            state: State::Published,
            by_publisher: false,
            permalink: None,
            source: None,
            edited: None,
            folded: None,
        }
    }

    fn outline(nodes: &[Node]) -> String {
        nodes
            .iter()
            .map(|node| {
                let to = node
                    .in_reply_to
                    .map(|to| format!("@{}", to.author))
                    .unwrap_or_default();
                let replies = if node.replies.is_empty() {
                    String::new()
                } else {
                    format!("({})", outline(&node.replies))
                };
                format!("{}{to}{replies}", node.comment.id)
            })
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn threads_are_built_and_nothing_is_left_out() {
        for (list, expected) in [
            (
                vec![("a", None), ("b", Some("a")), ("c", None), ("d", Some("b"))],
                "a(b(d)) c",
            ),
            (vec![("a", Some("gone")), ("b", Some("a"))], "a(b)"),
            (vec![("b", Some("a")), ("a", None)], "a(b)"),
            (vec![("a", Some("a"))], "a"),
            (
                vec![("a", Some("b")), ("b", Some("a")), ("c", Some("a"))],
                "a(b c)",
            ),
            (
                vec![
                    ("a", None),
                    ("b", Some("a")),
                    ("c", Some("b")),
                    ("d", Some("c")),
                    ("e", Some("d")),
                    ("f", Some("e")),
                    ("g", Some("d")),
                    ("h", Some("c")),
                ],
                "a(b(c(d e@D f@E g@D h)))",
            ),
        ] {
            let comments: Vec<_> = list
                .iter()
                .map(|(id, parent)| comment(id, *parent))
                .collect();
            let comments: Vec<_> = comments.iter().collect();
            assert_eq!(outline(&threads(&comments, Order::Oldest)), expected);
        }
    }
}
