//! The levels of a story's sub-headings: the order in which they stand counts, not the numbers that the
//! publisher's page has for them.

use super::Block;

/// Gives sub-headings levels without gaps, the first that a story uses right under its headline (WCAG 1.3.1;
/// axe's `heading-order`).
pub fn renumber(body: &mut [Block]) {
    below(body, &mut Vec::new());
}

/// `above` has the levels, as the source has them, of the sub-headings that the next block stands under.
fn below(body: &mut [Block], above: &mut Vec<u8>) {
    for block in body {
        if let Block::Heading { level, .. } = block {
            while above.last().is_some_and(|last| last >= level) {
                above.pop();
            }
            above.push(*level);
            // There are six levels at most in HTML, so no more than so many are above.
            *level = u8::try_from(above.len() + 1).unwrap_or(6).min(6);
        }
        block.each_body(&mut |body| below(body, above));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(body: &mut [Block], found: &mut Vec<u8>) {
        for block in body {
            if let Block::Heading { level, .. } = block {
                found.push(*level);
            }
            block.each_body(&mut |body| levels(body, found));
        }
    }

    #[test]
    fn levels_have_no_gaps_and_begin_under_the_headline() {
        for (source, expected) in [
            ([3, 3, 4].as_slice(), [2, 2, 3].as_slice()),
            (&[2, 4, 6, 3, 2], &[2, 3, 4, 3, 2]),
            (&[4, 2, 5, 3], &[2, 2, 3, 3]),
            (&[6], &[2]),
            (&[2, 3, 4, 5, 6, 6], &[2, 3, 4, 5, 6, 6]),
        ] {
            let heading = |level: &u8| Block::Heading {
                level: *level,
                content: Vec::new(),
            };
            let mut body: Vec<_> = source.iter().map(heading).collect();
            // Where a sub-heading stands does not matter.
            let last = body.pop().into_iter().collect();
            body.push(Block::Aside(last));
            renumber(&mut body);
            let mut found = Vec::new();
            levels(&mut body, &mut found);
            assert_eq!(found, expected, "{source:?}");
        }
    }
}
