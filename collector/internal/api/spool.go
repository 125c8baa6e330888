package api

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/safar-cx/safar/collector/internal/store"
)

// spooled is a stream of what fill writes, all of which is put into a file in the folder dir
// before anything is sent. So fill is done as fast as the disk is, however slowly somebody
// reads: the state of the store that it reads from keeps the store's log from being emptied.
func spooled(dir string, fill stream) stream {
	return func(out io.Writer) (err error) {
		file, err := os.CreateTemp(dir, "safar-export-*")
		if err != nil {
			return fmt.Errorf("%w: %w", store.ErrUnavailable, err)
		}
		// Without a name nobody else finds it, and nothing is left behind by a process that is
		// killed. Where an open file can't lose its name it does so in the end.
		unnamed := os.Remove(file.Name()) == nil
		defer func() {
			err = errors.Join(err, file.Close())
			if !unnamed {
				err = errors.Join(err, os.Remove(file.Name()))
			}
		}()
		if err := fill(diskWriter{file}); err != nil {
			return err
		}
		if _, err := file.Seek(0, io.SeekStart); err != nil {
			return err
		}
		_, err = io.Copy(out, file)
		return err
	}
}

// diskWriter is a file whose errors say that it is worth trying again: the disk is full.
type diskWriter struct{ file *os.File }

// Write implements io.Writer.
func (d diskWriter) Write(b []byte) (int, error) {
	n, err := d.file.Write(b)
	if err != nil {
		err = fmt.Errorf("%w: %w", store.ErrUnavailable, err)
	}
	return n, err
}
