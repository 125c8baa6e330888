package metric

import (
	"testing"
	"time"
	_ "time/tzdata" // the tests know what happened where, whatever this computer knows

	"pgregory.net/rapid"
)

func TestDateStart(t *testing.T) {
	tests := []struct {
		name, zone, date, start string
		length                  time.Duration
	}{
		{"nothing happens", "UTC", "2026-11-21", "2026-11-21T00:00:00Z", 24 * time.Hour},
		{"half an hour off", "Asia/Tehran", "2026-11-21", "2026-11-21T00:00:00+03:30", 24 * time.Hour},
		{"midnight skipped", "Asia/Tehran", "2021-03-22", "2021-03-22T01:00:00+04:30", 23 * time.Hour},
		{"the day before", "Asia/Tehran", "2021-03-21", "2021-03-21T00:00:00+03:30", 24 * time.Hour},
		{"last hour twice", "Asia/Tehran", "2021-09-21", "2021-09-21T00:00:00+04:30", 25 * time.Hour},
		{"and after it", "Asia/Tehran", "2021-09-22", "2021-09-22T00:00:00+03:30", 24 * time.Hour},
		{"skipped at night", "Europe/London", "2026-03-29", "2026-03-29T00:00:00Z", 23 * time.Hour},
		{"twice at night", "Europe/London", "2026-10-25", "2026-10-25T00:00:00+01:00", 25 * time.Hour},
		{"half an hour twice", "Australia/Lord_Howe", "2026-04-05", "2026-04-05T00:00:00+11:00", 24*time.Hour + 30*time.Minute},
		{"half an hour skipped", "Australia/Lord_Howe", "2026-10-04", "2026-10-04T00:00:00+10:30", 23*time.Hour + 30*time.Minute},
		{"midnight skipped", "Africa/Cairo", "2026-04-24", "2026-04-24T01:00:00+03:00", 23 * time.Hour},
		{"last hour twice", "Africa/Cairo", "2026-10-29", "2026-10-29T00:00:00+03:00", 25 * time.Hour},
		{"last hour twice", "America/Sao_Paulo", "2018-02-17", "2018-02-17T00:00:00-02:00", 25 * time.Hour},
		{"midnight skipped", "America/Sao_Paulo", "2018-11-04", "2018-11-04T01:00:00-02:00", 23 * time.Hour},
		{"before a skipped date", "Pacific/Apia", "2011-12-29", "2011-12-29T00:00:00-10:00", 24 * time.Hour},
		{"a skipped date", "Pacific/Apia", "2011-12-30", "2011-12-31T00:00:00+14:00", 0},
		{"after a skipped date", "Pacific/Apia", "2011-12-31", "2011-12-31T00:00:00+14:00", 24 * time.Hour},
		{"back over midnight", "America/St_Johns", "2010-11-06", "2010-11-06T00:00:00-02:30", 24 * time.Hour},
		{"midnight twice", "America/St_Johns", "2010-11-07", "2010-11-07T00:00:00-02:30", 25 * time.Hour},
		{"before the first law", "Asia/Tehran", "1900-01-01", "1900-01-01T00:00:00+03:25", 24 * time.Hour},
		{"beyond all tables", "Europe/London", "2999-03-31", "2999-03-31T00:00:00Z", 23 * time.Hour},
	}
	for _, tt := range tests {
		t.Run(tt.zone+" "+tt.date+" "+tt.name, func(t *testing.T) {
			z := zone(t, tt.zone)
			start := day(t, tt.date).Start(z)
			if got := start.Format(time.RFC3339); got != tt.start {
				t.Errorf("starts %s, want %s", got, tt.start)
			}
			if got := day(t, tt.date).Add(1).Start(z).Sub(start); got != tt.length {
				t.Errorf("is %v long, want %v", got, tt.length)
			}
		})
	}
}

