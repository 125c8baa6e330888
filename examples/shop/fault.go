package shop

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"
)

// fail answers a request that went wrong with a page that says so.
func (s *Shop) fail(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	status := http.StatusInternalServerError
	var known *echo.HTTPError
	if errors.As(err, &known) {
		status = known.Code
	} else {
		s.config.Logger.Error("request failed", "method", c.Request().Method, "route", c.Path(), "error", err)
	}
	text := "error_400"
	switch {
	case status >= 500:
		text = "error_500"
	case status == http.StatusNotFound, status == http.StatusForbidden:
		text = fmt.Sprint("error_", status)
	}
	v := &visit{lang: langOf(c.Request())}
	if err := s.show(c, v, page{Name: "error", Status: status, Data: text}); err != nil {
		s.config.Logger.Debug("error page not delivered", "error", err)
	}
}

// panicked logs a panic, which costs its own request only. Safar has noted it on the way.
func (s *Shop) panicked(c echo.Context, err error, stack []byte) error {
	s.config.Logger.Error("request panicked", "method", c.Request().Method, "route", c.Path(), "error", err, "stack", string(stack))
	return echo.ErrInternalServerError
}
