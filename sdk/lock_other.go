//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd || windows)

package sdk

import (
	"errors"
	"io/fs"
	"os"
	"time"
)

// lock is a folder's where the system has none that dies with a process: a file that its
// owner touches now and then. One that was not touched for long has lost its owner. Should
// two come to own a folder, a file is still moved by one of them alone, and what both have
// sent is recognised.
type lock struct{ path string }

const stale = 10 * time.Minute

// acquire takes the lock, nil when somebody has it.
func acquire(path string) (*lock, error) {
	info, err := os.Stat(path)
	if err == nil && time.Since(info.ModTime()) < stale {
		return nil, nil
	}
	if err == nil {
		err = os.Remove(path)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &lock{path}, file.Close()
}

// held touches the lock, and tells whether it is still there.
func (l *lock) held() bool {
	now := time.Now()
	return os.Chtimes(l.path, now, now) == nil
}

func (l *lock) release() { _ = os.Remove(l.path) }
