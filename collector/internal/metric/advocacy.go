package metric

import "github.com/safar-cx/safar/sdk/event"

func advocacy() []Definition {
	return []Definition{
		{
			ID: "referral_rate", Stage: event.Advocacy, Unit: Ratio, Better: Up,
			// Counts orders: a customer has one first order, so nobody counts twice.
			Numerator:   orders(IfPriced, IfCustomer, IfFirstOrder, IfReferred),
			Denominator: of(orders(IfPriced, IfCustomer, IfFirstOrder)),
			Dimensions:  byOrder(), Additive: true, Day: "first order",
			Name: map[string]string{"en": "Referral rate", "fa": "نرخ ارجاع", "ar": "معدل الإحالة"},
			Definition: map[string]string{
				"en": "Of the customers whose first order lies in the range, the share that came by another customer's referral: with its code on the order or a visit through it in the 30 days before.",
				"fa": "از مشتریانی که نخستین سفارششان در بازه است، سهم آن‌هایی که با معرفی مشتری دیگری آمدند: با کد او روی سفارش، یا با بازدیدی از راه همان کد در ۳۰ روز پیش از آن.",
				"ar": "من العملاء الذين يقع طلبهم الأول في الفترة، نسبة من جاء بإحالة عميل آخر: برمزه على الطلب أو بزيارة عبره في الثلاثين يومًا قبله.",
			},
		},
		{
			ID: "nps", Stage: event.Advocacy, Unit: Points, Better: Up,
			Numerator: answers(IfNPS, IfPromoter), Minus: of(answers(IfNPS, IfDetractor)),
			Denominator: of(answers(IfNPS)),
			Extras: map[string]Measure{
				extraPromoters:  answers(IfNPS, IfPromoter),
				extraDetractors: answers(IfNPS, IfDetractor),
			},
			Dimensions: byEvent(), Additive: true, Day: "event",
			Name: map[string]string{"en": "Net promoter score (NPS)", "fa": "امتیاز خالص مروجان (NPS)", "ar": "صافي نقاط الترويج (NPS)"},
			Definition: map[string]string{
				"en": "Answers of 9 or 10 less answers of 0 to 6, in points per hundred answers on the scale from 0 to 10.",
				"fa": "پاسخ‌های ۹ و ۱۰ منهای پاسخ‌های ۰ تا ۶، در هر صد پاسخ، در مقیاس ۰ تا ۱۰.",
				"ar": "الإجابات ٩ و١٠ ناقص الإجابات من ٠ إلى ٦، لكل مئة إجابة على مقياس من ٠ إلى ١٠.",
			},
		},
		{
			ID: "shares", Stage: event.Advocacy, Unit: Count, Better: Up,
			Numerator:  tallies(IfShare),
			Dimensions: byEvent(), Additive: true, Day: "event",
			Name: map[string]string{"en": "Shares", "fa": "اشتراک‌گذاری‌ها", "ar": "المشاركات"},
			Definition: map[string]string{
				"en": "How often a page, a product or a referral code was shared.",
				"fa": "چند بار صفحه، محصول یا کد معرفی به اشتراک گذاشته شد.",
				"ar": "عدد مرات مشاركة صفحة أو منتج أو رمز إحالة.",
			},
		},
		{
			ID: "mentions", Stage: event.Advocacy, Unit: Count, Better: Up,
			Numerator:  tallies(IfMention),
			Dimensions: byEvent(), Additive: true, Day: "event",
			Name: map[string]string{"en": "Mentions", "fa": "منشن‌ها", "ar": "الإشارات"},
			Definition: map[string]string{
				"en": "How often the shop was mentioned elsewhere, as reported to the collector.",
				"fa": "چند بار در جای دیگری از فروشگاه نام برده شد، آن‌گونه که گزارش شده است.",
				"ar": "عدد مرات ذكر المتجر في أماكن أخرى، كما أُبلغ عنها.",
			},
		},
		{
			ID: "reviews", Stage: event.Advocacy, Unit: Count, Better: Up,
			Numerator:  tallies(IfReview),
			Dimensions: byEvent(), Additive: true, Day: "event",
			Name: map[string]string{"en": "Reviews", "fa": "نظرها", "ar": "المراجعات"},
			Definition: map[string]string{
				"en": "Reviews that were submitted.",
				"fa": "نظرهای ثبت‌شده.",
				"ar": "المراجعات المُرسلة.",
			},
		},
		{
			ID: "review_rating", Stage: event.Advocacy, Unit: Stars, Better: Up,
			Numerator:   Measure{Fact: FactAnswer, Field: FieldScore, Where: []Predicate{IfRating}, Squares: true},
			Denominator: of(answers(IfRating)),
			Dimensions:  byEvent(), Additive: true, Day: "event",
			Name: map[string]string{"en": "Review rating", "fa": "امتیاز نظرها", "ar": "تقييم المراجعات"},
			Definition: map[string]string{
				"en": "Mean of the stars, from 1 to 5, of the reviews that give any.",
				"fa": "میانگین ستاره‌های نظرهایی که ستاره دارند، از ۱ تا ۵.",
				"ar": "متوسط النجوم، من ١ إلى ٥، في المراجعات التي تمنحها.",
			},
		},
	}
}

// The extras of a net score.
const (
	extraPromoters  = "promoters"
	extraDetractors = "detractors"
)
