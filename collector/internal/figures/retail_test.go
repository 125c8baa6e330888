package figures

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/reference"
	"github.com/safar-cx/safar/sdk/event"
)

// The days of Online Retail.
const (
	retailFrom = "2010-12-01"
	retailTo   = "2011-12-09"
)

func TestOnlineRetail(t *testing.T) {
	folder := reference.Path(t, "online_retail")
	if testing.Short() {
		t.Skip("reads 541,909 lines and posts 37,068 orders")
	}
	lines, all := bought(t, filepath.Join(folder, "online_retail_full.csv.gz"))
	if all != 541909 {
		t.Fatalf("%d lines", all)
	}
	srv := serve(t)
	sold := asSold(t, srv, lines)
	lines = priced(lines)
	once := distinct(lines, exactly)
	if len(once) != 392692 {
		t.Errorf("%d lines are left, published is 392692", len(once))
	}
	list := invoices(t, once)
	s := srv.open(t, "without-repeats", "Europe/London", "GBP")
	s.post(t, purchases(t, list))
	r := s.ask(t, retailFrom, retailTo, "orders", "revenue", "repeat_purchase_rate")
	january := s.ask(t, "2011-01-01", "2011-01-31", "retention_rate")
	whole := slices.Concat(withoutRepeats(t, &r, once, list), december(t, folder, &january, once, list))
	publish(t, "online retail without repeats", whole, table)
	cohorts := s.cohorts(t)
	addUp(t, &cohorts, &r)
	cells := cohortCells(t, folder, &cohorts, once, list)
	publish(t, "online retail cohorts", cells, cohortTable)
	sameDay := distinct(lines, onOneDay)
	differ(t, once, sameDay)
	months := monthly(t, folder, &r, sameDay, list)
	publish(t, "online retail by month", months, monthTable)
	explained(t, "R", slices.Concat(sold, whole, cells, months))
}

// purchases are the events of invoices. No invoice may lie in the hours in which London's
// clocks are changed, where local times are ambiguous.
func purchases(t *testing.T, list []invoice) []event.Event {
	t.Helper()
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	events := make([]event.Event, len(list))
	for i := range list {
		events[i] = list[i].purchase(t, london)
		if hour := list[i].at[len("2011-03-27 "):]; hour < "03" {
			t.Fatalf("invoice %s was written at %s", list[i].number, list[i].at)
		}
	}
	return events
}

// asSold posts all lines with a customer and a quantity above 0 and proves the figures about
// them.
func asSold(t *testing.T, srv *server, lines []line) []figure {
	t.Helper()
	list := invoices(t, lines)
	s := srv.open(t, "as-sold", "Europe/London", "GBP")
	events := purchases(t, list)
	for i := range list {
		if items := list[i].items(); items != nil {
			events[i].Params["items"] = items
		}
	}
	s.post(t, events)
	r := s.ask(t, retailFrom, retailTo, "orders", "revenue", "aov", "repeat_purchase_rate")
	theirs, paid, ours := published(lines), published(priced(lines)), defined(list)
	figures := []figure{
		{"Orders", "18536", count(theirs.orders), r.value(t, "orders"), count(ours.orders), nil},
		{"Customers", "4339", count(theirs.customers), r.denominator(t, "repeat_purchase_rate"), count(ours.customers), []string{"R2"}},
		{"Revenue, GBP", "8911407.904", thousandths(theirs.revenue), r.value(t, "revenue"), pounds(ours.pence), []string{"R1"}},
		{"Average order value, GBP", "480.76", quotient{num: int64(theirs.revenue), den: 1000 * theirs.orders}, r.value(t, "aov"), quotient{num: ours.pence, den: 100 * ours.priced}, []string{"R2"}},
		{"Customers with two or more orders", "2845", count(theirs.repeating), r.numerator(t, "repeat_purchase_rate"), count(ours.repeating), nil},
		{"Their share", "0.65568103", quotient{num: theirs.repeating, den: theirs.customers}, r.value(t, "repeat_purchase_rate"), quotient{num: ours.repeating, den: ours.customers}, []string{"R2"}},
		{"Orders with a line that was not free", "18532", count(paid.orders), r.denominator(t, "aov"), count(ours.priced), nil},
		{"Customers with such an order", "4338", count(paid.customers), r.denominator(t, "repeat_purchase_rate"), count(ours.customers), nil},
	}
	publish(t, "online retail as sold", figures, table)
	return figures
}

