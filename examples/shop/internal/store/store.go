package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	_ "github.com/mattn/go-sqlite3" // the driver "sqlite3"
)

//go:embed schema.sql
var schema string

// ErrNotFound says that there is nothing by that id.
var ErrNotFound = errors.New("not found")

// Store is the shop's database. It is safe for concurrent use.
type Store struct {
	db  *sql.DB
	now func() time.Time
}

// Open opens the database shop.db in a folder, which must exist, and makes it if there is
// none. Stock is how many pieces there are of each product; it counts only for products that
// the database does not know yet.
func Open(ctx context.Context, dir string, stock map[string]int, now func() time.Time) (*Store, error) {
	path, err := filepath.Abs(filepath.Join(dir, "shop.db"))
	if err != nil {
		return nil, fmt.Errorf("open the shop's database: %w", err)
	}
	options := url.Values{
		"_journal_mode": {"WAL"},
		"_synchronous":  {"NORMAL"}, // a power cut may cost the demonstration its last second
		"_busy_timeout": {"5000"},
		"_foreign_keys": {"1"},
		"_txlock":       {"immediate"},
	}
	db, err := sql.Open("sqlite3", (&url.URL{Scheme: "file", Path: path, RawQuery: options.Encode()}).String())
	if err != nil {
		return nil, fmt.Errorf("open the shop's database: %w", err)
	}
	s := &Store{db, now}
	if err := s.prepare(ctx, stock); err != nil {
		return nil, fmt.Errorf("open the shop's database %s: %w", path, errors.Join(err, db.Close()))
	}
	return s, nil
}

func (s *Store) prepare(ctx context.Context, stock map[string]int) error {
	if _, err := s.db.ExecContext(ctx, schema); err != nil {
		return err
	}
	return s.change(ctx, func(tx *sql.Tx) error {
		for product, pieces := range stock {
			_, err := tx.ExecContext(ctx, `INSERT INTO stock (product, pieces) VALUES (?, ?) ON CONFLICT DO NOTHING`, product, pieces)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// Close closes the database.
func (s *Store) Close() error { return s.db.Close() }

// Pieces is how many pieces of a product are there.
func (s *Store) Pieces(ctx context.Context, product string) (int, error) {
	var pieces int
	err := s.db.QueryRowContext(ctx, `SELECT pieces FROM stock WHERE product = ?`, product).Scan(&pieces)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("look up the stock of %s: %w", product, err)
	}
	return pieces, nil
}

// change runs f in a transaction.
func (s *Store) change(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := f(tx); err != nil {
		return err
	}
	return tx.Commit()
}

func (s *Store) millis() int64 { return s.now().UnixMilli() }

// newID makes an id that people can read out: 50 bits.
func newID(prefix string) string { return prefix + "-" + rand.Text()[:10] }

// newSecret makes what opens something: 130 bits.
func newSecret() string { return strings.ToLower(rand.Text()) }
