package ingest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

func TestTimes(t *testing.T) {
	at := func(d time.Duration) string { return received.Add(d).Format(time.RFC3339Nano) }
	tests := []struct {
		name   string
		kind   event.KeyKind
		sentAt string
		time   string
		want   time.Duration // of the corrected time, from receipt
		code   event.Code    // "" for accepted
	}{
		{"missing", event.ServerKey, "", "", 0, ""},
		{"missing, with a wrong clock", event.ServerKey, at(-time.Hour), "", 0, ""},
		{"as sent", event.ServerKey, "", at(-time.Minute), -time.Minute, ""},
		{"clock 60 s behind is travel", event.ServerKey, at(-60 * time.Second), at(-90 * time.Second), -90 * time.Second, ""},
		{"clock more than 60 s behind", event.ServerKey, at(-60001 * time.Millisecond), at(-90 * time.Second), -29999 * time.Millisecond, ""},
		{"clock a day ahead", event.BrowserKey, at(24 * time.Hour), at(23 * time.Hour), -time.Hour, ""},
		{"clock ten years behind", event.BrowserKey, at(-87600 * time.Hour), at(-87601 * time.Hour), -time.Hour, ""},
		{"10 minutes ahead", event.ServerKey, "", at(10 * time.Minute), 10 * time.Minute, ""},
		{"more than 10 minutes ahead", event.ServerKey, "", at(10*time.Minute + time.Millisecond), 0, event.CodeTimeOutOfRange},
		{"ahead even when corrected", event.ServerKey, at(time.Hour), at(2 * time.Hour), 0, event.CodeTimeOutOfRange},
		{"browser, 24 hours back", event.BrowserKey, "", at(-24 * time.Hour), -24 * time.Hour, ""},
		{"browser, more than 24 hours back", event.BrowserKey, "", at(-24*time.Hour - time.Millisecond), 0, event.CodeTimeOutOfRange},
		{"server, years back", event.ServerKey, "", at(-50000 * time.Hour), -50000 * time.Hour, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := &fakeStore{}
			body := `{"events":[{"id":"a","name":"page_view"`
			if tt.time != "" {
				body += fmt.Sprintf(`,"time":%q`, tt.time)
			}
			body += "}]"
			if tt.sentAt != "" {
				body += fmt.Sprintf(`,"sent_at":%q`, tt.sentAt)
			}
			a := take(t, newIntake(f), request(tt.kind, body+"}"), 1)
			if tt.code != "" {
				if len(a.Rejected) != 1 || a.Rejected[0].Code != tt.code || a.Rejected[0].Field != "time" {
					t.Fatalf("answer %+v, want %s", a, tt.code)
				}
				return
			}
			if a.Accepted != 1 {
				t.Fatalf("answer %+v, want it accepted", a)
			}
			r := f.last(t).Records[0]
			if got := r.Hit.Time - received.UnixMilli(); got != tt.want.Milliseconds() {
				t.Errorf("corrected by %d ms from receipt, want %d", got, tt.want.Milliseconds())
			}
			switch {
			case tt.time == "" && r.Sent != store.NoTime:
				t.Errorf("Sent %d, want NoTime", r.Sent)
			case tt.time != "" && r.Sent != r.Hit.Event.Time.UnixMilli():
				t.Errorf("Sent %d, but the event says %v", r.Sent, r.Hit.Event.Time)
			case tt.time != "" && !r.Hit.Event.Time.Equal(mustTime(t, tt.time)):
				t.Errorf("Event.Time %v, want it as sent: %s", r.Hit.Event.Time, tt.time)
			}
		})
	}
}

func mustTime(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestConsent(t *testing.T) {
	tests := []struct {
		name    string
		kind    event.KeyKind
		consent string
		gpc     bool
		want    event.Consent // "" for discarded
	}{
		{"browser says nothing", event.BrowserKey, "", false, event.ConsentAnonymous},
		{"server says nothing", event.ServerKey, "", false, event.ConsentFull},
		{"browser with full", event.BrowserKey, "full", false, event.ConsentFull},
		{"browser with full against GPC", event.BrowserKey, "full", true, event.ConsentAnonymous},
		{"GPC does not concern servers", event.ServerKey, "full", true, event.ConsentFull},
		{"server with anonymous", event.ServerKey, "anonymous", false, event.ConsentAnonymous},
		{"browser with none", event.BrowserKey, "none", false, ""},
		{"server with none", event.ServerKey, "none", false, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := &fakeStore{}
			consent := ""
			if tt.consent != "" {
				consent = fmt.Sprintf(`"consent":%q,`, tt.consent)
			}
			r := request(tt.kind, `{"events":[{`+consent+`"name":"page_view","visitor_id":"v","customer_id":"c"}]}`)
			r.GPC = tt.gpc
			a := take(t, newIntake(f), r, 1)
			b := f.last(t)
			if tt.want == "" {
				if a.Discarded != 1 || b.Counts[CountNoConsent] != 1 || len(b.Records)+len(b.Rejects) != 0 {
					t.Errorf("answer %+v, batch %+v, want it discarded and counted", a, b)
				}
				return
			}
			hit := b.Records[0].Hit
			if hit.Event.Consent != tt.want {
				t.Errorf("consent %q, want %q", hit.Event.Consent, tt.want)
			}
			if named := hit.Event.VisitorID+hit.Event.CustomerID != ""; named != (tt.want == event.ConsentFull) {
				t.Errorf("visitor %q and customer %q are kept", hit.Event.VisitorID, hit.Event.CustomerID)
			}
			if hashed := tt.kind == event.BrowserKey && tt.want == event.ConsentAnonymous; hit.Hashed != hashed {
				t.Errorf("known by a day hash: %t, want %t", hit.Hashed, hashed)
			}
		})
	}
}

