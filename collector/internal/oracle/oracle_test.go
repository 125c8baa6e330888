package oracle

import (
	"encoding/json"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/safar-cx/safar/sdk/event"
)

var base = time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)

func plain(zone string) Site {
	z, err := time.LoadLocation(zone)
	if err != nil {
		panic(err)
	}
	return Site{
		Zone: z, Currency: "GBP",
		Agent:   func(ua string) Agent { return Agent{Device: "desktop", Robot: ua == "robot"} },
		Country: func(string) string { return "" },
		Path:    func(string) string { return "" },
		Arrive:  func(string, string) (Arrival, bool) { return Arrival{}, false },
		Channel: func(string, string, string) string { return "direct" },
	}
}

func sent(kind event.KeyKind, id, name string, at time.Time, change ...func(*Received)) Received {
	r := Received{Kind: kind, Event: event.Event{ID: id, Name: name, Time: at}, Received: base, UserAgent: "agent"}
	for _, c := range change {
		c(&r)
	}
	return r
}

func of(visitor, customer string) func(*Received) {
	return func(r *Received) {
		r.Event.VisitorID, r.Event.CustomerID, r.Event.Consent = visitor, customer, event.ConsentFull
	}
}

func paid(tx, value, currency string) func(*Received) {
	return func(r *Received) {
		r.Event.Params = event.Params{"transaction_id": tx, "value": json.Number(value), "currency": currency}
	}
}

func whole(zone string, all ...Received) Figures {
	return Ask(plain(zone), all, Question{From: "2026-01-01", To: "2026-06-01", AsOf: base.AddDate(1, 0, 0)}).Figures
}

// TestClockCorrection: a sender whose clock is more than a minute off is put right, by the
// first copy received.
func TestClockCorrection(t *testing.T) {
	late := func(off time.Duration) func(*Received) {
		return func(r *Received) { r.SentAt = base.Add(-off) }
	}
	for off, want := range map[time.Duration]time.Duration{
		0: 0, time.Minute: 0, -time.Minute: 0,
		time.Minute + 1e6: time.Minute + 1e6, -time.Hour: -time.Hour,
	} {
		all := []Received{sent(event.ServerKey, "a", "mention", base, late(off))}
		hits := accept(plain("UTC"), all, base.AddDate(1, 0, 0).UnixMilli())
		if got := time.Duration(hits[0].at-base.UnixMilli()) * time.Millisecond; got != want {
			t.Errorf("sent %v before receipt: moved by %v, want %v", off, got, want)
		}
	}
	first := sent(event.ServerKey, "a", "mention", base, late(time.Hour))
	second := sent(event.ServerKey, "a", "mention", base)
	second.Received = base.Add(time.Hour)
	hits := accept(plain("UTC"), []Received{first, second}, base.AddDate(1, 0, 0).UnixMilli())
	if len(hits) != 1 || hits[0].at != base.Add(time.Hour).UnixMilli() {
		t.Error("the copy received first decides the corrected time")
	}
}

func TestConsent(t *testing.T) {
	set := func(c event.Consent, gpc bool) func(*Received) {
		return func(r *Received) { r.Event.Consent, r.GPC = c, gpc }
	}
	for _, c := range []struct {
		kind     event.KeyKind
		consent  event.Consent
		gpc      bool
		accepted bool
		kept     bool // the identifiers
	}{
		{event.BrowserKey, "", false, true, false},
		{event.BrowserKey, event.ConsentFull, false, true, true},
		{event.BrowserKey, event.ConsentFull, true, true, false},
		{event.BrowserKey, event.ConsentNone, true, false, false},
		{event.ServerKey, "", false, true, true},
		{event.ServerKey, event.ConsentFull, true, true, true},
		{event.ServerKey, event.ConsentAnonymous, false, true, false},
		{event.ServerKey, event.ConsentNone, false, false, false},
	} {
		all := []Received{sent(c.kind, "a", "search", base, of("v", "C"), set(c.consent, c.gpc))}
		hits := accept(plain("UTC"), all, base.UnixMilli())
		if (len(hits) == 1) != c.accepted {
			t.Errorf("%+v: %d accepted", c, len(hits))
			continue
		}
		if c.accepted && (hits[0].visitor == name("visitor", "v") && hits[0].customer != "") != c.kept {
			t.Errorf("%+v: kept %q and %q", c, hits[0].visitor, hits[0].customer)
		}
	}
}

