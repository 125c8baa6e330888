package api

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/audit"
	"github.com/safar-cx/safar/collector/internal/metric"
)

// maxExports is how many exports run at once: each holds one of the store's connections for
// reading, and the reports need some as well.
const maxExports = 2

// export is something that can be taken out as a file.
type export struct {
	what       string // the last part of its address
	permission account.Permission
	summary    string
	params     []Param
	// persons says that what single persons did is in the file.
	persons bool
	// open reads what is asked and returns the file's contents, or says why there are none.
	open func(ctx context.Context, c *call) (download, error)
}

// download is a file about to be written.
type download struct {
	site     string
	from, to string // dates; may be empty
	columns  []string
	// held says that rows keeps hold of a state of the store until it has handed out all.
	held bool
	// rows hands out the rows of the table.
	rows func(row func(cells []any) error) error
	// lines, if there are any, are written instead of the rows where JSONL is asked for.
	lines func(out io.Writer) error
}

func (a *API) exportRoutes() []Route {
	var routes []Route
	for _, x := range a.exports() {
		x.params = append(x.params, fileParams()...)
		routes = append(routes, Route{
			Method: http.MethodGet, Path: "/api/v1/export/" + x.what, Permission: x.permission,
			Summary: x.summary, Params: x.params, Media: csvFormat.media() + ", " + jsonlFormat.media(),
			Codes:  []string{metric.BadRequest, metric.UnknownMetric, metric.InvalidDimension, metric.InvalidRange, metric.InvalidInterval, codeForbidden, "unavailable"},
			handle: func(ctx context.Context, c *call) (reply, error) { return a.export(ctx, c, x) },
		})
	}
	return routes
}

// exports are all that can be taken out: what happened, and every report.
func (a *API) exports() []export {
	return append([]export{
		{"events", account.Details, "All events as they were accepted. As JSONL they can be imported again.", exportParams(), true, a.exportEvents},
		{"orders", account.Details, "All orders that count, one row each.", ledgerParams(), true, a.ledger(metric.Orders)},
		{"sessions", account.Details, "All sessions, one row each.", ledgerParams(), true, a.ledger(metric.Sessions)},
	}, a.reportExports()...)
}

func fileParams() []Param {
	return []Param{
		{Name: "format", In: "query", Enum: []string{string(csvFormat), string(jsonlFormat)}, Description: "csv for spreadsheets, with cells that would be taken for formulas made harmless; jsonl for programs, one JSON object a line. Defaults to csv."},
		{Name: "bom", In: "query", Enum: []string{"0", "1"}, Description: "1 begins csv with a byte order mark, which some spreadsheets need to see that it is UTF-8. Defaults to 0."},
	}
}

// export answers with a file that is written while it is read.
func (a *API) export(ctx context.Context, c *call, x export) (reply, error) {
	q := newQuery(c, x.params)
	f := format(q.oneOf("format", []string{string(csvFormat), string(jsonlFormat)}))
	if f == "" {
		f = csvFormat
	}
	bom := q.oneOf("bom", []string{"0", "1"}) == "1"
	if err := q.failed(); err != nil {
		return reply{}, err
	}
	if !a.exporting.take() {
		return reply{}, &problem{"unavailable", "Other exports are under way.", "Try again when one of them is done."}
	}
	begun := false
	defer func() {
		if !begun { // whether it was refused or panicked
			a.exporting.giveBack()
		}
	}()
	// The rest of the query is for what is exported.
	file, err := x.open(ctx, without(c, fileParams()))
	if err != nil {
		return reply{}, err
	}
	if x.persons {
		a.audit.Note(ctx, audit.Deed{Action: audit.PersonsExported, Site: file.site, Detail: x.what})
	}
	header := http.Header{}
	header.Set("Content-Type", f.media()+"; charset=utf-8")
	header.Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", file.name(x.what, f)))
	body := stream(func(out io.Writer) error { return file.write(out, f, bom) })
	if file.held {
		body = spooled(a.spoolDir, body)
	}
	begun = true
	return reply{status: http.StatusOK, header: header, body: stream(func(out io.Writer) error {
		defer a.exporting.giveBack()
		return body(out)
	})}, nil
}

// without is a call without some parameters.
func without(c *call, params []Param) *call {
	values, _ := url.ParseQuery(c.URL.RawQuery) // newQuery has read it already
	for _, p := range params {
		values.Del(p.Name)
	}
	rest := *c
	rest.Request = c.Clone(c.Context())
	rest.URL.RawQuery = values.Encode()
	return &rest
}

// name is what the file is called where it is kept.
func (d *download) name(what string, f format) string {
	name := "safar-" + d.site + "-" + what
	for _, date := range []string{d.from, d.to} {
		if date != "" {
			name += "-" + date
		}
	}
	return name + "." + string(f)
}

// write writes the whole file.
func (d *download) write(out io.Writer, f format, bom bool) error {
	if d.lines != nil && f == jsonlFormat {
		return d.lines(out)
	}
	s, err := newSheet(out, f, bom, d.columns)
	if err != nil {
		return err
	}
	if err := d.rows(s.row); err != nil {
		return err
	}
	return s.end()
}
