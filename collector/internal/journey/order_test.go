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

func TestOrderSurface(t *testing.T) {
	begin := time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC)
	hit := func(minute int, name string, source event.KeyKind, surface event.Surface) journey.Hit {
		at := begin.Add(time.Duration(minute) * time.Minute)
		return journey.Hit{Source: source, Time: at.UnixMilli(), Visitor: "v1", Event: event.Event{
			ID: name, Name: name, Time: at, VisitorID: "v1", Surface: surface, Params: event.Params{"transaction_id": "T1"},
		}}
	}
	for _, tt := range []struct {
		name string
		hits []journey.Hit
		want string
	}{
		{"the earliest that states one", []journey.Hit{
			hit(0, event.NamePurchase, event.ServerKey, event.SurfaceOther),
			hit(1, event.NamePurchase, event.ServerKey, event.SurfaceStore),
			hit(2, event.NamePurchase, event.ServerKey, event.SurfacePhone),
		}, "store"},
		{"else its visit's", []journey.Hit{
			hit(0, event.NamePageView, event.BrowserKey, event.SurfaceWeb),
			hit(1, event.NamePurchase, event.ServerKey, event.SurfaceOther),
			hit(2, event.NamePurchase, event.ServerKey, ""),
		}, "web"},
		{"else none in particular", []journey.Hit{hit(0, event.NamePurchase, event.ServerKey, "")}, "other"},
	} {
		orders := journey.Fold(tt.hits, journey.Settings{Currency: "GBP"}).Orders
		if len(orders) != 1 || orders[0].Surface != tt.want {
			t.Errorf("%s: %+v, want %s", tt.name, orders, tt.want)
		}
	}
}
