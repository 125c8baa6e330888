package shop

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

// secure sets the headers that every answer carries and refuses forms of other sites. The
// policy is what a shop has to allow for Safar: the collector as a source of scripts and as
// something to connect to.
func (s *Shop) secure(next echo.HandlerFunc) echo.HandlerFunc {
	policy := "default-src 'none'; script-src 'self' " + s.config.CollectorURL +
		"; connect-src 'self' " + s.config.CollectorURL +
		"; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'" +
		"; form-action 'self' " + s.config.GatewayURL // where the form of the payment leads
	forms := http.NewCrossOriginProtection()
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
		if err := forms.Check(c.Request()); err != nil {
			return echo.NewHTTPError(http.StatusForbidden).SetInternal(err)
		}
		return next(c)
	}
}
