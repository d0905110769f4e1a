//! Any HTML is read to its end, and nothing that comes out of it is unsound.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/sound/mod.rs"]
mod sound;

fuzz_target!(|html: &str| {
    sound::read(html);
});
