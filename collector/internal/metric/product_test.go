package metric_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/metric"
)

// told writes what a report says of a product.
func told(p *metric.Product) string {
	text := fmt.Sprintf("%s %q of %q: %d views in %d, %d added in %d, %d removed, %d bought in %d for",
		p.ID, p.Name, p.Category, p.Views, p.ViewVisits, p.Added, p.AddedVisits, p.Removed, p.Bought, p.Orders)
	for _, a := range p.Revenue {
		text += fmt.Sprint(" ", a.Minor, a.Currency)
	}
	return text + fmt.Sprintf(", %d left in %d; %d/%d, %d/%d", p.LeftBehind, p.LeftCarts,
		p.ViewToCart.Numerator, *p.ViewToCart.Denominator, p.CartToOrder.Numerator, *p.CartToOrder.Denominator)
}

func products(t *testing.T, script string, order metric.ProductOrder) []string {
	t.Helper()
	src, r := story(t, script)
	report, err := metric.BuildProducts(t.Context(), src, r, order)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for i := range report.Products {
		got = append(got, told(&report.Products[i]))
	}
	return got
}

func TestProducts(t *testing.T) {
	const shelf = `site timezone=UTC currency=GBP
2026-03-01 10:00:00  browser v1 view_item items=[{"item_id":"a"}]
+20m                 browser v1 view_item items=[{"item_id":"a"}]
+1m                  browser v1 add_to_cart items=[{"item_id":"a","quantity":3}]
+1m                  server  v1 purchase tx=T1 value=6GBP items=[{"item_id":"a","price":2,"quantity":3}]
2026-03-01 10:00:00  browser v2 add_to_cart items=[{"item_id":"b","quantity":5}]
2026-03-01 10:00:00  browser v3 view_item items=[{"item_id":"a"},{"item_id":"c"}]
+1m                  browser v3 view_item items=[{"item_id":"c"}]
+1m                  browser v3 view_item items=[{"item_id":"c"}]
+1m                  browser v3 view_item items=[{"item_id":"c"}]
2026-03-01 10:00:00  server  -  purchase tx=T2 value=9EUR items=[{"item_id":"d","price":9,"quantity":4},{"item_id":"b","price":0}]
2026-03-01 10:00:00  server  -  view_item items=[{"item_id":"b"}]
2026-02-27 10:00:00  browser v4 view_item items=[{"item_id":"gone"}]
`
	a := `a "" of "": 3 views in 2, 3000 added in 1, 0 removed, 3000 bought in 1 for 600GBP, 0 left in 0; 1/2, 1/1`
	b := `b "" of "": 1 views in 0, 5000 added in 1, 0 removed, 1000 bought in 1 for 0GBP, 5000 left in 1; 0/0, 0/1`
	c := `c "" of "": 4 views in 1, 0 added in 0, 0 removed, 0 bought in 0 for 0GBP, 0 left in 0; 0/1, 0/0`
	d := `d "" of "": 0 views in 0, 0 added in 0, 0 removed, 4000 bought in 1 for 0GBP 3600EUR, 0 left in 0; 0/0, 0/0`
	for order, want := range map[metric.ProductOrder][]string{
		"": {c, a, b, d}, metric.MostViewed: {c, a, b, d}, metric.MostAdded: {b, a, c, d}, metric.MostBought: {d, a, b, c},
		metric.MostLeft: {b, c, a, d}, metric.MostRevenue: {a, c, b, d},
	} {
		differ(t, products(t, shelf, order), want)
	}
}

// Whatever is told of a product lists it, even if it was only taken out or is in a cart.
func TestProductsOfWhichLittleIsKnown(t *testing.T) {
	differ(t, products(t, `site timezone=UTC currency=GBP
2026-03-01 10:00:00  browser v1 begin_checkout items=[{"item_id":"ready"}]
2026-03-01 10:00:00  browser v2 remove_from_cart items=[{"item_id":"out"},{"item_category":"nameless"}]
2026-03-01 10:00:00  browser v3 add_to_cart items=[{"item_id":"in"}]
`, ""), []string{
		`in "" of "": 0 views in 0, 1000 added in 1, 0 removed, 0 bought in 0 for 0GBP, 1000 left in 1; 0/0, 0/1`,
		`out "" of "": 0 views in 0, 0 added in 0, 1000 removed, 0 bought in 0 for 0GBP, 0 left in 0; 0/0, 0/0`,
		`ready "" of "": 0 views in 0, 0 added in 0, 0 removed, 0 bought in 0 for 0GBP, 0 left in 0; 0/0, 0/1`,
	})
}

