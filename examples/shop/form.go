package shop

import (
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/safar-cx/safar/examples/shop/internal/goods"
	"github.com/safar-cx/safar/sdk"
	"github.com/safar-cx/safar/sdk/event"
)

// form reads a form, and reports each field that would not do.
type form struct {
	shop   *Shop
	c      echo.Context
	name   string
	faults map[string]string // field -> name of the text that says what is wrong
}

func (s *Shop) form(c echo.Context, name string) *form {
	return &form{s, c, name, map[string]string{}}
}

// fault notes what is wrong with a field. What was typed is the shopper's business; Safar
// hears of field, rule and digits only.
func (f *form) fault(field, rule, digits string) {
	f.faults[field] = "fault_" + rule
	f.shop.safar.Friction(f.c.Request().Context(), event.NameFormError, "", "",
		sdk.String("form", f.name), sdk.String("field", field), sdk.String("rule", rule), sdk.String("digits", digits))
}

func (f *form) required(field string, most int) string {
	text := strings.TrimSpace(strings.ToValidUTF8(f.c.FormValue(field), ""))
	if text == "" {
		f.fault(field, "required", "")
	}
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most])
	}
	return text
}

func (f *form) contact(field string) string {
	text, digits := entry(f.c, field)
	if text == "" {
		f.fault(field, "required", "")
	} else if !isContact(text) {
		f.fault(field, "contact", digits)
	}
	return text
}

func (f *form) city(field string) string {
	city, ok := goods.FindCity(f.c.FormValue(field))
	if !ok {
		f.fault(field, "required", "")
	}
	return city.ID
}

func (f *form) postcode(field string) string {
	text, digits := entry(f.c, field)
	plain := strings.NewReplacer("-", "", " ", "").Replace(text)
	switch {
	case text == "":
		f.fault(field, "required", "")
	case len(plain) != 10 || strings.Trim(plain, "0123456789") != "":
		f.fault(field, "postcode", digits)
	default:
		return plain
	}
	return text
}
