package api

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/ingest"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/notebook"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/collector/internal/survey"
	"github.com/safar-cx/safar/sdk/event"
)

// maxLinks bounds the links of one request.
const maxLinks = 1000

func (a *API) surveyLinkRoutes() []Route {
	return []Route{{
		Method: http.MethodPost, Path: "/api/v1/surveys/{id}/links", Permission: account.Write,
		Summary: "Makes links to a survey for e-mails and text messages, each for one answer. They are signed with a server key of the site, and kept nowhere.",
		Params:  []Param{siteParam(), numberParam()}, Request: linksForm{}, Response: linksJSON{}, handle: a.makeLinks,
		Codes: []string{metric.BadRequest, string(ingest.BadJSON), string(ingest.TooLarge), string(ingest.UnsupportedMediaType),
			notebook.InvalidField, notebook.TooMany, codeNotFound, "unavailable"},
	}}
}

// linksForm says which links are to be made.
type linksForm struct {
	Responses []string `json:"responses" doc:"What the answers belong to, an order's number for example: 1 to 1,000, each 1 to 128 characters. Answers through several links with the same one are one answer."`
	Language  string   `json:"language" doc:"en, fa or ar; empty for that of the reader's browser."`
	Surface   string   `json:"surface" doc:"Where they are sent, such as sms or email; empty for none."`
	Days      int      `json:"days" doc:"For how many days they can be answered, 1 to 365."`
}

type linksJSON struct {
	Links []surveyLinkJSON `json:"links" doc:"In the order of the responses."`
}

type surveyLinkJSON struct {
	Response string `json:"response"`
	Path     string `json:"path" doc:"Below the address of the collector: s/..."`
}

func (a *API) makeLinks(ctx context.Context, c *call) (reply, error) {
	site, id, err := numbered(c)
	if err != nil {
		return reply{}, err
	}
	var in linksForm
	if err := readBody(c, &in, maxLinksForm); err != nil {
		return reply{}, err
	}
	link, err := in.link(a.now())
	if err != nil {
		return reply{}, err
	}
	asked, err := a.notebook.Survey(ctx, site, id)
	if err != nil {
		return reply{}, missing(err, "There is no survey of this number.")
	}
	link.Survey = asked.Name
	key, err := a.signingKey(ctx, site)
	if err != nil {
		return reply{}, err
	}
	out := linksJSON{Links: make([]surveyLinkJSON, len(in.Responses))}
	for i, response := range in.Responses {
		link.Response = response
		token, err := link.Token(key)
		if err != nil {
			return reply{}, fmt.Errorf("sign a link: %w", err)
		}
		out.Links[i] = surveyLinkJSON{response, "s/" + token}
	}
	return ok(out), nil
}

// maxLinksForm bounds the body: a thousand responses of the longest.
const maxLinksForm = 1 << 20

// link is what all links of a form have in common.
func (f *linksForm) link(now time.Time) (survey.Link, error) {
	wrong := func(field, message, hint string) error {
		return &notebook.EntryError{Code: notebook.InvalidField, Field: field, Message: message, Hint: hint}
	}
	if len(f.Responses) == 0 {
		return survey.Link{}, wrong("responses", "there is none", "send one for each letter, such as the order's number")
	}
	if len(f.Responses) > maxLinks {
		return survey.Link{}, &notebook.EntryError{Code: notebook.TooMany, Field: "responses", Message: fmt.Sprintf("there are %d", len(f.Responses)), Hint: "at most " + strconv.Itoa(maxLinks) + " at once"}
	}
	for _, response := range f.Responses {
		e := event.Event{Name: event.NameSurveyShown, Params: event.Params{"response_id": response}}
		if n := utf8.RuneCountInString(response); n == 0 || n > event.MaxReference || e.Validate(event.ServerKey) != nil {
			return survey.Link{}, wrong("responses", fmt.Sprintf("%.40q is no name of a response", response), "write 1 to 128 characters on one line")
		}
	}
	if !slices.Contains([]string{"", "en", "fa", "ar"}, f.Language) {
		return survey.Link{}, wrong("language", fmt.Sprintf("the page does not speak %q", f.Language), "one of en, fa, ar, or none")
	}
	e := event.Event{Name: event.NameSurveyShown, Surface: event.Surface(f.Surface)}
	if e.Validate(event.ServerKey) != nil {
		return survey.Link{}, wrong("surface", fmt.Sprintf("there is no surface %q", f.Surface), "such as sms or email, or none")
	}
	if f.Days < 1 || f.Days > 365 {
		return survey.Link{}, wrong("days", fmt.Sprintf("%d is too little or too much", f.Days), "a whole number from 1 to 365")
	}
	return survey.Link{Surface: event.Surface(f.Surface), Language: f.Language, Expires: now.AddDate(0, 0, f.Days).Unix()}, nil
}

// signingKey is the newest server key of a site, which has the best chance of living as long
// as the links.
func (a *API) signingKey(ctx context.Context, site store.Site) (store.Key, error) {
	keys, err := a.keyList.Keys(ctx, site.ID)
	if err != nil {
		return store.Key{}, fmt.Errorf("list keys: %w", err)
	}
	for _, key := range slices.Backward(keys) {
		if key.Kind == event.ServerKey && !key.Revoked {
			return key, nil
		}
	}
	return store.Key{}, noEntry("The site has no server key to sign links with.")
}
