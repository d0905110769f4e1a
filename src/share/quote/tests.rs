//! Links to places in texts of many languages.

use super::*;
use crate::url::decode_component;

/// The directive for what stands between square brackets in a text, decoded.
fn written(marked: &str) -> Option<(String, String)> {
    let start = marked.find('[').unwrap();
    let end = marked.find(']').unwrap() - 1;
    let text = marked.replace(['[', ']'], "");
    let quote = Quote::new(&text, start, end)?;
    let directive = quote.directive.clone();
    assert!(directive.is_ascii(), "{directive}");
    Some((quote.words, decode_component(&directive).unwrap()))
}

#[test]
#[allow(clippy::too_many_lines, reason = "a table of cases")]
fn a_link_names_as_much_as_leads_to_its_place() {
    for (marked, words, directive) in [
        // One place.
        (
            "The bridge [opened at half past six] that day.",
            "opened at half past six",
            "opened at half past six",
        ),
        // Halves of words and white space around.
        (
            "The bridge op[ened at half past s]ix that day.",
            "opened at half past six",
            "opened at half past six",
        ),
        (
            "The bridge[ opened at half past six ]that day.",
            "opened at half past six",
            "opened at half past six",
        ),
        (
            "First.\n[\nThe whole of the second paragraph.\n]Third.",
            "The whole of the second paragraph.",
            "The whole of the second paragraph.",
        ),
        // Short quotes take their neighbours along, but only from their own block.
        ("The [bridge] opened.", "bridge", "The-,bridge,-opened"),
        ("[Tide] and time.", "Tide", "Tide,-and"),
        ("One.\n[Tide]\nTwo.", "Tide", "Tide"),
        // What repeats needs more of its neighbours.
        (
            "We saw the old town bridge. They saw [the old town bridge]. Nobody else did.",
            "the old town bridge",
            "saw-,the old town bridge,-. Nobody",
        ),
        (
            "He wrote the harbour master of it. He wrote [the harbour master of it] twice.",
            "the harbour master of it",
            "wrote-,the harbour master of it,-twice",
        ),
        (
            "THE HARBOUR MASTER SPOKE.\nThen [the harbour master spoke].",
            "the harbour master spoke",
            "Then-,the harbour master spoke,-.",
        ),
        (
            "МОСТ ЧЕРЕЗ ЭТУ РЕКУ ОТКРЫТ.\nСегодня [мост через эту реку открыт].",
            "мост через эту реку открыт",
            "Сегодня-,мост через эту реку открыт,-.",
        ),
        // Whole blocks that repeat are told apart by the blocks around them.
        (
            "Who keeps the bridge?\nNobody in particular.\nWho pays?\n[Nobody in particular.]\nEnd.",
            "Nobody in particular.",
            "pays?-,Nobody in particular.,-End",
        ),
        // Across blocks and for long quotes: beginning and end.
        (
            "Before. [One two three four five.\nSix seven eight nine ten] after.",
            "One two three four five.\nSix seven eight nine ten",
            "One two three four,seven eight nine ten",
        ),
        (
            "One [two.\nThree.\nFour] five.",
            "two.\nThree.\nFour",
            "two.,Four",
        ),
        (
            "[The keeper of the bridge has an oil can, a flashlight, a logbook and a chair that somebody gave him] once.",
            "The keeper of the bridge has an oil can, a flashlight, a logbook and a chair that somebody gave him",
            "The keeper of the bridge has an oil can, a flashlight, a logbook and a chair that somebody gave him",
        ),
        (
            "[The keeper of the bridge has an oil can, a flashlight, a logbook and a chair that somebody gave to him] once.",
            "The keeper of the bridge has an oil can, a flashlight, a logbook and a chair that somebody gave to him",
            "The keeper of the,somebody gave to him",
        ),
        // An end that comes too early is made longer.
        (
            "[First of all. The end of it all came soon.\nLast. Not the end of it all] yet.",
            "First of all. The end of it all came soon.\nLast. Not the end of it all",
            "First of all. The end,the end of it all,-yet",
        ),
        // Signs that mean something in a directive.
        (
            "A well-known, well-liked “R&D” & 100 % [half-open, top-down & so on] place.",
            "half-open, top-down & so on",
            "half-open, top-down & so on",
        ),
        // Scripts without spaces, from right to left, with joined characters.
        (
            "橋は六時半に開いた。[橋は六時半に開いた、と彼は言った。]そして閉じた。",
            "橋は六時半に開いた、と彼は言った。",
            "。-,橋は六時半に開いた、と彼は言った。,-そ",
        ),
        (
            "فتح الجسر عند السادسة [والنصف من صباح ذلك] اليوم.",
            "والنصف من صباح ذلك",
            "السادسة-,والنصف من صباح ذلك,-اليوم",
        ),
        (
            "הגשר נפתח [בשעה שש וחצי בבוקר של] אותו יום.",
            "בשעה שש וחצי בבוקר של",
            "בשעה שש וחצי בבוקר של",
        ),
        (
            "Bilden visar [en a\u{30a}ldrig bro över den å som rinner här] nu.",
            "en a\u{30a}ldrig bro över den å som rinner här",
            "en a\u{30a}ldrig bro över den å som rinner här",
        ),
    ] {
        let found = written(marked);
        let expected = Some((words.to_owned(), directive.to_owned()));
        assert_eq!(found, expected, "{marked}");
    }
}

