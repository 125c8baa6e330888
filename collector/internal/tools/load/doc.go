// Package load sends a collector what a shop sends, as fast as it is taken or at a given rate,
// and tells what came of it. Benchmarks, overload tests and soaks share it.
//
// What is sent are the shoppers of collector/internal/demo: visits with their pages, referrers,
// campaigns and products, by browsers in their shares, by people who come again, with the few
// that order and the many that do not. So the mix of names is not a table of weights that
// somebody found plausible; it follows from what shoppers do, robots included, and Mix counts
// it, so that whoever publishes a figure can publish with it what it was taken with. All of it
// is told by the shop's server, which names the browser behind a page: a collector has to
// recognise the agent, the referrer and the visitor of each.
//
// Ids are those of UUID version 7, as our clients make them, or of version 4, as others do;
// they matter to whatever looks for repeats. The same Config makes the same bytes.
//
// What is sent is made before the clock starts. The generator runs beside the server, usually
// on the same processors, and what it spends is taken from the server: making a request costs
// as much as answering one. For the same reason Run speaks HTTP over connections of its own and
// not by an http.Client, which would spend more than the server does on a single event.
//
// A closed loop (Plan.Rate 0) asks how much is taken: each connection sends its next request
// when it has the answer to the last. An open loop sends at a rate whatever the answers are, as
// shoppers do, and counts a request's time from the instant at which it was due: a server that
// stops for a second has kept a second's requests waiting, not one per connection.
package load
