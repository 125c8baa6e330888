package metric

import "testing"

func TestTouches(t *testing.T) {
	const at, window = 1000, 100
	direct := func(start int64, key string) visit { return visit{start: start, visitor: key, key: key, direct: true} }
	brought := func(start int64, key string) visit { return visit{start: start, visitor: key, key: key} }
	of := func(v visit) *visit { return &v }
	cases := []struct {
		about       string
		visits      []visit
		credited    *visit
		first, last string
	}{
		{"none", nil, nil, "(none)", "(none)"},
		{"first and last", []visit{brought(990, "c"), brought(950, "a"), brought(970, "b")}, nil, "a", "c"},
		{"one", []visit{brought(950, "a")}, of(brought(950, "a")), "a", "a"},
		{"the edges of the window", []visit{brought(900, "too early"), brought(901, "a"), brought(1000, "b"), brought(1001, "too late")}, nil, "a", "b"},
		{"direct ones between", []visit{direct(910, "d"), brought(950, "a"), brought(960, "b"), direct(990, "e")}, nil, "a", "b"},
		{"direct ones alone", []visit{direct(990, "e"), direct(910, "d")}, nil, "d", "e"},
		{"its own visit, long before", []visit{brought(950, "a")}, of(brought(10, "own")), "own", "a"},
		{"its own visit, not the person's", nil, of(brought(999, "own")), "own", "own"},
		{"its own visit the last", []visit{brought(950, "a")}, of(brought(960, "own")), "a", "own"},
		{"its own visit direct", []visit{brought(950, "a")}, of(direct(960, "own")), "a", "a"},
		{"its own visit direct among direct ones", []visit{direct(950, "d")}, of(direct(960, "own")), "d", "own"},
		{"its own visit brought, others direct", []visit{direct(950, "d")}, of(brought(10, "own")), "own", "own"},
		{"two that began together", []visit{brought(950, "b"), brought(950, "a")}, nil, "a", "b"},
		{"visits of another year", []visit{brought(1, "a")}, nil, "(none)", "(none)"},
	}
	for _, c := range cases {
		w := &way{}
		for _, v := range c.visits {
			w.add(v)
		}
		w.sort()
		if first, last := w.touches(at, window, c.credited); first != c.first || last != c.last {
			t.Errorf("%s: %s and %s, want %s and %s", c.about, first, last, c.first, c.last)
		}
	}
}
