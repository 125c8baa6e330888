package store

import (
	"context"
	"errors"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/safar-cx/safar/examples/shop/internal/goods"
)

func open(t *testing.T, now func() time.Time) *Store {
	t.Helper()
	s, err := Open(t.Context(), t.TempDir(), map[string]int{"kilim": 3}, now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func product(t *testing.T, id string) goods.Product {
	t.Helper()
	p, ok := goods.Find(id)
	if !ok {
		t.Fatalf("no product %s", id)
	}
	return p
}

func TestOneTimeCode(t *testing.T) {
	now := time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)
	s := open(t, func() time.Time { return now })
	use := func(code string, want bool) {
		t.Helper()
		got, err := s.UseCode(t.Context(), "a@example.org", code)
		if err != nil || got != want {
			t.Errorf("UseCode(%s) = %v, %v, want %v", code, got, err, want)
		}
	}
	ask := func() string {
		t.Helper()
		code, err := s.NewCode(t.Context(), "a@example.org")
		if err != nil {
			t.Fatal(err)
		}
		return code
	}

	use("000000", false) // none was asked for
	code := ask()
	use("wrong", false)
	use(code, true)
	use(code, false) // used up

	code = ask()
	for range codeTries {
		use("wrong", false)
	}
	use(code, false) // too many tries

	code = ask()
	now = now.Add(codeAge)
	use(code, false) // too late
}

func TestLogin(t *testing.T) {
	now := time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)
	s := open(t, func() time.Time { return now })
	first, token, isNew, err := s.Enter(t.Context(), "a@example.org")
	if err != nil || !isNew {
		t.Fatalf("new %v, error %v", isNew, err)
	}
	again, other, isNew, err := s.Enter(t.Context(), "a@example.org")
	if err != nil || isNew || again != first || other == token {
		t.Fatalf("second log-in: %+v, new %v, error %v", again, isNew, err)
	}
	if got, err := s.LoggedIn(t.Context(), token); err != nil || got != first {
		t.Errorf("LoggedIn: %+v, %v", got, err)
	}
	if err := s.Leave(t.Context(), token); err != nil {
		t.Fatal(err)
	}
	if _, err := s.LoggedIn(t.Context(), token); !errors.Is(err, ErrNotFound) {
		t.Errorf("after leaving: %v", err)
	}
	now = now.Add(loginAge)
	if _, err := s.LoggedIn(t.Context(), other); !errors.Is(err, ErrNotFound) {
		t.Errorf("after %v: %v", loginAge, err)
	}
}

// The shopper's browser and the bank's server may bring the same news at the same moment.
func TestOneOfManySettlesAnOrder(t *testing.T) {
	s := open(t, time.Now)
	cart, err := s.NewCart(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	order, err := s.NewOrder(t.Context(), Order{
		Cart: cart.ID, State: Pending, Method: "card", Surface: "web", Consent: "anonymous", Lang: "en",
		Lines: []goods.Line{{Product: product(t, "kilim"), Quantity: 2}},
	})
	if err != nil {
		t.Fatal(err)
	}
	var settled atomic.Int32
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			moved, err := s.Move(t.Context(), order.ID, Pending, Paid)
			if err != nil {
				t.Error(err)
			}
			if moved {
				settled.Add(1)
			}
		})
	}
	group.Wait()
	if settled.Load() != 1 {
		t.Errorf("%d settled it, want 1", settled.Load())
	}
	if pieces, err := s.Pieces(t.Context(), "kilim"); err != nil || pieces != 1 {
		t.Errorf("%d pieces left, %v, want 1", pieces, err)
	}
	if _, err := s.OpenCart(t.Context(), cart.Token); !errors.Is(err, ErrNotFound) {
		t.Errorf("the cart is still open: %v", err)
	}
}

func TestMerge(t *testing.T) {
	s := open(t, time.Now)
	var carts [2]Cart
	for i := range carts {
		var err error
		if carts[i], err = s.NewCart(t.Context(), "C-1"); err != nil {
			t.Fatal(err)
		}
	}
	put := func(cart Cart, product string, quantity int) {
		t.Helper()
		if err := s.SetQuantity(t.Context(), cart.ID, product, quantity); err != nil {
			t.Fatal(err)
		}
	}
	put(carts[0], "kilim", 3)
	put(carts[0], "saffron", 1)
	put(carts[1], "kilim", 1)
	put(carts[1], "bowl", 2)
	if err := s.Merge(t.Context(), carts[0].ID, carts[1].ID); err != nil {
		t.Fatal(err)
	}
	got, err := s.OpenCart(t.Context(), carts[1].Token)
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]int{"kilim": 3, "saffron": 1, "bowl": 2} {
		if n := got.Quantity(id); n != want {
			t.Errorf("%d of %s, want %d", n, id, want)
		}
	}
	if _, err := s.OpenCart(t.Context(), carts[0].Token); !errors.Is(err, ErrNotFound) {
		t.Errorf("the other cart is still open: %v", err)
	}
}

// What was sold stays sold when the shop is opened again.
func TestReopen(t *testing.T) {
	dir := t.TempDir()
	for want, pieces := range []map[string]int{{"kilim": 0}, {"kilim": 9, "bowl": 1}} {
		s, err := Open(context.Background(), dir, pieces, time.Now)
		if err != nil {
			t.Fatal(err)
		}
		if n, err := s.Pieces(t.Context(), "kilim"); err != nil || n != 0 {
			t.Errorf("%d pieces of kilim, %v", n, err)
		}
		if n, err := s.Pieces(t.Context(), "bowl"); err != nil || n != want {
			t.Errorf("%d pieces of bowl, %v, want %d", n, err, want)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Open(context.Background(), filepath.Join(dir, "absent"), nil, time.Now); err == nil {
		t.Error("a folder that does not exist was opened")
	}
}
