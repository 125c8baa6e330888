package transfer

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/safar-cx/safar/sdk/event"
)

// What one batch holds at the most: the contract's number of events, and bytes that leave
// room for the envelope in its 1 MiB on the wire.
const (
	batchEvents = event.MaxEvents
	batchBytes  = 900 << 10
)

// Sink takes events and says what became of each. An error means that nothing was taken.
type Sink interface {
	Send(ctx context.Context, events []event.Raw) (Answer, error)
}

// Answer is the contract's answer to a batch.
type Answer struct {
	Accepted   int        `json:"accepted"`
	Duplicates int        `json:"duplicates"`
	Discarded  int        `json:"discarded"`
	Rejected   []Rejected `json:"rejected"`
}

// Rejected is an event that a sink refused.
type Rejected struct {
	Index   int    `json:"index"` // into the batch
	Code    string `json:"code"`
	Field   string `json:"field"`
	Message string `json:"message"`
}

// Summary is what an import came to. Events = Accepted + Duplicates + Discarded + those
// that the collector refused.
type Summary struct {
	Events     int `json:"events"`
	Accepted   int `json:"accepted"`
	Duplicates int `json:"duplicates"`
	Discarded  int `json:"discarded"`
	// Refused counts the lines and events that were not taken, by reader or collector.
	Refused int `json:"refused"`
	// Codes are the reasons of Refused.
	Codes map[string]int `json:"codes"`
	// Skipped counts the rows that the mapping leaves out on purpose.
	Skipped int `json:"skipped"`
	// Shortened counts the orders that have more items than one event can carry. Their
	// values are whole.
	Shortened int `json:"shortened"`
	// Resumed counts the events that an earlier run had taken before it was stopped. They are
	// among those above.
	Resumed int `json:"resumed"`
	// Line is the last line reached.
	Line int `json:"-"`
}

// Import sends everything a source has to a sink. Refuse is told of each refused line, and
// progress, which may be nil, of the state after every batch. The summary is right even when
// an error ends the import: what it counts has been taken.
func Import(ctx context.Context, from Source, to Sink, refuse func(*LineError) error, progress func(Summary)) (Summary, error) {
	i := importer{from: from, to: to, refuse: refuse, progress: progress, trail: newTrail(), sum: Summary{Codes: map[string]int{}}}
	return i.run(ctx)
}

type importer struct {
	from     Source
	to       Sink
	refuse   func(*LineError) error
	progress func(Summary)
	taken    func(last int) error // hears of every batch that was taken; may be nil
	trail    *trail
	sum      Summary
	batch    []Entry
	bytes    int
}

// run imports what the source still has.
func (i *importer) run(ctx context.Context) (Summary, error) {
	err := i.all(ctx)
	i.sum.Skipped = i.from.Skipped()
	return i.sum, err
}

func (i *importer) all(ctx context.Context) error {
	for {
		entry, err := i.from.Next()
		var line *LineError
		switch {
		case errors.Is(err, io.EOF):
			return i.flush(ctx)
		case errors.As(err, &line):
			i.trail.refused(line)
			if err := i.refused(line); err != nil {
				return err
			}
			continue
		case err != nil:
			return errors.Join(i.flush(ctx), err)
		}
		if len(i.batch) == batchEvents || len(i.batch) > 0 && i.bytes+len(entry.Raw) > batchBytes {
			if err := i.flush(ctx); err != nil {
				return err
			}
		}
		i.trail.event(&entry)
		i.batch = append(i.batch, entry)
		i.bytes += len(entry.Raw) + 1
	}
}

// flush sends the batch and counts what came of it.
func (i *importer) flush(ctx context.Context) error {
	if len(i.batch) == 0 {
		return nil
	}
	answer, err := i.to.Send(ctx, raws(i.batch))
	if err != nil {
		return fmt.Errorf("send the events of lines %d and after: %w", i.batch[0].Line, err)
	}
	i.sum.Events += len(i.batch)
	i.sum.Accepted += answer.Accepted
	i.sum.Duplicates += answer.Duplicates
	i.sum.Discarded += answer.Discarded
	for _, entry := range i.batch {
		i.sum.Line = max(i.sum.Line, entry.Line)
		if entry.ItemsLeftOut > 0 {
			i.sum.Shortened++
		}
	}
	for _, r := range answer.Rejected {
		if r.Index < 0 || r.Index >= len(i.batch) {
			return fmt.Errorf("the collector rejected event %d of a batch of %d", r.Index, len(i.batch))
		}
		entry := i.batch[r.Index]
		if err := i.refused(&LineError{Line: entry.Line, Code: r.Code, Field: r.Field, Message: r.Message, Input: entry.Input}); err != nil {
			return err
		}
	}
	last := len(i.batch)
	i.batch, i.bytes = i.batch[:0], 0
	i.sum.Skipped = i.from.Skipped()
	if i.taken != nil {
		if err := i.taken(last); err != nil {
			return err
		}
	}
	if i.progress != nil {
		i.progress(i.sum)
	}
	return ctx.Err()
}

// raws are the events as they are sent.
func raws(batch []Entry) []event.Raw {
	out := make([]event.Raw, len(batch))
	for k := range batch {
		out[k] = batch[k].Raw
	}
	return out
}

func (i *importer) refused(line *LineError) error {
	i.sum.Refused++
	i.sum.Codes[line.Code]++
	return i.refuse(line)
}
