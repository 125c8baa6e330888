package sqlite

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
)

// Vitals tells how the store is doing. With an error what had to be asked of the database is
// missing, and the rest is there.
func (db *DB) Vitals(ctx context.Context) (store.Vitals, error) {
	v := store.Vitals{
		QueueLimit: db.queue.limit, QueueBytes: db.queue.size(),
		DatabaseBytes: fileSize(db.config.Path), LogBytes: fileSize(db.config.Path + "-wal"),
		DiskFree: diskFree(filepath.Dir(db.config.Path)), LastBackup: lastBackup(db.config.Path),
	}
	if refusal := db.refusal.Load(); refusal != nil {
		v.Refusal = *refusal
	}
	var err error
	if v.Lag, err = db.Lag(ctx); err != nil {
		return v, err
	}
	err = db.read.QueryRowContext(ctx, `/* Vitals */ SELECT count(*) FROM poison`).Scan(&v.SetAside)
	return v, translate(err)
}

// Lag tells how far folding is behind.
func (db *DB) Lag(ctx context.Context) (lag store.Lag, err error) {
	var waiting int64
	err = db.read.QueryRowContext(ctx, `/* Lag */ SELECT count(*),
		coalesce((SELECT max(seq) FROM event) - min(mark) + 1, 0),
		coalesce(CAST(unixepoch('subsec') * 1000 AS INTEGER) - min(since), 0) FROM dirty`).
		Scan(&lag.Households, &lag.Events, &waiting)
	lag.Waiting = time.Duration(max(0, waiting)) * time.Millisecond // the clock may have been put back
	return lag, translate(err)
}

// fileSize is a file's size in bytes, 0 when there is none and -1 when nobody can tell.
func fileSize(path string) int64 {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return 0
	case err != nil:
		return -1
	}
	return info.Size()
}
