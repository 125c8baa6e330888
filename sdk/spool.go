package sdk

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// spool keeps batches on disk while the collector is away, each a file of its own that is
// written beside and renamed, so that there is no half of one. It belongs to the sender's
// goroutine.
//
// Config.SpoolDir holds numbered folders. A client takes the first of which it gets the lock,
// and keeps the lock until it is closed or its process ends, however that happens. A folder
// that holds files and whose lock is to be had is an orphan: its files are moved into one's
// own. Folders are never removed, so nobody can lock one that is on its way out.
type spool struct {
	base  string
	bound int64 // bytes of all files

	dir    string // one's own, "" while there is none
	lock   *lock
	unread bool       // what was there before
	files  []*spooled // oldest first
	busy   *spooled   // the one that is being sent
	size   int64
	stamp  int64     // of the newest file
	rest   time.Time // when the disk is tried again after it failed
	zip    *zipper
}

// spooled is a file of a spool.
type spooled struct {
	stamp    int64  // when it was written, in Unix milliseconds, or a bit more: no two are alike in a client
	random   uint64 // no two are alike at all
	events   int
	done     int   // of events, those that need not be sent any more
	size     int64 // on disk, in whole blocks
	precious bool  // all of its events are, else none
}

// errFull says that the spool holds nothing that could make way.
var errFull = errors.New("the spool is full of events that are as precious")

const (
	block     = 4 << 10
	spoolRest = 10 * time.Second // after the disk has failed
)

func newSpool(c Config, z *zipper) *spool {
	// The place of one batch is for the file that is being written.
	return &spool{base: c.SpoolDir, bound: c.SpoolBytes - int64(c.BatchBytes) - block, zip: z}
}

// ready tells whether there is a folder to write to, or it is time to try again.
func (s *spool) ready(now time.Time) bool { return !now.Before(s.rest) }

// failed notes that the disk can't be written to for a while.
func (s *spool) failed(now time.Time) { s.rest = now.Add(spoolRest) }

// add writes a batch, all of it or nothing, and returns the files that had to make way. In a
// hurry, when a process is about to end, it neither compresses nor waits for the disk.
func (s *spool) add(b batch, now time.Time, hurry bool) (given []*spooled, err error) {
	if err := s.own(); err != nil {
		return nil, err
	}
	var written []*spooled
	for _, valued := range []bool{true, false} {
		f, err := s.write(b, valued, now, hurry)
		if err == nil && f.events > 0 {
			written = append(written, f)
		}
		if err != nil {
			s.scrap(written)
			return nil, fmt.Errorf("write to the spool: %w", err)
		}
	}
	for _, f := range written {
		gone, ok := s.makeRoom(f.size)
		if given = append(given, gone...); !ok {
			s.scrap(written)
			return given, errFull
		}
	}
	for i, f := range written {
		if err := os.Rename(s.path(f)+unfinished, s.path(f)); err != nil {
			s.scrap(written[i:])
			s.erase(written[:i])
			return given, fmt.Errorf("write to the spool: %w", err)
		}
	}
	for _, f := range written {
		s.files = append(s.files, f)
		s.size += f.size
	}
	return given, nil
}

// scrap removes what was not renamed yet.
func (s *spool) scrap(files []*spooled) {
	for _, f := range files {
		_ = os.Remove(s.path(f) + unfinished) // what stays is removed when the folder is taken
	}
}

func (s *spool) erase(files []*spooled) {
	for _, f := range files {
		_ = os.Remove(s.path(f)) // sent once more it is recognised
	}
}

// write writes the precious events of the batch, or the others, beside where they belong.
func (s *spool) write(b batch, valued bool, now time.Time, hurry bool) (_ *spooled, err error) {
	f := &spooled{precious: valued}
	for line := range bytes.Lines(b.data) {
		if isPrecious(line) == valued {
			f.events++
		}
	}
	if f.events == 0 {
		return f, nil
	}
	s.stamp = max(s.stamp+1, now.UnixMilli())
	f.stamp, f.random = s.stamp, rand.Uint64()
	file, err := os.OpenFile(s.path(f)+unfinished, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return f, err
	}
	defer func() {
		if closed := file.Close(); err == nil {
			err = closed
		}
		if err != nil {
			s.scrap([]*spooled{f})
		}
	}()
	zip := s.zip.to(file, hurry)
	for run := range b.runs(valued) {
		if _, err := zip.Write(run); err != nil {
			return f, err
		}
	}
	if err := zip.Close(); err != nil {
		return f, err
	}
	if !hurry {
		if err := file.Sync(); err != nil {
			return f, err
		}
	}
	info, err := file.Stat()
	if err != nil {
		return f, err
	}
	f.size = blocks(info.Size())
	return f, nil
}

// blocks is what so many bytes take on disk.
func blocks(size int64) int64 { return (size + block - 1) / block * block }

// makeRoom removes the oldest ordinary files until one of a size fits. Its ok is false when none
// is left, or the new one is larger than all.
func (s *spool) makeRoom(size int64) (given []*spooled, ok bool) {
	for s.size+size > s.bound {
		i := slices.IndexFunc(s.files, func(f *spooled) bool { return !f.precious && f != s.busy })
		if i < 0 {
			return given, false
		}
		given = append(given, s.files[i])
		_ = s.remove(s.files[i])
	}
	return given, true
}

// read returns the events of a file. Its error says that the file is torn, gone, or can't be
// read.
func (s *spool) read(f *spooled, into []byte) ([]byte, error) {
	file, err := os.Open(s.path(f))
	if err != nil {
		return nil, fmt.Errorf("read the spool: %w", err)
	}
	defer file.Close()
	data, err := s.zip.from(file, into, maxBatch)
	if err != nil {
		return nil, fmt.Errorf("read the spool: %s: %w", filepath.Base(s.path(f)), err)
	}
	if n := bytes.Count(data, []byte("\n")); n != f.events {
		return nil, fmt.Errorf("read the spool: %s holds %d events", filepath.Base(s.path(f)), n)
	}
	return data, nil
}

// remove forgets a file, and removes it. Its error may be passed over: sent once more, the
// events are recognised.
func (s *spool) remove(f *spooled) error {
	if i := slices.Index(s.files, f); i >= 0 {
		s.files = slices.Delete(s.files, i, i+1)
		s.size -= f.size
	}
	if err := os.Remove(s.path(f)); err != nil {
		return fmt.Errorf("remove from the spool: %w", err)
	}
	return nil
}

// close lets another client have what is there.
func (s *spool) close() {
	if s.lock != nil {
		s.lock.release()
	}
	s.lock, s.dir = nil, ""
}

// sort puts the oldest file first.
func (s *spool) sort() {
	slices.SortFunc(s.files, func(a, b *spooled) int {
		return cmp.Or(cmp.Compare(a.stamp, b.stamp), cmp.Compare(a.random, b.random))
	})
}

// readAll is io.ReadAll into memory that is there, up to a limit.
func readAll(r io.Reader, into []byte, limit int) ([]byte, error) {
	b := into[:0]
	for {
		if len(b) == cap(b) {
			b = append(b, 0)[:len(b)]
		}
		n, err := r.Read(b[len(b):cap(b)])
		if b = b[:len(b)+n]; errors.Is(err, io.EOF) {
			return b, nil
		}
		if err == nil && len(b) > limit {
			err = fmt.Errorf("more than %d bytes", limit)
		}
		if err != nil {
			return nil, err
		}
	}
}
