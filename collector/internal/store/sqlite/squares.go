package sqlite

import "math/big"

// squares is the SQL aggregate exact_squares(x): the sum of squares as decimal text. A sum
// of 64-bit integers could overflow, and one of floating point would depend on the order
// of the rows.
type squares struct {
	sum, term big.Int
}

func newSquares() *squares { return &squares{} }

// Step adds a row. It is called by SQLite.
func (s *squares) Step(x int64) {
	s.term.SetInt64(x)
	s.sum.Add(&s.sum, s.term.Mul(&s.term, &s.term))
}

// Done ends a group. It is called by SQLite.
func (s *squares) Done() string { return s.sum.String() }
