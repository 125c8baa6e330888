package metric

import (
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

func purchase() []Definition {
	return []Definition{
		{
			ID: "cart_abandonment_rate", Stage: event.Purchase, Unit: Ratio, Better: Down,
			Numerator:   carts(IfMatured, IfNotEmptied, IfNotOrdered),
			Denominator: of(carts(IfMatured, IfNotEmptied)),
			// Its window starts anew with a checkout, which may begin up to a window late.
			Pending: of(carts(IfNotMatured, IfNotEmptied)), Windows: 2,
			Dimensions: byCart(), Additive: true, Day: "cart",
			Name: map[string]string{"en": "Cart abandonment rate", "fa": "نرخ رها کردن سبد خرید", "ar": "معدل التخلي عن سلة التسوق"},
			Definition: map[string]string{
				"en": "Of the carts opened in the range whose waiting time is over, the share that was not ordered. Carts that the visitor emptied do not count.",
				"fa": "از سبدهای بازشده در بازه که مهلتشان گذشته، سهم آن‌هایی که به سفارش نرسیدند. سبدهایی که خود بازدیدکننده خالی کرد شمرده نمی‌شوند.",
				"ar": "من السلال التي فُتحت في الفترة وانقضت مهلتها، نسبة ما لم يتحول إلى طلب. ولا تُحسب السلال التي أفرغها الزائر.",
			},
		},
		{
			ID: "cart_recovery_rate", Stage: event.Purchase, Unit: Ratio, Better: Up,
			Numerator:   carts(IfNotOrdered, IfNotEmptied, IfWeekOld, IfRecovered),
			Denominator: of(carts(IfNotOrdered, IfNotEmptied, IfWeekOld)),
			Pending:     of(carts(IfNotOrdered, IfNotEmptied, IfNotWeekOld)), Wait: 7 * 24 * time.Hour,
			Dimensions: byCart(), Additive: true, Day: "cart",
			Name: map[string]string{"en": "Cart recovery rate", "fa": "نرخ بازیابی سبد", "ar": "معدل استعادة السلات"},
			Definition: map[string]string{
				"en": "Of the carts opened in the range that were neither ordered nor emptied, the share whose visitor or customer ordered something within 7 days all the same.",
				"fa": "از سبدهای بازشده در بازه که نه سفارش شدند و نه خالی، سهم آن‌هایی که صاحبشان با این همه تا ۷ روز چیزی سفارش داد.",
				"ar": "من السلال التي فُتحت في الفترة ولم تُطلب ولم تُفرَّغ، نسبة ما عاد صاحبها فطلب شيئًا خلال ٧ أيام.",
			},
		},
		{
			ID: "checkout_abandonment_rate", Stage: event.Purchase, Unit: Ratio, Better: Down,
			Numerator:   checkouts(IfMatured, IfNotCompleted),
			Denominator: of(checkouts(IfMatured)),
			Pending:     of(checkouts(IfNotMatured)), Windows: 1,
			Dimensions: byCheckout(), Additive: true, Day: "checkout",
			Name: map[string]string{"en": "Checkout abandonment rate", "fa": "نرخ رها کردن تسویه", "ar": "معدل التخلي عن الدفع"},
			Definition: map[string]string{
				"en": "Of the checkouts begun in the range whose waiting time is over, the share that led to no order.",
				"fa": "از تسویه‌های آغازشده در بازه که مهلتشان گذشته، سهم آن‌هایی که به سفارش نرسیدند.",
				"ar": "من عمليات الدفع التي بدأت في الفترة وانقضت مهلتها، نسبة ما لم يؤدّ إلى طلب.",
			},
		},
		{
			ID: "checkout_completion_rate", Stage: event.Purchase, Unit: Ratio, Better: Up,
			Numerator:   checkouts(IfMatured, IfCompleted),
			Denominator: of(checkouts(IfMatured)),
			Pending:     of(checkouts(IfNotMatured)), Windows: 1,
			Dimensions: byCheckout(), Additive: true, Day: "checkout",
			Name: map[string]string{"en": "Checkout completion rate", "fa": "نرخ تکمیل خرید", "ar": "معدل إتمام الشراء"},
			Definition: map[string]string{
				"en": "Of the checkouts begun in the range whose waiting time is over, the share that led to an order.",
				"fa": "از تسویه‌های آغازشده در بازه که مهلتشان گذشته، سهم آن‌هایی که به سفارش رسیدند.",
				"ar": "من عمليات الدفع التي بدأت في الفترة وانقضت مهلتها، نسبة ما أدّى إلى طلب.",
			},
		},
		{
			ID: "conversion_rate", Stage: event.Purchase, Unit: Ratio, Better: Up,
			Numerator: sessions(IfOrdered), Denominator: of(sessions()),
			Dimensions: bySession(), Additive: true, Day: "session",
			Name: map[string]string{"en": "Conversion rate", "fa": "نرخ تبدیل", "ar": "معدل التحويل"},
			Definition: map[string]string{
				"en": "Share of visits that led to at least one order.",
				"fa": "سهم بازدیدهایی که به دست‌کم یک سفارش رسیدند.",
				"ar": "نسبة الزيارات التي أدت إلى طلب واحد على الأقل.",
			},
		},
		{
			ID: "buyer_rate", Stage: event.Purchase, Unit: Ratio, Better: Up,
			Numerator:   Measure{Fact: FactSession, Field: FieldVisitor, Distinct: true, Where: []Predicate{IfOrdered}},
			Denominator: &Measure{Fact: FactSession, Field: FieldVisitor, Distinct: true},
			Dimensions:  bySession(), Day: "session",
			Name: map[string]string{"en": "Buyers among visitors", "fa": "سهم خریداران", "ar": "نسبة المشترين"},
			Definition: map[string]string{
				"en": "Of the visitors of the range, the share with an order in one of their visits of the range.",
				"fa": "سهم بازدیدکنندگان بازه که در یکی از بازدیدهایشان در همین بازه سفارش دادند.",
				"ar": "نسبة زوار الفترة الذين طلبوا في إحدى زياراتهم فيها.",
			},
		},
		{
			ID: "orders", Stage: event.Purchase, Unit: Count, Better: Up,
			Numerator:  orders(),
			Dimensions: byOrder(), Additive: true, Day: "order",
			Name: map[string]string{"en": "Orders", "fa": "سفارش‌ها", "ar": "الطلبات"},
			Definition: map[string]string{
				"en": "Orders placed in the range and not cancelled, free ones included.",
				"fa": "سفارش‌های ثبت‌شده در بازه که لغو نشده‌اند، با احتساب سفارش‌های رایگان.",
				"ar": "الطلبات المسجلة في الفترة وغير الملغاة، بما فيها المجانية.",
			},
		},
		{
			ID: "revenue", Stage: event.Purchase, Unit: Money, Better: Up,
			Numerator:  Measure{Fact: FactOrder, Field: FieldValue, ByCurrency: true},
			Dimensions: byOrder(), Additive: true, Day: "order",
			Name: map[string]string{"en": "Revenue", "fa": "درآمد", "ar": "الإيرادات"},
			Definition: map[string]string{
				"en": "Value of the goods in the orders of the range after discounts, without tax and shipping and before refunds.",
				"fa": "ارزش کالاهای سفارش‌های بازه پس از تخفیف، بدون مالیات و ارسال و پیش از استرداد.",
				"ar": "قيمة البضائع في طلبات الفترة بعد الخصم، دون الضريبة والشحن وقبل الاسترداد.",
			},
		},
		{
			ID: "net_revenue", Stage: event.Purchase, Unit: Money, Better: Up,
			Numerator:  Measure{Fact: FactOrder, Field: FieldNet, ByCurrency: true},
			Dimensions: byOrder(), Additive: true, Day: "order",
			Name: map[string]string{"en": "Net revenue", "fa": "درآمد خالص", "ar": "صافي الإيرادات"},
			Definition: map[string]string{
				"en": "Revenue of the orders of the range less what was refunded of these orders, whenever that was.",
				"fa": "درآمد سفارش‌های بازه منهای مبلغی که از همین سفارش‌ها، در هر زمانی، برگردانده شده است.",
				"ar": "إيرادات طلبات الفترة ناقص ما استُرد من هذه الطلبات في أي وقت.",
			},
		},
		{
			ID: "aov", Stage: event.Purchase, Unit: Money, Better: Up,
			Numerator:   Measure{Fact: FactOrder, Field: FieldValue, Where: []Predicate{IfPriced}, Squares: true, ByCurrency: true},
			Denominator: &Measure{Fact: FactOrder, Where: []Predicate{IfPriced}, ByCurrency: true},
			Dimensions:  byOrder(), Additive: true, Day: "order",
			Name: map[string]string{"en": "Average order value (AOV)", "fa": "میانگین ارزش سفارش (AOV)", "ar": "متوسط قيمة الطلب (AOV)"},
			Definition: map[string]string{
				"en": "Revenue divided by the number of orders. Free orders do not count.",
				"fa": "درآمد تقسیم بر تعداد سفارش‌ها. سفارش‌های رایگان شمرده نمی‌شوند.",
				"ar": "الإيرادات مقسومة على عدد الطلبات. لا تُحسب الطلبات المجانية.",
			},
		},
		{
			ID: "net_aov", Stage: event.Purchase, Unit: Money, Better: Up,
			Numerator:   Measure{Fact: FactOrder, Field: FieldNet, Where: []Predicate{IfPriced}, Squares: true, ByCurrency: true},
			Denominator: &Measure{Fact: FactOrder, Where: []Predicate{IfPriced}, ByCurrency: true},
			Dimensions:  byOrder(), Additive: true, Day: "order",
			Name: map[string]string{"en": "Average order value after refunds", "fa": "میانگین ارزش سفارش پس از استرداد", "ar": "متوسط قيمة الطلب بعد الاسترداد"},
			Definition: map[string]string{
				"en": "Net revenue divided by the number of orders. Free orders do not count.",
				"fa": "درآمد خالص تقسیم بر تعداد سفارش‌ها. سفارش‌های رایگان شمرده نمی‌شوند.",
				"ar": "صافي الإيرادات مقسومًا على عدد الطلبات. لا تُحسب الطلبات المجانية.",
			},
		},
		{
			ID: "refund_rate", Stage: event.Purchase, Unit: Ratio, Better: Down,
			Numerator: orders(IfRefunded), Denominator: of(orders()),
			Dimensions: byOrder(), Additive: true, Day: "order",
			Name: map[string]string{"en": "Refund rate", "fa": "نرخ استرداد", "ar": "معدل الاسترداد"},
			Definition: map[string]string{
				"en": "Share of the orders of the range of which something was refunded, whenever that was.",
				"fa": "سهم سفارش‌هایی از بازه که بخشی یا همهٔ مبلغشان، در هر زمانی، برگردانده شده است.",
				"ar": "نسبة طلبات الفترة التي استُرد منها شيء في أي وقت.",
			},
		},
		{
			ID: "payment_failure_rate", Stage: event.Purchase, Unit: Ratio, Better: Down,
			Numerator: attempts(IfFailed), Denominator: of(attempts()),
			Dimensions: byAttempt(), Additive: true, Day: "event",
			Name: map[string]string{"en": "Payment failures", "fa": "نرخ پرداخت ناموفق", "ar": "معدل فشل الدفع"},
			Definition: map[string]string{
				"en": "Attempts at paying that failed divided by these and the orders on the site and in the app together. An attempt counts once, however often its failure was reported.",
				"fa": "پرداخت‌های ناموفق تقسیم بر مجموع آن‌ها و سفارش‌های سایت و اپ. هر تلاش برای پرداخت یک بار شمرده می‌شود، هر چند بار که شکستش گزارش شده باشد.",
				"ar": "محاولات الدفع الفاشلة مقسومة على مجموعها مع طلبات الموقع والتطبيق. تُحسب المحاولة مرة واحدة مهما تكرر الإبلاغ عن فشلها.",
			},
		},
		{
			ID: "friction_rate", Stage: event.Purchase, Unit: Ratio, Better: Down,
			Numerator:   checkouts(IfMatured, IfFriction),
			Denominator: of(checkouts(IfMatured)),
			Pending:     of(checkouts(IfNotMatured)), Windows: 1,
			Dimensions: byCheckout(), Additive: true, Day: "checkout",
			Name: map[string]string{"en": "Checkouts with friction", "fa": "تسویه‌های همراه با مانع", "ar": "عمليات الدفع المتعثرة"},
			Definition: map[string]string{
				"en": "Of the checkouts begun in the range whose waiting time is over, the share in which something stood in the shopper's way before the order, or, without one, before the waiting time was over.",
				"fa": "از تسویه‌های آغازشده در بازه که مهلتشان گذشته، سهم آن‌هایی که در آن‌ها پیش از سفارش، یا اگر سفارشی نبود تا پایان مهلت، مانعی سر راه خریدار آمد.",
				"ar": "من عمليات الدفع التي بدأت في الفترة وانقضت مهلتها، نسبة ما اعترض المشتري فيه عائق قبل الطلب، أو قبل انقضاء المهلة إن لم يطلب.",
			},
		},
	}
}
