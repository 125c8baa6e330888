package sqlite

import (
	"errors"
	"maps"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// met is a page view at a touchpoint.
func met(id, visitor, touchpoint string) store.Record {
	r := pageView(id, visitor)
	r.Hit.Event.Touchpoint = touchpoint
	return r
}

func TestTouchpointsOfAMerchant(t *testing.T) {
	db := openTest(t)
	site, other := newSite(t, db, "main"), newSite(t, db, "other")
	set := func(want error, tp store.Touchpoint) {
		t.Helper()
		if err := db.SetTouchpoint(t.Context(), tp, 2); !errors.Is(err, want) {
			t.Errorf("%+v: %v, want %v", tp, err, want)
		}
	}
	banner := store.Touchpoint{Site: site.ID, Name: "banner", Label: "L", Stage: event.Purchase, Goal: metric.TouchpointGoal{Of: metric.AimCTR, Value: "0.1"}}
	set(nil, store.Touchpoint{Site: site.ID, Name: "banner", Stage: event.Return})
	set(nil, banner)
	set(nil, store.Touchpoint{Site: site.ID, Name: `a "quoted", one`})
	set(store.ErrFull, store.Touchpoint{Site: site.ID, Name: "third"})
	set(nil, banner) // it is there already
	set(nil, store.Touchpoint{Site: other.ID, Name: `a "quoted", one`, Stage: event.Advocacy})
	set(store.ErrNotFound, store.Touchpoint{Site: 99, Name: "x"})
	list, err := db.Touchpoints(t.Context(), site.ID)
	if want := []store.Touchpoint{{Site: site.ID, Name: `a "quoted", one`}, banner}; err != nil || !reflect.DeepEqual(list, want) {
		t.Errorf("%+v, %v", list, err)
	}
	for name, want := range map[string]map[string]event.Stage{"main": {"banner": event.Purchase}, "other": {`a "quoted", one`: event.Advocacy}} {
		if got, err := db.SiteByName(t.Context(), name); err != nil || !maps.Equal(got.Settings.TouchpointStages, want) {
			t.Errorf("%s has the stages %v, %v", name, got.Settings.TouchpointStages, err)
		}
	}
	for want, name := range map[error]string{nil: "banner", store.ErrNotFound: "third"} {
		if err := db.RemoveTouchpoint(t.Context(), site.ID, name); !errors.Is(err, want) {
			t.Errorf("remove %s: %v", name, err)
		}
	}
	if got, err := db.SiteByName(t.Context(), "main"); err != nil || got.Settings.TouchpointStages != nil {
		t.Errorf("stages left: %v, %v", got.Settings.TouchpointStages, err)
	}
}

// Only who has met a touchpoint is folded anew, and only when its stage is another.
func TestStageOfATouchpointMarksWhoMetIt(t *testing.T) {
	path := filepath.Join(t.TempDir(), "safar.db")
	db, err := Open(t.Context(), Config{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	site, other := newSite(t, db, "main"), newSite(t, db, "other")
	for _, s := range []store.Site{site, other} {
		appendAll(t, db, s.ID, met("1", "v1", "banner"), met("2", "v2", "till"), pageView("3", "v3"))
	}
	if err := errors.Join(db.Settle(t.Context()), db.Close()); err != nil {
		t.Fatal(err)
	}
	db = openAt(t, Config{Path: path}, nil) // nobody folds
	say := func(label string, stage event.Stage) error {
		return db.SetTouchpoint(t.Context(), store.Touchpoint{Site: site.ID, Name: "banner", Label: label, Stage: stage}, 9)
	}
	for _, step := range []struct {
		name  string
		say   func() error
		dirty int
	}{
		{"a label", func() error { return say("L", "") }, 0},
		{"a stage", func() error { return say("L", event.Purchase) }, 1},
		{"another label", func() error { return say("M", event.Purchase) }, 0},
		{"another stage", func() error { return say("M", event.Return) }, 1},
		{"nothing", func() error { return db.RemoveTouchpoint(t.Context(), site.ID, "banner") }, 1},
	} {
		execute(t, db, "DELETE FROM dirty")
		if err := step.say(); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		if n := count(t, db, "SELECT count(*) FROM dirty"); n != step.dirty {
			t.Errorf("%s: %d households dirty, want %d", step.name, n, step.dirty)
		}
		if n := count(t, db, `SELECT count(*) FROM dirty WHERE household IN
			(SELECT household FROM node WHERE site = ? AND key = 'v1')`, site.ID); n != step.dirty {
			t.Errorf("%s: %d of them met the banner, want %d", step.name, n, step.dirty)
		}
	}
}

func TestStageOfATouchpointHoldsForThePast(t *testing.T) {
	db, err := Open(t.Context(), Config{Path: filepath.Join(t.TempDir(), "safar.db")})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	site, other := newSite(t, db, "main"), newSite(t, db, "other")
	for _, s := range []store.Site{site, other} {
		appendAll(t, db, s.ID, met("1", "v1", "banner"), met("2", "v2", "till"))
	}
	if err := db.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	purchases := func(what string, want int) {
		t.Helper()
		if err := db.Settle(t.Context()); err != nil {
			t.Fatal(err)
		}
		purchase := journey.Stages(event.Purchase)
		if n := count(t, db, `SELECT count(*) FROM session AS s JOIN node AS n ON n.id = s.visitor WHERE s.stages = ? AND n.key = 'v1'`, purchase); n != want {
			t.Errorf("%s: %d visits of the banner, want %d", what, n, want)
		}
		if n := count(t, db, "SELECT count(*) FROM session WHERE stages = ?", purchase); n != want {
			t.Errorf("%s: %d visits in all, want %d", what, n, want)
		}
	}
	purchases("before", 0)
	if err := db.SetTouchpoint(t.Context(), store.Touchpoint{Site: site.ID, Name: "banner", Stage: event.Purchase}, 9); err != nil {
		t.Fatal(err)
	}
	purchases("a stage", 1)
	if err := db.Rebuild(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	purchases("made again", 1)
	if err := db.RemoveTouchpoint(t.Context(), site.ID, "banner"); err != nil {
		t.Fatal(err)
	}
	purchases("no stage any more", 0)
}

func TestPersonas(t *testing.T) {
	db := openTest(t)
	site, other := newSite(t, db, "main"), newSite(t, db, "other")
	save := func(want error, p store.Persona) store.Persona {
		t.Helper()
		saved, err := db.SavePersona(t.Context(), p, 2)
		if !errors.Is(err, want) {
			t.Errorf("%+v: %v, want %v", p, err, want)
		}
		return saved
	}
	b := save(nil, store.Persona{Site: site.ID, Name: "b", Filters: []string{"device:mobile", `source:"x"`}})
	a := save(nil, store.Persona{Site: site.ID, Name: "a", Note: "n", Filters: []string{"device:tv"}})
	save(store.ErrFull, store.Persona{Site: site.ID, Name: "c"})
	save(store.ErrExists, store.Persona{ID: a.ID, Site: site.ID, Name: "b"})
	save(store.ErrNotFound, store.Persona{ID: a.ID, Site: other.ID, Name: "z"})
	save(store.ErrNotFound, store.Persona{ID: 99, Site: site.ID, Name: "z"})
	theirs := save(nil, store.Persona{Site: other.ID, Name: "a", Filters: []string{}})
	a.Note = "changed"
	save(nil, a)
	if list, err := db.Personas(t.Context(), site.ID); err != nil || !reflect.DeepEqual(list, []store.Persona{a, b}) {
		t.Errorf("%+v, %v", list, err)
	}
	if err := db.RemovePersona(t.Context(), site.ID, theirs.ID); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("another site's: %v", err)
	}
	if err := db.RemovePersona(t.Context(), site.ID, b.ID); err != nil {
		t.Error(err)
	}
	if c := save(nil, store.Persona{Site: site.ID, Name: "c"}); c.ID <= theirs.ID {
		t.Errorf("number %d was another's", c.ID)
	}
	if list, err := db.Personas(t.Context(), other.ID); err != nil || !reflect.DeepEqual(list, []store.Persona{theirs}) {
		t.Errorf("the other site's %+v, %v", list, err)
	}
}

func TestAnnotations(t *testing.T) {
	db := openTest(t)
	site, other := newSite(t, db, "main"), newSite(t, db, "other")
	day := func(d int) metric.Date { return metric.Date{Year: 2026, Month: 10, Day: d} }
	save := func(want error, a store.Annotation) store.Annotation {
		t.Helper()
		saved, err := db.SaveAnnotation(t.Context(), a, 3)
		if !errors.Is(err, want) {
			t.Errorf("%+v: %v, want %v", a, err, want)
		}
		return saved
	}
	late := save(nil, store.Annotation{Site: site.ID, Date: day(10), Text: "late", Stage: event.Purchase})
	early := save(nil, store.Annotation{Site: site.ID, Date: day(9), Text: "early"})
	same := save(nil, store.Annotation{Site: site.ID, Date: day(9), Text: "the same day"})
	save(store.ErrFull, store.Annotation{Site: site.ID, Date: day(1)})
	theirs := save(nil, store.Annotation{Site: other.ID, Date: day(9), Text: "theirs"})
	save(store.ErrNotFound, store.Annotation{ID: theirs.ID, Site: site.ID, Date: day(9)})
	late.Date, late.Stage = day(11), ""
	save(nil, late)
	if list, err := db.Annotations(t.Context(), site.ID); err != nil || !reflect.DeepEqual(list, []store.Annotation{early, same, late}) {
		t.Errorf("%+v, %v", list, err)
	}
	for id, want := range map[int64]error{theirs.ID: store.ErrNotFound, same.ID: nil} {
		if err := db.RemoveAnnotation(t.Context(), site.ID, id); !errors.Is(err, want) {
			t.Errorf("remove %d: %v, want %v", id, err, want)
		}
	}
	if list, err := db.Annotations(t.Context(), other.ID); err != nil || !reflect.DeepEqual(list, []store.Annotation{theirs}) {
		t.Errorf("the other site's %+v, %v", list, err)
	}
}

func TestSurveys(t *testing.T) {
	db := openTest(t)
	site, other := newSite(t, db, "main"), newSite(t, db, "other")
	save := func(want error, s store.Survey) store.Survey {
		t.Helper()
		saved, err := db.SaveSurvey(t.Context(), s, 2)
		if !errors.Is(err, want) {
			t.Errorf("%+v: %v, want %v", s, err, want)
		}
		return saved
	}
	b := save(nil, store.Survey{Site: site.ID, Name: "b", Kind: event.SurveyText, Questions: map[string]string{}, Occasion: store.OnPage, Share: 1})
	a := save(nil, store.Survey{Site: site.ID, Name: "a", Kind: event.SurveyNPS, Questions: map[string]string{}, Occasion: store.OnPage, Share: 100})
	save(store.ErrFull, store.Survey{Site: site.ID, Name: "c"})
	save(store.ErrExists, store.Survey{ID: a.ID, Site: site.ID, Name: "b"})
	save(store.ErrNotFound, store.Survey{ID: a.ID, Site: other.ID, Name: "z"})
	theirs := save(nil, store.Survey{Site: other.ID, Name: "a", Questions: map[string]string{}})
	a = store.Survey{ID: a.ID, Site: site.ID, Name: "a", Kind: event.SurveyCES, Asked: true, Questions: map[string]string{"fa": "آسان بود؟"}, Touchpoint: "till", Stage: event.Return,
		Page: "/p/*", Occasion: store.OnStage, Seconds: 5, Leaving: true, Share: 7, Days: 90}
	save(nil, a)
	if list, err := db.Surveys(t.Context(), site.ID); err != nil || !reflect.DeepEqual(list, []store.Survey{a, b}) {
		t.Errorf("%+v, %v", list, err)
	}
	for id, want := range map[int64]error{theirs.ID: store.ErrNotFound, b.ID: nil} {
		if err := db.RemoveSurvey(t.Context(), site.ID, id); !errors.Is(err, want) {
			t.Errorf("remove %d: %v, want %v", id, err, want)
		}
	}
	if list, err := db.Surveys(t.Context(), other.ID); err != nil || !reflect.DeepEqual(list, []store.Survey{theirs}) {
		t.Errorf("the other site's %+v, %v", list, err)
	}
}
