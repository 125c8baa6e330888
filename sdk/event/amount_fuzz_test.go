package event_test

import (
	"encoding/json"
	"errors"
	"math/big"
	"testing"

	"github.com/safar-cx/safar/sdk/event"
)

// FuzzAmount holds amounts to encoding/json for what is a number and to arithmetic without
// bounds for what it comes to.
func FuzzAmount(f *testing.F) {
	for _, text := range []string{"0", "-0", "12900", "-0.5", "1.5e3", "0.005", "0.015", "1e18", "1e-18", "9223372036854775807", "922337203685477580.75",
		"0e999999999999", "1e999999999999", "00", "1.", ".5", "1e", "۱۲", "1,5", " 1", ""} {
		f.Add(text, uint8(2))
	}
	f.Fuzz(func(t *testing.T, text string, digits uint8) {
		digits %= 7
		minor, rounded, err := event.ParseAmount(text, int(digits))
		number := json.Number(text)
		var v any
		decoded := json.Unmarshal([]byte(text), &v)
		var huge *json.UnmarshalTypeError // a number too, though none that float64 can hold
		isNumber := text != "" && text[len(text)-1] > ' ' && text[0] > ' ' && (decoded == nil || errors.As(decoded, &huge))
		if _, other := v.(float64); decoded == nil && !other {
			isNumber = false
		}
		if isNumber == errors.Is(err, event.ErrNotDecimal) {
			t.Fatalf("%q: %v, though JSON calls it a number: %v", text, err, isNumber)
		}
		if !isNumber || hugeExponent(text) {
			return
		}
		exact, ok := new(big.Rat).SetString(number.String())
		if !ok {
			t.Fatalf("%q is no number to math/big", text)
		}
		scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits)), nil)
		want, lost := halfToEven(exact.Mul(exact, new(big.Rat).SetInt(scale)))
		if new(big.Int).Abs(want).IsInt64() != (err == nil) || err == nil && (minor != want.Int64() || rounded != lost) {
			t.Fatalf("%q with %d digits is %d, %v, %v; want %v, %v", text, digits, minor, rounded, err, want, lost)
		}
		if err == nil && !rounded {
			if again, _, err := event.ParseAmount(event.FormatAmount(minor, int(digits)), int(digits)); again != minor || err != nil {
				t.Fatalf("%d is written %s and read %d, %v", minor, event.FormatAmount(minor, int(digits)), again, err)
			}
		}
	})
}

// hugeExponent tells a number whose exponent has more than three digits, for which math/big
// would take all memory there is.
func hugeExponent(text string) bool {
	run := 0
	for i := len(text) - 1; i >= 0; i-- {
		switch c := text[i]; {
		case c == 'e' || c == 'E':
			return run > 3
		case c >= '0' && c <= '9':
			run++
		}
	}
	return false
}
