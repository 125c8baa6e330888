package main

import (
	"strings"
	"testing"
)

func TestJourney(t *testing.T) {
	t.Parallel()
	dir, made := newSite(t)
	address, _ := serving(t, dir)
	status, answer := post(t, address, made.ServerKey, `{"events":[
		{"id":"1","name":"page_view","time":"2026-10-01T08:00:00Z","visitor_id":"v1","client":{"ip":"203.0.113.7","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"},"page":{"url":"https://shop.example/p/1?email=a"}},
		{"id":"2","name":"purchase","time":"2026-10-01T08:06:00Z","visitor_id":"v1","customer_id":"C/1 ü","params":{"transaction_id":"T-1","currency":"IRR","value":12900000}}]}`)
	if status != 200 || !strings.HasPrefix(answer, `{"accepted":2,`) {
		t.Fatalf("%d %s", status, answer)
	}
	over := []string{"--url", address, "--token", made.ReadToken}
	for _, from := range [][]string{over, {"--data", dir}} {
		told := must(t, append([]string{"journey", "C/1 ü"}, from...)...)
		for _, want := range []string{"customer C/1 ü\n", "1 visit, 1 order, 12,900,000 IRR\n", "  11:36:00  visit 1  web  order T-1       12,900,000 IRR\n"} {
			if !strings.Contains(told, want) {
				t.Errorf("%q is missing in\n%s", want, told)
			}
		}
		for _, name := range []string{"T-1", "v1", ""} {
			args := append([]string{"journey"}, from...)
			if name != "" {
				args = append(args, name)
			}
			if list := must(t, args...); !strings.Contains(list, "customer  C/1 ü  1 visit  1 order  web\n") {
				t.Errorf("%q lists\n%s", name, list)
			}
		}
	}
	if told := must(t, append([]string{"journey", "C/1 ü", "--json"}, over...)...); !strings.HasPrefix(told, `{"site":"main",`) {
		t.Errorf("JSON is %s", told)
	}
	if out := must(t, append([]string{"journey", "nobody"}, over...)...); !strings.Contains(out, "nobody was seen\n") {
		t.Errorf("nobody is %s", out)
	}
	if code, _, errs := safar(t, append([]string{"journey", "nobody", "--json"}, over...)...); code != exitFailed || !strings.Contains(errs, "404 not_found") {
		t.Errorf("nobody in JSON: exit %d, %s", code, errs)
	}
	if code, _, errs := safar(t, "journey", "C"); code != exitUsage || !strings.Contains(errs, "safar journey PERSON --data DIR") {
		t.Errorf("without a collector: exit %d, %s", code, errs)
	}
}
