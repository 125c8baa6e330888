package api

import (
	"context"
	"net/http"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/notebook"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// surveyRoutes are the surveys as merchants set them up.
func (a *API) surveyRoutes() []Route {
	const all, one = "/api/v1/surveys", "/api/v1/surveys/{id}"
	codes := []string{notebook.TooMany, notebook.Exists}
	return []Route{
		listRoute(account.Details, all, "Lists the surveys of a site: what visitors are asked, where and when.", surveysJSON{}, a.surveys),
		writeRoute(http.MethodPost, all, "Adds a survey.", surveyForm{}, surveyJSON{}, a.addSurvey).with(codes...),
		writeRoute(http.MethodPut, one, "Changes a survey.", surveyForm{}, surveyJSON{}, a.setSurvey, numberParam()).with(codes...).with(codeNotFound),
		removeRoute(one, "Forgets a survey; its answers are kept, its links end.", a.removeSurvey, numberParam()),
	}
}

type surveysJSON struct {
	Surveys []surveyJSON `json:"surveys" doc:"By name."`
}

// surveyForm is what is set up of a survey.
type surveyForm struct {
	Name       string            `json:"name" doc:"survey_id of its answers, 1 to 80 characters; no two surveys of a site have the same."`
	Kind       string            `json:"kind" doc:"nps, csat, ces, reason or text."`
	Asked      bool              `json:"asked" doc:"Whether the tag asks it on the shop's pages; links to it work either way."`
	Questions  map[string]string `json:"questions" doc:"Own words by language (en, fa, ar), at most 200 characters each; a language without any has those of the kind."`
	Touchpoint string            `json:"touchpoint" doc:"What the answers are about; empty for none."`
	Stage      string            `json:"stage" doc:"What the answers count for; empty for that of the touchpoint or the kind."`
	Page       string            `json:"page" doc:"Path of the pages where it is asked, * for any text in it; empty for every page."`
	Occasion   string            `json:"occasion" doc:"What has to have happened on the page: page (it was opened), touchpoint (the touchpoint was seen or clicked), stage (something of the stage happened)."`
	Seconds    int               `json:"seconds" doc:"From the occasion to the question, at most 600."`
	Leaving    bool              `json:"leaving" doc:"Whether it then waits until the pointer leaves the window upwards."`
	Share      int               `json:"share" doc:"Percent of the visitors who are asked, 1 to 100."`
	Days       int               `json:"days" doc:"For how many days nobody is asked it again who agreed to be recognised, at most 3650."`
}

type surveyJSON struct {
	ID int64 `json:"id"`
	surveyForm
}

func renderSurvey(s store.Survey) surveyJSON {
	return surveyJSON{s.ID, surveyForm{
		Name: s.Name, Kind: s.Kind, Asked: s.Asked, Questions: s.Questions, Touchpoint: s.Touchpoint, Stage: string(s.Stage),
		Page: s.Page, Occasion: string(s.Occasion), Seconds: s.Seconds, Leaving: s.Leaving, Share: s.Share, Days: s.Days,
	}}
}

func (a *API) surveys(ctx context.Context, c *call) (reply, error) {
	site, err := ofSite(c)
	if err != nil {
		return reply{}, err
	}
	list, err := a.notebook.Surveys(ctx, site)
	if err != nil {
		return reply{}, err
	}
	out := surveysJSON{Surveys: make([]surveyJSON, len(list))}
	for i, s := range list {
		out.Surveys[i] = renderSurvey(s)
	}
	return ok(out), nil
}

func (a *API) addSurvey(ctx context.Context, c *call) (reply, error) {
	site, err := ofSite(c)
	if err != nil {
		return reply{}, err
	}
	saved, err := a.saveSurvey(ctx, c, site, 0)
	return created(saved), err
}

func (a *API) setSurvey(ctx context.Context, c *call) (reply, error) {
	site, id, err := numbered(c)
	if err != nil {
		return reply{}, err
	}
	saved, err := a.saveSurvey(ctx, c, site, id)
	return ok(saved), missing(err, "There is no survey of this number.")
}

func (a *API) saveSurvey(ctx context.Context, c *call, site store.Site, id int64) (surveyJSON, error) {
	var in surveyForm
	if err := readJSON(c, &in); err != nil {
		return surveyJSON{}, err
	}
	saved, err := a.notebook.SaveSurvey(ctx, site, store.Survey{
		ID: id, Name: in.Name, Kind: in.Kind, Asked: in.Asked, Questions: in.Questions, Touchpoint: in.Touchpoint, Stage: event.Stage(in.Stage),
		Page: in.Page, Occasion: store.Occasion(in.Occasion), Seconds: in.Seconds, Leaving: in.Leaving, Share: in.Share, Days: in.Days,
	})
	return renderSurvey(saved), err
}

func (a *API) removeSurvey(ctx context.Context, c *call) (reply, error) {
	site, id, err := numbered(c)
	if err != nil {
		return reply{}, err
	}
	return done(), missing(a.notebook.RemoveSurvey(ctx, site, id), "There is no survey of this number.")
}
