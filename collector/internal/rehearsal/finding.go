package rehearsal

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/oracle"
)

// reports are all that are no lists of metrics, with the kinds of the figures that are made
// of what they count. A figure's key is that of the oracle's shares: its kind, a dot, and what
// it is of.
//
//	reached.STEP, closed.STEP                  sessions that got there, of all
//	reached_median.STEP, reached_p90.STEP, ... milliseconds from the step before, and of how many sessions
//	cart_reached.STEP, person_closed.STEP, ... likewise of carts and of persons
//	seen.STEP.REASON, closed_seen.STEP.REASON  sessions that met with it there
//	hindered.REASON                            checkouts with it abandoned, of all with it
//	left.REASON, leading.REASON, blamed.REASON what lay in these; put down to it; what lay in those
//	refused.ENTRY, refused_people.ENTRY        times that a field refused digits; the people whose
//	stumbled.ENTRY, stumbled_left.ENTRY        checkouts with it abandoned, of all with it; what lay in these
//	contacts.NAME, clicked.NAME                events of a touchpoint; clicks of its impressions
//	sessions_at.NAME                           sessions with one
//	met.NAME, earned.NAME                      orders of visits that met it; their value
//	viewed.PRODUCT, viewers.PRODUCT            view_item events that list it; visits that added it of those with one
//	added.PRODUCT, removed.PRODUCT             thousandths put into carts and taken out
//	adders.PRODUCT                             visits that put it into a cart
//	bought.PRODUCT, earnings.PRODUCT           thousandths bought, in how many orders; what these paid for it
//	left_behind.PRODUCT, carted.PRODUCT        thousandths, in how many carts; carts ordered of all with it
//	arrived_BY.KEY, visitors_BY.KEY            sessions of a channel, source, medium or campaign; their visitors
//	first_BY.KEY, last_BY.KEY                  value of the orders whose first touch it was, and how many; last touch
//	ads_BY.KEY, cost_BY.KEY                    clicks of its advertisements' impressions; what these cost
//	cohort.START                               customers, and how many periods their row has
//	cohort_customers.START.PERIOD              those who ordered in a period; likewise cohort_orders, cohort_net
//	cohort_cumulative.START.PERIOD             the net revenue of the periods so far
//	mood.STAGE, troubled.STAGE, replies.KIND   thirds of answers; troubled of sessions; texts of answers
func reports() []report {
	return slices.Concat(funnels(), channels(), []report{
		{[]string{"viewed", "viewers", "added", "adders", "removed", "bought", "earnings", "left_behind", "carted"}, finder.products},
		{[]string{"cohort", "cohort_customers", "cohort_orders", "cohort_net", "cohort_cumulative"}, finder.cohorts},
		{[]string{"hindered", "left", "leading", "blamed", "refused", "refused_people", "stumbled", "stumbled_left"}, finder.friction},
		{[]string{"contacts", "clicked", "sessions_at", "met", "earned"}, finder.touchpoints},
		{[]string{"mood", "troubled", "replies"}, finder.feedback},
	})
}

// report puts figures of some kinds into the oracle's words.
type report struct {
	kinds []string
	find  func(finder) error
}

// finder asks for reports and puts what they count into the oracle's words.
type finder struct {
	src metric.Facts
	q   oracle.Question
	metric.Request
	oracle.Figures
}

// Findings asks for the reports that allow the filters. Figures in which nothing was counted
// are left out. kinds are those that were asked for.
func Findings(src metric.Facts, q oracle.Question, r metric.Request) (found oracle.Figures, kinds []string, err error) {
	r.Metrics, r.GroupBy = nil, ""
	f := finder{src, q, r, oracle.Figures{}}
	for _, report := range reports() {
		var refused *metric.RequestError
		switch err := report.find(f); {
		case errors.As(err, &refused) && refused.Code == metric.InvalidDimension:
			continue
		case err != nil:
			return nil, nil, err
		}
		kinds = append(kinds, report.kinds...)
	}
	maps.DeleteFunc(f.Figures, func(_ string, f oracle.Figure) bool { return empty(f) })
	return f.Figures, kinds, nil
}

