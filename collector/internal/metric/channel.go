package metric

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
)

// ChannelOptions are what a request for channels asks beside its range.
type ChannelOptions struct {
	// By is ByChannel, BySource, ByMedium or ByCampaign. Defaults to ByChannel.
	By Dimension
	// Window is in how many days before an order visits count as its touches, 1 to 365.
	// Defaults to 30.
	Window int
}

// The bounds of a report of channels.
const (
	maxWindow   = 365
	maxChannels = 200 // as many rows are told
)

// ChannelReport tells what brought visits and orders, and what that cost.
type ChannelReport struct {
	Request  Request
	Compared *Range
	By       Dimension
	Window   int // days
	// Channels are those with the most sessions, most first, then those with the most revenue
	// by their last touch; LeftOut counts the others.
	Channels []Channel
	LeftOut  int
}

// Channel is one channel, source, medium or campaign. NoSession is the one of orders without
// any visit.
type Channel struct {
	Key string
	Arrivals
	// Impressions and Clicks are what advertisements report.
	Impressions, Clicks int64
	// Cost is what they cost: the site's currency first, even when it is nothing.
	Cost []Amount
	// CostOfFirst is the cost per order of those whose first touch it was, CostOfLast of those
	// whose last; ReturnOfFirst and ReturnOfLast are their revenue per unit of cost. All are
	// within the site's currency, without a value where that cannot be divided, and nil
	// without a cost in it.
	CostOfFirst, CostOfLast, ReturnOfFirst, ReturnOfLast *Figure
	// Previous is the same over the compared period; nil without one.
	Previous *Arrivals
}

// Arrivals are the visits that began in a period, and the orders placed in it.
type Arrivals struct {
	Sessions, Visitors int64
	// First are the orders whose first touch it was, Last those whose last.
	First, Last Sales
}

// The measures of each channel.
const (
	channelSessions = iota
	channelVisitors
	channelImpressions
	channelClicks
	channelCost
)

// BuildChannels answers a request with one query and two lists for each period. Filters select
// the visits and the orders that are counted, and not the touches of these orders. Its errors
// are those of Build.
func BuildChannels(ctx context.Context, src Source, req Request, o ChannelOptions) (ChannelReport, error) {
	o, err := o.validated()
	if err != nil {
		return ChannelReport{}, err
	}
	f, err := newFinding(req)
	if err != nil {
		return ChannelReport{}, err
	}
	found, err := f.arrived(ctx, src, o.By)
	if err != nil {
		return ChannelReport{}, err
	}
	c := channels{finding: f, found: found}
	touch := Touch{By: o.By, Window: int64(o.Window) * dayMS}
	if c.first, err = f.touched(ctx, src, touch); err != nil {
		return ChannelReport{}, err
	}
	touch.Last = true
	if c.last, err = f.touched(ctx, src, touch); err != nil {
		return ChannelReport{}, err
	}
	all := c.all()
	out := ChannelReport{Request: f.Request, Compared: f.compared, By: o.By, Window: o.Window}
	out.LeftOut = max(0, len(all)-maxChannels)
	out.Channels = all[:len(all)-out.LeftOut]
	out.LeftOut += int(found.folded)
	return out, nil
}

// arrived sums what does not hang on orders.
func (f *finding) arrived(ctx context.Context, src Source, by Dimension) (*sums, error) {
	return f.measure(ctx, src, by, []Measure{
		channelSessions:    sessions(),
		channelVisitors:    {Fact: FactSession, Field: FieldVisitor, Distinct: true},
		channelImpressions: {Fact: FactSpend, Field: FieldImpressions},
		channelClicks:      {Fact: FactSpend, Field: FieldClicks},
		channelCost:        Measure{Fact: FactSpend}.sum(FieldCost),
	})
}

func (o ChannelOptions) validated() (ChannelOptions, error) {
	if o.By == "" {
		o.By = ByChannel
	}
	if o.Window == 0 {
		o.Window = 30
	}
	if !slices.Contains([]Dimension{ByChannel, BySource, ByMedium, ByCampaign}, o.By) {
		return o, &RequestError{InvalidDimension, "by", fmt.Sprintf("touches are not told apart by %q", o.By),
			"allowed: channel, source, medium, campaign"}
	}
	if o.Window < 1 || o.Window > maxWindow {
		return o, &RequestError{BadRequest, "window", fmt.Sprintf("a window of %d days is none", o.Window),
			fmt.Sprintf("1 to %d", maxWindow)}
	}
	return o, nil
}

// channels is the report in the making, first and last by the touches of orders.
type channels struct {
	*finding
	found, first, last *sums
}

// all are those of which anything is told in the range.
func (c *channels) all() []Channel {
	keys := map[string]bool{}
	for _, group := range c.found.groups {
		for _, m := range []int{channelSessions, channelImpressions, channelClicks} {
			keys[group] = keys[group] || c.found.at(m, inRange, group) > 0
		}
	}
	for _, of := range []*sums{c.first, c.last} {
		for _, group := range of.groups {
			keys[group] = keys[group] || c.touchedSales(of, inRange, group).Orders() > 0
		}
	}
	maps.DeleteFunc(keys, func(_ string, told bool) bool { return !told })
	all := make([]Channel, 0, len(keys))
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		all = append(all, c.channel(key))
	}
	slices.SortStableFunc(all, func(a, b Channel) int {
		return cmp.Or(cmp.Compare(b.Sessions, a.Sessions), cmp.Compare(b.Last[0].Revenue, a.Last[0].Revenue))
	})
	return all
}

func (c *channels) channel(key string) Channel {
	out := Channel{
		Key: key, Arrivals: c.arrivals(key, inRange),
		Impressions: c.found.at(channelImpressions, inRange, key), Clicks: c.found.at(channelClicks, inRange, key),
	}
	costs := purse{}
	for _, currency := range append([]string{c.Currency}, c.found.currencies...) {
		costs[currency] = c.found.of[sumKey{channelCost, inRange, key, currency}].value
	}
	out.Cost = costs.amounts(c.Currency)
	if cost := out.Cost[0].Minor; cost != 0 {
		out.CostOfFirst, out.ReturnOfFirst = c.worth(cost, out.First[0])
		out.CostOfLast, out.ReturnOfLast = c.worth(cost, out.Last[0])
	}
	if c.compared != nil {
		previous := c.arrivals(key, inCompared)
		out.Previous = &previous
	}
	return out
}

// worth weighs a cost against what it brought, both in the site's currency.
func (c *channels) worth(cost int64, brought Sale) (perOrder, perUnit *Figure) {
	perOrder = &Figure{Numerator: cost, Denominator: &brought.Orders}
	perOrder.setValue(Money, c.Digits(c.Currency))
	perUnit = &Figure{Numerator: brought.Revenue, Denominator: &cost}
	perUnit.setValue(Ratio, 0)
	return perOrder, perUnit
}

func (c *channels) arrivals(key string, bucket int) Arrivals {
	return Arrivals{
		Sessions: c.found.at(channelSessions, bucket, key), Visitors: c.found.at(channelVisitors, bucket, key),
		First: c.touchedSales(c.first, bucket, key), Last: c.touchedSales(c.last, bucket, key),
	}
}

// dayMS is 24 hours in milliseconds.
const dayMS = 24 * 60 * 60 * 1000
