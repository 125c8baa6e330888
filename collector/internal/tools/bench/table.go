package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/safar-cx/safar/collector/internal/tools/rounds"
)

// table gathers results by group and case, in the order of their first appearance.
type table struct{ groups []*group }

type group struct {
	name     string
	compared bool // the cases are held against the first
	units    []string
	cases    []*entry
}

// goal ends the name of what is no measurement, but the most that one may be: its ratio, or
// itself where nothing is compared.
const goal = "-goal"

// entry is a case: what each round said, by unit.
type entry struct {
	name   string
	rounds map[string]rounds.Values
}

// add takes the next result. Rounds bring the same results in the same order.
func (t *table) add(r result) {
	i := slices.IndexFunc(t.groups, func(g *group) bool { return g.name == r.group })
	if i < 0 {
		i, t.groups = len(t.groups), append(t.groups, &group{name: r.group, compared: r.compared})
	}
	g := t.groups[i]
	i = slices.IndexFunc(g.cases, func(e *entry) bool { return e.name == r.name })
	if i < 0 {
		i, g.cases = len(g.cases), append(g.cases, &entry{name: r.name, rounds: map[string]rounds.Values{}})
	}
	for _, v := range r.values {
		if !strings.HasSuffix(v.unit, goal) && !slices.Contains(g.units, v.unit) {
			g.units = append(g.units, v.unit)
		}
		g.cases[i].rounds[v.unit] = append(g.cases[i].rounds[v.unit], v.amount)
	}
}

func (t *table) print(out io.Writer) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, g := range t.groups {
		title := g.name
		if g.compared {
			title += ", x " + g.cases[0].name
		}
		fmt.Fprintf(w, "\n%s\t%s\n", title, strings.Join(g.units, "\t"))
		for i, e := range g.cases {
			cells := []string{"  " + e.name}
			for _, unit := range g.units {
				cell := "-"
				if said := e.rounds[unit]; len(said) > 0 {
					cell = rounds.Short(said.Median())
					most := e.rounds[unit+goal]
					switch {
					case g.compared && i > 0:
						cell += "  " + said.Compared(g.cases[0].rounds[unit])
						if len(most) > 0 {
							cell += fmt.Sprintf(" (goal x%.2f)", most[0])
						}
					case !g.compared && len(most) > 0:
						cell += " (goal " + rounds.Short(most[0]) + ")"
					}
				}
				cells = append(cells, cell)
			}
			fmt.Fprintln(w, strings.Join(cells, "\t"))
		}
	}
	return w.Flush()
}
