package metric

import (
	"context"
	"fmt"
	"testing"

	"github.com/safar-cx/safar/sdk/event"
)

func TestTouchpoints(t *testing.T) {
	r := request(t)
	in, before := r.From.Start(r.Zone), r.From.Add(-1).Start(r.Zone)
	s := &shop{}
	met := func(name, session string, n int64, stage event.Stage, surface event.Surface, is ...Predicate) {
		is = append(is, IfStage(stage), IfSurface(surface))
		s.add(fact{kind: FactContact, at: in, identity: session, is: is, number: map[Field]int64{FieldCount: n},
			by: map[Dimension]string{ByTouchpoint: name}})
	}
	// A button that is mostly looked at, but used in the purchase; web and app alike.
	met("button", "1", 90, event.Awareness, event.SurfaceWeb, IfShown, IfGeneric)
	met("button", "2", 9, event.Awareness, event.SurfaceApp, IfClicked, IfGeneric)
	met("button", "2", 1, event.Purchase, event.SurfaceApp)
	met("till", "1", 5, event.Purchase, event.SurfaceStore)
	met("till", "1", 5, event.Evaluation, event.SurfaceStore)
	met("clicked more than seen", "1", 2, event.Awareness, event.SurfaceAd, IfShown)
	met("clicked more than seen", "1", 3, event.Awareness, event.SurfaceAd, IfClicked)
	met("link", "1", 1, event.Return, event.SurfaceOther, IfClicked, IfGeneric)
	s.add(fact{kind: FactContact, at: before, identity: "9", is: []Predicate{IfShown}, number: map[Field]int64{FieldCount: 4},
		by: map[Dimension]string{ByTouchpoint: "button"}})
	s.add(fact{kind: FactContact, at: before, identity: "9", number: map[Field]int64{FieldCount: 4},
		by: map[Dimension]string{ByTouchpoint: "gone"}})
	for i, currency := range []string{r.Currency, "EUR", r.Currency} {
		s.add(fact{kind: FactMeeting, at: in, currency: currency, number: map[Field]int64{FieldValue: int64(100 + i)},
			by: map[Dimension]string{ByTouchpoint: "button"}})
	}
	s.add(fact{kind: FactMeeting, at: before, currency: r.Currency, number: map[Field]int64{FieldValue: 7},
		by: map[Dimension]string{ByTouchpoint: "button"}})
	s.add(fact{kind: FactMeeting, at: in, currency: "EUR", by: map[Dimension]string{ByTouchpoint: "met the day before"}})
	report, err := BuildTouchpoints(context.Background(), s, r)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range report.Touchpoints {
		got = append(got, fmt.Sprintf("%s %s %s: %d of %d, %d/%d %s [%s, %s] before %d; %d orders %v before %d %v", p.Name, p.Stage, p.Surface,
			p.Events, p.Sessions, p.CTR.Numerator, *p.CTR.Denominator, show(p.CTR.Value), show(p.Low), show(p.High), p.Previous.Events,
			p.Orders, p.Revenue, p.Previous.Orders, p.Previous.Revenue))
	}
	want := []string{
		"button purchase web: 100 of 2, 9/90 0.1 [0.0535068, 0.179242] before 4; 3 orders [{IRR 202} {EUR 101}] before 1 [{IRR 7}]",
		"till evaluation store: 10 of 1, 0/0 none [none, none] before 0; 0 orders [{IRR 0}] before 0 [{IRR 0}]",
		"clicked more than seen awareness ad: 5 of 1, 3/2 1.5 [none, none] before 0; 0 orders [{IRR 0}] before 0 [{IRR 0}]",
		"link return other: 1 of 1, 1/0 none [none, none] before 0; 0 orders [{IRR 0}] before 0 [{IRR 0}]",
	}
	for i := range want {
		if i >= len(got) || got[i] != want[i] {
			t.Errorf("got  %q\nwant %q", got, want)
			break
		}
	}
	if len(got) != len(want) || report.LeftOut != 0 {
		t.Errorf("%d touchpoints, %d left out", len(got), report.LeftOut)
	}
}

func TestTouchpointsAreBounded(t *testing.T) {
	r := request(t)
	s := &shop{}
	for n := range maxTouchpoints + 3 {
		s.add(fact{kind: FactContact, at: r.From.Start(r.Zone), number: map[Field]int64{FieldCount: int64(n + 1)},
			by: map[Dimension]string{ByTouchpoint: fmt.Sprint(n + 1)}})
	}
	report, err := BuildTouchpoints(context.Background(), s, r)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(report.Touchpoints); n != maxTouchpoints || report.LeftOut != 3 || report.Touchpoints[n-1].Name != "4" {
		t.Errorf("%d touchpoints, %d left out", n, report.LeftOut)
	}
}
