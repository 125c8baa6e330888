package shop

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/safar-cx/safar/examples/shop/internal/goods"
	"github.com/safar-cx/safar/examples/shop/internal/store"
	"github.com/safar-cx/safar/sdk"
	"github.com/safar-cx/safar/sdk/event"
)

func (s *Shop) showTill(c echo.Context, v *visit) error {
	return s.askTill(c, v, http.StatusOK, "", "")
}

func (s *Shop) askTill(c echo.Context, v *visit, status int, customer, fault string) error {
	orders, err := s.store.LatestOrders(c.Request().Context())
	if err != nil {
		return err
	}
	return s.show(c, v, page{
		Name: "till", Status: status, Path: "/till", Staff: true,
		Data: struct {
			Customer, Fault string
			Products        []goods.Product
			Orders          []store.Order
		}{customer, fault, goods.Products(), orders},
	})
}

// sell is a sale in the physical shop. The browser belongs to the till: nothing that is known
// of it goes with the order, only the customer who said who they are.
func (s *Shop) sell(c echo.Context, v *visit) error {
	ctx := c.Request().Context()
	customer, _ := entry(c, "customer")
	customer = strings.ToUpper(customer)
	if customer != "" {
		if _, err := s.store.Customer(ctx, customer); errors.Is(err, store.ErrNotFound) {
			return s.askTill(c, v, http.StatusUnprocessableEntity, customer, "fault_customer")
		} else if err != nil {
			return err
		}
	}
	var lines []goods.Line
	for _, p := range goods.Products() {
		text, _ := entry(c, "sell-"+p.ID)
		n, err := strconv.Atoi(text)
		if text != "" && (err != nil || n < 0 || n > maxQuantity) {
			return echo.ErrBadRequest
		}
		if n > 0 {
			lines = append(lines, goods.Line{Product: p, Quantity: n})
		}
	}
	if len(lines) == 0 {
		return s.askTill(c, v, http.StatusUnprocessableEntity, customer, "fault_empty")
	}
	order, err := s.store.NewOrder(ctx, store.Order{
		Customer: customer, Consent: string(event.ConsentFull), Surface: string(event.SurfaceStore),
		State: store.Paid, Method: methodTill, Sum: goods.Add(lines, "", 0), Lines: lines, Lang: string(v.lang),
	})
	if err != nil {
		return err
	}
	s.safar.Purchase(scopeOf(ctx, order), purchase(order))
	s.say(c, "sold")
	return v.redirect(c, "/till")
}

// undo takes an order back: the money is returned, or it never was an order.
func (s *Shop) undo(c echo.Context, v *visit) error {
	ctx := c.Request().Context()
	order, err := s.store.Order(ctx, c.FormValue("order"))
	if errors.Is(err, store.ErrNotFound) {
		return echo.ErrNotFound
	}
	if err != nil {
		return err
	}
	states := map[string]store.State{"refund": store.Refunded, "cancel": store.Cancelled}
	to, ok := states[c.FormValue("how")]
	if !ok {
		return echo.ErrBadRequest
	}
	moved, err := s.store.Move(ctx, order.ID, store.Paid, to)
	if err != nil {
		return err
	}
	if moved && to == store.Refunded {
		s.safar.Refund(scopeOf(ctx, order), sdk.Refund{TransactionID: order.ID, RefundID: "R-" + order.ID, Value: rials(order.Sum.Goods())})
	}
	if moved && to == store.Cancelled {
		s.safar.CancelOrder(scopeOf(ctx, order), order.ID)
	}
	s.say(c, "undone")
	return v.redirect(c, "/till")
}
