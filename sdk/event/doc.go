// Package event is the contract between those who send events and those who collect them:
// what an event may say, in Go types and in JSON, and which rules it has to keep.
//
// A body is read in three steps, each of which costs no more than what is wrong in it.
// DecodeBatch refuses a body that is no batch. Decode refuses one event whose JSON has the
// wrong types, Validate one that breaks a rule; its neighbours are kept. Nothing here looks
// at a clock, a setting or another event: the same event gets the same answer everywhere,
// in a browser's test as well as in the collector. Whether a time is too old, what consent
// takes away and who a visitor is are the collector's to decide.
//
// Numbers keep the text they were written with. Money is read from that text into whole
// minor units by ParseAmount, so that ten payments of 0.10 are exactly 1.00; no float is
// ever involved. Digits that are not ASCII are refused rather than guessed at, with a
// message that says so, since a shop that sends them will send them in every order.
//
// The vocabulary is data: Names tells the stage, the friction and the params of every
// event name, and Validate, StageOf and Reason read the same table. A name outside of it
// is a custom event, whose params are free; it is never an error, because a shop knows
// best what happens in it. Within the vocabulary the rules are strict where a wrong value
// would make a number wrong (money, counts, scores, ids of orders) and silent elsewhere:
// an event refused is a fact lost.
//
// The package imports the standard library alone, since every shop that sends events
// compiles it in. Its testdata is read by the tests of other languages too.
package event
