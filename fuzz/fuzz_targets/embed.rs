//! Any address of a frame is either not recognised or built anew from an id that its service takes.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/sound/mod.rs"]
mod sound;

fuzz_target!(|address: &str| {
    let escaped = address.replace('&', "&amp;").replace('"', "&quot;");
    sound::read(&["<iframe src=\"", &escaped, "\"></iframe>"].concat());
});
