package main

import (
	"fmt"
	"strings"

	"github.com/safar-cx/safar/sdk/event"
)

// vocabulary tells the names that have a meaning, stage by stage.
func vocabulary() string {
	var out strings.Builder
	for _, stage := range event.Stages() {
		t := newTable("name", "params", "friction", "sent by")
		for _, n := range event.Names() {
			if n.Stage == stage {
				t.row(code(n.Name), paramsOf(n.Params), frictionOf(n), senderOf(n))
			}
		}
		fmt.Fprintf(&out, "\n### %s\n\n%s", capital(string(stage)), t.String())
	}
	out.WriteByte('\n')
	return out.String()
}

func paramsOf(params []event.Param) string {
	var words []string
	for _, p := range params {
		word := code(p.Key)
		switch {
		case p.Required:
			word += " (required)"
		case p.Type == event.TypeScore:
			word += fmt.Sprintf(" (%d to %d)", p.Min, p.Max)
		case p.Key == "reason", p.Key == "kind", p.Key == "stage":
			// Told below the table.
		case p.Type == event.TypeChoice:
			word += " (" + strings.Join(p.Choices, ", ") + ")"
		}
		words = append(words, word)
	}
	return strings.Join(words, ", ")
}

func frictionOf(n event.Name) string {
	switch n.Friction {
	case event.FrictionAlways:
		return "yes: " + code(n.Reason)
	case event.FrictionWithReason:
		return "with a reason"
	}
	return ""
}

func senderOf(n event.Name) string {
	if n.ServerOnly {
		return "servers only"
	}
	return ""
}

// reasons tells the reasons of friction and the names that have them by default.
func reasons() string {
	t := newTable("reason", "default of")
	for _, r := range event.Reasons() {
		var names []string
		for _, n := range event.Names() {
			if n.Reason == r {
				names = append(names, n.Name)
			}
		}
		t.row(code(r), codes(names))
	}
	return "\n" + t.String() + "\n"
}