func TestDateStartOfFixedZone(t *testing.T) {
	z := time.FixedZone("", -14*60*60)
	if got := day(t, "2026-01-01").Start(z).Format(time.RFC3339); got != "2026-01-01T00:00:00-14:00" {
		t.Errorf("starts %s", got)
	}
}

// The definition itself: the clock shows the date, or one after it, and a moment earlier
// it had never yet.
func TestDateStartIsTheFirstInstant(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		z := rapid.SampledFrom(zones(t)).Draw(t, "zone")
		d := rapid.Map(rapid.IntRange(-25_000, 30_000), dateAt).Draw(t, "date")
		start := d.Start(z)
		if DateOf(start).Compare(d) < 0 {
			t.Fatalf("at %v it is still the day before %v", start, d)
		}
		for _, before := range []time.Duration{time.Second, 40 * time.Minute, 12 * time.Hour, 30 * time.Hour} {
			if DateOf(start.Add(-before)).Compare(d) >= 0 {
				t.Fatalf("%v before %v it was %v already", before, start, d)
			}
		}
	})
}

// In years beyond the tables of zone data the rule of a zone says when clocks are changed.
func TestDateStartAtTheTurnOfYearsToCome(t *testing.T) {
	for _, z := range zones(t) {
		for year := 2036; year < 2051; year++ {
			for _, d := range []Date{{year, time.December, 31}, {year + 1, time.January, 1}} {
				if start := d.Start(z); DateOf(start) != d || DateOf(start.Add(-time.Second)) != d.Add(-1) {
					t.Errorf("%v in %v starts at %v", d, z, start)
				}
			}
		}
	}
}

func TestDate(t *testing.T) {
	d := day(t, "2024-02-28")
	if got := d.Add(1).String(); got != "2024-02-29" {
		t.Errorf("the day after is %s", got)
	}
	if got := d.Add(-59).String(); got != "2023-12-31" {
		t.Errorf("59 days before is %s", got)
	}
	if got := d.Weekday(); got != time.Wednesday {
		t.Errorf("it is a %v", got)
	}
	if got := (Date{1969, time.December, 31}).number(); got != -1 {
		t.Errorf("the day before the first has the number %d", got)
	}
	if d.Compare(d) != 0 || d.Compare(d.Add(1)) >= 0 || d.Compare(d.Add(-1)) <= 0 {
		t.Error("dates are out of order")
	}
	if got := (Range{d, day(t, "2024-03-01")}).Days(); got != 3 {
		t.Errorf("the range has %d days", got)
	}
	for _, text := range []string{"", "2024-2-28", "2024-02-30", "28.02.2024", "2024-02-28T00:00:00Z"} {
		if d, err := ParseDate(text); err == nil {
			t.Errorf("%q was read as %v", text, d)
		}
	}
}

func TestDateValid(t *testing.T) {
	for d, want := range map[Date]bool{
		{}:              false,
		{2024, 2, 29}:   true,
		{2023, 2, 29}:   false,
		{2024, 13, 1}:   false,
		{2024, 4, 0}:    false,
		{0, 12, 31}:     false,
		{1, 1, 1}:       true,
		{9999, 12, 31}:  true,
		{10_000, 1, 1}:  false,
		{-2024, 12, 31}: false,
	} {
		if d.valid() != want {
			t.Errorf("%v: valid is %v", d, !want)
		}
	}
}

// zones are places with clocks of many kinds.
func zones(t fatal) []*time.Location {
	var zones []*time.Location
	for _, name := range []string{
		"UTC", "Asia/Tehran", "Europe/London", "Australia/Lord_Howe", "Africa/Cairo", "America/Sao_Paulo",
		"Pacific/Apia", "America/St_Johns", "Africa/Casablanca", "Asia/Kathmandu", "Pacific/Kwajalein",
	} {
		z, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		zones = append(zones, z)
	}
	return zones
}

type fatal interface{ Fatal(...any) }
