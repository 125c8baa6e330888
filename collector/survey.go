package collector

import (
	"context"

	"github.com/safar-cx/safar/collector/internal/store"
)

// Survey is a question that a merchant asks visitors, and when.
type Survey = store.Survey

// SurveyOccasion is what makes the tag ask a survey: page, touchpoint or stage.
type SurveyOccasion = store.Occasion

// SaveSurvey keeps a survey of the site and returns it with its number; one that has a number
// takes the place of what it was. Pages that are open, or were lately, follow within five
// minutes. Its error is an *EntryError where something of it is not right or another one has
// its name, ErrNotFound where there is none of its number.
func (c *Collector) SaveSurvey(ctx context.Context, site Site, s Survey) (Survey, error) {
	return c.notebook.SaveSurvey(ctx, site, s)
}

// Surveys lists the surveys of a site by name.
func (c *Collector) Surveys(ctx context.Context, site Site) ([]Survey, error) {
	return c.notebook.Surveys(ctx, site)
}

// RemoveSurvey forgets a survey; its answers are kept. Its error is ErrNotFound where there is
// none of the number.
func (c *Collector) RemoveSurvey(ctx context.Context, site Site, id int64) error {
	return c.notebook.RemoveSurvey(ctx, site, id)
}
