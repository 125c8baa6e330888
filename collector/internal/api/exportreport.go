package api

import (
	"context"
	"fmt"
	"reflect"

	"github.com/safar-cx/safar/collector/internal/account"
)

// reportExports are the reports as tables. A report that can be exported says here what a row
// of it is; the columns and their names follow from the structs of its JSON. It asks for the same
// permission as the report.
func (a *API) reportExports() []export {
	return []export{
		a.reportExport("report", account.Sums, "Metrics over a range of days: a row for each metric, group, currency and step of a series.", reportParams(), a.report, rowsOf(reportRows)),
		a.reportExport("funnel", account.Sums, "How far visits got: a row for each step.", funnelParams(), a.funnel, rowsOf(funnelRows)),
		a.reportExport("friction", account.Sums, "What stood in the way: a row for each reason.", findingParams(), a.friction, rowsOf(frictionRows)),
		a.reportExport("refusals", account.Sums, "Fields that refused digits: a row for each form, field and class of digits.", findingParams(), a.friction, rowsOf(refusalRows)),
		a.reportExport("touchpoints", account.Sums, "Where customers and shop met: a row for each touchpoint.", findingParams(), a.touchpoints, rowsOf(touchpointRows)),
		a.reportExport("channels", account.Sums, "What brought visits and orders: a row for each channel, source, medium or campaign.", channelParams(), a.channels, rowsOf(channelRows)),
		a.reportExport("products", account.Sums, "What was looked at, bought and left behind: a row for each product.", productsParams(), a.products, rowsOf(productRows)),
		a.reportExport("cohorts", account.Sums, "Customers followed from their first order on: a row for each cohort and period.", cohortParams(), a.cohorts, rowsOf(cohortRows)),
		a.reportExport("customers", account.Details, "Segments and expected next orders: a row for each segment, and one for each customer of the list.", customerParams(), a.customers, rowsOf(customerRows)),
		a.reportExport("feedback", account.Sums, "How customers felt: a row for each stage, and one for each kind of answer.", findingParams(), a.feedback, rowsOf(feedbackRows)),
		a.reportExport("quality", account.Details, "What became of the events received: a row for each count.", qualityParams(), a.quality, rowsOf(qualityRows)),
	}
}

// tabler makes a table of a report's JSON.
type tabler func(answer any) (download, error)

// rowsOf makes a tabler of a function that says what the rows of an answer are, as structs;
// see flat.
func rowsOf[Answer headed, Row any](rows func(Answer) []Row) tabler {
	table := flatten(reflect.TypeFor[Row]())
	return func(answer any) (download, error) {
		body, ok := answer.(Answer)
		if !ok {
			return download{}, fmt.Errorf("an answer of type %T is no report of type %T", answer, body)
		}
		d := body.about()
		d.columns = table.columns
		d.rows = func(row func([]any) error) error {
			for _, r := range rows(body) {
				if err := row(table.cells(reflect.ValueOf(r))); err != nil {
					return err
				}
			}
			return nil
		}
		return d, nil
	}
}

// headed is an answer that says what it is about.
type headed interface{ about() download }

func (h headJSON) about() download { return download{site: h.Site, from: h.From, to: h.To} }

// reportExport asks the report itself, so that both say the same.
func (a *API) reportExport(what string, permission account.Permission, summary string, params []Param, report handler, table tabler) export {
	return export{what, permission, summary, params, what == "customers", func(ctx context.Context, c *call) (download, error) {
		answer, err := report(ctx, c)
		if err != nil {
			return download{}, err
		}
		return table(answer.body)
	}}
}
