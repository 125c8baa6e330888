// Package bench measures what the SDK costs a shop, beside what peers cost it: make bench runs
// it and prints ratios with the goals beside them. It is a module of its own, so that no peer
// ever gets into the go.mod of those who use the SDK.
//
// In each benchmark the first case is what the others are held against. A metric that ends
// with -goal is no measurement: it is the most that the ratio of the metric before it may be.
//
// Ours and its peers take turns, dozens to hundreds of them, each a fraction of a millisecond
// to some milliseconds long, and what is reported is the median turn: a busy machine is as busy
// for all, and the ratios of a run stay what they are. The clock is read before and after a
// turn, never between its events, since it costs a good part of what an event does. A turn by
// the processor's clock begins with a heap that was just collected: what is allocated is
// counted, and collecting it, of which the peers cause more, is mostly left out.
//
// All send to transports that answer at once. Ours wants to hear how many events were taken:
// where the clock of the processor runs, it is told without a look into the body.
package bench
