package metric

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// way is a number of sessions that got to a step by way of all before it.
func (s *shop) way(n int, at time.Time, to FunnelStep) {
	var is []Predicate
	for _, step := range FunnelSteps()[:to+1] {
		is = append(is, IfReached(step), IfClosed(step))
	}
	for range n {
		s.add(fact{kind: FactSession, at: at, is: is})
	}
}

const (
	stepVisit FunnelStep = iota
	stepView
	stepCart
)

func TestFunnel(t *testing.T) {
	r := request(t)
	in, before := r.From.Start(r.Zone), r.From.Add(-1).Start(r.Zone)
	s := &shop{}
	s.way(690, in, stepVisit)
	s.way(210, in, stepView)
	s.way(100, in, stepCart)
	s.way(500, before, stepVisit)
	s.way(260, before, stepView)
	s.way(140, before, stepCart)
	s.way(7, before.AddDate(0, -2, 0), stepCart)
	saw := func(session, reason string, at FunnelStep, is ...Predicate) {
		s.add(fact{kind: FactObstacle, at: in, identity: session, is: append(is, IfAt(at)), by: map[Dimension]string{ByReason: reason}})
	}
	for _, session := range []string{"1", "2", "3", "3"} {
		saw(session, event.ReasonCouponDenied, stepCart, IfCertain)
	}
	saw("1", event.ReasonBlockedUI, stepCart, IfCertain)
	saw("1", event.ReasonGatewayLost, stepCart)
	saw("4", event.NameAlertDisplayed, stepCart, IfCertain)
	f, err := BuildFunnel(context.Background(), s, r, FunnelOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if f.Mode != Reached || len(f.Steps) != 7 || f.Compared == nil {
		t.Fatalf("%s, %d steps, compared %v", f.Mode, len(f.Steps), f.Compared)
	}
	for i, want := range []struct {
		count, lost, before int64
		share               float64
		continued, previous string
		low, high           string
		significant         bool
	}{
		{1000, 690, 900, 1, "none", "none", "none", "none", false},
		{310, 210, 400, 0.31, "0.31", "0.444444", "0.282108", "0.339347", true}, // 310/1000 by 400/900
		{100, 100, 140, 0.1, "0.322581", "0.35", "0.272989", "0.376516", false}, // 100/310 by 140/400
		{0, 0, 0, 0, "0", "0", "0", "0.0369935", false},
		{0, 0, 0, 0, "none", "none", "none", "none", false},
	} {
		got := f.Steps[i]
		values := func(f *Figure) *float64 {
			if f == nil {
				return nil
			}
			return f.Value
		}
		if got.Count != want.count || got.Lost != want.lost || got.Previous.Count != want.before || *got.Share.Value != want.share ||
			show(values(got.Continued)) != want.continued || show(values(got.Previous.Continued)) != want.previous ||
			show(got.Low) != want.low || show(got.High) != want.high || got.Significant != want.significant {
			t.Errorf("%s: %+v (continued %s in [%s, %s], before %s), want %+v", got.Step.ID(), got, show(values(got.Continued)),
				show(got.Low), show(got.High), show(values(got.Previous.Continued)), want)
		}
	}
	want := []Seen{{event.ReasonCouponDenied, 3}, {event.NameAlertDisplayed, 1}, {event.ReasonBlockedUI, 1}}
	if got := f.Steps[stepCart].Frictions; len(got) != 3 || got[0] != want[0] || got[1] != want[1] || got[2] != want[2] {
		t.Errorf("frictions %v, want %v", got, want)
	}
	if got := f.Steps[stepView].Frictions; len(got) != 0 {
		t.Errorf("frictions of another step: %v", got)
	}
}

// Who ordered is not lost.
func TestNobodyIsLostAtTheOrder(t *testing.T) {
	r := request(t)
	s := &shop{}
	steps := FunnelSteps()
	s.way(3, r.From.Start(r.Zone), steps[len(steps)-1])
	s.way(2, r.From.Start(r.Zone), steps[len(steps)-2])
	f, err := BuildFunnel(context.Background(), s, r, FunnelOptions{Mode: Reached})
	if err != nil {
		t.Fatal(err)
	}
	if payment, order := f.Steps[len(steps)-2], f.Steps[len(steps)-1]; payment.Lost != 2 || order.Count != 3 || order.Lost != 0 {
		t.Errorf("%d lost at the payment, %d of %d at the order", payment.Lost, order.Lost, order.Count)
	}
}

func TestFunnelOfNobody(t *testing.T) {
	r := request(t)
	r.Compare = Nothing
	f, err := BuildFunnel(context.Background(), &shop{}, r, FunnelOptions{Mode: Closed})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range f.Steps {
		if s.Count != 0 || s.Share.Value != nil || s.Continued != nil || s.Previous != nil || len(s.Frictions) != 0 {
			t.Errorf("%s: %+v", s.Step.ID(), s)
		}
	}
}

// What every report of this kind refuses.
func TestFindingsRefuse(t *testing.T) {
	r := request(t)
	r.Filters = []Filter{{Dimension: ByReason, Values: []string{"x"}}}
	var refused *RequestError
	if _, err := BuildFriction(context.Background(), &shop{}, r); !errors.As(err, &refused) || refused.Code != InvalidDimension {
		t.Errorf("a filter by reason: %v", err)
	}
	r = request(t)
	r.From = r.To.Add(1)
	if _, err := BuildFeedback(context.Background(), &shop{}, r); !errors.As(err, &refused) || refused.Code != InvalidRange {
		t.Errorf("an empty range: %v", err)
	}
	if _, err := BuildFunnel(context.Background(), &shop{}, request(t), FunnelOptions{Mode: "open"}); !errors.As(err, &refused) || refused.Field != "mode" {
		t.Errorf("a mode of its own: %v", err)
	}
	broken := errors.New("broken")
	if _, err := BuildTouchpoints(context.Background(), &shop{err: broken}, request(t)); !errors.Is(err, broken) {
		t.Errorf("a broken source: %v", err)
	}
}
