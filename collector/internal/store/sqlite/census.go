package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"github.com/safar-cx/safar/collector/internal/journey"
)

// mostScanned bounds what a list of people looks at: events passed over on the way to their
// households, and events folded.
const mostScanned = 50_000

// Timeline tells what happened to a person of a site up to asOf, Unix milliseconds. It is
// false when nothing did. It folds the person's household there and then, so everything
// accepted is in it.
func (db *DB) Timeline(ctx context.Context, site int64, person journey.Person, asOf int64) (t journey.Timeline, found bool, err error) {
	r, err := begin(ctx, db.read)
	if err != nil {
		return t, false, translate(err)
	}
	defer r.close()
	of, err := siteByID(ctx, r, site)
	if err != nil {
		return t, false, translate(err)
	}
	kind := journey.Visitor
	if person.Customer {
		kind = journey.Customer
	}
	var household int64
	err = r.QueryRowContext(ctx, `/* Timeline */ SELECT household FROM node WHERE site = ? AND kind = ? AND key = ?`,
		site, kind, person.ID).Scan(&household)
	if errors.Is(err, sql.ErrNoRows) {
		return t, false, nil
	}
	if err != nil {
		return t, false, translate(err)
	}
	homes, truncated, err := newestHits(lexicon{db.words, ctx, r}, household, asOf, mostEvents)
	if err != nil {
		return t, false, translate(err)
	}
	err = safely(func() { t, found = journey.Recount(homes, of.Settings, person, asOf) })
	t.Truncated = truncated
	return t, found, err
}

// People lists people of a site as seen from asOf, the latest first, at most limit. With a
// name, which is the id of a customer, a visitor or a transaction, these are those that it
// belongs to, else those seen last. It says when it did not look far enough for all of them.
func (db *DB) People(ctx context.Context, site, asOf int64, name string, limit int) (list []journey.Profile, truncated bool, err error) {
	r, err := begin(ctx, db.read)
	if err != nil {
		return nil, false, translate(err)
	}
	defer r.close()
	of, err := siteByID(ctx, r, site)
	if err != nil {
		return nil, false, translate(err)
	}
	c := census{ctx: ctx, r: r, words: db.words, settings: of.Settings, asOf: asOf, name: name}
	if name == "" {
		err = c.latest(site, limit)
	} else {
		err = c.named(site)
	}
	journey.SortProfiles(c.list)
	return c.list[:min(len(c.list), limit)], c.truncated, translate(err)
}

// census gathers people household by household.
type census struct {
	ctx       context.Context
	r         *reading
	words     *words
	settings  journey.Settings
	asOf      int64
	name      string
	list      []journey.Profile
	read      int // events so far
	truncated bool
}

// visit adds the people of a household. One that can't be folded is in no answer.
func (c *census) visit(household int64) error {
	homes, truncated, err := newestHits(lexicon{c.words, c.ctx, c.r}, household, c.asOf, mostEvents)
	if err == nil {
		err = safely(func() { c.list = append(c.list, journey.Profiles(homes, c.settings, c.asOf, c.name)...) })
	}
	var poison *poisonError
	if errors.As(err, &poison) {
		return nil
	}
	c.truncated = c.truncated || truncated
	for _, hits := range homes {
		c.read += len(hits)
	}
	return err
}

func (c *census) named(site int64) error {
	households, err := column64(c.ctx, c.r, `/* named */ SELECT DISTINCT household FROM node WHERE site = ? AND kind IN (?, ?, ?) AND key = ?`,
		site, journey.Visitor, journey.Customer, journey.Transaction, c.name)
	if err != nil {
		return err
	}
	for _, household := range households {
		if err := c.visit(household); err != nil {
			return err
		}
	}
	return nil
}

// latest goes back in time from event to event. Nobody in a household is later than its
// latest event, so it is done when as many people as are wanted are later than the next.
func (c *census) latest(site int64, limit int) error {
	rows, err := c.r.QueryContext(c.ctx, latestEvents, site, c.asOf, journey.Lone)
	if err != nil {
		return err
	}
	defer rows.Close()
	seen := map[int64]bool{}
	for scanned := 0; rows.Next(); scanned++ {
		var household, time int64
		if err := rows.Scan(&household, &time); err != nil {
			return err
		}
		if scanned+c.read >= mostScanned {
			c.truncated = true
			return nil
		}
		if seen[household] {
			continue
		}
		if c.later(time) >= limit {
			return nil
		}
		seen[household] = true
		if err := c.visit(household); err != nil {
			return err
		}
	}
	return rows.Err()
}

const latestEvents = `/* latest */ SELECT n.household, e.time FROM event AS e CROSS JOIN node AS n ON n.id = e.home
	WHERE e.site = ? AND e.time <= ? AND n.kind <> ? ORDER BY e.time DESC`

// later counts the people found who were seen after a time.
func (c *census) later(time int64) (n int) {
	for i := range c.list {
		if c.list[i].Last > time {
			n++
		}
	}
	return n
}
