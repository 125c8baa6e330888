package metric

import (
	"context"
	"errors"
	"fmt"
)

// Overfull is a dimension that has more values than a report tells apart.
type Overfull struct {
	Dimension Dimension
	// Values is how many it has, and Folded how many of them a report tells together as Other.
	Values, Folded int64
}

// FindOverfull looks for overfull dimensions in a request's range; of the rest it reads only whose
// range it is and from when it is seen. It counts the values of the facts that have a dimension of
// their own; what belongs to a visit has the visit's. A range that no report takes is a
// *RequestError.
func FindOverfull(ctx context.Context, src Source, r Request) ([]Overfull, error) {
	if err := r.validateRange(); err != nil {
		return nil, err
	}
	span := []Bucket{Range{r.From, r.To}.Bucket(r.Zone)}
	var all []Overfull
	for _, d := range openDimensions() {
		_, err := src.Measure(ctx, Query{
			Site: r.Site, Measures: d.of, Buckets: span, Cuts: r.cuts(span), GroupBy: d.by, MostGroups: maxGroups, AsOf: r.AsOf.UnixMilli(),
		})
		var many *ManyGroupsError
		switch {
		case errors.As(err, &many):
			all = append(all, Overfull{d.by, many.All, many.folded()})
		case err != nil:
			return nil, fmt.Errorf("count the values of %s: %w", d.by, err)
		}
	}
	return all, nil
}

// openDimension is a dimension whose values senders make up, with what has them.
type openDimension struct {
	by Dimension
	of []Measure
}

// openDimensions are all of them. The values of the others come from lists.
func openDimensions() []openDimension {
	return []openDimension{
		{BySource, []Measure{sessions()}},
		{ByMedium, []Measure{sessions()}},
		{ByCampaign, []Measure{sessions(), messages()}},
		{ByLandingPage, []Measure{sessions()}},
		{ByBrowser, []Measure{sessions()}},
		{ByTouchpoint, []Measure{{Fact: FactTally}, carts(), answers()}},
		{ByProduct, []Measure{carts(), checkouts(), orders()}},
		{ByCategory, []Measure{carts(), checkouts(), orders()}},
		{ByCoupon, []Measure{orders()}},
		{ByPaymentType, []Measure{checkouts(), orders(), attempts()}},
	}
}
