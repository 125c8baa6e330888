package demo

import (
	"strconv"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// Robots, for each visit of a person, and how many more come in the burst.
const (
	robotShare = 0.04
	burst      = 60
)

// robots crawl the shop, on one day in a burst.
func (w *World) robots(day int) {
	for i := range w.about(robotShare * float64(w.config.PerDay)) {
		w.crawl(w.dayID(day, "r", i), w.config.instant(w.dice, day))
	}
	if w.config.Days == 0 || day != w.config.Days-burstBefore-1 {
		return
	}
	for i := range burst {
		at := w.config.startOf(day).Add(3*time.Hour + time.Duration(w.IntN(3600))*time.Second)
		w.crawl(w.dayID(day, "R", i), at)
	}
}

// crawl is one robot that opens a few pages.
func (w *World) crawl(id string, at time.Time) {
	client := event.Client{IP: address(w.dice, false), UserAgent: oneOf(w.dice, robots)}
	for n := range w.between(1, 5) {
		p := oneOf(w.dice, products)
		w.posts = append(w.posts, Post{From: event.BrowserKey, Client: client, Event: event.Event{
			ID: id + "-" + strconv.Itoa(n), Name: event.NamePageView, Time: at, Consent: event.ConsentAnonymous, Surface: event.SurfaceWeb,
			Page: event.Page{URL: w.config.Shop + "/en/p/" + p.id, Title: p.names["en"]},
		}})
		at = at.Add(time.Duration(w.between(1, 5)) * time.Second)
	}
}
