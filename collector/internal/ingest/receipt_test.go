package ingest_test

import (
	"context"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/enrich"
	"github.com/safar-cx/safar/collector/internal/history"
	"github.com/safar-cx/safar/collector/internal/ingest"
	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/rehearsal"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// shelf keeps what is appended.
type shelf struct{ batches []store.Batch }

func (s *shelf) Append(_ context.Context, b store.Batch) ([]bool, error) {
	s.batches = append(s.batches, b)
	return make([]bool, len(b.Records)), nil
}

func (*shelf) Erased(int64, *journey.Hit) bool { return false }

func (*shelf) Busy() error { return nil }

func (*shelf) Within(store.Quota, time.Time) error { return nil }

func (*shelf) Salt(context.Context, int64, string, time.Time) ([]byte, error) {
	return []byte("another salt than the first one"), nil
}

func (*shelf) Secret(context.Context, string) ([]byte, error) { return []byte("another secret"), nil }

// shop is a site with other hosts and settings than those of the hits.
func shop() store.Site {
	return store.Site{ID: 7, Name: "fresh", Timezone: "UTC", Settings: journey.Settings{Currency: "EUR"}, Domains: []string{"fresh.example"}}
}

// importer makes what takes events in and returns the answer and the records by id.
func importer(t *testing.T) func(lines ...event.Raw) (ingest.Answer, map[string]store.Record) {
	t.Helper()
	enricher, err := enrich.New(enrich.Config{})
	if err != nil {
		t.Fatal(err)
	}
	s := &shelf{}
	intake := ingest.New(ingest.Config{Store: s, Enricher: enricher})
	return func(lines ...event.Raw) (ingest.Answer, map[string]store.Record) {
		s.batches = nil
		answer, err := intake.Import(t.Context(), shop(), lines, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		records := map[string]store.Record{}
		for _, b := range s.batches {
			for _, r := range b.Records {
				if r.Hit.Source != b.Kind {
					t.Errorf("event %s of kind %d stands in a batch of kind %d", r.Hit.Event.ID, r.Hit.Source, b.Kind)
				}
				records[r.Hit.Event.ID] = r
			}
		}
		return answer, records
	}
}

func written(t *testing.T, h journey.Hit) event.Raw {
	t.Helper()
	line, err := ingest.WithReceipt(&h)
	if err != nil {
		t.Fatal(err)
	}
	return line
}

// full is a hit that has everything.
func full() journey.Hit {
	return journey.Hit{
		Event: event.Event{
			ID: "e-1", Name: "purchase", Time: time.Date(2026, 11, 21, 10, 0, 0, 120e6, time.UTC), Consent: event.ConsentAnonymous,
			Surface: event.SurfaceWeb, Touchpoint: "سبد <خرید> & more", CartID: "b-77", CheckoutID: "k-1",
			Page: event.Page{URL: "https://shop.example/p/12?utm_source=ig", Referrer: "https://shop.example/search?q=tea", Title: "چای\u2028"},
			Params: event.Params{
				"transaction_id": "T-1", "currency": "IRR", "value": json.Number("1.29e7"),
				"items": []any{map[string]any{"item_id": "12", "price": json.Number("6450000.00"), "quantity": json.Number("2")}}, "none": nil, "yes": true,
			},
		},
		Source: event.BrowserKey, Time: time.Date(2026, 11, 21, 9, 0, 0, 120e6, time.UTC).UnixMilli(),
		Visitor: "~day-hash", Hashed: true, FromClient: true, Bot: "crawler",
		Arrival: &journey.Arrival{Channel: "paid_social", Source: "ig", Medium: "paid_social", Campaign: "=nowruz"}, Gateway: true,
		Landing: "/p/12", Device: "mobile", Browser: "Firefox Mobile", OS: "Android", Country: "IR",
	}
}

func TestReceiptAsWritten(t *testing.T) {
	const want = `{"id":"e-1","name":"purchase","time":"2026-11-21T10:00:00.120Z","consent":"anonymous","surface":"web",` +
		`"touchpoint":"سبد <خرید> & more","cart_id":"b-77","checkout_id":"k-1",` +
		`"page":{"url":"https://shop.example/p/12?utm_source=ig","referrer":"https://shop.example/search?q=tea","title":"چای\u2028"},` +
		`"params":{"currency":"IRR","items":[{"item_id":"12","price":6450000.00,"quantity":2}],"none":null,"transaction_id":"T-1","value":1.29e7,"yes":true},` +
		`"receipt":{"key":"browser","time":"2026-11-21T09:00:00.120Z","day_hash":"~day-hash","client":true,"bot":"crawler",` +
		`"arrival":{"channel":"paid_social","source":"ig","medium":"paid_social","campaign":"=nowruz"},"gateway":true,` +
		`"landing_page":"/p/12","device":"mobile","browser":"Firefox Mobile","os":"Android","country":"IR"}}`
	if got := written(t, full()); string(got) != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestReceiptIsTakenOver(t *testing.T) {
	plain := full()
	plain.Source, plain.Time, plain.Hashed, plain.Bot, plain.Arrival, plain.Gateway = event.ServerKey, plain.Event.Time.UnixMilli(), false, "", nil, false
	plain.Event.ID, plain.Event.Consent, plain.Event.VisitorID, plain.Visitor = "e-2", event.ConsentFull, "v-1", "v-1"
	plain.Event.CustomerID = "~~hashed-long-ago"
	timeless := plain
	timeless.Event.ID, timeless.Event.Time = "e-3", time.Time{}
	bare := journey.Hit{Event: event.Event{ID: "e-4", Name: "share", Time: time.UnixMilli(0).UTC(), Consent: event.ConsentFull, Surface: event.SurfaceOther}, Source: event.ServerKey}
	empty := bare
	empty.Event.ID, empty.Arrival = "e-5", &journey.Arrival{}
	all := []journey.Hit{full(), plain, timeless, bare, empty}
	var lines []event.Raw
	for _, h := range all {
		lines = append(lines, written(t, h))
	}
	answer, records := importer(t)(lines...)
	if answer.Accepted != len(all) {
		t.Fatalf("answer %+v", answer)
	}
	for _, want := range all {
		r := records[want.Event.ID]
		if !reflect.DeepEqual(r.Hit, want) {
			t.Errorf("got\n%+v\nwant\n%+v", r.Hit, want)
		}
		sent := want.Event.Time.UnixMilli()
		if want.Event.Time.IsZero() {
			sent = store.NoTime
		}
		if r.Sent != sent {
			t.Errorf("%s was sent at %d, want %d", want.Event.ID, r.Sent, sent)
		}
	}
}

// Whatever was accepted can be taken over: hostile histories, written and read again.
func TestHistoriesAreTakenOver(t *testing.T) {
	take := importer(t)
	for seed := range uint64(10) {
		m, err := rehearsal.Play(history.Generate(seed))
		if err != nil {
			t.Fatal(err)
		}
		var lines []event.Raw
		for _, h := range m.Hits {
			lines = append(lines, written(t, h))
		}
		answer, records := take(lines...)
		if answer.Accepted != len(lines) {
			t.Fatalf("seed %d: %d of %d accepted, rejected %+v", seed, answer.Accepted, len(lines), answer.Rejected)
		}
		for i, want := range m.Hits {
			if again := written(t, records[want.Event.ID].Hit); string(again) != string(lines[i]) && records[want.Event.ID].Sent == want.Event.Time.UnixMilli() {
				t.Fatalf("seed %d: wrote\n%s\nand then\n%s", seed, lines[i], again)
			}
		}
	}
}

func TestReceiptsThatAreRefused(t *testing.T) {
	take := importer(t)
	for _, test := range []struct{ name, line, want string }{
		{"no object", `{"id":"a","name":"share","time":"2026-01-01T00:00:00Z","receipt":"browser"}`, "can't be read"},
		{"unknown key", `{"id":"a","name":"share","time":"2026-01-01T00:00:00Z","receipt":{"key":"admin"}}`, "neither browser nor server"},
		{"no key", `{"id":"a","name":"share","time":"2026-01-01T00:00:00Z","receipt":{}}`, "neither browser nor server"},
		{"no time at all", `{"id":"a","name":"share","receipt":{"key":"server"}}`, "has a time"},
		{"bad time", `{"id":"a","name":"share","receipt":{"key":"server","time":"yesterday"}}`, "is no RFC 3339 time"},
		{"what a browser may not say", `{"id":"a","name":"mention","time":"2026-01-01T00:00:00Z","receipt":{"key":"browser"}}`, "mention"},
	} {
		answer, _ := take(event.Raw(`{"id":"good","name":"share","time":"2026-01-01T00:00:00Z"}`), event.Raw(test.line))
		if answer.Accepted != 1 || len(answer.Rejected) != 1 || answer.Rejected[0].Index != 1 || !strings.Contains(answer.Rejected[0].Error(), test.want) {
			t.Errorf("%s: %+v", test.name, answer)
		}
	}
}

// A file that somebody wrote by hand must not bring in what is never kept.
func TestReceiptsKeepNobodysSecrets(t *testing.T) {
	_, records := importer(t)(
		event.Raw(`{"id":"mail","name":"login","time":"2026-01-01T00:00:00Z","customer_id":"a@shop.example","visitor_id":"v","client":{"ip":"203.0.113.7"},"receipt":{"key":"server"}}`),
		event.Raw(`{"id":"anonymous","name":"login","time":"2026-01-01T00:00:00Z","consent":"anonymous","customer_id":"C-1","visitor_id":"v","receipt":{"key":"server"}}`))
	if got := records["mail"].Hit.Event; !strings.HasPrefix(got.CustomerID, "~~") || got.Client != nil {
		t.Errorf("kept %+v", got)
	}
	if got := records["anonymous"].Hit; got.Event.CustomerID != "" || got.Event.VisitorID != "" || got.Visitor != "" {
		t.Errorf("kept %+v", got)
	}
}
