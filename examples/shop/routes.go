package shop

import (
	"embed"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"github.com/safar-cx/safar/sdk/sdkecho"
)

//go:embed static
var static embed.FS

func (s *Shop) routes() *echo.Echo {
	e := echo.New()
	e.HTTPErrorHandler = s.fail
	e.Use(middleware.RecoverWithConfig(middleware.RecoverConfig{LogErrorFunc: s.panicked}))
	e.Use(sdkecho.Middleware(s.safar))
	e.Use(s.secure, middleware.BodyLimit("64K"))

	e.GET("/", s.entrance)
	e.GET("/static/*", s.file)
	e.GET("/payment/return", s.paymentReturn)
	e.POST("/payment/notify", s.paymentNotify)

	g := e.Group("/:lang")
	get := func(path string, h handler) { g.GET(path, s.greet(h)) }
	post := func(path string, h handler) { g.POST(path, s.greet(h)) }
	get("", s.home)
	get("/c/:category", s.category)
	get("/search", s.search)
	get("/p/:product", s.product)
	post("/p/:product/review", s.review)
	post("/p/:product/share", s.share)
	get("/cart", s.showCart)
	post("/cart/add", s.addToCart)
	post("/cart/quantity", s.changeQuantity)
	post("/cart/coupon", s.applyCoupon)
	get("/checkout", s.beginCheckout)
	get("/checkout/address", s.showAddress)
	post("/checkout/address", s.saveAddress)
	get("/checkout/shipping", s.showShipping)
	post("/checkout/shipping", s.acceptShipping)
	get("/checkout/payment", s.showPayment)
	post("/checkout/payment", s.placeOrder)
	get("/thanks", s.thanks)
	get("/login", s.showLogin)
	post("/login", s.sendCode)
	post("/login/code", s.enterCode)
	post("/logout", s.logout)
	get("/account", s.account)
	post("/account/share", s.shareReferral)
	get("/support", s.showSupport)
	post("/support", s.sendMessage)
	post("/consent", s.consent)
	get("/till", s.showTill)
	post("/till", s.sell)
	post("/till/undo", s.undo)
	return e
}

// entrance sends whoever comes without a language to one, with all that the address says of
// where they come from.
func (s *Shop) entrance(c echo.Context) error {
	r := c.Request()
	to := "/" + string(langOf(r))
	if r.URL.RawQuery != "" {
		to += "?" + r.URL.RawQuery
	}
	c.Response().Header().Set("Vary", "Cookie, Accept-Language")
	return c.Redirect(http.StatusFound, to)
}

func (s *Shop) file(c echo.Context) error {
	if strings.HasSuffix(c.Request().URL.Path, "/") {
		return echo.ErrNotFound // no lists of files
	}
	c.Response().Header().Set("Cache-Control", "public, max-age=3600")
	http.FileServerFS(static).ServeHTTP(c.Response(), c.Request())
	return nil
}
