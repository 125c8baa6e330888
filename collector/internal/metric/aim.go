package metric

import (
	"fmt"
	"math"
	"strconv"
)

// Aim is a number of a touchpoint that can have a goal.
type Aim string

// The aims.
const (
	AimClicks   Aim = "clicks"
	AimCTR      Aim = "ctr"
	AimSessions Aim = "sessions"
	AimOrders   Aim = "orders"
	AimRevenue  Aim = "revenue" // in the site's currency
)

// unit is what an aim is measured in, "" for what is none.
func (a Aim) unit() Unit {
	switch a {
	case AimClicks, AimSessions, AimOrders:
		return Count
	case AimCTR:
		return Ratio
	case AimRevenue:
		return Money
	}
	return ""
}

// TouchpointGoal is what a merchant wants a touchpoint to come to over the range that is
// looked at. The zero value is none.
type TouchpointGoal struct {
	Of    Aim
	Value string // decimal, above zero: a ratio from 0 to 1, money in major units
}

// ParseTouchpointGoal reads a goal as ParseGoal does those of metrics, with the same error.
// Digits are those of the site's currency.
func ParseTouchpointGoal(of Aim, text string, digits int) (TouchpointGoal, error) {
	if of.unit() == "" {
		return TouchpointGoal{}, &GoalError{"of", fmt.Sprintf("touchpoints have no %q", string(of)), "one of clicks, ctr, sessions, orders, revenue"}
	}
	value, err := of.unit().parseGoal(string(of), text, digits)
	if err != nil {
		return TouchpointGoal{}, err
	}
	if value == "0" {
		return TouchpointGoal{}, &GoalError{"value", "0 is reached before anything happens", "a number above 0"}
	}
	return TouchpointGoal{of, value}, nil
}

// Progress is how much of the goal a touchpoint has reached, 1 and above for all of it; nil
// where it can't be said. Digits are those of the site's currency.
func (g TouchpointGoal) Progress(c *Contacts, digits int) *float64 {
	want, err := strconv.ParseFloat(g.Value, 64)
	if err != nil {
		return nil
	}
	switch g.Of {
	case AimClicks:
		return quotient(float64(c.CTR.Numerator), want)
	case AimCTR:
		if c.CTR.Value != nil {
			return quotient(*c.CTR.Value, want)
		}
	case AimSessions:
		return quotient(float64(c.Sessions), want)
	case AimOrders:
		return quotient(float64(c.Orders), want)
	case AimRevenue:
		return quotient(float64(c.Revenue[0].Minor)*math.Pow10(-digits), want)
	}
	return nil
}
