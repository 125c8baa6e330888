package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
)

// sweepEvery is how often what has to be destroyed is looked for.
const sweepEvery = time.Hour

// Append stores a batch as a whole and returns, for each of its records, whether it had
// been stored before. When it returns without an error the batch is on disk. An error that
// is store.ErrUnavailable means that nothing was taken and that the same batch may be sent
// again; so does the end of ctx, unless the writer was already at it. With a *store.QuotaError
// nothing was taken either.
func (db *DB) Append(ctx context.Context, batch store.Batch) (duplicates []bool, err error) {
	if !batch.Patient {
		if err := db.Busy(); err != nil {
			return nil, err // before the work of encoding
		}
	}
	d, err := newDelivery(&batch, db.hash, db.words)
	if err != nil {
		return nil, err
	}
	j := &job{delivery: d, bytes: d.bytes}
	err = db.queue.do(ctx, j)
	var over *store.QuotaError
	if errors.As(err, &over) {
		db.sentAway(batch.Quota, batch.Received)
	}
	if err != nil {
		return nil, translate(err)
	}
	return d.duplicates, nil
}

// Busy says why a batch would be refused just now, a *store.BusyError, nil when it would be
// taken. It costs nothing: ask it before there is work in a request.
func (db *DB) Busy() error { return db.queue.busy() }

// update runs fn in a write transaction of its own, in turn with the batches. fn may run
// on another goroutine, and not at all when ctx ends first. It must not be called by what
// the writer itself runs: see transact.
func (db *DB) update(ctx context.Context, fn func(*sql.Tx) error) error {
	return translate(db.queue.do(ctx, &job{update: fn}))
}

// run is the writer: it serves the queue, and folds when there is nothing to serve.
func (db *DB) run() {
	defer close(db.stopped)
	sweep := time.NewTicker(sweepEvery)
	defer sweep.Stop()
	defer db.rested.Stop()
	defer db.due.timer.Stop()
	next := time.NewTimer(0)
	defer next.Stop()
	pace := pace{dirty: true}
	for {
		group, open := db.queue.take()
		switch {
		case len(group) > 0:
			db.serve(group)
			pace.served()
			db.shortenLog()
		case !open:
			return
		}
		hurried := db.settling.Load() > 0
		if begun := time.Now(); pace.due(begun, hurried) && db.closing.Err() == nil {
			more, err := db.step(pace.slice())
			ended := time.Now()
			step := ended.Sub(begun)
			rest := db.arrears.rest(step, ended)
			pace.stepped(ended, rest, more, err)
			if !more || err != nil {
				rest = 0 // what comes is gathered first
			}
			db.queue.share(step, rest, db.arrears.hopeless(ended))
			continue
		}
		if len(group) > 0 {
			continue
		}
		var empty <-chan time.Time
		if db.emptyLog() {
			empty = time.After(logPause)
		}
		var fold <-chan time.Time
		if pace.dirty && db.closing.Err() == nil {
			next.Reset(time.Until(pace.at(hurried)))
			fold = next.C
		}
		select {
		case <-db.queue.ready:
		case <-fold:
		case <-empty:
		case <-db.wake:
			pace.dirty = true
		case <-db.rested.C:
			pace.dirty = true
		case <-db.due.timer.C:
			pace.dirty = true
		case <-sweep.C:
			pace.dirty = true // another process may have died in the midst of folding
			db.sweep()
		}
	}
}

// serve does jobs that take gave out together and tells their callers.
func (db *DB) serve(group []*job) {
	if group[0].update != nil {
		db.queue.finish(group[0], db.transact(group[0].update))
		return
	}
	err := db.deliver(group)
	if err == nil || environmental(err) || len(group) == 1 {
		for _, j := range group {
			db.queue.finish(j, cmp.Or(err, j.refused))
		}
		return
	}
	// One of them is at fault. Each by itself, so that only that one fails.
	for _, j := range group {
		db.queue.finish(j, cmp.Or(db.deliver([]*job{j}), j.refused))
	}
}

// deliver stores the batches of a group in one transaction.
func (db *DB) deliver(group []*job) error {
	begun := time.Now()
	var learned []word
	var locked time.Time // waiting for another process before that is no work
	err := db.transact(func(tx *sql.Tx) (err error) {
		locked = time.Now()
		if err := db.refresh(tx); err != nil {
			return err
		}
		if learned, err = db.words.learn(context.Background(), tx); err != nil {
			return fmt.Errorf("learn words: %w", err)
		}
		return db.append(db.direct, group)
	})
	if err == nil {
		db.words.publish(learned)
		db.spent.publish()
		db.refusal.Store(nil)
		ended := time.Now()
		db.config.Meter.Committed(ended.Sub(begun))
		db.queue.learn(rowsOf(group), ended.Sub(locked)-db.synced, db.synced)
		db.arrears.mark(db.marked, ended)
	}
	return err
}

func rowsOf(group []*job) (n int) {
	for _, j := range group {
		n += j.rows()
	}
	return n
}

// transact runs fn in a write transaction on the calling goroutine, which must be the
// writer's: the folder's steps run there. What the caches hold is true inside of fn.
func (db *DB) transact(fn func(*sql.Tx) error) error {
	err := db.attempt(fn)
	if err == nil {
		return nil
	}
	db.forget()
	if environmental(err) {
		db.refused(err)
		db.reconnect()
	}
	return err
}

func (db *DB) attempt(fn func(*sql.Tx) error) error {
	ctx := context.Background()
	conn, err := db.write.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }() // gives it back; one that broke has told so
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	db.direct = &direct{Tx: tx, conn: conn, named: db.named}
	defer func() { db.named, db.direct = db.direct.named, nil }()
	var version int64
	if err := tx.QueryRow("PRAGMA data_version").Scan(&version); err != nil {
		return err
	}
	if version != db.version {
		db.forget()
		db.version = version
	}
	if err := fn(tx); err != nil {
		return err
	}
	begun := time.Now()
	defer func() { db.synced = time.Since(begun) }()
	return tx.Commit()
}

// forget empties the caches.
func (db *DB) forget() {
	db.nodes.forget()
	db.rejects.forget()
	db.sealed = nil
	db.spent.forget()
	db.erased.stale = true
}

// reconnect gives up the write connection after an error of the disk, so that the next
// transaction starts from what is in the file and from nothing that was in memory.
func (db *DB) reconnect() {
	conn, err := db.write.Conn(context.Background())
	if err != nil {
		return // there is none to give up
	}
	// The errors say that the connection is bad, which is what we say.
	_ = conn.Raw(func(any) error { return driver.ErrBadConn })
	_ = conn.Close()
	db.version = -1 // another connection counts from elsewhere
}

// sweep destroys what has to be destroyed by now.
func (db *DB) sweep() {
	if err := db.transact(db.sweepSalts); err != nil {
		db.log.Error("destroying old salts failed, trying again later", "error", err)
	}
	if err := db.transact(db.sweepRejects); err != nil {
		db.log.Error("removing old refused events failed, trying again later", "error", err)
	}
	if err := db.transact(db.sweepShelves); err != nil {
		db.log.Error("removing sums that nobody asks for failed, trying again later", "error", err)
	}
}
