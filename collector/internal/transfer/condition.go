package transfer

import (
	"cmp"
	"fmt"
	"strings"
)

// condition keeps the rows whose column compares with a value. A row needs all conditions.
type condition struct {
	column string
	index  int // of the column in the table at hand
	op     string
	value  string
	number amount // value, where order is asked for
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
		if err := checkNumber(c.value); err != nil {
			return c, fmt.Errorf("condition %q: %w", text, err)
		}
		c.number = product(c.value, "1")
	}
	return c, nil
}

// compare is negative when a number is below the condition's, positive when it is above.
func (c *condition) compare(text string) int {
	n := product(text, "1")
	if n.large == nil && c.number.large == nil {
		return cmp.Compare(n.units, c.number.units)
	}
	return n.rational().Cmp(c.number.rational())
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
	if err := checkNumber(text); err != nil {
		return false, err
	}
	order := c.compare(text)
	switch c.op {
	case "<":
		return order < 0, nil
	case "<=":
		return order <= 0, nil
	case ">":
		return order > 0, nil
	default:
		return order >= 0, nil
	}
}
