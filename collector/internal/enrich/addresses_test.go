package enrich

import (
	"reflect"
	"strings"
	"testing"
)

// TestAddressesRemember asks twice: what is remembered must not differ from what is read.
func TestAddressesRemember(t *testing.T) {
	a, err := newAddresses()
	if err != nil {
		t.Fatal(err)
	}
	for _, raw := range []string{
		"", "no address", "https://Shop.example:8080/p/12?utm_source=ig&secret=1&q=shoes#x", "javascript:alert(1)",
		"https://shop.example/ali@example.com/x", "https://shop.example/" + strings.Repeat("x", longestKnown),
	} {
		first, second, want := a.parse(raw), a.parse(raw), cleaned(raw)
		if !reflect.DeepEqual(first, want) || !reflect.DeepEqual(second, want) {
			t.Errorf("%q: %+v, then %+v, want %+v", raw, first, second, want)
		}
	}
	if n := a.seen.Len(); n != 5 {
		t.Errorf("%d are remembered", n)
	}
}
