package metric

import (
	"context"
	"fmt"
	"slices"
)

// CustomerOptions are what a request for customers asks beside its instant.
type CustomerOptions struct {
	// Segment restricts the list of next orders; empty lists customers of all segments.
	Segment Segment
}

// QuintilesFrom is how many customers it takes to score them by fifths.
const QuintilesFrom = 200

// CustomerReport tells of all customers with an order of a value above 0 by as_of.
type CustomerReport struct {
	Request   Request
	Customers int64
	// Segments are all of them in their order, customers or not; nil when there are fewer
	// customers than QuintilesFrom.
	Segments []SegmentReport
	Next     NextOrders
}

// SegmentReport is what the customers of a segment have in common.
type SegmentReport struct {
	Segment Segment
	// Customers are those in it, of all.
	Customers Figure
	Orders    int64
	// Net is the value of their orders less refunds: the site's currency first, even when it is
	// nothing.
	Net []Amount
	// Recency is the median time since their last orders, in milliseconds; nil without any.
	Recency *int64
}

// BuildCustomers answers a request with one list. Of the Request it reads the site with its
// zone and currency and AsOf. Its errors are those of Build.
func BuildCustomers(ctx context.Context, src Facts, req Request, o CustomerOptions) (CustomerReport, error) {
	if o.Segment != "" && !slices.Contains(Segments(), o.Segment) {
		return CustomerReport{}, &RequestError{BadRequest, "segment", fmt.Sprintf("there is no segment %q", o.Segment),
			fmt.Sprintf("known: %v", Segments())}
	}
	f, err := newFinding(req)
	if err != nil {
		return CustomerReport{}, err
	}
	all, err := f.buyers(ctx, src)
	if err != nil {
		return CustomerReport{}, fmt.Errorf("list orders: %w", err)
	}
	out := CustomerReport{Request: f.Request, Customers: int64(len(all))}
	of := f.segments(all)
	if of != nil {
		for _, s := range Segments() {
			out.Segments = append(out.Segments, f.segmentReport(s, all, of))
		}
	}
	out.Next = nextOrders(all, f.AsOf.UnixMilli(), func(b *buyer) bool { return o.Segment == "" || of[b] == o.Segment })
	return out, nil
}

// segments are those of customers, by scores that compare each with all others; nil when
// there are too few.
func (f *finding) segments(all []*buyer) map[*buyer]Segment {
	if len(all) < QuintilesFrom {
		return nil
	}
	score := func(value func(*buyer) int64) []int {
		values := make([]int64, len(all))
		for i, b := range all {
			values[i] = value(b)
		}
		return quintiles(values)
	}
	recency := score((*buyer).last)
	frequency := score(func(b *buyer) int64 { return int64(len(b.times)) })
	monetary := score(func(b *buyer) int64 { return b.net[f.Currency] })
	of := make(map[*buyer]Segment, len(all))
	for i, b := range all {
		of[b] = segmentOf(recency[i], frequency[i], monetary[i])
	}
	return of
}

func (f *finding) segmentReport(s Segment, all []*buyer, of map[*buyer]Segment) SegmentReport {
	r := SegmentReport{Segment: s}
	net := purse{}
	var customers int64
	var since []int64
	for _, b := range all {
		if of[b] != s {
			continue
		}
		customers++
		r.Orders += int64(len(b.times))
		net.add(b.net)
		since = append(since, f.AsOf.UnixMilli()-b.last())
	}
	slices.Sort(since)
	if recency, ok := middle(since); ok {
		r.Recency = &recency
	}
	r.Customers, r.Net = share(customers, int64(len(all))), net.amounts(f.Currency)
	return r
}
