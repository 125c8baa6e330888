package demo

import (
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// reports are the hours at which the advertising networks are asked for their counts.
var reports = []int{9, 13, 18, 23}

// advertise tells what the advertisements of a day came to. Networks count more clicks than
// the shop sees visits: some close the page before it has opened.
func (w *World) advertise(day int) {
	for _, s := range sources {
		if s.ad == nil {
			continue
		}
		clicks := w.clicks[s.name] + w.about(0.15*float64(w.clicks[s.name]))
		for i, hour := range reports {
			part := clicks / len(reports)
			if i == 0 {
				part += clicks % len(reports)
			}
			if part == 0 {
				continue
			}
			at := w.config.startOf(day).Add(time.Duration(hour) * time.Hour)
			shown := int(w.around(float64(part)/s.ad.ctr, 0.1))
			id := w.dayID(day, "a", i) + s.name
			params := func(count int) event.Params {
				p := event.Params{"count": count, "currency": currency}
				for _, name := range []string{"source", "medium", "campaign"} {
					p[name] = s.utm(name) // by which its costs meet the visits that it brought
				}
				return p
			}
			w.note(nil, event.SurfaceAd, s.name, id+"-shown", event.NameAdImpression, at, params(shown))
			paid := params(part)
			paid["cost"] = int64(part) * s.ad.click
			w.note(nil, event.SurfaceAd, s.name, id+"-click", event.NameAdClick, at, paid)
		}
	}
}