#[test]
fn signs_of_the_directive_itself_are_encoded() {
    let text = "It is half-open, top-down & so on.";
    let quote = Quote::new(text, 6, 33).unwrap();
    let expected = "half%2Dopen%2C%20top%2Ddown%20%26%20so%20on";
    assert_eq!(quote.directive, expected);
    let quote = Quote::new("a-b half-open c-d", 4, 13).unwrap();
    assert_eq!(quote.directive, "b-,half%2Dopen,-c");
}

#[test]
fn where_no_word_is_selected_there_is_no_quote() {
    for marked in ["One[ ]two.", "One.[\n]Two.", "One[]two.", "[]"] {
        assert_eq!(written(marked), None, "{marked}");
    }
    assert_eq!(Quote::new("ä", 1, 2), None, "within a character");
    assert_eq!(Quote::new("a", 0, 9), None, "beyond the text");
}

#[test]
fn a_link_keeps_the_fragment_of_the_original() {
    let quote = Quote::new("Half of the mill stood under water.", 0, 35).unwrap();
    for (original, expected) in [
        (
            "https://news.example/a",
            "https://news.example/a#:~:text=Half",
        ),
        (
            "https://news.example/a#b",
            "https://news.example/a#b:~:text=Half",
        ),
    ] {
        let story = quote.story(("“", "”"), original);
        assert!(story.url.starts_with(expected), "{}", story.url);
        assert_eq!(
            story.title_within(100),
            "“Half of the mill stood under water.”"
        );
        assert_eq!(story.title_within(10), "“Half of…”");
    }
}

#[test]
fn every_part_of_a_text_is_led_to_or_has_a_twin_before_it() {
    let text = "Nobody in particular. Nobody at all.\nWho keeps it? Nobody in particular, and \
        nobody else.\nNobody in particular. Nobody at all.\nThe end of nobody at all is near.\n\
        橋は開いた。橋は閉じた。\nThe end.";
    let folded = small(text);
    for start in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
        for end in (start + 1..=text.len()).filter(|at| text.is_char_boundary(*at)) {
            let Some(quote) = Quote::new(text, start, end) else {
                continue;
            };
            let encoded = quote
                .directive
                .replace("-,", "\u{1}")
                .replace(",-", "\u{2}");
            let (prefix, rest) = encoded.split_once('\u{1}').unwrap_or(("", &encoded));
            let (rest, suffix) = rest.split_once('\u{2}').unwrap_or((rest, ""));
            let (first, last) = rest.split_once(',').unwrap_or((rest, ""));
            let parts = [prefix, first, last, suffix].map(|part| decode_component(part).unwrap());
            let [prefix, begin, stop, suffix] = &parts;
            let read = Directive {
                prefix,
                start: begin,
                end: stop,
                suffix,
            };
            let (from, to) = read
                .place(&folded)
                .unwrap_or_else(|| panic!("{:?}: {} leads nowhere", quote.words, quote.directive));
            let found = folded.get(from..to).unwrap();
            let words = small(&quote.words);
            let first = first_block(&words);
            // What begins in a paragraph that stands twice begins in the first of them, since only
            // words of one paragraph can be named together.
            let is_twin =
                first.len() < words.len() && found.starts_with(first) && found.ends_with(&words);
            assert!(found == words || is_twin, "{}: {found}", quote.directive);
        }
    }
}
