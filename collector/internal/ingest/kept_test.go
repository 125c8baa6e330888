package ingest

import (
	"fmt"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// TestTimesThatAreNotKept sends and imports events about as old as a site keeps them. An import
// may reach further back, but never into what is sealed.
func TestTimesThatAreNotKept(t *testing.T) {
	const day = 24 * time.Hour
	sealed := received.Add(-500 * day)
	for _, tt := range []struct {
		name           string
		site           store.Site
		back           time.Duration
		sent, imported bool // accepted
	}{
		{"kept for ever", store.Site{}, 5000 * day, true, true},
		{"just kept", store.Site{KeepDays: 400}, 400 * day, true, true},
		{"not kept", store.Site{KeepDays: 400}, 400*day + time.Millisecond, false, true},
		{"not sealed", store.Site{SealedBefore: sealed.UnixMilli()}, 500 * day, true, true},
		{"sealed, though kept for ever now", store.Site{SealedBefore: sealed.UnixMilli()}, 500*day + time.Millisecond, false, false},
		{"not kept, not sealed yet", store.Site{KeepDays: 400, SealedBefore: sealed.UnixMilli()}, 450 * day, false, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := fmt.Sprintf(`{"id":"a","name":"page_view","time":%q}`, received.Add(-tt.back).Format(time.RFC3339Nano))
			r := request(event.ServerKey, `{"events":[`+text+`]}`)
			r.Site.KeepDays, r.Site.SealedBefore = tt.site.KeepDays, tt.site.SealedBefore
			check := func(how string, a Answer, accepted bool) {
				t.Helper()
				refused := len(a.Rejected) == 1 && a.Rejected[0].Code == event.CodeTimeOutOfRange && a.Rejected[0].Field == "time"
				if accepted != (a.Accepted == 1) || accepted == refused {
					t.Errorf("%s: %+v", how, a)
				}
			}
			check("sent", take(t, newIntake(&fakeStore{}), r, 1), tt.sent)
			a, err := newIntake(&fakeStore{}).Import(t.Context(), r.Site, []event.Raw{event.Raw(text)}, received)
			if err != nil {
				t.Fatal(err)
			}
			check("imported", a, tt.imported)
		})
	}
}