func TestWithoutConsentNothingIsLookedAt(t *testing.T) {
	f := &fakeStore{}
	// Invalid in name, time and for the key: still nobody's business.
	a := take(t, newIntake(f), request(event.BrowserKey, `{"events":[{"consent":"none","name":"refund","time":0}]}`), 1)
	if a.Discarded != 1 {
		t.Errorf("answer %+v, want it discarded", a)
	}
}

func TestSalts(t *testing.T) {
	tests := []struct {
		name  string
		kind  event.KeyKind
		event string
		day   string // whose salt is asked for; "" for none
	}{
		{"browser without visitor", event.BrowserKey, `{"name":"page_view"}`, "2026-11-21"},
		{"before 04:00 in Tehran", event.BrowserKey, `{"name":"page_view","time":"2026-11-21T00:29:59Z"}`, "2026-11-20"},
		{"from 04:00 in Tehran", event.BrowserKey, `{"name":"page_view","time":"2026-11-21T00:30:00Z"}`, "2026-11-21"},
		{"browser with visitor but anonymous", event.BrowserKey, `{"name":"page_view","visitor_id":"v"}`, "2026-11-21"},
		{"browser with visitor", event.BrowserKey, `{"name":"page_view","visitor_id":"v","consent":"full"}`, ""},
		{"server with client", event.ServerKey, `{"name":"page_view","client":{"ip":"203.0.113.9","user_agent":"x"}}`, "2026-11-21"},
		{"server on its own account", event.ServerKey, `{"name":"purchase","params":{"transaction_id":"1"}}`, ""},
		{"late, after its salt was destroyed", event.ServerKey, `{"name":"page_view","client":{"ip":"203.0.113.9"},"time":"2026-08-19T00:30:00Z"}`, "2026-08-19"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := &fakeStore{}
			take(t, newIntake(f), request(tt.kind, `{"events":[`+tt.event+`]}`), 1)
			if got := strings.Join(f.salts, " "); got != tt.day {
				t.Errorf("asked for salts of %q, want %q", got, tt.day)
			}
			if hashed := f.last(t).Records[0].Hit.Hashed; hashed != (tt.day != "") {
				t.Errorf("hashed %v", hashed)
			}
		})
	}
}

func TestSaltIsAskedForOnceADay(t *testing.T) {
	f := &fakeStore{}
	i := newIntake(f)
	for range 3 {
		take(t, i, request(event.BrowserKey, `{"events":[{"name":"page_view"},{"name":"scroll"}]}`), 2)
	}
	if len(f.salts) != 1 {
		t.Errorf("asked for %d salts, want one", len(f.salts))
	}
}

func TestRepeats(t *testing.T) {
	f := &fakeStore{}
	i := newIntake(f)
	body := `{"events":[
		{"id":"a","name":"page_view","time":"2026-11-21T09:59:00Z"},
		{"id":"a","name":"page_view","time":"2026-11-21T12:59:00+03:00"},
		{"id":"a","name":"page_view","time":"2026-11-21T09:59:01Z"},
		{"id":"b","name":"page_view"}, {"id":"b","name":"page_view"},
		{"name":"page_view"}, {"name":"page_view"}]}`
	if a := take(t, i, request(event.ServerKey, body), 7); a.Accepted != 5 || a.Duplicates != 2 {
		t.Errorf("first time: %+v, want 5 accepted, 2 duplicates", a)
	}
	// Without an id a retry can't be recognised.
	if a := take(t, i, request(event.ServerKey, body), 7); a.Accepted != 2 || a.Duplicates != 5 {
		t.Errorf("second time: %+v, want 2 accepted, 5 duplicates", a)
	}
	// The other key's events are others.
	if a := take(t, i, request(event.BrowserKey, body), 7); a.Accepted != 5 {
		t.Errorf("by the browser: %+v, want 5 accepted", a)
	}
}

