// Package siege holds tests that come to a collector with bad intent, many at once: bodies that
// inflate to gigabytes, JSON that is made to cost, connections that are opened and left. The
// collector is the real program in a process of its own, whose memory the system counts. What
// measures is held against a server that has none of the bounds, or it would prove nothing.
package siege