// TestSaltPeriod: it changes at 04:00 by the shop's clock, also on days of 23 and 25 hours.
func TestSaltPeriod(t *testing.T) {
	for _, c := range []struct{ zone, at, want string }{
		{"Europe/London", "2026-03-29T02:59:59.999Z", "2026-03-28"},
		{"Europe/London", "2026-03-29T03:00:00Z", "2026-03-29"},
		{"Europe/London", "2026-10-25T03:59:59.999Z", "2026-10-24"},
		{"Europe/London", "2026-10-25T04:00:00Z", "2026-10-25"},
		{"Asia/Tehran", "2026-03-01T00:29:59Z", "2026-02-28"},
		{"Asia/Tehran", "2026-03-01T00:30:00Z", "2026-03-01"},
	} {
		at, err := time.Parse(time.RFC3339, c.at)
		if err != nil {
			t.Fatal(err)
		}
		if got := saltPeriod(plain(c.zone).Zone, at); got != c.want {
			t.Errorf("%s in %s: %s, want %s", c.at, c.zone, got, c.want)
		}
	}
}

func TestRobots(t *testing.T) {
	robot := func(r *Received) {
		r.UserAgent = "robot"
		if r.Kind == event.ServerKey {
			r.Event.Client = &event.Client{UserAgent: "robot"}
		}
	}
	f := whole("UTC",
		sent(event.BrowserKey, "a", "page_view", base, of("v1", ""), robot),
		sent(event.ServerKey, "b", "page_view", base, of("v2", ""), robot),
		sent(event.ServerKey, "c", "purchase", base, of("v3", "C1"), robot, paid("T1", "1", "GBP")),
		sent(event.BrowserKey, "d", "purchase", base, of("v4", ""), robot, paid("T2", "1", "GBP")),
	)
	if f["pageviews"].Numerator != 0 || f["sessions"].Numerator != 0 || f["orders"].Numerator != 1 {
		t.Errorf("%+v", f)
	}
}

// TestMoney: minor units by currency, half to even, never added over currencies.
func TestMoney(t *testing.T) {
	f := whole("UTC",
		sent(event.ServerKey, "a", "purchase", base, paid("T1", "0.125", "GBP")),
		sent(event.ServerKey, "b", "purchase", base, paid("T2", "0.135", "GBP")),
		sent(event.ServerKey, "c", "purchase", base, paid("T3", "12900000.5", "IRR")),
		sent(event.ServerKey, "d", "purchase", base, paid("T4", "0.0015", "KWD")),
		sent(event.ServerKey, "e", "purchase", base, paid("T5", "0", "KWD")),
	)
	want := map[string]Amount{"GBP": {26, 2}, "IRR": {12900000, 1}, "KWD": {2, 1}}
	for currency, amount := range want {
		if got := f["aov"].Currencies[currency]; got != amount {
			t.Errorf("%s: %+v, want %+v", currency, got, amount)
		}
	}
	if f["aov"].Numerator != 26 || f["orders"].Numerator != 5 {
		t.Errorf("%+v", f)
	}
}

// TestServerOrders: browsers only lend their visitor and cart.
func TestServerOrders(t *testing.T) {
	all := []Received{
		sent(event.BrowserKey, "a", "page_view", base, of("v1", "")),
		sent(event.BrowserKey, "b", "purchase", base.Add(time.Second), of("v1", ""), paid("T1", "5", "GBP")),
		sent(event.ServerKey, "c", "purchase", base.Add(time.Minute), of("", "C1"), paid("T1", "7", "GBP")),
		sent(event.BrowserKey, "d", "purchase", base.Add(time.Minute), of("v1", ""), paid("T2", "1", "GBP")),
	}
	site := plain("UTC")
	q := Question{From: "2026-03-02", To: "2026-03-02", AsOf: base.AddDate(1, 0, 0)}
	for server, want := range map[bool]Amount{true: {700, 1}, false: {800, 2}} {
		site.ServerOrders = server
		f := Ask(site, all, q).Figures
		if got := f["aov"]; got.Numerator != want.Numerator || got.Denominator != want.Denominator {
			t.Errorf("server orders %v: %+v, want %+v", server, got, want)
		}
		if got := f["conversion_rate"]; got.Numerator != 1 || got.Denominator != 1 {
			t.Errorf("server orders %v: conversion %+v", server, got)
		}
	}
}

