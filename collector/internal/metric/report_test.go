package metric

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestReportGolden(t *testing.T) {
	tests := []struct {
		name   string
		change func(*Request)
	}{
		{"october", func(r *Request) {}},
		{"as_of", func(r *Request) {
			r.AsOf = time.Date(2026, 10, 30, 13, 0, 0, 0, r.Zone)
			r.Compare = Year
			r.CartWindow = 36 * time.Hour
		}},
		{"weeks", func(r *Request) {
			r.Interval, r.WeekStart = Week, time.Saturday
			r.Metrics = []string{"retention_rate", "aov", "visitors", "nps", "aov"}
		}},
		{"persian_months", func(r *Request) {
			r.From = Date{2026, 8, 10}
			r.Interval, r.Calendar, r.Compare = Month, Persian, Nothing
			r.Metrics = []string{"orders", "retention_rate", "time_on_site"}
		}},
		{"channels", func(r *Request) {
			r.GroupBy, r.Interval = ByChannel, Month
			r.Filters = []Filter{{ByDevice, []string{"mobile", "tablet"}, false}, {ByChannel, []string{"paid_social"}, true}}
			r.Metrics = []string{"conversion_rate", "revenue", "aov", "cart_abandonment_rate"}
		}},
		{"customers", func(r *Request) {
			r.GroupBy = ByChannel
			r.Metrics = []string{"repeat_purchase_rate", "orders"}
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := request(t)
			tt.change(&r)
			golden(t, "report_"+tt.name, dump(build(t, season(t), r)))
		})
	}
}

func build(t fatalf, source Source, r Request) Report {
	report, err := Build(context.Background(), source, r)
	if err != nil {
		t.Fatalf("build: %v", err)
	}
	return report
}

type fatalf interface{ Fatalf(string, ...any) }

// dump writes a report for reading.
func dump(r Report) string {
	var text strings.Builder
	q := r.Request
	fmt.Fprintf(&text, "%v to %v in %v, %s, compare %s", q.From, q.To, q.Zone, q.Calendar, q.Compare)
	if r.Compared != nil {
		fmt.Fprintf(&text, ": %v to %v", r.Compared.From, r.Compared.To)
	}
	fmt.Fprintln(&text)
	dumpResults(&text, "", r.Results)
	if r.Overlaps {
		fmt.Fprintln(&text, "groups overlap")
	}
	for _, g := range r.Groups {
		fmt.Fprintf(&text, "%s %s\n", q.GroupBy, g.Key)
		dumpResults(&text, "  ", g.Results)
	}
	return text.String()
}

func dumpResults(text *strings.Builder, indent string, results []Result) {
	for _, r := range results {
		fmt.Fprintf(text, "%s%s %s", indent, r.Definition.ID, dumpFigure(r.Figure))
		if r.Low != nil {
			fmt.Fprintf(text, " [%s, %s]", show(r.Low), show(r.High))
		}
		if r.Suspect {
			text.WriteString(" suspect")
		}
		if r.Definition.Pending != nil {
			fmt.Fprintf(text, " pending %d", r.Pending)
		}
		if !r.MaturedUntil.IsZero() {
			fmt.Fprintf(text, " until %s", r.MaturedUntil.Format(time.RFC3339))
		}
		fmt.Fprintln(text)
		if r.Previous != nil {
			fmt.Fprintf(text, "%s  before %s change %s", indent, dumpFigure(*r.Previous), show(r.Change))
			if r.Significant {
				text.WriteString(" significant")
			}
			fmt.Fprintln(text)
		}
		for _, c := range r.Currencies {
			fmt.Fprintf(text, "%s  %s %s\n", indent, c.Currency, dumpFigure(c.Figure))
		}
		for _, s := range r.Series {
			fmt.Fprintf(text, "%s  %v %s %s\n", indent, s.Date, s.Start.Format(time.RFC3339), dumpFigure(s.Figure))
		}
	}
}

func dumpFigure(f Figure) string {
	text := show(f.Value)
	if f.Amount != "" {
		text += " " + f.Amount
	}
	text += fmt.Sprint(" = ", f.Numerator)
	if f.Denominator != nil {
		text += fmt.Sprint("/", *f.Denominator)
	}
	if len(f.Extras) > 0 {
		text += fmt.Sprint(" ", f.Extras)
	}
	if f.Squares != "" {
		text += " squares " + f.Squares
	}
	return text
}

