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
//	viewed.PRODUCT, added.PRODUCT, ...         events; thousandths added, removed, bought, of how many orders
//	left_behind.PRODUCT, earnings.PRODUCT      thousandths, of how many carts; what orders paid for it
//	seen.STEP.REASON, closed_seen.STEP.REASON  sessions that met with it there
//	hindered.REASON                            checkouts with it abandoned, of all with it
//	left.REASON, leading.REASON, blamed.REASON what lay in these; put down to it; what lay in those
//	contacts.NAME, clicked.NAME                events of a touchpoint; clicks of its impressions
//	sessions_at.NAME                           sessions with one
//	met.NAME, earned.NAME                      orders of visits that met it; their value
//	mood.STAGE, troubled.STAGE, replies.KIND   thirds of answers; troubled of sessions; texts of answers
func reports() []report {
	return []report{
		{ways("", "reached", "seen"), func(f finder) error { return f.funnel(metric.FunnelOfSessions, metric.Reached, "seen.") }},
		{ways("", "closed", "closed_seen"), func(f finder) error { return f.funnel(metric.FunnelOfSessions, metric.Closed, "closed_seen.") }},
		{ways("cart_", "reached"), func(f finder) error { return f.funnel(metric.FunnelOfCarts, metric.Reached, "") }},
		{ways("cart_", "closed"), func(f finder) error { return f.funnel(metric.FunnelOfCarts, metric.Closed, "") }},
		{ways("person_", "reached"), func(f finder) error { return f.funnel(metric.FunnelOfPersons, metric.Reached, "") }},
		{ways("person_", "closed"), func(f finder) error { return f.funnel(metric.FunnelOfPersons, metric.Closed, "") }},
		{[]string{"viewed", "added", "removed", "bought", "earnings", "left_behind"}, finder.products},
		{[]string{"hindered", "left", "leading", "blamed"}, finder.friction},
		{[]string{"contacts", "clicked", "sessions_at", "met", "earned"}, finder.touchpoints},
		{[]string{"mood", "troubled", "replies"}, finder.feedback},
	}
}

// report puts figures of some kinds into the oracle's words.
type report struct {
	kinds []string
	find  func(finder) error
}

// finder asks for reports and puts what they count into the oracle's words.
type finder struct {
	src metric.Facts
	metric.Request
	oracle.Figures
}

// Findings asks for the reports that allow the filters. Figures in which nothing was counted
// are left out. kinds are those that were asked for.
func Findings(src metric.Facts, r metric.Request) (found oracle.Figures, kinds []string, err error) {
	r.Metrics, r.GroupBy = nil, ""
	f := finder{src, r, oracle.Figures{}}
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

// ways are the kinds of a funnel, and others.
func ways(unit, mode string, others ...string) []string {
	return append([]string{unit + mode, unit + mode + "_median", unit + mode + "_p90"}, others...)
}

func (f finder) funnel(unit metric.FunnelUnit, mode metric.Mode, seen string) error {
	report, err := metric.BuildFunnel(context.Background(), f.src, f.Request, metric.FunnelOptions{Unit: unit, Mode: mode})
	if err != nil {
		return err
	}
	kind := strings.TrimPrefix(string(unit)+"_", "session_") + string(mode)
	for _, s := range report.Steps {
		f.Figures[kind+"."+s.ID] = oracle.Figure{Numerator: s.Count, Denominator: report.Steps[0].Count}
		if s.Pace != nil {
			f.Figures[kind+"_median."+s.ID] = oracle.Figure{Numerator: s.Pace.Median, Denominator: s.Pace.Count}
			f.Figures[kind+"_p90."+s.ID] = oracle.Figure{Numerator: s.Pace.P90, Denominator: s.Pace.Count}
		}
		for _, friction := range s.Frictions {
			f.Figures[seen+s.ID+"."+friction.Reason] = oracle.Figure{Numerator: friction.Sessions}
		}
	}
	return nil
}

func (f finder) products() error {
	report, err := metric.BuildProducts(context.Background(), f.src, f.Request, metric.MostViewed)
	if err != nil {
		return err
	}
	for _, p := range report.Products {
		f.Figures["viewed."+p.ID] = oracle.Figure{Numerator: p.Views}
		f.Figures["added."+p.ID] = oracle.Figure{Numerator: p.Added}
		f.Figures["removed."+p.ID] = oracle.Figure{Numerator: p.Removed}
		f.Figures["bought."+p.ID] = oracle.Figure{Numerator: p.Bought, Denominator: p.Orders}
		f.Figures["left_behind."+p.ID] = oracle.Figure{Numerator: p.LeftBehind, Denominator: p.LeftCarts}
		earnings := oracle.Figure{Numerator: p.Revenue[0].Minor, Currencies: map[string]oracle.Amount{}}
		for _, a := range p.Revenue {
			earnings.Currencies[a.Currency] = oracle.Amount{Numerator: a.Minor}
		}
		f.Figures["earnings."+p.ID] = earnings
	}
	return nil
}

func (f finder) friction() error {
	report, err := metric.BuildFriction(context.Background(), f.src, f.Request)
	if err != nil {
		return err
	}
	for _, reason := range report.Reasons {
		f.Figures["hindered."+reason.Reason] = oracle.Figure{Numerator: reason.With.Numerator, Denominator: *reason.With.Denominator}
		f.Figures["left."+reason.Reason] = money(reason.Left)
		f.blame(reason.Reason, reason.Blame)
	}
	f.blame("unknown", report.Unknown)
	return nil
}

// money is a figure of amounts, the site's own currency first.
func money(amounts []metric.Amount) oracle.Figure {
	f := oracle.Figure{Numerator: amounts[0].Minor, Currencies: map[string]oracle.Amount{}}
	for _, a := range amounts {
		f.Currencies[a.Currency] = oracle.Amount{Numerator: a.Minor}
	}
	return f
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
