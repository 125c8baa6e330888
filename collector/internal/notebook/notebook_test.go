package notebook

import (
	"context"
	"errors"
	"testing"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/store"
)

// shelf is a Store that says always the same to what is new, and notes the bounds.
type shelf struct {
	Store
	err   error
	bound int
}

func (s *shelf) SetTouchpoint(_ context.Context, _ store.Touchpoint, most int) error {
	s.bound = most
	return s.err
}

func (s *shelf) SavePersona(_ context.Context, p store.Persona, most int) (store.Persona, error) {
	s.bound = most
	return p, s.err
}

func (s *shelf) SaveAnnotation(_ context.Context, a store.Annotation, most int) (store.Annotation, error) {
	s.bound = most
	return a, s.err
}

func (s *shelf) SetGoal(context.Context, store.Goal) error { return s.err }

var shop = store.Site{ID: 7, Settings: journey.Settings{Currency: "KWD"}}

// entries writes one entry of each kind that is bounded.
func entries(n *Notebook) map[string]func() error {
	ctx := context.Background()
	return map[string]func() error{
		"persona": func() error {
			_, err := n.SavePersona(ctx, shop, store.Persona{Name: "n", Filters: []string{"device:mobile"}})
			return err
		},
		"annotation": func() error {
			_, err := n.SaveAnnotation(ctx, shop, store.Annotation{Text: "t"}, "2026-10-01")
			return err
		},
		"touchpoint": func() error {
			_, err := n.SetTouchpoint(ctx, shop, store.Touchpoint{Name: "t"})
			return err
		},
	}
}

func TestWhatAStoreSaysIsWorded(t *testing.T) {
	s := &shelf{}
	bounds := map[string]int{"persona": 200, "annotation": 1000, "touchpoint": 1000}
	for what, write := range entries(New(s)) {
		var wrong *EntryError
		if s.err = nil; write() != nil || s.bound != bounds[what] {
			t.Errorf("%s: bound %d", what, s.bound)
		}
		if s.err = store.ErrFull; !errors.As(write(), &wrong) || wrong.Code != TooMany || wrong.Field != what || wrong.Hint == "" {
			t.Errorf("%s beyond the bound: %v", what, write())
		}
		if s.err = store.ErrExists; !errors.As(write(), &wrong) || wrong.Code != Exists || wrong.Field != "name" {
			t.Errorf("%s twice: %v", what, write())
		}
		for _, s.err = range []error{store.ErrNotFound, store.ErrUnavailable} {
			if err := write(); !errors.Is(err, s.err) {
				t.Errorf("%s: %v, want %v", what, err, s.err)
			}
		}
	}
}

func TestGoalsAreInTheSitesCurrency(t *testing.T) {
	n := New(&shelf{})
	ctx := context.Background()
	if g, err := n.SetGoal(ctx, shop, "aov", "1.12345"); err != nil || g != (store.Goal{Site: 7, Metric: "aov", Value: "1.12345"}) {
		t.Errorf("%+v, %v", g, err)
	}
	if _, err := n.SetGoal(ctx, shop, "aov", "1.123456"); err == nil {
		t.Error("a sixth digit is taken")
	}
	if tp, err := n.SetTouchpoint(ctx, shop, store.Touchpoint{Name: "t", Goal: metric.TouchpointGoal{Of: metric.AimRevenue, Value: "1.125"}}); err != nil || tp.Goal.Value != "1.125" || tp.Site != 7 {
		t.Errorf("%+v, %v", tp, err)
	}
}

func TestTextThatNobodyCanRead(t *testing.T) {
	for text, right := range map[string]bool{
		"نیم\u200cفاصله": true, "two\nlines": true, "a\x00b": false, "a\x1bb": false, "a\xffb": false, "\u202eabc": true,
	} {
		if _, err := textOf("note", text, 80, true); (err == nil) != right {
			t.Errorf("%q: %v", text, err)
		}
	}
	if _, err := textOf("name", "two\nlines", 80, false); err == nil {
		t.Error("a name of two lines is taken")
	}
}
