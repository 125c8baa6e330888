package dashboard_test

import (
	"slices"
	"testing"

	"github.com/safar-cx/safar/collector/internal/audit"
	"github.com/safar-cx/safar/collector/internal/browser"
)

func deed(id int, actor, action, whom, detail string) object {
	return object{"id": id, "at": "2026-11-20T21:05:00Z", "actor": actor, "action": action, "site": "main", "object": whom, "detail": detail, "times": 1, "last": "2026-11-20T21:05:00Z"}
}

func deeds() object {
	return object{"more": true, "entries": list{
		deed(90, "owner@shop.example", "role_changed", "clerk+1@shop.example", "editor"),
		deed(89, "owner@shop.example", "person_erased", "", "12345 events, 7 orders"),
		with(deed(88, "", "sign_in_failed", "owner@shop.example", ""), object{"times": 41, "last": "2026-11-20T21:50:00Z", "site": ""}),
		deed(87, "rt_71bc…", "persons_exported", "", "events"),
		deed(86, "safar", "key_added", "sk_c4e1…", "server"),
		deed(85, "owner@shop.example", "persons_exported", "", "everything of one person"),
		deed(84, "owner@shop.example", "something_new", "x", "another word"),
	}}
}

// Owners of every shop see who did what, in their own words, calendar and time; others have no
// such page.
func testAudit(t *testing.T, b *browser.Browser, c *collector) {
	p := b.Shopper(t)
	p.Open(c.URL + "/audit?lang=en")
	p.Wait(ready)
	says(t, p, map[string]string{
		".audit tbody tr:nth-child(1)": "Role changed: clerk+1@shop.example · Editor Who owner@shop.example When 21 November 2026 · 0:35",
		".audit tbody tr:nth-child(2)": "Customer erased · 12,345 events and 7 orders",
		".audit tbody tr:nth-child(3)": "Tried to sign in, in vain: owner@shop.example Who Somebody unknown When 21 November 2026 · 0:35 41 times, last 1:20",
		".audit tbody tr:nth-child(4)": "Customers' data taken out · all events Who rt_71bc…",
		".audit tbody tr:nth-child(5)": "Key made: sk_c4e1… · for the shop's server Who A command on the server",
		".audit tbody tr:nth-child(6)": "everything of one customer",
		".audit tbody tr:nth-child(7)": "something_new: x · another word",
	})

	// Those before, until there are none.
	c.answer("GET audit", object{"more": false, "entries": list{deed(83, "owner@shop.example", "site_changed", "", "")}})
	p.Click(".audit > .actions .button")
	p.Wait(`document.querySelectorAll(".audit tbody tr").length === 8 && document.querySelector(".audit > [role=status]").textContent === "There is nothing older."`)
	c.await(t, "GET audit", "before=84")

	// One deed, one person.
	p.Eval(`(() => { const s = document.querySelector(".audit select"); s.value = "role_changed"; s.dispatchEvent(new Event("change", {bubbles: true})) })()`, nil)
	c.await(t, "GET audit", "action=role_changed")
	p.Wait(`location.search.includes("deed=role_changed") && document.querySelectorAll(".audit tbody tr").length === 1 && ` + ready)
	c.answer("GET audit", object{"more": false, "entries": list{}})
	p.Click(".audit tbody td a")
	c.await(t, "GET audit", "action=role_changed&who=owner%40shop.example")
	p.Wait(`document.querySelector(".audit > [role=status]")?.textContent === "Nothing like this was done in the last 13 months." && ` + ready)
	says(t, p, map[string]string{".audit .chip": "By or about owner@shop.example"})
	p.Click(".audit .chip button")
	p.Wait(`!location.search.includes("who=") && !document.querySelector(".audit .chip")`)

	c.answer("GET audit", deeds())
	p.Open(c.URL + "/audit?lang=fa")
	p.Wait(ready)
	says(t, p, map[string]string{
		".audit tbody tr:nth-child(1)": "۳۰ آبان ۱۴۰۵ · ۰:۳۵",
		".audit tbody tr:nth-child(2)": "پاک کردن مشتری · ۱۲٬۳۴۵ رویداد و ۷ سفارش",
	})
	p.Open(c.URL + "/audit?lang=ar")
	p.Wait(ready)
	says(t, p, map[string]string{".audit tbody tr:nth-child(2)": "محو عميل · ١٢٬٣٤٥ حدثًا و٧ طلبات"})
	quiet(t, p)

	me := shop()["GET me"].(object)
	me["owns_all"] = false
	c.answer("GET me", me)
	p.Open(c.URL + "/audit?lang=en")
	p.Wait(`document.querySelector("h1")?.textContent === "There is no such page."`)
	show(p, ".menu-all .menu-more", ".menu-all .menu-list")
	var leads bool
	p.Eval(`document.querySelector(".menu-all a[href*='/audit']") !== null`, &leads)
	if leads {
		t.Error("the menu leads an owner of one shop to what was changed at all of them")
	}
}

// Every deed of the log has words, and can be chosen.
func testDeeds(t *testing.T, p *browser.Page) {
	var worded, offered []audit.Action
	p.Eval(`Object.keys(probe.done)`, &worded)
	p.Eval(`Object.values(probe.deeds).flat()`, &offered)
	known := audit.Actions()
	for _, have := range [][]audit.Action{worded, offered, known} {
		slices.Sort(have)
	}
	if !slices.Equal(worded, known) || !slices.Equal(offered, known) {
		t.Errorf("deeds have words (%v) and are offered (%v); the log knows %v", worded, offered, known)
	}
}
