package metric_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/metric"
)

// loyal are customers of whom number n of the first 40 orders five times, all others once,
// each later than the one before and for more.
func loyal(customers int) string {
	var b strings.Builder
	b.WriteString("site timezone=Asia/Tehran currency=IRR\n")
	for n := range customers {
		orders := 1
		if n < 40 {
			orders = 5
		}
		for i := range orders {
			fmt.Fprintf(&b, "2026-%02d-01 %02d:%02d:00 server - purchase customer=C%03d tx=%d-%d value=%dIRR\n",
				1+i, 8+n/60, n%60, n, n, i, 1000+n)
		}
	}
	b.WriteString("2026-09-01 10:00:00 server - purchase customer=free tx=free value=0IRR\n")
	b.WriteString("2026-09-01 10:00:00 server v1 purchase tx=guest value=10IRR\n")
	return b.String()
}

func TestCustomers(t *testing.T) {
	facts, r := story(t, loyal(200)+"2026-09-01 10:00:00 server - refund tx=0-0 value=1000IRR\n"+
		"2026-09-01 10:00:00 server - purchase customer=C000 tx=x value=2.50EUR\n")
	r.AsOf = time.Date(2026, 9, 1, 10, 0, 0, 0, r.Zone)
	report, err := metric.BuildCustomers(context.Background(), facts, r, metric.CustomerOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range report.Segments {
		line := fmt.Sprintf("%s: %d of %d, %d orders, %v", s.Segment, s.Customers.Numerator, *s.Customers.Denominator, s.Orders, s.Net)
		if s.Recency != nil {
			line += ", " + (time.Duration(*s.Recency) * time.Millisecond).String()
		}
		got = append(got, line)
	}
	// The forty who came back are the most recent, all others in order of their numbers; all
	// who ordered once score 1 by their number. What somebody pays in euros has no part in it.
	differ(t, got, []string{
		"champions: 40 of 200, 201 orders, [{IRR 202900} {EUR 250}], 2953h39m30s",
		"loyal: 0 of 200, 0 orders, [{IRR 0}]",
		"potential_loyalists: 40 of 200, 40 orders, [{IRR 47180}], 5831h0m30s",
		"new_customers: 0 of 200, 0 orders, [{IRR 0}]",
		"promising: 0 of 200, 0 orders, [{IRR 0}]",
		"need_attention: 0 of 200, 0 orders, [{IRR 0}]",
		"about_to_sleep: 40 of 200, 40 orders, [{IRR 45580}], 5831h40m30s",
		"at_risk: 0 of 200, 0 orders, [{IRR 0}]",
		"cannot_lose: 0 of 200, 0 orders, [{IRR 0}]",
		"hibernating: 40 of 200, 40 orders, [{IRR 43980}], 5832h20m30s",
		"lost: 40 of 200, 40 orders, [{IRR 42380}], 5833h0m30s",
	})
}

func TestFewCustomersHaveNoSegments(t *testing.T) {
	facts, r := story(t, loyal(199))
	for _, segment := range []metric.Segment{"", metric.Champions} {
		report, err := metric.BuildCustomers(context.Background(), facts, r, metric.CustomerOptions{Segment: segment})
		if err != nil {
			t.Fatal(err)
		}
		if report.Customers != 199 || report.Segments != nil || report.Next.ShopGap == nil {
			t.Errorf("%+v", report)
		}
	}
}

func TestNextOrdersOfASegment(t *testing.T) {
	facts, r := story(t, loyal(200))
	r.AsOf = time.Date(2026, 6, 1, 0, 0, 0, 0, r.Zone)
	list := func(segment metric.Segment) string {
		report, err := metric.BuildCustomers(context.Background(), facts, r, metric.CustomerOptions{Segment: segment})
		if err != nil {
			t.Fatal(err)
		}
		n := report.Next
		text := fmt.Sprint(len(n.List), " listed; ", n.Overdue, " ", n.DueIn7, " ", n.DueIn30, " ", n.Later)
		if len(n.List) > 0 {
			text += " " + n.List[0].Customer
		}
		return text
	}
	// Gaps are 31, 28, 31 and 30 days: 30.5 is in the middle of each customer's, and of the shop's.
	for segment, want := range map[metric.Segment]string{
		"": "40 listed; 200 0 0 0 C000", metric.Champions: "40 listed; 200 0 0 0 C000", metric.Lost: "0 listed; 200 0 0 0",
	} {
		if got := list(segment); got != want {
			t.Errorf("%s: %s, want %s", segment, got, want)
		}
	}
	_, err := metric.BuildCustomers(context.Background(), facts, r, metric.CustomerOptions{Segment: "whales"})
	refusedFor(t, err, metric.BadRequest, "segment")
}
