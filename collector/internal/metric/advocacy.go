package metric

import "github.com/safar-cx/safar/sdk/event"

func advocacy() []Definition {
	return []Definition{
		{
			ID: "referral_rate", Stage: event.Advocacy, Unit: Ratio, Better: Up,
			// Counts orders: a customer has one first order, so nobody counts twice.
			Numerator:   orders(IfPriced, IfCustomer, IfFirstOrder, IfReferred),
			Denominator: of(orders(IfPriced, IfCustomer, IfFirstOrder)),
			Dimensions:  bySession(), Additive: true, Day: "first order",
			Name:       map[string]string{"en": "Referral rate", "fa": "نرخ ارجاع", "ar": "معدل الإحالة"},
			Definition: "Of the customers whose first order lies in the range, the share that came by another customer's referral: with its code on the order or a visit through it in the 30 days before.",
		},
		{
			ID: "nps", Stage: event.Advocacy, Unit: Points, Better: Up,
			Numerator: answers(IfNPS, IfPromoter), Minus: of(answers(IfNPS, IfDetractor)),
			Denominator: of(answers(IfNPS)),
			Extras: map[string]Measure{
				extraPromoters:  answers(IfNPS, IfPromoter),
				extraDetractors: answers(IfNPS, IfDetractor),
			},
			Dimensions: bySession(), Additive: true, Day: "event",
			Name:       map[string]string{"en": "Net promoter score (NPS)", "fa": "امتیاز خالص مروجان (NPS)", "ar": "صافي نقاط الترويج (NPS)"},
			Definition: "Answers of 9 or 10 less answers of 0 to 6, in points per hundred answers on the scale from 0 to 10.",
		},
		{
			ID: "shares", Stage: event.Advocacy, Unit: Count, Better: Up,
			Numerator:  tallies(IfShare),
			Dimensions: bySession(), Additive: true, Day: "event",
			Name:       map[string]string{"en": "Shares", "fa": "اشتراک‌گذاری‌ها", "ar": "المشاركات"},
			Definition: "How often a page, a product or a referral code was shared.",
		},
		{
			ID: "mentions", Stage: event.Advocacy, Unit: Count, Better: Up,
			Numerator:  tallies(IfMention),
			Dimensions: bySession(), Additive: true, Day: "event",
			Name:       map[string]string{"en": "Mentions", "fa": "منشن‌ها", "ar": "الإشارات"},
			Definition: "How often the shop was mentioned elsewhere, as reported to the collector.",
		},
		{
			ID: "reviews", Stage: event.Advocacy, Unit: Count, Better: Up,
			Numerator:  tallies(IfReview),
			Dimensions: bySession(), Additive: true, Day: "event",
			Name:       map[string]string{"en": "Reviews", "fa": "نظرها", "ar": "المراجعات"},
			Definition: "Reviews that were submitted.",
		},
	}
}

// The extras of a net score.
const (
	extraPromoters  = "promoters"
	extraDetractors = "detractors"
)
