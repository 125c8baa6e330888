package metric

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/safar-cx/safar/collector/internal/reference"
)

// The tables say what Intl says of every month: see testdata/calendars.mjs.
func TestMonthsAgreeWithIntl(t *testing.T) {
	for cal, file := range map[Calendar]string{Persian: "persian.txt", Islamic: "umalqura.txt"} {
		t.Run(string(cal), func(t *testing.T) {
			f, err := os.Open(filepath.Join("testdata", file))
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			months := 0
			for lines := bufio.NewScanner(f); lines.Scan(); {
				if strings.HasPrefix(lines.Text(), "#") {
					continue
				}
				fields := strings.Fields(lines.Text())
				first := day(t, fields[1])
				for _, length := range strings.Split(fields[2], ",") {
					days, err := strconv.Atoi(length)
					if err != nil {
						t.Fatal(err)
					}
					last := first.Add(days - 1)
					for _, d := range []Date{first, last} {
						if got := MonthStart(cal, d); got != first {
							t.Fatalf("year %s: MonthStart(%v) = %v, want %v", fields[0], d, got, first)
						}
						if got := NextMonth(cal, d); got != last.Add(1) {
							t.Fatalf("year %s: NextMonth(%v) = %v, want %v", fields[0], d, got, last.Add(1))
						}
					}
					first = last.Add(1)
					months++
				}
			}
			if want := map[Calendar]int{Persian: 324 * 12, Islamic: 301 * 12}[cal]; months != want {
				t.Errorf("looked at %d months, want %d", months, want)
			}
		})
	}
}

// Dates known from elsewhere, so that a mistake of the generator shows.
func TestMonthStart(t *testing.T) {
	tests := []struct {
		cal               Calendar
		day, start, after string
	}{
		{Gregorian, "2024-02-29", "2024-02-01", "2024-03-01"},
		{Gregorian, "2024-12-31", "2024-12-01", "2025-01-01"},
		{Gregorian, "2025-01-01", "2025-01-01", "2025-02-01"},
		{Gregorian, "1900-03-01", "1900-03-01", "1900-04-01"},
		{Gregorian, "0001-01-15", "0001-01-01", "0001-02-01"},
		{"", "2026-11-21", "2026-11-01", "2026-12-01"},
		{Persian, "2025-03-20", "2025-02-19", "2025-03-21"}, // 1403 had 366 days
		{Persian, "2026-03-20", "2026-02-20", "2026-03-21"}, // 1404 had 365
		{Persian, "2026-11-21", "2026-10-23", "2026-11-22"}, // 30 Aban 1405
		{Islamic, "2025-03-01", "2025-03-01", "2025-03-30"}, // Ramadan 1446
		{Islamic, "2024-04-10", "2024-04-10", "2024-05-09"}, // Shawwal 1445
		{Islamic, "2023-07-19", "2023-07-19", "2023-08-17"}, // Muharram 1445
		// Beyond the almanac, as islamic-civil of Intl has it.
		{Islamic, "1882-11-11", "1882-10-14", "1882-11-12"},
		{Islamic, "1881-11-23", "1881-11-23", "1881-12-23"},
		{Islamic, "1881-11-22", "1881-10-25", "1881-11-23"},
		{Islamic, "2174-11-26", "2174-11-26", "2174-12-26"},
		{Islamic, "2176-11-02", "2176-10-05", "2176-11-03"},
		{Islamic, "0622-07-19", "0622-07-19", "0622-08-18"},
		{Islamic, "0622-07-18", "0622-06-20", "0622-07-19"},
		{Persian, "0622-03-21", "0622-03-21", "0622-04-21"},
	}
	for _, tt := range tests {
		if got := MonthStart(tt.cal, day(t, tt.day)); got != day(t, tt.start) {
			t.Errorf("MonthStart(%s, %s) = %v, want %s", tt.cal, tt.day, got, tt.start)
		}
		if got := NextMonth(tt.cal, day(t, tt.day)); got != day(t, tt.after) {
			t.Errorf("NextMonth(%s, %s) = %v, want %s", tt.cal, tt.day, got, tt.after)
		}
	}
}

// Hand-verified pairs of Gregorian and Persian dates.
func TestPersianPairs(t *testing.T) {
	text := reference.Read(t, "jalali/pairs.json")
	var file struct{ Pairs [][2]string }
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Pairs) == 0 {
		t.Fatal("no pairs")
	}
	for _, pair := range file.Pairs {
		_, dayOfMonth, _ := strings.Cut(pair[1][len("1400"):], "-")
		_, dayOfMonth, _ = strings.Cut(dayOfMonth, "-")
		n, err := strconv.Atoi(dayOfMonth)
		if err != nil {
			t.Fatal(err)
		}
		d := day(t, pair[0])
		if got := MonthStart(Persian, d); got != d.Add(1-n) {
			t.Errorf("%s = %s: the month starts %v, want %v", pair[0], pair[1], got, d.Add(1-n))
		}
	}
}

func TestMonthsAreSeamless(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cal := rapid.SampledFrom([]Calendar{Gregorian, Persian, Islamic}).Draw(t, "calendar")
		d := dateAt(rapid.IntRange(-700_000, 2_900_000).Draw(t, "day"))
		start, next := MonthStart(cal, d), NextMonth(cal, d)
		if start.Compare(d) > 0 || next.Compare(d) <= 0 {
			t.Fatalf("%v is not within [%v, %v)", d, start, next)
		}
		if days := next.number() - start.number(); days < 28 || days > 31 {
			t.Fatalf("the month of %v has %d days", d, days)
		}
		if MonthStart(cal, next) != next || NextMonth(cal, start) != next {
			t.Fatalf("%v is not the month after %v", next, start)
		}
	})
}

func day(t *testing.T, s string) Date {
	t.Helper()
	d, err := ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}
