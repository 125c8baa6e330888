package memory

import (
	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/metric"
)

// ofOrder are an order's own dimensions.
func ofOrder(o *journey.Order) map[metric.Dimension]string {
	return map[metric.Dimension]string{
		metric.BySurface: o.Surface, metric.ByCoupon: o.Coupon, metric.ByPaymentType: o.PaymentType,
	}
}

func (v *view) cartRow(i int) row {
	c := &v.Carts[i]
	r := row{
		session: c.Session, many: v.contents(i),
		predicates: map[metric.Predicate]bool{
			metric.IfMatured: c.WindowEnd <= v.asOf, metric.IfNotMatured: c.WindowEnd > v.asOf,
			metric.IfNotEmptied: !c.Emptied, metric.IfNotOrdered: !c.Ordered, metric.IfRecovered: c.Recovered,
			metric.IfWeekOld: c.Opened+7*day <= v.asOf, metric.IfNotWeekOld: c.Opened+7*day > v.asOf,
		},
		own: map[metric.Dimension]string{metric.BySurface: c.Surface, metric.ByTouchpoint: c.Touchpoint},
	}
	r.reach(c.Reached, c.Closed)
	return r
}

func (v *view) checkoutRow(i int) row {
	c := &v.Checkouts[i]
	var reasons []string
	for _, h := range v.Hindrances {
		if h.Checkout == i && h.CertainAt <= v.asOf {
			reasons = append(reasons, h.Reason)
		}
	}
	if len(reasons) == 0 {
		reasons = []string{metric.NoSession}
	}
	many := v.contents(c.Cart)
	many[metric.ByReason] = reasons
	return row{
		session: c.Session, many: many,
		predicates: map[metric.Predicate]bool{
			metric.IfMatured: c.WindowEnd <= v.asOf, metric.IfNotMatured: c.WindowEnd > v.asOf,
			metric.IfCompleted: c.Completed, metric.IfNotCompleted: !c.Completed, metric.IfFriction: c.FrictionAt <= v.asOf,
		},
		own: map[metric.Dimension]string{metric.BySurface: c.Surface, metric.ByPaymentType: c.PaymentType},
	}
}

func tallyRow(t *journey.Tally) row {
	return row{
		session: t.Session,
		fields:  map[metric.Field]any{metric.FieldCount: t.Count},
		predicates: map[metric.Predicate]bool{
			metric.IfPageView: t.Name == "page_view", metric.IfAdImpression: t.Name == "ad_impression",
			metric.IfAdClick: t.Name == "ad_click", metric.IfShare: t.Name == "share" || t.Name == "referral_shared",
			metric.IfMention: t.Name == "mention", metric.IfReview: t.Name == "review_submitted",
			metric.IfPromotionShown:   t.Name == "view_promotion" || t.Name == "impression",
			metric.IfPromotionClicked: t.Name == "select_promotion" || t.Name == "click",
		},
		own: map[metric.Dimension]string{metric.BySurface: t.Surface, metric.ByTouchpoint: t.Touchpoint},
	}
}

func attemptRow(a *journey.Attempt) row {
	return row{
		session: a.Session, predicates: map[metric.Predicate]bool{metric.IfFailed: a.Failed},
		own: map[metric.Dimension]string{metric.BySurface: a.Surface, metric.ByPaymentType: a.PaymentType},
	}
}

func (v *view) messageRow(m *journey.Message) row {
	return row{
		session:    journey.None,
		predicates: map[metric.Predicate]bool{metric.IfOpened: m.Opened <= v.asOf, metric.IfClicked: m.Clicked <= v.asOf},
		own:        map[metric.Dimension]string{metric.ByCampaign: m.Campaign, metric.BySurface: m.Surface},
	}
}
