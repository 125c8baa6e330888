package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/history"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/rehearsal"
	"github.com/safar-cx/safar/collector/internal/store"
)

// afternoon is a shop's: one buyer, one whose card was declined, one who left without a word,
// and a visitor of the week before.
const afternoon = `site timezone=Asia/Tehran currency=IRR
2026-11-01 10:00:00  browser v0 view_item touchpoint=product-page items=[{"item_id":"12","item_name":"Saffron"}]
+1m                  browser v0 begin_checkout value=300IRR
2026-11-10 10:00:00  browser v1 impression touchpoint=banner
+1m                  browser v1 click touchpoint=banner
+1m                  browser v1 view_item touchpoint=product-page items=[{"item_id":"12","item_name":"زعفران","item_category":"Spices"}]
+1m                  browser v1 add_to_cart value=1000000IRR touchpoint=product-page items=[{"item_id":"12","item_name":"زعفران"}]
+1m                  browser v1 begin_checkout value=1000000IRR
+1m                  browser v1 coupon_denied
+1m                  browser v1 add_shipping_info
+1m                  browser v1 add_payment_info
+1m                  server  v1 purchase customer=C1 tx=T1 value=1000000IRR items=[{"item_id":"12","price":1100000,"discount":100000}]
+1m                  browser v1 survey_answered kind=nps score=9 text="پیشنهاد می‌کنم"
2026-11-10 11:00:00  browser v2 impression touchpoint=banner
+1m                  browser v2 add_to_cart items=[{"item_name":"Pistachios","quantity":0.455}]
+1m                  browser v2 begin_checkout value=12.50EUR
+1m                  server  v2 payment_failed
2026-11-10 12:00:00  browser v3 begin_checkout value=200IRR
+1m                  browser v3 coupon_denied
+1m                  browser v3 form_error form=address field=phone rule=patternMismatch digits=persian
+1m                  browser v3 payment_failed
+20m                 browser v3 add_shipping_info
`

