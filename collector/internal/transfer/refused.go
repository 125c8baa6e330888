package transfer

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
)

// Refused is the file in which an import keeps the lines that were not taken, one JSON
// object per line: line, code, field, message and the input as it was.
type Refused struct {
	path   string
	file   *os.File
	bytes  int64
	digest hash.Hash
}

// CreateRefused makes the file anew, so that it tells of the latest import alone.
func CreateRefused(path string) (*Refused, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("create the file of refused lines: %w", err)
	}
	return &Refused{path: path, file: file, digest: sha256.New()}, nil
}

// reopenRefused opens the file as it was at some time and forgets what came after it; nil when
// it does not hold what it held then.
func reopenRefused(path string, was kept) (*Refused, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open the file of refused lines: %w", err)
	}
	r := &Refused{path: path, file: file, digest: sha256.New()}
	r.bytes, err = io.CopyN(r.digest, file, was.Bytes)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, errors.Join(fmt.Errorf("read the file of refused lines: %w", err), file.Close())
	}
	if r.kept() != was {
		return nil, file.Close()
	}
	if err := file.Truncate(was.Bytes); err != nil {
		return nil, errors.Join(fmt.Errorf("cut the file of refused lines: %w", err), file.Close())
	}
	return r, nil
}

// kept is the file's state.
func (r *Refused) kept() kept {
	return kept{Bytes: r.bytes, Digest: hex.EncodeToString(r.digest.Sum(nil))}
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
	text = append(text, '\n')
	if _, err := r.file.Write(text); err != nil {
		return fmt.Errorf("write a refused line: %w", err)
	}
	r.bytes += int64(len(text))
	_, _ = r.digest.Write(text) // a hash never fails to be written to
	return nil
}

// Close closes the file and removes it when nothing was refused.
func (r *Refused) Close() error {
	err := r.file.Close()
	if err == nil && r.bytes == 0 {
		err = os.Remove(r.path)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
