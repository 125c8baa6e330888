package terminal

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/safar-cx/safar/sdk/event"
)

// Options is how a report is shown.
type Options struct {
	// Width is the number of columns that tables of groups and series may take. Defaults
	// to 100.
	Width int
	// Color allows colours.
	Color bool
	// Names are what merchants call the metrics, by id. Defaults to the ids themselves.
	Names map[string]string
}

const stillFolding = "Events are still being worked in; ask again in a moment for all of them."

// maxGroups is how many groups are shown; the rest can be had as JSON.
const maxGroups = 30

// Write writes a report: its stages one after the other, then the series, then the groups.
func Write(w io.Writer, r Report, o Options) error {
	if o.Width == 0 {
		o.Width = 100
	}
	p := &printer{w: w, o: o}
	p.head(r.Head)
	p.stages(r.Metrics)
	p.series(r.Metrics)
	p.groups(r)
	p.notes(r)
	return p.err
}

// printer stops at the first error.
type printer struct {
	w   io.Writer
	o   Options
	err error
}

func (p *printer) line(s style, format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintln(p.w, s.paint(fmt.Sprintf(format, args...), p.o.Color))
	}
}

func (p *printer) table(t *table) {
	if p.err == nil {
		p.err = t.write(p.w, p.o.Color)
	}
}

func (p *printer) head(r Head) {
	p.line(bold, "%s  %s to %s", clean(r.Site), clean(r.From), clean(r.To))
	p.line(faint, "Days in %s, money in %s, as of %s", clean(r.Timezone), clean(r.Currency), clean(r.AsOf))
	if r.Compared != nil {
		p.line(faint, "Changes since %s to %s; better and worse are said where chance is an unlikely reason",
			clean(r.Compared.From), clean(r.Compared.To))
	}
}

// stages shows the metrics under the headings of their stages, in columns that run through.
func (p *printer) stages(metrics []Metric) {
	all := table{}
	rows := map[string][][]cell{}
	for _, m := range metrics {
		more := p.metricRows(m)
		rows[m.Stage] = append(rows[m.Stage], more...)
		all.rows = append(all.rows, more...)
	}
	widths := all.columns()
	for _, stage := range event.Stages() {
		if len(rows[string(stage)]) == 0 {
			continue
		}
		p.line(plain, "")
		p.line(bold, "%s", strings.ToUpper(string(stage)))
		p.table(&table{indent: "  ", right: []bool{false, true, true, true, true}, rows: rows[string(stage)], widths: widths})
	}
}

// metricRows is a row for the metric and one for each further currency.
func (p *printer) metricRows(m Metric) [][]cell {
	rows := [][]cell{p.metricRow(m)}
	for _, c := range m.Currencies {
		lead, second := leading(m.Unit, clean(c.Currency), c.Figure)
		rows = append(rows, []cell{{text: "  in " + clean(c.Currency)}, {text: lead}, {second, faint}})
	}
	return rows
}

func (p *printer) metricRow(m Metric) []cell {
	name := cell{text: clip(p.nameOf(m.ID), 34)}
	if m.Value == "" {
		return []cell{name, {none, faint}, {"no data yet", faint}, {}, {}, {}, goal(m), pending(m)}
	}
	lead, second := leading(m.Unit, clean(m.Currency), m.Figure)
	row := []cell{name, {lead, bold}, {second, faint}, {text: interval(m)}, {text: change(m)}, verdict(m), goal(m), pending(m)}
	if m.Suspect {
		row = append(row, cell{"suspect", strong})
	}
	return row
}

func pending(m Metric) cell {
	if m.Pending == 0 {
		return cell{}
	}
	return cell{thousands(fmt.Sprint(m.Pending)) + " not settled yet", faint}
}

// leading orders a value and its counts: the counts first when there are few.
func leading(unit, currency string, f Figure) (first, second string) {
	v, counts := value(unit, currency, f.Value), basis(unit, f)
	if isFew(f) {
		return counts, v
	}
	return v, counts
}

