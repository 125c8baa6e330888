package rehearsal

import (
	"math/rand/v2"
	"slices"
	"time"

	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/oracle"
)

// Metrics are the ids of the catalogue that allow all dimensions of a question.
func Metrics(q oracle.Question) []string {
	var all []string
	for _, d := range metric.All() {
		if allows(&d, q.GroupBy, q.Filters) {
			all = append(all, d.ID)
		}
	}
	return all
}

func allows(d *metric.Definition, group string, filters []oracle.Filter) bool {
	return (group == "" || d.Allows(metric.Dimension(group))) &&
		!slices.ContainsFunc(filters, func(f oracle.Filter) bool { return !d.Allows(metric.Dimension(f.Dimension)) })
}

// Choose gives a question a dimension to group by and up to so many filters, such that some
// metric allows all of them, and what the reports beyond single numbers want to know. values
// are those that a dimension has in the history asked about.
func Choose(rng *rand.Rand, q *oracle.Question, most int, values func(dimension string) []string) {
	d := pick(rng, metric.All()) // the metric that is to allow it all
	q.GroupBy = string(pick(rng, d.Dimensions))
	for range rng.IntN(most + 1) {
		f := oracle.Filter{Dimension: string(pick(rng, d.Dimensions)), Not: rng.IntN(3) == 0}
		known := append(values(f.Dimension), "nowhere")
		for range 1 + rng.IntN(3) {
			f.Values = append(f.Values, pick(rng, known))
		}
		q.Filters = append(q.Filters, f)
	}
	q.Window = pick(rng, []int{1, 7, 30, 365})
	q.Weekly, q.Persian, q.WeekStart = rng.IntN(2) == 0, rng.IntN(2) == 0, time.Weekday(rng.IntN(7))
}

func pick[T any](rng *rand.Rand, all []T) T { return all[rng.IntN(len(all))] }
