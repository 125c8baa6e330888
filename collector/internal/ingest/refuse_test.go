package ingest

import (
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// Of refused events only so much is looked into, however many and large they are: of those beyond
// it the reason is kept and no body.
func TestRefusedEventsAreLookedIntoWithinABound(t *testing.T) {
	l := &load{batch: store.Batch{Counts: map[string]int64{}}}
	why := &event.Rejection{Code: event.CodeTooManyParams, Field: "params", Message: "there are too many"}
	small := event.Raw(`{"name":"share"}`)
	large := event.Raw(`{"name":"share","params":{"x":[` + strings.Repeat("[],", mostLooked/3) + `0]}}`)
	for _, raw := range []event.Raw{small, large, small} {
		l.refuse(raw, why)
	}
	for i, kept := range []bool{true, false, false} {
		if got := l.batch.Rejects[i]; (len(got.Body) > 0) != kept || got.Code != string(why.Code) || got.Message == "" {
			t.Errorf("event %d: %+v", i, got)
		}
	}
}
