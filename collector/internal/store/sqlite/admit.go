package sqlite

import (
	"fmt"

	"github.com/safar-cx/safar/collector/internal/store"
)

// sealedBefore are the instants before which sites take nothing, by site. It belongs to the
// writer; nil when it has to be read again.
type sealedBefore map[int64]int64

func readSealed(tx *direct) (sealedBefore, error) {
	rows, err := tx.Query(`/* readSealed */ SELECT id, sealed FROM site WHERE sealed IS NOT NULL`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := sealedBefore{}
	for rows.Next() {
		var site, at int64
		if err := rows.Scan(&site, &at); err != nil {
			return nil, err
		}
		all[site] = at
	}
	return all, rows.Err()
}

// errSealed is an event of a time that was sealed between its acceptance and its writing.
var errSealed = fmt.Errorf("%w: a time was sealed meanwhile", store.ErrUnavailable)

// admit refuses batches with an event of a time that is sealed, or of somebody who was erased.
// Whoever sends them again is told which one that is, or has it discarded.
func (db *DB) admit(tx *direct, group []*job) (err error) {
	if db.sealed == nil {
		if db.sealed, err = readSealed(tx); err != nil {
			return fmt.Errorf("read what is sealed: %w", err)
		}
	}
	for _, j := range group {
		before, some := db.sealed[j.delivery.batch.Site]
		for i := range j.delivery.rows {
			if some && j.delivery.rows[i].time < before {
				return errSealed
			}
			if db.erased.has(j.delivery.batch.Site, &j.delivery.batch.Records[i].Hit) {
				return store.ErrErased
			}
		}
	}
	return nil
}
