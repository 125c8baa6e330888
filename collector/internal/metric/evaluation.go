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
			ID: "bounce_rate", Stage: event.Evaluation, Unit: Ratio, Better: Down,
			Numerator: sessions(IfNotEngaged), Denominator: of(sessions()),
			Dimensions: bySession(), Additive: true, Day: "session",
			Name:       map[string]string{"en": "Bounce rate", "fa": "نرخ پرش", "ar": "معدل الارتداد"},
			Definition: "Share of visits that were not engaged: what is left of the engagement rate.",
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
		{
			ID: "product_view_rate", Stage: event.Evaluation, Unit: Ratio, Better: Up,
			Numerator: sessions(IfViewItem), Denominator: of(sessions()),
			Dimensions: bySession(), Additive: true, Day: "session",
			Name:       map[string]string{"en": "Product views", "fa": "نرخ دیدن محصول", "ar": "معدل مشاهدة المنتج"},
			Definition: "Share of visits in which a product was looked at.",
		},
		{
			ID: "add_to_cart_rate", Stage: event.Evaluation, Unit: Ratio, Better: Up,
			Numerator: sessions(IfAddToCart), Denominator: of(sessions()),
			Dimensions: bySession(), Additive: true, Day: "session",
			Name:       map[string]string{"en": "Add-to-cart rate", "fa": "نرخ افزودن به سبد", "ar": "معدل الإضافة إلى السلة"},
			Definition: "Share of visits in which something was put into the cart.",
		},
	}
}
