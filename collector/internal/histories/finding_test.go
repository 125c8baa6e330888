package histories

import (
	"encoding/json"
	"fmt"
	"math"

	"github.com/safar-cx/safar/collector/internal/oracle"
	"github.com/safar-cx/safar/sdk/event"
)

// finding is what the endpoints answer, as far as it is compared.
type finding struct {
	Currency   string
	Unit, Mode string // of a funnel
	By         string // of channels
	Steps      []struct {
		ID      string
		Count   int64
		Seconds *struct {
			Count       int64
			Median, P90 float64
		}
	}
	Reasons []struct {
		Reason                        string
		Checkouts, Abandoned, Leading int64
	}
	Unknown  struct{ Leading int64 }
	Refusals []struct {
		Form, Field, Digits                 string
		Times, People, Checkouts, Abandoned int64
		LeftBehind                          string   `json:"left_behind"`
		Currencies                          []amount `json:"left_behind_currencies"`
	}
	Touchpoints []struct {
		Touchpoint                                    string
		Events, Sessions, Impressions, Clicks, Orders int64
		Revenue                                       string
		Currencies                                    []amount
	}
	Stages []struct {
		Stage              string
		Sessions, Troubled int64
	}
	Answers []struct {
		Kind         string
		Count, Texts int64
	}
	Products []struct {
		Product                string
		Views                  int64
		ViewSessions           int64    `json:"view_sessions"`
		ViewToCart             *float64 `json:"view_to_cart"`
		Added, Removed, Bought float64
		AddedSessions          int64 `json:"added_sessions"`
		Orders                 int64
		Revenue                string
		Currencies             []amount
		LeftBehind             float64 `json:"left_behind"`
		LeftCarts              int64   `json:"left_carts"`
	}
	Rows []struct {
		Key                                     string
		Sessions, Visitors, Impressions, Clicks int64
		First, Last                             struct {
			Orders     int64
			Revenue    string
			Currencies []amount
		}
		Cost           *string
		CostCurrencies []amount `json:"cost_currencies"`
	}
	Cohorts []struct {
		Start     string
		Customers int64
		Cells     []struct {
			Start             string
			Customers, Orders int64
			NetRevenue        string `json:"net_revenue"`
			Cumulative        string
			Currencies        []struct {
				Currency   string
				NetRevenue string `json:"net_revenue"`
				Cumulative string
			}
		}
	}
}

// amount is money in another currency than the site's; where it is of orders, with their number.
type amount struct {
	Currency       string
	Orders         int64
	Value, Revenue string
}

// findings are an answer's figures in the oracle's words.
func findings(body []byte) (oracle.Figures, error) {
	var f finding
	if err := json.Unmarshal(body, &f); err != nil {
		return nil, err
	}
	found := found{f, oracle.Figures{}}
	for _, read := range []func() error{
		found.funnel, found.friction, found.touchpoints, found.feedback, found.products, found.channels, found.cohorts,
	} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	return found.Figures, nil
}

// found is an answer being put into the oracle's words.
type found struct {
	finding
	oracle.Figures
}

func (f found) put(id string, numerator, denominator int64) {
	if numerator != 0 || denominator != 0 {
		f.Figures[id] = oracle.Figure{Numerator: numerator, Denominator: denominator}
	}
}

// money puts money of a number of orders, with what is in other currencies.
func (f found) money(id, own string, orders int64, others []amount) error {
	minor, err := minorUnits(own, f.Currency)
	if err != nil {
		return fmt.Errorf("%s: %w", id, err)
	}
	figure := oracle.Figure{Currencies: map[string]oracle.Amount{}}
	for _, o := range others {
		n, err := minorUnits(o.Value+o.Revenue, o.Currency)
		if err != nil {
			return fmt.Errorf("%s: %w", id, err)
		}
		figure.Currencies[o.Currency] = oracle.Amount{Numerator: n, Denominator: o.Orders}
		orders -= o.Orders
	}
	figure.Numerator, figure.Denominator = minor, orders
	figure.Currencies[f.Currency] = oracle.Amount{Numerator: minor, Denominator: orders}
	f.Figures[id] = figure
	return nil
}

func minorUnits(major, currency string) (int64, error) {
	digits, _ := event.MinorDigits(currency)
	minor, rounded, err := event.ParseAmount(major, digits)
	if err == nil && rounded {
		err = fmt.Errorf("%q has more digits than %s", major, currency)
	}
	return minor, err
}

// milli is a number in thousandths.
func milli(n float64) int64 { return int64(math.Round(n * 1000)) }

