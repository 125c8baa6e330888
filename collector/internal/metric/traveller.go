package metric

import (
	"cmp"
	"context"
	"slices"
)

// traveller is a person on the way through the funnel, from one visit to the next.
type traveller struct {
	begun    int64     // their first visit
	passages []passage // of all their visits, these in their order
}

// passage is when a visit came to a step.
type passage struct {
	who                int   // index of the traveller
	start, turn, place int64 // of the visit among theirs, and in it
	step               FunnelStep
	time               int64
}

// followPersons notes how long persons took in the range and, where steps follow one
// another, how far they got.
func (f *finding) followPersons(ctx context.Context, src Facts, mode Mode, w *ways) error {
	for bucket := range f.buckets() {
		if mode == Reached && bucket != inRange {
			continue // it is counted already, and no time of it is told
		}
		travellers, err := f.travellers(ctx, src, bucket)
		if err != nil {
			return err
		}
		for i := range travellers {
			if mode == Closed {
				travellers[i].close(bucket, w)
			} else {
				travellers[i].reach(w)
			}
		}
	}
	return nil
}

// travellers are the persons who came to some step in a bucket.
func (f *finding) travellers(ctx context.Context, src Facts, bucket int) ([]traveller, error) {
	known := map[Value]int{}
	var passages []passage
	fields := []Field{FieldPerson, FieldStart, FieldTurn, FieldPlace, FieldStep, FieldTime}
	err := f.list(ctx, src, FactPassage, bucket, fields, func(v []Value) {
		who, ok := known[v[0]]
		if !ok {
			who = len(known)
			known[v[0]] = who
		}
		passages = append(passages, passage{who, v[1].Int, v[2].Int, v[3].Int, FunnelStep(v[4].Int), v[5].Int})
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(passages, func(a, b passage) int {
		return cmp.Or(cmp.Compare(a.who, b.who), cmp.Compare(a.start, b.start), cmp.Compare(a.turn, b.turn),
			cmp.Compare(a.place, b.place))
	})
	travellers := make([]traveller, len(known))
	for from := 0; from < len(passages); {
		t := &travellers[passages[from].who]
		to := from + 1
		for to < len(passages) && passages[to].who == passages[from].who {
			to++
		}
		t.passages = passages[from:to]
		t.begun = passages[from].start
		from = to
	}
	// A visit without any step may be the first.
	err = f.list(ctx, src, FactSession, bucket, []Field{FieldPerson, FieldTime}, func(v []Value) {
		if who, ok := known[v[0]]; ok {
			travellers[who].begun = min(travellers[who].begun, v[1].Int)
		}
	})
	return travellers, err
}

// reach notes the times between the first of each step.
func (t *traveller) reach(w *ways) {
	first := [len(stepIDs)]*int64{&t.begun}
	for i := range t.passages {
		p := &t.passages[i]
		if f := first[p.step]; f == nil || p.time < *f {
			first[p.step] = &p.time
		}
	}
	for s := 1; s < len(first); s++ {
		if first[s-1] != nil && first[s] != nil {
			w.note(FunnelStep(s), *first[s]-*first[s-1])
		}
	}
}

// close counts the steps that follow one another and, in the range, notes the times between.
func (t *traveller) close(bucket int, w *ways) {
	at, since := FunnelStep(0), t.begun
	for _, p := range t.passages {
		if p.step != at+1 {
			continue
		}
		w.counts[p.step][bucket]++
		if bucket == inRange {
			w.note(p.step, p.time-since)
		}
		at, since = p.step, p.time
	}
}
