package demo

import (
	"fmt"
	"time"
)

// shopper is a person who knows of the shop.
type shopper struct {
	language language
	// agreed tells whether they let themselves be recognised.
	agreed  bool
	devices []device
	// customer is their number at the shop, once they have an account or a card.
	customer string
	// remote tells that few carriers go where they live.
	remote bool
	// thrift is how much costs put them off, 1 on average.
	thrift float64
	// mood is how they would answer whether they recommend the shop, 0 to 10.
	mood   float64
	visits int
	orders int
	// code is what they give friends, "" until they do.
	code string
	cart basket
}

// basket is a cart as it stands between visits.
type basket struct {
	id     string
	opened time.Time
	lines  []line
}

// keepCart is how long the shop keeps a cart for somebody who left.
const keepCart = 20 * time.Hour

// Shares of the population.
const (
	agreeing   = 0.6  // let themselves be recognised
	farAway    = 0.05 // live where few carriers go
	twoDevices = 0.2  // of those who come again, have another device
)

// newcomer is somebody who has never been here. from is how they come.
func (w *World) newcomer(from source) *shopper {
	w.people++
	s := &shopper{
		language: pick(w.dice, languages, language.weight),
		agreed:   w.chance(agreeing),
		remote:   w.chance(farAway),
		thrift:   w.around(1, 0.4),
		mood:     min(10, max(0, 9.2+1.4*w.NormFloat64())),
	}
	s.devices = []device{newDevice(w.dice, w.visitorID(), w.chance(from.mobile))}
	return s
}

// visitorID is the first-party id of the population's next browser.
func (w *World) visitorID() string {
	w.browsers++
	return fmt.Sprintf("v%s-%d", w.prefix, w.browsers)
}

// enrol gives a shopper a number.
func (w *World) enrol(s *shopper) {
	w.accounts++
	s.customer = fmt.Sprintf("C%s-%d", w.prefix, 1000+w.accounts)
	w.customers = append(w.customers, s)
}

// device is the one they hold this time; some have come to own another.
func (w *World) device(s *shopper) device {
	if s.visits == 1 && w.chance(twoDevices) {
		s.devices = append(s.devices, newDevice(w.dice, w.visitorID(), !s.devices[0].mobile))
	}
	d := oneOf(w.dice, s.devices)
	if !s.agreed && d.mobile {
		d.ip = address(w.dice, true) // another day, another network
	}
	return d
}

// suffer lowers the mood.
func (s *shopper) suffer(by float64) { s.mood = max(0, s.mood-by) }
