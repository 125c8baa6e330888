package demo

import (
	"math"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// order is the end of a visit that went well, and the beginning of what follows from it.
func (v *visit) order(attempt string) {
	goods := v.worth(v.total(), v.who.cart.lines)
	bought := v.who.cart.lines
	number := "T" + v.id
	v.tell(event.NamePaymentReturned, event.Params{"attempt_id": attempt})
	goods["transaction_id"], goods["shipping"], goods["payment_type"] = number, v.cost, "card"
	if v.coupon != "" {
		goods["coupon"] = v.coupon
	}
	if v.plan.code != "" {
		goods["referral_code"] = v.plan.code
	}
	v.tell(event.NamePurchase, goods)
	v.who.cart = basket{}
	v.page, v.since = v.thanksPage(), v.now
	v.page.Referrer = gateway
	v.say(event.NamePageView, nil)
	v.say(event.NamePurchase, goods)
	v.look(10)
	v.askNPS()
	if !v.known && v.chance(0.35) {
		v.enrol(v.who)
		v.known = true
		v.tell(event.NameSignUp, event.Params{"method": "one-time code", "after": "order"})
	}
	v.who.orders++
	v.after(v.who, v.id, number, v.now, sum(bought))
	v.inviteReview(oneOf(v.dice, bought).product)
	v.recommend()
}

// after is what may become of an order: it is cancelled, sent back, or asked about.
func (w *World) after(s *shopper, id, number string, at time.Time, value int64) {
	switch {
	case w.chance(0.02):
		w.note(s, event.SurfaceWeb, "", id+"-cancel", event.NameOrderCancelled, at.Add(days(0.05+0.8*w.Float64())), event.Params{"transaction_id": number})
	case w.chance(0.045):
		params := event.Params{"transaction_id": number, "refund_id": "R" + id}
		if w.chance(0.4) {
			params["currency"], params["value"] = currency, value/2
		}
		s.suffer(1.2)
		w.note(s, event.SurfaceWeb, "", id+"-refund", event.NameRefund, at.Add(days(3+9*w.Float64())), params)
	}
	if w.chance(0.13) {
		w.support(s, id, at.Add(days(0.7+4*w.Float64())))
	}
}

// note is something that the shop's server knows of a customer outside of any visit. Of those
// who want it so, it does not say whom it concerns.
func (w *World) note(s *shopper, surface event.Surface, touchpoint, id, name string, at time.Time, params event.Params) {
	e := event.Event{ID: id, Name: name, Time: at, Consent: event.ConsentAnonymous, Surface: surface, Touchpoint: touchpoint, Params: params}
	if s != nil && s.agreed {
		e.Consent, e.CustomerID = event.ConsentFull, s.customer
	}
	w.posts = append(w.posts, Post{From: event.ServerKey, Event: e})
}

// recommend lets pleased customers give their code to friends.
func (v *visit) recommend() {
	if !v.who.agreed || v.who.customer == "" || v.who.mood < 8.5 || !v.chance(0.2) {
		return
	}
	if v.who.code == "" {
		v.who.code = "F" + v.who.customer
		v.codes = append(v.codes, v.who.code)
	}
	v.note(v.who, event.SurfaceWeb, referralProgramme, v.id+"-code", event.NameReferralShared, v.now.Add(days(0.1+2*v.Float64())), event.Params{"referral_code": v.who.code})
}

// stars is the mood on a scale from 1 to most.
func (w *World) stars(s *shopper, most int) int {
	at := 1 + (s.mood+1.2*w.NormFloat64()-1)/9*float64(most-1)
	return min(most, max(1, int(math.Round(at))))
}
