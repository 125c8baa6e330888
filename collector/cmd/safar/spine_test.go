package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// A shop's whole way, once: everything through the commands and the public endpoint.
func TestFromInitToTheSameReportAfterRebuild(t *testing.T) {
	t.Parallel()
	dir, made := newSite(t)
	address, stop := serving(t, dir)
	const history = `{"events":[
		{"id":"1","name":"page_view","time":"2026-10-01T08:00:00Z","visitor_id":"v1","client":{"ip":"203.0.113.7","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"},"page":{"url":"https://shop.example/?utm_source=ig&utm_medium=paid_social"}},
		{"id":"2","name":"begin_checkout","time":"2026-10-01T08:05:00Z","visitor_id":"v1","cart_id":"b1"},
		{"id":"3","name":"purchase","time":"2026-10-01T08:06:00Z","visitor_id":"v1","customer_id":"C-1","cart_id":"b1","params":{"transaction_id":"T-1","currency":"IRR","value":12900000}},
		{"id":"4","name":"purchase","time":"2026-10-03T08:06:00Z","customer_id":"C-1","params":{"transaction_id":"T-2","currency":"IRR","value":100000}},
		{"id":"5","name":"purchase","time":"2026-10-04T08:06:00Z","customer_id":"C-2","params":{"transaction_id":"T-3","currency":"EUR","value":12.90}},
		{"id":"6","name":"purchase","time":"2026-10-04T08:06:00Z","params":{"transaction_id":"T-4","value":1}}]}`
	status, answer := post(t, address, made.ServerKey, history)
	if status != 200 || !strings.HasPrefix(answer, `{"accepted":5,"duplicates":0,"discarded":0,"rejected":[{"index":5,"id":"6","code":"missing_currency"`) {
		t.Fatalf("%d %s", status, answer)
	}
	if _, answer = post(t, address, made.ServerKey, history); !strings.HasPrefix(answer, `{"accepted":0,"duplicates":5,`) {
		t.Errorf("sent again: %s", answer)
	}

	ask := []string{"--from", "2026-10-01", "--to", "2026-10-31", "--as-of", "2026-11-15T00:00:00Z"}
	byURL := must(t, append([]string{"report", "--url", address, "--token", made.ReadToken, "--json"}, ask...)...)
	byFolder := must(t, append([]string{"report", "--data", dir, "--json"}, ask...)...)
	if byURL != byFolder {
		t.Errorf("over the network\n%s\nfrom the folder\n%s", byURL, byFolder)
	}
	var r struct {
		Site    string
		Metrics []struct {
			ID          string
			Value       any
			Numerator   any
			Denominator any
		}
	}
	if err := json.Unmarshal([]byte(byURL), &r); err != nil {
		t.Fatal(err)
	}
	got := map[string][3]any{}
	for _, m := range r.Metrics {
		got[m.ID] = [3]any{m.Value, m.Numerator, m.Denominator}
	}
	for id, want := range map[string][3]any{
		"sessions":                 {1.0, 1.0, nil},
		"conversion_rate":          {1.0, 1.0, 1.0},
		"checkout_completion_rate": {1.0, 1.0, 1.0},
		"orders":                   {3.0, 3.0, nil},
		"revenue":                  {"13000000", "13000000", nil},
		"aov":                      {"6500000", "13000000", 2.0},
		"repeat_purchase_rate":     {0.5, 1.0, 2.0},
		"nps":                      {nil, 0.0, 0.0},
	} {
		if got[id] != want {
			t.Errorf("%s is %v, want %v", id, got[id], want)
		}
	}

	shown := must(t, append([]string{"report", "--data", dir}, ask...)...)
	at := 0
	for _, want := range []string{"AWARENESS\n", "EVALUATION\n", "PURCHASE\n", "RETURN\n", "ADVOCACY\n"} {
		i := strings.Index(shown[at:], want)
		if i < 0 {
			t.Fatalf("%q is missing or out of place in\n%s", want, shown)
		}
		at += i
	}
	for _, want := range []string{"13,000,000 IRR", "in EUR", "1 of 2", "13,000,000 / 2"} {
		if !strings.Contains(shown, want) {
			t.Errorf("%q is missing in\n%s", want, shown)
		}
	}
	if strings.Contains(shown, "\x1b") {
		t.Error("colours are written to what is no terminal")
	}

	stop()
	if out := must(t, "rebuild", "--data", dir, "--json"); out != `{"rebuilt":true,"events":5}`+"\n" {
		t.Errorf("rebuild says %s", out)
	}
	if out := must(t, "rebuild", "--data", dir); out != "rebuilt from 5 events\n" {
		t.Errorf("rebuild says %s", out)
	}
	if again := must(t, append([]string{"report", "--data", dir, "--json"}, ask...)...); again != byURL {
		t.Errorf("rebuild changed\n%s\nto\n%s", byURL, again)
	}
	if out := must(t, "check", "--data", dir); !strings.HasPrefix(out, "5 events, schema ") || !strings.HasSuffix(out, "\nno problems found\n") {
		t.Errorf("check says %s", out)
	}
}

func TestReportRefusals(t *testing.T) {
	t.Parallel()
	dir, made := newSite(t)
	address, _ := serving(t, dir)
	tests := []struct {
		name string
		args []string
		code int
		want string
	}{
		{"unknown metric", []string{"--data", dir, "--metrics", "happiness"}, exitUsage, "happiness"},
		{"bad date", []string{"--data", dir, "--from", "1.10.2026"}, exitUsage, "hint: Dates are Gregorian"},
		{"unknown site", []string{"--data", dir, "--site", "other"}, exitUsage, "Known: main."},
		{"wrong token", []string{"--url", address, "--token", "rt_x"}, exitFailed, "401 unauthorized"},
		{"a key is no token", []string{"--url", address, "--token", made.ServerKey}, exitFailed, "401 unauthorized"},
		{"another path", []string{"--url", address + "/shop", "--token", made.ReadToken}, exitFailed, "404"},
		{"nobody there", []string{"--url", "http://127.0.0.1:1", "--token", made.ReadToken}, exitFailed, "is safar serve running?"},
		{"no data", []string{"--data", t.TempDir()}, exitFailed, "hint: make it with safar init"},
	}
	for _, test := range tests {
		code, out, errs := safar(t, append([]string{"report"}, test.args...)...)
		if code != test.code || out != "" || !strings.Contains(errs, test.want) {
			t.Errorf("%s: exit %d, %s%s; want %d, %s", test.name, code, out, errs, test.code, test.want)
		}
	}
}
