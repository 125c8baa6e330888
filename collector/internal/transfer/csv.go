package transfer

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// maxRecord bounds what one CSV record may take from the file, in bytes: a quote that is
// opened and never closed would otherwise swallow everything after it.
const maxRecord = 64 << 10

// CSV reads a table through a Mapping.
type CSV struct {
	csv     *csv.Reader
	guard   *guard
	builder *builder
	orders  *gatherer // nil when each row is an event

	header  []string
	keep    []condition
	skipped int
	rows    int

	ready []result // made but not yet handed out
	done  bool

	writer *csv.Writer // see text
	buffer bytes.Buffer
}

// result is what Next returns.
type result struct {
	entry Entry
	err   error
}

// row is one record with its place in the file.
type row struct {
	line   int
	number int      // counting records
	cells  []string // by column; nil when the record could not be read
	input  string
}

// NewCSV reads the first line of a plain text (see Plain) and checks it against the mapping.
func NewCSV(r io.Reader, m Mapping) (*CSV, error) {
	if err := m.Validate(); err != nil {
		return nil, err
	}
	c := &CSV{guard: &guard{r: r, left: maxRecord}}
	c.csv = csv.NewReader(c.guard)
	c.csv.ReuseRecord = true
	c.csv.Comma = []rune(cmp.Or(m.Delimiter, ","))[0]
	c.writer = csv.NewWriter(&c.buffer)
	c.writer.Comma = c.csv.Comma
	header, err := c.csv.Read()
	if errors.Is(err, io.EOF) {
		return nil, errors.New("the file is empty; its first line names the columns")
	}
	if err != nil {
		return nil, fmt.Errorf("read the first line: %w", err)
	}
	for _, title := range header {
		c.header = append(c.header, strings.TrimSpace(title))
	}
	for _, text := range m.Keep {
		condition, _ := parseCondition(text) // Validate has seen it
		c.keep = append(c.keep, condition)
	}
	if err := c.checkColumns(m); err != nil {
		return nil, err
	}
	for i := range c.keep {
		c.keep[i].index = slices.Index(c.header, c.keep[i].column)
	}
	if c.builder, err = newBuilder(m, c.header); err != nil {
		return nil, err
	}
	if m.GroupBy != "" {
		c.orders = newGatherer(c.builder, m.Columns[m.GroupBy], slices.Index(c.header, m.Columns[m.GroupBy]))
	}
	return c, nil
}

// checkColumns reports the columns that the mapping names and the file lacks or has twice.
func (c *CSV) checkColumns(m Mapping) error {
	var wanted []string
	for _, column := range m.Columns {
		wanted = append(wanted, column)
	}
	for _, condition := range c.keep {
		wanted = append(wanted, condition.column)
	}
	slices.Sort(wanted)
	var missing, twice []string
	for _, column := range slices.Compact(wanted) {
		switch first := slices.Index(c.header, column); {
		case first < 0:
			missing = append(missing, column)
		case slices.Contains(c.header[first+1:], column):
			twice = append(twice, column)
		}
	}
	if len(missing) > 0 {
		return fmt.Errorf("the file has no column %s; it has %s", strings.Join(missing, ", "), clip(strings.Join(c.header, ", ")))
	}
	if len(twice) > 0 {
		return fmt.Errorf("the file has more than one column %s", strings.Join(twice, ", "))
	}
	return nil
}

// Skipped counts the rows that the mapping's conditions left out.
func (c *CSV) Skipped() int { return c.skipped }

// Next returns the next event; see Source.
func (c *CSV) Next() (Entry, error) {
	for len(c.ready) == 0 {
		if c.done {
			return Entry{}, io.EOF
		}
		if err := c.read(); err != nil {
			return Entry{}, err
		}
	}
	next := c.ready[0]
	c.ready = c.ready[1:]
	return next.entry, next.err
}

// read takes one record and adds what follows from it to ready.
func (c *CSV) read() error {
	c.guard.left = maxRecord
	record, err := c.csv.Read()
	if errors.Is(err, io.EOF) {
		c.done = true
		if c.orders != nil {
			c.ready = append(c.ready, c.orders.rest()...)
		}
		return nil
	}
	c.rows++
	var syntax *csv.ParseError
	if err != nil && !errors.As(err, &syntax) {
		return fmt.Errorf("read after line %d: %w", c.line(record), err)
	}
	r := row{number: c.rows, input: c.text(record)}
	if err != nil {
		r.line = syntax.StartLine
		c.unreadable(r, record, syntax.Err)
		return nil
	}
	r.line = c.line(record)
	r.cells = make([]string, len(record))
	for i, cell := range record {
		r.cells[i] = strings.TrimSpace(cell)
	}
	if kept, err := c.keeps(r); err != nil {
		c.add(r, err)
	} else if kept {
		c.add(r, nil)
	} else {
		c.skipped++
	}
	return nil
}

// add turns a row, or the reason why it can't be used, into results.
func (c *CSV) add(r row, fault *LineError) {
	switch {
	case c.orders != nil:
		c.ready = append(c.ready, c.orders.add(r, fault)...)
	case fault != nil:
		c.ready = append(c.ready, result{err: fault})
	default:
		c.ready = append(c.ready, c.builder.single(r))
	}
}

// unreadable refuses a record that is not well formed. With too few or too many cells it
// may still tell its order.
func (c *CSV) unreadable(r row, record []string, err error) {
	fault := &LineError{Line: r.line, Code: codeUnreadable, Message: err.Error(), Input: r.input}
	if errors.Is(err, csv.ErrFieldCount) {
		fault.Message = fmt.Sprintf("has %d columns; the first line names %d", len(record), len(c.header))
	}
	c.ready = append(c.ready, result{err: fault})
	if c.orders != nil {
		c.orders.spoil(r.line)
	}
}

// keeps tells whether the row meets every condition.
func (c *CSV) keeps(r row) (bool, *LineError) {
	for _, condition := range c.keep {
		holds, err := condition.holds(r.cells[condition.index])
		if err != nil {
			return false, &LineError{Line: r.line, Code: codeInvalidValue, Field: condition.column, Message: err.Error(), Input: r.input}
		}
		if !holds {
			return false, nil
		}
	}
	return true, nil
}

func (c *CSV) line(record []string) int {
	if len(record) == 0 {
		return 0
	}
	line, _ := c.csv.FieldPos(0)
	return line
}

// text writes the record as a line again, for the file of refused lines.
func (c *CSV) text(record []string) string {
	c.buffer.Reset()
	_ = c.writer.Write(record) // into memory, with a delimiter that the reader has accepted
	c.writer.Flush()
	return strings.TrimSuffix(c.buffer.String(), "\n")
}

// guard ends the reading when one record takes more than its share.
type guard struct {
	r    io.Reader
	left int
}

var errHugeRecord = errors.New("a record is longer than 64 KiB: is a quote opened and never closed?")

func (g *guard) Read(p []byte) (int, error) {
	if g.left <= 0 {
		return 0, errHugeRecord
	}
	n, err := g.r.Read(p)
	g.left -= n
	return n, err
}
