package memory

import (
	"fmt"
	"slices"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/metric"
)

// day is a day's length in milliseconds.
const day = int64(24 * 3600 * 1000)

// view is what a site's events fold to, as seen from an instant.
type view struct {
	journey.Facts
	asOf   int64
	ranked map[journey.Person][]*journey.Order // priced orders of each customer, in order
	owners map[string]journey.Person           // of referral codes
	firsts map[string]int64                    // beginning of each visitor's first session
}

func newView(f journey.Facts, asOf int64) *view {
	v := &view{Facts: f, asOf: asOf, ranked: map[journey.Person][]*journey.Order{}, owners: map[string]journey.Person{}, firsts: map[string]int64{}}
	for _, s := range v.Sessions {
		if s.First {
			v.firsts[s.Visitor] = s.Start
		}
	}
	for i := range v.Orders {
		if o := &v.Orders[i]; o.Person.Customer && o.Value > 0 {
			v.ranked[o.Person] = append(v.ranked[o.Person], o)
		}
	}
	for _, orders := range v.ranked {
		slices.SortFunc(orders, func(a, b *journey.Order) int {
			return order(a.Time, b.Time, a.Source, b.Source, a.EventID, b.EventID)
		})
	}
	slices.SortFunc(v.Codes, func(a, b journey.Code) int {
		return order(a.Time, b.Time, a.Source, b.Source, a.EventID, b.EventID)
	})
	for _, c := range v.Codes {
		if _, known := v.owners[c.Code]; !known {
			v.owners[c.Code] = c.Person
		}
	}
	return v
}

