//go:build unix

package sqlite

import (
	"errors"
	"fmt"
	"io"
	"os"
	"syscall"
)

// The bytes on which SQLite's connections hold a lock for as long as they are open in WAL
// mode (see os.h of SQLite).
const (
	sharedFirst = 0x40000000 + 2
	sharedSize  = 510
)

// lockFile keeps other processes from opening the database at path until release is called.
// ErrInUse says that one has it open. It opens no database, since that may move the log into
// a file that is to stay as it is.
func lockFile(path string) (release func() error, err error) {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	lock := syscall.Flock_t{Type: syscall.F_WRLCK, Whence: io.SeekStart, Start: sharedFirst, Len: sharedSize}
	err = syscall.FcntlFlock(file.Fd(), syscall.F_SETLK, &lock)
	if errors.Is(err, syscall.EAGAIN) || errors.Is(err, syscall.EACCES) {
		err = fmt.Errorf("%w: another process has %s open", ErrInUse, path)
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file.Close, nil
}
