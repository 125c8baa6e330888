//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package sdk

import (
	"errors"
	"os"
	"syscall"
)

// lock is a folder's, held by an open file: the kernel gives it back when the process ends.
type lock struct{ file *os.File }

// acquire takes the lock, nil when somebody has it.
func acquire(path string) (*lock, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	switch {
	case err == nil:
		return &lock{file}, nil
	case errors.Is(err, syscall.EWOULDBLOCK):
		err = nil
	}
	file.Close()
	return nil, err
}

// held tells whether the lock still is one for others: not when its file was removed.
func (l *lock) held() bool {
	there, err := os.Stat(l.file.Name())
	if err != nil {
		return false
	}
	here, err := l.file.Stat()
	return err == nil && os.SameFile(here, there)
}

func (l *lock) release() { l.file.Close() }
