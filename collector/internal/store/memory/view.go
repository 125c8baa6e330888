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

// row is a fact that lies in a bucket.
type row struct {
	session    int
	currency   string
	fields     map[metric.Field]any
	predicates map[metric.Predicate]bool
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
				rows = append(rows, row{
					session: i,
					fields:  map[metric.Field]any{metric.FieldVisitor: s.Visitor, metric.FieldEngagedMS: s.EngagedMS},
					predicates: map[metric.Predicate]bool{
						metric.IfEngaged: s.Engaged, metric.IfNotEngaged: !s.Engaged, metric.IfLead: s.Lead,
						metric.IfViewItem: s.ViewItem, metric.IfAddToCart: s.AddToCart, metric.IfOrdered: s.Orders > 0,
						metric.IfNotHashed: !s.Hashed, metric.IfNewVisitor: in(v.firsts[s.Visitor]),
					},
				})
			}
		}
	case metric.FactCart:
		for _, c := range v.Carts {
			if in(c.Opened) {
				rows = append(rows, row{session: c.Session, predicates: map[metric.Predicate]bool{
					metric.IfMatured: c.WindowEnd <= v.asOf, metric.IfNotMatured: c.WindowEnd > v.asOf,
					metric.IfNotEmptied: !c.Emptied, metric.IfNotOrdered: !c.Ordered, metric.IfRecovered: c.Recovered,
					metric.IfWeekOld: c.Opened+7*day <= v.asOf, metric.IfNotWeekOld: c.Opened+7*day > v.asOf,
				}})
			}
		}
	case metric.FactCheckout:
		for _, c := range v.Checkouts {
			if in(c.Begun) {
				rows = append(rows, row{session: c.Session, predicates: map[metric.Predicate]bool{
					metric.IfMatured: c.WindowEnd <= v.asOf, metric.IfNotMatured: c.WindowEnd > v.asOf,
					metric.IfCompleted: c.Completed, metric.IfNotCompleted: !c.Completed, metric.IfFriction: c.FrictionAt <= v.asOf,
				}})
			}
		}
	case metric.FactOrder:
		for i := range v.Orders {
			if o := &v.Orders[i]; in(o.Time) {
				rows = append(rows, v.orderRow(o, b))
			}
		}
	case metric.FactEarlierCustomer:
		for i := range v.Orders {
			o := &v.Orders[i]
			if o.Time >= b.Before && o.Time < b.From && o.Person.Customer && o.Value > 0 {
				again := slices.ContainsFunc(v.ranked[o.Person], func(p *journey.Order) bool { return in(p.Time) })
				rows = append(rows, row{
					session:    o.Session,
					fields:     map[metric.Field]any{metric.FieldPerson: o.Person},
					predicates: map[metric.Predicate]bool{metric.IfAgain: again},
				})
			}
		}
	case metric.FactAnswer:
		for _, a := range v.Answers {
			if in(a.Time) && a.HasScore {
				rows = append(rows, row{session: a.Session, predicates: map[metric.Predicate]bool{
					metric.IfNPS: a.Kind == "nps", metric.IfCSAT: a.Kind == "csat",
					metric.IfPromoter: a.Score >= 9, metric.IfDetractor: a.Score <= 6, metric.IfSatisfied: a.Score >= 4,
					metric.IfCES: a.Kind == "ces", metric.IfEasy: a.Score >= 5,
				}})
			}
		}
	case metric.FactTally:
		for _, t := range v.Tallies {
			if in(t.Time) {
				rows = append(rows, row{
					session: t.Session,
					fields:  map[metric.Field]any{metric.FieldCount: t.Count},
					predicates: map[metric.Predicate]bool{
						metric.IfPageView: t.Name == "page_view", metric.IfAdImpression: t.Name == "ad_impression",
						metric.IfAdClick: t.Name == "ad_click", metric.IfShare: t.Name == "share" || t.Name == "referral_shared",
						metric.IfMention: t.Name == "mention", metric.IfReview: t.Name == "review_submitted",
					},
				})
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

func (v *view) orderRow(o *journey.Order, b metric.Bucket) row {
	ranked := v.ranked[o.Person]
	referred := slices.ContainsFunc(o.ReferralCodes, func(code string) bool {
		owner, owned := v.owners[code]
		return code == "" || !owned || owner != o.Person
	})
	return row{
		session: o.Session, currency: o.Currency,
		fields: map[metric.Field]any{
			metric.FieldValue: o.Value, metric.FieldNet: o.Value - o.Refunded, metric.FieldPerson: o.Person,
		},
		predicates: map[metric.Predicate]bool{
			metric.IfPriced: o.Value > 0, metric.IfCustomer: o.Person.Customer,
			metric.IfSecondByEnd: len(ranked) > 1 && ranked[1].Time < b.To,
			metric.IfFirstOrder:  len(ranked) > 0 && ranked[0] == o,
			metric.IfReferred:    referred,
			metric.IfRefunded:    o.Refunds > 0,

			metric.IfOrderedBefore: len(ranked) > 0 && ranked[0].Time < b.From,
			metric.If90DaysOld:     o.Time+90*day <= v.asOf, metric.IfNot90DaysOld: o.Time+90*day > v.asOf,
			metric.IfRepeatedIn90Days: v.next(o) != nil && v.next(o).Time < o.Time+90*day,
		},
	}
}
