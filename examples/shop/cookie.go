package shop

import (
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
)

// The shop's cookies. Those of a host are shared by all its ports, so the names say whose
// they are.
const (
	cartCookie     = "cart"          // the token of the cart
	loginCookie    = "shop_login"    // the token of the log-in
	orderCookie    = "shop_order"    // the secret of the last order
	langCookie     = "shop_lang"     // the language spoken last
	consentCookie  = "shop_consent"  // the answer to the banner
	referralCookie = "shop_referral" // the code that brought the shopper
	noticeCookie   = "shop_notice"   // what to say on the next page
)

// Answers to the banner.
const (
	agreedNecessary = "necessary"
	agreedFull      = "full"
)

// cookieAge is how long the shop remembers.
const cookieAge = 30 * 24 * time.Hour

func cookie(r *http.Request, name string) string {
	c, err := r.Cookie(name)
	if err != nil {
		return ""
	}
	return c.Value
}

// setCookie sets a cookie that no script may read; "" deletes it.
func (s *Shop) setCookie(c echo.Context, name, value string) {
	age := int(cookieAge.Seconds())
	if value == "" {
		age = -1
	}
	c.SetCookie(&http.Cookie{
		Name: name, Value: value, Path: "/", MaxAge: age, HttpOnly: true,
		Secure:   strings.HasPrefix(s.config.URL, "https:"),
		SameSite: http.SameSiteLaxMode, // the way back from the bank is a link from elsewhere
	})
}

// say leaves a text for the next page.
func (s *Shop) say(c echo.Context, text string) { s.setCookie(c, noticeCookie, text) }

// heard takes the text that was left for this page.
func (s *Shop) heard(c echo.Context) string {
	text := cookie(c.Request(), noticeCookie)
	if text != "" {
		s.setCookie(c, noticeCookie, "")
	}
	return text
}
