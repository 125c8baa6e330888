//go:build !unix

package entrance

// mostFiles is as many as are wanted: these systems set no bound that could be asked for.
func mostFiles() int { return 2 * MostConnections }
