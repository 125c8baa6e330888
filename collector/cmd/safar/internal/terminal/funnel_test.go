package terminal

import (
	"bytes"
	"strings"
	"testing"
)

func TestFunnel(t *testing.T)   { shown(t, "funnel", WriteFunnel) }
func TestProducts(t *testing.T) { shown(t, "products", WriteProducts) }

func TestProductsThatAreNotShown(t *testing.T) {
	write := func(list Products) string {
		var got bytes.Buffer
		if err := WriteProducts(&got, list, Options{}); err != nil {
			t.Fatal(err)
		}
		return got.String()
	}
	for want, list := range map[string]Products{
		"no product was seen\n":                           {},
		"1,003 more; 200 of all can be had with --json\n": {Products: make([]Product, maxGroups+3), LeftOut: 1000},
	} {
		if got := write(list); !strings.HasSuffix(got, want) {
			t.Errorf("%q does not end with %q", got, want)
		}
	}
	if got := write(Products{Head: Head{Folding: true}, Products: make([]Product, maxGroups)}); !strings.HasSuffix(got, stillFolding+"\n") {
		t.Errorf("while folding: %q", got)
	}
}
