package metric

import (
	"context"
	"fmt"
)

// CohortOptions are what a request for cohorts asks beside its range.
type CohortOptions struct {
	// Period is Month, in the request's calendar, or Week, from its first day on. Defaults to
	// Month.
	Period Interval
}

// CohortReport follows the customers who first ordered in a range.
type CohortReport struct {
	Request Request
	Period  Interval
	// Cohorts are one for each period of the range that has begun by as_of, customers or not.
	Cohorts []Cohort
}

// Cohort is the customers whose first order ever lies in one period, and in the range.
// Orders of value 0 are none.
type Cohort struct {
	Start     Date // of the period
	Customers int64
	// Cells are its period and all that follow up to that of as_of.
	Cells []CohortCell
}

// CohortCell is what a cohort did in one period.
type CohortCell struct {
	Start Date
	// Customers are those with an order in it, of all of the cohort.
	Customers Figure
	Orders    int64
	// Net is the value of these orders less refunds, Cumulative that of all periods so far;
	// the site's currency first, even when it is nothing.
	Net, Cumulative []Amount
	// Over says that the period has ended: a later order can no longer fall into it.
	Over bool
}

// maxCohortCells is how many cells are told: four years of weeks, seventeen of months.
const maxCohortCells = 22_000

// BuildCohorts answers a request with two lists. Filters select customers by their first
// order. Of the Request it reads neither Metrics nor Interval, GroupBy nor Compare. Its errors
// are those of Build.
func BuildCohorts(ctx context.Context, src Facts, req Request, o CohortOptions) (CohortReport, error) {
	if o.Period == "" {
		o.Period = Month
	}
	if o.Period != Month && o.Period != Week {
		return CohortReport{}, &RequestError{BadRequest, "period", fmt.Sprintf("there is no period %q", o.Period), "known: month, week"}
	}
	req.Interval = o.Period
	f, err := newFindingOf(req, "orders")
	if err != nil {
		return CohortReport{}, err
	}
	b, err := f.newCohorts()
	if err != nil {
		return CohortReport{}, err
	}
	if err := b.gather(ctx, src); err != nil {
		return CohortReport{}, fmt.Errorf("list orders: %w", err)
	}
	f.Interval = ""
	return CohortReport{Request: f.Request, Period: o.Period, Cohorts: b.cohorts()}, nil
}

// cohorts is the report in the making.
type cohorts struct {
	*finding
	periods []period
	begun   int           // how many of the periods begin a cohort
	of      map[Value]int // the cohort of each customer
	cells   [][]cohortSum // by cohort and periods since
}

// cohortSum is what the orders of a cell come to.
type cohortSum struct {
	customers map[Value]bool
	orders    int64
	net       purse
}

func (f *finding) newCohorts() (*cohorts, error) {
	b := &cohorts{finding: f, periods: f.periods(f.From, f.AsOf, maxCohortCells), of: map[Value]int{}}
	b.begun = periodOf(b.periods, f.To.Start(f.Zone).UnixMilli()) + 1
	// The first cohort has as many cells as there are periods, each that follows one less.
	if cells := b.begun * (2*len(b.periods) - b.begun + 1) / 2; cells > maxCohortCells {
		return nil, &RequestError{InvalidRange, "from",
			fmt.Sprintf("cohorts by the %s from %v on have more than %d cells", f.Interval, f.From, maxCohortCells),
			"ask for a shorter range, or for months"}
	}
	for n := range b.begun {
		b.cells = append(b.cells, make([]cohortSum, len(b.periods)-n))
		for i := range b.cells[n] {
			b.cells[n][i] = cohortSum{customers: map[Value]bool{}, net: purse{}}
		}
	}
	return b, nil
}

// gather lists the first orders of the range, then all orders from its beginning on.
func (b *cohorts) gather(ctx context.Context, src Facts) error {
	first := List{
		Site: b.Site, Fact: FactOrder, Fields: []Field{FieldPerson, FieldTime},
		Where:  []Predicate{IfPriced, IfCustomer, IfFirstOrder},
		Bucket: Range{b.From, b.To}.Bucket(b.Zone), Filters: b.Filters, AsOf: b.AsOf.UnixMilli(),
	}
	if err := src.List(ctx, first, func(v []Value) error {
		b.of[v[0]] = periodOf(b.periods, v[1].Int)
		return nil
	}); err != nil {
		return err
	}
	all := first
	all.Fields = []Field{FieldPerson, FieldTime, FieldNet, FieldCurrency}
	all.Where = []Predicate{IfPriced, IfCustomer}
	all.Bucket.To, all.Filters = b.AsOf.UnixMilli()+1, nil
	return src.List(ctx, all, func(v []Value) error {
		n, known := b.of[v[0]]
		since := periodOf(b.periods, v[1].Int) - n
		if !known || since < 0 { // before the first: it came between the two lists
			return nil
		}
		cell := &b.cells[n][since]
		cell.customers[v[0]] = true
		cell.orders++
		cell.net[v[3].Text] += v[2].Int
		return nil
	})
}

func (b *cohorts) cohorts() []Cohort {
	customers := make([]int64, b.begun)
	for _, n := range b.of {
		customers[n]++
	}
	all := make([]Cohort, b.begun)
	for n := range all {
		all[n] = Cohort{Start: b.periods[n].start, Customers: customers[n]}
		soFar := purse{}
		for i, sum := range b.cells[n] {
			soFar.add(sum.net)
			all[n].Cells = append(all[n].Cells, CohortCell{
				Start:     b.periods[n+i].start,
				Customers: share(int64(len(sum.customers)), customers[n]),
				Orders:    sum.orders,
				Net:       sum.net.amounts(b.Currency), Cumulative: soFar.amounts(b.Currency),
				Over: n+i < len(b.periods)-1,
			})
		}
	}
	return all
}
