package metric

import (
	"context"
	"fmt"
	"testing"
	"time"
)

// refuse adds entries with digits that a field refused, one for each person.
func (s *shop) refuse(e Entry, at time.Time, people ...string) {
	for _, p := range people {
		s.add(fact{kind: FactRefusal, at: at, by: map[Dimension]string{ByEntry: e.String()}, identity: p})
	}
}

// stumble adds a matured checkout, and the fields that refused digits in it.
func (s *shop) stumble(at time.Time, abandoned bool, currency string, value int64, entries ...Entry) {
	is := when(abandoned, IfNotCompleted)
	s.add(fact{kind: FactCheckout, at: at, settled: at.AddDate(0, 0, 1), is: is})
	for _, e := range entries {
		s.add(fact{
			kind: FactStumble, at: at, settled: at.AddDate(0, 0, 1), is: is, currency: currency,
			number: map[Field]int64{FieldLeft: value}, by: map[Dimension]string{ByEntry: e.String()},
		})
	}
}

func TestRefusals(t *testing.T) {
	r := request(t)
	r.Currency, r.Digits = "USD", func(string) int { return 2 }
	in, before := r.From.Start(r.Zone), r.From.Add(-1).Start(r.Zone)
	phone, latin := Entry{"address", "phone", "persian"}, Entry{"address", "phone", "latin"}
	odd, old := Entry{`a","b`, "", "arabic"}, Entry{"old", "x", "latin"}
	s := &shop{}
	s.refuse(phone, in, "a", "a", "b")
	s.refuse(latin, in, "a", "b", "c")
	s.refuse(odd, in, "a", "b")
	s.refuse(phone, before, "a", "b")
	s.refuse(old, before, "a")
	// Four checkouts: three abandoned, of which two with the Persian digits; one of these with both.
	s.stumble(in, true, "USD", 1000, phone, latin)
	s.stumble(in, true, "EUR", 700, phone)
	s.stumble(in, false, "USD", 5000, phone)
	s.stumble(in, true, "USD", 100)
	s.add(fact{kind: FactOrder, at: in, currency: "USD", is: []Predicate{IfPriced}, number: map[Field]int64{FieldValue: 5000}})
	f, err := BuildFriction(context.Background(), s, r)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range f.Refusals {
		risk := "nothing"
		if e.AtRisk != nil {
			risk = fmt.Sprint(*e.AtRisk)
		}
		got = append(got, fmt.Sprintf("%q %v %d/%d without %d/%d left %v at risk %s before %v", []string{e.Form, e.Field, e.Digits}, e.RefusalCounts,
			e.With.Numerator, *e.With.Denominator, e.Without.Numerator, *e.Without.Denominator, e.LeftBehind, risk, *e.Previous))
	}
	want := []string{
		// (1/1 - 2/3) x 1 x 50.00; Newcombe: up to 0.7923
		`["address" "phone" "latin"] {3 3} 1/1 without 2/3 left [{USD 1000}] at risk {1667 0 3962} before {0 0}`,
		`["address" "phone" "persian"] {3 2} 2/3 without 1/1 left [{USD 1000} {EUR 700}] at risk {0 0 7581} before {2 2}`, // up to 0.5054 x 3 x 50.00
		`["a\",\"b" "" "arabic"] {2 2} 0/0 without 3/4 left [{USD 0}] at risk nothing before {0 0}`,
	}
	for i, line := range want {
		if i >= len(got) || got[i] != line {
			t.Errorf("got  %q\nwant %q", got, line)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d fields, want %d: the one of the day before is none of the range", len(got), len(want))
	}
}

// Of more fields than are listed those of most people stay, and the others are counted.
func TestManyRefusals(t *testing.T) {
	r := request(t)
	s := &shop{}
	for n := range maxRefusals + 3 {
		s.refuse(Entry{"f", fmt.Sprintf("%03d", n), "latin"}, r.From.Start(r.Zone), "a")
	}
	s.refuse(Entry{"f", "last", "latin"}, r.From.Start(r.Zone), "a", "b")
	f, err := BuildFriction(context.Background(), s, r)
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Refusals) != maxRefusals || f.RefusalsLeftOut != 4 || f.Refusals[0].Field != "last" || f.Refusals[1].Field != "000" {
		t.Errorf("%d listed, %d left out, first %v", len(f.Refusals), f.RefusalsLeftOut, f.Refusals[0])
	}
}
