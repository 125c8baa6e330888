package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/store"
)

// Rebuild forgets everything that was made from the events and makes it again. It is done
// in slices between batches, which are taken all the while; until it is over the answers
// cover only a part. One that is interrupted goes on when the database is next open.
// progress hears of the events done, and may be nil.
func (db *DB) Rebuild(ctx context.Context, progress func(done, total int64)) error {
	if err := db.update(ctx, db.beginRebuild); err != nil {
		return fmt.Errorf("begin rebuild: %w", err)
	}
	if progress == nil {
		progress = func(int64, int64) {}
	}
	db.settling.Add(1) // somebody waits
	defer db.settling.Add(-1)
	for {
		db.steps.Lock()
		folded := db.folded
		db.steps.Unlock()
		var done, total int64
		err := db.read.QueryRowContext(ctx, `/* Rebuild */ SELECT next - first, last - first + 1 FROM rebuild`).Scan(&done, &total)
		if errors.Is(err, sql.ErrNoRows) {
			return db.Settle(ctx)
		}
		if err != nil {
			return translate(err)
		}
		progress(done, total)
		select {
		case db.wake <- struct{}{}:
		default:
		}
		select {
		case <-folded:
		case <-db.stopped:
			return store.ErrUnavailable
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// everyEvent marks all events as being without a node.
const everyEvent = `INSERT INTO rebuild (id, first, next, last)
	SELECT 1, min(seq), min(seq), max(seq) FROM event HAVING count(*) > 0`

func (db *DB) beginRebuild(tx *sql.Tx) error {
	if db.folder != nil {
		if err := db.folder.clear(tx); err != nil {
			return err
		}
	}
	if err := dropNodes(tx); err != nil {
		return err
	}
	_, err := tx.Exec(`/* beginRebuild */ DELETE FROM dirty; DELETE FROM rebuild; ` + everyEvent)
	db.nodes.forget()
	return err
}

// dropNodes forgets which events belong together. Sealed facts name visitors and persons by
// their nodes, so where there are any these keep their numbers and stand alone.
func dropNodes(tx *sql.Tx) error {
	var sealed bool
	if err := tx.QueryRow(`/* dropNodes */ SELECT EXISTS (SELECT 1 FROM site WHERE sealed IS NOT NULL)`).Scan(&sealed); err != nil {
		return err
	}
	if !sealed {
		_, err := tx.Exec(`/* dropNodes */ DELETE FROM node`)
		return err
	}
	_, err := tx.Exec(`/* dropNodes */ UPDATE node SET basket = id, household = id`)
	return err
}

// rebuildPage is how many events one transaction of a rebuild covers.
const rebuildPage = 500

// rebuildSlice goes on with a rebuild for about as long as budget and tells whether there
// is more of it.
func (db *DB) rebuildSlice(budget time.Duration) (more bool, err error) {
	for begun := time.Now(); ; {
		err := db.write.QueryRow(`/* rebuildSlice */ SELECT EXISTS (SELECT 1 FROM rebuild)`).Scan(&more)
		if err != nil || !more {
			return false, err
		}
		if time.Since(begun) > budget {
			return true, nil
		}
		if err := db.transact(db.rebuildPage); err != nil {
			return true, fmt.Errorf("rebuild: %w", err)
		}
	}
}

// rebuildPage joins the next events again.
func (db *DB) rebuildPage(tx *sql.Tx) error {
	var next, last int64
	err := tx.QueryRow(`/* rebuildPage */ SELECT next, last FROM rebuild`).Scan(&next, &last)
	if errors.Is(err, sql.ErrNoRows) {
		return nil // another process has finished it
	}
	if err != nil {
		return err
	}
	page, after, err := readPage(tx, next, last)
	if err != nil {
		return err
	}
	joiner, err := db.nodes.joiner(db.direct)
	if err != nil {
		return err
	}
	for _, event := range page {
		var home sql.NullInt64
		hit, err := decodeHit(event.storedHit, lexicon{db.words, context.Background(), tx})
		if err != nil {
			db.log.Error("event cannot be read and is left out", "seq", event.seq, "error", err)
		} else if home, err = joiner.join(event.site, journey.Identifiers(&hit)); err != nil {
			return err
		}
		if _, err := tx.Exec(`/* rebuildPage */ UPDATE event SET home = ? WHERE seq = ?`, home, event.seq); err != nil {
			return err
		}
	}
	if _, err := joiner.markDirty(); err != nil {
		return err
	}
	if after > last {
		_, err = tx.Exec(`/* rebuildPage */ DELETE FROM rebuild`)
	} else {
		_, err = tx.Exec(`/* rebuildPage */ UPDATE rebuild SET next = ?`, after)
	}
	return err
}

// pageEvent is what a rebuild reads of an event.
type pageEvent struct {
	site int64
	storedHit
}

// readPage reads the events from next to last, at most a page, and tells where to go on.
func readPage(tx *sql.Tx, next, last int64) (page []pageEvent, after int64, err error) {
	rows, err := tx.Query(`/* readPage */ SELECT seq, site, id, time, payload FROM event
		WHERE seq BETWEEN ? AND ? ORDER BY seq LIMIT ?`, next, last, rebuildPage)
	if err != nil {
		return nil, 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var event pageEvent
		if err := rows.Scan(&event.seq, &event.site, (*eventID)(&event.id), &event.time, &event.payload); err != nil {
			return nil, 0, err
		}
		page = append(page, event)
	}
	if len(page) < rebuildPage {
		return page, last + 1, rows.Err()
	}
	return page, page[len(page)-1].seq + 1, rows.Err()
}
