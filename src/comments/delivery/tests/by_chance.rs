//! By chance: whatever happens, each comment is in its engine once in the end, or still with its reader.

use proptest::collection::vec;
use proptest::prelude::*;

use super::config;
use super::engine::{Engine, Kind, Words};
use super::line::{Fault, faults};
use super::world::{CHANGED, World};
use crate::comments::Refusal;

/// What the reader does.
#[derive(Clone, Debug)]
enum Move {
    /// She sends these words, in this tab; nobody can have written them so soon, for so many seconds.
    Send(usize, Words, u32),
    /// She changes these words, once she knows that they have arrived.
    Change(usize, Words),
    /// She writes on while they wait.
    WriteOn(usize),
    /// She loads the page anew.
    Load(usize),
    /// So many seconds pass.
    Pass(u8),
    /// The browser's clock is put on or back.
    PutClock(i64),
}

/// How many tabs she has.
const TABS: usize = 2;

/// How many comments she writes at most.
const COMMENTS: Words = 3;

#[derive(Clone, Debug)]
struct Plan {
    engine: Engine,
    said_before: bool,
    skew: i64,
    moves: Vec<Move>,
    faults: Vec<Fault>,
    looks: Vec<Option<u8>>,
}

fn moves(kind: Kind) -> impl Strategy<Value = Move> {
    let tab = || 0..TABS;
    let words = || 0..COMMENTS;
    // Only what the engine says of the same words does not depend on clocks.
    let jumps = if kind == Kind::TellsDuplicates {
        -1000..1000_i64
    } else {
        0..1
    };
    prop_oneof![
        6 => (tab(), words(), 0..3_u32).prop_map(|(tab, words, delay)| Move::Send(tab, words, delay)),
        2 => (tab(), words()).prop_map(|(tab, words)| Move::Change(tab, words)),
        1 => tab().prop_map(Move::WriteOn),
        3 => tab().prop_map(Move::Load),
        6 => (0..30_u8).prop_map(Move::Pass),
        1 => jumps.prop_map(Move::PutClock),
    ]
}

fn plans(kind: Kind) -> impl Strategy<Value = Plan> {
    let tells = kind == Kind::TellsDuplicates;
    let engine = (any::<bool>(), any::<bool>()).prop_map(move |(holds, counts_first)| Engine {
        kind,
        // What is held and cannot be told is known to come twice, if its reader wants that.
        holds: holds && tells,
        counts_first,
        stored: Vec::new(),
        given: 0,
    });
    let skew = proptest::sample::select(vec![0, 3, -3, 400, -400, 31_536_000, -31_536_000]);
    let looks = proptest::option::weighted(0.8, 0..3_u8);
    (
        engine,
        any::<bool>(),
        skew,
        vec(moves(kind), 1..25),
        vec(faults(kind), 0..12),
        vec(looks, 0..12),
    )
        .prop_map(move |(engine, said, skew, moves, faults, looks)| Plan {
            engine,
            said_before: said && tells,
            skew,
            moves,
            faults,
            looks,
        })
}

/// Nothing takes longer than so many seconds: five attempts, each of which waits for the engine and for an
/// answer that does not come, while the other tab goes on.
const PATIENCE: u32 = 5 * (61 + 15 + 3);

impl Plan {
    fn begin(&self) -> World {
        let mut engine = self.engine.clone();
        if self.said_before {
            engine.store(0, -31_536_000);
        }
        let mut world = World::new(engine, TABS);
        world.skew = self.skew;
        world.faults.extend(self.faults.iter().cloned());
        world.looks.extend(&self.looks);
        world
    }

    fn play(&self) -> World {
        let mut world = self.begin();
        for one in &self.moves {
            match *one {
                Move::Send(tab, words, delay) => world.send(tab, words, None, delay),
                Move::Change(tab, words) => change(&mut world, tab, words),
                Move::WriteOn(tab) => {
                    if let Some(sending) = &mut world.tabs[tab].sending {
                        sending.is_stopped = true;
                    }
                }
                Move::Load(tab) => world.load(tab),
                Move::Pass(seconds) => (0..seconds).for_each(|_| world.pass()),
                Move::PutClock(seconds) => world.skew += seconds,
            }
        }
        until_quiet(&mut world);
        world
    }
}

fn change(world: &mut World, tab: usize, words: Words) {
    let is_looked_through = world.tabs.iter().any(|tab| !tab.doubles.is_empty());
    if world.engine.kind != Kind::CanChange || !world.done.contains(&words) || is_looked_through {
        return;
    }
    let found = world.engine.find(words, None).filter(|one| one.has_leave);
    if let Some(id) = found.map(|one| one.id) {
        world.send(tab, words + CHANGED, Some(id), 0);
    }
}

fn until_quiet(world: &mut World) {
    for _ in 0..PATIENCE {
        if world.is_quiet() {
            return;
        }
        world.pass();
    }
    panic!("it does not end: {world:?}");
}

/// She comes back where nothing goes wrong any more, and sends what is still in the form.
fn bring_home(world: &mut World) {
    world.faults.clear();
    world.looks.clear();
    for _ in 0..4 {
        world.load(0);
        world.load(1);
        until_quiet(world);
        for words in world.storage.drafts.clone() {
            if words >= CHANGED {
                change(world, 0, words - CHANGED);
            } else {
                world.send(0, words, None, 0);
            }
            until_quiet(world);
            // She looks, and finds it.
            let is_told = world.refusals.last() == Some(&(words, Refusal::Duplicate));
            if is_told && world.engine.count(words) > 0 {
                world.storage.drafts.remove(&words);
            }
        }
        (0..20).for_each(|_| world.pass());
    }
}

fn check(plan: &Plan) {
    let mut world = plan.play();
    bring_home(&mut world);
    for &words in world.begun.iter().filter(|words| **words < CHANGED) {
        let change = words + CHANGED;
        let times = world.engine.count(words) + world.engine.count(change);
        assert_eq!(times, 1, "{words} is there {times} times: {world:?}");
        assert!(
            !world.storage.drafts.contains(&words),
            "{words} is asked for: {world:?}"
        );
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn an_engine_that_tells_duplicates_has_each_comment_once(plan in plans(Kind::TellsDuplicates)) {
        check(&plan);
    }

    #[test]
    fn an_engine_that_takes_the_same_words_again_has_each_comment_once(plan in plans(Kind::TakesAll)) {
        check(&plan);
    }

    #[test]
    fn an_engine_that_lets_comments_be_changed_has_each_once(plan in plans(Kind::CanChange)) {
        check(&plan);
    }
}
