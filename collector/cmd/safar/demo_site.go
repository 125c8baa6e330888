package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/safar-cx/safar/collector"
)

// credentialsFile keeps the demo's secrets, so that another run can use them again. A real
// collector never writes its secrets down.
const credentialsFile = "demo.json"

// demoShop is where the pages of the history are.
const demoShop = "https://shop.example"

// demoZone is where the example shop is.
const demoZone = "Asia/Tehran"

// demoSite is what a run of the demo leaves for the next.
type demoSite struct {
	credentials
	// First is the first day of the history. It, Days, ShoppersPerDay and Seed stay as they
	// were at the first run, since together they decide what happens on every day.
	First          string `json:"first,omitempty"`
	Days           int    `json:"days,omitempty"`
	ShoppersPerDay int    `json:"shoppers_per_day,omitempty"`
	Seed           uint64 `json:"seed,omitempty"`
	// SentUntil is up to when the history was sent, zero before all of it was once.
	SentUntil time.Time `json:"sent_until,omitzero"`

	path string
}

// begin is the first instant of the history.
func (s *demoSite) begin() (time.Time, error) {
	zone, err := time.LoadLocation(demoZone)
	if err != nil {
		return time.Time{}, err
	}
	first, err := time.ParseInLocation(time.DateOnly, s.First, zone)
	if err != nil {
		return first, failed(fmt.Errorf("read %s: %w", s.path, err), "remove the folder and run the demo again")
	}
	return first, nil
}

// site makes the demo's site, or finds that of a run before.
func (c *demoCmd) site(e *env, all *collector.Collector) (*demoSite, error) {
	zone, err := time.LoadLocation(demoZone)
	if err != nil {
		return nil, err
	}
	site := &demoSite{
		First: time.Now().In(zone).AddDate(0, 0, -c.Days).Format(time.DateOnly),
		Days:  c.Days, ShoppersPerDay: c.ShoppersPerDay, Seed: c.Seed,
	}
	spec := collector.SiteSpec{Name: "demo", Timezone: demoZone, Currency: "IRR"}
	if err := site.load(e, all, c.Data, spec); err != nil {
		return nil, err
	}
	if site.First == "" {
		return nil, failed(fmt.Errorf("%s holds the data of another demo", c.Data), "choose another folder with --data")
	}
	return site, nil
}

// load reads what the last run in a folder left. In a new folder it makes the site.
func (s *demoSite) load(e *env, all *collector.Collector, dir string, spec collector.SiteSpec) error {
	s.path = filepath.Join(dir, credentialsFile)
	text, err := os.ReadFile(s.path)
	if err == nil {
		found := demoSite{path: s.path}
		if err := json.Unmarshal(text, &found); err != nil {
			return failed(fmt.Errorf("read %s: %w", s.path, err), "remove the folder "+dir+" and run the demo again")
		}
		*s = found
		return nil
	}
	if !errors.Is(err, os.ErrNotExist) {
		return err
	}
	sites, err := all.Sites(e)
	if err != nil {
		return err
	}
	if len(sites) > 0 {
		return failed(fmt.Errorf("%s holds the data of site %s, which is not the demo's", dir, sites[0].Name),
			"choose another folder with --data")
	}
	added, err := all.AddSite(e, spec)
	if err != nil {
		return err
	}
	s.credentials = credentialsOf(added)
	return s.save()
}

// save writes the file as a whole or not at all.
func (s *demoSite) save() error {
	text, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(s.path+".new", append(text, '\n'), 0o600); err != nil {
		return err
	}
	return os.Rename(s.path+".new", s.path)
}
