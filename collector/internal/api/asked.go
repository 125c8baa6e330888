package api

import (
	"context"
	"net/http"
	"slices"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// askedRoutes tell the tag what to ask.
func (a *API) askedRoutes() []Route {
	return []Route{{
		Method: http.MethodGet, Path: "/v1/questions", Permission: account.Ingest,
		Summary: "Tells the tag what to ask on the shop's pages. It is the same for every visitor and may be kept for five minutes.",
		Params: []Param{
			{Name: "key", In: "query", Description: "A browser key, pk_..."},
			{Name: "X-Safar-Key", In: "header", Description: "A browser key, instead of key."},
		},
		Response: askedJSON{}, handle: a.asked, Codes: []string{codeForbiddenOrigin, codeRateLimited, "unavailable"},
	}}
}

type askedJSON struct {
	Surveys []askingJSON `json:"surveys"`
}

// askingJSON is what the tag has to know of a survey. What is empty is left out, since every
// visitor loads it.
type askingJSON struct {
	SurveyID   string            `json:"survey_id"`
	Kind       string            `json:"kind"`
	Questions  map[string]string `json:"questions,omitempty" doc:"Own words by language."`
	Touchpoint string            `json:"touchpoint,omitempty"`
	Stage      string            `json:"stage,omitempty"`
	Page       string            `json:"page,omitempty" doc:"Path with * for any text; every page without."`
	Occasion   string            `json:"occasion" doc:"page, touchpoint or stage."`
	Names      []string          `json:"names,omitempty" doc:"Names of the events that an occasion of kind stage waits for."`
	Seconds    int               `json:"seconds"`
	Leaving    bool              `json:"leaving,omitempty"`
	Share      int               `json:"share"`
	Days       int               `json:"days"`
}

func (a *API) asked(ctx context.Context, c *call) (reply, error) {
	list, err := a.notebook.Surveys(ctx, c.Site)
	if err != nil {
		return reply{}, err
	}
	out := askedJSON{Surveys: []askingJSON{}}
	for _, s := range list {
		if s.Asked {
			out.Surveys = append(out.Surveys, renderAsking(s))
		}
	}
	r := ok(out)
	r.header = http.Header{"Cache-Control": {keptShortly}}
	return r, nil
}

func renderAsking(s store.Survey) askingJSON {
	out := askingJSON{
		SurveyID: s.Name, Kind: s.Kind, Questions: s.Questions, Touchpoint: s.Touchpoint, Stage: string(s.Stage),
		Page: s.Page, Occasion: string(s.Occasion), Seconds: s.Seconds, Leaving: s.Leaving, Share: s.Share, Days: s.Days,
	}
	if s.Occasion == store.OnStage {
		out.Names = namesOf(s.Stage)
	}
	return out
}

// namesOf are the events that a page may report of a stage, without those that every page view
// has and without friction, whose stage is that of the page where it happens.
func namesOf(stage event.Stage) []string {
	always := []string{event.NamePageView, event.NameUserEngagement}
	var names []string
	for _, n := range event.Names() {
		if n.Stage == stage && !n.ServerOnly && !n.Survey && n.Friction == event.NoFriction && !slices.Contains(always, n.Name) {
			names = append(names, n.Name)
		}
	}
	return names
}
