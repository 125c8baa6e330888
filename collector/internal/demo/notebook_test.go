package demo

import (
	"maps"
	"slices"
	"testing"
	"time"
)

// The merchant speaks of places that shoppers meet, and of days of the history.
func TestNotebookSpeaksOfTheShop(t *testing.T) {
	tehran, err := time.LoadLocation("Asia/Tehran")
	if err != nil {
		t.Fatal(err)
	}
	c := Config{Seed: 1, Zone: tehran, First: time.Date(2026, 8, 1, 0, 0, 0, 0, tehran), Days: 40, PerDay: 60, Shop: "https://shop.example"}
	w, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	met := map[string]bool{}
	for p := range w.Until(c.startOf(c.Days)) {
		met[p.Event.Touchpoint] = true
	}
	delete(met, "")
	n := c.Notebook()
	for _, said := range n.Touchpoints {
		if !met[said.Name] || said.Label == "" {
			t.Errorf("nobody meets %q, which is called %q", said.Name, said.Label)
		}
		delete(met, said.Name)
	}
	if len(met) > 0 {
		t.Errorf("nothing is said of %v", slices.Sorted(maps.Keys(met)))
	}
	var dates []string
	for _, a := range n.Annotations {
		dates = append(dates, a.Date)
	}
	if want := []string{"2026-08-13", "2026-08-23", "2026-09-01"}; !slices.Equal(dates, want) {
		t.Errorf("annotations of %v, want %v", dates, want)
	}
	c.Days = 10
	if n := c.Notebook(); len(n.Annotations) != 1 {
		t.Errorf("of ten days: %+v", n.Annotations)
	}
}
