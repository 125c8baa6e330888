package goods

// Line is one product in a cart.
type Line struct {
	Product  Product
	Quantity int
}

// Total is what the line costs, in rials.
func (l Line) Total() int64 { return l.Product.Price * int64(l.Quantity) }

// Sum is what a cart costs, in rials.
type Sum struct {
	Items    int64
	Discount int64
	// Shipping is 0 until there is an address to ship to.
	Shipping int64
}

// Goods is what the goods cost after the discount, without shipping: the value of an order
// in the terms of GA4.
func (s Sum) Goods() int64 { return s.Items - s.Discount }

// Total is what is to be paid.
func (s Sum) Total() int64 { return s.Goods() + s.Shipping }

// Add sums a cart up. A coupon that has stopped applying, because something was taken out of
// the cart, takes nothing off.
func Add(lines []Line, coupon string, shipping int64) Sum {
	s := Sum{Shipping: shipping}
	for _, l := range lines {
		s.Items += l.Total()
	}
	if c, denial := Redeem(coupon, s.Items); denial == "" {
		s.Discount = s.Items * c.Percent / 100
	}
	return s
}
