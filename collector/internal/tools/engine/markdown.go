package engine

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/safar-cx/safar/collector/internal/tools/rounds"
)

// Markdown is the result as the documentation shows it.
func (r *Result) Markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Measured on %s: %d cores, %s, %s; a write of 4 KiB with its sync takes %.2f ms on that disk. Generator, floor and collector share the cores.\n\n",
		r.At.UTC().Format("2006-01-02"), r.Machine.Cores, r.Machine.Platform, r.Machine.Go, milliseconds(r.Machine.Sync))
	if len(r.Intakes) > 0 {
		if why := r.Invalid(); why != "" {
			fmt.Fprintf(&b, "**This run is invalid**: %s. Ratios and times below say little; processor time per 100,000 events says more.\n\n", why)
		}
		r.intakes(&b)
	}
	if o := r.Overload; o != nil {
		o.write(&b)
	}
	if len(r.Readings) > 0 {
		r.readings(&b)
	}
	r.goals(&b)
	if len(r.Mix) > 0 {
		r.mix(&b)
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

func (r *Result) intakes(b *strings.Builder) {
	fmt.Fprintf(b, "### Taking events in\n\nMedians of %d rounds; what follows a ratio is how far the rounds lie from it at most.\n\n", r.Rounds)
	t := newTable(b, "request", "program", "events/s answered", "x floor", "events/s folded", "CPU s per 100,000 answered", "folded", "by the generator", "p50 ms", "p99 ms",
		"MB idle", "MB peak", "bytes/event on disk", "of them events")
	for _, in := range r.Intakes {
		for _, side := range []struct {
			name string
			*Taking
		}{{"floor", &in.Floor}, {"Safar", &in.Safar}} {
			compared := "1"
			if side.Taking == &in.Safar {
				compared = in.Safar.Answered.Compared(in.Floor.Answered)
			}
			t.row(in.String(), side.name, whole(side.Answered), compared, whole(side.Folded), two(side.AnsweredCPU), two(side.FoldedCPU), two(side.GeneratorCPU),
				two(side.P50), two(side.P99), whole(side.Idle), whole(side.Peak), whole(side.Disk), whole(side.Raw))
		}
	}
	var events, bytes int64
	repeated := 0
	for _, in := range r.Intakes {
		events, bytes, repeated = events+int64(in.events), bytes+in.bytes, repeated+in.Safar.Repeated
	}
	fmt.Fprintf(b, "\nAn event has %.0f bytes of JSON as sent, with its share of the body around it.", float64(bytes)/float64(events))
	if repeated > 0 {
		fmt.Fprintf(b, " The collector told senders %d times to come again, which they did.", repeated)
	}
	b.WriteString("\n\n")
}

func (o *Overload) write(b *strings.Builder) {
	fmt.Fprintf(b, "### Overload\n\nBatches of %d at %d times the rate that was taken, whatever the answers are:\n\n", overloadSize, overloadTimes)
	t := newTable(b, "events/s meant", "offered", "taken", "requests told to come again", "without an answer", "p50 ms taken", "p99 ms taken", "p99 ms told to come again", "MB peak")
	t.row(number(o.Meant), number(o.Offered), number(o.Taken), fmt.Sprintf("%.1f%%", 100*o.Shed), number(float64(o.Failed)),
		decimal(o.TakenP50), decimal(o.TakenP99), decimal(o.ShedP99), number(o.Peak))
	b.WriteString("\n")
}

func (r *Result) readings(b *strings.Builder) {
	fmt.Fprintf(b, "### Asking\n\nShops of %d days; times are p50 / p99 in ms, ratios those of medians to the shop before.\n\n", shopDays)
	head := []string{"question"}
	for i, shop := range r.Readings {
		head = append(head, number(float64(shop.Events))+" events")
		if i > 0 {
			head = append(head, "ratio")
		}
	}
	t := newTable(b, head...)
	line := func(name string, cell func(*Reading) (string, float64)) {
		cells, before := []string{name}, math.NaN()
		for i, shop := range r.Readings {
			text, value := cell(shop)
			cells = append(cells, text)
			if i > 0 {
				cells = append(cells, decimal(value/before))
			}
			before = value
		}
		t.row(cells...)
	}
	for _, q := range questions() {
		line(q.name, func(shop *Reading) (string, float64) {
			p50, p99 := milliseconds(shop.Times[q.name].Quantile(0.5)), milliseconds(shop.Times[q.name].Quantile(0.99))
			return decimal(p50) + " / " + decimal(p99), p50
		})
	}
	for _, f := range []struct {
		name  string
		value func(*Reading) float64
	}{
		{"events/s while filled, folding included", func(s *Reading) float64 { return s.Loaded }},
		{"CPU s per 100,000 while filled", func(s *Reading) float64 { return s.CPU }},
		{"ms from start to first answer", func(s *Reading) float64 { return s.Ready }},
		{"s from start until the pages' days are summed up", func(s *Reading) float64 { return s.Prepared }},
		{"MB idle", func(s *Reading) float64 { return s.Idle }},
		{"MB peak", func(s *Reading) float64 { return s.Peak }},
		{"bytes/event on disk", func(s *Reading) float64 { return s.Disk }},
		{"bytes/event of them events", func(s *Reading) float64 { return s.Raw }},
		{"the same, to the events' JSON", func(s *Reading) float64 { return s.Raw / s.Sent }},
	} {
		line(f.name, func(s *Reading) (string, float64) { return decimal(f.value(s)), f.value(s) })
	}
	b.WriteString("\n")
}

func (r *Result) mix(b *strings.Builder) {
	names, all := r.Mix.Names(), 0
	for _, name := range names {
		all += r.Mix[name]
	}
	b.WriteString("### What was sent\n\nThe names of the events, in percent:")
	for i, name := range names {
		if i > 0 {
			b.WriteString(",")
		}
		fmt.Fprintf(b, " `%s` %.2f", name, 100*float64(r.Mix[name])/float64(all))
	}
	b.WriteString(".\n")
}

// table is a Markdown table under way.
type table struct{ *strings.Builder }

func newTable(b *strings.Builder, head ...string) table {
	t := table{b}
	t.row(head...)
	t.row(slices.Repeat([]string{"---"}, len(head))...)
	return t
}

func (t table) row(cells ...string) { t.WriteString("| " + strings.Join(cells, " | ") + " |\n") }

// Cells of figures; "-" where there is none.
func whole(v rounds.Values) string { return number(v.Median()) }
func two(v rounds.Values) string   { return decimal(v.Median()) }

// number is a whole number with commas.
func number(v float64) string {
	if math.IsNaN(v) {
		return "-"
	}
	text := fmt.Sprintf("%.0f", v)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// decimal has two digits after the point while they say something.
func decimal(v float64) string {
	switch {
	case math.IsNaN(v) || math.IsInf(v, 0):
		return "-"
	case v >= 100:
		return number(v)
	case v >= 10:
		return fmt.Sprintf("%.1f", v)
	}
	return fmt.Sprintf("%.2f", v)
}
