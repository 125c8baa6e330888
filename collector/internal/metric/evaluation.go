package metric

import "github.com/safar-cx/safar/sdk/event"

func evaluation() []Definition {
	return []Definition{
		{
			ID: "engagement_rate", Stage: event.Evaluation, Unit: Ratio, Better: Up,
			Numerator: sessions(IfEngaged), Denominator: of(sessions()),
			Dimensions: bySession(), Additive: true, Day: "session",
			Name:       map[string]string{"en": "Engagement rate", "fa": "نرخ تعامل", "ar": "معدل التفاعل"},
			Definition: "Share of visits with 10 seconds or more of engaged time, two page views or more, or a lead, a sign-up, something added to the cart, a checkout or an order.",
		},
		{
			ID: "time_on_site", Stage: event.Evaluation, Unit: Seconds, Better: Up,
			Numerator:   Measure{Fact: FactSession, Field: FieldEngagedMS, Squares: true},
			Denominator: of(sessions()),
			Dimensions:  bySession(), Additive: true, Day: "session",
			Name:       map[string]string{"en": "Time on site", "fa": "زمان ماندن در سایت", "ar": "مدة البقاء في الموقع"},
			Definition: "Mean engaged time of a visit: only time in which a page was in front of the visitor counts.",
		},
		{
			ID: "lead_conversion_rate", Stage: event.Evaluation, Unit: Ratio, Better: Up,
			Numerator: sessions(IfLead), Denominator: of(sessions()),
			Dimensions: bySession(), Additive: true, Day: "session",
			Name:       map[string]string{"en": "Lead conversion rate", "fa": "نرخ تبدیل سرنخ", "ar": "معدل تحويل العملاء المحتملين"},
			Definition: "Share of visits in which a visitor left contact details as a lead or signed up.",
		},
	}
}