func (f found) funnel() error {
	kind := wayKind(f.Unit, f.Mode)
	for _, s := range f.Steps {
		f.put(kind+"."+s.ID, s.Count, f.Steps[0].Count)
		if s.Seconds != nil {
			f.put(kind+"_median."+s.ID, milli(s.Seconds.Median), s.Seconds.Count)
			f.put(kind+"_p90."+s.ID, milli(s.Seconds.P90), s.Seconds.Count)
		}
	}
	return nil
}

func (f found) friction() error {
	f.put("leading.unknown", f.Unknown.Leading, 0)
	for _, r := range f.Reasons {
		f.put("hindered."+r.Reason, r.Abandoned, r.Checkouts)
		f.put("leading."+r.Reason, r.Leading, 0)
	}
	for _, r := range f.Refusals {
		of := "." + r.Form + "/" + r.Field + "/" + r.Digits
		f.put("refused"+of, r.Times, 0)
		f.put("refused_people"+of, r.People, 0)
		f.put("stumbled"+of, r.Abandoned, r.Checkouts)
		if err := f.money("stumbled_left"+of, r.LeftBehind, 0, r.Currencies); err != nil {
			return err
		}
	}
	return nil
}

func (f found) touchpoints() error {
	for _, t := range f.Touchpoints {
		f.put("contacts."+t.Touchpoint, t.Events, 0)
		f.put("clicked."+t.Touchpoint, t.Clicks, t.Impressions)
		f.put("sessions_at."+t.Touchpoint, t.Sessions, 0)
		f.put("met."+t.Touchpoint, t.Orders, 0)
		if err := f.money("earned."+t.Touchpoint, t.Revenue, 0, t.Currencies); err != nil {
			return err
		}
	}
	return nil
}

func (f found) feedback() error {
	for _, s := range f.Stages {
		f.put("troubled."+s.Stage, s.Troubled, s.Sessions)
	}
	for _, a := range f.Answers {
		f.put("replies."+a.Kind, a.Texts, a.Count)
	}
	return nil
}

func (f found) products() error {
	for _, p := range f.Products {
		f.put("viewed."+p.Product, p.Views, 0)
		if p.ViewToCart != nil {
			f.put("viewers."+p.Product, int64(math.Round(*p.ViewToCart*float64(p.ViewSessions))), p.ViewSessions)
		}
		f.put("added."+p.Product, milli(p.Added), 0)
		f.put("adders."+p.Product, p.AddedSessions, 0)
		f.put("removed."+p.Product, milli(p.Removed), 0)
		f.put("bought."+p.Product, milli(p.Bought), p.Orders)
		f.put("left_behind."+p.Product, milli(p.LeftBehind), p.LeftCarts)
		if err := f.money("earnings."+p.Product, p.Revenue, 0, p.Currencies); err != nil {
			return err
		}
	}
	return nil
}

func (f found) channels() error {
	for _, r := range f.Rows {
		of := "_" + f.By + "." + r.Key
		f.put("arrived"+of, r.Sessions, 0)
		f.put("visitors"+of, r.Visitors, 0)
		f.put("ads"+of, r.Clicks, r.Impressions)
		if err := f.money("first"+of, r.First.Revenue, r.First.Orders, r.First.Currencies); err != nil {
			return err
		}
		if err := f.money("last"+of, r.Last.Revenue, r.Last.Orders, r.Last.Currencies); err != nil {
			return err
		}
		cost := "0"
		if r.Cost != nil {
			cost = *r.Cost
		}
		if err := f.money("cost"+of, cost, 0, r.CostCurrencies); err != nil {
			return err
		}
	}
	return nil
}

func (f found) cohorts() error {
	for _, c := range f.Cohorts {
		if c.Customers == 0 {
			continue // the oracle knows of no cohort without customers
		}
		f.put("cohort."+c.Start, c.Customers, int64(len(c.Cells)))
		for _, cell := range c.Cells {
			of := "." + c.Start + "." + cell.Start
			f.put("cohort_customers"+of, cell.Customers, 0)
			f.put("cohort_orders"+of, cell.Orders, 0)
			var net, cumulative []amount
			for _, o := range cell.Currencies {
				net = append(net, amount{Currency: o.Currency, Value: o.NetRevenue})
				cumulative = append(cumulative, amount{Currency: o.Currency, Value: o.Cumulative})
			}
			if err := f.money("cohort_net"+of, cell.NetRevenue, 0, net); err != nil {
				return err
			}
			if err := f.money("cohort_cumulative"+of, cell.Cumulative, 0, cumulative); err != nil {
				return err
			}
		}
	}
	return nil
}
