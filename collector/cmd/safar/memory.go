package main

import (
	"os"
	"runtime/debug"
)

const (
	// garbagePercent is how much garbage may be made beside what is in use, in percent, until
	// it is looked for. What a collector has in use is small, and looking for garbage twice as
	// seldom as Go does saves a tenth of the processor.
	garbagePercent = 200
	// softMemory is, in bytes, up to where that holds: beyond it garbage is looked for more
	// often. SQLite's pages are not in it.
	softMemory = 160 << 20
)

// tuneMemory sets how much memory may be spent to save processor time, unless the environment
// says it, and gives back what making ready has left: patterns are compiled from long texts.
func tuneMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbagePercent)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(softMemory)
	}
	debug.FreeOSMemory()
}
