package transfer

import (
	"fmt"
	"math/big"
	"strings"
)

// condition keeps the rows whose column compares with a value. A row needs all conditions.
type condition struct {
	column string
	op     string
	value  string
	number *big.Rat // value, where order is asked for
}

// The operators, longer ones before their beginnings.
var operators = []string{"!^=", "^=", "!=", "<=", ">=", "=", "<", ">"}

// parseCondition reads “Column op value”, the operator between blanks; without a value the
// column is compared with the empty text.
func parseCondition(text string) (condition, error) {
	padded := text + " "
	at, found := -1, ""
	for _, op := range operators {
		if i := strings.Index(padded, " "+op+" "); i >= 0 && (at < 0 || i < at) {
			at, found = i, op
		}
	}
	c := condition{op: found}
	if at >= 0 {
		c.column = strings.TrimSpace(padded[:at])
		c.value = strings.TrimSpace(padded[at+len(found)+2:])
	}
	if c.column == "" {
		return c, fmt.Errorf("condition %q: write “Column op value” with one of %s", text, strings.Join(operators, " "))
	}
	if c.numeric() {
		if _, err := number(c.value); err != nil {
			return c, fmt.Errorf("condition %q: %w", text, err)
		}
		c.number = rational(c.value)
	}
	return c, nil
}

func (c condition) numeric() bool { return strings.ContainsAny(c.op, "<>") }

// holds compares what a row has in the column. An ordering needs a number on both sides.
func (c condition) holds(text string) (bool, error) {
	switch c.op {
	case "=":
		return text == c.value, nil
	case "!=":
		return text != c.value, nil
	case "^=":
		return strings.HasPrefix(text, c.value), nil
	case "!^=":
		return !strings.HasPrefix(text, c.value), nil
	}
	if _, err := number(text); err != nil {
		return false, err
	}
	cmp := rational(text).Cmp(c.number)
	switch c.op {
	case "<":
		return cmp < 0, nil
	case "<=":
		return cmp <= 0, nil
	case ">":
		return cmp > 0, nil
	default:
		return cmp >= 0, nil
	}
}
