package metric

import (
	"fmt"
	"strings"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// customerValue is what customers brought in so many days from their first order on. worth
// is the field that holds it, old and young say whether these days have passed by as_of.
func customerValue(days int, worth Field, old, young Predicate) Definition {
	matured := Measure{Fact: FactOrder, Where: []Predicate{IfPriced, IfCustomer, IfFirstOrder, old}, ByCurrency: true}
	value := matured
	value.Field, value.Squares = worth, true
	western := fmt.Sprint(days)
	persian, arabic := digitsFrom('۰', western), digitsFrom('٠', western)
	return Definition{
		ID: fmt.Sprintf("customer_value_%dd", days), Stage: event.Return, Unit: Money, Better: Up,
		Numerator: value, Denominator: &matured,
		Pending: of(orders(IfPriced, IfCustomer, IfFirstOrder, young)), Wait: time.Duration(days) * 24 * time.Hour,
		Dimensions: byOrder(), Additive: true, Day: "first order",
		Name: map[string]string{
			"en": fmt.Sprintf("Customer value (%d days)", days),
			"fa": fmt.Sprintf("ارزش مشتری (%s روزه)", persian),
			"ar": fmt.Sprintf("قيمة العميل (%s يومًا)", arabic),
		},
		Definition: map[string]string{
			"en": fmt.Sprintf("What a customer brings in %d days from the first order on, less refunds: the mean of the customers whose first order lies in the range. Those whose %[1]d days are not over do not count yet, nor do orders in another currency than the first.", days),
			"fa": fmt.Sprintf("آنچه هر مشتری در %[1]s روز از نخستین سفارش، پس از استرداد، می‌آورد: میانگین مشتریانی که نخستین سفارششان در بازه است. آن‌هایی که %[1]s روزشان پر نشده هنوز شمرده نمی‌شوند و سفارش‌های با ارزی جز ارز نخستین هم شمرده نمی‌شوند.", persian),
			"ar": fmt.Sprintf("ما يجلبه العميل خلال %[1]s يومًا من طلبه الأول بعد الاسترداد: متوسط العملاء الذين يقع طلبهم الأول في الفترة. لا يُحسب بعدُ من لم تنقضِ له %[1]s يومًا، ولا الطلبات بعملة غير عملة الأول.", arabic),
		},
	}
}

// digitsFrom writes a number in the digits that begin with zero.
func digitsFrom(zero rune, number string) string {
	return strings.Map(func(digit rune) rune { return zero + digit - '0' }, number)
}