// TestReusedTransaction: exactly 30 days later is the same order, a millisecond more another.
func TestReusedTransaction(t *testing.T) {
	month := 30 * 24 * time.Hour
	for gap, want := range map[time.Duration]int64{month: 1, month + time.Millisecond: 2} {
		f := whole("UTC",
			sent(event.ServerKey, "a", "purchase", base, paid("T1", "5", "GBP")),
			sent(event.ServerKey, "b", "purchase", base.Add(gap), paid("T1", "5", "GBP")),
		)
		if got := f["orders"].Numerator; got != want {
			t.Errorf("%v later: %d orders, want %d", gap, got, want)
		}
	}
}

// TestBrowsersClaim: a browser's customer counts once a server has shown the pair, up to as_of.
func TestBrowsersClaim(t *testing.T) {
	claim := sent(event.BrowserKey, "a", "purchase", base, of("v1", "C1"), paid("T1", "5", "GBP"))
	proof := sent(event.ServerKey, "b", "login", base.AddDate(0, 2, 0), of("v1", "C1"))
	ask := func(asOf time.Time, trust bool, all ...Received) int64 {
		site := plain("UTC")
		site.TrustBrowsers = trust
		a := Ask(site, all, Question{From: "2026-03-02", To: "2026-03-02", AsOf: asOf})
		return a.Figures["repeat_purchase_rate"].Denominator
	}
	later := base.AddDate(1, 0, 0)
	if ask(later, false, claim) != 0 || ask(later, true, claim) != 1 || ask(later, false, claim, proof) != 1 ||
		ask(base.AddDate(0, 1, 0), false, claim, proof) != 0 {
		t.Error("a claim counts with proof by as_of, or where browsers are trusted")
	}
}

// TestRefundsVisit: a refund that names no visitor stands in the visit of who bought, whatever
// visit its cart and its customer point to. There it cuts short the time of the next event.
func TestRefundsVisit(t *testing.T) {
	minutes := func(n time.Duration) time.Time { return base.Add(n * time.Minute) }
	attentive := func(r *Received) { r.Event.Params = event.Params{"engagement_time_msec": json.Number("900000")} }
	cart := func(r *Received) { r.Event.CartID = "K1" }
	for name, want := range map[string]int64{"refund": 330_000, "order_cancelled": 330_000, "mention": 630_000} {
		f := whole("UTC",
			sent(event.BrowserKey, "a", "add_to_cart", minutes(0), of("other", ""), cart),
			sent(event.ServerKey, "b", "login", minutes(0), of("other", "C1")),
			sent(event.BrowserKey, "c", "page_view", minutes(0), of("buyer", "")),
			sent(event.BrowserKey, "d", "purchase", minutes(0), of("buyer", ""), paid("T1", "5", "GBP")),
			sent(event.ServerKey, "e", name, minutes(5), of("", "C1"), paid("T1", "5", "GBP"), cart),
			sent(event.BrowserKey, "f", "page_view", minutes(10), of("buyer", ""), attentive),
		)
		if got := f["time_on_site"].Numerator; got != want {
			t.Errorf("%s: %d ms engaged, want %d", name, got, want)
		}
	}
}

// TestStaysBare: the oracle is worth something only as long as it shares nothing with what it
// is held against, and can be read in one sitting beside the definitions.
func TestStaysBare(t *testing.T) {
	const mostLines, mostColumns = 1800, 120
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files: %v", err)
	}
	lines := 0
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range file.Imports {
			path := strings.Trim(i.Path.Value, `"`)
			if strings.Contains(path, ".") && path != "github.com/safar-cx/safar/sdk/event" {
				t.Errorf("%s imports %s", name, path)
			}
		}
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		for line := range strings.Lines(string(text)) {
			lines++
			if columns := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); columns > mostColumns {
				t.Errorf("%s: a line of %d columns: %s", name, columns, line)
			}
		}
	}
	if lines > mostLines {
		t.Errorf("%d lines, more than %d", lines, mostLines)
	}
}
