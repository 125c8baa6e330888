package demo

import (
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// The physical store is open from 10:00 to 21:00.
const (
	storeOpens = 10
	storeHours = 11
)

// tillShare is how many order in the store, for each visit to the site.
const tillShare = 0.008

// tills are the orders of the physical store. Half of those who buy there show a card.
func (w *World) tills(day int) {
	for i := range w.about(tillShare * float64(w.config.PerDay) * w.config.busy(day)) {
		at := w.config.startOf(day).Add(storeOpens*time.Hour + time.Duration(w.IntN(storeHours*3600))*time.Second)
		id := w.dayID(day, "t", i)
		s := &shopper{language: languages[0], mood: 9}
		switch {
		case len(w.customers) > 0 && w.chance(0.3):
			s = oneOf(w.dice, w.customers)
		case w.chance(0.3):
			s = w.newcomer(source{mobile: 0.7})
			w.enrol(s)
		}
		w.sell(s, id, at)
	}
}

// sell is an order over the counter.
func (w *World) sell(s *shopper, id string, at time.Time) {
	var lines []line
	for range 1 + w.about(0.6) {
		lines = append(lines, line{pick(w.dice, products, func(p product) float64 { return p.wanted }), 1})
	}
	w.note(s, event.SurfaceStore, till, id, event.NamePurchase, at, event.Params{"transaction_id": "T" + id, "currency": currency,
		"value": sum(lines), "payment_type": "terminal", "items": itemsOf(lines, s.language)})
	s.orders++
	w.after(s, id, "T"+id, at, sum(lines))
	if len(s.devices) > 0 {
		w.comeAgain(s, at, browsed)
	}
}
