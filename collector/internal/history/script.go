package history

import (
	"fmt"
	"strings"
	"time"

	"github.com/safar-cx/safar/collector/internal/oracle"
	"github.com/safar-cx/safar/sdk/event"
)

// Script is a history with what is expected of it.
type Script struct {
	// Comment is the text of the comment lines at the top, without their marks.
	Comment string
	History History
	Asks    []Ask
}

// Ask is a question and the figures expected in its answer.
type Ask struct {
	// Question's GroupBy stays empty: what to group by is what Expect names.
	Question oracle.Question
	Expect   []Expect
}

// Expect is one expected figure.
type Expect struct {
	Metric string
	// Dimension and Group name a group; Day a day of the series. All empty: the range.
	Dimension, Group, Day string
	Numerator             int64
	// Denominator and Pending are nil where not stated.
	Denominator, Pending *int64
	// Currency is set for money; Numerator is in its minor units then.
	Currency string
}

// Check asks the questions of an Ask and returns a sentence for each figure that differs
// from the expected one.
func (a Ask) Check(answer func(oracle.Question) oracle.Answer) []string {
	answers := map[string]oracle.Answer{}
	var wrong []string
	for _, e := range a.Expect {
		if _, ok := answers[e.Dimension]; !ok {
			q := a.Question
			q.GroupBy = e.Dimension
			answers[e.Dimension] = answer(q)
		}
		got := e.in(answers[e.Dimension])
		if figure := e.of(got); figure != e.String() {
			wrong = append(wrong, fmt.Sprintf("range %s %s: got %s, want %s", a.Question.From, a.Question.To, figure, e))
		}
	}
	return wrong
}

// in is the figure of an answer that is spoken of.
func (e Expect) in(a oracle.Answer) oracle.Figure {
	switch {
	case e.Day != "":
		return a.Days[e.Day][e.Metric]
	case e.Dimension != "":
		return a.Groups[e.Group][e.Metric]
	}
	return a.Figures[e.Metric]
}

// of writes a figure as the script would have stated it.
func (e Expect) of(f oracle.Figure) string {
	sum := oracle.Amount{Numerator: f.Numerator, Denominator: f.Denominator}
	if e.Currency != "" {
		sum = f.Currencies[e.Currency]
	}
	e.Numerator = sum.Numerator
	if e.Denominator != nil {
		e.Denominator = &sum.Denominator
	}
	if e.Pending != nil {
		e.Pending = &f.Pending
	}
	return e.String()
}

// String writes the expectation as in a script.
func (e Expect) String() string {
	text := e.Metric
	switch {
	case e.Day != "":
		text += "[" + e.Day + "]"
	case e.Dimension != "":
		text += "[" + e.Dimension + "=" + e.Group + "]"
	case strings.ContainsAny(text, " \t\""):
		text = quoted(text)
	}
	digits, _ := event.MinorDigits(e.Currency)
	text += " " + event.FormatAmount(e.Numerator, digits)
	if e.Denominator != nil {
		text += fmt.Sprintf("/%d", *e.Denominator)
	}
	if e.Currency != "" {
		text += " " + e.Currency
	}
	if e.Pending != nil {
		text += fmt.Sprintf(" pending=%d", *e.Pending)
	}
	return text
}

// settled is the as_of of a question that states none: all windows have ended by then.
func settled(to string, zone *time.Location) (time.Time, error) {
	t, err := time.ParseInLocation(time.DateOnly, to, zone)
	return t.AddDate(0, 0, 400), err
}
