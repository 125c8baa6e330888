package memory

import (
	"slices"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/sdk/event"
)

// row is a fact that lies in a bucket.
type row struct {
	session    int
	currency   string
	order      *journey.Order       // of orders
	fields     map[metric.Field]any // nil stands for none
	predicates map[metric.Predicate]bool
	own        map[metric.Dimension]string   // stand before those of its session
	many       map[metric.Dimension][]string // the same of which there may be several, each once
}

func (v *view) sessionRow(i int, isNew bool) row {
	s := &v.Sessions[i]
	r := row{
		session: i,
		fields: map[metric.Field]any{
			metric.FieldVisitor: s.Visitor, metric.FieldEngagedMS: s.EngagedMS,
			metric.FieldPerson: s.Person,
			metric.FieldTime:   s.Start, metric.FieldVisitorID: s.Visitor, metric.FieldHashed: number(s.Hashed),
			metric.FieldCustomer: customerOf(s.Person), metric.FieldPageViews: int64(s.PageViews),
			metric.FieldEngaged: number(s.Engaged), metric.FieldLead: number(s.Lead), metric.FieldOrders: int64(s.Orders),
			metric.FieldReached: int64(s.Reached), metric.FieldClosed: int64(s.Closed),
		},
		predicates: map[metric.Predicate]bool{
			metric.IfEngaged: s.Engaged, metric.IfNotEngaged: !s.Engaged, metric.IfLead: s.Lead,
			metric.IfViewItem: s.ViewItem, metric.IfAddToCart: s.AddToCart, metric.IfOrdered: s.Orders > 0,
			metric.IfNotHashed: !s.Hashed, metric.IfNewVisitor: isNew,
		},
	}
	r.reach(s.Reached, s.Closed)
	for _, stage := range event.Stages() {
		r.predicates[metric.IfStage(stage)] = s.Stages.Has(stage)
		r.predicates[metric.IfTroubled(stage)] = s.Troubled.Has(stage)
	}
	return r
}

func answerRow(a *journey.Answer) row {
	r := row{
		session: a.Session,
		predicates: map[metric.Predicate]bool{
			metric.IfNPS: a.Kind == "nps", metric.IfCSAT: a.Kind == "csat",
			metric.IfPromoter: a.Score >= 9, metric.IfDetractor: a.Score <= 6, metric.IfSatisfied: a.Score >= 4,
			metric.IfCES: a.Kind == "ces", metric.IfEasy: a.Score >= 5, metric.IfRating: a.Kind == journey.Rating,
		},
		own: map[metric.Dimension]string{metric.BySurface: a.Surface, metric.ByTouchpoint: a.Touchpoint},
	}
	mood := 3 * (int64(a.Score) - 3)
	switch {
	case a.Kind == "ces":
		mood = 2 * (int64(a.Score) - 4)
	case a.Kind == "nps" && a.Score <= 6:
		mood = -6
	case a.Kind == "nps" && a.Score <= 8:
		mood = 0
	case a.Kind == "nps":
		mood = 6
	}
	r.fields = map[metric.Field]any{metric.FieldMood: mood, metric.FieldScore: int64(a.Score)}
	for _, stage := range event.Stages() {
		r.predicates[metric.IfStage(stage)] = a.Stage == stage
	}
	return r
}

func (v *view) obstacleRow(f *journey.Friction) row {
	r := row{
		session: f.Session, own: map[metric.Dimension]string{metric.ByReason: f.Reason},
		fields:     map[metric.Field]any{metric.FieldSession: f.Session},
		predicates: map[metric.Predicate]bool{metric.IfCertain: f.CertainAt <= v.asOf},
	}
	for _, step := range metric.FunnelSteps() {
		r.predicates[metric.IfAt(step)] = int(f.Step) == int(step)
		r.predicates[metric.IfClosedAt(step)] = int(f.Closed) == int(step)
	}
	return r
}

