//go:build linux || darwin || freebsd

package sqlite

import "syscall"

// diskFree is how many bytes an ordinary user may still write to the disk of a folder, -1
// when nobody can tell.
func diskFree(dir string) int64 {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return -1
	}
	return int64(s.Bavail) * int64(s.Bsize) //nolint:unconvert // the fields have other types on other systems
}
