package shop

import (
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"github.com/safar-cx/safar/examples/shop/internal/goods"
	"github.com/safar-cx/safar/sdk"
)

// favourites stand first on the home page.
var favourites = []string{"kilim", "saffron", "tea-glasses", "enamel-plate"}

// maxTerm bounds what is searched for, in characters.
const maxTerm = 100

func (s *Shop) home(c echo.Context, v *visit) error {
	var recommended []goods.Product
	for _, id := range favourites {
		if p, ok := goods.Find(id); ok {
			recommended = append(recommended, p)
		}
	}
	return s.show(c, v, page{Name: "home", Data: struct{ Recommended, Products []goods.Product }{recommended, goods.Products()}})
}

func (s *Shop) category(c echo.Context, v *visit) error {
	category, ok := goods.FindCategory(c.Param("category"))
	if !ok {
		return echo.ErrNotFound
	}
	products := goods.In(category.ID)
	s.safar.ViewItemList(c.Request().Context(), category.ID, listed(products)...)
	return s.show(c, v, page{Name: "list", Title: category.Name.In(v.lang), Path: "/c/" + category.ID, Data: products})
}

func (s *Shop) search(c echo.Context, v *visit) error {
	term := strings.TrimSpace(strings.ToValidUTF8(c.QueryParam("q"), ""))
	if utf8.RuneCountInString(term) > maxTerm {
		term = string([]rune(term)[:maxTerm])
	}
	if term == "" {
		return v.redirect(c, "")
	}
	found := goods.Search(term)
	s.safar.Search(c.Request().Context(), term, len(found))
	return s.show(c, v, page{Name: "list", Title: term, Term: term, Path: "/search?" + c.QueryString(), Data: found})
}

func listed(products []goods.Product) []sdk.Item {
	all := make([]sdk.Item, len(products))
	for i, p := range products {
		all[i] = item(p, 1)
	}
	return all
}
