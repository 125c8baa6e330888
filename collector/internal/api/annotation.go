package api

import (
	"context"
	"net/http"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/notebook"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

func (a *API) annotationRoutes() []Route {
	const all, one = "/api/v1/annotations", "/api/v1/annotations/{id}"
	effect := listRoute(account.Details, one+"/effect", "Compares the days from an annotation's date on with as many days before it.", effectJSON{}, a.effect, effectParams()...)
	return []Route{
		listRoute(account.Details, all, "Lists what happened in the shop, or was changed, and when.", annotationsJSON{}, a.annotations, spanParams()...),
		writeRoute(http.MethodPost, all, "Adds an annotation.", annotationForm{}, annotationJSON{}, a.addAnnotation).with(notebook.TooMany),
		writeRoute(http.MethodPut, one, "Changes an annotation.", annotationForm{}, annotationJSON{}, a.setAnnotation, numberParam()).with(codeNotFound),
		removeRoute(one, "Forgets an annotation.", a.removeAnnotation, numberParam()),
		effect.with(codeNotFound, metric.UnknownMetric, metric.InvalidDimension, metric.InvalidRange),
	}
}

func spanParams() []Param {
	return []Param{
		{Name: "from", In: "query", Format: "date", Description: "First day, in the site's time zone. Left out, there is no first."},
		{Name: "to", In: "query", Format: "date", Description: "Last day, included. Left out, there is no last."},
	}
}

type annotationsJSON struct {
	Annotations []annotationJSON `json:"annotations" doc:"By date, those of a day in the order of their making."`
}

// annotationForm is what is written of an annotation.
type annotationForm struct {
	Date  string `json:"date" doc:"A day of the site's calendar, as a Gregorian date 2026-10-01."`
	Text  string `json:"text" doc:"1 to 2,000 characters."`
	Stage string `json:"stage" doc:"Stage that it is about; empty for none."`
}

type annotationJSON struct {
	ID int64 `json:"id"`
	annotationForm
}

func renderAnnotation(n store.Annotation) annotationJSON {
	return annotationJSON{n.ID, annotationForm{n.Date.String(), n.Text, string(n.Stage)}}
}

func (a *API) annotations(ctx context.Context, c *call) (reply, error) {
	q := newQuery(c, append([]Param{siteParam()}, spanParams()...))
	from, to := q.date("from", metric.Date{Year: 1, Month: 1, Day: 1}), q.date("to", metric.Date{Year: 9999, Month: 12, Day: 31})
	if err := q.failed(); err != nil {
		return reply{}, err
	}
	site := c.Site
	list, err := a.notebook.Annotations(ctx, site)
	if err != nil {
		return reply{}, err
	}
	out := annotationsJSON{Annotations: []annotationJSON{}}
	for _, n := range list {
		if n.Date.Compare(from) >= 0 && n.Date.Compare(to) <= 0 {
			out.Annotations = append(out.Annotations, renderAnnotation(n))
		}
	}
	return ok(out), nil
}

func (a *API) addAnnotation(ctx context.Context, c *call) (reply, error) {
	site, err := ofSite(c)
	if err != nil {
		return reply{}, err
	}
	saved, err := a.saveAnnotation(ctx, c, site, 0)
	return created(saved), err
}

func (a *API) setAnnotation(ctx context.Context, c *call) (reply, error) {
	site, id, err := numbered(c)
	if err != nil {
		return reply{}, err
	}
	saved, err := a.saveAnnotation(ctx, c, site, id)
	return ok(saved), missing(err, noAnnotation)
}

const noAnnotation = "There is no annotation of this number."

func (a *API) saveAnnotation(ctx context.Context, c *call, site store.Site, id int64) (annotationJSON, error) {
	var in annotationForm
	if err := readBody(c, &in, maxNote); err != nil {
		return annotationJSON{}, err
	}
	saved, err := a.notebook.SaveAnnotation(ctx, site, store.Annotation{ID: id, Text: in.Text, Stage: event.Stage(in.Stage)}, in.Date)
	return renderAnnotation(saved), err
}

func (a *API) removeAnnotation(ctx context.Context, c *call) (reply, error) {
	site, id, err := numbered(c)
	if err != nil {
		return reply{}, err
	}
	return done(), missing(a.notebook.RemoveAnnotation(ctx, site, id), noAnnotation)
}
