package metric

import (
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// comeback holds the metrics of the stage called return, a word that Go keeps for itself.
func comeback() []Definition {
	return []Definition{
		{
			ID: "repeat_purchase_rate", Stage: event.Return, Unit: Ratio, Better: Up,
			Numerator: customers(IfSecondByEnd), Denominator: of(customers()),
			Dimensions: byOrder(), Day: "order",
			Name: map[string]string{"en": "Repeat purchase rate", "fa": "نرخ تکرار خرید", "ar": "معدل تكرار الشراء"},
			Definition: map[string]string{
				"en": "Of the customers with an order in the range, the share that had placed two or more by its end, earlier ones included. Free orders do not count.",
				"fa": "از مشتریانی که در بازه سفارش داده‌اند، سهم آن‌هایی که تا پایان آن، با احتساب سفارش‌های پیشین، دو سفارش یا بیشتر داشته‌اند. سفارش‌های رایگان شمرده نمی‌شوند.",
				"ar": "من العملاء الذين طلبوا في الفترة، نسبة من بلغت طلباتهم حتى نهايتها اثنين أو أكثر بما فيها السابقة. لا تُحسب الطلبات المجانية.",
			},
		},
		{
			ID: "returning_customer_rate", Stage: event.Return, Unit: Ratio, Better: Up,
			Numerator: customers(IfOrderedBefore), Denominator: of(customers()),
			Dimensions: byOrder(), Day: "order",
			Name: map[string]string{"en": "Returning customers", "fa": "سهم مشتریان بازگشتی", "ar": "نسبة العملاء العائدين"},
			Definition: map[string]string{
				"en": "Of the customers with an order in the range, the share that had ordered before it. Free orders do not count.",
				"fa": "از مشتریانی که در بازه سفارش داده‌اند، سهم آن‌هایی که پیش از آن هم سفارش داده بودند. سفارش‌های رایگان شمرده نمی‌شوند.",
				"ar": "من العملاء الذين طلبوا في الفترة، نسبة من سبق أن طلبوا قبلها. لا تُحسب الطلبات المجانية.",
			},
		},
		{
			ID: "repeat_90d_rate", Stage: event.Return, Unit: Ratio, Better: Up,
			Numerator:   orders(IfPriced, IfCustomer, IfFirstOrder, If90DaysOld, IfRepeatedIn90Days),
			Denominator: of(orders(IfPriced, IfCustomer, IfFirstOrder, If90DaysOld)),
			Pending:     of(orders(IfPriced, IfCustomer, IfFirstOrder, IfNot90DaysOld)), Wait: 90 * 24 * time.Hour,
			Dimensions: byOrder(), Additive: true, Day: "first order",
			Name: map[string]string{"en": "Repeat purchase within 90 days", "fa": "تکرار خرید تا ۹۰ روز", "ar": "تكرار الشراء خلال ٩٠ يومًا"},
			Definition: map[string]string{
				"en": "Of the customers whose first order lies in the range, the share that ordered again within 90 days. Customers whose 90 days are not over do not count yet. Free orders do not count.",
				"fa": "از مشتریانی که نخستین سفارششان در بازه است، سهم آن‌هایی که تا ۹۰ روز دوباره سفارش دادند. مشتریانی که ۹۰ روزشان پر نشده هنوز شمرده نمی‌شوند. سفارش‌های رایگان شمرده نمی‌شوند.",
				"ar": "من العملاء الذين يقع طلبهم الأول في الفترة، نسبة من طلبوا ثانية خلال ٩٠ يومًا. لا يُحسب بعدُ من لم تنقضِ أيامه التسعون، ولا تُحسب الطلبات المجانية.",
			},
		},
		{
			ID: "retention_rate", Stage: event.Return, Unit: Ratio, Better: Up,
			Numerator: earlierCustomers(IfAgain), Denominator: of(earlierCustomers()),
			Dimensions: byOrder(), Day: "order", MinInterval: Week,
			Name: map[string]string{"en": "Retention rate", "fa": "نرخ حفظ مشتری", "ar": "معدل الاحتفاظ بالعملاء"},
			Definition: map[string]string{
				"en": "Of the customers who ordered in the equally long range just before, the share that ordered in this one again. Free orders do not count.",
				"fa": "از مشتریانی که در بازهٔ هم‌اندازهٔ پیش از این سفارش دادند، سهم آن‌هایی که در این بازه دوباره سفارش دادند. سفارش‌های رایگان شمرده نمی‌شوند.",
				"ar": "من العملاء الذين طلبوا في الفترة السابقة المساوية لها طولًا، نسبة من طلبوا في هذه الفترة مجددًا. لا تُحسب الطلبات المجانية.",
			},
		},
		customerValue(90, FieldWorth90, If90DaysOld, IfNot90DaysOld),
		customerValue(180, FieldWorth180, If180DaysOld, IfNot180DaysOld),
		customerValue(365, FieldWorth365, If365DaysOld, IfNot365DaysOld),
		{
			ID: "csat", Stage: event.Return, Unit: Ratio, Better: Up,
			Numerator: answers(IfCSAT, IfSatisfied), Denominator: of(answers(IfCSAT)),
			Dimensions: byEvent(), Additive: true, Day: "event",
			Name: map[string]string{"en": "Customer satisfaction (CSAT)", "fa": "امتیاز رضایت مشتری (CSAT)", "ar": "رضا العملاء (CSAT)"},
			Definition: map[string]string{
				"en": "Share of the answers on the scale from 1 to 5 that were 4 or 5.",
				"fa": "سهم پاسخ‌های ۴ یا ۵ در مقیاس ۱ تا ۵.",
				"ar": "نسبة الإجابات التي بلغت ٤ أو ٥ على مقياس من ١ إلى ٥.",
			},
		},
		{
			ID: "ces", Stage: event.Return, Unit: Ratio, Better: Up,
			Numerator: answers(IfCES, IfEasy), Denominator: of(answers(IfCES)),
			Dimensions: byEvent(), Additive: true, Day: "event",
			Name: map[string]string{"en": "Effort (CES)", "fa": "سهولت (CES)", "ar": "سهولة التجربة (CES)"},
			Definition: map[string]string{
				"en": "Share of the answers to how easy it was, on the scale from 1 to 7, that were 5 or more.",
				"fa": "سهم پاسخ‌های ۵ یا بیشتر به «چقدر آسان بود» در مقیاس ۱ تا ۷.",
				"ar": "نسبة الإجابات عن مدى السهولة التي بلغت ٥ أو أكثر على مقياس من ١ إلى ٧.",
			},
		},
		{
			ID: "message_open_rate", Stage: event.Return, Unit: Ratio, Better: Up,
			Numerator: messages(IfOpened), Denominator: of(messages()),
			Dimensions: byMessage(), Additive: true, Day: "message",
			Name: map[string]string{"en": "Message open rate", "fa": "نرخ باز شدن پیام", "ar": "معدل فتح الرسائل"},
			Definition: map[string]string{
				"en": "Share of the messages delivered in the range that were opened, whenever that was. Of a campaign without reports of delivery, the messages that were sent and did not bounce count instead.",
				"fa": "سهم پیام‌های تحویل‌شده در بازه که، در هر زمانی، باز شدند. از کمپینی که گزارش تحویل ندارد، پیام‌های فرستاده‌شده‌ای شمرده می‌شوند که برنگشته‌اند.",
				"ar": "نسبة ما فُتح، في أي وقت، من الرسائل التي سُلّمت في الفترة. أما الحملة التي لا تقارير تسليم لها فتُحسب رسائلها المرسلة التي لم ترتدّ.",
			},
		},
		{
			ID: "message_click_rate", Stage: event.Return, Unit: Ratio, Better: Up,
			Numerator: messages(IfClicked), Denominator: of(messages()),
			Dimensions: byMessage(), Additive: true, Day: "message",
			Name: map[string]string{"en": "Message click rate", "fa": "نرخ کلیک پیام", "ar": "معدل النقر على الرسائل"},
			Definition: map[string]string{
				"en": "Share of the messages delivered in the range in which something was clicked, whenever that was. Of a campaign without reports of delivery, the messages that were sent and did not bounce count instead.",
				"fa": "سهم پیام‌های تحویل‌شده در بازه که، در هر زمانی، روی چیزی در آن‌ها کلیک شد. از کمپینی که گزارش تحویل ندارد، پیام‌های فرستاده‌شده‌ای شمرده می‌شوند که برنگشته‌اند.",
				"ar": "نسبة ما نُقر على شيء فيه، في أي وقت، من الرسائل التي سُلّمت في الفترة. أما الحملة التي لا تقارير تسليم لها فتُحسب رسائلها المرسلة التي لم ترتدّ.",
			},
		},
	}
}
