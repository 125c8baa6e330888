package sdk

import (
	"errors"
	"os"
	"syscall"
)

// lock is a folder's, held by a file that nobody else can open meanwhile: the system gives
// it back when the process ends.
type lock struct {
	path   string
	handle syscall.Handle
}

const errorSharingViolation = syscall.Errno(32)

// acquire takes the lock, nil when somebody has it.
func acquire(path string) (*lock, error) {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	const shareNothing = 0
	handle, err := syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE, shareNothing, nil,
		syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	switch {
	case err == nil:
		return &lock{path, handle}, nil
	case errors.Is(err, errorSharingViolation):
		return nil, nil
	}
	return nil, &os.PathError{Op: "open", Path: path, Err: err}
}

// held tells whether the lock's file is still there. While it is open it can't be removed.
func (l *lock) held() bool {
	_, err := os.Stat(l.path)
	return !os.IsNotExist(err)
}

func (l *lock) release() { _ = syscall.CloseHandle(l.handle) }
