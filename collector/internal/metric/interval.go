package metric

import (
	"math"
	"math/big"

	"gonum.org/v1/gonum/stat/distuv"
)

// z is the quantile of the normal distribution for an interval of 95%, tail the
// probability below its upper end.
const (
	z    = 1.959963984540054
	tail = 0.975
)

// interval is the 95% interval of a figure in the unit of its value; false for counts and
// sums, and where there is too little or too odd data for one.
func (f *Figure) interval(unit Unit, digits int) (low, high float64, ok bool) {
	if f.Denominator == nil || *f.Denominator == 0 {
		return 0, 0, false
	}
	if unit == Ratio {
		if f.suspect(unit) {
			return 0, 0, false
		}
		low, high = wilson(f.Numerator, *f.Denominator)
		return low, high, true
	}
	e, ok := f.estimate(unit)
	if !ok {
		return 0, 0, false
	}
	by := scale(unit, digits)
	half := z * math.Sqrt(e.variance)
	return (e.mean - half) * by, (e.mean + half) * by, true
}

// differs tells whether the 95% interval of the difference of two figures excludes zero.
// Without an interval of each there is none of the difference. Where nothing varies in
// either, as with a single answer in each, there is no telling.
func (f *Figure) differs(unit Unit, previous *Figure) bool {
	for _, one := range []*Figure{f, previous} {
		if _, _, ok := one.interval(unit, 0); !ok {
			return false
		}
	}
	var low, high float64
	if unit == Ratio {
		low, high = newcombe(f.Numerator, *f.Denominator, previous.Numerator, *previous.Denominator)
		return low > 0 || high < 0
	}
	a, _ := f.estimate(unit)
	b, _ := previous.estimate(unit)
	if a.variance+b.variance == 0 {
		return false
	}
	if unit == Points {
		low, high = normal(a, b)
	} else {
		low, high = welch(a, b)
	}
	return low > 0 || high < 0
}

// wilson is the score interval of a proportion x of n, 0 <= x <= n, n > 0.
// (Wilson 1927, without continuity correction.)
func wilson(x, n int64) (low, high float64) {
	p, m := float64(x)/float64(n), float64(n)
	mid := p + z*z/(2*m)
	half := z * math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
	low, high = (mid-half)/(1+z*z/m), (mid+half)/(1+z*z/m)
	// There the formula gives these ends exactly, floating point only nearly.
	if x == 0 {
		low = 0
	}
	if x == n {
		high = 1
	}
	return low, high
}

// newcombe is the interval of the difference of two independent proportions x/n - y/m, made
// of their Wilson intervals. (Newcombe 1998, method 10.)
func newcombe(x, n, y, m int64) (low, high float64) {
	p, q := float64(x)/float64(n), float64(y)/float64(m)
	lowP, highP := wilson(x, n)
	lowQ, highQ := wilson(y, m)
	return p - q - math.Hypot(p-lowP, highQ-q), p - q + math.Hypot(highP-p, q-lowQ)
}

// estimate is a mean of n values and the variance of that mean, in the units in which the
// figure's numerator is counted.
type estimate struct {
	mean, variance, n float64
}

// estimate is false where the variance can't be said.
func (f *Figure) estimate(unit Unit) (estimate, bool) {
	if unit == Points {
		return netScore(f.Extras[extraPromoters], f.Extras[extraDetractors], *f.Denominator), true
	}
	squares, ok := new(big.Int).SetString(f.Squares, 10)
	if !ok {
		return estimate{}, false
	}
	return meanOf(f.Numerator, squares, *f.Denominator)
}

// netScore is the share of promoters less that of detractors among n answers, a draw from
// a multinomial distribution.
func netScore(promoters, detractors, n int64) estimate {
	m := float64(n)
	p, d := float64(promoters)/m, float64(detractors)/m
	return estimate{p - d, (p + d - (p-d)*(p-d)) / m, m}
}

// meanOf is the mean of n values that add up to sum, their squares to squares. The
// difference under the variance is taken exactly: for amounts in minor units it is small
// beside its two terms. One value does not tell how much values vary.
func meanOf(sum int64, squares *big.Int, n int64) (estimate, bool) {
	if n < 2 {
		return estimate{}, false
	}
	count, total := big.NewInt(n), big.NewInt(sum)
	spread := new(big.Int).Mul(count, squares)
	spread.Sub(spread, total.Mul(total, total))
	if spread.Sign() < 0 {
		return estimate{}, false // no values have these sums
	}
	m := float64(n)
	spread64, _ := new(big.Float).SetInt(spread).Float64()
	return estimate{float64(sum) / m, spread64 / m / (m - 1) / m, m}, true
}

// normal is the interval of the difference a - b by the normal distribution.
func normal(a, b estimate) (low, high float64) {
	half := z * math.Sqrt(a.variance+b.variance)
	return a.mean - b.mean - half, a.mean - b.mean + half
}

// welch is the interval of the difference a - b of two means with variances of their own.
// (Welch 1947; not both variances are 0.)
func welch(a, b estimate) (low, high float64) {
	v := a.variance + b.variance
	freedom := v * v / (a.variance*a.variance/(a.n-1) + b.variance*b.variance/(b.n-1))
	half := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: freedom}.Quantile(tail) * math.Sqrt(v)
	return a.mean - b.mean - half, a.mean - b.mean + half
}
