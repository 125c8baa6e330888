// Package metric says what is measured, and turns sums into answers.
//
// A metric is data: a literal in the catalogue that names what is counted (a measure over
// one kind of fact), what it is divided by, which properties may split it, and what it is
// called. The report API, the terminal, exports, the documentation and the tests all read
// the same literals, so a number cannot be defined twice.
//
// A store knows nothing of metrics. It is asked for measures over buckets of time, split
// by one dimension at most, and gives back whole numbers. Facts, fields, predicates and
// dimensions are closed lists of constants which a store maps to its own columns: nothing
// that a reader sends can become part of a statement, and a second store has to know this
// list and no more.
//
// Everything from there on happens here, once for all stores:
//
//   - A range of dates in a zone becomes instants. Days are dates of the site's calendar
//     and between 23 and 25 hours long; nothing here adds 24 hours to get to the next.
//     Months are those of the Gregorian, the Persian or the Islamic calendar.
//   - A value is divided in one place and never clamped. What can't be divided is no
//     number, not zero. A part that exceeds its whole is called suspect and kept as it is.
//   - Money stays in whole minor units and is divided exactly. Currencies are not added:
//     the site's leads, others stand beside it.
//   - A value comes with its 95% interval: Wilson's for proportions, that of a multinomial
//     draw for the net promoter score, the normal one for means; counts have none. A
//     change is called significant only when the interval of the difference excludes zero:
//     Newcombe's, the normal one, and Welch's.
//
// The package is a function of its arguments: it reads no clock, and the past that it
// describes is the one seen from the request's instant.
package metric
