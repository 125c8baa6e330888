// Command bench runs benchmarks and prints each case as a ratio to the first case of its
// benchmark: requests while the collector hangs against requests without one, say.
//
// Nanoseconds say something about one machine on one afternoon, and a test that fails on them
// fails when the machine is busy. Ratios within a run say something about the code. So nothing
// here passes or fails by a time; the table is to be read.
//
// The benchmarks run in rounds, each with one go of every case, since a machine that is busy
// for a while would otherwise be busy for one case alone. A ratio is the median of the ratios
// within each round, and what follows it is how far the rounds lie from it at most: 1.04 ±0.20
// is no difference. Values are medians over the rounds.
//
// Which case the others are held against is decided by the benchmark: it is the sub-benchmark
// that comes first. Benchmarks without sub-benchmarks are printed without ratios.
//
// A benchmark may report a goal for a metric, by another one whose name ends with -goal: the
// most that the case's ratio may be, or the figure itself where there are no cases. It is printed
// beside, and judged by the reader.
//
// With the word engine it measures the collector itself, from outside: the real program over
// HTTP, beside a floor that does the least. See package tools/engine.
//
// Usage: bench [-rounds N] [-benchtime D] [-benchmem=false] [-C folder] packages
//
//	bench engine [-short] [-events 100000,1000000,10000000] [-write PAGE] ...
package main
