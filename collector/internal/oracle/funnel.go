package oracle

import (
	"cmp"
	"slices"
	"strings"

	"github.com/safar-cx/safar/sdk/event"
)

// steps are those of the funnel, by its unit (Readings 40 and 55).
var steps = map[string][]string{
	"session": strings.Fields("session view_item add_to_cart begin_checkout add_shipping_info add_payment_info purchase"),
	"cart":    strings.Fields("cart begin_checkout add_shipping_info add_payment_info purchase"),
	"person":  strings.Fields("session view_item add_to_cart begin_checkout add_shipping_info add_payment_info purchase"),
}

// way is how far somebody got: the furthest step, with others skipped and with all before it,
// one after the other, and the instants of that; 0 for steps that were not made.
type way struct {
	reached, closed int
	first, got      []int64
}

// walk goes the steps along the events.
func walk(steps []string, begin int64, events []*hit) way {
	w := way{first: make([]int64, len(steps)), got: make([]int64, len(steps))}
	w.first[0], w.got[0] = begin, begin
	for _, h := range events {
		n := slices.Index(steps, h.Name)
		if n < 1 {
			continue
		}
		w.reached = max(w.reached, n)
		if w.first[n] == 0 || h.at < w.first[n] {
			w.first[n] = h.at
		}
		if n == w.closed+1 {
			w.closed, w.got[n] = n, h.at
		}
	}
	return w
}

// way is what happened in a session: its events, and instead of purchases its orders.
func (s *session) way() []*hit {
	events := where(s.events, func(h *hit) bool { return h.Name != "purchase" })
	for _, o := range s.purchases {
		events = append(events, &o.hit)
	}
	slices.SortStableFunc(events, order)
	return events
}

// funnels tells how far the sessions, carts and persons of the range got.
func (sc scope) funnels() Figures {
	f := Figures{}
	persons := map[string][]*hit{}
	begun := map[string]int64{}
	ways := map[string][]way{}
	for _, s := range byBeginning(sc.sessions) {
		if sc.takes(s.unit) {
			person, begin := s.first().person, s.first().at
			ways["session"] = append(ways["session"], walk(steps["session"], begin, s.way()))
			persons[person], begun[person] = append(persons[person], s.way()...), cmp.Or(begun[person], begin)
		}
	}
	for _, c := range where(sc.carts, func(c *cart) bool { return sc.takes(c.unit) }) {
		ways["cart"] = append(ways["cart"], walk(steps["cart"], c.opening().at, c.events))
	}
	for person, events := range persons {
		ways["person"] = append(ways["person"], walk(steps["person"], begun[person], events))
	}
	for unit, all := range ways {
		for n := range steps[unit] {
			f.step(unit, "reached", n, all, func(w way) (furthest int, made []int64) { return w.reached, w.first })
			f.step(unit, "closed", n, all, func(w way) (furthest int, made []int64) { return w.closed, w.got })
		}
	}
	return f
}

// step tells how many got to a step, and in what time from the step before: the median and the
// ninetieth percentile, and of how many (Reading 56).
func (f Figures) step(unit, mode string, n int, all []way, far func(way) (furthest int, made []int64)) {
	count, times := int64(0), []int64{}
	for _, w := range all {
		furthest, made := far(w)
		count += one[furthest >= n]
		if n > 0 && made[n-1] > 0 && made[n] >= made[n-1] {
			times = append(times, made[n]-made[n-1])
		}
	}
	kind, id := strings.TrimPrefix(unit+"_"+mode, "session_"), "."+steps[unit][n]
	f[kind+id] = Figure{Numerator: count, Denominator: int64(len(all))}
	if n := len(times); n > 0 {
		slices.Sort(times)
		f[kind+"_median"+id] = Figure{Numerator: times[(n+1)/2-1], Denominator: int64(n)}
		f[kind+"_p90"+id] = Figure{Numerator: times[(9*n+9)/10-1], Denominator: int64(n)}
	}
}

// shareVisits finds where on its way each session met with what, and the stages that it touched (Readings 41 and 46).
func (w *world) shareVisits() {
	for _, s := range w.sessions {
		for _, o := range where(w.obstacles, func(o obstacle) bool { return o.session == s }) {
			before := walk(steps["session"], s.first().at, where(s.way(), func(h *hit) bool { return h.before(o.hit) }))
			reached, closed := steps["session"][before.reached], steps["session"][before.closed]
			w.findings.once("seen."+reached+"."+o.reason, s.unit, 1, 0, s)
			w.findings.once("closed_seen."+closed+"."+o.reason, s.unit, 1, 0, s)
		}
		for _, stage := range event.Stages() {
			of := where(s.events, func(h *hit) bool { return w.stage(h) == stage })
			if len(of) > 0 || stage == event.Purchase && len(s.purchases) > 0 {
				w.findings.rate("troubled."+string(stage), s.unit, true, some(of, named("rage_click", "dead_click",
					"exception", "server_error", "form_error", "payment_failed")))
			}
		}
	}
}
