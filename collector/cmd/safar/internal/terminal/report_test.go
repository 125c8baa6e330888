package terminal

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

var names = map[string]string{
	"visitors": "Visitors", "sessions": "Visits", "ctr": "Click-through rate (CTR)", "engagement_rate": "Engagement rate",
	"time_on_site": "Time on site", "lead_conversion_rate": "Lead conversion rate", "cart_abandonment_rate": "Cart abandonment rate",
	"conversion_rate": "Conversion rate", "orders": "Orders", "revenue": "Revenue", "aov": "Average order value (AOV)",
	"retention_rate": "Retention rate", "nps": "Net promoter score (NPS)",
}

func TestReport(t *testing.T) {
	for _, name := range []string{"stages", "groups", "series", "empty"} {
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join("testdata", name+".json"))
			if err != nil {
				t.Fatal(err)
			}
			var r Report
			if err := json.Unmarshal(text, &r); err != nil {
				t.Fatal(err)
			}
			var got bytes.Buffer
			if err := Write(&got, r, Options{Width: 80, Color: name == "series", Names: names}); err != nil {
				t.Fatal(err)
			}
			golden := filepath.Join("testdata", name+".txt")
			if *update {
				if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got.String() != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got.String(), want)
			}
		})
	}
}

func TestStrangersTextsCannotSteerTheTerminal(t *testing.T) {
	r := Report{Groups: []Group{{Key: "\x1b[31mred\x07\u202e", Metrics: nil}}, Metrics: []Metric{{ID: "\x1b]0;x\x07", Stage: "purchase"}}}
	var got bytes.Buffer
	if err := Write(&got, r, Options{}); err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(got.String(), "\x1b\x07\u202e") {
		t.Errorf("got %q", got.String())
	}
	var n Number
	if err := json.Unmarshal([]byte(`"\u001b[31m"`), &n); err == nil {
		t.Errorf("%q was taken for a number", n)
	}
}

func TestVerdictNeedsSignificance(t *testing.T) {
	up, down := 0.2, -0.2
	tests := []struct {
		better      string
		change      *float64
		significant bool
		want        string
	}{
		{"up", &up, true, "better"}, {"up", &down, true, "worse"},
		{"down", &up, true, "worse"}, {"down", &down, true, "better"},
		{"up", &up, false, ""}, {"neither", &up, true, ""}, {"up", nil, true, ""},
	}
	for _, test := range tests {
		if got := verdict(Metric{Better: test.better, Change: test.change, Significant: test.significant}); got.text != test.want {
			t.Errorf("%+v: got %q", test, got.text)
		}
	}
}

func TestGoal(t *testing.T) {
	tests := []struct {
		better      string
		value, goal Number
		want        cell
	}{
		{"up", "0.03", "0.03", cell{"goal 3.00% reached", good}},
		{"up", "0.0299", "0.03", cell{"goal 3.00% not yet", faint}},
		{"down", "0.03", "0.03", cell{"goal 3.00% reached", good}},
		{"down", "0.0301", "0.03", cell{"goal 3.00% not yet", faint}},
		{"neither", "0.5", "0.03", cell{"goal 3.00%", faint}},
		{"up", "", "0.03", cell{"goal 3.00%", faint}},
		{"up", "0.03", "", cell{}},
	}
	for _, test := range tests {
		m := Metric{Unit: "ratio", Better: test.better, Figure: Figure{Value: test.value}, Goal: test.goal}
		if got := goal(m); got != test.want {
			t.Errorf("%+v: got %+v", test, got)
		}
	}
}

func TestWidth(t *testing.T) {
	for text, want := range map[string]int{"abc": 3, "カート": 6, "سبد خرید": 8, "می‌خرم": 5, "e\u0301": 1, "–": 1, "": 0} {
		if got := cells(text); got != want {
			t.Errorf("%q takes %d columns, got %d", text, want, got)
		}
	}
	if got := clip("カートカート", 5); got != "カー…" {
		t.Errorf("clipped to %q", got)
	}
}

func TestFormats(t *testing.T) {
	for _, test := range []struct{ got, want string }{
		{value("money", "IRR", "-129000000"), "-129,000,000 IRR"},
		{value("money", "KWD", "1234.5678"), "1,234.5678 KWD"},
		{value("count", "", "999"), "999"},
		{value("count", "", "1000"), "1,000"},
		{value("ratio", "", "0.0312"), "3.12%"},
		{value("ratio", "", "0.50333"), "50.3%"},
		{value("seconds", "", "59.96"), "1 min 00 s"},
		{value("seconds", "", "59.94"), "59.9 s"},
		{value("seconds", "", "3725"), "1 h 02 min"},
		{value("points", "", "53.42"), "+53.4"},
		{value("stars", "", "4.256"), "4.26"},
		{value("ratio", "", ""), none},
	} {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
}
