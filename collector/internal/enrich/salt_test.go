package enrich

import (
	"testing"
	"time"
	_ "time/tzdata"

	"pgregory.net/rapid"
)

func TestSaltDay(t *testing.T) {
	for _, c := range []struct {
		zone, at, day string
		hours         float64
	}{
		{"Asia/Tehran", "2026-11-21T04:00:00+03:30", "2026-11-21", 24},
		{"Asia/Tehran", "2026-11-21T03:59:59.999+03:30", "2026-11-20", 24},
		{"Asia/Tehran", "2026-11-20T21:00:00Z", "2026-11-20", 24},
		{"Europe/London", "2026-03-29T00:30:00Z", "2026-03-28", 23},
		{"Europe/London", "2026-10-25T02:30:00Z", "2026-10-24", 25},
		{"America/New_York", "2026-03-08T12:00:00-04:00", "2026-03-08", 24},
		{"Australia/Lord_Howe", "2026-04-05T01:45:00+10:30", "2026-04-04", 24.5},
		{"Pacific/Apia", "2011-12-29T23:00:00-10:00", "2011-12-29", 24}, // the 30th was left out
		{"UTC", "2026-01-01T00:00:00Z", "2025-12-31", 24},
	} {
		zone, err := time.LoadLocation(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		at, err := time.Parse(time.RFC3339Nano, c.at)
		if err != nil {
			t.Fatal(err)
		}
		day, start, end := SaltDay(at, zone)
		if day != c.day || end.Sub(start).Hours() != c.hours || at.Before(start) || !at.Before(end) {
			t.Errorf("%s %s: %s, %s to %s; want %s of %v hours", c.zone, c.at, day, start, end, c.day, c.hours)
		}
	}
}

func TestSaltDaysFollowEachOther(t *testing.T) {
	zones := []string{"Asia/Tehran", "Africa/Cairo", "Asia/Beirut", "Africa/Casablanca", "Pacific/Apia", "Australia/Lord_Howe", "America/St_Johns"}
	rapid.Check(t, func(t *rapid.T) {
		zone, err := time.LoadLocation(rapid.SampledFrom(zones).Draw(t, "zone"))
		if err != nil {
			t.Fatal(err)
		}
		at := time.UnixMilli(rapid.Int64Range(0, 2e12).Draw(t, "at"))
		day, start, end := SaltDay(at, zone)
		if at.Before(start) || !at.Before(end) {
			t.Fatalf("%s is not in [%s, %s)", at, start, end)
		}
		if d, s, e := SaltDay(start, zone); d != day || !s.Equal(start) || !e.Equal(end) {
			t.Fatalf("the period of %s begins in another: %s", at, d)
		}
		if d, s, _ := SaltDay(end, zone); d == day || !s.Equal(end) {
			t.Fatalf("the period after that of %s: %s from %s", at, d, s)
		}
	})
}
