package api

import (
	"context"

	"github.com/safar-cx/safar/collector/internal/metric"
)

type feedbackJSON struct {
	headJSON
	Stages  []stateJSON   `json:"stages" doc:"All five, from left to right."`
	Answers []repliesJSON `json:"answers" doc:"By kind, those that there were: nps, csat, ces, reason, text, and rating for reviews."`
}

type stateJSON struct {
	Stage string `json:"stage"`
	moodJSON
	Previous *moodJSON `json:"previous,omitempty" doc:"The same over the compared period."`
}

type moodJSON struct {
	Mood     *float64 `json:"mood" doc:"State of mind from -2 to 2; null when there is nothing to go by."`
	Face     *string  `json:"face" doc:"angry, sad, neutral, happy or excited."`
	Inferred bool     `json:"inferred" doc:"From what went wrong in visits, since fewer than five said how they felt."`
	Answers  int64    `json:"answers" doc:"With a score, ratings included."`
	Sessions int64    `json:"sessions" doc:"With an event of the stage."`
	Troubled int64    `json:"troubled" doc:"Of these, with a rage or dead click, an error or a failed payment in it."`
}

type repliesJSON struct {
	Kind  string `json:"kind"`
	Count int64  `json:"count" doc:"With or without a score."`
	Texts int64  `json:"texts" doc:"Of these, in own words as well."`
}

func (a *API) feedback(ctx context.Context, c *call) (reply, error) {
	_, asked, err := a.ask(ctx, c, findingParams())
	if err != nil {
		return reply{}, err
	}
	report, err := build(ctx, a, &asked, func(facts metric.Facts, r metric.Request) (metric.FeedbackReport, error) {
		return metric.BuildFeedback(ctx, facts, r)
	})
	if err != nil {
		return reply{}, err
	}
	out := renderFeedback(&report)
	out.headJSON = asked.head(&report.Request, report.Compared)
	return ok(out), nil
}

func renderFeedback(r *metric.FeedbackReport) feedbackJSON {
	out := feedbackJSON{Stages: make([]stateJSON, len(r.Stages)), Answers: []repliesJSON{}}
	for i := range r.Stages {
		s := &r.Stages[i]
		out.Stages[i] = stateJSON{Stage: string(s.Stage), moodJSON: renderMood(&s.Mood)}
		if s.Previous != nil {
			previous := renderMood(s.Previous)
			out.Stages[i].Previous = &previous
		}
	}
	for _, replies := range r.Answers {
		out.Answers = append(out.Answers, repliesJSON(replies))
	}
	return out
}

func renderMood(m *metric.Mood) moodJSON {
	out := moodJSON{Mood: m.Value, Inferred: m.Inferred, Answers: m.Answers, Sessions: m.Sessions, Troubled: m.Troubled}
	if face := m.Face(); face != "" {
		out.Face = &face
	}
	return out
}
