package store

import (
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/sdk/event"
)

// Goal is what a merchant wants of a metric.
type Goal struct {
	Site   int64
	Metric string // id
	Value  string // decimal, in the unit of the metric's value
}

// Touchpoint is what a merchant says of a place where customers and shop meet.
type Touchpoint struct {
	Site  int64
	Name  string      // as events carry it
	Label string      // what people read; "" for Name
	Stage event.Stage // of all its events; "" for that of each event
	Goal  metric.TouchpointGoal
}

// Persona is a group of customers to look at: filters with a name.
type Persona struct {
	ID      int64
	Site    int64
	Name    string // one of its kind within the site
	Note    string
	Filters []string // as metric.ParseFilter reads them; all must hold
}

// Annotation says what happened in the shop, or was changed, on a day.
type Annotation struct {
	ID    int64
	Site  int64
	Date  metric.Date // of the site's calendar
	Text  string
	Stage event.Stage // "" for none
}
