package sdk

import (
	"log/slog"
	"time"
)

// reporter tells the shop's log what its operator can do something about, at most once a
// minute of each kind: an outage must not become a second one in the log.
type reporter struct {
	logger *slog.Logger
	said   [diskTrouble + 1]time.Time // by verdict
	away   verdict                    // the trouble that was said last and is not over, else taken
}

const quiet = time.Minute

// diskTrouble stands beside the verdicts for what the disk has to say.
const diskTrouble = refused + 1

func newReporter(logger *slog.Logger) *reporter { return &reporter{logger: logger} }

// attempt hears of every attempt to send.
func (r *reporter) attempt(o outcome, events int) {
	switch {
	case o.verdict != taken:
		r.trouble(o, events)
	case r.away != taken:
		r.away = taken
		r.logger.Info("safar: the collector takes events again")
	}
	if len(o.rejected) > 0 && r.due(taken) {
		first := o.rejected[0]
		r.logger.Warn("safar: the collector refused events", slog.Int("events", len(o.rejected)), slog.String("name", first.Name),
			slog.String("code", string(first.Code)), slog.String("field", first.Field), slog.String("message", first.Message))
	}
}

func (r *reporter) trouble(o outcome, events int) {
	// That a key is wrong is said once, not every minute.
	if o.verdict == denied && r.away == denied || !r.due(o.verdict) {
		return
	}
	switch o.verdict {
	case denied:
		r.away = denied
		r.logger.Error("safar: the collector lets nothing in; events wait while there is room", slog.Any("error", o.err))
	case later:
		r.away = later
		r.logger.Warn("safar: the collector is away; events wait while there is room", slog.Any("error", o.err))
	case tooLarge:
		r.logger.Warn("safar: a batch was too large for the collector and is sent in parts", slog.Any("error", o.err))
	case refused:
		r.logger.Error("safar: the collector refused a batch for good", slog.Int("events", events), slog.Any("error", o.err))
	}
}

// disk hears of every failure of the spool.
func (r *reporter) disk(err error) {
	if r.due(diskTrouble) {
		r.logger.Warn("safar: the spool can't be used; events wait in memory while there is room", slog.Any("error", err))
	}
}

func (r *reporter) due(v verdict) bool {
	now := time.Now()
	if !r.said[v].IsZero() && now.Sub(r.said[v]) < quiet {
		return false
	}
	r.said[v] = now
	return true
}
