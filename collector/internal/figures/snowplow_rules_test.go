package figures

import (
	"encoding/json"
	"math/big"
	"testing"
	"time"
)

// shopping is what Snowplow's lines add up to.
type shopping struct {
	visits, viewed, added int64
	carts, abandoned      int64
	checkouts, ordered    int64
	orders, inEUR         int64
	cents                 map[string]int64 // revenue by currency
	seen                  map[string]bool  // transactions
}

// sell counts a transaction, once however often it is reported.
func (s *shopping) sell(t *testing.T, sale snowSale) {
	t.Helper()
	if s.seen[sale.ID] {
		return
	}
	if s.seen == nil {
		s.seen, s.cents = map[string]bool{}, map[string]int64{}
	}
	s.seen[sale.ID] = true
	s.orders++
	s.inEUR += one(sale.Currency == "EUR")
	cents := new(big.Rat).Mul(decimal(t, sale.Revenue), big.NewRat(100, 1))
	if !cents.IsInt() {
		t.Fatalf("%s is not in whole cents", sale.Revenue)
	}
	s.cents[sale.Currency] += cents.Num().Int64()
}

func decimal(t *testing.T, n json.Number) *big.Rat {
	t.Helper()
	r, ok := new(big.Rat).SetString(n.String())
	if !ok {
		t.Fatalf("%q is no number", n)
	}
	return r
}

// shopped counts by the rules of Snowplow's model: whatever has the same session id is one
// visit. A cart is created by an action after which it holds just what was added; one is
// abandoned in a visit that created more carts than it bought.
func shopped(t *testing.T, list []action) (sum shopping) {
	t.Helper()
	type had struct {
		view, add, checkout, sold bool
		created, bought           int
	}
	visits := map[string]*had{}
	for i := range list {
		a := &list[i]
		v := visits[a.session]
		if v == nil {
			v = &had{}
			visits[a.session] = v
		}
		switch a.kind {
		case snowView:
			v.view = true
		case snowAdd:
			v.add = true
			worth := new(big.Rat)
			for _, g := range a.goods {
				worth.Add(worth, new(big.Rat).Mul(decimal(t, g.Price), decimal(t, g.quantity())))
			}
			if worth.Cmp(decimal(t, a.total)) == 0 {
				v.created++
			}
		case snowCheckout:
			v.checkout = true
		case snowSold:
			v.checkout, v.sold = true, true
			v.bought++
			sum.sell(t, a.sale)
		}
	}
	sum.visits = int64(len(visits))
	for _, v := range visits {
		sum.viewed += one(v.view)
		sum.added += one(v.add)
		sum.carts += one(v.created > 0)
		sum.abandoned += one(v.created > v.bought)
		sum.checkouts += one(v.checkout)
		sum.ordered += one(v.sold)
	}
	return sum
}

// shoppedByDefinition counts by our definitions, from each visitor's actions and their times.
func shoppedByDefinition(t *testing.T, list []action) (sum shopping) {
	t.Helper()
	of := map[string][]*action{}
	for i := range list {
		of[list[i].visitor] = append(of[list[i].visitor], &list[i])
	}
	for _, own := range of {
		shopAlong(t, own, &sum)
	}
	return sum
}

// shopAlong adds what one visitor did. In this data no visitor comes back within a day of
// leaving a cart, so a cart is over with its order or with the visit.
func shopAlong(t *testing.T, own []*action, sum *shopping) {
	t.Helper()
	type basket struct {
		in, out           *big.Rat
		checkout, ordered bool
	}
	var last, begun, sold time.Time
	var now *basket
	var baskets []*basket
	var viewed, added, ordered bool
	over := func() {
		if begun.IsZero() {
			return
		}
		sum.visits++
		sum.viewed += one(viewed)
		sum.added += one(added)
		sum.ordered += one(ordered)
		viewed, added, ordered = false, false, false
	}
	for _, a := range own {
		if a.kind != snowSold && a.kind != "refund" {
			if begun.IsZero() || a.at.Sub(last) > pause {
				if over(); !begun.IsZero() && now != nil && a.at.Sub(last) < cartWindow {
					t.Fatalf("%s came back to an open cart", a.visitor)
				}
				begun, now = a.at, nil
			}
			last = a.at
		}
		opens := a.kind == snowAdd || a.kind == snowCheckout && a.at.Sub(sold) >= reopened
		if now == nil && opens {
			now = &basket{in: new(big.Rat), out: new(big.Rat)}
			baskets = append(baskets, now)
		}
		switch a.kind {
		case snowView:
			viewed = true
		case snowAdd:
			added = true
			now.in.Add(now.in, pieces(t, a))
		case snowRemove:
			if now != nil {
				now.out.Add(now.out, pieces(t, a))
			}
		case snowCheckout:
			if now != nil {
				now.checkout = true
			}
		case snowSold:
			sum.sell(t, a.sale)
			ordered, sold = true, a.at
			if now != nil {
				now.ordered, now = true, nil
			}
		}
	}
	over()
	for _, b := range baskets {
		emptied := !b.ordered && b.out.Sign() > 0 && b.out.Cmp(b.in) >= 0
		sum.carts += one(!emptied)
		sum.abandoned += one(!emptied && !b.ordered)
		sum.checkouts += one(b.checkout)
	}
}

// pieces is the quantity that an action put in or took out.
func pieces(t *testing.T, a *action) *big.Rat {
	t.Helper()
	sum := new(big.Rat)
	for _, g := range a.goods {
		sum.Add(sum, decimal(t, g.quantity()))
	}
	return sum
}
