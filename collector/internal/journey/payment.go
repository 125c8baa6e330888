package journey

import (
	"cmp"
	"sort"

	"github.com/safar-cx/safar/sdk/event"
)

// choice is a way to pay that a shopper chose.
type choice struct {
	hit         int
	paymentType string
}

// choosePayments lists how shoppers chose to pay in each cart as long as it was open.
func (f *fold) choosePayments() {
	f.choices = make([][]choice, len(f.baskets))
	for i, h := range f.hits {
		chosen := h.Event.Params.Text("payment_type")
		if h.Event.Name != event.NameAddPaymentInfo || chosen == "" {
			continue
		}
		if n := f.acts(i); n != None {
			f.choices[n] = append(f.choices[n], choice{i, chosen})
		}
	}
}

// chosen is how a shopper wanted to pay in a basket just before a hit; "" where nothing
// tells.
func (f *fold) chosen(basket, hit int) string {
	choices := f.choices[basket]
	n := sort.Search(len(choices), func(n int) bool { return choices[n].hit >= hit })
	if n == 0 {
		return ""
	}
	return choices[n-1].paymentType
}

// paidWith is how an order was paid for: as its purchase says, else as was chosen in the
// cart that it completed.
func (f *fold) paidWith(o *order) string {
	stated := f.hits[o.date].Event.Params.Text("payment_type")
	if stated != "" || o.basket == None || f.sealed(o.date) {
		return stated
	}
	return f.chosen(f.merged(o.basket), len(f.hits))
}

// writeAttempts lists the attempts at paying that failed, each at its first failure, and the
// orders of the surfaces on which shoppers pay for themselves.
func (f *fold) writeAttempts() {
	known := map[string]bool{}
	for i, h := range f.hits {
		if h.Event.Name != event.NamePaymentFailed {
			continue
		}
		if id := h.Event.Params.Text("attempt_id"); id != "" {
			if known[id] {
				continue
			}
			known[id] = true
		}
		if f.sealed(i) {
			continue
		}
		stated := h.Event.Params.Text("payment_type")
		if n := f.inWay[i]; n != None {
			stated = cmp.Or(stated, f.chosen(f.merged(n), i))
		}
		f.facts.Attempts = append(f.facts.Attempts, Attempt{
			Failed: true, Time: h.Time, Session: f.session[i], Surface: string(h.Event.Surface), PaymentType: stated,
		})
	}
	for i := range f.facts.Orders {
		if o := &f.facts.Orders[i]; !o.Sealed && (o.Surface == string(event.SurfaceWeb) || o.Surface == string(event.SurfaceApp)) {
			f.facts.Attempts = append(f.facts.Attempts, Attempt{
				Time: o.Time, Session: o.Session, Surface: o.Surface, PaymentType: o.PaymentType,
			})
		}
	}
}
