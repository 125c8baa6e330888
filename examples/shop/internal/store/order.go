package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/safar-cx/safar/examples/shop/internal/goods"
)

// State is how far an order has come.
type State string

// The states of an order. Pending leads to paid or failed, paid to refunded or cancelled,
// and nothing leads back.
const (
	Pending   State = "pending" // the bank has not spoken yet
	Paid      State = "paid"
	Failed    State = "failed"
	Refunded  State = "refunded"
	Cancelled State = "cancelled"
)

// Order is an attempt to buy a cart, or a sale at the till.
type Order struct {
	ID string
	// Secret opens the order's page in the browser that made it.
	Secret string
	// Payment is the bank's name for the payment; "" without a bank.
	Payment string
	Cart    string
	// Customer is "" for a guest.
	Customer string
	// Visitor and Consent are what the shopper's browser said when the order was made: the
	// bank may confirm it when the browser is long gone.
	Visitor, Consent string
	Surface          string
	State            State
	// Method is how it is paid: card, cash or till.
	Method       string
	Coupon       string
	ReferralCode string
	Sum          goods.Sum
	Lines        []goods.Line // at the prices that were paid
	Address      Address
	Lang         string
	Created      time.Time
}

// NewOrder keeps an order and gives it its id, secret and time.
func (s *Store) NewOrder(ctx context.Context, o Order) (Order, error) {
	o.ID, o.Secret, o.Created = newID("S"), newSecret(), s.now()
	err := s.change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO orders (id, secret, payment, cart, customer, visitor, consent, surface, state,
				method, coupon, referral_code, items, discount, shipping, recipient, contact, city, street, postcode, lang, created_at)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			o.ID, o.Secret, o.Payment, o.Cart, o.Customer, o.Visitor, o.Consent, o.Surface, o.State,
			o.Method, o.Coupon, o.ReferralCode, o.Sum.Items, o.Sum.Discount, o.Sum.Shipping,
			o.Address.Recipient, o.Address.Contact, o.Address.City, o.Address.Street, o.Address.Postcode,
			o.Lang, o.Created.UnixMilli())
		if err != nil {
			return err
		}
		for _, l := range o.Lines {
			_, err := tx.ExecContext(ctx, `INSERT INTO order_lines (order_id, product, quantity, price) VALUES (?, ?, ?, ?)`,
				o.ID, l.Product.ID, l.Quantity, l.Product.Price)
			if err != nil {
				return err
			}
		}
		if o.State == Paid {
			return settle(ctx, tx, o.ID, o.Cart)
		}
		return nil
	})
	if err != nil {
		return Order{}, fmt.Errorf("keep an order: %w", err)
	}
	return o, nil
}

// SetPayment notes the bank's name for the payment of an order.
func (s *Store) SetPayment(ctx context.Context, order, payment string) error {
	if _, err := s.db.ExecContext(ctx, `UPDATE orders SET payment = ? WHERE id = ?`, payment, order); err != nil {
		return fmt.Errorf("note a payment: %w", err)
	}
	return nil
}

// Move brings an order from one state to another and tells whether it did: false when the
// order was not in the first one. So of several who hear the same news, one acts on it. An
// order that becomes paid takes its pieces off the stock and closes its cart.
func (s *Store) Move(ctx context.Context, order string, from, to State) (moved bool, err error) {
	err = s.change(ctx, func(tx *sql.Tx) error {
		var cart string
		err := tx.QueryRowContext(ctx, `UPDATE orders SET state = ? WHERE id = ? AND state = ? RETURNING cart`, to, order, from).Scan(&cart)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		moved = true
		if to == Paid {
			return settle(ctx, tx, order, cart)
		}
		return nil
	})
	if err != nil {
		return false, fmt.Errorf("move an order to %s: %w", to, err)
	}
	return moved, nil
}

