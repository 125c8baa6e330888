package sdk

import (
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/safar-cx/safar/sdk/event"
)

// SurveyLink is a link to the collector's page of a survey, for e-mails, text messages and
// receipts.
type SurveyLink struct {
	// SurveyID is the survey's, as set up in the dashboard. It is required.
	SurveyID string
	// ResponseID makes answers through several links one, those of an invitation and its
	// reminder for example: say the order's number. Empty means that each link is answered
	// for itself. However often one is opened, it is answered once.
	ResponseID string
	// CustomerID is whom the link is sent to. Leave it empty for somebody who did not agree to
	// be recognised: whoever has the link can read it.
	CustomerID string
	// Touchpoint is what is asked about; empty means what the survey says.
	Touchpoint string
	// Surface is where the link is sent, such as event.SurfaceEmail.
	Surface event.Surface
	// Language is that of the page, such as "fa"; empty means the browser's.
	Language string
	// Expires is when the link ends. Zero means in 30 days.
	Expires time.Time
}

const (
	surveyLinkPurpose = "safar survey link 1"
	surveyLinkLife    = 30 * 24 * time.Hour
	maxLanguage       = 35
)

// surveyClaim is what is signed. Its names are short: the link may go into a text message.
type surveyClaim struct {
	Key        string        `json:"k"`
	Survey     string        `json:"s"`
	Response   string        `json:"r,omitempty"`
	Customer   string        `json:"c,omitempty"`
	Touchpoint string        `json:"t,omitempty"`
	Surface    event.Surface `json:"u,omitempty"`
	Language   string        `json:"l,omitempty"`
	Expires    int64         `json:"e"` // Unix seconds
}

// SurveyLink makes a link that nobody can change, signed with the client's server key. No
// request is made. Its errors name the field that is wrong. A client that does nothing
// returns an empty link.
func (c *Client) SurveyLink(l SurveyLink) (string, error) {
	if c.idle() {
		return "", nil
	}
	if err := l.validate(); err != nil {
		return "", err
	}
	if l.Expires.IsZero() {
		l.Expires = time.Now().Add(surveyLinkLife)
	}
	s := newSigner(c.config.Key, surveyLinkPurpose)
	token, err := s.sign(surveyClaim{
		Key: s.id, Survey: l.SurveyID, Response: l.ResponseID, Customer: l.CustomerID,
		Touchpoint: l.Touchpoint, Surface: l.Surface, Language: l.Language, Expires: l.Expires.Unix(),
	})
	if err != nil {
		return "", err
	}
	return strings.TrimSuffix(c.config.Endpoint, "/") + "/s/" + token, nil
}

func (l SurveyLink) validate() error {
	if l.SurveyID == "" {
		return errors.New("sdk: SurveyLink.SurveyID is missing: give the survey's id")
	}
	for _, f := range []struct {
		name, text string
		limit      int
	}{
		{"SurveyID", l.SurveyID, event.MaxReference}, {"ResponseID", l.ResponseID, event.MaxReference},
		{"CustomerID", l.CustomerID, event.MaxReference}, {"Touchpoint", l.Touchpoint, event.MaxReference},
		{"Language", l.Language, maxLanguage},
	} {
		if !utf8.ValidString(f.text) || utf8.RuneCountInString(f.text) > f.limit {
			return fmt.Errorf("sdk: SurveyLink.%s: give at most %d characters", f.name, f.limit)
		}
	}
	if e := (event.Event{Name: event.NameSurveyShown, Surface: l.Surface}); e.Validate(event.ServerKey) != nil {
		return fmt.Errorf("sdk: SurveyLink.Surface %q: give one of the surfaces, such as event.SurfaceEmail", l.Surface)
	}
	return nil
}