// The example of the report API's contract.
func TestContractExample(t *testing.T) {
	r := request(t)
	r.Metrics, r.Interval = []string{"ctr", "aov"}, Day
	noon := func(month time.Month, day int) time.Time { return time.Date(2026, month, day, 12, 0, 0, 0, r.Zone) }
	s := &shop{}
	ads := func(at time.Time, clicks, impressions int64) {
		s.add(fact{kind: FactTally, at: at, is: []Predicate{IfAdClick}, number: map[Field]int64{FieldCount: clicks}})
		s.add(fact{kind: FactTally, at: at, is: []Predicate{IfAdImpression}, number: map[Field]int64{FieldCount: impressions}})
	}
	ads(noon(10, 1), 9, 300)
	ads(noon(10, 20), 303, 9700)
	ads(noon(9, 20), 280, 10_000)
	for range 10 {
		s.add(fact{kind: FactOrder, at: noon(10, 2), currency: "IRR", number: map[Field]int64{FieldValue: 12_900_000}})
	}
	for range 2 {
		s.add(fact{kind: FactOrder, at: noon(10, 2), currency: "EUR", number: map[Field]int64{FieldValue: 1290}})
	}
	report := build(t, s, r)
	ctr, aov := report.Results[0], report.Results[1]
	if got := dumpFigure(ctr.Figure); got != "0.0312 = 312/10000" {
		t.Errorf("ctr is %s", got)
	}
	near(t, "low", *ctr.Low, 0.0280, 5e-5) // Wilson; the contract's example rounds down
	near(t, "high", *ctr.High, 0.0348, 5e-5)
	if got := dumpFigure(*ctr.Previous); got != "0.028 = 280/10000" {
		t.Errorf("before it was %s", got)
	}
	near(t, "change", *ctr.Change, 0.114, 5e-4)
	if ctr.Significant {
		t.Error("the change is significant")
	}
	if len(ctr.Series) != 31 || ctr.Series[0].Date != (Date{2026, 10, 1}) || dumpFigure(ctr.Series[0].Figure) != "0.03 = 9/300" {
		t.Errorf("the series is %+v", ctr.Series)
	}
	if aov.Amount != "12900000" || aov.Numerator != 129_000_000 || *aov.Denominator != 10 {
		t.Errorf("aov is %s", dumpFigure(aov.Figure))
	}
	if len(aov.Currencies) != 1 || aov.Currencies[0].Currency != "EUR" || aov.Currencies[0].Amount != "12.90" {
		t.Errorf("other currencies are %+v", aov.Currencies)
	}
}

func TestQueryOfReport(t *testing.T) {
	r := request(t)
	r.Metrics = []string{"sessions", "engagement_rate", "nps"}
	r.Interval, r.GroupBy = Week, ByDevice
	r.Filters = []Filter{{ByChannel, []string{"direct"}, false}}
	source := &shop{}
	build(t, source, r)
	if len(source.queries) != 2 {
		t.Fatalf("%d queries", len(source.queries))
	}
	whole, split := source.queries[0], source.queries[1]
	var measures []string
	for _, m := range whole.Measures {
		measures = append(measures, describe(&m))
	}
	want := []string{"session", "session where [engaged]",
		"answer where [nps promoter]", "answer where [nps detractor]", "answer where [nps]"}
	if !slices.Equal(measures, want) {
		t.Errorf("measures are %q, want %q", measures, want)
	}
	if len(split.Measures) != len(want) || split.GroupBy != ByDevice || whole.GroupBy != "" {
		t.Errorf("groups were asked for by %+v", split)
	}
	// The range, September, and five weeks from Sunday, the first one cut.
	if len(whole.Buckets) != 2+5 || len(split.Buckets) != 2 {
		t.Errorf("%d and %d buckets", len(whole.Buckets), len(split.Buckets))
	}
	for _, q := range source.queries {
		if q.Site != 7 || q.AsOf != r.AsOf.UnixMilli() || len(q.Filters) != 1 {
			t.Errorf("the query is %+v", q)
		}
		if q.Buckets[0] != (Range{r.From, r.To}).Bucket(r.Zone) ||
			q.Buckets[1] != (Range{Date{2026, 8, 31}, Date{2026, 9, 30}}).Bucket(r.Zone) {
			t.Errorf("the buckets are %+v", q.Buckets)
		}
	}
}

