package tagtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector"
)

// till is a checkout where much goes wrong.
const till = `<form id="address"><input name="postcode" type="number"><button type="button" id="check">check</button></form>
	<p><button id="help">Help</button></p><p><button id="pay" disabled>Pay</button></p><p><button id="broken">Coupon</button></p>`

// What shoppers meet with in their browsers is what the friction report weighs and what their
// journeys tell.
func TestFrictionIsReported(t *testing.T) {
	t.Parallel()
	c, err := collector.Create(collector.Config{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	made, err := c.AddSite(t.Context(), collector.SiteSpec{Name: "main", Timezone: "Asia/Tehran", Currency: "IRR", Domains: []string{"localhost"}})
	if err != nil {
		t.Fatal(err)
	}
	mounted := http.StripPrefix(mount, c.Handler())
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Header.Set("User-Agent", agent)
		mounted.ServeHTTP(w, r)
	}))
	t.Cleanup(func() {
		server.Close()
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	ask := func(path string, into any) {
		t.Helper()
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
		r.Header.Set("Authorization", "Bearer "+made.ReadToken)
		w := httptest.NewRecorder()
		c.Handler().ServeHTTP(w, r)
		if err := json.Unmarshal(w.Body.Bytes(), into); err != nil || w.Code != http.StatusOK {
			t.Fatalf("%s: %d %s", path, w.Code, w.Body)
		}
	}

	s := shop{
		still: true, // nothing that is clicked on is dead before the page is left
		body:  till, collector: server.URL + mount, key: made.BrowserKey, attributes: `data-consent="full"`,
		before: `addEventListener("DOMContentLoaded", () => document.querySelector("#broken").addEventListener("click", () => { throw new Error("no"); }))`,
	}
	var v *visit
	for cart, do := range map[string]func(){
		"field": func() { v.write("[name=postcode]", "۱۱۱۳") },
		"rage":  func() { v.rage("#help") },
		"dead":  func() { v.Click("#pay") },
		"fault": func() { v.Click("#broken") },
		"happy": func() { v.Eval(`safar("track", "purchase", {transaction_id: "T-1", currency: "IRR", value: 7})`, nil) },
	} {
		v = s.open(t, "/checkout").late()
		v.Eval(fmt.Sprintf(`(safar("cart", %q), safar("track", "begin_checkout", {currency: "IRR", value: 7, items: [{item_id: "1", price: 7}]}))`, cart), nil)
		do()
		v.leave()
	}

	const all = 5
	report := func() (rows map[string]string) {
		var body struct {
			Checkouts, Abandoned int
			Reasons              []struct {
				Reason                        string
				Checkouts, Abandoned, Leading int
			}
			Unknown struct{ Leading int }
		}
		ask("/api/v1/friction?as_of="+time.Now().AddDate(0, 0, 3).UTC().Format(time.RFC3339), &body)
		rows = map[string]string{"": fmt.Sprint(body.Checkouts, body.Abandoned, body.Unknown.Leading)}
		for _, r := range body.Reasons {
			rows[r.Reason] = fmt.Sprint(r.Checkouts, r.Abandoned, r.Leading)
		}
		return rows
	}
	want := map[string]string{"": fmt.Sprint(all, all-1, 0), "field_error": "1 1 1", "blocked_ui": "2 2 2", "site_error": "1 1 1"}
	var got map[string]string
	v.until("the report is complete", func() bool {
		got = report()
		return fmt.Sprint(got) == fmt.Sprint(want) || len(got) > len(want)
	})
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("the report says %v, want %v", got, want)
	}

	var people struct {
		People []struct{ Person, Kind string }
	}
	ask("/api/v1/journeys", &people)
	told := ""
	for _, p := range people.People {
		var journey struct {
			Items []struct {
				Name   string
				Detail struct{ Reason, Place, Rule, Digits string }
			}
		}
		ask("/api/v1/journeys/"+p.Person+"?kind="+p.Kind, &journey)
		for _, i := range journey.Items {
			if i.Detail.Reason != "" {
				told += fmt.Sprintln(i.Name, i.Detail)
			}
		}
	}
	for _, line := range []string{
		"form_error {field_error postcode refused persian}", "rage_click {blocked_ui button#help",
		"dead_click {blocked_ui button#pay", "exception {site_error Error at /before.js:1:",
	} {
		if !strings.Contains(told, line) {
			t.Errorf("%s is not told in\n%s", line, told)
		}
	}
}
