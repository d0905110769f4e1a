//! Prints the JSON Schema of the project's own article document; `cargo xtask schema` keeps it.

fn main() {
    #[cfg(not(target_arch = "wasm32"))]
    print!(
        "{}",
        article_embed::formats::document::written::schema::text()
    );
}