func contactRow(c *journey.Contact) row {
	r := row{
		session: c.Session, own: map[metric.Dimension]string{metric.ByTouchpoint: c.Touchpoint, metric.BySurface: c.Surface},
		fields: map[metric.Field]any{metric.FieldCount: c.Count},
		predicates: map[metric.Predicate]bool{
			metric.IfShown:   c.Name == "impression" || c.Name == "view_promotion" || c.Name == "ad_impression",
			metric.IfClicked: c.Name == "click" || c.Name == "select_promotion" || c.Name == "ad_click",
			metric.IfGeneric: c.Name == "impression" || c.Name == "click",
		},
	}
	if c.Session != journey.None {
		r.fields[metric.FieldSession] = c.Session
	}
	for _, stage := range event.Stages() {
		r.predicates[metric.IfStage(stage)] = c.Stage == stage
	}
	for _, surface := range metric.Surfaces() {
		r.predicates[metric.IfSurface(surface)] = c.Surface == string(surface)
	}
	return r
}

func (v *view) orderRow(o *journey.Order, b metric.Bucket) row {
	ranked := v.ranked[o.Person]
	referred := slices.ContainsFunc(o.ReferralCodes, func(code string) bool {
		owner, owned := v.owners[code]
		return code == "" || !owned || owner != o.Person
	})
	return row{
		session: o.Session, currency: o.Currency, order: o,
		fields: map[metric.Field]any{
			metric.FieldValue: o.Value, metric.FieldNet: o.Value - o.Refunded, metric.FieldPerson: o.Person,
			metric.FieldWorth90: v.worth(o, 90*day), metric.FieldWorth180: v.worth(o, 180*day), metric.FieldWorth365: v.worth(o, 365*day),
			metric.FieldCustomer: customerOf(o.Person), metric.FieldCurrency: o.Currency, metric.FieldTime: o.Time,
			metric.FieldTransaction: o.Transaction, metric.FieldRefunded: o.Refunded, metric.FieldRefunds: int64(o.Refunds),
			metric.FieldByBrowser: number(o.ByBrowser), metric.FieldByServer: number(o.ByServer), metric.FieldReused: number(o.Reused),
		},
		own: ofOrder(o),
		predicates: map[metric.Predicate]bool{
			metric.IfPriced: o.Value > 0, metric.IfCustomer: o.Person.Customer,
			metric.IfSecondByEnd: len(ranked) > 1 && ranked[1].Time < b.To,
			metric.IfFirstOrder:  len(ranked) > 0 && ranked[0] == o,
			metric.IfReferred:    referred,
			metric.IfRefunded:    o.Refunds > 0,

			metric.IfOrderedBefore: len(ranked) > 0 && ranked[0].Time < b.From,
			metric.If90DaysOld:     o.Time+90*day <= v.asOf, metric.IfNot90DaysOld: o.Time+90*day > v.asOf,
			metric.If180DaysOld: o.Time+180*day <= v.asOf, metric.IfNot180DaysOld: o.Time+180*day > v.asOf,
			metric.If365DaysOld: o.Time+365*day <= v.asOf, metric.IfNot365DaysOld: o.Time+365*day > v.asOf,
			metric.IfRepeatedIn90Days: v.next(o) != nil && v.next(o).Time < o.Time+90*day,
		},
	}
}

func spendRow(s *journey.Spend) row {
	return row{
		session: s.Session, currency: s.Currency,
		fields: map[metric.Field]any{
			metric.FieldImpressions: s.Impressions, metric.FieldClicks: s.Clicks, metric.FieldCost: s.Cost,
		},
		own: map[metric.Dimension]string{
			metric.ByChannel: s.Channel, metric.BySource: s.Source, metric.ByMedium: s.Medium, metric.ByCampaign: s.Campaign,
			metric.BySurface: s.Surface,
		},
	}
}

// customerOf is the shop's id of a customer, nil for who is none.
func customerOf(p journey.Person) any {
	if !p.Customer {
		return nil
	}
	return p.ID
}
