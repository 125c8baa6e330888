package shop

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"github.com/safar-cx/safar/sdk/event"
)

// topics are what a message to support may be about.
var topics = []string{"order", "product", "return", "complaint"}

// inquiry is the page of the support form.
type inquiry struct {
	Contact, Message string
	Faults           map[string]string
	Sent             bool
}

func (s *Shop) showSupport(c echo.Context, v *visit) error {
	return s.show(c, v, page{Name: "support", Path: "/support", Data: inquiry{Contact: v.customer.Contact}})
}

func (s *Shop) sendMessage(c echo.Context, v *visit) error {
	ctx := c.Request().Context()
	f := s.form(c, "support")
	ask := inquiry{Contact: f.contact("contact"), Message: f.required("message", 2000), Faults: f.faults}
	topic := c.FormValue("topic")
	if !slices.Contains(topics, topic) {
		return echo.ErrBadRequest
	}
	if len(f.faults) > 0 {
		return s.show(c, v, page{Name: "support", Status: http.StatusUnprocessableEntity, Path: "/support", Data: ask})
	}
	if err := s.store.AddMessage(ctx, ask.Contact, topic, ask.Message); err != nil {
		return err
	}
	s.safar.SupportStarted(ctx, "form")
	return s.show(c, v, page{
		Name: "support", Path: "/support", Data: inquiry{Sent: true},
		Survey: &survey{Kind: event.SurveyCSAT, ID: "after-support", Touchpoint: "support", Lang: v.lang},
	})
}
