//! What partners paste, with hints that start the downloads before the loader has come. The README shows
//! it to publishers.

use crate::dist::{LOADER, hints};

/// Where the files are, and which story is shown; publishers put their own addresses there.
const FOLDER: &str = "https://news.example/embed/";
const ARTICLE: &str = "https://news.example/wp-json/wp/v2/posts/42?_embed";
const PAGE: &str = "https://news.example/2022/01/story/";

/// The snippet for a site with files of these names.
pub fn snippet(names: &[String]) -> String {
    let hints = hints(FOLDER, names, ARTICLE);
    format!(
        "<div style=\"min-height: 100vh\">\n\
         {hints}\
         <script async src=\"{FOLDER}{LOADER}\"\n  \
           data-article=\"{ARTICLE}\"\n  \
           data-url=\"{PAGE}\"></script>\n\
         <noscript><a href=\"{PAGE}\">Read the story</a></noscript>\n\
         </div>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_shows_it() {
        let names = ["loader-0123456789abcdef.js", "render-0123456789abcdef.wasm"];
        let names = names.map(str::to_owned);
        let snippet = snippet(&names);
        assert!(
            include_str!("../../../README.md").contains(&snippet),
            "{snippet}"
        );
    }
}
