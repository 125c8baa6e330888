package survey

import (
	"encoding/json"
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// MostText is how many characters of an answer's own words are kept, as in the tag's prompt.
const MostText = 2000

// ErrNoAnswer says that a form came without an answer to its question.
var ErrNoAnswer = errors.New("no answer")

// Answer is what somebody said.
type Answer struct {
	Score  *int64
	Reason string
	Text   string
}

// ReadAnswer reads the form of a survey. Its error is ErrNoAnswer.
func ReadAnswer(s store.Survey, form url.Values) (Answer, error) {
	a := Answer{Text: tidy(form.Get("text"))}
	chosen := form.Get("answer")
	switch s.Kind {
	case event.SurveyText:
		if a.Text == "" {
			return a, ErrNoAnswer
		}
	case event.SurveyReason:
		if !slices.Contains(reasonsAsked(), chosen) {
			return a, ErrNoAnswer
		}
		a.Reason = chosen
	default:
		low, high := scaleOf(s.Kind)
		score, err := strconv.Atoi(chosen)
		if err != nil || score < low || score > high {
			return a, ErrNoAnswer
		}
		exact := int64(score)
		a.Score = &exact
	}
	return a, nil
}

// tidy makes of a text what the contract takes.
func tidy(text string) string {
	text = strings.ToValidUTF8(strings.ReplaceAll(text, "\r\n", "\n"), "")
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return ' '
		}
		return r
	}, text)
	if utf8.RuneCountInString(text) > MostText {
		text = string([]rune(text)[:MostText])
	}
	return strings.TrimSpace(text)
}

// body is a batch of one event.
type body struct {
	Sender event.Sender `json:"sender"`
	Events []asked      `json:"events"`
}

// asked is an event of a survey. It has no time: that of its receipt is as good, and an id
// without a time is the same event whenever it comes.
type asked struct {
	ID         string         `json:"id,omitempty"`
	Name       string         `json:"name"`
	Consent    event.Consent  `json:"consent"`
	CustomerID string         `json:"customer_id,omitempty"`
	Surface    event.Surface  `json:"surface,omitempty"`
	Touchpoint string         `json:"touchpoint,omitempty"`
	Params     map[string]any `json:"params"`
}

// Shown is the batch that says that the question of a link was shown, which is one event
// however often it is opened. known says whether the customer may be named.
func Shown(s store.Survey, link Link, version string, known bool) ([]byte, error) {
	e := eventOf(event.NameSurveyShown, s, link, known)
	// An id has 64 characters, a response up to 128.
	e.ID = "shown-" + digest(s.Name+"\x00"+link.Response)
	return batch(e, version)
}

// Answered is the batch that says what was answered. Whoever answers again sends another
// event of the same response, the latest of which counts.
func Answered(s store.Survey, link Link, a Answer, version string, known bool) ([]byte, error) {
	e := eventOf(event.NameSurveyAnswered, s, link, known)
	if a.Score != nil {
		e.Params["score"] = *a.Score
	}
	if a.Reason != "" {
		e.Params["reason"] = a.Reason
	}
	if a.Text != "" {
		e.Params["text"] = a.Text
	}
	return batch(e, version)
}

func eventOf(name string, s store.Survey, link Link, known bool) asked {
	e := asked{
		Name: name, Consent: event.ConsentAnonymous, Surface: link.Surface, Touchpoint: link.Touchpoint,
		Params: map[string]any{"survey_id": s.Name, "response_id": link.Response, "kind": s.Kind},
	}
	if e.Touchpoint == "" {
		e.Touchpoint = s.Touchpoint
	}
	if s.Stage != "" {
		e.Params["stage"] = s.Stage
	}
	if link.Customer != "" && known {
		e.Consent, e.CustomerID = event.ConsentFull, link.Customer
	}
	return e
}

func batch(e asked, version string) ([]byte, error) {
	return json.Marshal(body{Sender: event.Sender{Name: "safar-survey", Version: version}, Events: []asked{e}})
}
