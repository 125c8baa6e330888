package api

import (
	"context"
	"encoding/json"
	"time"

	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// exportParams are the range of an export of what happened: all of it, unless it is said.
func exportParams() []Param {
	return []Param{
		siteParam(),
		{Name: "from", In: "query", Format: "date", Description: "First day, in the site's time zone. Defaults to that of the site's first event."},
		{Name: "to", In: "query", Format: "date", Description: "Last day, included. Defaults to the last there is."},
	}
}

func ledgerParams() []Param { return append(exportParams(), filterParam(), asOfParam()) }

// ledger exports what a ledger lists. It is read from one state of the store, which keeps no
// writer waiting.
func (a *API) ledger(open func(metric.Request) (metric.Ledger, error)) func(context.Context, *call) (download, error) {
	return func(ctx context.Context, c *call) (download, error) {
		q, asked, err := a.ask(ctx, c, ledgerParams())
		if err != nil {
			return download{}, err
		}
		req := asked.request
		if q.text("from") == "" && asked.since != store.NoTime {
			req.From = metric.DateOf(time.UnixMilli(asked.since).In(req.Zone))
		}
		ledger, err := open(req)
		if err != nil {
			return download{}, err
		}
		d := download{site: asked.site.Name, from: req.From.String(), to: req.To.String(), held: true}
		for _, column := range ledger.Columns {
			d.columns = append(d.columns, column.Name)
		}
		d.rows = func(row func([]any) error) error {
			cells := make([]any, len(ledger.Columns))
			return a.facts.List(ctx, ledger.List, func(values []metric.Value) error {
				currency := ""
				for i, column := range ledger.Columns {
					if column.Name == "currency" {
						currency = values[i].Text
					}
					cells[i] = ledgerCell(column.Kind, values[i], &req, currency)
				}
				return row(cells)
			})
		}
		return d, nil
	}
}

func ledgerCell(kind metric.ColumnKind, v metric.Value, req *metric.Request, currency string) any {
	if v.Null {
		return nil
	}
	switch kind {
	case metric.ColumnInstant:
		return instant(time.UnixMilli(v.Int), req.Zone)
	case metric.ColumnNumber:
		return v.Int
	case metric.ColumnYes:
		return v.Int != 0
	case metric.ColumnMoney:
		return event.FormatAmount(v.Int, req.Digits(currency))
	case metric.ColumnDuration:
		return json.Number(event.FormatAmount(v.Int, 3))
	case metric.ColumnStep:
		return metric.FunnelStep(v.Int).ID()
	}
	return v.Text
}
