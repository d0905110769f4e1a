//! What a page does besides deliveries: it looks for what may have arrived before, and for what has come
//! twice, as `islands::comments` does.

use std::collections::BTreeSet;

use super::browser::Tab;
use super::engine::{EDITING, Kind, Stored, Words};
use super::world::World;
use crate::comments::kept::TRAVEL_TIME;

impl World {
    /// She loads the page anew.
    pub fn load(&mut self, tab: usize) {
        let listed = self.engine.stored.iter();
        let listed = listed.filter(|one| !self.engine.holds && one.created >= 0);
        let seen: BTreeSet<_> = listed.map(|one| one.words).collect();
        if self.engine.kind != Kind::CanChange {
            self.storage.own.retain(|(words, _)| !seen.contains(words));
        }
        let recall = |&(words, _): &(Words, i64)| {
            let is_fresh = self.storage.is_fresh(words, self.clock());
            (self.now + if is_fresh { 2 } else { 0 }, words)
        };
        let can_change = self.engine.kind == Kind::CanChange;
        let own = self.storage.own.iter().filter_map(|(_, id)| *id);
        self.tabs[tab] = Tab {
            sending: None,
            recalls: self.storage.doubtful.iter().map(recall).collect(),
            doubles: own
                .filter(|_| can_change)
                .map(|id| (self.now + 2, id))
                .collect(),
            seen,
        };
    }

    /// Looks for what may have arrived before the page was loaded.
    pub fn recall(&mut self, tab: usize) {
        for (due, words) in std::mem::take(&mut self.tabs[tab].recalls) {
            let found = self.engine.find(words, None).map(|found| found.id);
            match found {
                _ if due > self.now => self.tabs[tab].recalls.push((due, words)),
                Some(id) => self.settle(tab, words, Some(id)),
                None if self.storage.is_fresh(words, self.clock()) => {
                    self.tabs[tab].recalls.push((self.now + 2, words));
                }
                None => {}
            }
        }
    }

    /// Takes back what the browser itself has sent twice.
    pub fn take_back(&mut self, tab: usize) {
        for (due, id) in std::mem::take(&mut self.tabs[tab].doubles) {
            if due > self.now {
                self.tabs[tab].doubles.push((due, id));
                continue;
            }
            let now = self.now;
            let is_hers = |one: &Stored| one.has_leave && now - one.created < EDITING;
            if !self.engine.by_id(id).is_some_and(|one| is_hers(one)) {
                continue;
            }
            if let Some((created, other)) = self.engine.double_of(id)
                && other.created.abs_diff(created) < TRAVEL_TIME.unsigned_abs()
            {
                let (words, kept) = (other.words, other.id);
                self.engine.stored.retain(|one| one.id != id);
                self.storage.own.retain(|(_, own)| *own != Some(id));
                self.storage.own.push((words, Some(kept)));
            }
        }
    }
}
