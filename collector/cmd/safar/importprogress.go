package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/safar-cx/safar/collector/internal/transfer"
)

// counted is a file that knows how much of it has been read. Reading it ends with its context.
type counted struct {
	ctx  context.Context
	file *os.File
	size int64 // 0 when there is none, as of a pipe
	read int64
}

func openCounted(ctx context.Context, path string) (*counted, error) {
	file, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, usage(fmt.Sprintf("there is no file %s", path), "")
	}
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return &counted{ctx: ctx, file: file, size: info.Size()}, nil
}

// Read implements io.Reader.
func (c *counted) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := c.file.Read(p)
	c.read += int64(n)
	return n, err
}

// Seek implements io.Seeker.
func (c *counted) Seek(offset int64, whence int) (int64, error) {
	at, err := c.file.Seek(offset, whence)
	c.read = at
	return at, err
}

// part is how much has been read, from 0 to 1.
func (c *counted) part() float64 {
	if c.size == 0 {
		return 0
	}
	return min(1, float64(c.read)/float64(c.size))
}

// importProgress shows how far an import is: the part of the file that was read, what came of
// it, how fast it goes, and how long that would take for the rest.
func importProgress(b *bar, in *counted) func(transfer.Summary) {
	var begun time.Time // of sending
	var part float64
	var events int
	return func(s transfer.Summary) {
		if s.Events == 0 {
			b.at(in.part(), fmt.Sprintf("line %d was taken before", s.Line))
			return
		}
		if begun.IsZero() {
			begun, part, events = time.Now(), in.part(), s.Events
			return
		}
		took := time.Since(begun)
		about := counts(s)
		if gone := in.part() - part; gone > 0 && took > 0 {
			left := time.Duration(float64(took) * (1 - in.part()) / gone)
			about += fmt.Sprintf(", %.0f/s, %s left", float64(s.Events-events)/took.Seconds(), left.Round(time.Second))
		}
		b.at(in.part(), about)
	}
}

func counts(s transfer.Summary) string {
	text := fmt.Sprintf("%d events", s.Events)
	if s.Duplicates > 0 {
		text += fmt.Sprintf(", %d there before", s.Duplicates)
	}
	if s.Refused > 0 {
		text += fmt.Sprintf(", %d refused", s.Refused)
	}
	return text
}
