package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/safar-cx/safar/examples/shop/internal/goods"
)

// Cart is what somebody wants to buy, and where it is to go.
type Cart struct {
	// ID names the cart; Token is the secret that opens it.
	ID, Token string
	// Customer is whose it is; "" for a guest's.
	Customer string
	Lines    []goods.Line
	Coupon   string
	Address  Address
	// Quoted tells that the shopper has seen what shipping costs, and went on.
	Quoted bool
}

// Address is where an order goes.
type Address struct {
	Recipient string
	Contact   string
	City      string
	Street    string
	Postcode  string
}

// Sum is what the cart costs, with shipping once there is an address.
func (c *Cart) Sum() goods.Sum {
	city, _ := goods.FindCity(c.Address.City)
	return goods.Add(c.Lines, c.Coupon, city.Shipping)
}

// Quantity is how many of a product are in the cart.
func (c *Cart) Quantity(product string) int {
	for _, l := range c.Lines {
		if l.Product.ID == product {
			return l.Quantity
		}
	}
	return 0
}

// NewCart makes an empty cart; customer is "" for a guest.
func (s *Store) NewCart(ctx context.Context, customer string) (Cart, error) {
	c := Cart{ID: newID("B"), Token: newSecret(), Customer: customer}
	_, err := s.db.ExecContext(ctx, `INSERT INTO carts
		(id, token, customer, open, coupon, recipient, contact, city, street, postcode, shipping, updated_at)
		VALUES (?, ?, ?, 1, '', '', '', '', '', '', 0, ?)`, c.ID, c.Token, c.Customer, s.millis())
	if err != nil {
		return Cart{}, fmt.Errorf("make a cart: %w", err)
	}
	return c, nil
}

// OpenCart returns the open cart of a token, or ErrNotFound.
func (s *Store) OpenCart(ctx context.Context, token string) (Cart, error) {
	return s.cart(ctx, `token = ? AND open = 1`, token)
}

// CartOf returns the open cart that a customer used last, or ErrNotFound.
func (s *Store) CartOf(ctx context.Context, customer string) (Cart, error) {
	return s.cart(ctx, `customer = ? AND open = 1 ORDER BY updated_at DESC LIMIT 1`, customer)
}

func (s *Store) cart(ctx context.Context, where, arg string) (Cart, error) {
	var c Cart
	err := s.db.QueryRowContext(ctx, `SELECT id, token, customer, coupon, recipient, contact, city, street, postcode, shipping
		FROM carts WHERE `+where, arg).Scan(&c.ID, &c.Token, &c.Customer, &c.Coupon,
		&c.Address.Recipient, &c.Address.Contact, &c.Address.City, &c.Address.Street, &c.Address.Postcode, &c.Quoted)
	if errors.Is(err, sql.ErrNoRows) {
		return Cart{}, ErrNotFound
	}
	if err == nil {
		c.Lines, err = s.lines(ctx, c.ID)
	}
	if err != nil {
		return Cart{}, fmt.Errorf("look up a cart: %w", err)
	}
	return c, nil
}

// lines reads a cart's lines in the order of the catalogue.
func (s *Store) lines(ctx context.Context, cart string) ([]goods.Line, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT product, quantity FROM cart_lines WHERE cart = ?`, cart)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	quantity := map[string]int{}
	for rows.Next() {
		var product string
		var n int
		if err := rows.Scan(&product, &n); err != nil {
			return nil, err
		}
		quantity[product] = n
	}
	var lines []goods.Line
	for _, p := range goods.Products() {
		if n := quantity[p.ID]; n > 0 {
			lines = append(lines, goods.Line{Product: p, Quantity: n})
		}
	}
	return lines, rows.Err()
}

// SetQuantity puts so many pieces of a product into a cart, or takes it out at 0.
func (s *Store) SetQuantity(ctx context.Context, cart, product string, quantity int) error {
	err := s.change(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `UPDATE carts SET updated_at = ? WHERE id = ?`, s.millis(), cart); err != nil {
			return err
		}
		if quantity == 0 {
			_, err := tx.ExecContext(ctx, `DELETE FROM cart_lines WHERE cart = ? AND product = ?`, cart, product)
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO cart_lines (cart, product, quantity) VALUES (?, ?, ?)
			ON CONFLICT (cart, product) DO UPDATE SET quantity = excluded.quantity`, cart, product, quantity)
		return err
	})
	if err != nil {
		return fmt.Errorf("change a cart: %w", err)
	}
	return nil
}

// SetCoupon notes the coupon of a cart.
func (s *Store) SetCoupon(ctx context.Context, cart, code string) error {
	return s.updateCart(ctx, "note a coupon", `UPDATE carts SET coupon = ? WHERE id = ?`, code, cart)
}

// SetAddress notes where a cart is to go. What shipping costs has to be seen anew.
func (s *Store) SetAddress(ctx context.Context, cart string, a Address) error {
	return s.updateCart(ctx, "note an address",
		`UPDATE carts SET recipient = ?, contact = ?, city = ?, street = ?, postcode = ?, shipping = 0 WHERE id = ?`,
		a.Recipient, a.Contact, a.City, a.Street, a.Postcode, cart)
}

// AcceptQuote notes that the shopper goes on with what shipping costs.
func (s *Store) AcceptQuote(ctx context.Context, cart string) error {
	return s.updateCart(ctx, "accept a quote", `UPDATE carts SET shipping = 1 WHERE id = ?`, cart)
}

func (s *Store) updateCart(ctx context.Context, what, query string, args ...any) error {
	if _, err := s.db.ExecContext(ctx, query, args...); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}

// Claim makes a cart the customer's.
func (s *Store) Claim(ctx context.Context, cart, customer string) error {
	return s.updateCart(ctx, "claim a cart", `UPDATE carts SET customer = ? WHERE id = ?`, customer, cart)
}

// Merge moves everything from one cart into another, which keeps the larger quantity of what
// is in both, and closes the first.
func (s *Store) Merge(ctx context.Context, from, into string) error {
	err := s.change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO cart_lines (cart, product, quantity)
			SELECT ?, product, quantity FROM cart_lines WHERE cart = ?
			ON CONFLICT (cart, product) DO UPDATE SET quantity = max(quantity, excluded.quantity)`, into, from)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM cart_lines WHERE cart = ?`, from); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE carts SET open = 0 WHERE id = ?`, from)
		return err
	})
	if err != nil {
		return fmt.Errorf("merge two carts: %w", err)
	}
	return nil
}
