// Package goods is what the shop sells and what it costs: products, coupons, delivery, and
// the sums of a cart. It is pure: the same cart has the same price everywhere, on a page, at
// the bank and in an event.
//
// Amounts are whole rials and include VAT.
package goods

// Currency is what all amounts are in.
const Currency = "IRR"
