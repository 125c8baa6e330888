package metric

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestRangeBucket(t *testing.T) {
	instant := func(s string) int64 {
		at, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return at.UnixMilli()
	}
	tests := []struct {
		zone, from, to     string
		first, end, before string
	}{
		{"Europe/London", "2026-03-29", "2026-03-30", "2026-03-29T00:00:00Z", "2026-03-31T00:00:00+01:00", "2026-03-27T00:00:00Z"},
		{"Europe/London", "2026-03-31", "2026-03-31", "2026-03-31T00:00:00+01:00", "2026-04-01T00:00:00+01:00", "2026-03-30T00:00:00+01:00"},
		// Three dates before, though that is an hour more than the range has.
		{"Europe/London", "2026-10-26", "2026-10-28", "2026-10-26T00:00:00Z", "2026-10-29T00:00:00Z", "2026-10-23T00:00:00+01:00"},
		{"Pacific/Apia", "2011-12-30", "2011-12-30", "2011-12-31T00:00:00+14:00", "2011-12-31T00:00:00+14:00", "2011-12-29T00:00:00-10:00"},
	}
	for _, tt := range tests {
		got := Range{day(t, tt.from), day(t, tt.to)}.Bucket(zone(t, tt.zone))
		if want := (Bucket{instant(tt.first), instant(tt.end), instant(tt.before)}); got != want {
			t.Errorf("%s to %s in %s: %+v, want %+v", tt.from, tt.to, tt.zone, got, want)
		}
	}
}

func TestSteps(t *testing.T) {
	tests := []struct {
		name     string
		request  Request
		from, to string
		want     []string // first dates
	}{
		{"hours", Request{Interval: Hour}, "2026-02-28", "2026-03-01",
			append(slices.Repeat([]string{"2026-02-28"}, 24), slices.Repeat([]string{"2026-03-01"}, 24)...)},
		{"days", Request{Interval: Day}, "2026-02-27", "2026-03-01", []string{"2026-02-27", "2026-02-28", "2026-03-01"}},
		{"one day", Request{Interval: Day}, "2026-02-27", "2026-02-27", []string{"2026-02-27"}},
		{"weeks from Saturday", Request{Interval: Week, WeekStart: time.Saturday}, "2026-10-01", "2026-10-17",
			[]string{"2026-10-01", "2026-10-03", "2026-10-10", "2026-10-17"}},
		{"weeks from Sunday", Request{Interval: Week, WeekStart: time.Sunday}, "2026-10-01", "2026-10-17",
			[]string{"2026-10-01", "2026-10-04", "2026-10-11"}},
		{"weeks from Monday, whole", Request{Interval: Week, WeekStart: time.Monday}, "2026-10-05", "2026-10-18",
			[]string{"2026-10-05", "2026-10-12"}},
		{"within one week", Request{Interval: Week, WeekStart: time.Monday}, "2026-10-06", "2026-10-07", []string{"2026-10-06"}},
		{"months", Request{Interval: Month}, "2026-01-31", "2026-03-01", []string{"2026-01-31", "2026-02-01", "2026-03-01"}},
		{"Persian months", Request{Interval: Month, Calendar: Persian}, "2026-03-20", "2026-05-22",
			[]string{"2026-03-20", "2026-03-21", "2026-04-21", "2026-05-22"}},
		{"Islamic months", Request{Interval: Month, Calendar: Islamic}, "2025-02-28", "2025-03-31",
			[]string{"2025-02-28", "2025-03-01", "2025-03-30"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := tt.request
			r.Zone, r.From, r.To = time.UTC, day(t, tt.from), day(t, tt.to)
			var got []string
			for _, s := range r.steps() {
				got = append(got, s.date.String())
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("steps begin %v, want %v", got, tt.want)
			}
		})
	}
}

