package figures

import (
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// cohortReport is an answer of GET /api/v1/cohorts.
type cohortReport struct {
	lag
	Cohorts []struct {
		Start     string
		Customers int64
		Cells     []cohortCell
	}
}

type cohortCell struct {
	Period     int
	Start      string
	Customers  int64
	Orders     int64
	NetRevenue text `json:"net_revenue"`
	Cumulative text
	Over       bool
}

// cohorts asks for cohorts by the month, as seen from the end of the last month of Online
// Retail.
func (s *shop) cohorts(t *testing.T) cohortReport {
	t.Helper()
	return folded[cohortReport](t, s, "/api/v1/cohorts", url.Values{
		"site": {s.name}, "from": {retailFrom}, "to": {retailTo}, "period": {"month"}, "as_of": {"2011-12-31"},
	})
}

// cell is a cell of a table of cohorts: the month of the customers' first orders, and how many
// months later.
type cell struct {
	first string // 2011-09
	since int
}

// later counts the months from one to another.
func later(t *testing.T, first, month string) int {
	t.Helper()
	number := func(month string) int {
		year, of, _ := strings.Cut(month, "-")
		y, err := strconv.Atoi(year)
		if err != nil {
			t.Fatal(err)
		}
		m, err := strconv.Atoi(of)
		if err != nil {
			t.Fatal(err)
		}
		return 12*y + m
	}
	return number(month) - number(first)
}

// customersByCell counts who bought in which month: bought names a customer and a month for
// each time that somebody did.
func customersByCell(t *testing.T, bought [][2]string) map[cell]int64 {
	t.Helper()
	first := map[string]string{}
	for _, b := range bought {
		if month, known := first[b[0]]; !known || b[1] < month {
			first[b[0]] = b[1]
		}
	}
	seen := map[[2]string]bool{}
	cells := map[cell]int64{}
	for _, b := range bought {
		if !seen[b] {
			seen[b] = true
			cells[cell{first[b[0]], later(t, first[b[0]], b[1])}]++
		}
	}
	return cells
}

// cohortCells are the published cells: customers by the month of their first line and the
// months since.
func cohortCells(t *testing.T, folder string, report *cohortReport, lines []line, list []invoice) []figure {
	t.Helper()
	var theirs, ours [][2]string
	for i := range lines {
		theirs = append(theirs, [2]string{lines[i].customer, lines[i].month()})
	}
	for i := range list {
		if list[i].value.pence() > 0 {
			ours = append(ours, [2]string{list[i].customer, list[i].month()})
		}
	}
	again, want, got := customersByCell(t, theirs), customersByCell(t, ours), map[cell]int64{}
	for _, c := range report.Cohorts {
		for _, in := range c.Cells {
			first, month := c.Start[:len("2011-09")], in.Start[:len("2011-09")]
			got[cell{first, in.Period}] = in.Customers
			if later(t, first, month) != in.Period {
				t.Errorf("%s is %d months after %s", in.Start, in.Period, c.Start)
			}
			if running := month == "2011-12"; in.Over == running {
				t.Errorf("%s is over: %v", month, in.Over)
			}
		}
	}
	var figures []figure
	read(t, filepath.Join(folder, "published_cohort_counts.csv.gz"), "cohort_month,cohort_index,active_customers", func(f []string) {
		index, err := strconv.Atoi(f[1])
		if err != nil {
			t.Fatal(err)
		}
		at := cell{f[0][:len("2011-09")], index - 1}
		if _, there := got[at]; !there {
			t.Errorf("the report has no cell %+v", at)
		}
		name := fmt.Sprintf("%s +%02d", at.first, at.since)
		figures = append(figures, figure{name, f[2], count(again[at]), source{"`customers`", count(got[at])}, count(want[at]), nil})
	})
	if len(figures) != 91 || len(got) != 91 {
		t.Errorf("%d cells are published, %d answered", len(figures), len(got))
	}
	slices.SortFunc(figures, func(a, b figure) int { return strings.Compare(a.name, b.name) })
	return figures
}

// addUp checks that the cohorts of a month have together what the report says of it, that sums
// run on, and that each row begins with all its customers.
func addUp(t *testing.T, cohorts *cohortReport, r *report) {
	t.Helper()
	revenue, orders := map[string]int64{}, map[string]int64{}
	for _, c := range cohorts.Cohorts {
		soFar := int64(0)
		for _, in := range c.Cells {
			soFar += in.NetRevenue.number(t, "money")
			if got := in.Cumulative.number(t, "money"); got != soFar {
				t.Errorf("%s in %s: %d so far, not %d", c.Start, in.Start, got, soFar)
			}
			month := in.Start[:len("2011-09")]
			revenue[month] += in.NetRevenue.number(t, "money")
			orders[month] += in.Orders
		}
		if c.Cells[0].Customers != c.Customers {
			t.Errorf("%s: %d customers, %d of them ordered in that month", c.Start, c.Customers, c.Cells[0].Customers)
		}
	}
	for month, pence := range revenue {
		if want := r.month(t, "revenue", month).quotient(t, "money"); pounds(pence) != want {
			t.Errorf("%s: the cohorts' net revenue is %d, not %d", month, pence, want.num)
		}
		if want := r.month(t, "orders", month).quotient(t, "count"); count(orders[month]) != want {
			t.Errorf("%s: the cohorts have %d orders, not %d", month, orders[month], want.num)
		}
	}
	if len(revenue) != 13 {
		t.Errorf("there are cells of %d months", len(revenue))
	}
}

// cohortTable writes cells in rows by the month of the first order.
func cohortTable(figures []figure) string {
	var b strings.Builder
	b.WriteString("| first order |")
	for since := range 13 {
		fmt.Fprintf(&b, " +%d |", since)
	}
	b.WriteString("\n|---|" + strings.Repeat("--:|", 13))
	row := ""
	for i := range figures {
		f := &figures[i]
		month, _, _ := strings.Cut(f.name, " ")
		if month != row {
			row = month
			fmt.Fprintf(&b, "\n| %s |", month)
		}
		fmt.Fprintf(&b, " %s |", f.ours())
	}
	b.WriteString("\n")
	return b.String()
}
