package figures

import (
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/reference"
	"github.com/safar-cx/safar/sdk/event"
)

// opinion is a line of the survey.
type opinion struct {
	response string
	score    int64
	answered bool
	comment  string
}

func opinions(t *testing.T, folder string) []opinion {
	t.Helper()
	var list []opinion
	read(t, filepath.Join(folder, "nps.csv.gz"), "response,nps,comment", func(f []string) {
		o := opinion{response: f[0], comment: f[2]}
		if f[1] != "NA" {
			score, err := strconv.ParseInt(f[1], 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			o.score, o.answered = score, true
		}
		list = append(list, o)
	})
	return list
}

// event is what a shop would send: a survey that was answered, or only shown.
func (o *opinion) event(at time.Time) event.Event {
	e := event.Event{
		ID: "response-" + o.response, Name: event.NameSurveyShown, Time: at,
		Params: event.Params{"survey_id": "recommend", "response_id": o.response, "kind": event.SurveyNPS},
	}
	if o.answered {
		e.Name = event.NameSurveyAnswered
		e.Params["score"] = o.score
		if o.comment != "" {
			e.Params["text"] = o.comment
		}
	}
	return e
}

func TestNPS(t *testing.T) {
	list := opinions(t, reference.Path(t, "nps"))
	// The data has no dates; any day will do.
	day := time.Date(2020, 6, 15, 10, 0, 0, 0, time.UTC)
	var promoters, detractors, answered int64
	events := make([]event.Event, len(list))
	for i := range list {
		o := &list[i]
		events[i] = o.event(day)
		answered += one(o.answered)
		promoters += one(o.answered && o.score >= 9)
		detractors += one(o.answered && o.score <= 6)
	}
	s := serve(t).open(t, "garden", "Europe/Paris", "EUR")
	accepted := s.post(t, events)
	r := s.ask(t, "2020-06-15", "2020-06-15", "nps")
	score := quotient{num: 100 * (promoters - detractors), den: answered}
	publish(t, "nps", []figure{
		{"Responses", "13954", count(int64(len(list))), source{"accepted by `POST /v1/events`", count(accepted)}, count(int64(len(list))), nil},
		{"Answered", "13612", count(answered), r.denominator(t, "nps"), count(answered), nil},
		{"Promoters", "8465", count(promoters), r.extra(t, "nps", "promoters"), count(promoters), nil},
		{"Detractors", "1194", count(detractors), r.extra(t, "nps", "detractors"), count(detractors), nil},
		{"Net promoter score", "53.4", score, r.value(t, "nps"), score, nil},
	}, table)
}
