package tagtest

import (
	"cmp"
	"slices"

	"github.com/safar-cx/safar/sdk/event"
)

func sortEvents(all []event.Event) {
	slices.SortStableFunc(all, func(a, b event.Event) int {
		return cmp.Or(a.Time.Compare(b.Time), cmp.Compare(a.ID, b.ID))
	})
}

func contains(all []event.Event, id string) bool {
	return slices.ContainsFunc(all, func(e event.Event) bool { return e.ID == id })
}

// named are the events of a name.
func named(all []event.Event, name string) []event.Event {
	var some []event.Event
	for _, e := range all {
		if e.Name == name {
			some = append(some, e)
		}
	}
	return some
}

func names(all []event.Event) []string {
	var list []string
	for _, e := range all {
		list = append(list, e.Name)
	}
	return list
}

// told are the names without what passes by itself.
func told(all []event.Event) []string {
	return slices.DeleteFunc(names(all), func(name string) bool {
		return name == event.NameUserEngagement || name == event.NameWebVitals
	})
}
