package event_test

import (
	"testing"

	"github.com/safar-cx/safar/sdk/event"
)

// FuzzBatch feeds bodies to everything a collector does before its clock: nothing panics,
// and what is accepted survives its own JSON and stays accepted.
func FuzzBatch(f *testing.F) {
	for _, folder := range []string{"valid", "invalid"} {
		for _, cases := range golden(f, folder) {
			for _, c := range cases {
				f.Add([]byte(`{"events":[` + string(c.Event) + `]}`))
			}
		}
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		b, err := event.DecodeBatch(body)
		if err != nil {
			return
		}
		for _, raw := range b.Events {
			e, rejection := event.Decode(raw)
			if rejection != nil {
				continue
			}
			for _, kind := range []event.KeyKind{event.BrowserKey, event.ServerKey} {
				if e.Validate(kind) != nil {
					continue
				}
				sameAgain(t, e)
				event.StageOf(&e)
				event.Reason(&e)
				for _, item := range e.Params.Items() {
					item.Milli()
					item.PriceAmount(4)
				}
			}
		}
	})
}
