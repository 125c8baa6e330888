package main

import (
	"strings"
	"testing"
)

func TestFunnelAndProducts(t *testing.T) {
	t.Parallel()
	dir, made := newSite(t)
	address, _ := serving(t, dir)
	status, answer := post(t, address, made.ServerKey, `{"events":[
		{"id":"1","name":"view_item","time":"2026-10-01T08:00:00Z","visitor_id":"v1","surface":"app","params":{"items":[{"item_id":"12","item_name":"Saffron"}]}},
		{"id":"2","name":"add_to_cart","time":"2026-10-01T08:01:30Z","visitor_id":"v1","surface":"app","params":{"items":[{"item_id":"12","quantity":2.5}]}}]}`)
	if status != 200 || !strings.HasPrefix(answer, `{"accepted":2,`) {
		t.Fatalf("%d %s", status, answer)
	}
	in := []string{"--data", dir, "--from", "2026-10-01", "--to", "2026-10-31", "--filter", "surface:app"}
	for command, want := range map[string]string{
		"funnel":                            "  add_to_cart        1  100.0%  20.7–100.0%  after 1 min 30 s, nine of ten within 1 min 30 s\n",
		"funnel --unit person":              "\nreached by person\n",
		"funnel --unit cart --mode closed":  "\nclosed by cart\n  cart               1\n",
		"funnel --json":                     `"mode":"reached","unit":"session"`,
		"products":                          "  12       Saffron      1    2.5   100.0%       0     0.00%        0   2.5\n",
		"products --sort left --json":       `"left_behind":2.5`,
		"products --filter surface:web":     "\nno product was seen\n",
		"funnel --compare none --unit cart": "\nreached by cart\n",
	} {
		if told := must(t, append(strings.Fields(command), in...)...); !strings.Contains(told, want) {
			t.Errorf("safar %s: %q is missing in\n%s", command, want, told)
		}
	}
	if code, _, errs := safar(t, "products", "--data", dir, "--sort", "name"); code != exitUsage || !strings.Contains(errs, "known: views, added") {
		t.Errorf("sorted by name: exit %d, %s", code, errs)
	}
}
