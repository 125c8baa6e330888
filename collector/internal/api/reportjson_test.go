package api

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/store"
)

var update = flag.Bool("update", false, "write the golden files anew")

func ptr[T any](v T) *T { return &v }

func definition(t *testing.T, id string) *metric.Definition {
	t.Helper()
	d := metric.Find(id)
	if d == nil {
		t.Fatalf("the catalogue has no %s", id)
	}
	return d
}

// sample is a report with everything that a report can hold.
func sample(t *testing.T) (store.Site, *metric.Report) {
	t.Helper()
	site := store.Site{ID: 1, Name: "main", Timezone: "Asia/Tehran"}
	site.Settings.Currency = "IRR"
	zone, err := time.LoadLocation(site.Timezone)
	if err != nil {
		t.Fatal(err)
	}
	october := metric.Date{Year: 2026, Month: time.October, Day: 1}
	report := &metric.Report{
		Request: metric.Request{
			Site: 1, Zone: zone, Currency: "IRR", Digits: digitsOf(site),
			From: october, To: october.Add(30), Interval: metric.Day,
			AsOf: time.Date(2026, 11, 21, 10, 0, 0, 123_456_789, time.UTC),
		},
		Compared: &metric.Range{From: october.Add(-31), To: october.Add(-1)},
		Overlaps: true,
		LeftOut:  []string{"message_open_rate"},
		Results: []metric.Result{
			{
				Definition: definition(t, "ctr"),
				Figure:     metric.Figure{Value: ptr(0.0312), Numerator: 312, Denominator: ptr(int64(10000))},
				Low:        ptr(0.0279), High: ptr(0.0348),
				Previous: &metric.Figure{Value: ptr(0.028), Numerator: 280, Denominator: ptr(int64(10000))},
				Change:   ptr(0.114), Significant: false,
				Series: []metric.Step{
					{Date: october, Start: october.Start(zone), Figure: metric.Figure{Value: ptr(0.03), Numerator: 9, Denominator: ptr(int64(300))}},
					{Date: october.Add(1), Start: october.Add(1).Start(zone), Figure: metric.Figure{Denominator: ptr(int64(0))}},
				},
			},
			{
				Definition: definition(t, "aov"),
				Figure: metric.Figure{Value: ptr(12900000.), Amount: "12900000", Numerator: 129000000, Denominator: ptr(int64(10)),
					Squares: "1664100000000000"},
				Currencies: []metric.CurrencyFigure{{
					Currency: "EUR",
					Figure:   metric.Figure{Value: ptr(12.9), Amount: "12.90", Numerator: 2580, Denominator: ptr(int64(2)), Squares: "3328"},
				}},
			},
			{
				Definition: definition(t, "revenue"),
				Figure:     metric.Figure{Value: ptr(0.), Amount: "0"},
			},
			{
				Definition: definition(t, "time_on_site"),
				Figure:     metric.Figure{Value: ptr(30.2505), Numerator: 60501, Denominator: ptr(int64(2)), Squares: "1830185501"},
			},
			{
				Definition: definition(t, "nps"),
				Figure: metric.Figure{Value: ptr(-25.), Numerator: -1, Denominator: ptr(int64(4)),
					Extras: map[string]int64{"promoters": 1, "detractors": 2}},
			},
			{
				Definition: definition(t, "cart_abandonment_rate"),
				Figure:     metric.Figure{Denominator: ptr(int64(0))},
				Pending:    3, MaturedUntil: time.Date(2026, 10, 30, 20, 30, 0, 0, time.UTC),
			},
			{
				Definition: definition(t, "ctr"),
				Figure:     metric.Figure{Value: ptr(1.5), Numerator: 3, Denominator: ptr(int64(2))}, Suspect: true,
			},
		},
		Groups: []metric.Group{{Key: "organic_search", Results: []metric.Result{{
			Definition: definition(t, "sessions"),
			Figure:     metric.Figure{Value: ptr(7.), Numerator: 7},
		}}}},
	}
	return site, report
}

func TestReportJSON(t *testing.T) {
	site, report := sample(t)
	golden(t, "report.json", asked{site: site, settled: true, since: store.NoTime}.render(report))
}

func TestReportJSONByTheHour(t *testing.T) {
	site, report := sample(t)
	report.Request.Interval = metric.Hour
	got := asked{site: site, settled: true, since: store.NoTime}.render(report).Metrics[0].Series[0].Start
	if want := "2026-10-01T00:00:00+03:30"; got != want {
		t.Errorf("start %s, want %s", got, want)
	}
}

func TestSiteOverridesDigits(t *testing.T) {
	site, report := sample(t)
	site.Settings.Digits = map[string]int{"IRR": 2}
	report.Request.Digits = digitsOf(site)
	if got := (asked{site: site, settled: true, since: store.NoTime}).render(report).Metrics[1].Numerator; got != "1290000.00" {
		t.Errorf("numerator %v, want 1290000.00", got)
	}
}

// golden compares the JSON of v with a file. Run with -update to write the file.
func golden(t *testing.T, name string, v any) {
	t.Helper()
	var got bytes.Buffer
	encoder := json.NewEncoder(&got)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(v); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Bytes(), want) {
		t.Errorf("%s differs; got\n%s", path, got.Bytes())
	}
}
