package metric

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// What a request may ask for: ten years of days, a month of hours.
const (
	maxDays      = 3660
	maxHoursDays = 31
)

// withDefaults is the request with what it leaves open filled in.
func (r Request) withDefaults() Request {
	if r.CartWindow == 0 {
		r.CartWindow = 24 * time.Hour
	}
	if r.Calendar == "" {
		r.Calendar = Gregorian
	}
	if r.Compare == "" {
		r.Compare = Previous
	}
	return r
}

// validate looks at everything but metrics and dimensions. What a program must always give
// is a plain error, what its user may get wrong a *RequestError.
func (r Request) validate() error {
	switch {
	case r.Zone == nil:
		return errors.New("a report needs a time zone")
	case r.Currency == "":
		return errors.New("a report needs the site's currency")
	case r.Digits == nil:
		return errors.New("a report needs the digits of currencies")
	case r.AsOf.IsZero():
		return errors.New("a report needs the instant it is seen from")
	}
	if err := r.validateRange(); err != nil {
		return err
	}
	if !slices.Contains([]Calendar{Gregorian, Persian, Islamic}, r.Calendar) {
		return &RequestError{BadRequest, "calendar", fmt.Sprintf("there is no calendar %q", r.Calendar),
			"known: gregorian, persian, islamic"}
	}
	if !slices.Contains([]Compare{Previous, Year, Nothing}, r.Compare) {
		return &RequestError{BadRequest, "compare", fmt.Sprintf("there is no comparison %q", r.Compare),
			"known: previous, year, none"}
	}
	if r.WeekStart < time.Sunday || r.WeekStart > time.Saturday {
		return &RequestError{BadRequest, "week_start", "a week begins on one of seven days", ""}
	}
	for _, f := range r.Filters {
		if len(f.Values) == 0 {
			return &RequestError{BadRequest, "filter", fmt.Sprintf("the filter by %s names no value", f.Dimension), ""}
		}
	}
	return nil
}

func (r Request) validateRange() error {
	for _, end := range []struct {
		field string
		date  Date
	}{{"from", r.From}, {"to", r.To}} {
		if !end.date.valid() {
			return &RequestError{InvalidRange, end.field, fmt.Sprintf("there is no date %v", end.date),
				"dates are Gregorian and written 2006-01-02"}
		}
	}
	days := Range{r.From, r.To}.Days()
	if days < 1 {
		return &RequestError{InvalidRange, "to", fmt.Sprintf("%v lies before %v", r.To, r.From),
			"the range includes both ends"}
	}
	if days > maxDays {
		return &RequestError{InvalidRange, "to", fmt.Sprintf("the range has %d days", days),
			fmt.Sprintf("at most %d", maxDays)}
	}
	if r.Interval != "" && !slices.Contains(intervals[:], r.Interval) {
		return &RequestError{InvalidInterval, "interval", fmt.Sprintf("there is no interval %q", r.Interval),
			"known: hour, day, week, month"}
	}
	if r.Interval == Hour && days > maxHoursDays {
		return &RequestError{InvalidRange, "to", fmt.Sprintf("the range has %d days", days),
			fmt.Sprintf("at most %d by the hour", maxHoursDays)}
	}
	return nil
}

// definitions are those of the metrics asked for, each once. Who asks for none gets all that
// allow the dimensions asked for, and the ids of those that do not.
func (r Request) definitions() (definitions []Definition, leftOut []string, err error) {
	if len(r.Metrics) == 0 {
		return r.allowing()
	}
	for i, id := range r.Metrics {
		if slices.Contains(r.Metrics[:i], id) {
			continue
		}
		d := Find(id)
		if d == nil {
			return nil, nil, &RequestError{UnknownMetric, "metrics", fmt.Sprintf("there is no metric %q", id),
				"known: " + ids()}
		}
		definitions = append(definitions, *d)
	}
	return definitions, nil, r.allowed(definitions)
}

func ids() string {
	var ids []string
	for _, d := range All() {
		ids = append(ids, d.ID)
	}
	return strings.Join(ids, ", ")
}
