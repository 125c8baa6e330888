package journey_test

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/sdk/event"
)

func TestSpends(t *testing.T) {
	start := time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC)
	search := &journey.Arrival{Channel: "paid_search", Source: "google", Medium: "cpc", Campaign: "shoes"}
	hit := func(minute int, name string, a *journey.Arrival, params event.Params) journey.Hit {
		at := start.Add(time.Duration(minute) * time.Minute)
		return journey.Hit{Source: event.ServerKey, Time: at.UnixMilli(), Arrival: a, Event: event.Event{
			ID: at.String() + name, Name: name, Time: at, Params: params,
		}}
	}
	facts := journey.Fold([]journey.Hit{
		hit(0, event.NameAdImpression, search, event.Params{"count": json.Number("1000")}),
		hit(1, event.NameAdClick, search, event.Params{"count": json.Number("30"), "cost": json.Number("12.5"), "currency": "GBP"}),
		hit(14, event.NameAdClick, search, event.Params{"cost": json.Number("0.75")}),
		hit(2, event.NameAdClick, search, event.Params{"cost": json.Number("3"), "currency": "EUR"}),
		hit(15, event.NameAdClick, search, event.Params{"cost": json.Number("1")}),
		hit(3, event.NameAdImpression, nil, event.Params{"cost": json.Number("2")}),
		hit(4, event.NamePageView, search, event.Params{"cost": json.Number("9")}),
	}, journey.Settings{Currency: "GBP"})
	quarter := start.UnixMilli()
	of := func(currency string, time, impressions, clicks, cost int64) journey.Spend {
		return journey.Spend{
			Channel: "paid_search", Source: "google", Medium: "cpc", Campaign: "shoes",
			Currency: currency, Time: time, Session: journey.None, Impressions: impressions, Clicks: clicks, Cost: cost,
		}
	}
	want := []journey.Spend{
		of("GBP", quarter, 1000, 31, 1325),
		of("EUR", quarter, 0, 1, 300),
		{Currency: "GBP", Time: quarter, Session: journey.None, Impressions: 1, Cost: 200},
		of("GBP", quarter+15*60*1000, 0, 1, 100),
	}
	if !reflect.DeepEqual(facts.Spends, want) {
		t.Errorf("got  %+v\nwant %+v", facts.Spends, want)
	}
}
