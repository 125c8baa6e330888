package metric

import "github.com/safar-cx/safar/sdk/event"

func evaluation() []Definition {
	return []Definition{
		{
			ID: "engagement_rate", Stage: event.Evaluation, Unit: Ratio, Better: Up,
			Numerator: sessions(IfEngaged), Denominator: of(sessions()),
			Dimensions: bySession(), Additive: true, Day: "session",
			Name: map[string]string{"en": "Engagement rate", "fa": "نرخ تعامل", "ar": "معدل التفاعل"},
			Definition: map[string]string{
				"en": "Share of visits with 10 seconds or more of engaged time, two page views or more, or a lead, a sign-up, something added to the cart, a checkout or an order.",
				"fa": "سهم بازدیدهایی با ۱۰ ثانیه یا بیشتر توجه، دو صفحه یا بیشتر، یا سرنخ، ثبت‌نام، افزودن به سبد، تسویه یا سفارش.",
				"ar": "نسبة الزيارات التي دام فيها الانتباه ١٠ ثوانٍ أو أكثر، أو شوهدت فيها صفحتان أو أكثر، أو ترك الزائر بياناته أو سجّل أو أضاف إلى السلة أو بدأ الدفع أو طلب.",
			},
		},
		{
			ID: "bounce_rate", Stage: event.Evaluation, Unit: Ratio, Better: Down,
			Numerator: sessions(IfNotEngaged), Denominator: of(sessions()),
			Dimensions: bySession(), Additive: true, Day: "session",
			Name: map[string]string{"en": "Bounce rate", "fa": "نرخ پرش", "ar": "معدل الارتداد"},
			Definition: map[string]string{
				"en": "Share of visits that were not engaged: what is left of the engagement rate.",
				"fa": "سهم بازدیدهای بدون تعامل، یعنی صد درصد منهای نرخ تعامل.",
				"ar": "نسبة الزيارات بلا تفاعل، أي مئة بالمئة ناقص معدل التفاعل.",
			},
		},
		{
			ID: "time_on_site", Stage: event.Evaluation, Unit: Seconds, Better: Up,
			Numerator:   Measure{Fact: FactSession, Field: FieldEngagedMS, Squares: true},
			Denominator: of(sessions()),
			Dimensions:  bySession(), Additive: true, Day: "session",
			Name: map[string]string{"en": "Time on site", "fa": "زمان ماندن در سایت", "ar": "مدة البقاء في الموقع"},
			Definition: map[string]string{
				"en": "Mean engaged time of a visit: only time in which a page was in front of the visitor counts.",
				"fa": "میانگین زمان توجه در هر بازدید: فقط زمانی شمرده می‌شود که صفحه پیش روی بازدیدکننده بوده است.",
				"ar": "متوسط وقت الانتباه في الزيارة: لا يُحسب إلا ما كانت الصفحة فيه أمام الزائر.",
			},
		},
		{
			ID: "lead_conversion_rate", Stage: event.Evaluation, Unit: Ratio, Better: Up,
			Numerator: sessions(IfLead), Denominator: of(sessions()),
			Dimensions: bySession(), Additive: true, Day: "session",
			Name: map[string]string{"en": "Lead conversion rate", "fa": "نرخ تبدیل سرنخ", "ar": "معدل تحويل العملاء المحتملين"},
			Definition: map[string]string{
				"en": "Share of visits in which a visitor left contact details as a lead or signed up.",
				"fa": "سهم بازدیدهایی که در آن‌ها بازدیدکننده اطلاعات تماس داد یا ثبت‌نام کرد.",
				"ar": "نسبة الزيارات التي ترك فيها الزائر بيانات تواصل أو سجّل.",
			},
		},
		{
			ID: "product_view_rate", Stage: event.Evaluation, Unit: Ratio, Better: Up,
			Numerator: sessions(IfViewItem), Denominator: of(sessions()),
			Dimensions: bySession(), Additive: true, Day: "session",
			Name: map[string]string{"en": "Product views", "fa": "نرخ دیدن محصول", "ar": "معدل مشاهدة المنتج"},
			Definition: map[string]string{
				"en": "Share of visits in which a product was looked at.",
				"fa": "سهم بازدیدهایی که در آن‌ها محصولی دیده شد.",
				"ar": "نسبة الزيارات التي شوهد فيها منتج.",
			},
		},
		{
			ID: "add_to_cart_rate", Stage: event.Evaluation, Unit: Ratio, Better: Up,
			Numerator: sessions(IfAddToCart), Denominator: of(sessions()),
			Dimensions: bySession(), Additive: true, Day: "session",
			Name: map[string]string{"en": "Add-to-cart rate", "fa": "نرخ افزودن به سبد", "ar": "معدل الإضافة إلى السلة"},
			Definition: map[string]string{
				"en": "Share of visits in which something was put into the cart.",
				"fa": "سهم بازدیدهایی که در آن‌ها چیزی به سبد افزوده شد.",
				"ar": "نسبة الزيارات التي أُضيف فيها شيء إلى السلة.",
			},
		},
	}
}
