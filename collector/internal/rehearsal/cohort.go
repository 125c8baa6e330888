package rehearsal

import (
	"context"

	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/oracle"
)

func (f finder) cohorts() error {
	o := metric.CohortOptions{Period: metric.Month}
	if f.q.Weekly {
		o.Period = metric.Week
	}
	report, err := metric.BuildCohorts(context.Background(), f.src, f.Request, o)
	if err != nil {
		return err
	}
	for _, c := range report.Cohorts {
		if c.Customers == 0 {
			continue // the oracle knows of no cohort without customers
		}
		f.Figures["cohort."+c.Start.String()] = oracle.Figure{Numerator: c.Customers, Denominator: int64(len(c.Cells))}
		for _, cell := range c.Cells {
			of := "." + c.Start.String() + "." + cell.Start.String()
			f.Figures["cohort_customers"+of] = oracle.Figure{Numerator: cell.Customers.Numerator}
			f.Figures["cohort_orders"+of] = oracle.Figure{Numerator: cell.Orders}
			f.Figures["cohort_net"+of] = money(cell.Net)
			f.Figures["cohort_cumulative"+of] = money(cell.Cumulative)
		}
	}
	return nil
}
