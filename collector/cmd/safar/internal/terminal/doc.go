// Package terminal writes a report for people at a terminal.
//
// It reads the JSON that the report API answers with and nothing else, so that a report over
// the network and one from a folder look alike, and whatever it shows a program can get too.
//
// Honesty decides the layout. A share of fewer than 30 leads with its counts (“3 of 7”), since
// its percentage would pretend to a precision that is not there. A change is called better or
// worse only where the answer says that it is significant; every other change is a number
// without a word. Texts that came in with events, such as a campaign's name, are stripped of
// control characters: a stranger wrote them.
package terminal
