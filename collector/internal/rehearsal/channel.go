package rehearsal

import (
	"context"

	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/oracle"
)

// channels are the reports of what brought visits and orders, one for each dimension of these.
func channels() []report {
	var all []report
	for _, by := range []metric.Dimension{metric.ByChannel, metric.BySource, metric.ByMedium, metric.ByCampaign} {
		var kinds []string
		for _, kind := range []string{"arrived_", "visitors_", "first_", "last_", "ads_", "cost_"} {
			kinds = append(kinds, kind+string(by))
		}
		all = append(all, report{kinds, func(f finder) error { return f.channels(by) }})
	}
	return all
}

func (f finder) channels(by metric.Dimension) error {
	report, err := metric.BuildChannels(context.Background(), f.src, f.Request, metric.ChannelOptions{By: by, Window: f.q.Window})
	if err != nil {
		return err
	}
	for _, c := range report.Channels {
		of := "_" + string(by) + "." + c.Key
		f.Figures["arrived"+of] = oracle.Figure{Numerator: c.Sessions}
		f.Figures["visitors"+of] = oracle.Figure{Numerator: c.Visitors}
		f.Figures["first"+of] = f.sales(c.First)
		f.Figures["last"+of] = f.sales(c.Last)
		f.Figures["ads"+of] = oracle.Figure{Numerator: c.Clicks, Denominator: c.Impressions}
		f.Figures["cost"+of] = money(c.Cost)
	}
	return nil
}

// sales are orders and their value by currency.
func (f finder) sales(all metric.Sales) oracle.Figure {
	figure := oracle.Figure{Currencies: map[string]oracle.Amount{}}
	for _, s := range all {
		figure.Currencies[s.Currency] = oracle.Amount{Numerator: s.Revenue, Denominator: s.Orders}
	}
	own := figure.Currencies[f.Currency]
	figure.Numerator, figure.Denominator = own.Numerator, own.Denominator
	return figure
}

// money is a figure of amounts, the site's own currency first.
func money(amounts []metric.Amount) oracle.Figure {
	f := oracle.Figure{Numerator: amounts[0].Minor, Currencies: map[string]oracle.Amount{}}
	for _, a := range amounts {
		f.Currencies[a.Currency] = oracle.Amount{Numerator: a.Minor}
	}
	return f
}