// withoutRepeats are the figures about lines that are not free, of which those that repeat
// another exactly count once.
func withoutRepeats(t *testing.T, r *report, lines []line, list []invoice) []figure {
	t.Helper()
	theirs, ours := published(lines), defined(list)
	return []figure{
		{"Orders", "18532", count(theirs.orders), r.value(t, "orders"), count(ours.orders), nil},
		{"Customers", "4338", count(theirs.customers), r.denominator(t, "repeat_purchase_rate"), count(ours.customers), nil},
		{"Revenue, GBP", "8887208.894", thousandths(theirs.revenue), r.value(t, "revenue"), pounds(ours.pence), []string{"R1"}},
	}
}

// december follows the customers whose first order lies in December 2010, the first month of
// the data, into January, which has as many days: the one cell of the cohort table that is
// the retention rate of a month.
func december(t *testing.T, folder string, january *report, lines []line, list []invoice) []figure {
	t.Helper()
	size := map[string]string{} // by the month's index
	read(t, filepath.Join(folder, "published_cohort_counts.csv.gz"), "cohort_month,cohort_index,active_customers", func(f []string) {
		if f[0] == "2010-12-01" {
			size[f[1]] = f[2]
		}
	})
	begun, back := cohort(lines, "2010-12", "2011-01")
	of := map[string]map[string]bool{"2010-12": {}, "2011-01": {}}
	for i := range list {
		if in := &list[i]; of[in.month()] != nil && in.value.pence() > 0 {
			of[in.month()][in.customer] = true
		}
	}
	again := int64(0)
	for customer := range of["2010-12"] {
		if of["2011-01"][customer] {
			again++
		}
	}
	return []figure{
		{"Customers first seen in December 2010", size["1"], count(begun), january.denominator(t, "retention_rate"), count(int64(len(of["2010-12"]))), nil},
		{"Of these, seen in January 2011", size["2"], count(back), january.numerator(t, "retention_rate"), count(again), nil},
	}
}

// monthly are revenue, orders and customers of each month, in this order. The lines are
// those that are left by the rule of the monthly table, the invoices those that were sent.
func monthly(t *testing.T, folder string, r *report, lines []line, list []invoice) []figure {
	t.Helper()
	theirs := byMonth(lines)
	ours := map[string][]invoice{}
	for _, in := range list {
		ours[in.month()] = append(ours[in.month()], in)
	}
	var figures []figure
	read(t, filepath.Join(folder, "published_monthly.csv"), "invoice_month,total_revenue,total_orders,unique_customers", func(f []string) {
		month := f[0][:len("2011-09")]
		their, our := published(theirs[month]), defined(ours[month])
		var reasons []string
		if _, part, _ := strings.Cut(f[1], "."); len(part) > 2 {
			reasons = append(reasons, "R1")
		}
		if month == "2011-09" {
			reasons = append(reasons, "R3")
		}
		figures = append(figures,
			figure{month, f[1], thousandths(their.revenue), source{"`revenue`", r.month(t, "revenue", month).quotient(t, "money")}, pounds(our.pence), reasons},
			figure{month, f[2], count(their.orders), source{"`orders`", r.month(t, "orders", month).quotient(t, "count")}, count(our.orders), nil},
			figure{month, f[3], count(their.customers), source{"denominator of `repeat_purchase_rate`", count(*r.month(t, "repeat_purchase_rate", month).Denominator)}, count(our.customers), nil},
		)
	})
	if len(figures) != 3*13 {
		t.Fatalf("%d monthly figures are published", len(figures))
	}
	return figures
}

// differ checks that the two ways to drop repeated lines differ by the one line that
// paragraph R3 of the page tells of.
func differ(t *testing.T, more, fewer []line) {
	t.Helper()
	kept := map[string]bool{}
	for _, l := range fewer {
		kept[l.whole] = true
	}
	more = slices.DeleteFunc(slices.Clone(more), func(l line) bool { return kept[l.whole] })
	if len(more) != 1 || more[0].invoice != "567183" || more[0].product != "22659" || more[0].value() != 3900 {
		t.Errorf("the two ways to drop repeats differ by %+v", more)
	}
}

func thousandths(m mils) quotient { return quotient{num: int64(m), den: 1000, whole: true, digits: 3} }

// monthTable writes revenue, orders and customers of a month side by side.
func monthTable(figures []figure) string {
	var b strings.Builder
	b.WriteString("| month | revenue, published | revenue, Safar | differs | orders, published | orders, Safar | customers, published | customers, Safar |\n" +
		"|---|--:|--:|---|--:|--:|--:|--:|\n")
	for f := range slices.Chunk(figures, 3) {
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s | %s | %s |\n", f[0].name, grouped(f[0].published), f[0].ours(), strings.Join(f[0].reasons, ", "),
			grouped(f[1].published), f[1].ours(), grouped(f[2].published), f[2].ours())
	}
	return b.String()
}
