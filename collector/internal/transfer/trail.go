package transfer

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
)

// trail is what an import has dealt with, in order: a digest over every event and every
// refused line that the reader has made of the file. Two readings that leave the same trail
// have made the same events of the same lines, whatever file and mapping they had.
type trail struct {
	results int
	digest  hash.Hash
}

func newTrail() *trail { return &trail{digest: sha256.New()} }

// event takes an event up. A hash never fails to be written to.
func (t *trail) event(e *Entry) {
	t.results++
	fmt.Fprintf(t.digest, "event %d %d ", e.Line, len(e.Raw))
	_, _ = t.digest.Write(e.Raw)
}

func (t *trail) refused(e *LineError) {
	t.results++
	fmt.Fprintf(t.digest, "line %d %q %q %q %q ", e.Line, e.Code, e.Field, e.Message, e.Input)
}

// sum identifies everything taken up so far.
func (t *trail) sum() string { return hex.EncodeToString(t.digest.Sum(nil)) }

// follow reads a source up to where a checkpoint was written, and returns the events of the
// batch before it. ok says that the source has made the same of the file as the one before.
func (t *trail) follow(from Source, c *checkpoint, told func(line int)) (last []Entry, ok bool, err error) {
	for t.results < c.Results {
		entry, err := from.Next()
		var line *LineError
		switch {
		case errors.Is(err, io.EOF):
			return nil, false, nil
		case errors.As(err, &line):
			t.refused(line)
			continue
		case err != nil:
			return nil, false, err
		}
		t.event(&entry)
		if last = append(last, entry); len(last) > c.Last {
			last = last[1:]
		}
		if t.results%batchEvents == 0 {
			told(entry.Line)
		}
	}
	return last, t.sum() == c.Digest && len(last) == c.Last, nil
}
