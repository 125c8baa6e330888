package metric

import "github.com/safar-cx/safar/sdk/event"

func awareness() []Definition {
	return []Definition{
		{
			ID: "visitors", Stage: event.Awareness, Unit: Count, Better: Up,
			Numerator:  Measure{Fact: FactSession, Field: FieldVisitor, Distinct: true},
			Dimensions: bySession(), Day: "session",
			Name:       map[string]string{"en": "Visitors", "fa": "بازدیدکنندگان", "ar": "الزوار"},
			Definition: "Different browsers or devices with at least one visit that began in the range. Browsers without consent to an identifier are told apart for one day at a time.",
		},
		{
			ID: "sessions", Stage: event.Awareness, Unit: Count, Better: Up,
			Numerator:  sessions(),
			Dimensions: bySession(), Additive: true, Day: "session",
			Name:       map[string]string{"en": "Visits", "fa": "بازدیدها", "ar": "الزيارات"},
			Definition: "Visits that began in the range. A visit ends after more than 30 minutes without an event, and 24 hours after it began.",
		},
		{
			ID: "pageviews", Stage: event.Awareness, Unit: Count, Better: Up,
			Numerator:  tallies(IfPageView),
			Dimensions: bySession(), Additive: true, Day: "event",
			Name:       map[string]string{"en": "Page views", "fa": "صفحات دیده‌شده", "ar": "مشاهدات الصفحات"},
			Definition: "Pages that visitors opened, repeated views included.",
		},
		{
			ID: "ctr", Stage: event.Awareness, Unit: Ratio, Better: Up,
			Numerator: tallies(IfAdClick), Denominator: of(tallies(IfAdImpression)),
			Dimensions: bySession(), Additive: true, Day: "event",
			Name:       map[string]string{"en": "Click-through rate (CTR)", "fa": "نرخ کلیک (CTR)", "ar": "نسبة النقر إلى الظهور (CTR)"},
			Definition: "Clicks on advertisements divided by how often advertisements were shown, both as reported to the collector.",
		},
	}
}
