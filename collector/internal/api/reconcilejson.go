package api

import (
	"io"
	"net/http"

	"github.com/safar-cx/safar/collector/internal/reconcile"
	"github.com/safar-cx/safar/collector/internal/spreadsheet"
	"github.com/safar-cx/safar/sdk/event"
)

// mostDifferences is how many differences are told in JSON.
const mostDifferences = 1000

type reconcileJSON struct {
	headJSON
	Matched     int              `json:"matched" doc:"Orders that both sides have and agree on."`
	Shop        sideJSON         `json:"shop" doc:"The shop's orders of the range."`
	Safar       sideJSON         `json:"safar" doc:"The collector's."`
	Differences []differenceJSON `json:"differences" doc:"By time, at most 1,000. An order may have several."`
	LeftOut     int              `json:"left_out" doc:"How many more there are."`
	BadLines    []badLineJSON    `json:"bad_lines" doc:"Lines that are no orders, at most 1,000."`
	Bad         int              `json:"bad" doc:"How many there are."`
}

type sideJSON struct {
	Orders     int          `json:"orders" doc:"Cancelled ones left out, in all currencies."`
	Value      string       `json:"value" doc:"Of those in the site's currency."`
	Currencies []amountJSON `json:"currencies" doc:"The same in other currencies, which are never added."`
}

type differenceJSON struct {
	Order string     `json:"order" doc:"Transaction id."`
	Kind  string     `json:"kind" doc:"missing_here, missing_there, twice, cancelled, currency, value or refunded."`
	Shop  *orderJSON `json:"shop" doc:"Null where the shop does not have it."`
	Safar *orderJSON `json:"safar" doc:"Null where the collector does not have it."`
}

type orderJSON struct {
	Time      string  `json:"time"`
	Value     *string `json:"value" doc:"Null where the export states none."`
	Currency  string  `json:"currency"`
	Refunded  *string `json:"refunded" doc:"Likewise."`
	Cancelled bool    `json:"cancelled"`
	Line      int     `json:"line,omitempty" doc:"Of the export."`
}

type badLineJSON struct {
	Line    int    `json:"line"`
	Code    string `json:"code"`
	Field   string `json:"field,omitempty"`
	Message string `json:"message"`
}

func (a asked) renderDifferences(r *reconcile.Report, e *reconcile.Export) reconcileJSON {
	told := min(len(r.Differences), mostDifferences)
	out := reconcileJSON{
		Matched: r.Matched, Shop: a.side(r.Shop), Safar: a.side(r.Safar),
		Differences: make([]differenceJSON, told), LeftOut: len(r.Differences) - told,
		BadLines: make([]badLineJSON, len(e.Bad)), Bad: e.BadAll,
	}
	for i := range out.Differences {
		d := &r.Differences[i]
		out.Differences[i] = differenceJSON{d.ID, string(d.Kind), a.order(d.Shop), a.order(d.Safar)}
	}
	for i, bad := range e.Bad {
		out.BadLines[i] = badLineJSON{bad.Line, bad.Code, bad.Field, bad.Message}
	}
	return out
}

func (a asked) side(sums []reconcile.Sum) sideJSON {
	out := sideJSON{Value: a.major(0, a.request.Currency), Currencies: []amountJSON{}}
	for _, sum := range sums {
		out.Orders += sum.Orders
		value := a.major(sum.Minor, sum.Currency)
		if sum.Currency == a.request.Currency {
			out.Value = value
			continue
		}
		out.Currencies = append(out.Currencies, amountJSON{sum.Currency, value})
	}
	return out
}

func (a asked) major(minor int64, currency string) string {
	return event.FormatAmount(minor, a.request.Digits(currency))
}

func (a asked) order(o *reconcile.Order) *orderJSON {
	if o == nil {
		return nil
	}
	out := &orderJSON{Time: a.clock(o.Time), Currency: o.Currency, Cancelled: o.Cancelled, Line: o.Line}
	if o.Value != nil {
		out.Value = stated(a.major(*o.Value, o.Currency))
	}
	if o.Refunded != nil {
		out.Refunded = stated(a.major(*o.Refunded, o.Currency))
	}
	return out
}

// differencesFile lists all differences in a file for spreadsheets.
func (a asked) differencesFile(r *reconcile.Report) reply {
	header := http.Header{
		"Content-Type":        {"text/csv; charset=utf-8"},
		"Content-Disposition": {`attachment; filename="safar-` + a.site.Name + `-differences.csv"`},
	}
	return reply{status: http.StatusOK, header: header, body: stream(func(w io.Writer) error {
		out, err := spreadsheet.NewWriter(w, false)
		if err != nil {
			return err
		}
		if err := out.Write([]string{"order", "kind", "shop_time", "shop_value", "shop_currency", "shop_refunded",
			"safar_time", "safar_value", "safar_currency", "safar_refunded"}); err != nil {
			return err
		}
		for i := range r.Differences {
			d := &r.Differences[i]
			cells := append([]string{d.ID, string(d.Kind)}, a.cells(d.Shop)...)
			if err := out.Write(append(cells, a.cells(d.Safar)...)); err != nil {
				return err
			}
		}
		return out.Flush()
	})}
}

func (a asked) cells(o *reconcile.Order) []string {
	j := a.order(o)
	if j == nil {
		return make([]string, 4)
	}
	return []string{j.Time, deref(j.Value), j.Currency, deref(j.Refunded)}
}

func deref(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}
