package demo

import (
	"strconv"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// campaign is a kind of message that the shop sends.
type campaign struct {
	name    string
	surface event.Surface
	via     source
	keen    float64
	// opened and clicked are shares of those delivered; text messages tell nothing of
	// being opened.
	opened, clicked float64
}

var (
	weekly     = campaign{"weekly", event.SurfaceEmail, newsletter, 1.2, 0.21, 0.035}
	cartLeft   = campaign{"cart-reminder", event.SurfaceSMS, reminder, 2.4, 0, 0.13}
	flashSale  = campaign{"flash-sale", event.SurfaceSMS, sale, 2.4, 0, 0.14}
	reviewMail = campaign{"review-invitation", event.SurfaceEmail, invitation, 1, 0.48, 0.3}
)

// reachable are those whom the shop may write to.
func (s *shopper) reachable() bool { return s.agreed && s.customer != "" }

// send sends a message and lets its reader come, or not. p is what the visit is for.
func (w *World) send(s *shopper, c campaign, id string, at time.Time, p plan) {
	say := func(name string) {
		w.note(s, c.surface, c.name, id+"-"+name, name, at, event.Params{"message_id": id, "campaign": c.name})
	}
	say(event.NameMessageSent)
	if w.chance(0.03) {
		say(event.NameMessageBounced)
		return
	}
	at = at.Add(time.Duration(w.between(2, 90)) * time.Second)
	say(event.NameMessageDelivered)
	clicked := w.chance(c.clicked)
	if clicked || w.chance(c.opened) {
		at = at.Add(days(w.around(0.06, 1)))
		if c.opened > 0 {
			say(event.NameMessageOpened)
		}
	}
	if !clicked {
		return
	}
	at = at.Add(time.Duration(w.between(3, 50)) * time.Second)
	say(event.NameMessageClicked)
	p.at, p.who, p.via, p.keen = at.Add(1500*time.Millisecond), s, c.via, c.keen
	w.expect(p)
}

// remind writes to a customer who left a cart behind.
func (v *visit) remind() {
	if !v.who.reachable() || len(v.who.cart.lines) == 0 || !v.chance(0.6) {
		return
	}
	at := v.now.Add(days(0.1 + 0.05*v.Float64()))
	if hour := at.In(v.config.Zone).Hour(); hour < 9 || hour >= 22 {
		return // nobody wants a message from a shop at night
	}
	v.send(v.who, cartLeft, v.id+"-remind", at, plan{})
}

// inviteReview asks for a product's review when it has been in use for a week.
func (v *visit) inviteReview(p product) {
	if v.who.reachable() && v.chance(0.8) {
		v.send(v.who, reviewMail, v.id+"-invite", v.now.Add(days(6+3*v.Float64())), plan{review: &p})
	}
}

// sendNewsletter writes to the customers on Tuesdays.
func (w *World) sendNewsletter(day int) {
	start := w.config.startOf(day)
	if start.Weekday() != time.Tuesday {
		return
	}
	for i, s := range w.customers {
		if s.reachable() && w.chance(0.6) {
			w.send(s, weekly, w.dayID(day, "n", i), start.Add(10*time.Hour+time.Duration(i)*time.Second), plan{})
		}
	}
}

// saleCrowd is how many come for the sale without a message, for each visit of an average day.
const saleCrowd = 1.3

// announceSale sends text messages to customers and lets others hear of the sale.
func (w *World) announceSale(day int) {
	start := w.config.startOf(day).Add(12 * time.Hour)
	for i, s := range w.customers {
		if s.reachable() {
			w.send(s, flashSale, w.dayID(day, "s", i), start.Add(time.Duration(i)*time.Second), plan{})
		}
	}
	for range w.about(saleCrowd * float64(w.config.PerDay)) {
		via := oneOf(w.dice, []source{way("instagram"), way("telegram")})
		w.expect(plan{at: start.Add(30*time.Minute + days(0.25*w.Float64())), via: via, keen: 5})
	}
}

// mentions are what is said of the shop elsewhere, as its listening tool counts it.
func (w *World) mentions(day int) {
	for i := range w.about(0.9) {
		sentiment := strconv.FormatFloat(min(1, max(-1, 0.35+0.4*w.NormFloat64())), 'f', 2, 64)
		w.note(nil, event.SurfaceSocial, "", w.dayID(day, "x", i), event.NameMention, w.config.instant(w.dice, day),
			event.Params{"count": w.between(1, 4), "sentiment": sentiment})
	}
}
