package sdk

import (
	"context"

	"github.com/safar-cx/safar/sdk/event"
)

// Answer is what somebody answered to a question.
type Answer struct {
	// SurveyID is the survey's. ResponseID is the same in all that one person says in one
	// sitting: a score and the words to it are one answer.
	SurveyID, ResponseID string
	// Kind is event.SurveyNPS, SurveyCSAT, SurveyCES, SurveyReason or SurveyText. It is
	// required.
	Kind string
	// Touchpoint is what was asked about.
	Touchpoint string
	// Score is 0-10 for NPS, 1-5 for CSAT, 1-7 for CES.
	Score int
	// HasScore says that a Score of zero was given, and is not missing.
	HasScore bool
	// Text is the person's own words.
	Text string
	// Reason is one of event.Reasons, in answer to what kept them from buying.
	Reason string
}

// Answer says what somebody answered, in a message or on the phone for example. The tag's own
// prompt reports by itself.
func (c *Client) Answer(ctx context.Context, a Answer) {
	score := Attr{}
	if a.HasScore || a.Score != 0 {
		score = Int("score", int64(a.Score))
	}
	c.Track(ctx, event.NameSurveyAnswered, Touchpoint(a.Touchpoint), String("survey_id", a.SurveyID),
		String("response_id", a.ResponseID), String("kind", a.Kind), score, String("text", a.Text), Reason(a.Reason, ""))
}

// SupportStarted says that somebody asked for help, through a channel such as "form" or
// "phone".
func (c *Client) SupportStarted(ctx context.Context, channel string) {
	c.Track(ctx, event.NameSupportStarted, String("channel", channel))
}

// SupportEnded says that the question was settled, through a channel such as "chat".
func (c *Client) SupportEnded(ctx context.Context, channel string) {
	c.Track(ctx, event.NameSupportEnded, String("channel", channel))
}
