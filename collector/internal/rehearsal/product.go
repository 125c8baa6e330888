package rehearsal

import (
	"context"

	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/oracle"
)

func (f finder) products() error {
	report, err := metric.BuildProducts(context.Background(), f.src, f.Request, metric.MostViewed)
	if err != nil {
		return err
	}
	for _, p := range report.Products {
		f.Figures["viewed."+p.ID] = oracle.Figure{Numerator: p.Views}
		f.Figures["viewers."+p.ID] = oracle.Figure{Numerator: p.ViewToCart.Numerator, Denominator: p.ViewVisits}
		f.Figures["added."+p.ID] = oracle.Figure{Numerator: p.Added}
		f.Figures["adders."+p.ID] = oracle.Figure{Numerator: p.AddedVisits}
		f.Figures["removed."+p.ID] = oracle.Figure{Numerator: p.Removed}
		f.Figures["bought."+p.ID] = oracle.Figure{Numerator: p.Bought, Denominator: p.Orders}
		f.Figures["earnings."+p.ID] = money(p.Revenue)
		f.Figures["left_behind."+p.ID] = oracle.Figure{Numerator: p.LeftBehind, Denominator: p.LeftCarts}
		f.Figures["carted."+p.ID] = oracle.Figure{Numerator: p.CartToOrder.Numerator, Denominator: *p.CartToOrder.Denominator}
	}
	return nil
}