// series shows a table with a row for each step and a column for each metric.
func (p *printer) series(metrics []Metric) {
	steps := map[string][]cell{}
	for i, m := range metrics {
		for _, s := range m.Series {
			if steps[s.Start] == nil {
				steps[s.Start] = make([]cell, len(metrics)+1)
				steps[s.Start][0] = cell{text: clean(s.Start)}
			}
			steps[s.Start][i+1] = figureCell(m, s.Figure)
		}
	}
	var rows [][]cell
	for _, start := range slices.Sorted(maps.Keys(steps)) {
		rows = append(rows, steps[start])
	}
	p.grid("BEGINNING", metrics, rows)
}

// groups shows a table with a row for each group and a column for each metric.
func (p *printer) groups(r Report) {
	var grid [][]cell
	for _, g := range r.Groups[:min(len(r.Groups), maxGroups)] {
		row := []cell{{text: clip(clean(g.Key), 30)}}
		for _, m := range r.Metrics {
			c := cell{}
			for _, own := range g.Metrics {
				if own.ID == m.ID {
					c = figureCell(own, own.Figure)
				}
			}
			row = append(row, c)
		}
		grid = append(grid, row)
	}
	p.grid("GROUP", r.Metrics, grid)
	if more := len(r.Groups) - maxGroups; more > 0 {
		p.line(faint, "  and %d more groups (--json shows all)", more)
	}
}

// figureCell is a value in a grid; the currency stands at the head of the report.
func figureCell(m Metric, f Figure) cell {
	if f.Value == "" {
		return cell{none, faint}
	}
	first, _ := leading(m.Unit, "", f)
	return cell{text: first}
}

// grid writes rows under the metrics' names, in as many tables side by side as the width
// asks for. The first cell of a row is its title.
func (p *printer) grid(title string, metrics []Metric, rows [][]cell) {
	if len(rows) == 0 {
		return
	}
	first := cells(title)
	for _, row := range rows {
		first = max(first, cells(row[0].text))
	}
	for from := 0; from < len(metrics); {
		t := table{indent: "  ", right: []bool{false}}
		header := []cell{{title, bold}}
		width, to := len(t.indent)+first, from
		for ; to < len(metrics); to++ {
			name := clip(p.nameOf(metrics[to].ID), 28)
			column := cells(name)
			for _, row := range rows {
				column = max(column, cells(row[to+1].text))
			}
			if width += 2 + column; width > p.o.Width && to > from {
				break
			}
			header = append(header, cell{name, bold})
			t.right = append(t.right, true)
		}
		t.add(header...)
		for _, row := range rows {
			t.add(append([]cell{row[0]}, row[from+1:to+1]...)...)
		}
		p.line(plain, "")
		p.table(&t)
		from = to
	}
}

func (p *printer) notes(r Report) {
	var notes []string
	if r.Overlaps && len(r.Groups) > 0 {
		notes = append(notes, "A visitor, a customer or an order may be in several groups, so groups need not add up.")
	}
	if len(r.LeftOut) > 0 {
		names := make([]string, len(r.LeftOut))
		for i, id := range r.LeftOut {
			names[i] = p.nameOf(id)
		}
		notes = append(notes, "Left out, since they cannot be told apart like this: "+strings.Join(names, ", ")+".")
	}
	if slices.ContainsFunc(r.Metrics, func(m Metric) bool { return m.Pending > 0 }) {
		notes = append(notes, "“Not settled yet” is left out: it may still become an order.")
	}
	if slices.ContainsFunc(r.Metrics, func(m Metric) bool { return m.Suspect }) {
		notes = append(notes, "“Suspect”: the part exceeds its whole, so something is not reported.")
	}
	if r.Folding {
		notes = append(notes, stillFolding)
	}
	if len(notes) > 0 {
		p.line(plain, "")
	}
	for _, note := range notes {
		p.line(faint, "%s", note)
	}
}

// nameOf is what merchants call a metric.
func (p *printer) nameOf(id string) string {
	if name := p.o.Names[id]; name != "" {
		return clean(name)
	}
	return clean(id)
}
