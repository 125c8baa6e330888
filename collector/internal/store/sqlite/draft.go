package sqlite

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// draft is a file that has a name of its own until it is complete, so that nothing which
// was given up, by a full disk or a kill, can be taken for the whole.
type draft struct {
	path string // of the draft
	to   string // what it is to be called
}

// newDraft makes an empty file, which only its owner may read, beside the one that it is to
// become.
func newDraft(to string) (*draft, error) {
	file, err := os.CreateTemp(filepath.Dir(to), filepath.Base(to)+".partial-*")
	if err != nil {
		return nil, err
	}
	return &draft{file.Name(), to}, file.Close()
}

// publish gives the draft its name once its bytes are on the disk.
func (d *draft) publish() error {
	file, err := os.OpenFile(d.path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	if err := errors.Join(file.Sync(), file.Close()); err != nil {
		return err
	}
	if err := os.Rename(d.path, d.to); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(d.to))
}

// discard removes what publish has not given its name.
func (d *draft) discard() error {
	err := os.Remove(d.path)
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	for _, suffix := range besides {
		if beside := os.Remove(d.path + suffix); beside != nil && !errors.Is(beside, fs.ErrNotExist) {
			err = errors.Join(err, beside)
		}
	}
	return err
}

// vacant requires that nothing is called path.
func vacant(path string) error {
	_, err := os.Lstat(path)
	if err == nil {
		return fmt.Errorf("%w: %s", ErrOccupied, path)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
