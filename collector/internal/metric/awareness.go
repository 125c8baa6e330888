package metric

import "github.com/safar-cx/safar/sdk/event"

func awareness() []Definition {
	return []Definition{
		{
			ID: "visitors", Stage: event.Awareness, Unit: Count, Better: Up,
			Numerator:  Measure{Fact: FactSession, Field: FieldVisitor, Distinct: true},
			Dimensions: bySession(), Day: "session",
			Name: map[string]string{"en": "Visitors", "fa": "بازدیدکنندگان", "ar": "الزوار"},
			Definition: map[string]string{
				"en": "Different browsers or devices with at least one visit that began in the range. Browsers without consent to an identifier are told apart for one day at a time.",
				"fa": "مرورگرها یا دستگاه‌های متفاوت با دست‌کم یک بازدید که در بازه آغاز شده است. مرورگرهایی که به شناسه رضایت نداده‌اند هر بار فقط تا یک روز بازشناخته می‌شوند.",
				"ar": "المتصفحات أو الأجهزة المختلفة التي بدأت زيارة واحدة على الأقل في الفترة. ومن لم يوافق على استخدام معرّف يُميَّز ليوم واحد في كل مرة.",
			},
		},
		{
			ID: "sessions", Stage: event.Awareness, Unit: Count, Better: Up,
			Numerator:  sessions(),
			Dimensions: bySession(), Additive: true, Day: "session",
			Name: map[string]string{"en": "Visits", "fa": "بازدیدها", "ar": "الزيارات"},
			Definition: map[string]string{
				"en": "Visits that began in the range. A visit ends after more than 30 minutes without an event, and 24 hours after it began.",
				"fa": "بازدیدهایی که در بازه آغاز شده‌اند. بازدید پس از بیش از ۳۰ دقیقه بدون رویداد، یا حداکثر ۲۴ ساعت پس از آغاز، پایان می‌یابد.",
				"ar": "الزيارات التي بدأت في الفترة. تنتهي الزيارة بعد أكثر من ٣٠ دقيقة بلا أحداث، أو بعد ٢٤ ساعة من بدئها على الأكثر.",
			},
		},
		{
			ID: "pageviews", Stage: event.Awareness, Unit: Count, Better: Up,
			Numerator:  tallies(IfPageView),
			Dimensions: byEvent(), Additive: true, Day: "event",
			Name: map[string]string{"en": "Page views", "fa": "صفحات دیده‌شده", "ar": "مشاهدات الصفحات"},
			Definition: map[string]string{
				"en": "Pages that visitors opened, repeated views included.",
				"fa": "صفحه‌هایی که بازدیدکنندگان باز کردند؛ باز کردن دوباره هم شمرده می‌شود.",
				"ar": "الصفحات التي فتحها الزوار، بما فيها المشاهدات المتكررة.",
			},
		},
		{
			ID: "new_visitor_rate", Stage: event.Awareness, Unit: Ratio, Better: Neither,
			Numerator:   Measure{Fact: FactSession, Field: FieldVisitor, Distinct: true, Where: []Predicate{IfNotHashed, IfNewVisitor}},
			Denominator: &Measure{Fact: FactSession, Field: FieldVisitor, Distinct: true, Where: []Predicate{IfNotHashed}},
			Dimensions:  bySession(), Day: "session",
			Name: map[string]string{"en": "New visitors", "fa": "سهم بازدیدکنندگان جدید", "ar": "نسبة الزوار الجدد"},
			Definition: map[string]string{
				"en": "Of the visitors of the range, the share whose first visit ever lies in it. Visitors told apart for one day only are left out, since nobody can tell whether they were here before.",
				"fa": "سهم بازدیدکنندگانی که نخستین بازدیدشان در این بازه بوده است. کسانی که فقط تا یک روز بازشناخته می‌شوند کنار گذاشته شده‌اند، چون معلوم نیست پیش‌تر آمده‌اند یا نه.",
				"ar": "نسبة الزوار الذين وقعت زيارتهم الأولى في الفترة. ويُستثنى من يُميَّز ليوم واحد فقط، إذ لا يُعلم هل زار من قبل.",
			},
		},
		{
			ID: "ad_impressions", Stage: event.Awareness, Unit: Count, Better: Up,
			Numerator:  tallies(IfAdImpression),
			Dimensions: byEvent(), Additive: true, Day: "event",
			Name: map[string]string{"en": "Ad impressions", "fa": "نمایش تبلیغات", "ar": "مرات ظهور الإعلان"},
			Definition: map[string]string{
				"en": "How often advertisements were shown, as reported to the collector.",
				"fa": "تعداد نمایش تبلیغات، آن‌گونه که گزارش شده است.",
				"ar": "عدد مرات ظهور الإعلانات كما أُبلغ عنها.",
			},
		},
		{
			ID: "ad_clicks", Stage: event.Awareness, Unit: Count, Better: Up,
			Numerator:  tallies(IfAdClick),
			Dimensions: byEvent(), Additive: true, Day: "event",
			Name: map[string]string{"en": "Ad clicks", "fa": "کلیک تبلیغات", "ar": "النقرات على الإعلان"},
			Definition: map[string]string{
				"en": "Clicks on advertisements, as reported to the collector.",
				"fa": "کلیک روی تبلیغات، آن‌گونه که گزارش شده است.",
				"ar": "النقرات على الإعلانات كما أُبلغ عنها.",
			},
		},
		{
			ID: "ctr", Stage: event.Awareness, Unit: Ratio, Better: Up,
			Numerator: tallies(IfAdClick), Denominator: of(tallies(IfAdImpression)),
			Dimensions: byEvent(), Additive: true, Day: "event",
			Name: map[string]string{"en": "Click-through rate (CTR)", "fa": "نرخ کلیک (CTR)", "ar": "نسبة النقر إلى الظهور (CTR)"},
			Definition: map[string]string{
				"en": "Clicks on advertisements divided by how often advertisements were shown, both as reported to the collector.",
				"fa": "کلیک روی تبلیغات تقسیم بر تعداد نمایش آن‌ها، هر دو آن‌گونه که گزارش شده‌اند.",
				"ar": "النقرات على الإعلانات مقسومة على عدد مرات ظهورها، وكلاهما كما أُبلغ عنه.",
			},
		},
		{
			ID: "promotion_ctr", Stage: event.Awareness, Unit: Ratio, Better: Up,
			Numerator: tallies(IfPromotionClicked), Denominator: of(tallies(IfPromotionShown)),
			Dimensions: byEvent(), Additive: true, Day: "event",
			Name: map[string]string{"en": "Promotion click-through rate", "fa": "نرخ کلیک پیشنهادها", "ar": "نسبة النقر إلى ظهور العروض"},
			Definition: map[string]string{
				"en": "Clicks on the shop's own promotions and touchpoints divided by how often these were shown. Each event counts once, however many offers it names.",
				"fa": "کلیک روی پیشنهادها و نقطه‌های تماس خود فروشگاه تقسیم بر تعداد نمایش آن‌ها. هر رویداد یک بار شمرده می‌شود، هر چند پیشنهاد که در آن باشد.",
				"ar": "النقرات على عروض المتجر ونقاط الاتصال فيه مقسومة على عدد مرات ظهورها. يُحسب كل حدث مرة واحدة مهما تضمّن من عروض.",
			},
		},
	}
}
