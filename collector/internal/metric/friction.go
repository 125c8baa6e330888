package metric

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// FrictionReport tells what was seen in the checkouts of a range before shoppers left them.
type FrictionReport struct {
	Request  Request
	Compared *Range
	// Abandonment is of the matured checkouts, Previous the same over the compared period,
	// nil without one.
	Abandonment Figure
	Previous    *Figure
	// Pending counts the checkouts that are not matured; MaturedUntil is up to when all
	// are, zero when the whole range is.
	Pending      int64
	MaturedUntil time.Time
	// AOV is the average order value of the range in the site's currency.
	AOV Figure
	// Reasons are those that were seen, most revenue at risk first, then most checkouts.
	// A checkout may be among several, so they must not be added up.
	Reasons []ReasonReport
	// Unknown are the abandoned checkouts that are put down to no reason.
	Unknown Blame
	// Refusals are the fields that refused digits in the range, those of most people first;
	// RefusalsLeftOut counts the ones beyond those listed.
	Refusals        []Refusal
	RefusalsLeftOut int
}

// ReasonReport is one reason and the matured checkouts in which it was seen.
type ReasonReport struct {
	Reason string
	Toll
	// Blame is of the checkouts that are put down to this reason and no other.
	Blame
	// Previous is With over the compared period; nil without one.
	Previous *Figure
}

// Toll is what came of the matured checkouts in which something was seen.
type Toll struct {
	// With is the abandonment of the checkouts with it, Low and High its 95% interval,
	// Without that of those without it.
	With, Without Figure
	Low, High     *float64
	// LeftBehind is what lay in the carts of those abandoned with it, by currency; the site's
	// first, even when it is nothing.
	LeftBehind []Amount
	// AtRisk is nil where there is no checkout with it, or none without it to compare with, or no
	// order in the site's currency to weigh it by.
	AtRisk *Risk
}

// Amount is money in minor units of a currency.
type Amount struct {
	Currency string
	Minor    int64
}

// Blame counts the abandoned checkouts that are put down to a reason, and what lay in their
// carts in minor units of the site's currency.
type Blame struct{ Checkouts, Left int64 }

// The measures of the whole.
const (
	allCheckouts = iota
	allAbandoned
	allPending
	orderValue
	pricedOrders
)

// The measures of each reason.
const (
	withIt = iota
	abandonedWithIt
	leftWithIt
	blamed
	leftByBlamed
)

// BuildFriction answers a request with three queries, or four. Its errors are those of Build.
func BuildFriction(ctx context.Context, src Source, req Request) (FrictionReport, error) {
	f, err := newFinding(req)
	if err != nil {
		return FrictionReport{}, err
	}
	aov := Find("aov")
	whole, err := f.measure(ctx, src, "", []Measure{
		allCheckouts: checkouts(IfMatured),
		allAbandoned: checkouts(IfMatured, IfNotCompleted),
		allPending:   checkouts(IfNotMatured),
		orderValue:   aov.Numerator,
		pricedOrders: *aov.Denominator,
	})
	if err != nil {
		return FrictionReport{}, err
	}
	hindrances := Measure{Fact: FactHindrance, Where: []Predicate{IfMatured, IfCertain}}
	split, err := f.measure(ctx, src, ByReason, []Measure{
		withIt:          hindrances,
		abandonedWithIt: hindrances.where(IfNotCompleted),
		leftWithIt:      hindrances.where(IfNotCompleted).sum(FieldLeft),
		blamed:          {Fact: FactVerdict, Where: []Predicate{IfInForce}},
		leftByBlamed:    Measure{Fact: FactVerdict, Where: []Predicate{IfInForce}}.sum(FieldLeft),
	})
	if err != nil {
		return FrictionReport{}, err
	}
	entered, err := f.measure(ctx, src, ByEntry, refusalMeasures())
	if err != nil {
		return FrictionReport{}, err
	}
	out := f.frictionReport(whole, split)
	f.addRefusals(&out, entered)
	return out, nil
}

// sum is the measure as a sum of money.
func (m Measure) sum(field Field) Measure {
	m.Field, m.ByCurrency = field, true
	return m
}

func (f *finding) frictionReport(whole, split *sums) FrictionReport {
	abandonment := func(bucket int) Figure {
		return share(whole.at(allAbandoned, bucket, ""), whole.at(allCheckouts, bucket, ""))
	}
	revenue := whole.of[sumKey{orderValue, inRange, "", f.Currency}]
	orders := whole.of[sumKey{pricedOrders, inRange, "", f.Currency}].value
	out := FrictionReport{
		Request: f.Request, Compared: f.compared, Abandonment: abandonment(inRange),
		Pending: whole.at(allPending, inRange, ""), MaturedUntil: f.maturedUntil(1, 0),
		AOV:     Figure{Numerator: revenue.value, Denominator: &orders, Squares: revenue.squaresText()},
		Unknown: f.blame(split, event.ReasonUnknown),
	}
	out.AOV.setValue(Money, f.Digits(f.Currency))
	if f.compared != nil {
		previous := abandonment(inCompared)
		out.Previous = &previous
	}
	for _, reason := range split.groups {
		if split.at(withIt, inRange, reason) > 0 {
			out.Reasons = append(out.Reasons, f.reasonReport(reason, &out, split))
		}
	}
	slices.SortStableFunc(out.Reasons, func(a, b ReasonReport) int {
		return cmp.Or(cmp.Compare(b.atRisk(), a.atRisk()), cmp.Compare(*b.With.Denominator, *a.With.Denominator))
	})
	return out
}

// weigh holds the checkouts with something against all others of the report.
func (t *Toll) weigh(of *FrictionReport) {
	t.Without = share(of.Abandonment.Numerator-t.With.Numerator, *of.Abandonment.Denominator-*t.With.Denominator)
	t.Low, t.High = bounds(&t.With)
	if *t.With.Denominator > 0 && *t.Without.Denominator > 0 && *of.AOV.Denominator > 0 {
		t.AtRisk = riskOf(&t.With, &t.Without, &of.AOV)
	}
}

// atRisk is for sorting: what is unknown comes last.
func (t *Toll) atRisk() int64 {
	if t.AtRisk == nil {
		return -1
	}
	return t.AtRisk.Value
}

func (f *finding) reasonReport(reason string, of *FrictionReport, split *sums) ReasonReport {
	with := func(bucket int) Figure {
		return share(split.at(abandonedWithIt, bucket, reason), split.at(withIt, bucket, reason))
	}
	r := ReasonReport{Reason: reason, Toll: Toll{With: with(inRange), LeftBehind: f.amounts(split, leftWithIt, inRange, reason)}}
	r.weigh(of)
	if reason != event.ReasonUnknown { // that is no reason to put anything down to
		r.Blame = f.blame(split, reason)
	}
	if f.compared != nil {
		previous := with(inCompared)
		r.Previous = &previous
	}
	return r
}

func (f *finding) blame(split *sums, reason string) Blame {
	return Blame{
		Checkouts: split.at(blamed, inRange, reason),
		Left:      split.of[sumKey{leftByBlamed, inRange, reason, f.Currency}].value,
	}
}
