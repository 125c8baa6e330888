package demo

import (
	"math"
	"strconv"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// visit is somebody in the shop, from the first page to the last.
type visit struct {
	*World
	who    *shopper
	via    source
	plan   plan
	device device
	id     string // begins the ids of its events
	events int
	now    time.Time
	page   event.Page
	since  time.Time // the page was opened
	known  bool      // signed in
	coupon string    // that was taken
	told   bool      // by the cart what shipping costs
	cost   int64     // of shipping, in Rial
}

// run is the whole visit.
func (v *visit) run() outcome {
	if v.plan.review != nil {
		v.writeReview(*v.plan.review)
		return browsed
	}
	v.land()
	if v.chance(v.via.bounce * v.patience()) {
		v.look(5)
		v.leave()
		return bounced
	}
	v.look(14)
	v.browse()
	o := browsed
	if v.chance(v.wants()) {
		o = v.shop()
	}
	v.leave()
	return o
}

// patience is how likely somebody is to leave at once, 1 on average.
func (v *visit) patience() float64 {
	p := 1.0
	if v.who.visits > 1 {
		p *= 0.75
	}
	if v.device.mobile {
		p *= 1.08
	}
	return p
}

// wants is the chance that something goes into the cart.
func (v *visit) wants() float64 {
	p := 0.104 * v.via.keen * v.plan.keen
	if !v.device.mobile {
		p *= 1.35
	}
	if v.who.orders > 0 {
		p *= 1.3
	}
	if len(v.who.cart.lines) > 0 {
		p *= 1.8
	}
	return min(p, 0.8)
}

// say notes what a page saw.
func (v *visit) say(name string, params event.Params) { v.post(event.BrowserKey, name, "", params) }

// sayAt notes what a page saw of a touchpoint.
func (v *visit) sayAt(touchpoint, name string, params event.Params) {
	v.post(event.BrowserKey, name, touchpoint, params)
}

// tell notes what the shop's server did.
func (v *visit) tell(name string, params event.Params) { v.post(event.ServerKey, name, "", params) }

func (v *visit) post(from event.KeyKind, name, touchpoint string, params event.Params) {
	v.events++
	e := event.Event{
		ID: v.id + "-" + strconv.Itoa(v.events), Name: name, Time: v.now, Consent: event.ConsentAnonymous,
		Surface: event.SurfaceWeb, Touchpoint: touchpoint, Params: params, Page: v.page,
	}
	if v.who.agreed {
		e.Consent, e.VisitorID = event.ConsentFull, v.device.visitor
		if v.known {
			e.CustomerID = v.who.customer
		}
	}
	if name != event.NamePageView {
		e.Page.Title, e.Page.Referrer = "", ""
	}
	if from == event.ServerKey {
		e.CartID = v.who.cart.id
	}
	v.posts = append(v.posts, Post{From: from, Event: e, Client: event.Client{IP: v.device.ip, UserAgent: v.device.agent}})
	v.now = v.now.Add(time.Duration(40+v.IntN(400)) * time.Millisecond)
}

// open goes to a page of the shop.
func (v *visit) open(page event.Page) {
	page.Referrer = v.page.URL
	v.leave()
	v.page, v.since = page, v.now
	v.say(event.NamePageView, nil)
	if v.chance(0.012) {
		v.now = v.now.Add(time.Duration(v.between(4, 11)) * time.Second)
		v.say(event.NameSlowPage, event.Params{"load_ms": v.between(4200, 11_000)})
		v.who.suffer(0.3)
	}
}

// look lets time pass on a page; the median is in seconds.
func (v *visit) look(median float64) {
	v.now = v.now.Add(time.Duration(math.Round(v.around(median, 0.6)*1000)) * time.Millisecond)
}

// leave ends a page: its tag tells how long it was really looked at.
func (v *visit) leave() {
	if v.page == (event.Page{}) {
		return
	}
	engaged := time.Duration(float64(v.now.Sub(v.since)) * (0.6 + 0.4*v.Float64()))
	if engaged >= time.Second {
		v.say(event.NameUserEngagement, event.Params{"engagement_time_msec": engaged.Milliseconds()})
	}
	v.page = event.Page{}
}

// stuck is a click on something that does not answer.
func (v *visit) stuck(p float64) {
	if !v.chance(p) {
		return
	}
	name := event.NameDeadClick
	if v.chance(0.6) {
		name = event.NameRageClick
	}
	v.say(name, nil)
	v.look(5)
	v.who.suffer(0.4)
}
