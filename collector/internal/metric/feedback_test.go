package metric

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

func TestStateOfMind(t *testing.T) {
	r := request(t)
	in, before := r.From.Start(r.Zone), r.From.Add(-1).Start(r.Zone)
	s := &shop{}
	felt := func(n int, at time.Time, stage event.Stage, thirds int64) {
		for range n {
			s.add(fact{kind: FactAnswer, at: at, is: []Predicate{IfStage(stage)}, number: map[Field]int64{FieldMood: thirds}})
		}
	}
	visits := func(n int, at time.Time, stage event.Stage, is ...Predicate) {
		for range n {
			s.add(fact{kind: FactSession, at: at, is: append(is, IfStage(stage))})
		}
	}
	// Five answers are enough, whatever went wrong; four are not, unless there is nothing else.
	felt(5, in, event.Return, 2)
	visits(10, in, event.Return, IfTroubled(event.Return))
	felt(4, in, event.Purchase, 6)
	visits(3, in, event.Purchase, IfTroubled(event.Purchase))
	visits(2, in, event.Purchase)
	felt(1, in, event.Advocacy, -6)
	visits(4, in, event.Evaluation)
	visits(1, before, event.Evaluation, IfTroubled(event.Evaluation))
	report, err := BuildFeedback(context.Background(), s, r)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{
		"awareness none  false 0 0 0 before none",
		"evaluation 0 neutral true 0 4 0 before -2",
		"purchase -1.2 sad true 4 5 3 before none", // -2 x 3/5
		"return 0.666667 happy false 5 10 10 before none",
		"advocacy -2 angry false 1 0 0 before none",
	} {
		s := report.Stages[i]
		got := fmt.Sprintf("%s %s %s %v %d %d %d before %s", s.Stage, show(s.Value), s.Face(), s.Inferred, s.Answers, s.Sessions, s.Troubled,
			show(s.Previous.Value))
		if got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

func TestFaces(t *testing.T) {
	for value, want := range map[float64]string{
		-2: "angry", -1.21: "angry", -1.2: "sad", -0.41: "sad", -0.4: "neutral", 0: "neutral", 0.4: "neutral",
		0.41: "happy", 1.2: "happy", 1.21: "excited", 2: "excited",
	} {
		if got := (&Mood{Value: &value}).Face(); got != want {
			t.Errorf("%v: %s, want %s", value, got, want)
		}
	}
}

func TestReplies(t *testing.T) {
	r := request(t)
	s := &shop{}
	for _, kind := range []string{"rating", "nps", "nps", "unheard of"} {
		s.add(fact{kind: FactReply, at: r.From.Start(r.Zone), is: when(len(s.facts) == 1, IfText), by: map[Dimension]string{ByKind: kind}})
	}
	report, err := BuildFeedback(context.Background(), s, r)
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(report.Answers); got != "[{nps 2 1} {rating 1 0}]" {
		t.Errorf("got %s", got)
	}
}
