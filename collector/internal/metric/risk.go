package metric

import (
	"math"
	"math/big"
)

// Risk is what a reason may have cost, in minor units of the site's currency: the checkouts
// with it times how much rarer than others they were completed, times the average order
// value. Low and High follow from the 95% interval of that difference. None is below zero.
type Risk struct{ Value, Low, High int64 }

// riskOf weighs how much more often checkouts with a reason were abandoned than others. The
// average order value counts as known: the interval is that of the difference alone.
func riskOf(with, without, aov *Figure) *Risk {
	n, m := *with.Denominator, *without.Denominator
	times := new(big.Rat).SetFrac(product(n, aov.Numerator), big.NewInt(*aov.Denominator))
	weigh := func(difference *big.Rat) int64 {
		if difference.Sign() <= 0 {
			return 0
		}
		return wholeOf(difference.Mul(difference, times))
	}
	difference := new(big.Rat).SetFrac(
		new(big.Int).Sub(product(with.Numerator, m), product(without.Numerator, n)), product(n, m))
	low, high := newcombe(with.Numerator, n, without.Numerator, m)
	return &Risk{
		Value: weigh(difference),
		Low:   weigh(new(big.Rat).SetFloat64(low)),
		High:  weigh(new(big.Rat).SetFloat64(high)),
	}
}

func product(a, b int64) *big.Int { return new(big.Int).Mul(big.NewInt(a), big.NewInt(b)) }

// wholeOf is a number that is not negative rounded to the nearest whole one, of two the even
// one; the largest where it does not fit.
func wholeOf(r *big.Rat) int64 {
	quotient, rest := new(big.Int).QuoRem(r.Num(), r.Denom(), new(big.Int))
	half := rest.Lsh(rest, 1).Cmp(r.Denom())
	if half > 0 || half == 0 && quotient.Bit(0) == 1 {
		quotient.Add(quotient, big.NewInt(1))
	}
	if !quotient.IsInt64() {
		return math.MaxInt64
	}
	return quotient.Int64()
}
