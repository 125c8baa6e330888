package event_test

import (
	"errors"
	"math"
	"math/big"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/safar-cx/safar/sdk/event"
)

func TestParseAmount(t *testing.T) {
	for _, c := range []struct {
		text    string
		digits  int
		minor   int64
		rounded bool
		err     error
	}{
		{"0", 2, 0, false, nil},
		{"-0", 2, 0, false, nil},
		{"12900000", 0, 12900000, false, nil},
		{"12.9", 2, 1290, false, nil},
		{"12.90", 2, 1290, false, nil},
		{"-12.90", 2, -1290, false, nil},
		{"1.234", 3, 1234, false, nil},
		{"12.900000", 2, 1290, false, nil}, // zeros are no loss
		{"0.125", 2, 12, true, nil},        // half to even
		{"0.135", 2, 14, true, nil},
		{"-0.125", 2, -12, true, nil},
		{"0.1250000001", 2, 13, true, nil},
		{"0.1249999999", 2, 12, true, nil},
		{"2.5", 0, 2, true, nil},
		{"3.5", 0, 4, true, nil},
		{"0.5", 0, 0, true, nil},
		{"0.05", 0, 0, true, nil},
		{"9.995", 2, 1000, true, nil},
		{"8911407.904", 2, 891140790, true, nil},
		{"1.5e3", 0, 1500, false, nil},
		{"1.5E+3", 2, 150000, false, nil},
		{"15e-1", 0, 2, true, nil},
		{"1290e-2", 2, 1290, false, nil},
		{"1e-400", 2, 0, true, nil},
		{"0e400", 2, 0, false, nil},
		{"0.000e99999999999999999999", 2, 0, false, nil},
		{"1e-99999999999999999999", 2, 0, true, nil},
		{"0." + strings.Repeat("0", 400) + "1e401", 0, 1, false, nil},
		{"1" + strings.Repeat("0", 400) + "e-400", 0, 1, false, nil},
		{"9223372036854775807", 0, math.MaxInt64, false, nil},
		{"-9223372036854775807", 0, -math.MaxInt64, false, nil},
		{"92233720368547758.07", 2, math.MaxInt64, false, nil},
		{"9223372036854775807.4", 0, math.MaxInt64, true, nil},
		{"9223372036854775807.5", 0, 0, false, event.ErrAmountRange},
		{"9223372036854775808", 0, 0, false, event.ErrAmountRange},
		{"922337203685477581", 1, 0, false, event.ErrAmountRange},
		{"1e18", 1, 0, false, event.ErrAmountRange},
		{"1e400", 0, 0, false, event.ErrAmountRange},
		{"-1e99999999999999999999", 0, 0, false, event.ErrAmountRange},
		{strings.Repeat("9", 1_000_000), 0, 0, false, event.ErrAmountRange},
	} {
		minor, rounded, err := event.ParseAmount(c.text, c.digits)
		if minor != c.minor || rounded != c.rounded || !errors.Is(err, c.err) {
			t.Errorf("ParseAmount(%.40s, %d) = %d, %v, %v; want %d, %v, %v",
				c.text, c.digits, minor, rounded, err, c.minor, c.rounded, c.err)
		}
	}
	for _, text := range []string{"", "-", "+1", ".5", "5.", "-.5", "01", "1e", "1e+", "1e1.5", "1e1e1", "1 ", " 1", "1,5",
		"1_000", "0x1", "NaN", "Infinity", "١٢", "۱۲", "1۲", "1.5.5", "--1", "1-", "1e--5", "1\x00"} {
		if n, _, err := event.ParseAmount(text, 2); !errors.Is(err, event.ErrNotDecimal) {
			t.Errorf("ParseAmount(%q) = %d, %v", text, n, err)
		}
	}
}

// Arithmetic without bounds must agree with ParseAmount wherever it has an answer.
func TestParseAmountAgainstBig(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		text := strconv.FormatInt(random.Int64N(1e6)-5e5, 10)
		if random.IntN(2) == 0 {
			text += "." + strings.Repeat("0", random.IntN(3)) + strconv.Itoa(random.IntN(2000))
		}
		if random.IntN(2) == 0 {
			text += "e" + strconv.Itoa(random.IntN(24)-12)
		}
		digits := random.IntN(5)
		exact, _ := new(big.Rat).SetString(text)
		scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits)), nil)
		exact.Mul(exact, new(big.Rat).SetInt(scale))
		want, wantRounded := halfToEven(exact)
		minor, rounded, err := event.ParseAmount(text, digits)
		if !want.IsInt64() {
			if !errors.Is(err, event.ErrAmountRange) {
				t.Fatalf("ParseAmount(%s, %d): %v, want out of range", text, digits, err)
			}
			continue
		}
		if err != nil || minor != want.Int64() || rounded != wantRounded {
			t.Fatalf("ParseAmount(%s, %d) = %d, %v, %v; want %s, %v", text, digits, minor, rounded, err, want, wantRounded)
		}
	}
}

func halfToEven(r *big.Rat) (*big.Int, bool) {
	floor, rest := new(big.Int).DivMod(r.Num(), r.Denom(), new(big.Int))
	half := rest.Lsh(rest, 1).Cmp(r.Denom())
	if half > 0 || half == 0 && floor.Bit(0) == 1 {
		floor.Add(floor, big.NewInt(1))
	}
	return floor, !r.IsInt()
}

func TestFormatAmount(t *testing.T) {
	for _, c := range []struct {
		minor  int64
		digits int
		want   string
	}{
		{0, 0, "0"}, {0, 2, "0.00"}, {5, 2, "0.05"}, {-5, 2, "-0.05"}, {1290, 2, "12.90"}, {-1290, 2, "-12.90"},
		{12900000, 0, "12900000"}, {1234, 3, "1.234"}, {99, 4, "0.0099"},
		{math.MaxInt64, 2, "92233720368547758.07"}, {math.MinInt64, 2, "-92233720368547758.08"},
	} {
		if got := event.FormatAmount(c.minor, c.digits); got != c.want {
			t.Errorf("FormatAmount(%d, %d) = %s, want %s", c.minor, c.digits, got, c.want)
		}
		if c.minor == math.MinInt64 {
			continue
		}
		if back, rounded, err := event.ParseAmount(c.want, c.digits); back != c.minor || rounded || err != nil {
			t.Errorf("ParseAmount(%s) = %d, %v, %v", c.want, back, rounded, err)
		}
	}
}

func TestMinorDigits(t *testing.T) {
	for currency, want := range map[string]int{"IRR": 0, "IQD": 0, "JPY": 0, "KWD": 3, "EUR": 2, "GBP": 2, "AED": 2, "CLF": 4} {
		if got, ok := event.MinorDigits(currency); got != want || !ok {
			t.Errorf("%s: %d, %v, want %d", currency, got, ok, want)
		}
	}
	for _, currency := range []string{"", "irr", "IRT", "DEM", "EU", "EURO", "ZZZ"} {
		if _, ok := event.MinorDigits(currency); ok {
			t.Errorf("%q passes for a currency", currency)
		}
	}
}
