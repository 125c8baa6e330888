package metric_test

import (
	"fmt"
	"testing"

	"github.com/safar-cx/safar/collector/internal/metric"
)

func funnel(t *testing.T, script string, o metric.FunnelOptions) []string {
	t.Helper()
	src, r := story(t, script)
	f, err := metric.BuildFunnel(t.Context(), src, r, o)
	if err != nil {
		t.Fatal(err)
	}
	var steps []string
	for _, s := range f.Steps {
		text := fmt.Sprintf("%s %d of %d, lost %d", s.ID, s.Count, *s.Share.Denominator, s.Lost)
		if s.Pace != nil {
			text += fmt.Sprintf(", after %d to %d of %d", s.Pace.Median, s.Pace.P90, s.Pace.Count)
		}
		if s.Previous != nil {
			text += fmt.Sprintf(", before %d", s.Previous.Count)
		}
		steps = append(steps, text)
	}
	return steps
}

// February is what March is compared with: there the person got on in two visits.
const months = `site timezone=UTC currency=GBP
2026-02-25 10:00:00  browser v1 view_item
2026-02-26 10:00:00  browser v1 add_to_cart
2026-02-26 10:00:00  browser v2 page_view
2026-03-02 10:00:00  browser v1 page_view
+1.5s                browser v1 view_item
2026-03-02 20:00:00  browser v2 add_to_cart
`

func TestFunnelOfPersons(t *testing.T) {
	differ(t, funnel(t, months, metric.FunnelOptions{Unit: metric.FunnelOfPersons, Mode: metric.Closed})[:3], []string{
		"session 2 of 2, lost 1, before 2", "view_item 1 of 2, lost 1, after 1500 to 1500 of 1, before 1", "add_to_cart 0 of 2, lost 0, before 1",
	})
	differ(t, funnel(t, months, metric.FunnelOptions{Unit: metric.FunnelOfPersons})[:3], []string{
		"session 2 of 2, lost 0, before 2", "view_item 2 of 2, lost 1, after 1500 to 1500 of 1, before 1", "add_to_cart 1 of 2, lost 1, before 1",
	})
}

func TestFunnelOfCarts(t *testing.T) {
	for _, mode := range []metric.Mode{metric.Reached, metric.Closed} {
		differ(t, funnel(t, months, metric.FunnelOptions{Unit: metric.FunnelOfCarts, Mode: mode}), []string{
			"cart 1 of 1, lost 1, before 1", "begin_checkout 0 of 1, lost 0, before 0", "add_shipping_info 0 of 1, lost 0, before 0",
			"add_payment_info 0 of 1, lost 0, before 0", "purchase 0 of 1, lost 0, before 0",
		})
	}
}

// Two visits of one person that begin together stand in the order of their visitors, each as
// a whole.
func TestVisitsThatBeginTogether(t *testing.T) {
	const together = `site timezone=UTC currency=GBP
2026-03-01 10:00:00  browser %[1]s view_item id=e1
2026-03-01 10:00:00  browser %[2]s view_item id=e2
+1s                  server  %[1]s login customer=C1
+1s                  server  %[2]s login customer=C1
+1s                  browser %[2]s add_to_cart
+1s                  browser %[1]s begin_checkout
`
	o := metric.FunnelOptions{Unit: metric.FunnelOfPersons, Mode: metric.Closed}
	differ(t, funnel(t, fmt.Sprintf(together, "b", "a"), o)[2:4], []string{
		"add_to_cart 1 of 1, lost 0, after 3000 to 3000 of 1, before 0", "begin_checkout 1 of 1, lost 1, after 1000 to 1000 of 1, before 0",
	})
	differ(t, funnel(t, fmt.Sprintf(together, "a", "b"), o)[2:4], []string{
		"add_to_cart 1 of 1, lost 1, after 3000 to 3000 of 1, before 0", "begin_checkout 0 of 1, lost 0, before 0",
	})
}

func TestFunnelRefusesUnits(t *testing.T) {
	src, r := story(t, months)
	_, err := metric.BuildFunnel(t.Context(), src, r, metric.FunnelOptions{Unit: "shop"})
	refusedFor(t, err, metric.BadRequest, "unit")
	_, err = metric.BuildFunnel(t.Context(), src, r, metric.FunnelOptions{Mode: "open"})
	refusedFor(t, err, metric.BadRequest, "mode")
}
