package metric

// Sales are orders with their value by currency: the site's first, even when there are none
// in it, then others by code. Orders of value 0 are among them.
type Sales []Sale

// Sale is what orders in one currency come to.
type Sale struct {
	Currency string
	Orders   int64
	Revenue  int64 // minor units
}

// Orders is how many there are in all currencies.
func (s Sales) Orders() int64 {
	var n int64
	for _, sale := range s {
		n += sale.Orders
	}
	return n
}
