package spreadsheet

import (
	"encoding/csv"
	"fmt"
	"io"
)

// byteOrderMark tells spreadsheets that a file is UTF-8, which some otherwise doubt.
const byteOrderMark = "\xef\xbb\xbf"

// Writer writes records of CSV as RFC 4180 has it, with commas and a line feed at the end of
// each record.
type Writer struct {
	csv   *csv.Writer
	cells []string
}

// NewWriter makes a Writer. With bom the file begins with a byte order mark; the error is
// that of writing it.
func NewWriter(w io.Writer, bom bool) (*Writer, error) {
	if bom {
		if _, err := io.WriteString(w, byteOrderMark); err != nil {
			return nil, fmt.Errorf("write csv: %w", err)
		}
	}
	return &Writer{csv: csv.NewWriter(w)}, nil
}

// Write writes a record with every cell made harmless; see Cell. It is buffered: see Flush.
func (w *Writer) Write(cells []string) error {
	w.cells = w.cells[:0]
	for _, cell := range cells {
		w.cells = append(w.cells, Cell(cell))
	}
	if err := w.csv.Write(w.cells); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	return nil
}

// Flush writes what is buffered and returns the first error that writing met.
func (w *Writer) Flush() error {
	w.csv.Flush()
	if err := w.csv.Error(); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	return nil
}
