package history

import (
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// Now is an instant after every generated event: the clock of whoever receives them.
func Now() time.Time { return time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC) }

// Generate makes up a history from a seed, always the same one. It is meant to be hostile:
// few visitors, customers, carts and transactions, so that they collide; times at the edges
// of every window, of days and of clock changes; everything that senders do twice, late,
// halfway or in contradiction. Every event is valid, and no two of one identity differ, so
// the history means the same in whatever order and however often its steps are sent.
func Generate(seed uint64) History {
	rng := rand.New(rand.NewPCG(seed, 0x5afa5))
	g := &generator{rng: rng, used: map[identity]bool{}, place: pick(rng, places())}
	g.h.Site = Site{Timezone: g.place.zone, Currency: g.place.currency,
		ServerOrders: g.chance(25), TrustBrowsers: g.chance(20)}
	if g.chance(30) {
		g.h.Site.CartWindow = pick(rng, []time.Duration{time.Hour, 6 * time.Hour, 48 * time.Hour, 8 * 24 * time.Hour})
	}
	g.visitors, g.customers = 1+rng.IntN(4), 1+rng.IntN(3)
	g.begin = g.place.change.Add(-time.Duration(rng.IntN(72)) * 30 * time.Minute)
	g.now = g.begin
	size := 5 + rng.IntN(76)
	if g.chance(3) {
		size = 300
	}
	for len(g.h.Steps) < size {
		pick(rng, scenes())(g)
	}
	if g.chance(30) {
		g.h.Site.Stages = g.name("place", 2) + ":" + string(pick(rng, event.Stages()))
	}
	return g.h
}

// place is a zone with an instant at which its clocks change.
type place struct {
	zone, currency string
	change         time.Time
}

func places() []place {
	at := func(zone, currency string, y, m, d, hour, minute int) place {
		return place{zone, currency, time.Date(y, time.Month(m), d, hour, minute, 0, 0, time.UTC)}
	}
	return []place{
		at("Europe/London", "GBP", 2026, 3, 29, 1, 0),
		at("Europe/London", "GBP", 2025, 10, 26, 1, 0),
		at("Asia/Tehran", "IRR", 2026, 3, 20, 20, 30), // a year's first midnight; no change since 2022
		at("America/New_York", "USD", 2026, 3, 8, 7, 0),
		at("America/St_Johns", "CAD", 2025, 11, 2, 4, 30),
		at("America/Santiago", "CLP", 2026, 4, 5, 3, 0),
		at("Australia/Lord_Howe", "AUD", 2026, 4, 4, 15, 0), // by half an hour
		at("Australia/Lord_Howe", "AUD", 2025, 10, 4, 15, 30),
		at("Africa/Cairo", "EGP", 2026, 4, 23, 22, 0), // there is no midnight
		at("Africa/Cairo", "EGP", 2025, 10, 30, 21, 0),
		at("Asia/Kuwait", "KWD", 2026, 1, 31, 21, 0),
	}
}

type identity struct {
	kind event.KeyKind
	id   string
	time int64
}

type generator struct {
	rng                 *rand.Rand
	h                   History
	place               place
	begin, now          time.Time
	visitors, customers int
	used                map[identity]bool
	n                   int
}

func pick[T any](rng *rand.Rand, all []T) T { return all[rng.IntN(len(all))] }

func (g *generator) chance(percent int) bool { return g.rng.IntN(100) < percent }

// name makes up one of a few names: V1, V2...
func (g *generator) name(prefix string, few int) string {
	return fmt.Sprintf("%s%d", prefix, 1+g.rng.IntN(few))
}

// edge is a distance at which some window ends, or a millisecond beside it.
func (g *generator) edge() time.Duration {
	const day = 24 * time.Hour
	window := g.h.Site.CartWindow
	if window == 0 {
		window = day
	}
	d := pick(g.rng, []time.Duration{0, 10 * time.Second, 30 * time.Second, 5 * time.Minute,
		30 * time.Minute, 30 * time.Minute, time.Hour, day, day, window, window, 7 * day, 30 * day, 90 * day})
	return max(0, d+pick(g.rng, []time.Duration{-time.Millisecond, 0, 0, time.Millisecond}))
}

// tick moves the time on: mostly a little, at times to the edge of a window that some
// earlier step opened, or back to let a step arrive late.
func (g *generator) tick() {
	steps := g.h.Steps
	switch n := g.rng.IntN(100); {
	case n < 12: // equal times
	case n < 70:
		g.now = g.now.Add(time.Duration(1+g.rng.IntN(240_000)) * time.Millisecond)
	case n < 80:
		g.now = g.now.Add(time.Duration(g.rng.IntN(12)) * 10 * time.Minute)
	case n < 96 && len(steps) > 0:
		g.now = steps[len(steps)-1-g.rng.IntN(min(len(steps), 8))].Event.Time.Add(g.edge())
	case len(steps) > 0:
		g.now = pick(g.rng, steps).Event.Time.Add(g.edge())
	}
	g.leap(g.now)
}

