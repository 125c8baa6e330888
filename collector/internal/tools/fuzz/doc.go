// Command fuzz runs the fuzz targets of modules one after the other, each for a given time, and
// prints a table of what came of them. It finds targets in the sources, so that one that was
// written yesterday is run tonight and nobody has to list it; go test takes only one at a time.
//
// An input that makes a target fail is written by go test into testdata/fuzz beside the target,
// where every later go test runs it: committing it makes the regression test. What else is found
// worth keeping stays in the cache of go build and is where the next run goes on from; -keep
// copies some of it into testdata/fuzz, so that those who come after begin there too.
//
// Usage: fuzz [-time 5m] [-only REGEXP] [-keep N] MODULE..., where each MODULE is the folder of
// one.
package main