// Steps are measured only for metrics that have a series of them.
func TestNoStepsWithoutSeries(t *testing.T) {
	r := request(t)
	r.Metrics, r.Interval, r.Compare = []string{"retention_rate"}, Day, Nothing
	source := &shop{}
	report := build(t, source, r)
	if len(source.queries) != 1 || len(source.queries[0].Buckets) != 1 {
		t.Errorf("queries are %+v", source.queries)
	}
	if report.Results[0].Series != nil || report.Compared != nil || report.Results[0].Previous != nil {
		t.Errorf("got %+v", report.Results[0])
	}
	r.Metrics, r.Interval = []string{"orders"}, ""
	if report = build(t, source, r); report.Results[0].Series != nil {
		t.Errorf("got a series %+v", report.Results[0].Series)
	}
}

func TestDefaults(t *testing.T) {
	report := build(t, &shop{}, request(t))
	r := report.Request
	if r.CartWindow != 24*time.Hour || r.Calendar != Gregorian || r.Compare != Previous {
		t.Errorf("%+v", r)
	}
	if len(report.Results) != len(All()) || report.Groups != nil || report.Overlaps {
		t.Errorf("%d results, groups %v, overlaps %v", len(report.Results), report.Groups, report.Overlaps)
	}
}

func TestEmptyShop(t *testing.T) {
	for _, r := range build(t, &shop{}, request(t)).Results {
		d := r.Definition
		if d.Denominator != nil && (r.Value != nil || r.Amount != "" || *r.Denominator != 0) {
			t.Errorf("%s is %s of nothing", d.ID, dumpFigure(r.Figure))
		}
		if d.Denominator == nil && (r.Value == nil || *r.Value != 0) {
			t.Errorf("%s is %s, want 0", d.ID, dumpFigure(r.Figure))
		}
		if r.Low != nil || r.Change != nil || r.Significant || r.Suspect || r.Pending != 0 || r.Currencies != nil {
			t.Errorf("%s says more than it can: %+v", d.ID, r)
		}
		if (r.Extras == nil) != (d.Extras == nil) {
			t.Errorf("%s has extras %v", d.ID, r.Extras)
		}
	}
}

func TestMaturedUntil(t *testing.T) {
	r := request(t)
	r.Metrics = []string{"cart_abandonment_rate", "friction_rate", "sessions"}
	end := r.To.Add(1).Start(r.Zone)
	for _, tt := range []struct {
		asOf            time.Time
		carts, checkout time.Duration // before as_of; 0 for settled
	}{
		{end.Add(48 * time.Hour), 0, 0},
		{end.Add(48*time.Hour - time.Millisecond), 48 * time.Hour, 0},
		{end.Add(24 * time.Hour), 48 * time.Hour, 0},
		{end.Add(24*time.Hour - time.Millisecond), 48 * time.Hour, 24 * time.Hour},
		{end.Add(-72 * time.Hour), 48 * time.Hour, 24 * time.Hour},
	} {
		r.AsOf = tt.asOf
		report := build(t, &shop{}, r)
		for i, want := range []time.Duration{tt.carts, tt.checkout, 0} {
			got := report.Results[i].MaturedUntil
			if want == 0 && !got.IsZero() || want != 0 && !got.Equal(tt.asOf.Add(-want)) {
				t.Errorf("as of %v, %s: %v", tt.asOf, r.Metrics[i], got)
			}
		}
	}
}

