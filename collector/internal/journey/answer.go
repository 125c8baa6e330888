package journey

import (
	"strings"

	"github.com/safar-cx/safar/sdk/event"
)

// Rating is the kind of answer that a review is, beside the kinds of survey questions.
const Rating = "rating"

// writeAnswers counts an answer once per survey, kind, touchpoint and response: the latest
// valid score, on the day of the first.
func (f *fold) writeAnswers() {
	type question struct{ survey, kind, touchpoint, response string }
	known := map[question]int{}
	for i, h := range f.hits {
		if h.Event.Name != event.NameSurveyAnswered {
			continue
		}
		p := h.Event.Params
		q := question{p.Text("survey_id"), p.Text("kind"), h.Event.Touchpoint, "r" + p.Text("response_id")}
		if q.response == "r" {
			q.response = "e" + h.Event.ID
		}
		n, ok := known[q]
		if !ok && f.sealed(i) {
			n, known[q] = None, None
		} else if !ok {
			n = len(f.facts.Answers)
			known[q] = n
			f.facts.Answers = append(f.facts.Answers, Answer{
				Survey: q.survey, Kind: q.kind, Touchpoint: q.touchpoint,
				Person: f.persons[i], Session: f.session[i], Time: h.Time, Stage: f.StageOf(&h.Event),
				Surface: string(h.Event.Surface),
			})
		}
		if n == None {
			continue
		}
		f.facts.Answers[n].HasText = f.facts.Answers[n].HasText || hasText(h)
		if score, ok := p.Int("score"); ok && validScore(q.kind, score) {
			f.facts.Answers[n].Score, f.facts.Answers[n].HasScore = int(score), true
		}
	}
}

// writeReviews takes each review for an answer, since it is one that nobody had to ask for.
func (f *fold) writeReviews() {
	for i, h := range f.hits {
		if h.Event.Name != event.NameReviewSubmitted || f.sealed(i) {
			continue
		}
		rating, ok := h.Event.Params.Int("rating")
		ok = ok && validScore(Rating, rating)
		a := Answer{
			Kind: Rating, Touchpoint: h.Event.Touchpoint, Response: "e" + h.Event.ID,
			Person: f.persons[i], Session: f.session[i], Time: h.Time,
			HasScore: ok, HasText: hasText(h), Stage: f.StageOf(&h.Event), Surface: string(h.Event.Surface),
		}
		if ok {
			a.Score = int(rating)
		}
		f.facts.Answers = append(f.facts.Answers, a)
	}
}

func hasText(h *Hit) bool { return strings.TrimSpace(h.Event.Params.Text("text")) != "" }

// validScore says whether a score lies on the scale of its kind of survey.
func validScore(kind string, score int64) bool {
	switch kind {
	case "nps":
		return score >= 0 && score <= 10
	case "csat", Rating:
		return score >= 1 && score <= 5
	case "ces":
		return score >= 1 && score <= 7
	}
	return false
}
