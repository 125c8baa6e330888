package store

import (
	"context"
	"fmt"
)

// Review is what somebody thinks of a product.
type Review struct {
	Rating int // 1 to 5
	Text   string
}

// AddReview keeps a review of a product.
func (s *Store) AddReview(ctx context.Context, product string, r Review) error {
	_, err := s.db.ExecContext(ctx, `INSERT INTO reviews (product, rating, text, created_at) VALUES (?, ?, ?, ?)`,
		product, r.Rating, r.Text, s.millis())
	if err != nil {
		return fmt.Errorf("keep a review: %w", err)
	}
	return nil
}

// Reviews lists the reviews of a product, the latest first, 20 at most.
func (s *Store) Reviews(ctx context.Context, product string) ([]Review, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT rating, text FROM reviews WHERE product = ? ORDER BY id DESC LIMIT 20`, product)
	if err != nil {
		return nil, fmt.Errorf("look up reviews: %w", err)
	}
	defer rows.Close()
	var all []Review
	for rows.Next() {
		var r Review
		if err := rows.Scan(&r.Rating, &r.Text); err != nil {
			return nil, fmt.Errorf("read a review: %w", err)
		}
		all = append(all, r)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read reviews: %w", err)
	}
	return all, nil
}

// AddMessage keeps a message to support.
func (s *Store) AddMessage(ctx context.Context, contact, topic, text string) error {
	_, err := s.db.ExecContext(ctx, `INSERT INTO messages (contact, topic, text, created_at) VALUES (?, ?, ?, ?)`,
		contact, topic, text, s.millis())
	if err != nil {
		return fmt.Errorf("keep a message: %w", err)
	}
	return nil
}
