package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
)

// table gathers results by group and case, in the order of their first appearance.
type table struct{ groups []*group }

type group struct {
	name     string
	compared bool // the cases are held against the first
	units    []string
	cases    []*entry
}

// entry is a case: what each round said, by unit.
type entry struct {
	name   string
	rounds map[string][]float64
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
		i, g.cases = len(g.cases), append(g.cases, &entry{name: r.name, rounds: map[string][]float64{}})
	}
	for _, v := range r.values {
		if !slices.Contains(g.units, v.unit) {
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
				if rounds := e.rounds[unit]; len(rounds) > 0 {
					cell = short(median(rounds))
					if g.compared && i > 0 {
						cell += "  " + ratio(rounds, g.cases[0].rounds[unit])
					}
				}
				cells = append(cells, cell)
			}
			fmt.Fprintln(w, strings.Join(cells, "\t"))
		}
	}
	return w.Flush()
}

// ratio is the median of the ratios within each round, and the farthest that one lies from
// it. Where the base is nothing there is none.
func ratio(rounds, base []float64) string {
	var ratios []float64
	for i := range min(len(rounds), len(base)) {
		if base[i] == 0 {
			return "x-"
		}
		ratios = append(ratios, rounds[i]/base[i])
	}
	if len(ratios) == 0 {
		return "x-"
	}
	middle, far := median(ratios), 0.0
	for _, r := range ratios {
		far = max(far, math.Abs(r-middle))
	}
	return fmt.Sprintf("x%.2f ±%.2f", middle, far)
}

func median(all []float64) float64 {
	sorted := slices.Sorted(slices.Values(all))
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

// short is a number in three digits or so: 827k, 4.41M.
func short(v float64) string {
	suffix := ""
	for _, s := range []string{"k", "M", "G"} {
		if math.Abs(v) < 999.5 {
			break
		}
		v, suffix = v/1000, s
	}
	switch {
	case suffix == "" && v == math.Trunc(v), math.Abs(v) >= 99.95:
		return strconv.FormatFloat(v, 'f', 0, 64) + suffix
	case math.Abs(v) >= 9.995:
		return strconv.FormatFloat(v, 'f', 1, 64) + suffix
	}
	return strconv.FormatFloat(v, 'f', 2, 64) + suffix
}
