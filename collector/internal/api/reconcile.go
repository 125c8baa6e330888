package api

import (
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"time"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/ingest"
	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/reconcile"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/collector/internal/transfer"
)

// Orders lists orders.
type Orders interface {
	// Orders lists those of a range and further ones of the transactions named, and apart
	// from these the named ones that were taken back.
	Orders(ctx context.Context, q store.OrderQuery) (orders, withdrawn []journey.Order, err error)
}

// maxExport bounds a shop's list of orders in bytes, as it is sent and as it is read.
const maxExport = 16 << 20

const (
	mediaCSV   = "text/csv"
	mediaLines = "application/x-ndjson"
)

func (a *API) reconcileRoutes() []Route {
	return []Route{{
		Method: http.MethodPost, Path: "/api/v1/reconcile", Permission: account.Details,
		Summary: "Compares the shop's own list of orders with the orders of a range. Nothing is stored.",
		Params:  reconcileParams(), Takes: []string{mediaCSV, mediaLines}, Response: reconcileJSON{}, handle: a.reconcile,
		Codes: []string{metric.BadRequest, metric.InvalidRange, codeForbidden, codeForbiddenOrigin,
			string(ingest.TooLarge), string(ingest.UnsupportedMediaType), "unavailable"},
	}}
}

func formats() []string { return []string{"json", "csv"} }

func reconcileParams() []Param {
	params := append([]Param{siteParam()}, rangeParams()...)
	return append(params, asOfParam(),
		Param{Name: "map", In: "query", Repeated: true, Description: "What the columns of a CSV mean: field=Column, field:=constant, option:=text, or a mapping as JSON. Fields are time, transaction_id, value, currency, status, refunded, and those of an import."},
		Param{Name: "format", In: "query", Enum: formats(), Description: "csv answers with a file of all differences. Defaults to json."},
	)
}

func (a *API) reconcile(ctx context.Context, c *call) (reply, error) {
	q, asked, err := a.ask(ctx, c, reconcileParams())
	if err != nil {
		return reply{}, err
	}
	format := q.oneOf("format", formats())
	if err := q.failed(); err != nil {
		return reply{}, err
	}
	req := &asked.request
	if req.To.Compare(req.From) < 0 {
		return reply{}, &metric.RequestError{Code: metric.InvalidRange, Field: "to", Message: "it lies before from", Hint: "The range includes both ends."}
	}
	export, err := readExport(c, q.values["map"], reconcile.Money{Currency: req.Currency, Digits: req.Digits})
	if err != nil {
		return reply{}, err
	}
	in := reconcile.Range{From: req.From.Start(req.Zone).UnixMilli(), To: req.To.Add(1).Start(req.Zone).UnixMilli()}
	orders, withdrawn, err := a.orders.Orders(ctx, store.OrderQuery{
		Site: asked.site.ID, From: in.From, To: in.To, AsOf: req.AsOf.UnixMilli(), Named: reconcile.Names(export.Orders, in),
	})
	if err != nil {
		return reply{}, err
	}
	report := reconcile.Compare(export.Orders, append(ours(orders, false), ours(withdrawn, true)...), in)
	if format == "csv" {
		return asked.differencesFile(&report), nil
	}
	out := asked.renderDifferences(&report, &export)
	out.headJSON = asked.head(req, nil)
	return ok(out), nil
}

// ours are orders as a comparison takes them.
func ours(orders []journey.Order, cancelled bool) []reconcile.Order {
	list := make([]reconcile.Order, len(orders))
	for i := range orders {
		o := &orders[i]
		list[i] = reconcile.Order{
			ID: o.Transaction, Time: o.Time, Currency: o.Currency, Value: &o.Value, Refunded: &o.Refunded, Cancelled: cancelled,
		}
	}
	return list
}

// readExport reads the list of orders that a call brings.
func readExport(c *call, words []string, money reconcile.Money) (reconcile.Export, error) {
	media, _, err := mime.ParseMediaType(c.Header.Get("Content-Type"))
	if err != nil || media != mediaCSV && media != mediaLines {
		return reconcile.Export{}, &problem{string(ingest.UnsupportedMediaType), "The body must be a list of orders.",
			"Send Content-Type: " + mediaCSV + " or " + mediaLines + "."}
	}
	source, err := exportSource(c, media, words)
	var export reconcile.Export
	if err == nil {
		export, err = reconcile.Read(source, money)
	}
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge), errors.Is(err, errExport):
		return export, &problem{string(ingest.TooLarge), "The list of orders is too large.", "Send at most 16 MiB: a shorter range, or fewer columns."}
	case err != nil:
		return export, badParameter("body", err.Error(), "map says which column has what: map=time=Date&map=transaction_id=Order.")
	}
	return export, nil
}

func exportSource(c *call, media string, words []string) (transfer.Source, error) {
	plain, err := transfer.Plain(http.MaxBytesReader(nil, c.Body, maxExport))
	if err != nil {
		return nil, err
	}
	plain = &bounded{plain, maxExport}
	if media == mediaLines {
		return transfer.NewJSONL(plain), nil
	}
	m, err := reconcile.Prepare(words)
	if err != nil {
		return nil, err
	}
	return transfer.NewCSV(plain, m)
}

// errExport says that a list unpacks to more than it may.
var errExport = errors.New("more than 16 MiB")

// bounded ends a reading that comes to more than so many bytes.
type bounded struct {
	r    io.Reader
	left int
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if b.left -= n; b.left < 0 {
		return 0, errExport
	}
	return n, err
}

// clock writes a time in milliseconds as the site's clock shows it.
func (a asked) clock(ms int64) string { return instant(time.UnixMilli(ms), a.request.Zone) }