// settle takes what was sold off the stock. Two shoppers may have paid for the last piece at
// the same moment; both get an order, and somebody in the workshop gets to work.
func settle(ctx context.Context, tx *sql.Tx, order, cart string) error {
	_, err := tx.ExecContext(ctx, `UPDATE stock SET pieces = max(0, pieces - l.quantity)
		FROM order_lines l WHERE l.order_id = ? AND l.product = stock.product`, order)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE carts SET open = 0 WHERE id = ?`, cart)
	return err
}

const orderColumns = `id, secret, payment, cart, customer, visitor, consent, surface, state, method, coupon, referral_code,
	items, discount, shipping, recipient, contact, city, street, postcode, lang, created_at`

// Order returns an order by id, or ErrNotFound.
func (s *Store) Order(ctx context.Context, id string) (Order, error) {
	return s.order(ctx, `id = ?`, id)
}

// OrderBySecret returns an order by its secret, or ErrNotFound.
func (s *Store) OrderBySecret(ctx context.Context, secret string) (Order, error) {
	return s.order(ctx, `secret = ?`, secret)
}

// OrderByPayment returns an order by the bank's name for its payment, or ErrNotFound.
func (s *Store) OrderByPayment(ctx context.Context, payment string) (Order, error) {
	return s.order(ctx, `payment = ? AND payment <> ''`, payment)
}

func (s *Store) order(ctx context.Context, where, arg string) (Order, error) {
	orders, err := s.orders(ctx, where, arg)
	if err != nil {
		return Order{}, err
	}
	if len(orders) == 0 {
		return Order{}, ErrNotFound
	}
	return orders[0], nil
}

// OrdersOf lists a customer's orders that were paid, the latest first.
func (s *Store) OrdersOf(ctx context.Context, customer string) ([]Order, error) {
	return s.orders(ctx, `customer = ? AND customer <> '' AND state NOT IN ('pending', 'failed') ORDER BY created_at DESC, id`, customer)
}

// LatestOrders lists the latest orders that were paid, of everybody, 20 at most.
func (s *Store) LatestOrders(ctx context.Context) ([]Order, error) {
	return s.orders(ctx, `state NOT IN ('pending', 'failed') ORDER BY created_at DESC, id LIMIT 20`)
}

func (s *Store) orders(ctx context.Context, where string, args ...any) ([]Order, error) {
	orders, err := s.orderRows(ctx, where, args...)
	for i := range orders {
		if err == nil {
			orders[i].Lines, err = s.orderLines(ctx, orders[i].ID)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("look up orders: %w", err)
	}
	return orders, nil
}

func (s *Store) orderRows(ctx context.Context, where string, args ...any) ([]Order, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT `+orderColumns+` FROM orders WHERE `+where, args...) //nolint:gosec // conditions are written in this file, values are bound
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var orders []Order
	for rows.Next() {
		var o Order
		var created int64
		err := rows.Scan(&o.ID, &o.Secret, &o.Payment, &o.Cart, &o.Customer, &o.Visitor, &o.Consent, &o.Surface, &o.State,
			&o.Method, &o.Coupon, &o.ReferralCode, &o.Sum.Items, &o.Sum.Discount, &o.Sum.Shipping,
			&o.Address.Recipient, &o.Address.Contact, &o.Address.City, &o.Address.Street, &o.Address.Postcode,
			&o.Lang, &created)
		if err != nil {
			return nil, err
		}
		o.Created = time.UnixMilli(created)
		orders = append(orders, o)
	}
	return orders, rows.Err()
}

func (s *Store) orderLines(ctx context.Context, order string) ([]goods.Line, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT product, quantity, price FROM order_lines WHERE order_id = ? ORDER BY product`, order)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var lines []goods.Line
	for rows.Next() {
		var id string
		var l goods.Line
		var price int64
		if err := rows.Scan(&id, &l.Quantity, &price); err != nil {
			return nil, err
		}
		l.Product, _ = goods.Find(id)
		l.Product.ID, l.Product.Price = id, price
		lines = append(lines, l)
	}
	return lines, rows.Err()
}
