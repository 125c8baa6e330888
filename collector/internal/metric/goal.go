package metric

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/safar-cx/safar/sdk/event"
)

// GoalError says why a text is no goal.
type GoalError struct {
	Field   string // what is wrong: value, or of, what the goal is of
	Message string
	Takes   string // what would be right
}

func (e *GoalError) Error() string { return e.Field + ": " + e.Message + " (" + e.Takes + ")" }

// ParseGoal reads what a merchant wants of a metric and writes it as a plain decimal number
// in the unit of the metric's value: a ratio from 0 to 1, also written as a percentage
// ("3%"); money in major units with at most two digits more than the currency has; points
// from -100 to 100; counts that are whole. Digits are those of the site's currency. The error
// is a *GoalError.
func ParseGoal(d *Definition, text string, digits int) (string, error) {
	return d.Unit.parseGoal(d.ID, text, digits)
}

// parseGoal reads a goal for something that is measured in the unit.
func (u Unit) parseGoal(name, text string, digits int) (string, error) {
	text = strings.TrimSpace(text)
	exponent := ""
	if percent, ok := strings.CutSuffix(text, "%"); ok && u == Ratio {
		text, exponent = strings.TrimSpace(percent), "e-2"
	}
	low, high, places, says := u.goals(digits)
	unit := int64(1)
	for range places {
		unit *= 10
	}
	n, rounded, err := event.ParseAmount(text+exponent, places)
	if err != nil || rounded || n < low*unit || high > 0 && n > high*unit {
		return "", &GoalError{"value", fmt.Sprintf("%q is no goal for %s", text, name), says}
	}
	goal := event.FormatAmount(n, places)
	if strings.Contains(goal, ".") {
		goal = strings.TrimSuffix(strings.TrimRight(goal, "0"), ".")
	}
	return goal, nil
}

// goals is the least and the most that a value of the unit can be, 0 for no most, its digits
// after the point, and how to say so.
func (u Unit) goals(digits int) (low, high int64, places int, says string) {
	switch u {
	case Ratio:
		return 0, 1, 6, "a number from 0 to 1, or a percentage such as 3%"
	case Money:
		places := digits + 2
		return 0, 0, places, "an amount with at most " + strconv.Itoa(places) + " digits after the point"
	case Points:
		return -100, 100, 2, "a number from -100 to 100"
	case Stars:
		return 1, 5, 2, "a number from 1 to 5"
	case Seconds:
		return 0, 0, 3, "seconds"
	}
	return 0, 0, 0, "a whole number"
}

// Progress is how much of a goal is reached: the value divided by the goal where more is
// better, the goal divided by the value where less is, so 1 and above is reached. It is nil
// where it can't be said: without a value, for a metric without a direction, where more is
// better than a goal that is not above zero, and where less is better and the value is zero.
func (d *Definition) Progress(f *Figure, goal string) *float64 {
	want, err := strconv.ParseFloat(goal, 64)
	if err != nil || f.Value == nil {
		return nil
	}
	switch {
	case d.Better == Up && want > 0:
		return quotient(*f.Value, want)
	case d.Better == Down && *f.Value != 0:
		return quotient(want, *f.Value)
	}
	return nil
}

func quotient(a, b float64) *float64 {
	q := a / b
	return &q
}
