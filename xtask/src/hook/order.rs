//! The order in which files can be named: first what others name, then those others.

use thiserror::Error;

/// Files that name each other in a circle, so that no name can be first.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("these files name each other in a circle, so none can be named by its bytes: {}", .0.join(" → "))]
pub struct Circle(Vec<String>);

/// Sorts `0..names.len()`, where `uses[file]` lists the files that a file names.
pub fn dependencies_first(names: &[&str], uses: &[Vec<usize>]) -> Result<Vec<usize>, Circle> {
    let mut walk = Walk {
        names,
        uses,
        path: Vec::new(),
        order: Vec::new(),
    };
    for file in 0..names.len() {
        walk.visit(file)?;
    }
    Ok(walk.order)
}

struct Walk<'a> {
    names: &'a [&'a str],
    uses: &'a [Vec<usize>],
    /// From the first file to the one that is being looked at.
    path: Vec<usize>,
    order: Vec<usize>,
}

impl Walk<'_> {
    fn visit(&mut self, file: usize) -> Result<(), Circle> {
        if self.order.contains(&file) {
            return Ok(());
        }
        if let Some(start) = self.path.iter().position(|&seen| seen == file) {
            let circle = self.path[start..].iter().chain([&file]);
            return Err(Circle(
                circle.map(|&file| self.names[file].to_owned()).collect(),
            ));
        }
        self.path.push(file);
        for &used in &self.uses[file] {
            self.visit(used)?;
        }
        self.path.pop();
        self.order.push(file);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_named_comes_first() {
        let names = ["index.html", "story.json", "picture.svg"];
        let order = dependencies_first(&names, &[vec![1], vec![2], vec![]]);
        assert_eq!(order, Ok(vec![2, 1, 0]));
    }

    #[test]
    fn a_circle_is_told() {
        let names = ["index.html", "a.json", "b.json"];
        let error = dependencies_first(&names, &[vec![1], vec![2], vec![1]]).unwrap_err();
        assert!(
            error.to_string().ends_with("a.json → b.json → a.json"),
            "{error}"
        );
    }
}
