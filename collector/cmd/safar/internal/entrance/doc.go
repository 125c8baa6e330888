// Package entrance is what stands between the network and the collector's handler where the
// program listens by itself: TLS from files, and a bound on connections.
//
// A connection costs memory and a file of the process, and whoever only opens them pays next to
// nothing. Refusing newcomers once there are too many would let the first thousand who say
// nothing keep out everybody else. So room is made for them instead: of the network that holds
// the most connections, the one goes that has waited longest with no request under way. Who
// sends slowly, or many at once, loses to who sends.
package entrance
