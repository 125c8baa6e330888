// Package notebook keeps what a merchant writes down about a shop beside its events: what
// metrics and touchpoints are to come to, how touchpoints are called and which stage they
// belong to, groups of customers to look at, what was changed when, and what visitors are asked.
//
// None of it is an event and no number depends on it, but for one thing: the stage that is
// given to a touchpoint holds for the events there, so the store folds them anew.
//
// Whoever writes, at a page or in a terminal, comes through here, so both are told the same
// when something cannot be written: an *EntryError, which names the field and the remedy.
// Every entry belongs to one site; one of another site is as good as none.
package notebook