func TestProductsAreNamed(t *testing.T) {
	got := products(t, `site timezone=UTC currency=GBP
2026-03-01 10:00:00  browser v1 view_item items=[{"item_id":"1","item_name":"Tea, loose","item_category":"Drinks"}]
+1m                  browser v1 view_item items=[{"item_id":"1","item_name":"Tea, loose","item_category":"Drinks"}]
+1m                  server  v1 purchase tx=T1 items=[{"item_id":"1","item_name":"Tea"}]
+1m                  server  -  purchase tx=T2 items=[{"item_id":"1","item_name":"TEA"},{"item_id":"1","item_name":"ignored"}]
+1m                  server  -  purchase tx=T3 items=[{"item_id":"1","item_name":"TEA"},{"item_id":"2"},{"item_id":"2","item_name":"Cup"}]
+1m                  server  -  purchase tx=T4 items=[{"item_id":"2","item_name":"Bowl","item_category":"Kitchen"}]
2026-03-01 12:00:00  browser v2 view_item items=[{"item_id":"3","item_name":"old"}]
+1m                  browser v2 view_item items=[{"item_id":"3","item_name":"new"}]
+1m                  browser v2 view_item items=[{"item_id":"3"}]
2026-03-01 13:00:00  browser v2 view_item items=[{"item_id":"4","item_name":"b"}]
2026-03-01 14:00:00  browser v2 view_item items=[{"item_id":"4","item_name":"a"}]
2026-02-28 10:00:00  browser v2 view_item items=[{"item_id":"5","item_name":"before"}]
2026-03-01 15:00:00  browser v2 view_item items=[{"item_id":"5"}]
2026-03-01 16:00:00  server  -  purchase tx=T6 items=[{"item_id":"6","item_category":"Garden"}]
+1m                  browser v2 view_item items=[{"item_id":"6","item_name":"Rake"}]
`, "")
	var names []string
	for _, line := range got {
		name, _, _ := strings.Cut(line, ":")
		names = append(names, name)
	}
	differ(t, names, []string{
		`3 "new" of ""`, `1 "TEA" of "Drinks"`, `4 "a" of ""`, `5 "" of ""`, `6 "Rake" of "Garden"`, `2 "Bowl" of "Kitchen"`,
	})
}

func TestProductsBefore(t *testing.T) {
	src, r := story(t, `site timezone=UTC currency=GBP
2026-02-20 10:00:00  browser v1 view_item items=[{"item_id":"a"}]
+1m                  browser v1 add_to_cart items=[{"item_id":"a","quantity":2}]
2026-03-01 10:00:00  browser v1 view_item items=[{"item_id":"a"}]
`)
	report, err := metric.BuildProducts(t.Context(), src, r, "")
	if err != nil {
		t.Fatal(err)
	}
	if p := report.Products[0]; p.Added != 0 || p.Previous == nil || p.Previous.Added != 2000 || p.Previous.LeftBehind != 2000 || p.Previous.Views != 1 {
		t.Errorf("%s, before %+v", told(&p), p.Previous)
	}
	r.Compare = metric.Nothing
	report, err = metric.BuildProducts(t.Context(), src, r, "")
	if err != nil || report.Products[0].Previous != nil || report.Compared != nil {
		t.Errorf("compared with nothing: %v, %+v", err, report)
	}
}

func TestProductsAreBounded(t *testing.T) {
	var script strings.Builder
	script.WriteString("site timezone=UTC currency=GBP\n")
	for n := range 203 {
		fmt.Fprintf(&script, "2026-03-01 10:00:00 browser v%d view_item items=[{\"item_id\":\"p%03d\"}]\n", n%5, n)
	}
	src, r := story(t, script.String())
	report, err := metric.BuildProducts(t.Context(), src, r, "")
	if err != nil || len(report.Products) != 200 || report.LeftOut != 3 || report.Products[199].ID != "p199" {
		t.Errorf("%d products, %d left out, %v", len(report.Products), report.LeftOut, err)
	}
}

func TestProductsRefuse(t *testing.T) {
	src, r := story(t, "site timezone=UTC currency=GBP\n2026-03-01 10:00:00 browser v1 view_item\n")
	_, err := metric.BuildProducts(t.Context(), src, r, "name")
	refusedFor(t, err, metric.BadRequest, "sort")
	r.Filters = []metric.Filter{{Dimension: metric.ByReason, Values: []string{"x"}}}
	_, err = metric.BuildProducts(t.Context(), src, r, "")
	refusedFor(t, err, metric.InvalidDimension, "filter")
}

// failing is a store whose n-th question fails.
type failing struct {
	metric.Facts
	left int
}

var errFailing = errors.New("failing")

func (f *failing) Measure(ctx context.Context, q metric.Query) ([]metric.Cell, error) {
	if f.left--; f.left == 0 {
		return nil, errFailing
	}
	return f.Facts.Measure(ctx, q)
}

func (f *failing) List(ctx context.Context, l metric.List, each func([]metric.Value) error) error {
	if f.left--; f.left == 0 {
		return errFailing
	}
	return f.Facts.List(ctx, l, each)
}

// No question that fails is passed over: what is half an answer is none.
func TestEveryQuestionMayFail(t *testing.T) {
	src, r := story(t, `site timezone=UTC currency=GBP
2026-03-01 10:00:00  browser v1 view_item items=[{"item_id":"a"}]
+1m                  browser v1 add_to_cart
`)
	build := map[string]func(metric.Facts) error{
		"products": func(src metric.Facts) error { _, err := metric.BuildProducts(t.Context(), src, r, ""); return err },
	}
	for _, unit := range metric.FunnelUnits() {
		for _, mode := range []metric.Mode{metric.Reached, metric.Closed} {
			build[fmt.Sprint(unit, " ", mode)] = func(src metric.Facts) error {
				_, err := metric.BuildFunnel(t.Context(), src, r, metric.FunnelOptions{Unit: unit, Mode: mode})
				return err
			}
		}
	}
	for name, ask := range build {
		asked := 0
		for {
			err := ask(&failing{src, asked + 1})
			if err == nil {
				break
			}
			if asked++; !errors.Is(err, errFailing) {
				t.Fatalf("%s: question %d: %v", name, asked, err)
			}
		}
		want := map[string]int{"products": 3, "session reached": 3, "session closed": 3, "cart reached": 2, "cart closed": 2, "person reached": 3, "person closed": 5}[name]
		if asked != want {
			t.Errorf("%s asks %d questions, want %d", name, asked, want)
		}
	}
}
