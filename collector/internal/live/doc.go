// Package live lets many people look at what happens in a shop right now, at the price of one.
//
// A view of this minute must neither cost what a report costs nor hold back the taking of
// events. So there is one question every three seconds for a site, whoever listens, and none
// when nobody does; and it asks only for what was accepted since the last one. Window keeps
// what follows from the half hour before: when each visitor was last seen and where, how many
// events each second had, and the latest few. That is small, whatever the traffic, and it is
// forgotten with the last listener.
//
// Hub hands the answers out. A listener that is not ready for one misses it and gets the next:
// who reads slowly holds nobody back. Listeners are counted, and who comes when there are too
// many is told so.
//
// The package knows no HTTP and no SQL.
package live
