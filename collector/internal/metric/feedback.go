package metric

import (
	"context"

	"github.com/safar-cx/safar/sdk/event"
)

// FeedbackReport tells how customers felt in a range, and what they said.
type FeedbackReport struct {
	Request  Request
	Compared *Range
	Stages   []StateOfMind // all five, from left to right
	Answers  []Replies     // of the kinds that there were, in the order of their listing
}

// StateOfMind is how customers felt in a stage.
type StateOfMind struct {
	Stage event.Stage
	Mood
	// Previous is the same over the compared period; nil without one.
	Previous *Mood
}

// Mood is a state of mind with its evidence.
type Mood struct {
	// Value is -2 to 2, nil when there is nothing to go by.
	Value *float64
	// Inferred says that it comes from what went wrong, since too few said how they felt.
	Inferred bool
	Answers  int64 // with a score, and ratings
	Thirds   int64 // sum of the answers' moods, in thirds of the scale from -2 to 2
	Sessions int64 // with an event of the stage
	Troubled int64 // of these, with a rage or dead click, an error or a failed payment in it
}

// Replies are the answers of a kind, with or without a score.
type Replies struct {
	Kind  string
	Count int64
	Texts int64 // of these, in own words as well
}

// fewAnswers is how many answers it takes to believe them rather than what went wrong.
const fewAnswers = 5

// kinds are those of answers, reviews last.
var kinds = [...]string{
	event.SurveyNPS, event.SurveyCSAT, event.SurveyCES, event.SurveyReason, event.SurveyText, "rating",
}

// The measures of each stage, one stage after the other.
const (
	stageAnswers = iota
	stageMood
	stageSessions
	stageTroubled
	stageMeasures // their number
)

// BuildFeedback answers a request with two queries. Its errors are those of Build.
func BuildFeedback(ctx context.Context, src Source, req Request) (FeedbackReport, error) {
	f, err := newFinding(req)
	if err != nil {
		return FeedbackReport{}, err
	}
	var measures []Measure
	for _, s := range event.Stages() {
		measures = append(measures, []Measure{
			stageAnswers:  answers(IfStage(s)),
			stageMood:     {Fact: FactAnswer, Field: FieldMood, Where: []Predicate{IfStage(s)}},
			stageSessions: sessions(IfStage(s)),
			stageTroubled: sessions(IfTroubled(s)),
		}...)
	}
	felt, err := f.measure(ctx, src, "", measures)
	if err != nil {
		return FeedbackReport{}, err
	}
	replies := Measure{Fact: FactReply}
	said, err := f.measure(ctx, src, ByKind, []Measure{replies, replies.where(IfText)})
	if err != nil {
		return FeedbackReport{}, err
	}
	out := FeedbackReport{Request: f.Request, Compared: f.compared}
	for i, stage := range event.Stages() {
		state := StateOfMind{Stage: stage, Mood: moodIn(i, inRange, felt)}
		if f.compared != nil {
			previous := moodIn(i, inCompared, felt)
			state.Previous = &previous
		}
		out.Stages = append(out.Stages, state)
	}
	for _, kind := range kinds {
		if n := said.at(0, inRange, kind); n > 0 {
			out.Answers = append(out.Answers, Replies{kind, n, said.at(1, inRange, kind)})
		}
	}
	return out, nil
}

// moodIn is the mean of a stage's answers. Of too few, what went wrong tells more; but a few
// are better than nothing.
func moodIn(stage, bucket int, felt *sums) Mood {
	at := func(measure int) int64 { return felt.at(stage*stageMeasures+measure, bucket, "") }
	m := Mood{Answers: at(stageAnswers), Thirds: at(stageMood), Sessions: at(stageSessions), Troubled: at(stageTroubled)}
	var value float64
	switch {
	case m.Answers < fewAnswers && m.Sessions > 0:
		value, m.Inferred = float64(-2*m.Troubled)/float64(m.Sessions), true
	case m.Answers > 0:
		value = float64(m.Thirds) / float64(3*m.Answers)
	default:
		return m
	}
	m.Value = &value
	return m
}

// Face is the mood in a word: angry, sad, neutral, happy or excited; "" without a value.
func (m *Mood) Face() string {
	switch v := m.Value; {
	case v == nil:
		return ""
	case *v < -1.2:
		return "angry"
	case *v < -0.4:
		return "sad"
	case *v <= 0.4:
		return "neutral"
	case *v <= 1.2:
		return "happy"
	}
	return "excited"
}
