package dashboard_test

import (
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/browser"
)

func products() object {
	product := func(id string, name, category any, views int, added, bought, left float64, revenue string) object {
		return object{"product": id, "name": name, "category": category, "views": views, "view_sessions": views * 4 / 5, "added": added, "added_sessions": int(added),
			"removed": 3, "bought": bought, "orders": int(bought), "revenue": revenue, "currencies": list{}, "left_behind": left, "left_carts": int(left),
			"view_to_cart": added / (float64(views) + 1), "cart_to_order": bought / (added + 1),
			"previous": object{"views": max(0, views-20), "added": added, "bought": bought, "left_behind": left, "revenue": revenue}}
	}
	unseen := product("SKU-9", nil, nil, 0, 0, 2, 0, "900000")
	with(unseen, object{"view_to_cart": nil, "cart_to_order": nil, "removed": 0, "currencies": list{object{"currency": "EUR", "revenue": "12.50"}}})
	return object{"products": list{
		product("12", "کفش پیاده‌روی مردانه", "کفش", 5210, 410, 96, 212, "1152000000"),
		product("7", "Saffron 4.6 g", "Food", 3100, 322.5, 61, 140.5, "183000000"),
		product("31", "Leather bag with a rather long name that needs two lines", "Bags", 940, 20, 3, 11, "66000000"),
		unseen,
	}, "left_out": 17}
}

// The page tells which products are looked at and not bought, sorted as one wants.
func testProducts(t *testing.T, b *browser.Browser, c *collector) {
	p := b.Shopper(t)
	p.Size(1280, 800)
	p.Open(c.URL + "/products?lang=en")
	p.Wait(ready)
	says(t, p, map[string]string{
		"tbody tr:nth-child(1) th": "کفش پیاده‌روی مردانهکفش · 12",
		"tbody tr:nth-child(1)":    "5,210 before: 5,190",
		"tbody tr:nth-child(2)":    "322.5",
		"tbody tr:nth-child(4) th": "SKU-9",
		"tbody tr:nth-child(4)":    "€12.50",
		"thead [aria-sort]":        "Viewed",
		"main .card":               "17 more are not shown",
	})
	p.Click("th:nth-child(7) .sorter")
	p.Wait(`location.search.includes("sort=left") && document.querySelector("th:nth-child(7)").getAttribute("aria-sort") === "descending"`)
	c.await(t, "GET products", "sort=left")
	var file string
	p.Eval(`document.querySelector(".download a").href`, &file)
	if !strings.HasPrefix(file, c.URL+"/api/v1/export/products?") || !strings.Contains(file, "sort=left") || !strings.Contains(file, "format=csv") {
		t.Errorf("the file is %s", file)
	}

	// On a phone a list sorts, as there are no heads.
	p.Phone()
	p.Wait(`document.querySelector(".order select")?.value === "left" && !document.querySelector(".sorter")`)
	p.Eval(`(() => { const s = document.querySelector(".order select"); s.value = "revenue"; s.dispatchEvent(new Event("change", {bubbles: true})) })()`, nil)
	p.Wait(`location.search.includes("sort=revenue")`)

	// A period before that was not measured as a whole is not compared with.
	answer := with(head(), products())
	answer["compared"] = object{"from": "2026-09-27", "to": "2026-10-24", "partial": true}
	c.answer("GET products", answer)
	p.Open(c.URL + "/products?lang=en")
	p.Wait(ready)
	if said := text(p, "main"); strings.Contains(said, "before:") {
		t.Error("what was not measured is compared with")
	}
	c.answer("GET products", with(head(), object{"products": list{}, "left_out": 0}))
	p.Open(c.URL + "/products?lang=fa")
	p.Wait(ready)
	says(t, p, map[string]string{".notice": "view_item"})
	quiet(t, p)
}
