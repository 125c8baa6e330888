package journey

import (
	"slices"

	"github.com/safar-cx/safar/sdk/event"
)

// Refused is a field of a form that would not take what was entered with digits of one class.
type Refused struct {
	Form, Field string // by the names that the page gives them, "" where it gives none
	Digits      string // latin, persian or arabic
}

// Refusal is an entry with digits that a field refused.
type Refusal struct {
	Refused
	Time    int64
	Person  Person
	Session int
	Surface string
}

// Stumble is a field that refused digits in a checkout, however often it did.
type Stumble struct {
	Refused
	Checkout int
}

// refusal notes what an event says of a field that refused digits, and that its checkout, if it
// was seen in any, stumbled over that.
func (f *fold) refusal(i, checkout int) {
	h := f.hits[i]
	p := h.Event.Params
	of := Refused{placeOf(p.Text("form")), placeOf(p.Text("field")), p.Text("digits")}
	if h.Event.Name != event.NameFormError || of.Digits == "" {
		return
	}
	f.facts.Refusals = append(f.facts.Refusals, Refusal{
		Refused: of, Time: h.Time, Person: f.persons[i], Session: f.session[i], Surface: string(h.Event.Surface),
	})
	if checkout == None || slices.Contains(f.stumbled[checkout], of) {
		return
	}
	f.stumbled[checkout] = append(f.stumbled[checkout], of)
	f.facts.Stumbles = append(f.facts.Stumbles, Stumble{of, checkout})
}
