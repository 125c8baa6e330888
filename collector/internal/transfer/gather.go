package transfer

import (
	"cmp"
	"container/list"
	"fmt"
	"hash/maphash"
	"slices"
)

// OrderWindow is how many rows two rows of an order, one after the other, may be apart.
const OrderWindow = 1000

// maxClosed is how many finished orders are remembered, so that a row that comes too late
// is recognised: 8 bytes and overhead each, some 40 MB at the most.
const maxClosed = 1 << 20

// gatherer collects the rows of orders.
type gatherer struct {
	builder *builder
	column  string // that tells the order
	index   int    // of the column
	open    map[string]*draft
	queue   *list.List // open drafts, that whose latest row is the oldest first
	last    *draft     // that the row before belonged to
	// spoiled is the line of an unreadable row since the last readable one, 0 for none.
	spoiled int

	seed   maphash.Seed
	closed map[uint64]struct{}
	older  map[uint64]struct{}
}

// draft is an order whose rows are still coming in.
type draft struct {
	key    string
	line   int // of its first row
	latest int // number of its latest row
	place  *list.Element
	input  string
	fault  *LineError // why it can't be used

	content content
}

func newGatherer(b *builder, column string, index int) *gatherer {
	return &gatherer{
		builder: b, column: column, index: index, open: map[string]*draft{}, queue: list.New(), seed: maphash.MakeSeed(),
		closed: map[uint64]struct{}{}, older: map[uint64]struct{}{},
	}
}

// add takes a row, or a row with the reason why it can't be used, and returns what is
// complete by now.
func (g *gatherer) add(r row, bad *LineError) []result {
	out := g.close(r.number - OrderWindow - 1)
	key := r.cells[g.index]
	if key == "" {
		return append(out, result{err: fault(r, "missing_transaction_id", g.column, fmt.Errorf("is empty; it tells which order the row belongs to"))})
	}
	d := g.open[key]
	if d == nil {
		if g.wasClosed(key) {
			return append(out, result{err: fault(r, codeUnsorted, g.column,
				fmt.Errorf("order %s has ended more than %d rows before; sort the file by order", clip(key), OrderWindow))})
		}
		d = &draft{key: key, line: r.line, input: r.input, content: content{fields: map[string]string{}}}
		if g.builder.value {
			d.content.value = &amount{}
		}
		g.open[key] = d
		d.place = g.queue.PushBack(d)
	}
	d.latest = r.number
	g.queue.MoveToBack(d.place)
	g.last = d
	if g.spoiled > 0 {
		d.spoil(g.spoiled)
		g.spoiled = 0
	}
	var p parsed
	if bad == nil {
		p, bad = g.builder.parse(r)
	}
	if bad != nil {
		d.spoil(r.line)
		return append(out, result{err: bad})
	}
	d.take(p)
	return out
}

// spoil says that an unreadable row has come: it may have belonged to the order before it
// or to the one after.
func (g *gatherer) spoil(line int) {
	if g.last != nil {
		g.last.spoil(line)
	}
	g.spoiled = line
}

// close finishes the orders whose latest row is the given one or an earlier one.
func (g *gatherer) close(number int) []result {
	var out []result
	for first := g.queue.Front(); first != nil; first = g.queue.Front() {
		d := first.Value.(*draft)
		if d.latest > number {
			break
		}
		g.queue.Remove(first)
		out = append(out, d.finish(g.builder))
		g.remember(d.key)
	}
	return out
}

// rest finishes all orders, at the end of the file, in the order of their beginnings.
func (g *gatherer) rest() []result {
	var left []*draft
	for e := g.queue.Front(); e != nil; e = e.Next() {
		left = append(left, e.Value.(*draft))
	}
	slices.SortFunc(left, func(a, b *draft) int { return cmp.Compare(a.line, b.line) })
	out := make([]result, len(left))
	for i, d := range left {
		out[i] = d.finish(g.builder)
	}
	return out
}

func (g *gatherer) remember(key string) {
	delete(g.open, key)
	if len(g.closed) >= maxClosed {
		g.closed, g.older = map[uint64]struct{}{}, g.closed
	}
	g.closed[maphash.String(g.seed, key)] = struct{}{}
}

func (g *gatherer) wasClosed(key string) bool {
	h := maphash.String(g.seed, key)
	_, recent := g.closed[h]
	_, older := g.older[h]
	return recent || older
}

// take adds a row: its item, its amount, and what the rows before left empty.
func (d *draft) take(p parsed) {
	for field, text := range p.fields {
		if d.content.fields[field] == "" {
			d.content.fields[field] = text
		}
	}
	if p.item != nil {
		d.content.add(p.item)
	}
	if d.content.value != nil {
		d.content.value.add(p.amount)
	}
}

func (d *draft) spoil(line int) {
	if d.fault == nil {
		d.fault = &LineError{Line: d.line, Code: codeIncompleteOrder, Input: d.input,
			Message: fmt.Sprintf("order %s is left out: line %d could not be read and may be a part of it", clip(d.key), line)}
	}
}

func (d *draft) finish(b *builder) result {
	if d.fault == nil && d.content.fields["time"] == "" {
		d.fault = &LineError{Line: d.line, Code: codeInvalidTime, Field: "time", Message: errTimeless.Error(), Input: d.input}
	}
	if d.fault != nil {
		return result{err: d.fault}
	}
	e := b.event(d.content)
	if d.content.fields["id"] == "" {
		e["id"] = makeID("order", d.content.fields["name"], d.key)
	}
	return result{entry: Entry{Line: d.line, Raw: encode(e), Input: d.input, ItemsLeftOut: d.content.more}}
}
