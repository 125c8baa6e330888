package sdk

import "testing"

// TestPlain8 holds eight at once to one after the other, with every byte at every place.
func TestPlain8(t *testing.T) {
	for place := range 8 {
		for c := range 256 {
			b := []byte("Mozilla/")
			b[place] = byte(c)
			if got, want := plain8(string(b)), plain(string(b)); got != want {
				t.Errorf("%q: %v, want %v", b, got, want)
			}
		}
	}
}
