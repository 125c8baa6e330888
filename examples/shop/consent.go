package shop

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"
)

// consent keeps the answer to the banner. The tag hears it from the page.
func (s *Shop) consent(c echo.Context, v *visit) error {
	choice := c.FormValue("choice")
	if choice != agreedNecessary && choice != agreedFull {
		return echo.ErrBadRequest
	}
	s.setCookie(c, consentCookie, choice)
	back := v.to("")
	// Back to where the banner was answered, as far as that is a page of the shop.
	if from, err := url.Parse(c.Request().Referer()); err == nil && strings.HasPrefix(from.Path, back) {
		back = (&url.URL{Path: from.Path, RawQuery: from.RawQuery}).String()
	}
	return c.Redirect(http.StatusSeeOther, back)
}