// rows lists the facts of a kind in a bucket.
func (v *view) rows(fact metric.Fact, b metric.Bucket) ([]row, error) {
	var rows []row
	in := func(t int64) bool { return t >= b.From && t < b.To }
	switch fact {
	case metric.FactSession:
		for i, s := range v.Sessions {
			if in(s.Start) {
				rows = append(rows, v.sessionRow(i, in(v.firsts[s.Visitor])))
			}
		}
	case metric.FactCart:
		for i := range v.Carts {
			if c := &v.Carts[i]; in(c.Opened) {
				rows = append(rows, v.cartRow(i))
			}
		}
	case metric.FactCheckout:
		for i := range v.Checkouts {
			if in(v.Checkouts[i].Begun) {
				rows = append(rows, v.checkoutRow(i))
			}
		}
	case metric.FactOrder:
		for i := range v.Orders {
			if o := &v.Orders[i]; in(o.Time) {
				r := v.orderRow(o, b)
				r.many = v.wares(i)
				rows = append(rows, r)
			}
		}
	case metric.FactEarlierCustomer:
		for i := range v.Orders {
			o := &v.Orders[i]
			if o.Time >= b.Before && o.Time < b.From && o.Person.Customer && o.Value > 0 {
				again := slices.ContainsFunc(v.ranked[o.Person], func(p *journey.Order) bool { return in(p.Time) })
				rows = append(rows, row{
					session: o.Session, many: v.wares(i),
					own:        ofOrder(o),
					fields:     map[metric.Field]any{metric.FieldPerson: o.Person},
					predicates: map[metric.Predicate]bool{metric.IfAgain: again},
				})
			}
		}
	case metric.FactAnswer:
		for _, a := range v.Answers {
			if in(a.Time) && a.HasScore {
				rows = append(rows, answerRow(&a))
			}
		}
	case metric.FactReply:
		for _, a := range v.Answers {
			if in(a.Time) {
				rows = append(rows, row{
					session: a.Session, own: map[metric.Dimension]string{metric.ByKind: a.Kind, metric.BySurface: a.Surface},
					predicates: map[metric.Predicate]bool{metric.IfText: a.HasText},
				})
			}
		}
	case metric.FactTally:
		for i := range v.Tallies {
			if t := &v.Tallies[i]; in(t.Time) {
				rows = append(rows, tallyRow(t))
			}
		}
	case metric.FactAttempt:
		for i := range v.Attempts {
			if a := &v.Attempts[i]; in(a.Time) {
				rows = append(rows, attemptRow(a))
			}
		}
	case metric.FactMessage:
		for i := range v.Messages {
			if m := &v.Messages[i]; in(v.sent(m)) {
				rows = append(rows, v.messageRow(m))
			}
		}
	case metric.FactObstacle:
		for _, f := range v.Frictions {
			if f.Session != journey.None && in(v.Sessions[f.Session].Start) {
				rows = append(rows, v.obstacleRow(&f))
			}
		}
	case metric.FactHindrance:
		for _, h := range v.Hindrances {
			if c := &v.Checkouts[h.Checkout]; in(c.Begun) {
				rows = append(rows, row{
					session: c.Session, currency: c.Currency,
					own:    map[metric.Dimension]string{metric.ByReason: h.Reason, metric.BySurface: c.Surface},
					fields: map[metric.Field]any{metric.FieldLeft: c.Value},
					predicates: map[metric.Predicate]bool{
						metric.IfMatured: c.WindowEnd <= v.asOf, metric.IfCertain: h.CertainAt <= v.asOf,
						metric.IfNotCompleted: !c.Completed,
					},
				})
			}
		}
	case metric.FactRefusal:
		for i := range v.Refusals {
			if r := &v.Refusals[i]; in(r.Time) {
				rows = append(rows, refusalRow(r))
			}
		}
	case metric.FactStumble:
		for _, s := range v.Stumbles {
			if c := &v.Checkouts[s.Checkout]; in(c.Begun) {
				rows = append(rows, v.stumbleRow(c, s.Refused))
			}
		}
	case metric.FactVerdict:
		for _, d := range v.Verdicts {
			if c := &v.Checkouts[d.Checkout]; in(c.Begun) {
				rows = append(rows, row{
					session: c.Session, currency: c.Currency,
					own:        map[metric.Dimension]string{metric.ByReason: d.Reason, metric.BySurface: c.Surface},
					fields:     map[metric.Field]any{metric.FieldLeft: c.Value},
					predicates: map[metric.Predicate]bool{metric.IfInForce: d.Since <= v.asOf && v.asOf < d.Until},
				})
			}
		}
	case metric.FactSpend:
		for i := range v.Spends {
			if s := &v.Spends[i]; in(s.Time) {
				rows = append(rows, spendRow(s))
			}
		}
	case metric.FactContact:
		for _, c := range v.Contacts {
			if in(c.Time) {
				rows = append(rows, contactRow(&c))
			}
		}
	case metric.FactMeeting:
		for _, m := range v.Meetings {
			if o := &v.Orders[m.Order]; in(o.Time) {
				rows = append(rows, row{
					session: o.Session, currency: o.Currency, fields: map[metric.Field]any{metric.FieldValue: o.Value},
					own: map[metric.Dimension]string{metric.ByTouchpoint: m.Touchpoint, metric.BySurface: o.Surface},
				})
			}
		}
	case metric.FactHandling:
		for i := range v.Handlings {
			if in(v.Handlings[i].Time) {
				rows = append(rows, v.handlingRow(&v.Handlings[i]))
			}
		}
	case metric.FactOrderItem:
		for i := range v.OrderItems {
			if item := &v.OrderItems[i]; in(v.Orders[item.Order].Time) {
				rows = append(rows, v.orderItemRow(item))
			}
		}
	case metric.FactCartItem:
		for i := range v.CartItems {
			if item := &v.CartItems[i]; in(v.Carts[item.Cart].Opened) {
				rows = append(rows, v.cartItemRow(item))
			}
		}
	case metric.FactPassage, metric.FactCartPassage:
		for i := range v.Passages {
			if p := &v.Passages[i]; in(p.Start) && (p.Cart != journey.None) == (fact == metric.FactCartPassage) {
				rows = append(rows, v.passageRow(p))
			}
		}
	default:
		return nil, fmt.Errorf("no fact %q", fact)
	}
	return rows, nil
}

// next is the customer's priced order after o; nil for none.
func (v *view) next(o *journey.Order) *journey.Order {
	ranked := v.ranked[o.Person]
	if n := slices.Index(ranked, o); n >= 0 && n+1 < len(ranked) {
		return ranked[n+1]
	}
	return nil
}

// worth is what the customer of an order brought from it on and before so long had passed,
// in its currency.
func (v *view) worth(o *journey.Order, span int64) int64 {
	ranked := v.ranked[o.Person]
	var sum int64
	for _, p := range ranked[max(0, slices.Index(ranked, o)):] {
		if p.Time < o.Time+span && p.Currency == o.Currency {
			sum += p.Value - p.Refunded
		}
	}
	return sum
}

// sent is the day of a message: its delivery; where its campaign reports none, its sending,
// unless it bounced. It is Never for what does not count.
func (v *view) sent(m *journey.Message) int64 {
	reported := slices.ContainsFunc(v.Messages, func(o journey.Message) bool {
		return o.Campaign == m.Campaign && o.Delivered <= v.asOf
	})
	switch {
	case reported:
		return m.Delivered
	case m.Bounced <= v.asOf:
		return journey.Never
	}
	return m.Sent
}
