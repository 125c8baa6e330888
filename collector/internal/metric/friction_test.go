package metric

import (
	"context"
	"fmt"
	"math"
	"math/big"
	"testing"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// leave adds checkouts, matured after a day, with the reasons that were seen in each.
func (s *shop) leave(n int, at time.Time, abandoned bool, currency string, value int64, reasons ...string) {
	is := when(abandoned, IfNotCompleted)
	for range n {
		s.add(fact{kind: FactCheckout, at: at, settled: at.AddDate(0, 0, 1), is: is})
		for _, reason := range reasons {
			s.add(fact{
				kind: FactHindrance, at: at, settled: at.AddDate(0, 0, 1), is: append([]Predicate{IfCertain}, is...),
				currency: currency, number: map[Field]int64{FieldLeft: value}, by: map[Dimension]string{ByReason: reason},
			})
		}
	}
}

func (s *shop) blame(at time.Time, currency string, value int64, reason string) {
	s.add(fact{
		kind: FactVerdict, at: at, is: []Predicate{IfInForce}, currency: currency,
		number: map[Field]int64{FieldLeft: value}, by: map[Dimension]string{ByReason: reason},
	})
}

func TestFriction(t *testing.T) {
	r := request(t)
	r.Currency, r.Digits = "USD", func(string) int { return 2 }
	in, before := r.From.Start(r.Zone), r.From.Add(-1).Start(r.Zone)
	last := r.AsOf.Add(-time.Hour)
	r.To = DateOf(last.In(r.Zone))
	s := &shop{}
	// Ten matured checkouts, six abandoned; four saw a declined payment, three of them left.
	s.leave(2, in, true, "USD", 1000, event.ReasonPaymentDeclined)
	s.leave(1, in, true, "EUR", 700, event.ReasonPaymentDeclined, event.ReasonSlowPage)
	s.leave(1, in, false, "USD", 5000, event.ReasonPaymentDeclined)
	s.leave(3, in, true, "USD", 100)
	s.leave(3, in, false, "USD", 100)
	s.leave(5, last, true, "USD", 1, event.ReasonSlowPage) // not matured
	s.leave(1, before, true, "USD", 1, event.ReasonPaymentDeclined, event.ReasonCouponDenied)
	s.leave(1, before, false, "USD", 1)
	s.blame(in, "USD", 1000, event.ReasonPaymentDeclined)
	s.blame(in, "EUR", 700, event.ReasonPaymentDeclined)
	for range 3 {
		s.blame(in, "USD", 100, event.ReasonUnknown)
	}
	for _, value := range []int64{10001, 10002} { // on average 100.015
		s.add(fact{kind: FactOrder, at: in, currency: "USD", number: map[Field]int64{FieldValue: value}})
	}
	s.add(fact{kind: FactOrder, at: in, currency: "EUR", number: map[Field]int64{FieldValue: 99}})
	f, err := BuildFriction(context.Background(), s, r)
	if err != nil {
		t.Fatal(err)
	}
	if f.Abandonment.Numerator != 6 || *f.Abandonment.Denominator != 10 || f.Pending != 5 || f.MaturedUntil.IsZero() ||
		f.Previous.Numerator != 1 || *f.Previous.Denominator != 2 || f.AOV.Amount != "100.0150" || f.Unknown != (Blame{3, 300}) {
		t.Errorf("%+v", f)
	}
	if len(f.Reasons) != 2 {
		t.Fatalf("%d reasons: %+v", len(f.Reasons), f.Reasons)
	}
	declined, slow := f.Reasons[0], f.Reasons[1]
	got := fmt.Sprintf("%s %d/%d [%.4f, %.4f] without %d/%d left %v at risk %v blamed %v before %d/%d", declined.Reason,
		declined.With.Numerator, *declined.With.Denominator, *declined.Low, *declined.High,
		declined.Without.Numerator, *declined.Without.Denominator, declined.LeftBehind, *declined.AtRisk, declined.Blame,
		declined.Previous.Numerator, *declined.Previous.Denominator)
	// (3/4 - 3/6) x 4 x 100.015 = 100.015, which is nearest to 100.01 and 100.02: the even one.
	// Newcombe's interval of the difference is [-0.297272, 0.623320].
	want := "payment_declined 3/4 [0.3006, 0.9544] without 3/6 left [{USD 2000} {EUR 700}] at risk {10002 0 24937} blamed {2 1000} before 1/1"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	// One of one against five of nine: (1 - 5/9) x 1 x 100.015.
	if slow.Reason != event.ReasonSlowPage || slow.AtRisk.Value != 4445 || slow.LeftBehind[0] != (Amount{"USD", 0}) || slow.LeftBehind[1] != (Amount{"EUR", 700}) {
		t.Errorf("%+v at risk %+v", slow, slow.AtRisk)
	}
}

// Where there is nothing to compare with, or to weigh by, nothing is said; where others fare
// worse, nothing is at risk.
func TestAtRisk(t *testing.T) {
	r := request(t)
	in := r.From.Start(r.Zone)
	order := fact{kind: FactOrder, at: in, currency: r.Currency, is: []Predicate{IfPriced}, number: map[Field]int64{FieldValue: 1_000_000}}
	const reason = event.ReasonExtraCosts
	tests := []struct {
		name string
		fill func(*shop)
		want string
	}{
		{"all have it", func(s *shop) { s.add(order); s.leave(3, in, true, "IRR", 1, reason) }, "nothing"},
		{"no order", func(s *shop) { s.leave(3, in, true, "IRR", 1, reason); s.leave(1, in, false, "IRR", 1) }, "nothing"},
		{"others fare worse", func(s *shop) {
			s.add(order)
			s.leave(30, in, false, "IRR", 1, reason)
			s.leave(30, in, true, "IRR", 1)
		}, "{0 0 0}"},
		{"surely", func(s *shop) { // 3/4 against 1/2; Newcombe: [0.054735, 0.413508]
			s.add(order)
			s.leave(30, in, true, "IRR", 1, reason)
			s.leave(10, in, false, "IRR", 1, reason)
			s.leave(30, in, true, "IRR", 1)
			s.leave(30, in, false, "IRR", 1)
		}, "{10000000 2189381 16540312}"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := &shop{}
			tt.fill(s)
			f, err := BuildFriction(context.Background(), s, r)
			if err != nil {
				t.Fatal(err)
			}
			got := "nothing"
			if risk := f.Reasons[0].AtRisk; risk != nil {
				got = fmt.Sprint(*risk)
			}
			if got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// What cannot be told comes last, whatever its size; among equals more checkouts come first.
func TestReasonsAreSorted(t *testing.T) {
	r := request(t)
	in := r.From.Start(r.Zone)
	s := &shop{}
	s.add(fact{kind: FactOrder, at: in, currency: r.Currency, is: []Predicate{IfPriced}, number: map[Field]int64{FieldValue: 100}})
	s.leave(1, in, false, "IRR", 1, "few", "all")
	s.leave(2, in, false, "IRR", 1, "more", "all")
	s.leave(1, in, true, "IRR", 1, "costly", "all")
	f, err := BuildFriction(context.Background(), s, r)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, reason := range f.Reasons {
		got = append(got, reason.Reason)
	}
	if fmt.Sprint(got) != "[costly more few all]" {
		t.Errorf("got %v", got)
	}
}

func TestWholeOf(t *testing.T) {
	for text, want := range map[string]int64{
		"0": 0, "1/2": 0, "3/2": 2, "5/2": 2, "5/3": 2, "4/3": 1, "9223372036854775808": math.MaxInt64,
	} {
		r, _ := new(big.Rat).SetString(text)
		if got := wholeOf(r); got != want {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
}
