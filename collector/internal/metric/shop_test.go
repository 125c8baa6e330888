package metric

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// season is a shop in Tehran from August to the end of October 2026, made by rule, so that
// every number in a golden report can be counted by hand.
func season(t testing.TB) *shop {
	tehran := zone(t, "Asia/Tehran")
	channels := []string{"organic_search", "direct", "organic_search", "paid_social", ""}
	s := &shop{}
	first, last := Date{2026, 8, 1}, Date{2026, 10, 31}
	n := 0
	for d := first; d.Compare(last) <= 0; d = d.Add(1) {
		noon := d.Start(tehran).Add(12 * time.Hour)
		visits := 6
		if d.Month == time.October {
			visits = 9
		}
		for i := range visits {
			n++
			at := noon.Add(time.Duration(i) * 47 * time.Minute)
			by := map[Dimension]string{ByChannel: channels[n%5], ByDevice: []string{"mobile", "desktop"}[n%2]}
			buys := n%4 == 0 || d.Month == time.October && n%7 == 0
			is := when(n%3 != 0, IfEngaged)
			is = append(is, when(n%11 == 0, IfLead)...)
			is = append(is, when(buys, IfOrdered)...)
			s.add(fact{kind: FactSession, at: at, is: is, by: by, identity: fmt.Sprint("v", n%40),
				number: map[Field]int64{FieldEngagedMS: int64(n%13) * 5000}})
			s.add(fact{kind: FactTally, at: at.Truncate(15 * time.Minute), by: by, is: []Predicate{IfPageView},
				number: map[Field]int64{FieldCount: int64(1 + n%6)}})
			s.add(fact{kind: FactTally, at: at.Truncate(15 * time.Minute), by: by, is: []Predicate{IfAdImpression},
				number: map[Field]int64{FieldCount: 50}})
			if n%2 == 0 {
				s.add(fact{kind: FactTally, at: at, by: by, is: []Predicate{IfAdClick}, number: map[Field]int64{FieldCount: 3}})
			}
			if n%10 == 0 {
				s.add(fact{kind: FactTally, at: at, by: by, is: []Predicate{IfShare}, number: map[Field]int64{FieldCount: 1}})
			}
			if buys || n%3 == 0 {
				is := when(n%30 != 0, IfNotEmptied)
				is = append(is, when(!buys, IfNotOrdered)...)
				s.add(fact{kind: FactCart, at: at, is: is, by: by, settled: at.Add(30 * time.Hour)})
			}
			if buys || n%6 == 0 {
				is := when(buys, IfCompleted)
				is = append(is, when(!buys || n%8 == 0, IfFriction)...)
				s.add(fact{kind: FactCheckout, at: at.Add(6 * time.Minute), is: is, by: by, settled: at.Add(24*time.Hour + 6*time.Minute)})
			}
			if buys {
				s.add(purchaseOf(n, at.Add(10*time.Minute), by))
			}
			if n%5 == 0 {
				score := n * 7 % 11
				is := append([]Predicate{IfNPS}, when(score >= 9, IfPromoter)...)
				s.add(fact{kind: FactAnswer, at: at, by: by, is: append(is, when(score <= 6, IfDetractor)...)})
			}
			if n%9 == 0 {
				s.add(fact{kind: FactAnswer, at: at, by: by, is: append([]Predicate{IfCSAT}, when(n%4 < 3, IfSatisfied)...)})
			}
		}
	}
	return s
}

// purchaseOf is the n-th visitor's order: every third is a guest's, every 16th in euros,
// every 44th free.
func purchaseOf(n int, at time.Time, by map[Dimension]string) fact {
	f := fact{kind: FactOrder, at: at, by: by, currency: "IRR", identity: fmt.Sprint("c", n%23)}
	f.is = append(when(n%3 != 0, IfCustomer), when(n%20 == 0, IfReferred)...)
	value := int64(1_000_000 + n%17*250_000)
	switch {
	case n%44 == 0:
		value = 0
	case n%16 == 0:
		f.currency, value = "EUR", int64(1999+n%7*100)
	}
	f.number = map[Field]int64{FieldValue: value, FieldNet: value}
	if n%12 == 0 {
		f.number[FieldNet] = value - value/4
	}
	return f
}

func (s *shop) add(f fact) { s.facts = append(s.facts, f) }

func when(holds bool, p Predicate) []Predicate {
	if holds {
		return []Predicate{p}
	}
	return nil
}

// drawShop draws facts of all kinds within some days.
func drawShop(t *rapid.T, from time.Time, span time.Duration) *shop {
	s := &shop{}
	kinds := []Fact{FactSession, FactCart, FactCheckout, FactOrder, FactAnswer, FactTally}
	predicates := []Predicate{
		IfEngaged, IfLead, IfOrdered, IfNotEmptied, IfNotOrdered, IfCompleted, IfFriction, IfCustomer,
		IfReferred, IfNPS, IfCSAT, IfPromoter, IfSatisfied, IfPageView, IfAdImpression, IfAdClick, IfShare,
	}
	for range rapid.IntRange(0, 60).Draw(t, "facts") {
		at := from.Add(time.Duration(rapid.Int64Range(0, span.Milliseconds()).Draw(t, "at")) * time.Millisecond)
		value := rapid.Int64Range(0, 5).Draw(t, "value")
		s.add(fact{
			kind: rapid.SampledFrom(kinds).Draw(t, "kind"), at: at, settled: at.Add(24 * time.Hour),
			is:       rapid.SliceOfNDistinct(rapid.SampledFrom(predicates), 0, len(predicates), rapid.ID).Draw(t, "is"),
			identity: rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "identity"),
			number:   map[Field]int64{FieldValue: value, FieldNet: value / 2, FieldEngagedMS: value, FieldCount: value},
			currency: rapid.SampledFrom([]string{"IRR", "EUR"}).Draw(t, "currency"),
			by:       map[Dimension]string{ByChannel: rapid.SampledFrom([]string{"x", "y", "z"}).Draw(t, "channel")},
		})
	}
	return s
}
