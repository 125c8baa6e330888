package sqlite

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

func TestPartBody(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		numbers := rapid.SliceOfN(rapid.Int64(), 0, 5)
		var c part
		for range rapid.IntRange(0, 3).Draw(t, "sums") {
			c.sums = append(c.sums, sumRow{
				group: rapid.String().Draw(t, "group"), currency: rapid.String().Draw(t, "currency"), sums: numbers.Draw(t, "sums"),
				squares: rapid.SliceOfN(rapid.String(), 0, 2).Draw(t, "squares"),
			})
		}
		for range rapid.IntRange(0, 3).Draw(t, "ranks") {
			c.ranks = append(c.ranks, rankRow{
				group: rapid.String().Draw(t, "group"), always: rapid.Int64().Draw(t, "always"),
				before: numbers.Draw(t, "before"), after: numbers.Draw(t, "after"),
			})
		}
		var read part
		body := string(c.body())
		if err := read.readBody(body); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(noNil(c), noNil(read)) {
			t.Fatalf("%+v\nbecame\n%+v", c, read)
		}
		if cut := rapid.IntRange(0, len(body)-1).Draw(t, "cut"); new(part).readBody(body[:cut]) == nil {
			t.Fatalf("%d of %d bytes are read", cut, len(body))
		}
	})
}

// noNil has no lists that are nil instead of empty.
func noNil(c part) part {
	for i := range c.sums {
		c.sums[i].sums = append([]int64{}, c.sums[i].sums...)
		c.sums[i].squares = append([]string{}, c.sums[i].squares...)
	}
	for i := range c.ranks {
		c.ranks[i].before = append([]int64{}, c.ranks[i].before...)
		c.ranks[i].after = append([]int64{}, c.ranks[i].after...)
	}
	return c
}
