package figures

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
)

// mils are thousandths of a pound: the unit prices of Online Retail have up to three digits.
type mils int64

// price reads a price exactly.
func price(t *testing.T, text string) mils {
	t.Helper()
	pounds, part, _ := strings.Cut(text, ".")
	if len(part) > 3 {
		t.Fatalf("the price %s has more than three digits", text)
	}
	n, err := strconv.ParseInt(pounds+part+"000"[len(part):], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return mils(n)
}

// String writes it as an event carries it.
func (m mils) String() string { return fmt.Sprintf("%d.%03d", m/1000, m%1000) }

// pence rounds to whole pence, half to even.
func (m mils) pence() int64 {
	n, rest := int64(m/10), m%10
	if rest > 5 || rest == 5 && n%2 == 1 {
		n++
	}
	return n
}

func TestPence(t *testing.T) {
	for m, want := range map[mils]int64{0: 0, 1: 0, 4: 0, 5: 0, 6: 1, 10: 1, 15: 2, 25: 2, 2_042_761: 204_276} {
		if got := m.pence(); got != want {
			t.Errorf("%s is %d pence, want %d", m, got, want)
		}
	}
}
