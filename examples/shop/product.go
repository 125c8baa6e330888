package shop

import (
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/safar-cx/safar/examples/shop/internal/goods"
	"github.com/safar-cx/safar/examples/shop/internal/store"
	"github.com/safar-cx/safar/sdk"
)

func (s *Shop) product(c echo.Context, v *visit) error { return s.showProduct(c, v, "") }

// showProduct shows a product, with a link to pass on if there is one. That it was looked at
// the page says, through its data layer; that it is sold out only the shop knows.
func (s *Shop) showProduct(c echo.Context, v *visit, link string) error {
	p, ok := goods.Find(c.Param("product"))
	if !ok {
		return echo.ErrNotFound
	}
	ctx := c.Request().Context()
	pieces, err := s.store.Pieces(ctx, p.ID)
	if err != nil {
		return err
	}
	reviews, err := s.store.Reviews(ctx, p.ID)
	if err != nil {
		return err
	}
	if pieces == 0 && link == "" {
		s.safar.OutOfStock(ctx, item(p, 1))
	}
	shown := page{
		Name: "product", Title: p.Name.In(v.lang), Path: "/p/" + p.ID,
		Data: struct {
			Product goods.Product
			Pieces  int
			Beside  []goods.Product
			Reviews []store.Review
			Link    string
		}{p, pieces, goods.Beside(p), reviews, link},
	}
	if link == "" {
		shown.Push = []push{pushViewItem(p)}
	}
	return s.show(c, v, shown)
}

func (s *Shop) review(c echo.Context, v *visit) error {
	p, ok := goods.Find(c.Param("product"))
	rating, err := strconv.Atoi(c.FormValue("rating"))
	if !ok || err != nil || rating < 1 || rating > 5 {
		return echo.ErrBadRequest
	}
	text := strings.TrimSpace(c.FormValue("text"))
	ctx := c.Request().Context()
	if err := s.store.AddReview(ctx, p.ID, store.Review{Rating: rating, Text: text}); err != nil {
		return err
	}
	s.safar.Review(ctx, sdk.Review{ItemID: p.ID, Rating: rating, Text: text})
	s.say(c, "reviewed")
	return v.redirect(c, "/p/"+p.ID)
}

// share shows the product's address to pass on; with an account it carries the customer's
// referral code.
func (s *Shop) share(c echo.Context, v *visit) error {
	p, ok := goods.Find(c.Param("product"))
	if !ok {
		return echo.ErrNotFound
	}
	s.safar.Share(c.Request().Context(), "link")
	return s.showProduct(c, v, s.link(v, "/p/"+p.ID))
}

// link is an address to pass on to others.
func (s *Shop) link(v *visit, path string) string {
	link := s.config.URL + v.to(path)
	if code := v.customer.ReferralCode; code != "" {
		link += "?ref=" + code
	}
	return link
}
