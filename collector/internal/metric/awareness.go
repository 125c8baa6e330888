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
			ID: "new_visitor_rate", Stage: event.Awareness, Unit: Ratio, Better: Neither,
			Numerator:   Measure{Fact: FactSession, Field: FieldVisitor, Distinct: true, Where: []Predicate{IfNotHashed, IfNewVisitor}},
			Denominator: &Measure{Fact: FactSession, Field: FieldVisitor, Distinct: true, Where: []Predicate{IfNotHashed}},
			Dimensions:  bySession(), Day: "session",
			Name:       map[string]string{"en": "New visitors", "fa": "سهم بازدیدکنندگان جدید", "ar": "نسبة الزوار الجدد"},
			Definition: "Of the visitors of the range, the share whose first visit ever lies in it. Visitors told apart for one day only are left out, since nobody can tell whether they were here before.",
		},
		{
			ID: "ad_impressions", Stage: event.Awareness, Unit: Count, Better: Up,
			Numerator:  tallies(IfAdImpression),
			Dimensions: bySession(), Additive: true, Day: "event",
			Name:       map[string]string{"en": "Ad impressions", "fa": "نمایش تبلیغات", "ar": "مرات ظهور الإعلان"},
			Definition: "How often advertisements were shown, as reported to the collector.",
		},
		{
			ID: "ad_clicks", Stage: event.Awareness, Unit: Count, Better: Up,
			Numerator:  tallies(IfAdClick),
			Dimensions: bySession(), Additive: true, Day: "event",
			Name:       map[string]string{"en": "Ad clicks", "fa": "کلیک تبلیغات", "ar": "النقرات على الإعلان"},
			Definition: "Clicks on advertisements, as reported to the collector.",
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
