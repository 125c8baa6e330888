package sqlite

import "encoding/binary"

// body is what a part says, in bytes: the rows of sums, then those of ranks, whose instants are
// differences from one to the next.
func (c *part) body() []byte {
	w := bodyWriter{}
	w.length(len(c.sums))
	for i := range c.sums {
		row := &c.sums[i]
		w.text(row.group)
		w.text(row.currency)
		w.numbers(row.sums)
		w.length(len(row.squares))
		for _, n := range row.squares {
			w.text(n)
		}
	}
	w.length(len(c.ranks))
	for i := range c.ranks {
		row := &c.ranks[i]
		w.text(row.group)
		w.number(row.always)
		w.rising(row.before)
		w.rising(row.after)
	}
	return w.b
}

// readBody reads what body wrote. What is cut short or damaged is an error.
func (c *part) readBody(b string) error {
	r := rowReader{left: b, plain: true}
	for range r.length() {
		row := sumRow{group: r.text(), currency: r.text(), sums: r.numbers()}
		for range r.length() {
			row.squares = append(row.squares, r.text())
		}
		c.sums = append(c.sums, row)
	}
	for range r.length() {
		c.ranks = append(c.ranks, rankRow{group: r.text(), always: r.varint(), before: r.rising(), after: r.rising()})
	}
	return r.err
}

// bodyWriter writes numbers and texts so that a rowReader reads them.
type bodyWriter struct{ b []byte }

func (w *bodyWriter) length(n int) { w.b = binary.AppendUvarint(w.b, uint64(n)) }

func (w *bodyWriter) number(n int64) { w.b = binary.AppendVarint(w.b, n) }

func (w *bodyWriter) text(s string) {
	w.length(len(s))
	w.b = append(w.b, s...)
}

func (w *bodyWriter) numbers(list []int64) {
	w.length(len(list))
	for _, n := range list {
		w.number(n)
	}
}

func (w *bodyWriter) rising(list []int64) {
	w.length(len(list))
	var last int64
	for _, n := range list {
		w.number(n - last)
		last = n
	}
}

func (r *rowReader) numbers() []int64 {
	list := make([]int64, r.length())
	for i := range list {
		list[i] = r.varint()
	}
	return list
}

func (r *rowReader) rising() []int64 {
	list := r.numbers()
	for i := range list[min(1, len(list)):] {
		list[i+1] += list[i]
	}
	return list
}