func empty(f oracle.Figure) bool {
	return f.Numerator == 0 && f.Denominator == 0 && f.Pending == 0 && len(stated(f.Currencies)) == 0
}

func (f finder) friction() error {
	report, err := metric.BuildFriction(context.Background(), f.src, f.Request)
	if err != nil {
		return err
	}
	for _, reason := range report.Reasons {
		f.Figures["hindered."+reason.Reason] = oracle.Figure{Numerator: reason.With.Numerator, Denominator: *reason.With.Denominator}
		f.Figures["left."+reason.Reason] = money(reason.LeftBehind)
		f.blame(reason.Reason, reason.Blame)
	}
	f.blame("unknown", report.Unknown)
	for _, r := range report.Refusals {
		of := strings.Join([]string{r.Form, r.Field, r.Digits}, "/")
		f.Figures["refused."+of] = oracle.Figure{Numerator: r.Times}
		f.Figures["refused_people."+of] = oracle.Figure{Numerator: r.People}
		f.Figures["stumbled."+of] = oracle.Figure{Numerator: r.With.Numerator, Denominator: *r.With.Denominator}
		f.Figures["stumbled_left."+of] = money(r.LeftBehind)
	}
	return nil
}

func (f finder) blame(reason string, b metric.Blame) {
	if reason == "unknown" && b == (metric.Blame{}) {
		return // as the reason it has none, beside that for want of one
	}
	f.Figures["leading."+reason] = oracle.Figure{Numerator: b.Checkouts}
	f.Figures["blamed."+reason] = oracle.Figure{Numerator: b.Left, Currencies: map[string]oracle.Amount{f.Currency: {Numerator: b.Left}}}
}

func (f finder) touchpoints() error {
	report, err := metric.BuildTouchpoints(context.Background(), f.src, f.Request)
	if err != nil {
		return err
	}
	for _, t := range report.Touchpoints {
		f.Figures["contacts."+t.Name] = oracle.Figure{Numerator: t.Events}
		f.Figures["clicked."+t.Name] = oracle.Figure{Numerator: t.CTR.Numerator, Denominator: *t.CTR.Denominator}
		f.Figures["sessions_at."+t.Name] = oracle.Figure{Numerator: t.Sessions}
		f.Figures["met."+t.Name] = oracle.Figure{Numerator: t.Orders}
		f.Figures["earned."+t.Name] = money(t.Revenue)
	}
	return nil
}

func (f finder) feedback() error {
	report, err := metric.BuildFeedback(context.Background(), f.src, f.Request)
	if err != nil {
		return err
	}
	for _, s := range report.Stages {
		f.Figures["mood."+string(s.Stage)] = oracle.Figure{Numerator: s.Thirds, Denominator: s.Answers}
		f.Figures["troubled."+string(s.Stage)] = oracle.Figure{Numerator: s.Troubled, Denominator: s.Sessions}
	}
	for _, a := range report.Answers {
		f.Figures["replies."+a.Kind] = oracle.Figure{Numerator: a.Texts, Denominator: a.Count}
	}
	return nil
}

// FindingDifferences lists, in a sentence each, where findings of some kinds differ from the
// oracle's. Of what is put down to a reason the reports tell the money in the site's currency
// alone.
func FindingDifferences(kinds []string, got, want oracle.Figures, currency string) []string {
	var all []string
	ids := maps.Clone(want)
	maps.Copy(ids, got)
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		kind, of, dotted := strings.Cut(id, ".")
		if !dotted || !slices.Contains(kinds, kind) {
			continue
		}
		if (kind == "met" || kind == "earned") && want["contacts."+of].Numerator == 0 {
			continue // met on a day before the range alone, so the report does not list it
		}
		g, w := got[id], want[id]
		if kind == "blamed" {
			maps.DeleteFunc(w.Currencies, func(c string, _ oracle.Amount) bool { return c != currency })
		}
		if g.Numerator != w.Numerator || g.Denominator != w.Denominator || !maps.Equal(stated(g.Currencies), stated(w.Currencies)) {
			all = append(all, fmt.Sprintf("%s: %+v, the oracle says %+v", id, g, w))
		}
	}
	return all
}
