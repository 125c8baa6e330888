package ingest

import (
	"encoding/json"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// accessFile is everything that is held of a person, for that person.
type accessFile struct {
	About    string            `json:"about"`
	Site     string            `json:"site"`
	Customer string            `json:"customer"`
	Made     string            `json:"made"`
	Held     accessSums        `json:"held"`
	Events   []json.RawMessage `json:"events"`
	Refused  []accessRefused   `json:"refused"`
}

type accessSums struct {
	Events   int            `json:"events"`
	Refused  int            `json:"refused"`
	Browsers int            `json:"browsers"`
	Answers  int            `json:"answers"`
	Orders   int            `json:"orders"`
	Value    []accessAmount `json:"value"`
}

type accessAmount struct {
	Currency string `json:"currency"`
	Value    string `json:"value"`
}

type accessRefused struct {
	Received string `json:"received"`
	Why      string `json:"why"`
	Event    string `json:"event"`
}

const accessAbout = "Everything that this collector of visits and orders holds of one customer. " +
	"held counts it. events is what was sent, oldest first: each with its time, its name (what happened), the page, " +
	"the ids under which it is known who it was, and under receipt what was added when it came: how the person had come, " +
	"device, browser and country. Addresses of computers are not kept. Visits, carts, orders and all figures are computed from these events. " +
	"refused are events that were not taken, with the reason."

// AccessFile writes what is held of a customer as JSON.
func AccessFile(site store.Site, customer string, held store.Holdings, now time.Time) ([]byte, error) {
	file := accessFile{
		About: accessAbout, Site: site.Name, Customer: customer, Made: now.UTC().Format(receiptTime),
		Held: accessSums{
			Events: len(held.Events), Refused: len(held.Refused), Browsers: held.Visitors, Answers: held.Answers,
			Orders: held.Orders, Value: []accessAmount{},
		},
		Events: []json.RawMessage{}, Refused: []accessRefused{},
	}
	for _, sum := range held.Value {
		file.Held.Value = append(file.Held.Value, accessAmount{sum.Currency, event.FormatAmount(sum.Minor, site.Settings.MinorDigits(sum.Currency))})
	}
	for i := range held.Events {
		one, err := WithReceipt(&held.Events[i])
		if err != nil {
			return nil, err
		}
		file.Events = append(file.Events, one)
	}
	for _, r := range held.Refused {
		file.Refused = append(file.Refused, accessRefused{time.UnixMilli(r.Received).UTC().Format(receiptTime), r.Code + ": " + r.Message, string(r.Body)})
	}
	return json.MarshalIndent(file, "", "  ")
}
