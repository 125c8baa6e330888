package terminal

import (
	"io"
	"strings"
)

// cell is one field of a table.
type cell struct {
	text  string
	style style
}

// table lines cells up in columns, two blanks apart.
type table struct {
	indent string
	right  []bool // columns that are lined up at their right
	rows   [][]cell
	widths []int // of the columns; nil for as much as the rows need
}

func (t *table) add(row ...cell) { t.rows = append(t.rows, row) }

// columns is the width of each column.
func (t *table) columns() []int {
	var widths []int
	for _, row := range t.rows {
		for i, c := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], cells(c.text))
		}
	}
	return widths
}

// write leaves out columns of no width, and blanks at line ends.
func (t *table) write(w io.Writer, color bool) error {
	widths := t.widths
	if widths == nil {
		widths = t.columns()
	}
	var b strings.Builder
	for _, row := range t.rows {
		line, gap := t.indent, ""
		for i, c := range row {
			if widths[i] == 0 {
				continue
			}
			pad := strings.Repeat(" ", widths[i]-cells(c.text))
			text := c.style.paint(c.text, color)
			if i < len(t.right) && t.right[i] {
				text, pad = pad+text, ""
			}
			line += gap + text + pad
			gap = "  "
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}
