// Package engine measures the collector from outside: the real program, started as a process of
// its own on a fresh data folder, with events over HTTP and a real disk under it.
//
// How many events a second is a figure of one machine on one afternoon. So beside the collector
// runs the floor (tools/floor), a program of 80 lines that does the least that any collector
// must: decode, write the same columns, sync, answer. Both get the same bytes in turns, round by
// round, and what is compared with a goal is the ratio within a round. It says how much of what
// the machine can do is left after keys, rules, repeats, recognising and all that makes a
// product. Where the floor itself takes fewer than 60,000 events a second in batches of 100, the
// machine was too slow or too busy for the ratio to say anything, and the run says that it is
// invalid.
//
// The other figure that travels is processor time per 100,000 events: of the server's process
// alone, until the last event was answered, and until all of them are in the answers. Without the
// second a collector could put its work off and shine. That the work is done is asked as anybody
// may: a report waits for what was accepted before it, and says "folding" when it gave up
// waiting. While it waits the question costs the server nothing.
//
// A run of which events get lost would be quick. So each one ends by comparing: the answers to the
// sender, the data-quality report and the rows in the file must tell the same number.
//
// Reading is measured on shops of different sizes, all of the same 90 days, which are asked in
// turns: a page whose time grows with the size of the shop reads what it should have summed.
// Ranges are random, so that no answer can be one from before.
package engine
