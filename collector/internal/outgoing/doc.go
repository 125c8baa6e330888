// Package outgoing asks other machines over HTTP on behalf of whoever named them.
//
// An address that somebody else wrote, in a page or in a form, must not make the collector
// speak to what only the collector can reach: its own machine, the network it stands in, the
// metadata service of a cloud. A name says nothing about that, and one that was looked up a
// moment ago may be answered otherwise now. So what is checked is the address that a connection
// is about to be made to, each time, after the name was resolved and before the first packet.
// There is no second door: no redirect is followed, no proxy of the environment is asked, and
// an answer is bounded in bytes and in time.
//
// All of the collector's code that speaks HTTP to the outside does it here; a test of the plan
// of the house says so.
package outgoing
