// Package durability proves the promise behind an answer of 200: the events in it are on
// disk. It holds only tests; they run the real program and take it away in two ways.
//
// Killing it (kill -9) shows that nothing waits in the memory of the process. It cannot
// show more: what the process wrote stands in the kernel's page cache and outlives it,
// synced or not, so a program that never syncs passes this test forever.
//
// Cutting the power also takes what no fsync has covered. Tests cannot cut the power of the
// machine they run on, so a layer preloaded into the program (testdata/powercut.c) logs how
// to undo each write, and after a kill the test undoes all that was not synced, which is the
// most that a power cut may take; in other rounds each unsynced write is lost or kept by
// chance, as a disk that reorders its writes may do.
//
// A test that only ever sees nothing lost may be blind. So the same program is built once
// more with one word changed, synchronous=NORMAL where it says FULL, which is the default of
// the SQLite driver, and with that the same test must see acknowledged events lost.
//
// What was acknowledged is kept in a ledger. After a restart everything in it is sent again:
// each event that is there is answered as a duplicate, each lost one as accepted. So the
// proof reads nothing but public answers.
//
// An import of a file is killed as well. It has to go on where it was, and come to the same
// events, orders and refused lines, byte by byte, as one that nothing disturbs.
//
// The other end is killed too: a shop whose SDK keeps on disk what it can't send.
package durability
