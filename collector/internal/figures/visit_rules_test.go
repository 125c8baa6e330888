package figures

import (
	"slices"
	"time"
)

// visited is what Clique Bait's lines add up to.
type visited struct {
	visits    int64
	months    map[string]int64 // visits by month of their beginning
	ordered   int64            // visits with an order
	carts     int64
	forgotten int64 // carts without an order
	checkouts int64
	unpaid    int64 // checkouts without an order
	products  map[string]*handled
}

// handled is what happened to a product, by its id.
func (v *visited) handled(g *good) *handled {
	if v.products[g.id] == nil {
		v.products[g.id] = &handled{}
	}
	return v.products[g.id]
}

// byVisit counts by the rule of the case study: whatever has the same visit id is one visit,
// with at most one cart and one checkout.
func byVisit(list []click) visited {
	type had struct{ cart, checkout, order bool }
	visits := map[string]*had{}
	sum := visited{months: map[string]int64{}, products: map[string]*handled{}}
	for i := range list {
		c := &list[i]
		v := visits[c.visit]
		if v == nil {
			v = &had{}
			visits[c.visit] = v
			sum.months[c.month()]++
		}
		v.cart = v.cart || c.kind == addToCart
		v.checkout = v.checkout || c.page == checkoutPage
		v.order = v.order || c.kind == purchased
	}
	sum.visits = int64(len(visits))
	for _, v := range visits {
		sum.ordered += one(v.order)
		sum.carts += one(v.cart)
		sum.forgotten += one(v.cart && !v.order)
		sum.checkouts += one(v.checkout)
		sum.unpaid += one(v.checkout && !v.order)
	}
	for i := range list {
		for _, g := range list[i].goods {
			h := sum.handled(&g)
			switch list[i].kind {
			case pageView:
				h.views++
			case addToCart:
				h.added++
				h.bought += one(visits[list[i].visit].order)
				h.left += one(!visits[list[i].visit].order)
			}
		}
	}
	for _, h := range sum.products {
		h.viewToCart, h.cartToOrder = quotient{num: h.added, den: h.views}, quotient{num: h.bought, den: h.added}
	}
	return sum
}

func one(yes bool) int64 {
	if yes {
		return 1
	}
	return 0
}

// The windows of our definitions, from docs/metrics.md.
const (
	pause      = 30 * time.Minute // a longer one ends a visit
	longest    = 24 * time.Hour   // of a visit
	cartWindow = 24 * time.Hour   // from a cart's opening, anew from its checkout
	reopened   = 30 * time.Minute // after an order, in which a checkout opens no cart
	warm       = 24 * time.Hour   // after a visit's last event, in which an order is its own
)

// byDefinition counts by our definitions: visits, carts and orders are cut from each
// visitor's lines by time alone, and the visit id is not looked at.
func byDefinition(list []click, visitor func(*click) string) visited {
	of := map[string][]click{}
	for i := range list {
		who := visitor(&list[i])
		of[who] = append(of[who], list[i])
	}
	sum := visited{months: map[string]int64{}, products: map[string]*handled{}}
	for _, own := range of {
		slices.SortFunc(own, func(a, b click) int { return a.at.Compare(b.at) })
		follow(own, &sum)
	}
	return sum
}

type visit struct {
	begun, last   time.Time
	ordered       bool
	viewed, added map[good]bool
}

type cart struct {
	ends     time.Time
	ordered  bool
	checkout bool
	begun    time.Time // of its latest checkout page
	in       *visit    // in which that was
	goods    map[good]int64
}

// follow adds what one visitor did.
func follow(own []click, sum *visited) {
	var now *visit
	var basket *cart
	var visits []*visit
	var carts []*cart
	var ordered time.Time
	for i := range own {
		c := &own[i]
		open := basket != nil && !basket.ordered && c.at.Before(basket.ends)
		if c.kind == pageView || c.kind == addToCart {
			if now == nil || c.at.Sub(now.last) > pause || c.at.Sub(now.begun) >= longest {
				now = &visit{begun: c.at, viewed: map[good]bool{}, added: map[good]bool{}}
				visits = append(visits, now)
			}
			now.last = c.at
		}
		begins := c.kind == pageView && c.page == checkoutPage
		if !open && (c.kind == addToCart || begins && c.at.Sub(ordered) >= reopened) {
			basket, open = &cart{ends: c.at.Add(cartWindow), goods: map[good]int64{}}, true
			carts = append(carts, basket)
		}
		for _, g := range c.goods {
			h := sum.handled(&g)
			switch c.kind {
			case pageView:
				h.views++
				now.viewed[g] = true
			case addToCart:
				h.added++
				now.added[g] = true
				basket.goods[g]++
			case purchased:
				h.bought++
			}
		}
		if begins && open {
			if !basket.checkout {
				basket.checkout, basket.ends = true, c.at.Add(cartWindow)
			}
			basket.begun, basket.in = c.at, now
		}
		if c.kind == purchased {
			ordered = c.at
			credited := now
			if now != nil && c.at.Sub(now.last) >= warm {
				credited = nil
			}
			if open {
				basket.ordered = true
				if basket.checkout && c.at.Sub(basket.begun) < warm {
					credited = basket.in
				}
			}
			if credited != nil {
				credited.ordered = true
			}
		}
	}
	for _, v := range visits {
		sum.visits++
		sum.months[v.begun.Format("2006-01")]++
		sum.ordered += one(v.ordered)
		for g := range v.viewed {
			h := sum.handled(&g)
			h.viewToCart.num, h.viewToCart.den = h.viewToCart.num+one(v.added[g]), h.viewToCart.den+1
		}
	}
	for _, b := range carts {
		for g, n := range b.goods {
			h := sum.handled(&g)
			h.left += n * one(!b.ordered)
			h.cartToOrder.num, h.cartToOrder.den = h.cartToOrder.num+one(b.ordered), h.cartToOrder.den+1
		}
		sum.carts++
		sum.forgotten += one(!b.ordered)
		sum.checkouts += one(b.checkout)
		sum.unpaid += one(b.checkout && !b.ordered)
	}
}
