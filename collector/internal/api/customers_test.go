package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// spring is of a shop with two customers, one of whom advertisements brought; the other pays
// in euros.
const spring = `site timezone=Asia/Tehran currency=IRR
2026-09-01 09:00:00  server  -  purchase customer=C1 tx=T1 value=500000IRR
2026-09-21 09:00:00  browser v1 page_view url=/?utm_source=google&utm_medium=cpc&utm_campaign=autumn
+1m                  server  v1 purchase customer=C1 tx=T2 value=700000IRR
2026-10-20 10:00:00  browser v1 page_view url=/?utm_source=google&utm_medium=cpc&utm_campaign=autumn
2026-11-02 10:00:00  browser v1 page_view url=/?utm_source=news&utm_medium=email
+1m                  server  v1 purchase customer=C1 tx=T3 value=1000000IRR
2026-11-02 11:00:00  browser v2 page_view url=/
+1m                  server  v2 purchase customer=C2 tx=T4 value=12.50EUR
+1m                  server  -  ad_impression source=google medium=cpc campaign=autumn count=1000
+1m                  server  -  ad_click source=google medium=cpc campaign=autumn count=20 cost=300000 currency=IRR
+1m                  server  -  ad_click source=google medium=cpc campaign=autumn cost=0.10 currency=EUR
2026-11-09 11:00:00  browser v1 page_view url=/
+1m                  server  v1 purchase customer=C1 tx=T5 value=1IRR
`

func TestCustomerReports(t *testing.T) {
	s := at(t, spring)
	for name, query := range map[string]string{
		"channels":  "?from=2026-11-01&to=2026-11-14&compare=none&as_of=2026-11-14",
		"cohorts":   "?from=2026-08-23&to=2026-11-14&calendar=persian&as_of=2026-11-14",
		"customers": "?as_of=2026-11-14",
	} {
		t.Run(name, func(t *testing.T) {
			r := s.get("/api/v1/" + name + query)
			if r.StatusCode != http.StatusOK {
				t.Fatalf("%d %s", r.StatusCode, r.body)
			}
			golden(t, name+".json", json.RawMessage(r.body))
		})
	}
}

// Each parameter does something, and what makes no sense is refused.
func TestParametersOfCustomerReports(t *testing.T) {
	s := at(t, spring)
	const days = "from=2026-09-01&to=2026-11-14&as_of=2026-11-14"
	for _, c := range []struct {
		path, plain string
		differ      []string
		same        []string
		refused     map[string]string
	}{
		{
			"channels", days,
			[]string{"by=campaign", "window=1", "compare=none", "filter=channel:email", "as_of=2026-10-01"},
			[]string{"by=channel", "window=30", "site=main"},
			map[string]string{"by=device": "invalid_dimension", "window=0": "bad_request", "window=366": "bad_request", "window=a": "bad_request", "period=week": "bad_request"},
		},
		{
			"cohorts", days,
			[]string{"period=week", "calendar=persian", "calendar=islamic", "filter=channel:direct", "as_of=2026-10-01", "period=week&week_start=tue"},
			[]string{"period=month", "calendar=gregorian", "week_start=tue", "site=main"},
			map[string]string{"period=day": "bad_request", "compare=year": "bad_request", "filter=reason:x": "invalid_dimension", "as_of=9999-01-01": "invalid_range"},
		},
		{
			"customers", "as_of=2026-11-14",
			[]string{"segment=lost", "as_of=2026-10-01"}, []string{"site=main"},
			map[string]string{"segment=whales": "bad_request", "from=2026-10-01": "bad_request", "filter=channel:email": "bad_request"},
		},
	} {
		t.Run(c.path, func(t *testing.T) {
			s := *s
			s.T = t
			answer := func(query string) response {
				name, _, _ := strings.Cut(query, "=")
				kept := c.plain
				if i := strings.Index(kept, name+"="); query != "" && i >= 0 { // given again it would be refused
					kept = kept[:i]
				}
				return s.get(fmt.Sprintf("/api/v1/%s?%s&%s", c.path, kept, query))
			}
			whole := answer("")
			if whole.StatusCode != http.StatusOK {
				t.Fatalf("%s", whole.body)
			}
			for _, query := range c.differ {
				if r := answer(query); r.StatusCode != http.StatusOK || string(r.body) == string(whole.body) {
					t.Errorf("%s: %d, the same: %v", query, r.StatusCode, string(r.body) == string(whole.body))
				}
			}
			for _, query := range c.same {
				if r := answer(query); string(r.body) != string(whole.body) {
					t.Errorf("%s: %s", query, r.body)
				}
			}
			for query, code := range c.refused {
				s.refused(answer(query), http.StatusBadRequest, code)
			}
		})
	}
}

func TestCustomerReportsOfNothing(t *testing.T) {
	s := open(t)
	for _, path := range []string{"channels", "cohorts", "customers"} {
		r := s.get("/api/v1/" + path)
		if r.StatusCode != http.StatusOK {
			t.Errorf("%s: %d %s", path, r.StatusCode, r.body)
		}
		for _, list := range []string{"rows", "cohorts", "cells", "segments", "list"} {
			if strings.Contains(string(r.body), `"`+list+`":null`) {
				t.Errorf("%s: %s", path, r.body)
			}
		}
	}
}

func TestDaysOf(t *testing.T) {
	for ms, want := range map[int64]float64{0: 0, 86_400_000: 1, 129_600_000: 1.5, 4_319_999: 0, 4_320_000: 0.1, 2_635_200_000: 30.5} {
		if got := *daysOf(&ms); got != want {
			t.Errorf("%d ms are %v days, want %v", ms, got, want)
		}
	}
}
