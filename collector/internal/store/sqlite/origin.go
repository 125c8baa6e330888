package sqlite

import (
	"database/sql"
	"errors"
	"fmt"

	"github.com/safar-cx/safar/collector/internal/journey"
)

// origin is the visit and the cart that an order comes from, as row ids.
type origin struct {
	session, cart reference
}

// whence are the origins of orders. Of one that is sealed the fold can't tell: it is what was
// written down when its time was sealed, as are surface and payment type, which it puts into
// the order.
func (w *factWriter) whence(f *journey.Facts, sessions, carts *rowIDs) []origin {
	all := make([]origin, len(f.Orders))
	for i := range f.Orders {
		o := &f.Orders[i]
		all[i] = origin{sessions.of(o.Session), carts.of(o.Cart)}
		if !o.Sealed || w.err != nil {
			continue
		}
		err := w.in.QueryRowContext(w.ctx, `/* whence */ SELECT session, cart, surface, payment_type FROM sealed_order
			WHERE site = ? AND "transaction" = ? AND time = ?`, w.site, o.Transaction, o.Time).
			Scan(&all[i].session.id, &all[i].cart.id, &o.Surface, &o.PaymentType)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			w.err = fmt.Errorf("read sealed order: %w", err)
		}
		// What is sealed says the same for ever, so its number says enough.
		all[i].session.hash, all[i].cart.hash = uint64(all[i].session.id.Int64), uint64(all[i].cart.id.Int64)
	}
	return all
}
