package journey_test

import (
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/sdk/event"
)

func TestOrdersSayWhoSawThem(t *testing.T) {
	begin := time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC)
	purchase := func(id string, source event.KeyKind, after time.Duration) journey.Hit {
		at := begin.Add(after)
		return journey.Hit{Source: source, Time: at.UnixMilli(), Visitor: "v1", Event: event.Event{
			ID: id, Name: event.NamePurchase, Time: at, VisitorID: "v1", Params: event.Params{"transaction_id": "T1"},
		}}
	}
	const month = 30 * 24 * time.Hour
	orders := journey.Fold([]journey.Hit{
		purchase("a", event.BrowserKey, 0),
		purchase("b", event.ServerKey, month), // exactly 30 days after the first: the same order
		purchase("c", event.ServerKey, month+time.Millisecond),
		purchase("d", event.BrowserKey, 3*month),
	}, journey.Settings{Currency: "GBP"}).Orders
	want := []struct{ byBrowser, byServer, reused bool }{{true, true, false}, {false, true, true}, {true, false, true}}
	if len(orders) != len(want) {
		t.Fatalf("%d orders, want %d", len(orders), len(want))
	}
	for i, o := range orders {
		if o.ByBrowser != want[i].byBrowser || o.ByServer != want[i].byServer || o.Reused != want[i].reused {
			t.Errorf("order %d: by browser %v, by server %v, reused %v; want %v", i, o.ByBrowser, o.ByServer, o.Reused, want[i])
		}
	}
}