// leap moves the time to an instant; nothing happens after Now, so then to the beginning again.
func (g *generator) leap(to time.Time) {
	if g.now = to; g.now.After(Now()) {
		g.now = g.begin.Add(time.Duration(g.rng.IntN(3600)) * time.Second)
	}
}

// who is who acts in a scene.
type who struct {
	visitor, customer string
	ip, ua            string
}

// someone picks a shopper. Visitors share addresses and agents, customers share devices.
func (g *generator) someone() who {
	v := 1 + g.rng.IntN(g.visitors)
	a := who{
		visitor: fmt.Sprintf("v%d", v), customer: g.name("C", g.customers),
		ip: fmt.Sprintf("203.0.113.%d", 1+v%2), ua: agent([]string{"desktop", "mobile", "tablet"}[v%3]),
	}
	switch n := g.rng.IntN(100); {
	case n < 4:
		a.ua = "Mozilla/5.0 (Android 14; Mobile; rv:126.0) Gecko/126.0 Firefox/126.0"
	case n < 7:
		a.ua = "shop's own program" // tells nothing
	case n < 12:
		a.ip = "198.51.100.7"
	}
	if g.chance(2) {
		a.ua = agent("robot")
	}
	return a
}

// browser sends an event as a page does.
func (g *generator) browser(a who, name string, params event.Params) *Step {
	s := g.send(event.BrowserKey, name, params)
	s.IP, s.UserAgent = a.ip, a.ua
	s.Event.Consent = event.ConsentFull
	if !g.chance(8) {
		s.Event.VisitorID = a.visitor
	}
	if g.chance(20) {
		s.Event.CustomerID = a.customer
	}
	if n := g.rng.IntN(100); n < 12 {
		s.Event.Consent = []event.Consent{"", "", event.ConsentAnonymous, event.ConsentNone}[n%4]
	}
	if name == "page_view" || g.chance(30) {
		g.page(s)
	}
	if g.chance(25) {
		s.param("engagement_time_msec", g.whole(0, 5, 9_999, 10_000, 29_000, 31_000, 400_000))
	}
	g.surface(s, 4)
	return s
}

// server sends an event as a shop's backend does.
func (g *generator) server(a who, name string, params event.Params) *Step {
	s := g.send(event.ServerKey, name, params)
	n := g.rng.IntN(100)
	if n < 55 {
		s.Event.VisitorID = a.visitor
	}
	if n > 35 {
		s.Event.CustomerID = a.customer
	}
	if g.chance(20) {
		s.Event.Client = &event.Client{IP: a.ip, UserAgent: a.ua}
	}
	if g.chance(3) {
		s.Event.Consent = pick(g.rng, []event.Consent{event.ConsentAnonymous, event.ConsentNone})
	}
	g.surface(s, 15)
	return s
}

// send appends a step at the next time and returns it to be filled in.
func (g *generator) send(kind event.KeyKind, name string, params event.Params) *Step {
	g.tick()
	g.n++
	id := fmt.Sprintf("%c%d", "abyz"[g.rng.IntN(4)], g.n)
	if len(g.h.Steps) > 0 && g.chance(4) {
		id = pick(g.rng, g.h.Steps).Event.ID // at another time or by another key
	}
	is := identity{kind, id, g.now.UnixMilli()}
	if g.used[is] {
		is.id = fmt.Sprintf("n%d", g.n)
	}
	g.used[is] = true
	s := Step{Kind: kind, Event: event.Event{ID: is.id, Name: name, Time: g.now, Params: params}}
	if g.chance(15) {
		s.Event.Touchpoint = g.name("place", 2)
	}
	g.h.Steps = append(g.h.Steps, s)
	return &g.h.Steps[len(g.h.Steps)-1]
}

func (g *generator) surface(s *Step, percent int) {
	if g.chance(percent) {
		s.Event.Surface = pick(g.rng, []event.Surface{event.SurfaceApp, event.SurfaceApp,
			event.SurfaceStore, event.SurfaceWeb, event.SurfaceOther, event.SurfacePhone})
	}
}

func (g *generator) page(s *Step) {
	s.Event.Page.URL = shop + pick(g.rng, []string{"/", "/p/1", "/cart", "/?utm_source=news&utm_medium=email",
		"/p/2?utm_source=google&utm_medium=cpc&utm_campaign=spring", "/?gclid=abc", "/?utm_campaign=sale"})
	s.Event.Page.Referrer = pick(g.rng, []string{"", "", "", shop + "/p/1", "https://www.google.com/",
		"https://l.instagram.com/", "https://checkout.stripe.com/pay", "https://sep.shaparak.ir/"})
}