func TestPersonalCustomerIDsAreHashedAndCounted(t *testing.T) {
	f := &fakeStore{}
	take(t, newIntake(f), request(event.ServerKey, `{"events":[
		{"name":"login","customer_id":"C-1009"},
		{"name":"login","customer_id":"ali@shop.example"},
		{"name":"login","customer_id":"۰۹۱۲۳۴۵۶۷۸۹"}]}`), 3)
	b := f.last(t)
	if got := b.Records[0].Hit.Event.CustomerID; got != "C-1009" {
		t.Errorf("shop's own id became %q", got)
	}
	for _, r := range b.Records[1:] {
		if id := r.Hit.Event.CustomerID; id == "" || strings.ContainsAny(id, "@۹") {
			t.Errorf("kept %q", id)
		}
		if !slices.Contains(r.Notes, CountHashedCustomer) {
			t.Errorf("notes %q", r.Notes)
		}
	}
	if notes := b.Records[0].Notes; notes != nil {
		t.Errorf("notes %q of the shop's own id", notes)
	}
}

func TestDroppedIsCountedEvenWithoutEvents(t *testing.T) {
	f := &fakeStore{}
	take(t, newIntake(f), request(event.ServerKey, `{"dropped":{"queue_full":3,"too_old":1},"events":[]}`), 0)
	if c := f.last(t).Counts; c["drop:queue_full"] != 3 || c["drop:too_old"] != 1 {
		t.Errorf("counts %v", c)
	}
	f = &fakeStore{}
	take(t, newIntake(f), request(event.ServerKey, `{"events":[]}`), 0)
	if len(f.batches) != 0 {
		t.Errorf("nothing was appended as %+v", f.batches)
	}
}

func TestStoreThatTakesNothing(t *testing.T) {
	f := &fakeStore{err: store.ErrUnavailable}
	a, err := newIntake(f).Take(t.Context(), request(event.ServerKey, `{"events":[{"name":"login"}]}`))
	if !errors.Is(err, store.ErrUnavailable) || a.Accepted != 0 {
		t.Errorf("answer %+v, %v, want ErrUnavailable", a, err)
	}
}

func TestImportBelievesTimes(t *testing.T) {
	f := &fakeStore{}
	i := newIntake(f)
	site := request(event.ServerKey, "").Site
	events := []event.Raw{
		event.Raw(`{"id":"1","name":"purchase","time":"2009-12-01T08:26:00Z","params":{"transaction_id":"489434"}}`),
		event.Raw(`{"id":"2","name":"purchase","time":"2031-01-01T00:00:00Z","params":{"transaction_id":"2"}}`),
		event.Raw(`{"id":"3","name":"purchase","time":"2009-12-01T08:26:00Z"}`),
	}
	a, err := i.Import(t.Context(), site, events, received)
	if err != nil || a.Accepted != 2 || len(a.Rejected) != 1 || a.Rejected[0].Code != event.CodeMissingTransactionID || a.Rejected[0].Index != 2 {
		t.Errorf("answer %+v, %v", a, err)
	}
	if got := f.last(t).Records[0].Hit.Time; got != time.Date(2009, 12, 1, 8, 26, 0, 0, time.UTC).UnixMilli() {
		t.Errorf("time %d", got)
	}
}

// Whatever a batch is made of, every event finds exactly one place.
func TestEveryEventIsCountedOnce(t *testing.T) {
	kinds := []string{
		`{"id":"%d","name":"page_view"}`, `{"id":"%d","name":"page_view","consent":"none"}`,
		`{"id":"%d","name":"Bad Name"}`, `{"id":"%d","name":"purchase"}`, `{"name":"scroll","x":%d}`,
		`%d`, `null`, `"text"`, `[]`, `{}`, `{"name":{"a":%d}}`, `{"id":"%d","name":"page_view","time":1e400}`,
		`{"id":"%d","name":"add_to_cart","params":{"value":1.23456,"currency":"EUR"}}`,
		`{"id":"%d","name":"add_to_cart","params":{"value":"۱۲","currency":"IRR"}}`,
	}
	f := &fakeStore{}
	i := newIntake(f)
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(0, 30).Draw(rt, "events")
		events := make([]string, n)
		for k := range events {
			text := rapid.SampledFrom(kinds).Draw(rt, "event")
			if strings.Contains(text, "%d") {
				text = fmt.Sprintf(text, rapid.IntRange(0, 9).Draw(rt, "id"))
			}
			events[k] = text
		}
		kind := rapid.SampledFrom([]event.KeyKind{event.BrowserKey, event.ServerKey}).Draw(rt, "key")
		a, err := i.Take(t.Context(), request(kind, `{"events":[`+strings.Join(events, ",")+`]}`))
		if err != nil {
			rt.Fatal(err)
		}
		if a.Accepted+a.Duplicates+a.Discarded+len(a.Rejected) != n {
			rt.Fatalf("%+v of %d events", a, n)
		}
		if n == 0 {
			return
		}
		b := f.batches[len(f.batches)-1]
		if len(b.Records) != a.Accepted+a.Duplicates || len(b.Rejects) != len(a.Rejected) || int(b.Counts[CountNoConsent]) != a.Discarded {
			rt.Fatalf("the store counts otherwise: %+v against %+v", b, a)
		}
	})
}
