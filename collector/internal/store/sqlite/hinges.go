package sqlite

import (
	"context"
	"fmt"

	"github.com/safar-cx/safar/collector/internal/journey"
)

// hinges are what facts of other households hang on, which their own digests do not show:
// whether a campaign reports deliveries, on which the days of all its messages hang, and who
// owns a referral code, on which hangs whether the orders that name it were referred.
type hinges struct {
	ctx    context.Context
	tx     source
	before map[hinge]int64 // how each stood before the transaction touched it
}

type hinge struct {
	table string
	site  int64
	name  string
}

// hingeKind says how a hinge stands and what hangs on it.
type hingeKind struct {
	names string // a household's
	state string // of a site's hinge of a name
	hang  string // the instants at which facts are counted that hang on it
}

// The kinds of hinges, by their tables.
const (
	campaigns = "message"
	codes     = "code"
)

var hingeKinds = map[string]hingeKind{
	campaigns: {
		names: `/* hinges */ SELECT DISTINCT site, campaign FROM message WHERE unit = ? AND delivered < 9223372036854775807`,
		state: `/* hinges */ SELECT EXISTS (SELECT 1 FROM message WHERE site = ? AND campaign = ? AND delivered < 9223372036854775807)`,
		hang:  `/* hinges */ SELECT DISTINCT sent FROM message WHERE site = ? AND campaign = ? AND sent < 9223372036854775807`,
	},
	codes: {
		names: `/* hinges */ SELECT DISTINCT site, code FROM code WHERE unit = ?`,
		state: `/* hinges */ SELECT coalesce((SELECT person FROM code WHERE site = ? AND code = ? ORDER BY time, kind, event LIMIT 1), 0)`,
		hang: `/* hinges */ SELECT DISTINCT o.time FROM placed AS o JOIN referral AS r ON r.placed = o.id
			WHERE o.site = ? AND r.code = ?`,
	},
}

// leave touches what a household's facts say before they go; some are the tables that have any.
func (h *hinges) leave(household int64, some factSet) error {
	for table := range hingeKinds {
		if some&factBits[table] == 0 {
			continue
		}
		names, err := h.names(table, household)
		if err != nil {
			return err
		}
		for _, name := range names {
			if err := h.touch(name); err != nil {
				return err
			}
		}
	}
	return nil
}

func (h *hinges) names(table string, household int64) (names []hinge, err error) {
	rows, err := h.tx.QueryContext(h.ctx, hingeKinds[table].names, household)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		name := hinge{table: table}
		if err := rows.Scan(&name.site, &name.name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}

// come touches what new facts say before they are written.
func (h *hinges) come(site int64, f *journey.Facts) error {
	for i := range f.Messages {
		if m := &f.Messages[i]; m.Delivered != journey.Never {
			if err := h.touch(hinge{campaigns, site, m.Campaign}); err != nil {
				return err
			}
		}
	}
	for i := range f.Codes {
		if err := h.touch(hinge{codes, site, f.Codes[i].Code}); err != nil {
			return err
		}
	}
	return nil
}

func (h *hinges) touch(name hinge) error {
	if _, touched := h.before[name]; touched {
		return nil
	}
	state, err := h.state(name)
	h.before[name] = state
	return err
}

func (h *hinges) state(name hinge) (state int64, err error) {
	err = h.tx.QueryRowContext(h.ctx, hingeKinds[name.table].state, name.site, name.name).Scan(&state)
	return state, err
}

// turn marks the hours of what hangs on the hinges that stand otherwise by now.
func (h *hinges) turn(t *turns) error {
	for name, before := range h.before {
		now, err := h.state(name)
		if err != nil {
			return fmt.Errorf("look at a %s: %w", name.table, err)
		}
		if now == before {
			continue
		}
		instants, err := column64(h.ctx, h.tx, hingeKinds[name.table].hang, name.site, name.name)
		if err != nil {
			return fmt.Errorf("look for what hangs on a %s: %w", name.table, err)
		}
		for _, instant := range instants {
			t.mark(name.site, []int64{hourOf(instant)})
		}
	}
	clear(h.before)
	return nil
}
