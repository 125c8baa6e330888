package notebook

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// Surveys keeps surveys. One without a number is new; a name that another one of the site has
// is store.ErrExists.
type Surveys interface {
	Surveys(ctx context.Context, site int64) ([]store.Survey, error)
	SaveSurvey(ctx context.Context, s store.Survey, most int) (store.Survey, error)
	RemoveSurvey(ctx context.Context, site, id int64) error
}

// What bounds a survey.
const (
	MostQuestion = 200  // characters
	MostPage     = 200  // characters
	MostSeconds  = 600  // from the occasion to the question
	MostDays     = 3650 // until somebody is asked again
)

// SurveyKinds are the kinds of question in the order of the contract.
func SurveyKinds() []string {
	return []string{event.SurveyNPS, event.SurveyCSAT, event.SurveyCES, event.SurveyReason, event.SurveyText}
}

// Surveys lists the surveys of a site by name.
func (n *Notebook) Surveys(ctx context.Context, site store.Site) ([]store.Survey, error) {
	return n.store.Surveys(ctx, site.ID)
}

// Survey is the one of a number, or store.ErrNotFound where the site has none.
func (n *Notebook) Survey(ctx context.Context, site store.Site, id int64) (store.Survey, error) {
	all, err := n.store.Surveys(ctx, site.ID)
	if err != nil {
		return store.Survey{}, err
	}
	i := slices.IndexFunc(all, func(s store.Survey) bool { return s.ID == id })
	if i < 0 {
		return store.Survey{}, fmt.Errorf("survey %d: %w", id, store.ErrNotFound)
	}
	return all[i], nil
}

// SaveSurvey writes a survey of a site down and returns it with its number. One that has a
// number takes the place of what it was: store.ErrNotFound where the site has none of this
// number. Its other errors are *EntryError and those of the store.
func (n *Notebook) SaveSurvey(ctx context.Context, site store.Site, s store.Survey) (store.Survey, error) {
	s.Site = site.ID
	var err error
	if s.Name, err = requiredText("name", s.Name, MostName, false); err != nil {
		return s, err
	}
	if !slices.Contains(SurveyKinds(), s.Kind) {
		return s, &EntryError{InvalidField, "kind", fmt.Sprintf("there is no kind %q", s.Kind), "one of " + strings.Join(SurveyKinds(), ", ")}
	}
	if s.Questions, err = questionsOf(s.Questions); err != nil {
		return s, err
	}
	if s.Touchpoint, err = textOf("touchpoint", s.Touchpoint, MostTouchpoint, false); err != nil {
		return s, err
	}
	if err := checkStage(s.Stage); err != nil {
		return s, err
	}
	if s.Page, err = pageOf(s.Page); err != nil {
		return s, err
	}
	if err := checkOccasion(&s); err != nil {
		return s, err
	}
	for _, bound := range []struct {
		field       string
		value, from int
		to          int
	}{{"seconds", s.Seconds, 0, MostSeconds}, {"share", s.Share, 1, 100}, {"days", s.Days, 0, MostDays}} {
		if bound.value < bound.from || bound.value > bound.to {
			return s, &EntryError{InvalidField, bound.field, fmt.Sprintf("%d is too little or too much", bound.value),
				fmt.Sprintf("a whole number from %d to %d", bound.from, bound.to)}
		}
	}
	saved, err := n.store.SaveSurvey(ctx, s, MostSurveys)
	return saved, kept(err, "survey", MostSurveys)
}

// RemoveSurvey forgets a survey of a site; its answers are kept. Its error is
// store.ErrNotFound where the site has none of this number.
func (n *Notebook) RemoveSurvey(ctx context.Context, site store.Site, id int64) error {
	if err := n.store.RemoveSurvey(ctx, site.ID, id); err != nil {
		return fmt.Errorf("survey %d: %w", id, err)
	}
	return nil
}

// questionsOf reads own words by language; those that are empty are none.
func questionsOf(words map[string]string) (map[string]string, error) {
	languages := []string{"en", "fa", "ar"} // those of the prompt
	questions := map[string]string{}
	for _, language := range slices.Sorted(maps.Keys(words)) {
		if !slices.Contains(languages, language) {
			return nil, &EntryError{InvalidField, "questions", fmt.Sprintf("nobody is asked in the language %q", language), "one of " + strings.Join(languages, ", ")}
		}
		text, err := textOf("questions", words[language], MostQuestion, false)
		if err != nil {
			return nil, err
		}
		if text != "" {
			questions[language] = text
		}
	}
	return questions, nil
}

// pageOf reads the path of pages.
func pageOf(text string) (string, error) {
	page, err := textOf("page", text, MostPage, false)
	if err != nil || page == "" || strings.HasPrefix(page, "/") && !strings.ContainsAny(page, "?#") {
		return page, err
	}
	return "", &EntryError{InvalidField, "page", fmt.Sprintf("%q is no path", page),
		"write what stands behind the shop's name, such as /thanks; * stands for any text, as in /products/*"}
}

// checkOccasion refuses an occasion that can't come.
func checkOccasion(s *store.Survey) error {
	switch {
	case s.Occasion == store.OnPage,
		s.Occasion == store.OnTouchpoint && s.Touchpoint != "",
		s.Occasion == store.OnStage && s.Stage != "":
		return nil
	case s.Occasion == store.OnTouchpoint:
		return &EntryError{InvalidField, "touchpoint", "it is missing", "name the touchpoint after which the survey is asked"}
	case s.Occasion == store.OnStage:
		return &EntryError{InvalidField, "stage", "it is missing", "choose the stage of what the survey is asked after"}
	}
	return &EntryError{InvalidField, "occasion", fmt.Sprintf("there is no occasion %q", string(s.Occasion)), "one of page, touchpoint, stage"}
}
