package sqlite

import (
	"fmt"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/store"
)

// delivery is a batch made ready for the writer by the caller's goroutine, so that the
// writer, of which there is one, has only SQL to do.
type delivery struct {
	batch      *store.Batch
	rows       []row
	bytes      int    // of memory, about
	duplicates []bool // by record; filled in by the writer
	age        int    // of the words that the payloads were encoded with
}

// row is an event as it is stored.
type row struct {
	hash        int64
	id          any // see storedID
	sent, time  int64
	bot         string
	identifiers []journey.Identifier
	payload     []byte
}

// sentApart is the time as sent where that is another than the corrected one, else NULL.
func (r *row) sentApart() any {
	if r.sent == r.time {
		return nil
	}
	return r.sent
}

// What a row and a batch take in memory beside their payloads, about.
const (
	rowBytes   = 1024
	batchBytes = 512
)

func newDelivery(batch *store.Batch, hash func(string) int64, words *words) (*delivery, error) {
	d := &delivery{
		batch:      batch,
		rows:       make([]row, len(batch.Records)),
		duplicates: make([]bool, len(batch.Records)),
		bytes:      batchBytes,
		age:        words.age(),
	}
	for i := range batch.Records {
		record := &batch.Records[i]
		hit := &record.Hit
		payload, err := encodeHit(hit, words)
		if err != nil {
			return nil, fmt.Errorf("record %d: %w", i, err)
		}
		d.rows[i] = row{
			hash:        hash(hit.Event.ID),
			id:          storedID(hit.Event.ID),
			sent:        record.Sent,
			time:        hit.Time,
			bot:         hit.Bot,
			identifiers: journey.Identifiers(hit),
			payload:     payload,
		}
		d.bytes += len(payload) + rowBytes
	}
	for i := range batch.Rejects {
		d.bytes += rejectBytes(&batch.Rejects[i])
	}
	return d, nil
}

// fresh is how many of its events are no duplicates.
func (d *delivery) fresh() (n int64) {
	for _, duplicate := range d.duplicates {
		if !duplicate {
			n++
		}
	}
	return n
}

// renew encodes the payloads again where words have faded since: they must not be named any more.
func (d *delivery) renew(words *words) (err error) {
	age := words.age()
	if d.age == age {
		return nil
	}
	for i := range d.rows {
		if d.rows[i].payload, err = encodeHit(&d.batch.Records[i].Hit, words); err != nil {
			return fmt.Errorf("record %d: %w", i, err)
		}
	}
	d.age = age
	return nil
}
