package metric

import (
	"cmp"
	"encoding/json"
	"slices"
)

// maxRefusals is how many fields are listed.
const maxRefusals = 100

// Entry is what a field was given and refused: digits of one class. As a text it is a value of
// ByEntry.
type Entry struct {
	Form, Field string // by the names that the page gives them, "" where it gives none
	Digits      string // latin, persian or arabic
}

// String is the entry as JSON, which no name can break.
func (e Entry) String() string {
	text, _ := json.Marshal([]string{e.Form, e.Field, e.Digits}) // texts never fail
	return string(text)
}

// readEntry is the entry that a text stands for.
func readEntry(text string) (e Entry, ok bool) {
	var parts []string
	if err := json.Unmarshal([]byte(text), &parts); err != nil || len(parts) != 3 {
		return e, false
	}
	return Entry{parts[0], parts[1], parts[2]}, true
}

// Refusal is a field that refused digits. Times and People are of the range, also before and
// without a checkout; the toll is of the matured checkouts of the range in which it was seen.
type Refusal struct {
	Entry
	RefusalCounts
	Toll
	// Previous is the same over the compared period; nil without one.
	Previous *RefusalCounts
}

// RefusalCounts are how often a field refused digits, and how many people's.
type RefusalCounts struct{ Times, People int64 }

// The measures of each entry.
const (
	timesRefused = iota
	peopleRefused
	stumbled
	abandonedStumbled
	leftStumbled
)

func refusalMeasures() []Measure {
	seen := Measure{Fact: FactStumble, Where: []Predicate{IfMatured}}
	return []Measure{
		timesRefused:      {Fact: FactRefusal},
		peopleRefused:     {Fact: FactRefusal, Field: FieldPerson, Distinct: true},
		stumbled:          seen,
		abandonedStumbled: seen.where(IfNotCompleted),
		leftStumbled:      seen.where(IfNotCompleted).sum(FieldLeft),
	}
}

// addRefusals lists the fields of which something was refused in the range, and those that a
// checkout of the range met with after it.
func (f *finding) addRefusals(out *FrictionReport, found *sums) {
	for _, text := range found.groups {
		entry, ok := readEntry(text)
		if !ok {
			continue
		}
		r := Refusal{Entry: entry, RefusalCounts: refusalCounts(found, inRange, text)}
		r.With = share(found.at(abandonedStumbled, inRange, text), found.at(stumbled, inRange, text))
		if r.Times == 0 && *r.With.Denominator == 0 {
			continue
		}
		r.LeftBehind = f.amounts(found, leftStumbled, inRange, text)
		r.weigh(out)
		if f.compared != nil {
			previous := refusalCounts(found, inCompared, text)
			r.Previous = &previous
		}
		out.Refusals = append(out.Refusals, r)
	}
	slices.SortFunc(out.Refusals, func(a, b Refusal) int {
		return cmp.Or(cmp.Compare(b.People, a.People), cmp.Compare(b.Times, a.Times), cmp.Compare(a.Form, b.Form),
			cmp.Compare(a.Field, b.Field), cmp.Compare(a.Digits, b.Digits))
	})
	out.RefusalsLeftOut = max(0, len(out.Refusals)-maxRefusals)
	out.Refusals = out.Refusals[:len(out.Refusals)-out.RefusalsLeftOut]
	out.RefusalsLeftOut += int(found.folded)
}

func refusalCounts(found *sums, bucket int, text string) RefusalCounts {
	return RefusalCounts{found.at(timesRefused, bucket, text), found.at(peopleRefused, bucket, text)}
}
