package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"net/netip"
	"reflect"
	"time"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// siteSettings are a site's settings as they are stored.
type siteSettings struct {
	Currency      string         `json:"currency"`
	Digits        map[string]int `json:"digits,omitempty"`
	ServerOrders  bool           `json:"server_orders,omitempty"`
	TrustBrowsers bool           `json:"trust_browsers,omitempty"`
	CartWindowMS  int64          `json:"cart_window_ms,omitempty"`
}

func settingsRow(s journey.Settings) siteSettings {
	return siteSettings{s.Currency, s.Digits, s.ServerOrders, s.TrustBrowsers, s.CartWindow.Milliseconds()}
}

func (s siteSettings) settings() journey.Settings {
	return journey.Settings{
		Currency:      s.Currency,
		Digits:        s.Digits,
		ServerOrders:  s.ServerOrders,
		TrustBrowsers: s.TrustBrowsers,
		CartWindow:    time.Duration(s.CartWindowMS) * time.Millisecond,
	}
}

// siteApart are the site's own people as they are stored. They are no settings: what came before
// stays as it was counted.
type siteApart struct {
	Networks []netip.Prefix `json:"networks,omitempty"`
	Visitors []string       `json:"visitors,omitempty"`
}

func apartRow(s store.Site) siteApart { return siteApart{s.StaffNetworks, s.StaffVisitors} }

// siteColumns are what scanSite reads. The stages that the merchant gave to touchpoints
// stand with what else was said of these.
const siteColumns = `site.id, site.name, site.timezone, site.settings, site.domains, site.gateways, site.keep_days, site.sealed, site.keep_orders_days, site.kept_from, site.apart,
	(SELECT nullif(json_group_object(t.name, t.stage), '{}') FROM touchpoint AS t WHERE t.site = site.id AND t.stage <> '')`

// scanner is a row to be read.
type scanner interface {
	Scan(dest ...any) error
}

func scanSite(s scanner, more ...any) (store.Site, error) {
	var site store.Site
	var settings siteSettings
	var stages map[string]event.Stage
	var apart siteApart
	var sealed, keptFrom sql.NullInt64
	dest := []any{
		&site.ID, &site.Name, &site.Timezone, fromJSON(&settings), fromJSON(&site.Domains), fromJSON(&site.Gateways),
		&site.KeepDays, &sealed, &site.KeepOrdersDays, &keptFrom, fromJSON(&apart), fromJSON(&stages),
	}
	err := s.Scan(append(dest, more...)...)
	site.SealedBefore, site.KeptFrom = sealed.Int64, keptFrom.Int64
	site.Settings = settings.settings()
	site.Settings.TouchpointStages = stages
	site.StaffNetworks, site.StaffVisitors = apart.Networks, apart.Visitors
	return site, translate(err)
}

// CreateSite adds a site and returns it with its number. The name must be new:
// store.ErrExists. It does not keep the stages of touchpoints: see SetTouchpoint.
func (db *DB) CreateSite(ctx context.Context, site store.Site) (store.Site, error) {
	err := db.update(ctx, func(tx *sql.Tx) error {
		site.SealedBefore, site.KeptFrom = 0, 0
		result, err := tx.Exec(`/* CreateSite */ INSERT INTO site (name, timezone, settings, domains, gateways, keep_days, keep_orders_days, apart) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
			site.Name, site.Timezone, toJSON(settingsRow(site.Settings)), toJSON(site.Domains), toJSON(site.Gateways), site.KeepDays, site.KeepOrdersDays, toJSON(apartRow(site)))
		if err != nil {
			return err
		}
		site.ID, err = result.LastInsertId()
		return err
	})
	return site, err
}

// UpdateSite replaces what is known of the site with site's number, but for the stages of
// touchpoints: see SetTouchpoint. When that changes what its events mean, all of them are
// folded anew.
func (db *DB) UpdateSite(ctx context.Context, site store.Site) error {
	return db.update(ctx, func(tx *sql.Tx) error {
		old, err := scanSite(tx.QueryRow(`/* UpdateSite */ SELECT `+siteColumns+` FROM site WHERE id = ?`, site.ID))
		if err != nil {
			return err
		}
		_, err = tx.Exec(`/* UpdateSite */ UPDATE site SET name = ?, timezone = ?, settings = ?, domains = ?, gateways = ?, keep_days = ?, keep_orders_days = ?, apart = ? WHERE id = ?`,
			site.Name, site.Timezone, toJSON(settingsRow(site.Settings)), toJSON(site.Domains), toJSON(site.Gateways), site.KeepDays, site.KeepOrdersDays, toJSON(apartRow(site)), site.ID)
		if err != nil {
			return err
		}
		if old.Timezone == site.Timezone && reflect.DeepEqual(settingsRow(old.Settings), settingsRow(site.Settings)) {
			return nil
		}
		return markSiteDirty(tx, site.ID)
	})
}

// Sites lists all sites by name.
func (db *DB) Sites(ctx context.Context) ([]store.Site, error) {
	rows, err := db.read.QueryContext(ctx, `/* Sites */ SELECT `+siteColumns+` FROM site ORDER BY name`)
	if err != nil {
		return nil, translate(err)
	}
	defer rows.Close()
	var list []store.Site
	for rows.Next() {
		site, err := scanSite(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, site)
	}
	return list, translate(rows.Err())
}

// SiteByName returns the site of that name, or store.ErrNotFound.
func (db *DB) SiteByName(ctx context.Context, name string) (store.Site, error) {
	return scanSite(db.read.QueryRowContext(ctx, `/* SiteByName */ SELECT `+siteColumns+` FROM site WHERE name = ?`, name))
}

// toJSON is the text of a list or of settings, which cannot fail to encode.
func toJSON(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// jsonInto reads a column of JSON into what it points to.
type jsonInto struct{ into any }

func fromJSON(into any) jsonInto { return jsonInto{into} }

// Scan implements sql.Scanner. NULL leaves what is there.
func (j jsonInto) Scan(column any) error {
	if column == nil {
		return nil
	}
	text, _ := column.(string)
	return json.Unmarshal([]byte(text), j.into)
}
