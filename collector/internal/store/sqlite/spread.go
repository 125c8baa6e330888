package sqlite

import (
	"encoding/json"

	"github.com/safar-cx/safar/collector/internal/metric"
)

// valuesSpread is the SQL aggregate spread(x): the metric.Pace of the values that are 0 or more,
// as JSON.
type valuesSpread struct {
	values []int64
}

func newSpread() *valuesSpread { return &valuesSpread{} }

// Step adds a row; x is nil for NULL. It is called by SQLite.
func (s *valuesSpread) Step(x any) {
	if n, ok := x.(int64); ok && n >= 0 {
		s.values = append(s.values, n)
	}
}

// Done ends a group. It is called by SQLite.
func (s *valuesSpread) Done() (string, error) {
	b, err := json.Marshal(metric.PaceOf(s.values))
	return string(b), err
}

// paceText scans what spread wrote.
type paceText struct{ *metric.Pace }

// Scan implements sql.Scanner.
func (p paceText) Scan(value any) error {
	text, _ := value.(string)
	return json.Unmarshal([]byte(text), p.Pace)
}
