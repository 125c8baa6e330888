package load

import "iter"

// Body is the body of a request with events.
type Body struct {
	Events int
	JSON   []byte
}

// Bodies packs events into requests of so many; the last may have fewer.
func Bodies(events iter.Seq2[Event, error], size int) iter.Seq2[Body, error] {
	const begin, end = `{"sender":{"name":"safar-load","version":"1"},"events":[`, `]}`
	return func(yield func(Body, error) bool) {
		b := Body{JSON: []byte(begin)}
		for e, err := range events {
			if err != nil {
				yield(Body{}, err)
				return
			}
			if b.Events > 0 {
				b.JSON = append(b.JSON, ',')
			}
			b.JSON = append(b.JSON, e.JSON...)
			b.Events++
			if b.Events < size {
				continue
			}
			if !yield(Body{b.Events, append(b.JSON, end...)}, nil) {
				return
			}
			b = Body{JSON: append(make([]byte, 0, len(b.JSON)+len(b.JSON)/8), begin...)}
		}
		if b.Events > 0 {
			yield(Body{b.Events, append(b.JSON, end...)}, nil)
		}
	}
}
