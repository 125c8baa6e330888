package dashboard_test

import (
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/browser"
)

// The page of data quality says which key brought what, and warns where a quota was used up: who
// may do something about it is led there.
func testKeyUses(t *testing.T, b *browser.Browser, c *collector) {
	const uses = "section[aria-labelledby=key-uses] "
	p := b.Shopper(t)
	p.Open(c.URL + "/quality?lang=en")
	p.Wait(ready)
	says(t, p, map[string]string{
		uses + ".warning":               "41 requests were sent away, since their key had used up the quota of the day. What they held is in no number, unless it was sent again later.",
		uses + ".warning p + p":         "an owner raises the quota on the page People and access",
		uses + "tbody tr":               "pk_2f81c07be94d4b6e9d1a Events accepted 138,000 Daily quota 10,000 Requests sent away 41",
		uses + "tbody tr:nth-child(2)":  "sk_c4e1… Events accepted 12,912 Daily quota No limit Requests sent away 0",
		uses + "tbody tr .sent-away":    "41",
		uses + "thead th:nth-child(4) ": "Requests sent away",
	})
	p.Click(uses + ".warning a")
	p.Wait(`location.pathname === "/access" && ` + ready + ` && document.querySelector(` + quoted(ofKeys) + `)`)
	quiet(t, p)

	quota := func(away, perDay int) object {
		return object{"id": 1, "key": "pk_2f81c07be94d4b6e9d1a", "accepted": 5, "sent_away": away, "events_per_day": perDay}
	}
	open := func(answer object) {
		c.answer("GET quality", answer)
		p.Open(c.URL + "/quality?lang=en")
		p.Wait(ready)
	}
	// Where nothing was sent away nobody is warned, and where no key is known there is no table.
	open(with(quality(), object{"keys": list{quota(0, 1000)}}))
	if text(p, uses+"tbody") == "" || text(p, ".warning") != "" {
		t.Errorf("where nothing was sent away it says %q", text(p, uses))
	}
	open(with(quality(), object{"keys": list{}}))
	if got := text(p, uses); got != "" {
		t.Errorf("of no keys it says %q", got)
	}
	// A quota that is there no more needs nobody to raise it.
	open(with(quality(), object{"keys": list{quota(1, 0)}}))
	if got := text(p, ".warning"); !strings.HasPrefix(got, "One request was sent away") || !strings.Contains(got, "taken away since") || strings.Contains(got, "raises") {
		t.Errorf("of a quota taken away it says %q", got)
	}
	// Of a day on which all was sent away the page is not empty.
	open(with(quality(), object{"received": 0, "dropped": object{}, "keys": list{quota(2, 1000)}}))
	if got := text(p, ".warning"); !strings.HasPrefix(got, "2 requests") {
		t.Errorf("of a day of which all was sent away it says %q", text(p, "main"))
	}
	// Who may not change keys is not led to where they are.
	me := shop()["GET me"].(object)
	me["sites"].(list)[0].(object)["may"] = "details"
	c.answer("GET me", me)
	open(quality())
	var led bool
	p.Eval(`!!document.querySelector(".warning a")`, &led)
	if led || text(p, ".warning") == "" {
		t.Errorf("a viewer is led to the keys: %v, and warned: %q", led, text(p, ".warning"))
	}
}
