package rehearsal

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/oracle"
)

// Findings asks for the reports that are no lists of metrics and puts what they count into
// the oracle's words. The keys are those of its shares and have a dot in them:
//
//	reached.STEP, closed.STEP                  sessions that got there, of all
//	seen.STEP.REASON, closed_seen.STEP.REASON  sessions that met with it there
//	hindered.REASON                            checkouts with it abandoned, of all with it
//	left.REASON, leading.REASON, blamed.REASON what lay in these; put down to it; what lay in those
//	contacts.NAME, clicked.NAME                events of a touchpoint; clicks of its impressions
//	mood.STAGE, troubled.STAGE, replies.KIND   thirds of answers; troubled of sessions; texts of answers
func Findings(src metric.Source, r metric.Request) (oracle.Figures, error) {
	f := oracle.Figures{}
	for _, find := range []func(metric.Source, metric.Request, oracle.Figures) error{
		funnel, closedFunnel, friction, touchpoints, feedback,
	} {
		if err := find(src, r, f); err != nil {
			return nil, err
		}
	}
	maps.DeleteFunc(f, func(_ string, f oracle.Figure) bool { return empty(f) })
	return f, nil
}

func empty(f oracle.Figure) bool {
	return f.Numerator == 0 && f.Denominator == 0 && f.Pending == 0 && len(stated(f.Currencies)) == 0
}

func funnel(src metric.Source, r metric.Request, f oracle.Figures) error {
	return funnelOf(src, r, f, metric.Reached, "reached.", "seen.")
}

func closedFunnel(src metric.Source, r metric.Request, f oracle.Figures) error {
	return funnelOf(src, r, f, metric.Closed, "closed.", "closed_seen.")
}

func funnelOf(src metric.Source, r metric.Request, f oracle.Figures, mode metric.Mode, got, seen string) error {
	report, err := metric.BuildFunnel(context.Background(), src, r, mode)
	if err != nil {
		return err
	}
	for _, s := range report.Steps {
		f[got+s.Step.ID()] = oracle.Figure{Numerator: s.Count, Denominator: report.Steps[0].Count}
		for _, friction := range s.Frictions {
			f[seen+s.Step.ID()+"."+friction.Reason] = oracle.Figure{Numerator: friction.Sessions}
		}
	}
	return nil
}

func friction(src metric.Source, r metric.Request, f oracle.Figures) error {
	report, err := metric.BuildFriction(context.Background(), src, r)
	if err != nil {
		return err
	}
	for _, reason := range report.Reasons {
		f["hindered."+reason.Reason] = oracle.Figure{Numerator: reason.With.Numerator, Denominator: *reason.With.Denominator}
		left := oracle.Figure{Numerator: reason.Left[0].Minor, Currencies: map[string]oracle.Amount{}}
		for _, a := range reason.Left {
			left.Currencies[a.Currency] = oracle.Amount{Numerator: a.Minor}
		}
		f["left."+reason.Reason] = left
		blame(f, reason.Reason, reason.Blame, r.Currency)
	}
	blame(f, "unknown", report.Unknown, r.Currency)
	return nil
}

func blame(f oracle.Figures, reason string, b metric.Blame, currency string) {
	if reason == "unknown" && b == (metric.Blame{}) {
		return // as the reason it has none, beside that for want of one
	}
	f["leading."+reason] = oracle.Figure{Numerator: b.Checkouts}
	f["blamed."+reason] = oracle.Figure{Numerator: b.Left, Currencies: map[string]oracle.Amount{currency: {Numerator: b.Left}}}
}

func touchpoints(src metric.Source, r metric.Request, f oracle.Figures) error {
	report, err := metric.BuildTouchpoints(context.Background(), src, r)
	if err != nil {
		return err
	}
	for _, t := range report.Touchpoints {
		f["contacts."+t.Name] = oracle.Figure{Numerator: t.Events}
		f["clicked."+t.Name] = oracle.Figure{Numerator: t.CTR.Numerator, Denominator: *t.CTR.Denominator}
	}
	return nil
}

func feedback(src metric.Source, r metric.Request, f oracle.Figures) error {
	report, err := metric.BuildFeedback(context.Background(), src, r)
	if err != nil {
		return err
	}
	for _, s := range report.Stages {
		f["mood."+string(s.Stage)] = oracle.Figure{Numerator: s.Thirds, Denominator: s.Answers}
		f["troubled."+string(s.Stage)] = oracle.Figure{Numerator: s.Troubled, Denominator: s.Sessions}
	}
	for _, a := range report.Answers {
		f["replies."+a.Kind] = oracle.Figure{Numerator: a.Texts, Denominator: a.Count}
	}
	return nil
}

// FindingDifferences lists, in a sentence each, where findings differ from the oracle's. Of
// what is put down to a reason the reports tell the money in the site's currency alone.
func FindingDifferences(got, want oracle.Figures, currency string) []string {
	var all []string
	ids := maps.Clone(want)
	maps.Copy(ids, got)
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		if !strings.Contains(id, ".") {
			continue
		}
		g, w := got[id], want[id]
		if strings.HasPrefix(id, "blamed.") {
			maps.DeleteFunc(w.Currencies, func(c string, _ oracle.Amount) bool { return c != currency })
		}
		if g.Numerator != w.Numerator || g.Denominator != w.Denominator || !maps.Equal(stated(g.Currencies), stated(w.Currencies)) {
			all = append(all, fmt.Sprintf("%s: %+v, the oracle says %+v", id, g, w))
		}
	}
	return all
}
