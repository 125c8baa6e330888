package dashboard_test

import (
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/browser"
)

// Visits, carts and persons get through the same shop on ways of their own.
func testFunnel(t *testing.T, b *browser.Browser, c *collector) {
	p := b.Shopper(t)
	p.Open(c.URL + "/funnel?lang=en")
	p.Wait(ready)
	c.await(t, "GET funnel", "mode=reached&unit=session")
	carts := list{}
	for _, s := range steps()[2:] {
		step := s.(object)
		step["frictions"] = list{}
		carts = append(carts, step)
	}
	carts[0].(object)["id"] = "cart"
	c.answer("GET funnel", with(head(), object{"mode": "reached", "unit": "cart", "steps": carts}))
	p.Click(".choice:nth-child(1) label:nth-child(2)")
	c.await(t, "GET funnel", "unit=cart")
	p.Wait(`location.search.includes("unit=cart") && document.querySelector("[data-step=cart]") && ` + ready)
	says(t, p, map[string]string{
		"[data-step=cart]":        "Cart 1,150",
		"[data-step=cart] .lost":  "610 carts went no further",
		".choices + p":            "filled in one visit and ordered in another",
		".card:nth-child(2)":      "Friction in checkouts",
		".card:last-child":        "Digits that fields refused",
		"[data-step=purchase]":    "Order",
		".steps + details thead ": "Time, half within",
	})
	var files []string
	p.Eval(`[...document.querySelectorAll(".download a")].map((a) => new URL(a.href).pathname + "?" + (new URL(a.href).searchParams.get("unit") ?? ""))`, &files)
	if strings.Join(files, " ") != "/api/v1/export/funnel?cart /api/v1/export/friction? /api/v1/export/refusals?" {
		t.Errorf("the files are %v", files)
	}
	quiet(t, p)
}
