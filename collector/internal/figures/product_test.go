package figures

import (
	"fmt"
	"math/big"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// products is an answer of GET /api/v1/products.
type products struct {
	lag
	Products []product
}

// product is a product of the answer. Quantities may be fractions; here none is.
type product struct {
	Product, Name, Category string
	Views                   int64
	Added, Bought           int64
	LeftBehind              int64   `json:"left_behind"`
	ViewToCart              float64 `json:"view_to_cart"`
	CartToOrder             float64 `json:"cart_to_order"`
}

// askProducts asks for the products of a range of days.
func (s *shop) askProducts(t *testing.T, from, to string) products {
	t.Helper()
	return folded[products](t, s, "/api/v1/products", url.Values{"site": {s.name}, "from": {from}, "to": {to}, "compare": {"none"}})
}

// product is one of the answer, with the name and category that were sent.
func (p *products) product(t *testing.T, g *good) *product {
	t.Helper()
	n := slices.IndexFunc(p.Products, func(p product) bool { return p.Product == g.id })
	if n < 0 {
		t.Fatalf("there is no product %s", g.id)
	}
	found := &p.Products[n]
	if found.Name != g.name || found.Category != g.category {
		t.Errorf("product %s is called %q of %q, want %q of %q", g.id, found.Name, found.Category, g.name, g.category)
	}
	return found
}

// handled is what happened to a product.
type handled struct {
	views, added, left, bought int64
	viewToCart, cartToOrder    quotient
}

// publishedProduct is a line of the product table as it was published.
type publishedProduct struct{ name, views, added, left, bought string }

// publishedProducts are all of them.
func publishedProducts() []publishedProduct {
	return []publishedProduct{
		{"Salmon", "1559", "938", "227", "711"}, {"Kingfish", "1559", "920", "213", "707"}, {"Tuna", "1515", "931", "234", "697"},
		{"Russian Caviar", "1563", "946", "249", "697"}, {"Black Truffle", "1469", "924", "217", "707"}, {"Abalone", "1525", "932", "233", "699"},
		{"Lobster", "1547", "968", "214", "754"}, {"Crab", "1564", "949", "230", "719"}, {"Oyster", "1568", "943", "217", "726"},
	}
}

// productsOf are the figures of the product table, four a product, and the two means over all
// products, with the reasons for which ours differ in what belongs to visits and to carts.
func productsOf(t *testing.T, p *products, goods []good, theirs, ours map[string]*handled, ofVisits, ofCarts string) (lines, means []figure) {
	t.Helper()
	var viewToCart, cartToOrder [3][]quotient // by their rule, as answered, by ours
	for _, published := range publishedProducts() {
		g := &goods[slices.IndexFunc(goods, func(g good) bool { return g.name == published.name })]
		got, their, our := p.product(t, g), theirs[g.id], ours[g.id]
		asked := func(field string, n int64) source { return source{"`" + field + "`", count(n)} }
		lines = append(lines,
			figure{g.name + ": views", published.views, count(their.views), asked("views", got.Views), count(our.views), nil},
			figure{g.name + ": added", published.added, count(their.added), asked("added", got.Added), count(our.added), nil},
			figure{g.name + ": left behind", published.left, count(their.left), asked("left_behind", got.LeftBehind), count(our.left), reasons(ofCarts)},
			figure{g.name + ": bought", published.bought, count(their.bought), asked("bought", got.Bought), count(our.bought), nil},
		)
		for n, q := range []quotient{their.viewToCart, share(got.ViewToCart), our.viewToCart} {
			viewToCart[n] = append(viewToCart[n], q)
		}
		for n, q := range []quotient{their.cartToOrder, share(got.CartToOrder), our.cartToOrder} {
			cartToOrder[n] = append(cartToOrder[n], q)
		}
	}
	return lines, []figure{
		{"From view to cart, mean of the products", "60.95%", meanOf(viewToCart[0]), source{"`view_to_cart`", meanOf(viewToCart[1])}, meanOf(viewToCart[2]), reasons(ofVisits)},
		{"From cart to purchase, mean of the products", "75.93%", meanOf(cartToOrder[0]), source{"`cart_to_order`", meanOf(cartToOrder[1])}, meanOf(cartToOrder[2]), reasons(ofCarts)},
	}
}

// billionth is how finely means of shares are compared: an answer's shares are binary
// fractions, which are good for more digits than that.
const billionth = 1_000_000_000

// share is an answered share in billionths.
func share(value float64) quotient {
	return meanOf([]quotient{{num: int64(value*billionth + 0.5), den: billionth}})
}

// meanOf is the mean of shares in billionths.
func meanOf(shares []quotient) quotient {
	sum := new(big.Rat)
	for _, s := range shares {
		sum.Add(sum, big.NewRat(s.num, s.den))
	}
	sum.Mul(sum, big.NewRat(billionth, int64(len(shares))))
	sum.Add(sum, big.NewRat(1, 2))
	return quotient{num: new(big.Int).Quo(sum.Num(), sum.Denom()).Int64(), den: billionth, mean: true}
}

// productTable writes what happened to a product side by side.
func productTable(figures []figure) string {
	var b strings.Builder
	b.WriteString("| product | `views`, published | Safar | `added`, published | Safar | `left_behind`, published | Safar | differs | `bought`, published | Safar |\n" +
		"|---|--:|--:|--:|--:|--:|--:|---|--:|--:|\n")
	for f := range slices.Chunk(figures, 4) {
		name, _, _ := strings.Cut(f[0].name, ":")
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n", name, grouped(f[0].published), f[0].ours(), grouped(f[1].published), f[1].ours(),
			grouped(f[2].published), f[2].ours(), strings.Join(f[2].reasons, ", "), grouped(f[3].published), f[3].ours())
	}
	return b.String()
}
