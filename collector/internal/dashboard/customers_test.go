package dashboard_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/browser"
)

func cohorts() object {
	var rows list
	first := time.Date(2025, 12, 1, 0, 0, 0, 0, time.UTC)
	const months = 12
	for i := range months {
		customers := 885 - 40*i
		var cells list
		for n := range months - i {
			stayed := customers
			if n > 0 {
				stayed = customers * (36 - n) / 100
			}
			cells = append(cells, object{"period": n, "start": first.AddDate(0, i+n, 0).Format(time.DateOnly), "customers": stayed, "share": float64(stayed) / float64(customers),
				"orders": stayed + 9, "net_revenue": fmt.Sprintf("%d00000", stayed*7), "cumulative": fmt.Sprintf("%d00000", customers*7+n*900), "over": i+n < months-1})
		}
		rows = append(rows, object{"start": first.AddDate(0, i, 0).Format(time.DateOnly), "customers": customers, "cells": cells})
	}
	// Nobody had bought before the first of them.
	return object{"period": "month", "cohorts": append(list{object{"start": "2025-11-01", "customers": 0, "cells": list{}}}, rows...)}
}

func segments() list {
	var out list
	for i, id := range []string{"champions", "loyal", "potential_loyalists", "new_customers", "promising", "need_attention", "about_to_sleep", "at_risk", "cannot_lose", "hibernating", "lost"} {
		n := 400 - 30*i
		out = append(out, object{"id": id, "customers": n, "orders": n * 3, "net_revenue": fmt.Sprintf("%d0000000", n*(12-i)), "share": float64(n) / 2750, "recency_days": object{"median": 4.5 + float64(i*i*3)}})
	}
	return out
}

func customers() object {
	return object{"site": "main", "timezone": "Asia/Tehran", "currency": "IRR", "as_of": "2026-11-21T13:30:00+03:30", "customers": 2750, "enough": true, "needed": 200,
		"segments": segments(), "next": object{"shop_gap_days": 41.5, "overdue": 123, "due_7_days": 12, "due_30_days": 60, "later": 900, "list": list{
			object{"customer": "C-1", "orders": 5, "last": "2026-10-01", "gap_days": 30.2, "own_gap": true, "expected": "2026-10-31"},
			object{"customer": "مشتری-۲", "orders": 1, "last": "2026-10-20", "gap_days": 41.5, "own_gap": false, "expected": "2026-11-30"},
		}}}
}

// Who comes back, in which groups customers fall, and who is expected.
func testCustomers(t *testing.T, b *browser.Browser, c *collector) {
	p := b.Shopper(t)
	before(t, p, atNoon)
	p.Open(c.URL + "/customers?lang=en")
	p.Wait(ready)
	says(t, p, map[string]string{
		".heat tbody tr:nth-child(1) th":           "December 2025",
		".heat tbody tr:nth-child(1) td":           "885",
		".heat tbody tr:nth-child(1)":              "34.9% 309",
		".heat tbody td.running":                   "not over yet",
		".heat thead":                              "Same month 1 month later",
		"#segments":                                "2,750",
		"section[aria-labelledby=segments] tbody":  "Champions Bought lately, often and for the most money. Customers 400 14.5%",
		"section[aria-labelledby=expected]":        "the shop's (42 days)",
		".sums":                                    "Overdue 123",
		"section[aria-labelledby=expected] tbody ": "C-1 Orders 5",
		".late": "Overdue",
	})
	var running int
	p.Eval(`document.querySelectorAll(".heat td.running").length`, &running)
	if running != 12 {
		t.Errorf("%d cells are of the running month, want 12", running)
	}
	// Customers come back after months, so a year is the usual range here, and here only.
	c.await(t, "GET cohorts", "from=2025-11-22&to=2026-11-21")
	turnTo(p, "/channels")
	p.Wait(`location.pathname === "/channels" && location.search === "?lang=en" && ` + ready)
	c.await(t, "GET channels", "from=2026-10-25&to=2026-11-21")
	p.Eval(`history.back()`, nil)
	p.Wait(`location.pathname === "/customers" && ` + ready)

	p.Eval(`document.querySelectorAll("#cohorts .choices input")[3].click()`, nil)
	p.Wait(`document.querySelector(".heat tbody td:nth-child(3)").textContent === "619,500,000 rial"`)
	p.Eval(`document.querySelectorAll("#cohorts .choices input")[1].click()`, nil)
	p.Wait(`location.search.includes("period=week") && ` + ready)
	c.await(t, "GET cohorts", "period=week&calendar=gregorian&week_start=mon")
	p.Click("section[aria-labelledby=segments] tbody a")
	p.Wait(`location.search.includes("segment=champions") && ` + ready)
	c.await(t, "GET customers", "segment=champions")
	says(t, p, map[string]string{"section[aria-labelledby=expected]": "Only the group: Champions"})

	few := customers()
	with(few, object{"customers": 31, "enough": false, "segments": list{}, "next": object{"shop_gap_days": nil, "overdue": 0, "due_7_days": 0, "due_30_days": 0, "later": 0, "list": list{}}})
	c.answer("GET customers", few)
	p.Open(c.URL + "/customers?lang=fa")
	p.Wait(ready)
	says(t, p, map[string]string{
		"section[aria-labelledby=segments]": "دست‌کم ۲۰۰ مشتری می‌خواهد تا معنایی داشته باشد؛ تا حالا ۳۱ نفرند",
		"section[aria-labelledby=expected]": "هنوز کسی مورد انتظار نیست",
		".heat tbody tr:nth-child(1) th":    "آذر ۱۴۰۴",
		"#cohorts h2":                       "چه کسانی باز می‌گردند",
	})
	c.await(t, "GET cohorts", "calendar=persian&week_start=sat")
	with(few, object{"customers": 0})
	c.answer("GET customers", few)
	p.Open(c.URL + "/customers?lang=en")
	p.Wait(ready)
	if said := text(p, ".notice"); !strings.Contains(said, "Send customer_id with purchases") {
		t.Errorf("without customers the page says %q", said)
	}
	quiet(t, p)
}
