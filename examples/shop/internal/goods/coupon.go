package goods

import "strings"

// Coupon takes a part off the price of the goods.
type Coupon struct {
	Code    string
	Percent int64
	// Minimum is what the goods must cost for it, in rials.
	Minimum int64
	Expired bool
}

// Denial is why a coupon is refused; "" when it is not.
type Denial string

// The reasons for refusing a coupon.
const (
	Unknown  Denial = "unknown"
	Expired  Denial = "expired"
	TooSmall Denial = "minimum_not_reached"
)

var coupons = []Coupon{
	{Code: "WELCOME10", Percent: 10},
	{Code: "SAFAR15", Percent: 15, Minimum: 50_000_000},
	{Code: "NOWRUZ", Percent: 20, Expired: true},
}

// Redeem looks at a coupon for goods of a price in rials.
func Redeem(code string, goods int64) (Coupon, Denial) {
	for _, c := range coupons {
		if !strings.EqualFold(c.Code, strings.TrimSpace(code)) {
			continue
		}
		switch {
		case c.Expired:
			return c, Expired
		case goods < c.Minimum:
			return c, TooSmall
		}
		return c, ""
	}
	return Coupon{}, Unknown
}
