package sqlite

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// createFile makes an empty file that only its owner may read, unless there is one. The
// folder is synced, so that the file's name survives a power cut as its content does. A log
// without a file is an error: SQLite would delete it.
func createFile(path string) error {
	if info, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0 {
		if err := alone(path); err != nil {
			return fmt.Errorf("create database: %w", err)
		}
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("create database: %w", err)
	}
	err = errors.Join(f.Sync(), f.Close(), syncFolder(filepath.Dir(path)))
	if err != nil {
		return fmt.Errorf("create database: %w", err)
	}
	return nil
}

func syncFolder(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
