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
			Dimensions: bySession(), Additive: true, Day: "cart",
			Name:       map[string]string{"en": "Cart abandonment rate", "fa": "نرخ رها کردن سبد خرید", "ar": "معدل التخلي عن سلة التسوق"},
			Definition: "Of the carts opened in the range whose waiting time is over, the share that was not ordered. Carts that the visitor emptied do not count.",
		},
		{
			ID: "cart_recovery_rate", Stage: event.Purchase, Unit: Ratio, Better: Up,
			Numerator:   carts(IfNotOrdered, IfNotEmptied, IfWeekOld, IfRecovered),
			Denominator: of(carts(IfNotOrdered, IfNotEmptied, IfWeekOld)),
			Pending:     of(carts(IfNotOrdered, IfNotEmptied, IfNotWeekOld)), Wait: 7 * 24 * time.Hour,
			Dimensions: bySession(), Additive: true, Day: "cart",
			Name:       map[string]string{"en": "Cart recovery rate", "fa": "نرخ بازیابی سبد", "ar": "معدل استعادة السلات"},
			Definition: "Of the carts opened in the range that were neither ordered nor emptied, the share whose visitor or customer ordered something within 7 days all the same.",
		},
		{
			ID: "checkout_abandonment_rate", Stage: event.Purchase, Unit: Ratio, Better: Down,
			Numerator:   checkouts(IfMatured, IfNotCompleted),
			Denominator: of(checkouts(IfMatured)),
			Pending:     of(checkouts(IfNotMatured)), Windows: 1,
			Dimensions: bySession(), Additive: true, Day: "checkout",
			Name:       map[string]string{"en": "Checkout abandonment rate", "fa": "نرخ رها کردن تسویه", "ar": "معدل التخلي عن الدفع"},
			Definition: "Of the checkouts begun in the range whose waiting time is over, the share that led to no order.",
		},
		{
			ID: "checkout_completion_rate", Stage: event.Purchase, Unit: Ratio, Better: Up,
			Numerator:   checkouts(IfMatured, IfCompleted),
			Denominator: of(checkouts(IfMatured)),
			Pending:     of(checkouts(IfNotMatured)), Windows: 1,
			Dimensions: bySession(), Additive: true, Day: "checkout",
			Name:       map[string]string{"en": "Checkout completion rate", "fa": "نرخ تکمیل خرید", "ar": "معدل إتمام الشراء"},
			Definition: "Of the checkouts begun in the range whose waiting time is over, the share that led to an order.",
		},
		{
			ID: "conversion_rate", Stage: event.Purchase, Unit: Ratio, Better: Up,
			Numerator: sessions(IfOrdered), Denominator: of(sessions()),
			Dimensions: bySession(), Additive: true, Day: "session",
			Name:       map[string]string{"en": "Conversion rate", "fa": "نرخ تبدیل", "ar": "معدل التحويل"},
			Definition: "Share of visits that led to at least one order.",
		},
		{
			ID: "buyer_rate", Stage: event.Purchase, Unit: Ratio, Better: Up,
			Numerator:   Measure{Fact: FactSession, Field: FieldVisitor, Distinct: true, Where: []Predicate{IfOrdered}},
			Denominator: &Measure{Fact: FactSession, Field: FieldVisitor, Distinct: true},
			Dimensions:  bySession(), Day: "session",
			Name:       map[string]string{"en": "Buyers among visitors", "fa": "سهم خریداران", "ar": "نسبة المشترين"},
			Definition: "Of the visitors of the range, the share with an order in one of their visits of the range.",
		},
		{
			ID: "orders", Stage: event.Purchase, Unit: Count, Better: Up,
			Numerator:  orders(),
			Dimensions: bySession(), Additive: true, Day: "order",
			Name:       map[string]string{"en": "Orders", "fa": "سفارش‌ها", "ar": "الطلبات"},
			Definition: "Orders placed in the range and not cancelled, free ones included.",
		},
		{
			ID: "revenue", Stage: event.Purchase, Unit: Money, Better: Up,
			Numerator:  Measure{Fact: FactOrder, Field: FieldValue, ByCurrency: true},
			Dimensions: bySession(), Additive: true, Day: "order",
			Name:       map[string]string{"en": "Revenue", "fa": "درآمد", "ar": "الإيرادات"},
			Definition: "Value of the goods in the orders of the range after discounts, without tax and shipping and before refunds.",
		},
		{
			ID: "net_revenue", Stage: event.Purchase, Unit: Money, Better: Up,
			Numerator:  Measure{Fact: FactOrder, Field: FieldNet, ByCurrency: true},
			Dimensions: bySession(), Additive: true, Day: "order",
			Name:       map[string]string{"en": "Net revenue", "fa": "درآمد خالص", "ar": "صافي الإيرادات"},
			Definition: "Revenue of the orders of the range less what was refunded of these orders, whenever that was.",
		},
		{
			ID: "aov", Stage: event.Purchase, Unit: Money, Better: Up,
			Numerator:   Measure{Fact: FactOrder, Field: FieldValue, Where: []Predicate{IfPriced}, Squares: true, ByCurrency: true},
			Denominator: &Measure{Fact: FactOrder, Where: []Predicate{IfPriced}, ByCurrency: true},
			Dimensions:  bySession(), Additive: true, Day: "order",
			Name:       map[string]string{"en": "Average order value (AOV)", "fa": "میانگین ارزش سفارش (AOV)", "ar": "متوسط قيمة الطلب (AOV)"},
			Definition: "Revenue divided by the number of orders. Free orders do not count.",
		},
		{
			ID: "net_aov", Stage: event.Purchase, Unit: Money, Better: Up,
			Numerator:   Measure{Fact: FactOrder, Field: FieldNet, Where: []Predicate{IfPriced}, Squares: true, ByCurrency: true},
			Denominator: &Measure{Fact: FactOrder, Where: []Predicate{IfPriced}, ByCurrency: true},
			Dimensions:  bySession(), Additive: true, Day: "order",
			Name:       map[string]string{"en": "Average order value after refunds", "fa": "میانگین ارزش سفارش پس از استرداد", "ar": "متوسط قيمة الطلب بعد الاسترداد"},
			Definition: "Net revenue divided by the number of orders. Free orders do not count.",
		},
		{
			ID: "refund_rate", Stage: event.Purchase, Unit: Ratio, Better: Down,
			Numerator: orders(IfRefunded), Denominator: of(orders()),
			Dimensions: bySession(), Additive: true, Day: "order",
			Name:       map[string]string{"en": "Refund rate", "fa": "نرخ استرداد", "ar": "معدل الاسترداد"},
			Definition: "Share of the orders of the range of which something was refunded, whenever that was.",
		},
		{
			ID: "friction_rate", Stage: event.Purchase, Unit: Ratio, Better: Down,
			Numerator:   checkouts(IfMatured, IfFriction),
			Denominator: of(checkouts(IfMatured)),
			Pending:     of(checkouts(IfNotMatured)), Windows: 1,
			Dimensions: bySession(), Additive: true, Day: "checkout",
			Name:       map[string]string{"en": "Checkouts with friction", "fa": "تسویه‌های همراه با مانع", "ar": "عمليات الدفع المتعثرة"},
			Definition: "Of the checkouts begun in the range whose waiting time is over, the share in which something stood in the shopper's way before the order, or, without one, before the waiting time was over.",
		},
	}
}
