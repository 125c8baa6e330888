package metric

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func everybody(*buyer) bool { return true }

// ordered is a customer who ordered on some days, counted from the first instant of 1970.
func ordered(id string, days ...int64) *buyer {
	b := &buyer{id: id, net: purse{}}
	for _, d := range days {
		b.times = append(b.times, d*dayMS)
	}
	return b
}

func TestNextOrders(t *testing.T) {
	buyers := []*buyer{
		ordered("own", 0, 10, 40, 60),    // gaps 10, 30, 20
		ordered("two", 50, 70),           // 20: not enough for a gap of its own
		ordered("once", 79),              // the shop's
		ordered("gone", 0, 1, 2),         // 1, 1: long overdue
		ordered("late", 45, 58, 70),      // 13, 12
		ordered("in time", 99, 100, 101), // 1, 1: after as_of, whatever it is worth
	}
	// All gaps: 1 1 1 1 10 12 13 20 20 30, the middle of which is 11.
	next := nextOrders(buyers, 80*dayMS, everybody)
	var lines []string
	for _, n := range next.List {
		lines = append(lines, fmt.Sprintf("%s: %d, last %g, %g %v, expected %g", n.Customer, n.Orders,
			float64(n.Last)/dayMS, float64(n.Gap)/dayMS, n.Own, float64(n.Expected)/dayMS))
	}
	want := []string{
		"own: 4, last 60, 20 true, expected 80",
		"two: 2, last 70, 11 false, expected 81",
		"late: 3, last 70, 12.5 true, expected 82.5",
		"once: 1, last 79, 11 false, expected 90",
		"in time: 3, last 101, 1 true, expected 102",
	}
	if !slices.Equal(lines, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(lines, "\n"), strings.Join(want, "\n"))
	}
	if got := fmt.Sprint(*next.ShopGap/dayMS, next.Overdue, next.DueIn7, next.DueIn30, next.Later, next.LeftOut); got != "11 1 3 5 0 0" {
		t.Errorf("counts are %s", got)
	}
}

func TestNextOrdersAreDue(t *testing.T) {
	const asOf = 1000 * dayMS
	cases := []struct {
		expected                       int64 // from as_of on
		overdue, in7, in30, later      int64
		listed, listedOfAnotherSegment bool
	}{
		{expected: -10*dayMS - 1, overdue: 1},
		{expected: -10 * dayMS, overdue: 1, listed: true},
		{expected: -1, overdue: 1, listed: true},
		{expected: 0, in7: 1, in30: 1, listed: true},
		{expected: 7*dayMS - 1, in7: 1, in30: 1, listed: true},
		{expected: 7 * dayMS, in30: 1, listed: true},
		{expected: 30*dayMS - 1, in30: 1, listed: true},
		{expected: 30 * dayMS, later: 1, listed: true},
	}
	for _, c := range cases {
		last := asOf + c.expected - 10*dayMS
		b := &buyer{id: "C", times: []int64{last - 20*dayMS, last - 10*dayMS, last}}
		n := nextOrders([]*buyer{b}, asOf, everybody)
		if n.Overdue != c.overdue || n.DueIn7 != c.in7 || n.DueIn30 != c.in30 || n.Later != c.later || (len(n.List) == 1) != c.listed {
			t.Errorf("%d: %+v", c.expected, n)
		}
		if n := nextOrders([]*buyer{b}, asOf, func(*buyer) bool { return false }); len(n.List) != 0 || n.Overdue != c.overdue || n.DueIn30 != c.in30 {
			t.Errorf("%d, not to be listed: %+v", c.expected, n)
		}
	}
}

func TestNextOrdersOfBeginners(t *testing.T) {
	next := nextOrders([]*buyer{ordered("a", 1), ordered("b", 2)}, 3*dayMS, everybody)
	if next.ShopGap != nil || next.List != nil || next.Overdue+next.DueIn30+next.Later != 0 {
		t.Errorf("nobody has ordered twice: %+v", next)
	}
}

func TestNextOrdersAreBounded(t *testing.T) {
	var buyers []*buyer
	for n := range maxNextOrders + 2 {
		buyers = append(buyers, ordered(fmt.Sprintf("C%03d", n), 0, 10))
	}
	next := nextOrders(buyers, 0, everybody)
	if n := len(next.List); n != maxNextOrders || next.LeftOut != 2 || next.List[n-1].Customer != "C199" || next.DueIn30 != maxNextOrders+2 {
		t.Errorf("%d listed, %d left out", n, next.LeftOut)
	}
}
