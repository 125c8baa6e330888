package transfer

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// Refused is the file in which an import keeps the lines that were not taken, one JSON
// object per line: line, code, field, message and the input as it was.
type Refused struct {
	path string
	file *os.File
}

// CreateRefused makes the file anew, so that it tells of the latest import alone.
func CreateRefused(path string) (*Refused, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("create the file of refused lines: %w", err)
	}
	return &Refused{path: path, file: file}, nil
}

// Add keeps one line.
func (r *Refused) Add(e *LineError) error {
	text, err := json.Marshal(struct {
		Line    int    `json:"line"`
		Code    string `json:"code"`
		Field   string `json:"field,omitempty"`
		Message string `json:"message"`
		Input   string `json:"input"`
	}{e.Line, e.Code, e.Field, e.Message, e.Input})
	if err != nil {
		return fmt.Errorf("write a refused line: %w", err)
	}
	if _, err := r.file.Write(append(text, '\n')); err != nil {
		return fmt.Errorf("write a refused line: %w", err)
	}
	return nil
}

// Close closes the file and removes it when nothing was refused.
func (r *Refused) Close() error {
	info, err := r.file.Stat()
	err = errors.Join(err, r.file.Close())
	if err == nil && info.Size() == 0 {
		err = os.Remove(r.path)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
