package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/mattn/go-sqlite3"
)

// Config says where the data is and how much memory may be spent on it.
type Config struct {
	// Path is the database file. It is made when missing; its folder must exist.
	Path string
	// Logger hears of what goes wrong in the background. Defaults to nobody.
	Logger *slog.Logger
	// QueueBytes bounds the batches that wait for the writer or are being written.
	// Defaults to 64 MiB.
	QueueBytes int
	// Readers is the number of connections for reading. Defaults to 4.
	Readers int
	// Now is the clock for what must be destroyed in time. Defaults to time.Now.
	Now func() time.Time
	// Meter hears what the writer does. Defaults to nobody.
	Meter Meter
}

func (c Config) withDefaults() Config {
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.QueueBytes == 0 {
		c.QueueBytes = 64 << 20
	}
	if c.Readers == 0 {
		c.Readers = 4
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Meter == nil {
		c.Meter = deaf{}
	}
	return c
}

// DB is an open database. Its methods may be called from any goroutine.
type DB struct {
	config Config
	log    *slog.Logger

	read  *sql.DB
	write *sql.DB // one connection; used by the writer's goroutine alone once it runs

	hash    func(id string) int64 // idHash; tests make it collide
	folder  folder                // nil: nothing folds
	words   *words
	parts   *partCache
	wishes  *wishes
	changes *changes
	rests   rests       // the writer's
	rested  *time.Timer // fires when a household has rested long enough
	due     *due

	queue   *queue
	nodes   *nodes
	rejects *rejectSizes
	spent   *spent
	sealed  sealedBefore
	erased  *erased
	forgets forgetting          // the writer's
	file    *os.File            // see bare; the writer's
	past    past                // the writer's
	arrears arrears             // the writer's
	marked  int                 // households that the last group made dirty; the writer's
	folds   int                 // households that the last step folded; the writer's
	synced  time.Duration       // what the last commit took; the writer's
	version int64               // data_version of the write connection when the caches were filled
	direct  *direct             // the writer's transaction, while there is one
	named   []driver.NamedValue // room for the parameters of the next

	refusal atomic.Pointer[error] // what the disk said last; nil: it takes what it gets

	closing context.Context // ends when Close begins
	close   context.CancelFunc
	stopped chan struct{} // closed when the writer has stopped

	wake    chan struct{} // cap 1: there may be something to fold
	steps   sync.Mutex    // guards the next two
	folded  chan struct{} // closed and replaced after each step
	foldErr error         // of the latest step

	settling atomic.Int32 // how many wait until nothing is dirty

	wipe    bool      // the WAL still holds destroyed salts; the writer's
	shorten time.Time // not to insist on a short WAL before; the writer's
}

// Open opens the database and starts its writer. A missing file is made. An older schema is
// brought up to date, a newer one and other programs' files are refused. A damaged
// file is an error and is left as it is. Close it in the end.
func Open(ctx context.Context, config Config) (*DB, error) {
	return open(ctx, config, func(db *DB) folder { return folding{db} })
}

// open is Open with the folder to use; none folds nothing.
func open(ctx context.Context, config Config, newFolder func(*DB) folder) (*DB, error) {
	version, number, _ := sqlite3.Version()
	if err := checkVersion(version, number); err != nil {
		return nil, err
	}
	config = config.withDefaults()
	path, err := filepath.Abs(config.Path)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	config.Path = path
	if err := createFile(path); err != nil {
		return nil, err
	}
	db := &DB{
		config:  config,
		log:     config.Logger,
		write:   openPool(path, 1, forWriting),
		read:    openPool(path, config.Readers, forReading),
		hash:    idHash,
		queue:   newQueue(config.QueueBytes),
		nodes:   newNodes(),
		rejects: newRejectSizes(),
		spent:   newSpent(),
		rests:   rests{},
		words:   newWords(),
		parts:   newPartCache(),
		wishes:  &wishes{fresh: make(chan struct{}, 1)},
		changes: &changes{sites: map[int64]*siteChanges{}},
		rested:  time.NewTimer(0), // what was dirty before is looked at anyway
		erased:  &erased{at: map[mark]int64{}, generation: -1, stale: true},
		due:     &due{timer: time.NewTimer(0)},
		stopped: make(chan struct{}),
		wake:    make(chan struct{}, 1),
		folded:  make(chan struct{}),
	}
	db.closing, db.close = context.WithCancel(context.Background())
	if err := db.prepare(ctx); err != nil {
		db.close()
		return nil, errors.Join(explain(path, err), db.read.Close(), db.write.Close())
	}
	if newFolder != nil {
		db.folder = newFolder(db)
	}
	go db.run()
	return db, nil
}

// prepare makes the file ready before anybody else uses it.
func (db *DB) prepare(ctx context.Context) error {
	var mode string
	if err := db.write.QueryRowContext(ctx, "/* prepare */ PRAGMA journal_mode").Scan(&mode); err != nil {
		return err
	}
	if mode != "wal" {
		return fmt.Errorf("journal mode is %q: the file system does not support a write-ahead log, use a local disk", mode)
	}
	steps, err := readMigrations(migrationFiles)
	if err != nil {
		return err
	}
	if err := create(db.write, steps); err != nil {
		return err
	}
	if err := migrate(db.write, steps); err != nil {
		return err
	}
	if err := db.words.load(ctx, db.write); err != nil {
		return fmt.Errorf("read words: %w", err)
	}
	if err := db.transact(db.sweepSalts); err != nil {
		return err
	}
	return db.meetErased(ctx)
}

// errReadOnly is a file, a folder or a disk that can't be written to.
var errReadOnly = errors.New("the database or its folder can't be written to: check owner and mode of both, and whether the disk is mounted for writing")

// explain adds what is wrong with a file that can't be opened.
func explain(path string, err error) error {
	var e sqlite3.Error
	if errors.As(err, &e) && (e.Code == sqlite3.ErrReadonly || e.Code == sqlite3.ErrCantOpen || e.Code == sqlite3.ErrPerm) {
		err = fmt.Errorf("%w: %w", errReadOnly, err)
	}
	return fmt.Errorf("open database %s: %w", path, hurt(err))
}

// Close takes nothing more, writes what is queued and closes the file. Folding goes on
// where it stopped when the file is opened again.
func (db *DB) Close() error {
	if err := db.noteSentAway(db.closing); err != nil {
		db.log.Error("counting requests that were sent away failed", "error", err)
	}
	db.close()
	db.queue.close()
	<-db.stopped
	return errors.Join(db.read.Close(), db.write.Close(), db.closeBare())
}
