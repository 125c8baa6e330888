package ingest

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// Import takes events of the past in, as a server key would send them: their times are
// believed, however far they lie back or ahead, unless that time is sealed. An event with a receipt (see WithReceipt) is
// taken over as it says, by the kind of key that brought it first. When an error is returned
// some of the events may have been taken; sent again they are duplicates.
func (i *Intake) Import(ctx context.Context, site store.Site, events []event.Raw, received time.Time) (Answer, error) {
	var whole Answer
	for kind, indexes := range byKind(events) {
		if len(indexes) == 0 {
			continue
		}
		l, err := i.load(ctx, Request{Key: store.Key{Site: site.ID, Kind: event.KeyKind(kind)}, Site: site, Received: received})
		if err != nil {
			return Answer{}, err
		}
		l.past, l.batch.Patient = true, true
		l.inRange = func(at, _ time.Time, _ event.KeyKind) *event.Rejection { return checkSealed(at, &site) }
		some := make([]event.Raw, len(indexes))
		for n, index := range indexes {
			some[n] = events[index]
		}
		if err := l.sort(ctx, some); err != nil {
			return Answer{}, err
		}
		part, err := l.deliver(ctx)
		if err != nil {
			return Answer{}, err
		}
		whole.Accepted += part.Accepted
		whole.Duplicates += part.Duplicates
		whole.Discarded += part.Discarded
		for _, r := range part.Rejected {
			r.Index = indexes[r.Index]
			whole.Rejected = append(whole.Rejected, r)
		}
	}
	slices.SortFunc(whole.Rejected, func(a, b Rejected) int { return cmp.Compare(a.Index, b.Index) })
	return whole, nil
}

// byKind sorts events, by their places, by the kind of key that brought them: a batch of the
// store is of one.
func byKind(events []event.Raw) (places [event.ServerKey + 1][]int) {
	for place, raw := range events {
		written, _ := receiptOf(raw) // one that can't be read is refused where the event is taken
		kind := written.kind()
		places[kind] = append(places[kind], place)
	}
	return places
}
