package terminal

import (
	"fmt"
	"io"
	"strings"
)

// Reconciliation is the part of the API's answer about a shop's own orders that is shown.
type Reconciliation struct {
	Site        string       `json:"site"`
	From        string       `json:"from"`
	To          string       `json:"to"`
	Timezone    string       `json:"timezone"`
	Currency    string       `json:"currency"`
	AsOf        string       `json:"as_of"`
	Folding     bool         `json:"folding"`
	Matched     int          `json:"matched"`
	Shop        Side         `json:"shop"`
	Safar       Side         `json:"safar"`
	Differences []Difference `json:"differences"`
	LeftOut     int          `json:"left_out"`
	BadLines    []BadLine    `json:"bad_lines"`
	Bad         int          `json:"bad"`
}

// Side is what the orders of one side come to.
type Side struct {
	Orders     int      `json:"orders"`
	Value      Number   `json:"value"`
	Currencies []Amount `json:"currencies"`
}

// Difference is one thing on which the sides do not agree.
type Difference struct {
	Order string `json:"order"`
	Kind  string `json:"kind"`
	Shop  *Order `json:"shop"`
	Safar *Order `json:"safar"`
}

// Order is an order as one side has it.
type Order struct {
	Time      string `json:"time"`
	Value     Number `json:"value"`
	Currency  string `json:"currency"`
	Refunded  Number `json:"refunded"`
	Cancelled bool   `json:"cancelled"`
	Line      int    `json:"line"`
}

// BadLine is a line of the export that is no order.
type BadLine struct {
	Line    int    `json:"line"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// mostBadLines is how many bad lines are shown; the rest can be had as JSON.
const mostBadLines = 20

// differ says what each kind of difference is.
var differ = map[string]string{
	"missing_here":  "only the shop has it",
	"missing_there": "only Safar has it",
	"twice":         "twice in the list",
	"cancelled":     "cancelled on one side",
	"currency":      "currencies differ",
	"value":         "values differ",
	"refunded":      "refunds differ",
}

// WriteReconciliation writes what two lists of orders do not agree on.
func WriteReconciliation(w io.Writer, r Reconciliation, o Options) error {
	p := &printer{w: w, o: o}
	p.line(bold, "%s  %s to %s", clean(r.Site), clean(r.From), clean(r.To))
	p.line(faint, "Days in %s, as of %s", clean(r.Timezone), clean(r.AsOf))
	t := table{indent: "  ", right: []bool{false, true}}
	for _, side := range []struct {
		name string
		Side
	}{{"the shop", r.Shop}, {"Safar", r.Safar}} {
		sums := []string{value("money", clean(r.Currency), side.Value)}
		for _, a := range side.Currencies {
			sums = append(sums, value("money", clean(a.Currency), a.Value))
		}
		t.add(cell{text: side.name}, cell{plural(side.Orders, "order"), bold}, cell{text: strings.Join(sums, ", ")})
	}
	t.add(cell{text: "agree on"}, cell{plural(r.Matched, "order"), bold})
	p.table(&t)
	p.differences(r)
	p.badLines(r)
	if r.Folding {
		p.line(faint, "Events are still being worked in; ask again in a moment for all of them.")
	}
	return p.err
}

func (p *printer) differences(r Reconciliation) {
	p.line(plain, "")
	if len(r.Differences) == 0 {
		p.line(good, "no differences")
		return
	}
	t := table{indent: "  "}
	t.add(cell{"ORDER", bold}, cell{"DIFFERENCE", bold}, cell{"THE SHOP", bold}, cell{"SAFAR", bold})
	for i := range r.Differences {
		d := &r.Differences[i]
		said := differ[d.Kind]
		if said == "" {
			said = clean(d.Kind)
		}
		t.add(cell{text: clip(clean(d.Order), 30)}, cell{said, bad}, d.Shop.cell(d.Kind), d.Safar.cell(d.Kind))
	}
	p.table(&t)
	if r.LeftOut > 0 {
		p.line(faint, "  and %s more (--csv shows all)", thousands(fmt.Sprint(r.LeftOut)))
	}
}

// cell is what a side has of an order, in view of how the sides differ.
func (o *Order) cell(kind string) cell {
	if o == nil {
		return cell{none, faint}
	}
	date, clock := moment(o.Time)
	text := date + " " + clock + "  " + value("money", clean(o.Currency), o.Value)
	if kind == "refunded" {
		text = value("money", clean(o.Currency), o.Refunded) + " given back"
	}
	if o.Cancelled {
		text += ", cancelled"
	}
	if kind == "twice" {
		text += fmt.Sprintf(", line %d", o.Line)
	}
	return cell{text: text}
}

func (p *printer) badLines(r Reconciliation) {
	if r.Bad == 0 {
		return
	}
	p.line(plain, "")
	p.line(bold, "%s could not be read", plural(r.Bad, "line"))
	t := table{indent: "  ", right: []bool{true}}
	shown := r.BadLines[:min(len(r.BadLines), mostBadLines)]
	for _, b := range shown {
		t.add(cell{text: fmt.Sprint(b.Line)}, cell{clean(b.Code), bad}, cell{text: clean(b.Message)})
	}
	p.table(&t)
	if more := r.Bad - len(shown); more > 0 {
		p.line(faint, "  and %s more", thousands(fmt.Sprint(more)))
	}
}
