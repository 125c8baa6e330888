// Command testcount runs go test and closes with what ran: how many tests passed, failed
// and were skipped, with the reason of each skip and the whole output of each failure.
//
// A green line from go test says nothing of what it left out: a test that skips for want
// of data or a compiler looks like one that passed, and a run that matched no test at all
// succeeds. Here skips are printed and counted, and a run without a test fails.
//
// A test with subtests is counted through them and not once more itself.
//
// When the environment's SAFAR_REQUIRE lists the word "all", a skipped test fails the run:
// that is for machines that have everything. Tests that leave themselves to make soak, and
// say so, lack nothing and may be skipped there too.
//
// A module within this one is no part of its packages: -also DIR runs the same in there too,
// and all runs are counted as one.
//
// -first PACKAGE names packages of this module that begin before the others: those that take the
// longest, lest one of them is left to run alone in the end.
//
// Usage: testcount [-also DIR]... [-first PACKAGE]... [go test flags and packages]
package main
