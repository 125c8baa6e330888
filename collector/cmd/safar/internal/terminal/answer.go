package terminal

import (
	"bytes"
	"fmt"
	"strings"
)

// Head is what every report begins with.
type Head struct {
	Site     string `json:"site"`
	From     string `json:"from"`
	To       string `json:"to"`
	Timezone string `json:"timezone"`
	Currency string `json:"currency"`
	AsOf     string `json:"as_of"`
	Compared *Span  `json:"compared"`
	Folding  bool   `json:"folding"`
}

// Report is the part of the API's answer that is shown.
type Report struct {
	Head
	Overlaps bool     `json:"overlaps"`
	Metrics  []Metric `json:"metrics"`
	LeftOut  []string `json:"left_out"`
	Groups   []Group  `json:"groups"`
}

// Span is a range of dates, both included.
type Span struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// Group is the metrics of one value of the dimension.
type Group struct {
	Key     string   `json:"key"`
	Metrics []Metric `json:"metrics"`
}

// Metric is one metric's answer.
type Metric struct {
	ID    string `json:"id"`
	Stage string `json:"stage"`
	Unit  string `json:"unit"`
	// Better is up, down or neither.
	Better string `json:"better"`
	Figure
	Currency     string     `json:"currency"`
	Low          *float64   `json:"low"`
	High         *float64   `json:"high"`
	Previous     *Figure    `json:"previous"`
	Goal         Number     `json:"goal"` // of the merchant, in the unit of the value
	Change       *float64   `json:"change"`
	Significant  bool       `json:"significant"`
	Suspect      bool       `json:"suspect"`
	Pending      int64      `json:"pending"`
	MaturedUntil string     `json:"matured_until"`
	Series       []Step     `json:"series"`
	Currencies   []Currency `json:"currencies"`
}

// Figure is a value with what it was divided from.
type Figure struct {
	Value       Number `json:"value"`
	Numerator   Number `json:"numerator"`
	Denominator Number `json:"denominator"`
}

// Step is one step of a series.
type Step struct {
	Start string `json:"start"`
	Figure
}

// Currency is a figure in a currency other than the site's.
type Currency struct {
	Currency string `json:"currency"`
	Figure
}

// Number is a number as the answer wrote it, whether bare or, as money is, in quotes. Empty
// means that there is none.
type Number string

// UnmarshalJSON implements json.Unmarshaler. Only the characters of a number are let in.
func (n *Number) UnmarshalJSON(text []byte) error {
	if bytes.Equal(text, []byte("null")) {
		*n = ""
		return nil
	}
	bare := strings.Trim(string(text), `"`)
	if strings.Trim(bare, "+-.0123456789eE") != "" {
		return fmt.Errorf("%.40q is no number", bare)
	}
	*n = Number(bare)
	return nil
}