func TestGroupsAreSorted(t *testing.T) {
	r := request(t)
	r.Metrics, r.GroupBy = []string{"engagement_rate", "orders"}, BySource
	at := time.Date(2026, 10, 5, 12, 0, 0, 0, r.Zone)
	s := &shop{}
	for source, visits := range map[string]int{"b": 2, "a": 2, "c": 3, "d": 1} {
		for range visits {
			s.add(fact{kind: FactSession, at: at, by: map[Dimension]string{BySource: source}})
		}
	}
	// Seen only a month before, and only in orders.
	s.add(fact{kind: FactSession, at: at.AddDate(0, -1, 0), by: map[Dimension]string{BySource: "gone"}})
	s.add(fact{kind: FactOrder, at: at, by: map[Dimension]string{BySource: "by phone"}})
	report := build(t, s, r)
	var keys []string
	for _, g := range report.Groups {
		keys = append(keys, g.Key)
		if len(g.Results) != 2 {
			t.Errorf("%s has %d results", g.Key, len(g.Results))
		}
	}
	if want := []string{"c", "a", "b", "d", "by phone", "gone"}; !slices.Equal(keys, want) {
		t.Errorf("groups are %v, want %v", keys, want)
	}
	if report.Overlaps {
		t.Error("sessions and orders are in one group each")
	}
	for _, id := range []string{"visitors", "repeat_purchase_rate", "retention_rate"} {
		r.Metrics = []string{"orders", id}
		if !build(t, s, r).Overlaps {
			t.Errorf("%s may overlap", id)
		}
	}
	r.Metrics, r.GroupBy = []string{"checkout_abandonment_rate"}, ByReason
	if !build(t, s, r).Overlaps {
		t.Error("checkouts with two reasons are in two groups")
	}
}

// cells is a Source that says what it is told to.
type cells []Cell

func (c cells) Measure(context.Context, Query) ([]Cell, error) { return c, nil }

func TestCellsAreAddedUp(t *testing.T) {
	r := request(t)
	r.Metrics = []string{"orders", "aov"}
	report := build(t, cells{
		// A count that the source splits by currency nevertheless.
		{Measure: 0, Value: 2, Currency: "IRR"}, {Measure: 0, Value: 1, Currency: "EUR"},
		{Measure: 0, Value: 0, Group: "none"},
		// A sum in two parts.
		{Measure: 1, Value: 3, Squares: "9", Currency: "IRR"}, {Measure: 1, Value: 5, Squares: "25", Currency: "IRR"},
		{Measure: 2, Value: 2, Currency: "IRR"},
		{Measure: 2, Value: 0, Currency: "KWD"},
	}, r)
	if got := report.Results[0].Numerator; got != 3 {
		t.Errorf("%d orders", got)
	}
	aov := report.Results[1]
	if got := dumpFigure(aov.Figure); got != "4 4 = 8/2 squares 34" {
		t.Errorf("aov is %s", got)
	}
	if aov.Currencies != nil {
		t.Errorf("other currencies are %+v", aov.Currencies)
	}
}

// A source need not leave out what is zero.
func TestCellsOfZero(t *testing.T) {
	r := request(t)
	r.Metrics, r.GroupBy = []string{"aov"}, ByDevice
	report := build(t, cells{{Measure: 0, Group: "tv"}, {Measure: 1, Group: "tv", Currency: "EUR"}}, r)
	if report.Groups == nil || len(report.Groups) > 0 {
		t.Errorf("groups are %+v", report.Groups)
	}
}

func TestSuspectIsKept(t *testing.T) {
	r := request(t)
	r.Metrics = []string{"ctr"}
	clicks, impressions := 0, 1
	got := build(t, cells{
		{Measure: clicks, Value: 3}, {Measure: impressions, Value: 2},
		{Measure: clicks, Bucket: 1, Value: 1}, {Measure: impressions, Bucket: 1, Value: 200},
	}, r).Results[0]
	if !got.Suspect || got.Value == nil || *got.Value != 1.5 || got.Low != nil || got.Significant {
		t.Errorf("%+v", got)
	}
	got = build(t, cells{{Measure: clicks, Value: 2}, {Measure: impressions, Value: 2}}, r).Results[0]
	if got.Suspect || got.Low == nil {
		t.Errorf("%+v", got)
	}
}

