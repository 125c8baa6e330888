package metric_test

import (
	"errors"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/history"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/rehearsal"
)

// story plays a journey script and asks for March 2026 as seen from the end of 2026.
func story(t *testing.T, script string) (metric.Facts, metric.Request) {
	t.Helper()
	parsed, err := history.Parse(script)
	if err != nil {
		t.Fatal(err)
	}
	facts, err := rehearsal.Play(parsed.History)
	if err != nil {
		t.Fatal(err)
	}
	site := parsed.History.Site
	zone, err := time.LoadLocation(site.Timezone)
	if err != nil {
		t.Fatal(err)
	}
	settings := rehearsal.Settings(site)
	return facts, metric.Request{
		Site: 1, Zone: zone, Currency: site.Currency, Digits: settings.MinorDigits,
		From: date(2026, 3, 1), To: date(2026, 3, 31), AsOf: time.Date(2026, 12, 31, 12, 0, 0, 0, zone),
	}
}

func date(year int, month time.Month, day int) metric.Date {
	return metric.Date{Year: year, Month: month, Day: day}
}

// refusedFor fails unless err is a RequestError about a field.
func refusedFor(t *testing.T, err error, code, field string) {
	t.Helper()
	var refused *metric.RequestError
	if !errors.As(err, &refused) || refused.Code != code || refused.Field != field {
		t.Errorf("%v, want %s about %s", err, code, field)
	}
}

// differ compares lines.
func differ(t *testing.T, got, want []string) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		var g, w string
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			t.Errorf("line %d: got  %q\n         want %q", i, g, w)
		}
	}
}