// at opens a shop that answers from what a script tells.
func at(t *testing.T, script string) *shop {
	t.Helper()
	s := open(t)
	parsed, err := history.Parse(script)
	if err != nil {
		t.Fatal(err)
	}
	facts, err := rehearsal.Play(parsed.History)
	if err != nil {
		t.Fatal(err)
	}
	s.store.persons = facts
	s.store.measure = func(q metric.Query) []metric.Cell {
		cells, err := facts.Measure(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		return cells
	}
	s.store.facts = facts
	return s
}

func TestFindings(t *testing.T) {
	s := at(t, afternoon)
	for _, path := range []string{"funnel", "friction", "touchpoints", "feedback", "products"} {
		t.Run(path, func(t *testing.T) {
			r := s.get("/api/v1/" + path + "?from=2026-11-08&to=2026-11-14")
			if r.StatusCode != http.StatusOK {
				t.Fatalf("%d %s", r.StatusCode, r.body)
			}
			golden(t, path+".json", json.RawMessage(r.body))
		})
	}
}

// The parameters that all reports share do the same in each of them.
func TestFindingsShareTheirParameters(t *testing.T) {
	s := at(t, afternoon)
	for _, path := range []string{"funnel", "friction", "touchpoints", "feedback", "products"} {
		t.Run(path, func(t *testing.T) {
			answer := func(query string) string {
				r := s.get("/api/v1/" + path + "?from=2026-11-08&to=2026-11-14" + query)
				if r.StatusCode != http.StatusOK {
					t.Fatalf("%s: %d %s", query, r.StatusCode, r.body)
				}
				return string(r.body)
			}
			whole := answer("")
			for query, same := range map[string]bool{
				"&site=main": true, "&compare=previous": true, "&compare=none": false, "&compare=year": false,
				"&filter=device:mobile": false, "&filter=device:!mobile": true, "&as_of=2026-11-10": false,
			} {
				if got := answer(query); (got == whole) != same {
					t.Errorf("%s: the same as without it: %v, want %v\n%s", query, got == whole, same, got)
				}
			}
			if got := answer("&compare=none"); strings.Contains(got, `"previous"`) || strings.Contains(got, `"compared"`) {
				t.Errorf("compared with nothing: %s", got)
			}
			for query, code := range map[string]string{
				"?filter=reason:x": "invalid_dimension", "?from=2026-11-02&to=2026-11-01": "invalid_range", "?metrics=ctr": "bad_request",
				"?compare=never": "bad_request", "?mode=open": "bad_request", "?site=other": "forbidden",
			} {
				status := http.StatusBadRequest
				if code == "forbidden" {
					status = http.StatusForbidden
				}
				s.refused(s.get("/api/v1/"+path+query), status, code)
			}
		})
	}
}

func TestFunnelMode(t *testing.T) {
	s := at(t, afternoon)
	count := func(mode string) int64 {
		var body funnelJSON
		if err := json.Unmarshal(s.get("/api/v1/funnel?to=2026-11-14&from=2026-11-08&mode="+mode).body, &body); err != nil || body.Mode != mode {
			t.Fatalf("mode %s, %v", body.Mode, err)
		}
		return body.Steps[3].Count
	}
	if reached, closed := count("reached"), count("closed"); reached != 3 || closed != 1 {
		t.Errorf("%d reached the checkout, %d step by step", reached, closed)
	}
}

func TestFunnelUnit(t *testing.T) {
	s := at(t, afternoon)
	for unit, want := range map[string]string{
		"session": "session 3, view_item 3, add_to_cart 3, begin_checkout 3, add_shipping_info 2, add_payment_info 1, purchase 1 after 60/60 of 1",
		"cart":    "cart 3, begin_checkout 3, add_shipping_info 2, add_payment_info 1, purchase 1 after 60/60 of 1",
		"person":  "session 3, view_item 3, add_to_cart 3, begin_checkout 3, add_shipping_info 2, add_payment_info 1, purchase 1 after 60/60 of 1",
	} {
		var body funnelJSON
		if err := json.Unmarshal(s.get("/api/v1/funnel?to=2026-11-14&from=2026-11-08&unit="+unit).body, &body); err != nil || body.Unit != unit {
			t.Fatalf("unit %q, %v", body.Unit, err)
		}
		var steps []string
		for _, step := range body.Steps {
			steps = append(steps, fmt.Sprint(step.ID, " ", step.Count))
			if told := len(step.Frictions) > 0; told && unit != "session" {
				t.Errorf("frictions by %s: %v", unit, step.Frictions)
			}
		}
		last := body.Steps[len(body.Steps)-1].Seconds
		got := fmt.Sprintf("%s after %v/%v of %d", strings.Join(steps, ", "), last.Median, last.P90, last.Count)
		if got != want {
			t.Errorf("by %s: %s", unit, got)
		}
	}
	s.refused(s.get("/api/v1/funnel?unit=shop"), http.StatusBadRequest, "bad_request")
}

func TestProductsAreSorted(t *testing.T) {
	s := at(t, afternoon)
	for sort, want := range map[string]string{"": "12", "views": "12", "added": "12", "bought": "12", "left": "Pistachios", "revenue": "12"} {
		var body productsJSON
		if err := json.Unmarshal(s.get("/api/v1/products?to=2026-11-14&from=2026-11-08&sort="+sort).body, &body); err != nil || len(body.Products) != 2 {
			t.Fatalf("%d products, %v", len(body.Products), err)
		}
		if got := body.Products[0].Product; got != want {
			t.Errorf("by %q %s comes first", sort, got)
		}
	}
	s.refused(s.get("/api/v1/products?sort=name"), http.StatusBadRequest, "bad_request")
}

// Lists are lists even when nothing is in them.
func TestFindingsOfNothing(t *testing.T) {
	s := open(t)
	for _, path := range []string{"funnel", "friction", "touchpoints", "feedback", "products"} {
		r := s.get("/api/v1/" + path)
		for _, list := range []string{"frictions", "reasons", "refusals", "touchpoints", "answers", "products"} {
			if bytes.Contains(r.body, []byte(`"`+list+`":null`)) {
				t.Errorf("%s: %s", path, r.body)
			}
		}
	}
}

func TestStepTellsOfTenReasons(t *testing.T) {
	f := metric.Funnel{Steps: []metric.StepReport{{}}}
	for n := range maxReasons + 1 {
		f.Steps[0].Frictions = append(f.Steps[0].Frictions, metric.Seen{Reason: "r", Sessions: int64(n)})
	}
	if got := renderFunnel(&f).Steps[0].Frictions; len(got) != maxReasons {
		t.Errorf("%d reasons", len(got))
	}
}

func TestGoalsStandBesideTheirMetrics(t *testing.T) {
	s := open(t)
	s.store.said.goals = []store.Goal{{Metric: "aov", Value: "12900000"}, {Metric: "ctr", Value: "0.035"}, {Metric: "gone", Value: "1"}}
	r := s.get("/api/v1/report?metrics=aov,ctr,orders")
	for _, want := range []string{`"goal":"12900000"`, `"goal":0.035`} {
		if !bytes.Contains(r.body, []byte(want)) {
			t.Errorf("%s is missing in %s", want, r.body)
		}
	}
	if n := bytes.Count(r.body, []byte(`"goal"`)); n != 2 {
		t.Errorf("%d goals in %s", n, r.body)
	}
	s.store.err = store.ErrUnavailable
	s.refused(s.get("/api/v1/report"), http.StatusServiceUnavailable, "unavailable")
}
