package transfer

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

// Sums of products are those of fractions of any length, whatever the numbers.
func TestAmounts(t *testing.T) {
	plain := rapid.StringMatching(`-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,7})?`)
	rapid.Check(t, func(t *rapid.T) {
		var got amount
		want := new(big.Rat)
		for range rapid.IntRange(1, 5).Draw(t, "rows") {
			price, quantity := plain.Draw(t, "price"), plain.Draw(t, "quantity")
			got.add(product(price, quantity))
			want.Add(want, new(big.Rat).Mul(rational(price), rational(quantity)))
		}
		digits, _ := want.FloatPrec()
		if text := want.FloatString(digits); got.text() != text {
			t.Fatalf("%s, want %s", got.text(), text)
		}
	})
}

func TestAmountsAtTheEdges(t *testing.T) {
	for _, test := range []struct{ price, quantity, want string }{
		{"0", "5", "0"}, {"1.255", "2", "2.51"}, {"-1.5", "2", "-3"}, {"-1.5", "-2", "3"}, {"0.00001", "1", "0.00001"},
		{"922337203685", "1", "922337203685"}, {"922337203686", "1", "922337203686"}, {"99999999999999999999", "3", "299999999999999999997"},
		{"1", "0.0005", "0.0005"}, {"10", "10", "100"},
	} {
		a := product(test.price, test.quantity)
		if got := a.text(); got != test.want {
			t.Errorf("%s times %s is %s, want %s", test.price, test.quantity, got, test.want)
		}
	}
	a := product("922337203685", "1")
	a.add(product("922337203685", "1"))
	a.add(product("-1", "0.5"))
	if a.text() != "1844674407369.5" {
		t.Errorf("the sum is %s", a.text())
	}
}
