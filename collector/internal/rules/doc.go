// Package rules holds only tests. They answer one question: would anybody notice if a rule
// of the metric definitions were broken?
//
// A journey script (package history) tells a rule as a story with the numbers that follow
// from it by hand. That a script passes shows little by itself: it passes as well when its
// numbers do not depend on the rule at all. So each rule stands here together with a change
// of the product that breaks this one rule and nothing else: thirty-one minutes for thirty,
// "at or before" for "before", the browser's figures before the server's. The change is made
// in a copy of the file, which the compiler is told to read in its place, and the numbers of
// the rule's script have to become wrong. A change that does not compile, or stops a script
// from being played, proves nothing and fails the test.
//
// Most rules are at work in intake and fold, and their scripts are played in memory by
// package rehearsal. Some are the database's: what makes two events one, how the past is seen
// from an instant, which customers have ordered before. Their scripts are played into a
// database file, by a test of this package that plays all of them anyway.
//
// Compiling some hundred variants takes minutes. Only with SAFAR_SOAK in the environment is that
// done (make soak); every run of the tests sees to it that the changes still fit the code, that
// every rule has a script and every script a rule, and that the page of examples made from
// the scripts is fresh.
//
// Some sentences of the definitions are not told by a script, since its grammar or the
// report has no word for them: the correction of a sender's clock and what is finer than a
// millisecond, a site's own domains, gateways and digits of currencies, all but a few
// channels, the rounding of means, the surface of an order, what is
// kept of erased events, and all that stands beside a number, such as its interval. The packages
// that do these things test them.
package rules
