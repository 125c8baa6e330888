package rounds

import (
	"math"
	"testing"
)

func TestMedian(t *testing.T) {
	if odd, even := (Values{3, 1, 2}).Median(), (Values{4, 1, 2, 3}).Median(); odd != 2 || even != 2.5 {
		t.Errorf("%v, %v", odd, even)
	}
	if none := (Values{}).Median(); !math.IsNaN(none) {
		t.Errorf("of nothing %v", none)
	}
}

func TestCompared(t *testing.T) {
	for _, tt := range []struct {
		values, base Values
		want         string
	}{
		{Values{200, 2000, 250}, Values{100, 1000, 100}, "x2.00 ±0.50"}, // a machine ten times slower for one round
		{Values{1}, Values{0}, "x-"},
		{nil, nil, "x-"},
	} {
		if got := tt.values.Compared(tt.base); got != tt.want {
			t.Errorf("%v to %v is %q, want %q", tt.values, tt.base, got, tt.want)
		}
	}
}

func TestShort(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0", 3: "3", 0.25: "0.25", 12.34: "12.3", 999: "999", 999.6: "1.00k", 1479: "1.48k", 99_960: "100k", 4_411_847: "4.41M", 2.36e9: "2.36G",
	} {
		if got := Short(v); got != want {
			t.Errorf("%v is %q, want %q", v, got, want)
		}
	}
}
