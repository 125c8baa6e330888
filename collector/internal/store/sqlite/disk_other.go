//go:build !linux && !darwin && !freebsd

package sqlite

// diskFree is not known here.
func diskFree(string) int64 { return -1 }
