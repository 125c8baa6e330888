//go:build unix

package entrance

import "syscall"

// mostFiles is how many files the process may have open.
func mostFiles() int {
	var limit syscall.Rlimit
	if syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit) != nil {
		return 2 * MostConnections
	}
	return int(min(limit.Cur, 2*MostConnections)) // it is small
}
