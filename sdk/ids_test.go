package sdk_test

import (
	"slices"
	"testing"
	"testing/synctest"

	"github.com/safar-cx/safar/sdk"
	"github.com/safar-cx/safar/sdk/sdktest"
)

// TestEventsOfOneInstantKeepTheirOrder tracks while the clock stands: a collector puts such
// events in the order of their ids.
func TestEventsOfOneInstantKeepTheirOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		recorder := sdktest.New()
		defer recorder.Close()
		const n = 1000
		for i := range n {
			recorder.Client().Track(t.Context(), "step", sdk.Int("n", int64(i)))
		}
		var ids []string
		events := recorder.Events()
		for i, e := range events {
			if at, _ := e.Params.Int("n"); at != int64(i) || !e.Time.Equal(events[0].Time) {
				t.Fatalf("event %d is %+v", i, e)
			}
			ids = append(ids, e.ID)
		}
		if len(ids) != n || !slices.IsSorted(ids) {
			t.Errorf("%d ids, out of order", len(ids))
		}
	})
}
