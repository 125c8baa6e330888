package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/ingest"
	"github.com/safar-cx/safar/collector/internal/notebook"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/collector/internal/survey"
)

// maxSurveyForm bounds an answer as a browser sends it, in bytes: a comment takes up to six
// for a letter.
const maxSurveyForm = 32 << 10

const formMedia = "application/x-www-form-urlencoded"

func (a *API) surveyPageRoutes() []Route {
	const path = "/s/{token}"
	token := Param{Name: "token", In: "path", Description: "Of a link that a server key has signed."}
	lang := Param{Name: "lang", In: "query", Description: "Language of the page: en, fa or ar."}
	return []Route{{
		Method: http.MethodGet, Path: path, Permission: account.Public,
		Summary: "The page behind a link to a survey, for people.", Media: htmlMedia,
		Params: []Param{token, lang}, handle: a.surveyPage,
	}, {
		Method: http.MethodPost, Path: path, Permission: account.Public,
		Summary: "Takes the answer of the page behind a link to a survey.", Media: htmlMedia, Takes: []string{formMedia},
		Params: []Param{token, lang}, handle: a.answerSurvey,
	}}
}

const htmlMedia = "text/html"

// invitation is a link that has been opened: to which survey of which site.
type invitation struct {
	link   survey.Link
	key    store.Key
	site   store.Site
	survey store.Survey
	page   *survey.Page
	known  bool // the customer may be named
}

// surveyPage shows the question, or the thanks of who was sent back here after an answer.
func (a *API) surveyPage(ctx context.Context, c *call) (reply, error) {
	in, refusal, err := a.invited(ctx, c)
	if err != nil || refusal != nil {
		return orRefusal(refusal), err
	}
	if c.URL.Query().Has("thanks") {
		return surveyReply(http.StatusOK, in.page.Thanks()), nil
	}
	body, err := survey.Shown(in.survey, in.link, a.version, in.known)
	if err == nil {
		_, err = a.take(ctx, in, body)
	}
	if err != nil {
		// The question can be asked all the same.
		a.log.Warn("that a survey was shown is not kept", "error", err)
	}
	return surveyReply(http.StatusOK, in.page.Question(false)), nil
}

// answerSurvey keeps an answer, and sends the browser to the thanks so that loading these
// again sends nothing again.
func (a *API) answerSurvey(ctx context.Context, c *call) (reply, error) {
	in, refusal, err := a.invited(ctx, c)
	if err != nil || refusal != nil {
		return orRefusal(refusal), err
	}
	c.Body = http.MaxBytesReader(nil, c.Body, maxSurveyForm)
	if err := c.ParseForm(); err != nil {
		return surveyReply(http.StatusBadRequest, in.page.Question(true)), nil
	}
	answer, err := survey.ReadAnswer(in.survey, c.PostForm)
	if errors.Is(err, survey.ErrNoAnswer) {
		return surveyReply(http.StatusBadRequest, in.page.Question(true)), nil
	}
	body, err := survey.Answered(in.survey, in.link, answer, a.version, in.known)
	if err != nil {
		return reply{}, err
	}
	taken, err := a.take(ctx, in, body)
	if limited := a.limitedBy(err); limited != nil {
		a.monitor.Limited(limited.limit)
		r := surveyReply(http.StatusTooManyRequests, in.page.Busy())
		r.header.Set("Retry-After", limited.retryAfter())
		return r, nil
	}
	if errors.Is(err, store.ErrUnavailable) {
		a.log.Error("an answer to a survey is not kept", "error", err)
		r := surveyReply(http.StatusServiceUnavailable, in.page.Busy())
		r.header.Set("Retry-After", retryUnavailable)
		return r, nil
	}
	if err != nil {
		return reply{}, err
	}
	for _, rejected := range taken.Rejected {
		return reply{}, fmt.Errorf("an answer to a survey is refused: %s %s: %s", rejected.Code, rejected.Field, rejected.Message)
	}
	back := "?thanks"
	if lang := c.URL.Query().Get("lang"); slices.Contains([]string{"en", "fa", "ar"}, lang) {
		back += "&lang=" + lang
	}
	r := surveyReply(http.StatusSeeOther, nil)
	r.header.Set("Location", back)
	return r, nil
}

// invited opens the link of a request, or says why it can't be.
func (a *API) invited(ctx context.Context, c *call) (*invitation, *reply, error) {
	refuse := func(status int, page []byte) *reply { r := surveyReply(status, page); return &r }
	if err := a.mayBrowse(c, 0); err != nil {
		return nil, nil, err
	}
	reader := survey.Reader{Asked: c.URL.Query().Get("lang"), Accepted: c.Request.Header.Get("Accept-Language")}
	sites, err := a.sites.Sites(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("list sites: %w", err)
	}
	var keys []store.Key
	for _, site := range sites {
		some, err := a.keyList.Keys(ctx, site.ID)
		if err != nil {
			return nil, nil, fmt.Errorf("list keys: %w", err)
		}
		keys = append(keys, some...)
	}
	link, key, err := survey.Open(c.PathValue("token"), keys, a.now())
	switch {
	case errors.Is(err, survey.ErrOver):
		return nil, refuse(http.StatusGone, survey.Over(link, reader)), nil
	case err != nil:
		return nil, refuse(http.StatusNotFound, survey.Unknown(reader)), nil
	}
	in := &invitation{link: link, key: key, known: c.Request.Header.Get("Sec-GPC") != "1"}
	in.site = sites[slices.IndexFunc(sites, func(s store.Site) bool { return s.ID == key.Site })]
	found, err := a.surveyNamed(ctx, in.site, link.Survey)
	if errors.Is(err, store.ErrNotFound) {
		return nil, refuse(http.StatusNotFound, survey.Unknown(reader)), nil
	}
	if err != nil {
		return nil, nil, err
	}
	in.survey = found
	in.page = survey.For(found, link, reader)
	return in, nil, nil
}

// surveyNamed is a survey as it was set up, or the plain one of a kind that is called like it.
func (a *API) surveyNamed(ctx context.Context, site store.Site, name string) (store.Survey, error) {
	list, err := a.notebook.Surveys(ctx, site)
	if err != nil {
		return store.Survey{}, err
	}
	if i := slices.IndexFunc(list, func(s store.Survey) bool { return s.Name == name }); i >= 0 {
		return list[i], nil
	}
	if slices.Contains(notebook.SurveyKinds(), name) {
		return store.Survey{Site: site.ID, Name: name, Kind: name}, nil
	}
	return store.Survey{}, fmt.Errorf("survey %q: %w", name, store.ErrNotFound)
}

// take stores what was made of a link, as if its key had sent it.
func (a *API) take(ctx context.Context, in *invitation, body []byte) (ingest.Answer, error) {
	taken, err := a.intake.Take(ctx, ingest.Request{Key: in.key, Site: in.site, Body: body, Received: a.now()})
	if err == nil {
		a.monitor.Took(taken)
	}
	return taken, err
}

func orRefusal(r *reply) reply {
	if r == nil {
		return reply{}
	}
	return *r
}

// surveyReply is a page. Its form is sent from its own origin, which an older browser tells
// only under this policy for referrers.
func surveyReply(status int, page []byte) reply {
	r := reply{status: status, header: http.Header{
		"Content-Type":            {"text/html; charset=utf-8"},
		"Content-Security-Policy": {survey.Policy()},
		"Referrer-Policy":         {"same-origin"},
		"Vary":                    {"Accept-Language"},
		"X-Frame-Options":         {"DENY"},
		"X-Robots-Tag":            {"noindex"},
	}}
	if page != nil {
		r.body = raw(page)
	}
	return r
}
