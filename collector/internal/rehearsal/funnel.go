package rehearsal

import (
	"context"
	"strings"

	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/oracle"
)

// funnels are the reports of every unit in every mode.
func funnels() []report {
	var all []report
	for _, unit := range metric.FunnelUnits() {
		for _, mode := range []metric.Mode{metric.Reached, metric.Closed} {
			kind := strings.TrimPrefix(string(unit)+"_", "session_") + string(mode)
			kinds, seen := []string{kind, kind + "_median", kind + "_p90"}, ""
			if unit == metric.FunnelOfSessions {
				seen = map[metric.Mode]string{metric.Reached: "seen", metric.Closed: "closed_seen"}[mode]
				kinds = append(kinds, seen)
			}
			all = append(all, report{kinds, func(f finder) error {
				return f.funnel(metric.FunnelOptions{Unit: unit, Mode: mode}, kind, seen)
			}})
		}
	}
	return all
}

func (f finder) funnel(o metric.FunnelOptions, kind, seen string) error {
	report, err := metric.BuildFunnel(context.Background(), f.src, f.Request, o)
	if err != nil {
		return err
	}
	for _, s := range report.Steps {
		f.Figures[kind+"."+s.ID] = oracle.Figure{Numerator: s.Count, Denominator: report.Steps[0].Count}
		if s.Pace != nil {
			f.Figures[kind+"_median."+s.ID] = oracle.Figure{Numerator: s.Pace.Median, Denominator: s.Pace.Count}
			f.Figures[kind+"_p90."+s.ID] = oracle.Figure{Numerator: s.Pace.P90, Denominator: s.Pace.Count}
		}
		for _, friction := range s.Frictions {
			f.Figures[seen+"."+s.ID+"."+friction.Reason] = oracle.Figure{Numerator: friction.Sessions}
		}
	}
	return nil
}
