package transfer

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// maxLine is the longest line in bytes: four times what any valid event can take.
const maxLine = 256 << 10

// JSONL reads one event per line, as the contract writes it, with or without the receipt that
// an export has beside it. Empty lines count for nothing.
type JSONL struct {
	// NoReceipts ends the reading at the first receipt with ErrReceipt: for a sink that does
	// not take them over.
	NoReceipts bool

	r    *bufio.Reader
	line int
}

// ErrReceipt says that an event has a receipt that would be lost.
var ErrReceipt = errors.New("the event has the receipt of another collector, which a running collector does not take over")

// NewJSONL reads plain text; see Plain.
func NewJSONL(r io.Reader) *JSONL {
	return &JSONL{r: bufio.NewReaderSize(r, maxLine)}
}

// Skipped is always 0: lines have no rule by which to leave them out.
func (j *JSONL) Skipped() int { return 0 }

// Next returns the next event; see Source.
func (j *JSONL) Next() (Entry, error) {
	for {
		text, err := j.readLine()
		if err != nil {
			return Entry{}, err
		}
		if text = bytes.TrimSpace(text); len(text) == 0 {
			continue
		}
		raw, err := j.complete(text)
		if err != nil {
			return Entry{}, err
		}
		return Entry{Line: j.line, Raw: raw, Input: string(text)}, nil
	}
}

// readLine returns the next line; it is valid until the next call.
func (j *JSONL) readLine() ([]byte, error) {
	text, err := j.r.ReadSlice('\n')
	if len(text) > 0 || err == nil {
		j.line++
	}
	switch {
	case err == nil, errors.Is(err, io.EOF) && len(text) > 0:
		return text, nil
	case errors.Is(err, bufio.ErrBufferFull):
		begin := string(text[:200])
		for errors.Is(err, bufio.ErrBufferFull) {
			_, err = j.r.ReadSlice('\n')
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("read line %d: %w", j.line, err)
		}
		return nil, j.refuse("too_long", "", fmt.Sprintf("longer than %d bytes", maxLine), begin)
	case errors.Is(err, io.EOF):
		return nil, io.EOF
	default:
		return nil, fmt.Errorf("read line %d: %w", j.line+1, err)
	}
}

// complete gives the event an id where it has none and refuses what can't be history.
func (j *JSONL) complete(text []byte) ([]byte, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(text, &fields); err != nil {
		return nil, j.refuse(codeUnreadable, "", "not a JSON object: "+err.Error(), string(text))
	}
	if stated(fields["receipt"]) && j.NoReceipts {
		return nil, fmt.Errorf("line %d: %w", j.line, ErrReceipt)
	}
	if !stated(fields["time"]) && !stated(fields["receipt"]) {
		// The collector would take the time of receipt, which is never when the past happened.
		return nil, j.refuse(codeInvalidTime, "time", "an imported event needs the time at which it happened", string(text))
	}
	if stated(fields["id"]) {
		return bytes.Clone(text), nil
	}
	delete(fields, "id")
	fields["id"] = json.RawMessage(strconv.Quote(makeID("line", strconv.Itoa(j.line), string(text))))
	raw, err := json.Marshal(fields)
	if err != nil {
		return nil, j.refuse(codeUnreadable, "", err.Error(), string(text))
	}
	return raw, nil
}

func (j *JSONL) refuse(code, field, message, input string) error {
	return &LineError{Line: j.line, Code: code, Field: field, Message: message, Input: input}
}

func stated(value json.RawMessage) bool {
	return len(value) > 0 && !bytes.Equal(value, []byte("null"))
}
