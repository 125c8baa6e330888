// Package history holds whole histories of a shop's events for tests: written by hand, made
// up by a hostile generator, and shrunk to the few events that show a fault. The same
// history goes to the oracle and through the collector, and both must answer alike.
//
// # Journey scripts
//
// A file testdata/*.journey is one rule of the metric definitions, told as a story that a
// merchant can follow, and the numbers that follow from it by hand:
//
//	# A gap of exactly thirty minutes continues the visit.
//	site timezone=Europe/London currency=GBP
//	2026-03-01 10:00:00  browser v1 page_view url=/ ref=https://www.google.com/
//	+30m                 browser v1 view_item
//	+30m0.001s           server  -  purchase customer=C1 tx=T1 value=12.50GBP
//	---
//	range 2026-03-01 2026-03-01 as_of=2026-03-05
//	sessions 1
//	engagement_rate 1/1
//	revenue 12.50 GBP
//	sessions[channel=direct] 0
//
// Lines beginning with # are comments; those at the top say what the story shows. The line
// "site" may name orders=server, trust_browsers=true, cart_window=48h and the stages that the
// merchant gave to touchpoints (stages=banner:purchase,till:return) besides the zone and the
// currency.
//
// A step is a time, a sender (browser or server), a visitor ("-" for none), the event's name
// and facts as key=value. Its time is a date and a time of day in the site's zone, with an
// offset where the clock shows an hour twice (01:30:00+00:00), or how long after or before
// the step above: +30m, -2d1h, +1.5s. Steps arrive in the order in which they are written.
//
//	id=           defaults to e001, e002, ... by the step's place
//	customer=  cart=  checkout=  touchpoint=  surface=  consent=  title=
//	url=  ref=    the page; url=/p/1 is a page of the shop; ref= is the page before
//	ip=  ua=      whose request it was: for browsers 203.0.113.1 and desktop when not said,
//	              for servers no one's unless one of them is said. ua is one of desktop,
//	              mobile, tablet, robot, or an agent in quotes
//	tx=  value=   transaction_id, and value with its currency: 12.50GBP
//	others        are parameters: JSON where it is JSON, else text. params.url= is for a
//	              parameter whose key has another meaning above
//
// Consent is full for a browser's step with a visitor or a customer, and not stated in all
// others, unless consent= says something else; "consent=" alone states none.
//
// The line "again" sends the step above once more, unchanged; "again e003" the last one of
// that id.
//
// After --- stand the questions. "range" is from and to, with as_of= (a date, its first
// instant; or an RFC 3339 time; 400 days after the range when not said) and filter=, as in
// the report API (filter=device:mobile|tablet, filter=channel:!direct), and where channels and
// cohorts are asked about, window=30 (days), cohorts=week, calendar=persian and week_start=sat.
// What holds a space stands in quotes: filter="source:(not set)". Then a metric a line:
// a count, a numerator/denominator, money with its currency; pending=2; in brackets a group
// ([channel=direct]) or a day of the series ([2026-03-01]). Time on site is in milliseconds.
// What is not stated is not checked. Words with a dot in them ask for what the funnel, the
// report of friction, touchpoints, states of mind, products, channels and cohorts count, over
// the whole range alone: reached.add_to_cart, leading.unknown; package rehearsal lists them.
//
// # Clocks
//
// A browser's events are refused when they are a day old. What drives a collector with a
// history moves its clock along, so that every step arrives soon after its own time, or lets
// it in as an import. No generated event lies after Now.
package history
