package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/metric"
)

// unsealed refuses to look from an instant at which what is sealed by now was still open.
func unsealed(ctx context.Context, r source, site, asOf int64) error {
	var sealed sql.NullInt64
	err := r.QueryRowContext(ctx, `/* unsealed */ SELECT max(sealed) FROM site WHERE id = ?`, site).Scan(&sealed)
	if err != nil || !sealed.Valid || asOf >= sealed.Int64 {
		return err
	}
	return &metric.RequestError{
		Code: metric.InvalidRange, Field: "as_of", Message: "raw events of that time are no longer kept",
		Hint: "Not before " + time.UnixMilli(sealed.Int64).UTC().Format(time.RFC3339) + ".",
	}
}

// settledFacts say which facts of a household are settled by a cut: the columns that hold
// their days. Orders with their products, categories and referrals, and referral codes are
// not among the tables, since they are folded for ever.
var settledFacts = []struct{ table, day string }{
	{"session", "start"}, {"cart", "opened"}, {"checkout", "begun"}, {"answer", "time"}, {"message", "delivered"},
	{"friction", "time"}, {"tally", "time"}, {"hindrance", "begun"}, {"verdict", "begun"}, {"contact", "time"},
	{"attempt", "time"}, {"meeting", "time"}, {"spend", "time"}, {"handling", "time"}, {"cart_item", "opened"},
	{"passage", "start"}, {"refusal", "time"}, {"stumble", "begun"},
}

// seal makes a cut in a household: settled facts leave it, sealed events are marked, and what
// nothing needs any more is deleted. events are those that the cut was found in.
func seal(ctx context.Context, tx source, household int64, events []storedHit, cut journey.Cut) (gone int, err error) {
	if err := settleFacts(ctx, tx, household, cut.At); err != nil {
		return 0, fmt.Errorf("seal facts of household %d: %w", household, err)
	}
	var drop []int64
	marked := map[journey.Seal][]int64{}
	for i, fate := range cut.Fates {
		switch {
		case fate.Gone:
			drop = append(drop, events[i].seq)
		case fate.Seal != journey.Unsealed:
			marked[fate.Seal] = append(marked[fate.Seal], events[i].seq)
		}
	}
	for mark, list := range marked {
		err := change(ctx, tx, `/* seal */ UPDATE event SET seal = ?1 WHERE seq IN (SELECT value FROM json_each(?2)) AND seal <> ?1`, int64(mark), jsonList(list))
		if err != nil {
			return 0, fmt.Errorf("seal events of household %d: %w", household, err)
		}
	}
	return len(drop), dropEvents(ctx, tx, drop)
}

// settleFacts takes the facts before a cut out of their household's hands. It is the only
// place where facts are sealed, and changes no answer.
func settleFacts(ctx context.Context, tx source, household, before int64) error {
	var digest []byte
	facts := allFacts
	err := tx.QueryRowContext(ctx, `/* settleFacts */ SELECT tables, digest FROM folded WHERE household = ?`, household).Scan(&facts, &digest)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	if err == nil {
		digest, err = digestSince(digest, hourOf(before))
	}
	do := func(query string, args ...any) {
		if err == nil {
			err = change(ctx, tx, "/* settleFacts */ "+query, args...)
		}
	}
	do(`INSERT INTO sealed_order SELECT site, "transaction", time, session, cart, surface, payment_type
		FROM placed WHERE unit = ? AND time < ? ON CONFLICT DO NOTHING`, household, before)
	for _, f := range settledFacts {
		if facts&factBits[f.table] == 0 {
			continue
		}
		do("UPDATE "+f.table+" SET unit = -unit WHERE unit = ? AND "+f.day+" < ?", household, before)
	}
	// Only once its cart has left the household.
	do(`UPDATE category SET unit = -unit WHERE unit = ?1 AND cart IN (SELECT id FROM cart WHERE unit = -?1)`, household)
	do(`UPDATE folded SET digest = ? WHERE household = ?`, digest, household)
	return err
}

func dropEvents(ctx context.Context, tx source, events []int64) error {
	if len(events) == 0 {
		return nil
	}
	err := change(ctx, tx, `/* dropEvents */ DELETE FROM event WHERE seq IN (SELECT value FROM json_each(?))`, jsonList(events))
	if err != nil {
		return fmt.Errorf("delete events: %w", err)
	}
	return nil
}

// countGone writes down how many events of a site went, so that nobody takes them for lost.
func countGone(tx *sql.Tx, site int64, gone int, now time.Time) error {
	if gone == 0 {
		return nil
	}
	return tally{{
		site: site, quarter: floorDiv(now.UnixMilli(), quarterMS) * quarterMS, what: countOther, name: goneReason,
	}: int64(gone)}.write(tx)
}
