package transfer

import (
	"fmt"

	"github.com/safar-cx/safar/sdk/event"
)

// Entry is one event of a file.
type Entry struct {
	// Line is the number of the line it begins on; the first line of a file is 1.
	Line int
	// Raw is the event's JSON.
	Raw event.Raw
	// Input is what the file says, for the file of refused lines.
	Input string
	// ItemsLeftOut counts the items of an order that one event has no room for.
	ItemsLeftOut int
}

// Source yields the events of a file in order. Next returns io.EOF at the end and a
// *LineError for a line that makes no event, after which reading can go on. Any other error
// ends the reading.
type Source interface {
	Next() (Entry, error)
	// Skipped counts the rows that the mapping leaves out on purpose.
	Skipped() int
}

// LineError says why a line was refused.
type LineError struct {
	Line int
	// Code is one of the contract's, or unreadable, incomplete_order or unsorted for what
	// only a file can get wrong.
	Code string
	// Field is the event's field or the column, empty when it is the line as a whole.
	Field   string
	Message string
	Input   string
}

// The codes that only a file can earn.
const (
	codeUnreadable      = "unreadable"
	codeIncompleteOrder = "incomplete_order"
	codeUnsorted        = "unsorted"
	codeInvalidTime     = "invalid_time"
	codeInvalidValue    = "invalid_value"
	codeInvalidField    = "invalid_field"
)

func (e *LineError) Error() string {
	if e.Field == "" {
		return fmt.Sprintf("line %d: %s", e.Line, e.Message)
	}
	return fmt.Sprintf("line %d, %s: %s", e.Line, e.Field, e.Message)
}
