// Package monitor counts what a collector does, for whoever keeps it running, and writes the
// counts in the text format of Prometheus.
//
// Each Monitor has a registry of its own, so that a shop's process that holds a collector can
// have metrics of its own beside it. Counts are added where things happen; what can be asked
// (how long the queue is, how far folding is behind) is asked when somebody looks, and costs
// nothing while nobody does.
//
// A label never holds what a sender wrote: routes are those of the registry, codes and methods
// those of the contract. So the number of series has a bound, and nobody can be found in them.
package monitor
