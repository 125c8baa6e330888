package metric

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// FuzzParseFilter holds filters to their own spelling: one that is read is written back as it
// came.
func FuzzParseFilter(f *testing.F) {
	for _, text := range []string{"device:mobile", "channel:email|sms", "channel:!direct", "a:", ":b", "a:b:c", "a:!|", "a:!!b", "a:b|"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		filter, ok := ParseFilter(text)
		if !ok {
			return
		}
		not := ""
		if filter.Not {
			not = "!"
		}
		if got := string(filter.Dimension) + ":" + not + strings.Join(filter.Values, "|"); got != text || slices.Contains(filter.Values, "") {
			t.Fatalf("%q is read as %+v", text, filter)
		}
	})
}

// FuzzParseDate holds dates to their spelling and to the calendars that they are shown in.
func FuzzParseDate(f *testing.F) {
	for _, text := range []string{"2026-11-21", "0001-01-01", "9999-12-31", "2024-02-29", "2023-02-29", "0000-00-00", "-001-01-01", "2026-1-1"} {
		f.Add(text)
	}
	zone, err := time.LoadLocation("Asia/Tehran")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := ParseDate(text)
		if err != nil {
			return
		}
		if d.String() != text || d.Add(1).Add(-1) != d || d.Compare(d.Add(1)) >= 0 {
			t.Fatalf("%q is read as %v", text, d)
		}
		if shown := DateOf(d.Start(zone)); shown.Compare(d) < 0 || shown.Compare(d.Add(1)) > 0 {
			t.Fatalf("%v starts on %v", d, shown)
		}
	})
}

// FuzzParseGoal reads goals of every metric: one that is taken is taken again as it is kept.
func FuzzParseGoal(f *testing.F) {
	for _, value := range []string{"3%", "0.03", "12 900 000", "90s", "1h30m", "-5", "1e9", "۳", "0.0000001", "NaN", ""} {
		f.Add(uint8(0), value)
	}
	all := All()
	f.Fuzz(func(t *testing.T, which uint8, value string) {
		d := &all[int(which)%len(all)]
		kept, err := ParseGoal(d, value, 2)
		if err != nil {
			return
		}
		if again, err := ParseGoal(d, kept, 2); err != nil || again != kept {
			t.Fatalf("%s of %q is kept as %q, which is %q, %v", d.ID, value, kept, again, err)
		}
	})
}
