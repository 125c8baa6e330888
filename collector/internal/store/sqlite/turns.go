package sqlite

import (
	"context"
	"fmt"
)

// turns gather the hours in which facts have changed. A transaction that changes any takes the
// next turn, and what was summed up of an hour holds as long as no later turn has changed it.
type turns struct {
	hours map[siteHour]struct{}
}

type siteHour struct{ site, hour int64 }

func (t *turns) mark(site int64, hours []int64) {
	for _, hour := range hours {
		t.hours[siteHour{site, hour}] = struct{}{}
	}
}

var insertChanged = newBulk(3, `/* turns.write */ INSERT INTO changed (site, hour, turn) VALUES %s
	ON CONFLICT DO UPDATE SET turn = excluded.turn`)

// write stores what is gathered.
func (t *turns) write(ctx context.Context, tx source) error {
	if len(t.hours) == 0 {
		return nil
	}
	turn, err := nextTurn(ctx, tx)
	if err != nil {
		return err
	}
	rows := make([]any, 0, 3*len(t.hours))
	for h := range t.hours {
		rows = append(rows, h.site, h.hour, turn)
	}
	clear(t.hours)
	if err := insertChanged.write(ctx, tx, rows); err != nil {
		return fmt.Errorf("note changed hours: %w", err)
	}
	return nil
}

func nextTurn(ctx context.Context, tx source) (turn int64, err error) {
	err = tx.QueryRowContext(ctx, `/* nextTurn */ UPDATE turn SET latest = latest + 1 RETURNING latest`).Scan(&turn)
	return turn, err
}

// changeEverything says that all facts of all sites have changed.
func changeEverything(ctx context.Context, tx source) error {
	for _, query := range []string{
		"UPDATE turn SET latest = latest + 1, whole = latest + 1", "DELETE FROM changed", "DELETE FROM part", "DELETE FROM shape",
	} {
		if err := change(ctx, tx, "/* changeEverything */ "+query); err != nil {
			return err
		}
	}
	return nil
}
