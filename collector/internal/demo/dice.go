package demo

import (
	"math"
	"math/rand/v2"
)

// dice are the World's only source of chance.
type dice struct{ *rand.Rand }

// roll makes the dice of one day, so that a day's chances don't hang on how many were taken
// the day before.
func roll(seed uint64, day int) dice {
	return dice{rand.New(rand.NewPCG(seed, uint64(day)))}
}

// chance is true with probability p.
func (d dice) chance(p float64) bool { return d.Float64() < p }

// around is a positive quantity with a median and a long tail; spread is the standard
// deviation of its logarithm.
func (d dice) around(median, spread float64) float64 {
	return median * math.Exp(spread*d.NormFloat64())
}

// about is how many of independent rare things happen, mean on average.
func (d dice) about(mean float64) int {
	if mean > 30 {
		return max(0, int(math.Round(mean+math.Sqrt(mean)*d.NormFloat64())))
	}
	n, p, least := 0, d.Float64(), math.Exp(-mean)
	for p > least {
		n++
		p *= d.Float64()
	}
	return n
}

// between is a whole number from low to high, both included.
func (d dice) between(low, high int) int { return low + d.IntN(high-low+1) }

// pick takes one of the choices, by weight.
func pick[T any](d dice, choices []T, weight func(T) float64) T {
	var all float64
	for _, c := range choices {
		all += weight(c)
	}
	at := d.Float64() * all
	for _, c := range choices {
		if at -= weight(c); at < 0 {
			return c
		}
	}
	return choices[len(choices)-1]
}

// oneOf takes one of the choices, all alike.
func oneOf[T any](d dice, choices []T) T { return choices[d.IntN(len(choices))] }
