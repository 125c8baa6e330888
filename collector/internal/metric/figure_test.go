package metric

import (
	"math"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func fraction(numerator, denominator int64) Figure {
	return Figure{Numerator: numerator, Denominator: &denominator}
}

func TestSetValue(t *testing.T) {
	tests := []struct {
		name   string
		figure Figure
		unit   Unit
		digits int
		value  float64
		amount string
	}{
		{"count", Figure{Numerator: 7}, Count, 0, 7, ""},
		{"no count", Figure{}, Count, 0, 0, ""},
		{"ratio", fraction(312, 10_000), Ratio, 0, 0.0312, ""},
		{"ratio above one", fraction(3, 2), Ratio, 0, 1.5, ""},
		{"seconds", fraction(90_000, 4), Seconds, 0, 22.5, ""},
		{"points", fraction(-1, 4), Points, 0, -25, ""},
		{"money", Figure{Numerator: 2580}, Money, 2, 25.8, "25.80"},
		{"no money", Figure{}, Money, 2, 0, "0.00"},
		{"no minor digits", Figure{Numerator: 129_000_000}, Money, 0, 129_000_000, "129000000"},
		{"small", Figure{Numerator: 5}, Money, 3, 0.005, "0.005"},
		{"negative", Figure{Numerator: -5}, Money, 2, -0.05, "-0.05"},
		{"mean", fraction(2580, 2), Money, 2, 12.9, "12.90"},
		{"mean without minor digits", fraction(129_000_000, 10), Money, 0, 12_900_000, "12900000"},
		{"two digits more", fraction(1000, 3), Money, 2, 10. / 3, "3.3333"},
		{"both or none", fraction(1001, 2), Money, 0, 500.5, "500.50"},
		{"both or none of zero and one", fraction(10_001, 100), Money, 0, 100.01, "100.01"},
		{"half to even, down", fraction(1, 200), Money, 2, 0.00005, "0.00"},
		{"half to even, up", fraction(3, 200), Money, 2, 0.00015, "0.0002"},
		{"more than half", fraction(2, 300), Money, 2, 0.0002 / 3, "0.0001"},
		{"rounded up to a whole", fraction(1999, 1000), Money, 2, 0.01999, "0.02"},
		{"rounded up to the next", fraction(19_999, 10_000), Money, 0, 1.9999, "2"},
		{"rounded down to the next", fraction(-19_999, 10_000), Money, 0, -1.9999, "-2"},
		{"one hundredth", fraction(401, 100), Money, 0, 4.01, "4.01"},
		{"negative", fraction(-7, 2), Money, 2, -0.035, "-0.0350"},
		{"negative half to even", fraction(-3, 200), Money, 2, -0.00015, "-0.0002"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := tt.figure
			f.setValue(tt.unit, tt.digits)
			if f.Value == nil || math.Abs(*f.Value-tt.value) > 1e-12*math.Abs(tt.value) {
				t.Errorf("value %s, want %v", show(f.Value), tt.value)
			}
			if f.Amount != tt.amount {
				t.Errorf("amount %q, want %q", f.Amount, tt.amount)
			}
		})
	}
}

func TestNoDataIsNoValue(t *testing.T) {
	for _, unit := range []Unit{Ratio, Seconds, Points, Money} {
		f := fraction(0, 0)
		f.setValue(unit, 2)
		if f.Value != nil || f.Amount != "" {
			t.Errorf("%s: %s %q", unit, show(f.Value), f.Amount)
		}
	}
}

// A mean is exact however large the amounts are.
func TestAmountIsExact(t *testing.T) {
	f := fraction(math.MaxInt64, 7)
	f.setValue(Money, 0)
	if want := "1317624576693539401"; f.Amount != want {
		t.Errorf("%s, want %s", f.Amount, want)
	}
	f = fraction(math.MaxInt64-2, 4)
	f.setValue(Money, 2)
	if want := "23058430092136939.5125"; f.Amount != want {
		t.Errorf("%s, want %s", f.Amount, want)
	}
}

// Against the division of fractions by the standard library.
func TestAmountIsNearest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := fraction(rapid.Int64().Draw(t, "sum"), rapid.Int64Range(1, 1000).Draw(t, "orders"))
		places := rapid.IntRange(0, 4).Draw(t, "digits")
		f.setValue(Money, places)
		got, ok := new(big.Rat).SetString(f.Amount)
		if !ok {
			t.Fatalf("%q is no number", f.Amount)
		}
		_, decimals, _ := strings.Cut(f.Amount, ".")
		if len(decimals) != places && len(decimals) != places+2 {
			t.Fatalf("%q has %d decimals", f.Amount, len(decimals))
		}
		unit := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places+2)), nil))
		exact := big.NewRat(f.Numerator, *f.Denominator)
		exact.Mul(exact, unit).Mul(exact, big.NewRat(100, 1))
		off := new(big.Rat).Sub(got, exact)
		off.Abs(off).Quo(off, unit) // in units of the last place
		switch off.Cmp(big.NewRat(1, 2)) {
		case 1:
			t.Fatalf("%d/%d is %s", f.Numerator, *f.Denominator, f.Amount)
		case 0:
			if whole := new(big.Rat).Quo(got, unit); whole.Num().Bit(0) != 0 {
				t.Fatalf("%d/%d was rounded to the odd %s", f.Numerator, *f.Denominator, f.Amount)
			}
		}
	})
}

func TestSuspect(t *testing.T) {
	for _, tt := range []struct {
		figure Figure
		unit   Unit
		want   bool
	}{
		{fraction(3, 2), Ratio, true},
		{fraction(2, 2), Ratio, false},
		{fraction(1, 0), Ratio, true},
		{fraction(0, 0), Ratio, false},
		{fraction(3, 2), Seconds, false},
		{Figure{Numerator: 3}, Ratio, false},
	} {
		if got := tt.figure.suspect(tt.unit); got != tt.want {
			t.Errorf("%+v %s: %v", tt.figure, tt.unit, got)
		}
	}
}

func TestChange(t *testing.T) {
	tests := []struct {
		name          string
		unit          Unit
		now, previous Figure
		want          float64 // NaN for none
	}{
		{"of the contract", Ratio, fraction(312, 10_000), fraction(280, 10_000), 32. / 280},
		{"down", Count, Figure{Numerator: 3}, Figure{Numerator: 4}, -0.25},
		{"to nothing", Count, Figure{}, Figure{Numerator: 4}, -1},
		{"from nothing", Count, Figure{Numerator: 4}, Figure{}, math.NaN()},
		{"points", Points, fraction(1, 4), fraction(-1, 4), 50},
		{"points from nothing", Points, fraction(1, 4), fraction(0, 4), 25},
		{"no data now", Ratio, fraction(0, 0), fraction(1, 4), math.NaN()},
		{"no data before", Ratio, fraction(1, 4), fraction(0, 0), math.NaN()},
		{"points without data before", Points, fraction(1, 4), fraction(0, 0), math.NaN()},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.now.setValue(tt.unit, 0)
			tt.previous.setValue(tt.unit, 0)
			got := tt.now.change(tt.unit, &tt.previous)
			if math.IsNaN(tt.want) {
				if got != nil {
					t.Errorf("%v, want none", *got)
				}
				return
			}
			if got == nil || math.Abs(*got-tt.want) > 1e-12 {
				t.Errorf("%s, want %v", show(got), tt.want)
			}
		})
	}
}
