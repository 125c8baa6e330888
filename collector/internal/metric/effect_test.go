package metric

import (
	"context"
	"errors"
	"testing"
	"time"
)

func TestEffectComparesDaysThatAreOver(t *testing.T) {
	r := request(t)
	date := Date{2026, 10, 10}
	at := func(d Date, ms int) time.Time { return d.Start(r.Zone).Add(time.Duration(ms) * time.Millisecond) }
	tests := []struct {
		name string
		asOf time.Time
		days int
		want int // 0 for none
	}{
		{"all of them", at(Date{2026, 12, 1}, 0), 14, 14},
		{"some of them", at(Date{2026, 10, 13}, 1), 14, 3},
		{"in the last millisecond", at(Date{2026, 10, 13}, -1), 14, 3},
		{"just before it", at(Date{2026, 10, 13}, -2), 14, 2},
		{"the first", at(Date{2026, 10, 11}, -1), 14, 1},
		{"not even the first", at(Date{2026, 10, 11}, -2), 14, 0},
		{"of a day to come", at(Date{2026, 10, 1}, 0), 14, 0},
	}
	for _, tt := range tests {
		r.AsOf, r.Metrics = tt.asOf, []string{"sessions"}
		report, err := BuildEffect(context.Background(), &shop{}, r, date, tt.days)
		var wrong *RequestError
		if tt.want == 0 {
			if !errors.As(err, &wrong) || wrong.Code != InvalidRange || wrong.Hint == "" {
				t.Errorf("%s: %v", tt.name, err)
			}
			continue
		}
		if err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		got, before := Range{report.Request.From, report.Request.To}, *report.Compared
		if got.From != date || got.Days() != tt.want || before.To != date.Add(-1) || before.Days() != tt.want {
			t.Errorf("%s: %v compared with %v, want %d days", tt.name, got, before, tt.want)
		}
	}
}
