package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strconv"

	"github.com/safar-cx/safar/collector/internal/spreadsheet"
)

// format is how a table is written.
type format string

const (
	// csvFormat is for spreadsheets: cells that they would take for formulas are made
	// harmless.
	csvFormat format = "csv"
	// jsonlFormat is for programs: one JSON object a line, texts to the letter.
	jsonlFormat format = "jsonl"
)

// media is the media type of files of the format.
func (f format) media() string {
	if f == jsonlFormat {
		return "application/x-ndjson"
	}
	return "text/csv"
}

// sheet writes a table, row by row. A cell is nil for none, or a string, a bool, a number or
// JSON.
type sheet struct {
	columns []string
	csv     *spreadsheet.Writer // nil for JSONL
	out     io.Writer
	line    []byte
	texts   []string
}

// newSheet begins a table. bom is for CSV alone.
func newSheet(out io.Writer, f format, bom bool, columns []string) (*sheet, error) {
	s := &sheet{columns: columns, out: out}
	if f == jsonlFormat {
		return s, nil
	}
	var err error
	if s.csv, err = spreadsheet.NewWriter(out, bom); err != nil {
		return nil, err
	}
	return s, s.csv.Write(columns)
}

// row writes one row, with a cell for each column.
func (s *sheet) row(cells []any) error {
	if len(cells) != len(s.columns) {
		return fmt.Errorf("a row of %d cells in a table of %d columns", len(cells), len(s.columns))
	}
	if s.csv == nil {
		return s.object(cells)
	}
	s.texts = s.texts[:0]
	for _, cell := range cells {
		text, err := cellText(cell)
		if err != nil {
			return err
		}
		s.texts = append(s.texts, text)
	}
	return s.csv.Write(s.texts)
}

// object writes a row as a JSON object with its members in the order of the columns.
func (s *sheet) object(cells []any) error {
	s.line = append(s.line[:0], '{')
	for i, cell := range cells {
		if i > 0 {
			s.line = append(s.line, ',')
		}
		s.line = strconv.AppendQuote(s.line, s.columns[i]) // lower case and underscores
		s.line = append(s.line, ':')
		value, err := plainJSON(cell)
		if err != nil {
			return fmt.Errorf("column %s: %w", s.columns[i], err)
		}
		s.line = append(s.line, value...)
	}
	_, err := s.out.Write(append(s.line, '}', '\n'))
	return err
}

// end writes what is still held back.
func (s *sheet) end() error {
	if s.csv == nil {
		return nil
	}
	return s.csv.Flush()
}

// cellText is a cell as CSV has it: a text itself, anything else as JSON, nothing for nil.
func cellText(cell any) (string, error) {
	switch cell := cell.(type) {
	case nil:
		return "", nil
	case string:
		return cell, nil
	case int64:
		return strconv.FormatInt(cell, 10), nil
	}
	text, err := plainJSON(cell)
	return string(text), err
}

// plainJSON is json.Marshal without the escapes that only HTML needs.
func plainJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
