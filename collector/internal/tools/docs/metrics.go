package main

import (
	"fmt"
	"strings"

	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/sdk/event"
)

// metrics tells the catalogue stage by stage.
func metrics() string {
	var out strings.Builder
	for _, stage := range event.Stages() {
		t := newTable("id", "name", "definition", "unit", "day", "adds up")
		for _, d := range metric.All() {
			if d.Stage != stage {
				continue
			}
			adds := "no"
			if d.Additive {
				adds = "yes"
			}
			unit := string(d.Unit)
			if d.MinInterval != "" {
				unit += ", series of a " + string(d.MinInterval) + " or longer"
			}
			t.row(code(d.ID), d.Name["en"], d.Definition["en"], unit, dayOf(d.Day), adds)
		}
		fmt.Fprintf(&out, "\n### %s\n\n%s", capital(string(stage)), t.String())
	}
	out.WriteByte('\n')
	return out.String()
}

// dayOf words the day on which a unit counts.
func dayOf(day string) string {
	switch day {
	case "session":
		return "the visit began"
	case "cart":
		return "the cart was opened"
	case "checkout":
		return "the checkout began"
	case "order":
		return "of the order"
	case "first order":
		return "of the first order"
	case "message":
		return "the message was delivered"
	case "event":
		return "of the event"
	}
	return day
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