// The order of cells, and of currencies in them, changes nothing.
func TestOtherCurrenciesAreSorted(t *testing.T) {
	r := request(t)
	r.Metrics = []string{"revenue"}
	report := build(t, cells{
		{Value: 5, Currency: "USD"}, {Value: 1234, Currency: "KWD"}, {Value: 7, Currency: "IRR"},
		{Value: 9, Currency: "EUR"}, {Value: 1, Currency: "AED", Bucket: 1},
	}, r)
	var got []string
	for _, c := range report.Results[0].Currencies {
		got = append(got, c.Currency+" "+c.Amount)
	}
	if want := []string{"EUR 0.09", "KWD 1.234", "USD 0.05"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestBrokenSources(t *testing.T) {
	r := request(t)
	r.Metrics, r.Compare, r.GroupBy = []string{"aov"}, Nothing, ByDevice
	for name, c := range map[string]Cell{
		"measure above":  {Measure: 2, Value: 1, Currency: "IRR", Squares: "1"},
		"measure below":  {Measure: -1, Value: 1, Currency: "IRR", Squares: "1"},
		"bucket above":   {Bucket: 1, Value: 1, Currency: "IRR", Squares: "1"},
		"bucket below":   {Bucket: -1, Value: 1, Currency: "IRR", Squares: "1"},
		"no currency":    {Value: 1, Squares: "1"},
		"no squares":     {Value: 1, Currency: "IRR"},
		"inexact square": {Value: 1, Currency: "IRR", Squares: "1e20"},
	} {
		if report, err := Build(context.Background(), cells{c}, r); err == nil {
			t.Errorf("%s: got %s", name, dump(report))
		}
	}
	broken := errors.New("disk on fire")
	if _, err := Build(context.Background(), &shop{err: broken}, r); !errors.Is(err, broken) {
		t.Errorf("error is %v", err)
	}
	if _, err := Build(context.Background(), &failsLater{after: 1}, r); !errors.Is(err, errLater) {
		t.Errorf("error of groups is %v", err)
	}
}

var errLater = errors.New("connection lost")

// failsLater is a Source that answers a few times.
type failsLater struct{ after int }

func (f *failsLater) Measure(context.Context, Query) ([]Cell, error) {
	if f.after--; f.after < 0 {
		return nil, errLater
	}
	return nil, nil
}

// What is called additive adds up over any steps, what is not never falls short of them.
func TestStepsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawRange(t)
		whole := Range{r.From, r.To}.Bucket(r.Zone)
		length := time.Duration(whole.To-whole.From) * time.Millisecond
		from := time.UnixMilli(whole.From)
		s := drawShop(t, from.Add(-12*time.Hour), length+24*time.Hour)
		r.Currency, r.Digits = "IRR", digits
		r.AsOf = from.Add(time.Duration(rapid.Int64Range(0, 2).Draw(t, "as of")) * length)
		for _, result := range build(t, s, r).Results {
			d := result.Definition
			if d.MinInterval != "" {
				continue
			}
			var numerator, denominator int64
			squares := new(big.Int)
			for _, step := range result.Series {
				numerator += step.Numerator
				if step.Denominator != nil {
					denominator += *step.Denominator
				}
				part, _ := new(big.Int).SetString("0"+step.Squares, 10)
				squares.Add(squares, part)
			}
			if d.Additive && numerator != result.Numerator || numerator < result.Numerator && d.ID != "repeat_purchase_rate" {
				t.Fatalf("%s is %d, its steps %d", d.ID, result.Numerator, numerator)
			}
			if result.Denominator != nil && (d.Additive && denominator != *result.Denominator || denominator < *result.Denominator) {
				t.Fatalf("%s is of %d, its steps of %d", d.ID, *result.Denominator, denominator)
			}
			if result.Squares != "" && squares.String() != result.Squares {
				t.Fatalf("%s has squares %s, its steps %v", d.ID, result.Squares, squares)
			}
		}
	})
}

// Groups that do not overlap add up to the whole.
func TestGroupsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawRange(t)
		r.Interval, r.GroupBy = "", ByChannel
		from := r.From.Start(r.Zone)
		s := drawShop(t, from, r.To.Add(1).Start(r.Zone).Sub(from))
		r.Currency, r.Digits, r.AsOf = "IRR", digits, from.AddDate(0, 2, 0)
		report := build(t, s, r)
		for i, result := range report.Results {
			var numerator, pending int64
			for _, g := range report.Groups {
				numerator += g.Results[i].Numerator
				pending += g.Results[i].Pending
				if g.Results[i].Series != nil {
					t.Fatalf("group %s has a series", g.Key)
				}
			}
			if d := result.Definition; !d.overlaps() && (numerator != result.Numerator || pending != result.Pending) {
				t.Fatalf("%s is %d with %d pending, its groups %d with %d", d.ID, result.Numerator, result.Pending, numerator, pending)
			}
		}
	})
}
