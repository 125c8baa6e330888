package sdkecho_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"

	"github.com/labstack/echo/v4"

	"github.com/safar-cx/safar/sdk"
	"github.com/safar-cx/safar/sdk/sdkecho"
	"github.com/safar-cx/safar/sdk/sdktest"
)

func ExampleMiddleware() {
	recorder := sdktest.New() // in a shop: sdk.New(sdk.Config{...})
	defer recorder.Close()
	client := recorder.Client()

	e := echo.New()
	e.Use(sdkecho.Middleware(client))
	e.POST("/cart/:id", func(c echo.Context) error {
		client.AddToCart(c.Request().Context(), sdk.Basket{CartID: c.Param("id"), Items: []sdk.Item{{ID: "12"}}})
		return c.NoContent(http.StatusNoContent)
	})

	e.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodPost, "/cart/b-77", nil))
	for _, event := range recorder.Events() {
		fmt.Println(event.Name, event.CartID, event.Consent)
	}
	// Output: add_to_cart b-77 anonymous
}
