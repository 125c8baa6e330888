package metric_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/metric"
)

func ledgerRequest() metric.Request {
	return metric.Request{
		Site: 3, Zone: time.UTC, From: metric.Date{Year: 1999, Month: 1, Day: 1}, To: metric.Date{Year: 2026, Month: 10, Day: 31},
		AsOf: time.UnixMilli(5), Filters: []metric.Filter{{Dimension: metric.ByDevice, Values: []string{"mobile"}}},
	}
}

func TestLedgersAskForTheirColumns(t *testing.T) {
	for name, open := range map[string]func(metric.Request) (metric.Ledger, error){"orders": metric.Orders, "sessions": metric.Sessions} {
		ledger, err := open(ledgerRequest())
		if err != nil {
			t.Fatal(err)
		}
		asked := ledger.List
		if n := len(asked.Fields) + len(asked.By); n != len(ledger.Columns) {
			t.Errorf("%s: %d values in %d columns", name, n, len(ledger.Columns))
		}
		if asked.Site != 3 || !asked.Sorted || asked.AsOf != 5 || len(asked.Filters) != 1 || asked.Fields[0] != metric.FieldTime ||
			asked.Bucket.From != time.Date(1999, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli() ||
			asked.Bucket.To != time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC).UnixMilli() {
			t.Errorf("%s: asked %+v", name, asked)
		}
		var names []string
		for _, c := range ledger.Columns {
			if slices.Contains(names, c.Name) {
				t.Errorf("%s: there are two columns %s", name, c.Name)
			}
			names = append(names, c.Name)
		}
		for _, by := range []string{"channel", "device", "landing_page"} {
			if !slices.Contains(names, by) {
				t.Errorf("%s: no column %s among %v", name, by, names)
			}
		}
	}
}

func TestLedgersRefuse(t *testing.T) {
	backwards, shoes := ledgerRequest(), ledgerRequest()
	backwards.From, backwards.To = backwards.To, backwards.From
	shoes.Filters[0].Dimension = "shoe_size"
	for code, r := range map[string]metric.Request{metric.InvalidRange: backwards, metric.InvalidDimension: shoes} {
		var refused *metric.RequestError
		if _, err := metric.Orders(r); !errors.As(err, &refused) || refused.Code != code {
			t.Errorf("got %v, want %s", err, code)
		}
	}
	day := ledgerRequest()
	day.From = day.To
	if _, err := metric.Orders(day); err != nil {
		t.Errorf("of a single day: %v", err)
	}
}