func TestHours(t *testing.T) {
	tests := []struct {
		zone, date string
		count      int
		some       map[int]string // starts by index
		last       time.Duration
	}{
		{"UTC", "2026-11-21", 24, map[int]string{0: "00:00Z", 23: "23:00Z"}, time.Hour},
		{"Asia/Tehran", "2021-03-22", 23, map[int]string{0: "01:00+04:30", 22: "23:00+04:30"}, time.Hour},
		{"Asia/Tehran", "2021-09-21", 25, map[int]string{23: "23:00+04:30", 24: "23:00+03:30"}, time.Hour},
		{"Europe/London", "2026-10-25", 25, map[int]string{1: "01:00+01:00", 2: "01:00Z", 3: "02:00Z"}, time.Hour},
		{"Australia/Lord_Howe", "2026-10-04", 24, map[int]string{1: "01:00+10:30", 2: "02:30+11:00", 23: "23:30+11:00"}, 30 * time.Minute},
		{"Australia/Lord_Howe", "2026-04-05", 25, map[int]string{1: "01:00+11:00", 2: "01:30+10:30", 24: "23:30+10:30"}, 30 * time.Minute},
		{"Pacific/Apia", "2011-12-30", 0, nil, 0},
	}
	for _, tt := range tests {
		t.Run(tt.zone+" "+tt.date, func(t *testing.T) {
			steps := hours(day(t, tt.date), zone(t, tt.zone))
			if len(steps) != tt.count {
				t.Fatalf("%d steps, want %d", len(steps), tt.count)
			}
			for i, want := range tt.some {
				if got := steps[i].start.Format("15:04Z07:00"); got != want {
					t.Errorf("step %d starts %s, want %s", i, got, want)
				}
			}
			for i, s := range steps {
				want := time.Hour
				if i == len(steps)-1 {
					want = tt.last
				}
				if got := time.Duration(s.bucket.To-s.bucket.From) * time.Millisecond; got != want {
					t.Errorf("step %d is %v long, want %v", i, got, want)
				}
				if s.bucket.From-s.bucket.Before != s.bucket.To-s.bucket.From {
					t.Errorf("before step %d there is a span of another length", i)
				}
				if s.date != day(t, tt.date) {
					t.Errorf("step %d is of %v", i, s.date)
				}
			}
		})
	}
}

func TestStepsPartitionTheRange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawRange(t)
		whole := Range{r.From, r.To}.Bucket(r.Zone)
		steps := r.steps()
		at := whole.From
		for i, s := range steps {
			if s.bucket.From != at || s.start.UnixMilli() != at {
				t.Fatalf("step %d begins at %d, the one before ended at %d", i, s.bucket.From, at)
			}
			if s.bucket.To < at {
				t.Fatalf("step %d ends before it begins", i)
			}
			if s.bucket.Before > s.bucket.From {
				t.Fatalf("step %d looks back at %d, after its beginning", i, s.bucket.Before)
			}
			at = s.bucket.To
			if i == 0 {
				continue
			}
			switch r.Interval {
			case Week:
				if s.date.Weekday() != r.WeekStart {
					t.Fatalf("a week begins on %v", s.date)
				}
			case Month:
				if MonthStart(r.Calendar, s.date) != s.date {
					t.Fatalf("a month begins on %v", s.date)
				}
			}
		}
		if at != whole.To {
			t.Fatalf("the steps end at %d, the range at %d", at, whole.To)
		}
	})
}

func TestWeeksAndMonthsAreWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawRange(t)
		for i, s := range r.steps() {
			if r.Interval != Week && r.Interval != Month {
				return
			}
			next := r.next(s.date)
			for d := s.date.Add(1); d.Compare(next) < 0; d = d.Add(1) {
				if r.Interval == Week && d.Weekday() == r.WeekStart || r.Interval == Month && MonthStart(r.Calendar, d) == d {
					t.Fatalf("step %d from %v goes on over %v", i, s.date, d)
				}
			}
		}
	})
}

// drawRange draws a request for a range of up to a month, with a series.
func drawRange(t *rapid.T) Request {
	first := rapid.SampledFrom([]string{"2011-12-01", "2021-03-01", "2018-10-20", "2026-03-10", "2010-10-20", "2026-09-15"}).Draw(t, "near")
	near, err := ParseDate(first)
	if err != nil {
		t.Fatal(err)
	}
	from := near.Add(rapid.IntRange(0, 60).Draw(t, "offset"))
	return Request{
		Zone: rapid.SampledFrom(zones(t)).Draw(t, "zone"),
		From: from, To: from.Add(rapid.IntRange(0, 30).Draw(t, "days")),
		Interval:  rapid.SampledFrom(intervals[:]).Draw(t, "interval"),
		Calendar:  rapid.SampledFrom([]Calendar{Gregorian, Persian, Islamic}).Draw(t, "calendar"),
		WeekStart: time.Weekday(rapid.IntRange(0, 6).Draw(t, "week")),
	}
}
