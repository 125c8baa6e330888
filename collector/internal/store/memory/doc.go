// Package memory answers queries from events held in memory, for tests: it folds them all
// for each instant that is asked about and counts without an index or a statement. What it says is what
// every other store must say.
package memory
