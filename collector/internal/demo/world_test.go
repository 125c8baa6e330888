package demo

import (
	"bytes"
	"math"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

func tehran(t *testing.T) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Tehran")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// month is a World of 28 days.
func month(t *testing.T, seed uint64) *World {
	t.Helper()
	zone := tehran(t)
	w, err := New(Config{
		Seed: seed, Zone: zone, First: time.Date(2026, 10, 25, 9, 30, 0, 0, zone),
		Days: 28, PerDay: 60, Shop: "https://shop.example",
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// reported is what the server tells of all posts, as it travels.
func reported(t *testing.T, posts []Post) []byte {
	t.Helper()
	var all bytes.Buffer
	for _, p := range posts {
		e, ok := p.Reported()
		if !ok {
			continue
		}
		raw, err := e.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		all.Write(raw)
		all.WriteByte('\n')
	}
	return all.Bytes()
}

func TestSameSeedSameBytes(t *testing.T) {
	t.Parallel()
	end := month(t, 1).config.startOf(28)
	all := reported(t, slices.Collect(month(t, 1).Until(end)))
	if len(all) == 0 {
		t.Fatal("nothing happens")
	}
	var pieces []Post
	w := month(t, 1)
	for at := w.config.First; at.Before(end); at = at.Add(17*time.Hour + 13*time.Minute) {
		pieces = slices.AppendSeq(pieces, w.Until(at))
	}
	pieces = slices.AppendSeq(pieces, w.Until(end))
	if !bytes.Equal(all, reported(t, pieces)) {
		t.Error("told in pieces it is another history")
	}
	if bytes.Equal(all, reported(t, slices.Collect(month(t, 2).Until(end)))) {
		t.Error("another seed makes no difference")
	}
}

// Of a history that somebody stopped listening to, nothing is lost.
func TestUntilGoesOnWhereItWasLeft(t *testing.T) {
	t.Parallel()
	end := month(t, 1).config.startOf(3)
	want := reported(t, slices.Collect(month(t, 1).Until(end)))
	w := month(t, 1)
	var got []Post
	for {
		before := len(got)
		for p := range w.Until(end) {
			if got = append(got, p); len(got)%7 == 0 {
				break
			}
		}
		if len(got) == before {
			break
		}
	}
	if !bytes.Equal(want, reported(t, got)) {
		t.Error("another history")
	}
}

// valid holds an event to the contract, as its collector would.
func valid(t *testing.T, e event.Event, kind event.KeyKind) {
	t.Helper()
	raw, err := e.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	read, why := event.Decode(raw)
	if why == nil {
		why = read.Validate(kind)
	}
	if why != nil {
		t.Errorf("%s: %v", raw, why)
	}
}

func TestEveryEventKeepsTheContract(t *testing.T) {
	t.Parallel()
	w := month(t, 7)
	from, to := w.config.First, w.config.startOf(28)
	ids, names, last := map[string]bool{}, map[string]int{}, from
	for p := range w.Until(to) {
		at := p.Event.Time
		if at.Before(w.config.startOf(0)) || !at.Before(to) || at.Before(last) && at.After(from) {
			t.Errorf("%s at %s, after %s", p.Event.ID, at, last)
		}
		if !at.Equal(at.Truncate(time.Millisecond)) {
			t.Errorf("%s at %s: the contract knows whole milliseconds", p.Event.ID, at)
		}
		last = at
		if ids[p.Event.ID] {
			t.Errorf("%s twice", p.Event.ID)
		}
		ids[p.Event.ID] = true
		names[p.Event.Name]++
		valid(t, p.Event, p.From)
		if e, ok := p.Reported(); ok {
			valid(t, e, event.ServerKey)
		}
		if ip := p.Client.IP; ip != "" && !documentation(ip) {
			t.Errorf("%s may be somebody's address", ip)
		}
	}
	for _, n := range event.Names() {
		if slices.Contains(absent, n.Name) != (names[n.Name] == 0) {
			t.Errorf("%s comes %d times", n.Name, names[n.Name])
		}
	}
}

// absent are the names of the vocabulary that this shop has no use for.
var absent = []string{
	event.NameViewPromotion, event.NameSelectPromotion, event.NameSelectContent, event.NameScroll,
	event.NameSelectItem, event.NameSearch, event.NameCompareItems, event.NameVideoStart, event.NameVideoComplete,
	event.NameCartMerged, event.NameLogout, event.NameMessageComplained, event.NameMessageUnsubscribed,
	event.NameReferralConverted, event.NamePriceChanged, event.NameWebVitals,
}

func documentation(ip string) bool {
	a, err := netip.ParseAddr(ip)
	if err != nil {
		return false
	}
	return slices.ContainsFunc([]string{"192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32"},
		func(net string) bool { return netip.MustParsePrefix(net).Contains(a) })
}

// Who does not agree is not named, and their browser is, since nothing else ties their
// events together.
func TestWhoDoesNotAgreeIsNotNamed(t *testing.T) {
	t.Parallel()
	w := month(t, 1)
	agreed, others := 0, 0
	for p := range w.Until(w.config.startOf(28)) {
		e, ok := p.Reported()
		if !ok {
			continue
		}
		if e.Consent == event.ConsentFull {
			agreed++
			continue
		}
		others++
		if e.VisitorID != "" || e.CustomerID != "" {
			t.Errorf("%s names %q, %q", e.ID, e.VisitorID, e.CustomerID)
		}
		if p.Client != (event.Client{}) && e.Client == nil {
			t.Errorf("%s belongs to nobody", e.ID)
		}
	}
	if share := float64(agreed) / float64(agreed+others); share < 0.5 || share > 0.75 {
		t.Errorf("%.0f%% of the events are of those who agree", 100*share)
	}
}

// While the gateway is broken, hardly anybody who is sent there comes back with an order.
func TestTheGatewayBreaks(t *testing.T) {
	t.Parallel()
	var sent, paid [2]int
	for seed := range uint64(6) {
		w := month(t, seed)
		carts := map[string]int{}
		for p := range w.Until(w.config.startOf(28)) {
			switch e := p.Event; {
			case e.Name == event.NamePaymentRedirected:
				when := 0
				if w.config.broken(e.Time) {
					when = 1
				}
				carts[e.CartID] = when
				sent[when]++
			case e.Name == event.NamePurchase && e.CartID != "" && p.From == event.ServerKey:
				paid[carts[e.CartID]]++
			}
		}
	}
	usual, broken := float64(paid[0])/float64(sent[0]), float64(paid[1])/float64(sent[1])
	if sent[1] < 20 || usual < 0.75 || broken > 0.35 {
		t.Errorf("%d of %d pay as a rule, %d of %d while it is broken", paid[0], sent[0], paid[1], sent[1])
	}
}

func TestArrive(t *testing.T) {
	t.Parallel()
	w := month(t, 1)
	now := w.config.startOf(20).Add(13*time.Hour + 123_456*time.Nanosecond)
	ids := map[string]bool{}
	for p := range w.Until(now) {
		ids[p.Event.ID] = true
	}
	people, again := map[string]bool{}, 0
	for n := range 300 {
		at := now.Add(time.Duration(n) * time.Second)
		posts := w.Arrive(at)
		if len(posts) == 0 || posts[0].Event.Name != event.NamePageView {
			t.Fatalf("%d events", len(posts))
		}
		last := at.Truncate(time.Millisecond)
		for _, p := range posts {
			if p.Event.Time.Before(last) {
				t.Errorf("%s at %s, after %s", p.Event.ID, p.Event.Time, last)
			}
			last = p.Event.Time
			if ids[p.Event.ID] {
				t.Errorf("%s twice", p.Event.ID)
			}
			ids[p.Event.ID] = true
			valid(t, p.Event, p.From)
		}
		if v := posts[0].Event.VisitorID; v != "" && !people[v] {
			people[v] = true
			if strings.Count(v, "-") == 1 {
				again++
			}
		}
	}
	if len(people) == 0 || again == 0 {
		t.Errorf("%d known browsers, %d of them of old", len(people), again)
	}
	// Who came live has not changed what the days bring.
	for p := range w.Until(now.Add(48 * time.Hour)) {
		if ids[p.Event.ID] {
			t.Errorf("%s twice", p.Event.ID)
		}
	}
}

func TestGap(t *testing.T) {
	t.Parallel()
	w, total, n := month(t, 1), time.Duration(0), 4000
	for range n {
		total += w.Gap(30)
	}
	if mean := total.Seconds() / float64(n); math.Abs(mean-2) > 0.15 {
		t.Errorf("30 a minute come %.2f s apart", mean)
	}
}

func TestRhythm(t *testing.T) {
	t.Parallel()
	w := month(t, 3)
	byDay, byHour := map[time.Weekday]int{}, map[int]int{}
	for p := range w.Until(w.config.startOf(28)) {
		if p.Event.Name != event.NamePageView || w.config.dayOf(p.Event.Time) == w.config.saleDay() {
			continue
		}
		at := p.Event.Time.In(w.config.Zone)
		byDay[at.Weekday()]++
		byHour[at.Hour()]++
	}
	if byDay[time.Friday] >= byDay[time.Sunday] || byDay[time.Thursday] >= byDay[time.Saturday] {
		t.Errorf("the weekend is as busy as the week: %v", byDay)
	}
	if byHour[4]*5 > byHour[21] {
		t.Errorf("nobody sleeps: %v", byHour)
	}
}

// Days begin at their first instant, also where clocks change.
func TestDayOf(t *testing.T) {
	t.Parallel()
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	c := Config{Zone: zone, First: time.Date(2026, 10, 20, 15, 0, 0, 0, zone)}
	for _, test := range []struct {
		at   time.Time
		want int
	}{
		{time.Date(2026, 10, 20, 0, 0, 0, 0, zone), 0},
		{time.Date(2026, 10, 19, 23, 59, 59, 0, zone), -1},
		{time.Date(2026, 10, 25, 23, 59, 59, 0, zone), 5}, // of 25 hours
		{time.Date(2026, 10, 26, 0, 0, 0, 0, zone), 6},
		{time.Date(2027, 3, 28, 23, 30, 0, 0, zone), 159}, // of 23 hours
		{time.Date(2027, 3, 29, 0, 0, 0, 0, zone), 160},
	} {
		if got := c.dayOf(test.at); got != test.want {
			t.Errorf("%s is day %d, want %d", test.at, got, test.want)
		}
	}
}

func TestConfigMustBeWhole(t *testing.T) {
	t.Parallel()
	good := Config{Zone: time.UTC, First: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), PerDay: 1, Shop: "https://shop.example"}
	if _, err := New(good); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*Config){
		"Zone":   func(c *Config) { c.Zone = nil },
		"First":  func(c *Config) { c.First = time.Time{} },
		"Days":   func(c *Config) { c.Days = -1 },
		"PerDay": func(c *Config) { c.PerDay = 0 },
		"Shop":   func(c *Config) { c.Shop = "" },
	} {
		c := good
		spoil(&c)
		if _, err := New(c); err == nil {
			t.Errorf("%s may be wrong", name)
		}
	}
}
