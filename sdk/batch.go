package sdk

import (
	"bytes"
	"iter"
	"strconv"
	"time"
)

// batch is a run of events as they lie in a chunk.
type batch struct {
	data   []byte
	events int
}

// cut splits the batch after so many events.
func (b batch) cut(events int) (first, rest batch) {
	end := 0
	for range events {
		end += bytes.IndexByte(b.data[end:], '\n') + 1
	}
	return batch{b.data[:end], events}, batch{b.data[end:], b.events - events}
}

// runs are the pieces that hold nothing but precious events, or nothing but others.
func (b batch) runs(valued bool) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		from, to := 0, 0
		for line := range bytes.Lines(b.data) {
			if isPrecious(line) == valued {
				to += len(line)
				continue
			}
			if to > from && !yield(b.data[from:to]) {
				return
			}
			to += len(line)
			from = to
		}
		if to > from {
			yield(b.data[from:to])
		}
	}
}

// event returns the JSON of the event at an index.
func (b batch) event(index int) []byte {
	_, rest := b.cut(index)
	one, _ := rest.cut(1)
	return one.json()
}

// json is the events as they stand in a JSON array.
func (b batch) json() []byte { return bytes.TrimRight(b.data, preciousEnd) }

// envelope writes bodies. The events of a batch are the same bytes in every attempt; what
// stands around them is of the moment, since sent_at is what the collector corrects a wrong
// clock by: an old one would shift the events of a batch that had to wait.
type envelope struct {
	zip     *zipper
	version string
}

// write writes the compressed body. It makes a new one each time, since a transport may
// still be reading the one before.
func (e *envelope) write(b batch, now time.Time, told [dropReasons]uint64) ([]byte, error) {
	var head []byte
	head = append(strconv.AppendInt(append(head, `{"sent_at":`...), now.UnixMilli(), 10), `,"sender":{"name":"safar-go","version":`...)
	head, _ = appendText(head, e.version, 0, false)
	head = append(head, '}')
	if told != ([dropReasons]uint64{}) {
		head = append(head, `,"dropped":`...)
		from := len(head)
		for i, n := range told {
			if n > 0 {
				head = append(append(append(head, `,"`...), dropReason(i)...), `":`...)
				head = strconv.AppendUint(head, n, 10)
			}
		}
		head[from] = '{'
		head = append(head, '}')
	}
	var body bytes.Buffer
	body.Grow(len(b.data)/4 + 512)
	zip := e.zip.to(&body, false)
	for _, part := range [][]byte{append(head, `,"events":[`...), b.json(), []byte("]}")} {
		if _, err := zip.Write(part); err != nil {
			return nil, err
		}
	}
	if err := zip.Close(); err != nil {
		return nil, err
	}
	return body.Bytes(), nil
}
