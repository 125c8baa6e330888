package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Customer is somebody who has an account.
type Customer struct {
	ID string
	// Contact is the e-mail address or phone number the account was made with.
	Contact string
	// ReferralCode is the customer's own, to recommend the shop with.
	ReferralCode string
}

// loginAge is how long a log-in holds.
const loginAge = 30 * 24 * time.Hour

// Enter returns the customer of a contact, and makes one where there is none, and begins a
// log-in whose token belongs in a cookie.
func (s *Store) Enter(ctx context.Context, contact string) (c Customer, token string, isNew bool, err error) {
	token = newSecret()
	err = s.change(ctx, func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, `SELECT id, contact, referral_code FROM customers WHERE contact = ?`, contact).
			Scan(&c.ID, &c.Contact, &c.ReferralCode)
		if errors.Is(err, sql.ErrNoRows) {
			isNew = true
			c = Customer{ID: newID("C"), Contact: contact, ReferralCode: newID("R")}
			_, err = tx.ExecContext(ctx, `INSERT INTO customers (id, contact, referral_code, created_at) VALUES (?, ?, ?, ?)`,
				c.ID, c.Contact, c.ReferralCode, s.millis())
		}
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO logins (hash, customer, created_at) VALUES (?, ?, ?)`, hash(token), c.ID, s.millis())
		return err
	})
	if err != nil {
		return Customer{}, "", false, fmt.Errorf("log a customer in: %w", err)
	}
	return c, token, isNew, nil
}

// Leave ends a log-in.
func (s *Store) Leave(ctx context.Context, token string) error {
	if _, err := s.db.ExecContext(ctx, `DELETE FROM logins WHERE hash = ?`, hash(token)); err != nil {
		return fmt.Errorf("log a customer out: %w", err)
	}
	return nil
}

// LoggedIn returns the customer of a log-in's token, or ErrNotFound.
func (s *Store) LoggedIn(ctx context.Context, token string) (Customer, error) {
	return s.customer(ctx, `SELECT c.id, c.contact, c.referral_code FROM logins l JOIN customers c ON c.id = l.customer
		WHERE l.hash = ? AND l.created_at > ?`, hash(token), s.now().Add(-loginAge).UnixMilli())
}

// Customer returns a customer by id, or ErrNotFound.
func (s *Store) Customer(ctx context.Context, id string) (Customer, error) {
	return s.customer(ctx, `SELECT id, contact, referral_code FROM customers WHERE id = ?`, id)
}

// Referrer returns the customer who has a referral code, or ErrNotFound.
func (s *Store) Referrer(ctx context.Context, code string) (Customer, error) {
	return s.customer(ctx, `SELECT id, contact, referral_code FROM customers WHERE referral_code = ?`, code)
}

func (s *Store) customer(ctx context.Context, query string, args ...any) (Customer, error) {
	var c Customer
	err := s.db.QueryRowContext(ctx, query, args...).Scan(&c.ID, &c.Contact, &c.ReferralCode)
	if errors.Is(err, sql.ErrNoRows) {
		return Customer{}, ErrNotFound
	}
	if err != nil {
		return Customer{}, fmt.Errorf("look up a customer: %w", err)
	}
	return c, nil
}

func hash(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}
