package sdkgin_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"

	"github.com/gin-gonic/gin"

	"github.com/safar-cx/safar/sdk"
	"github.com/safar-cx/safar/sdk/sdkgin"
	"github.com/safar-cx/safar/sdk/sdktest"
)

func ExampleMiddleware() {
	recorder := sdktest.New() // in a shop: sdk.New(sdk.Config{...})
	defer recorder.Close()
	client := recorder.Client()

	gin.SetMode(gin.ReleaseMode)
	engine := gin.New()
	engine.Use(sdkgin.Middleware(client))
	engine.POST("/cart/:id", func(c *gin.Context) {
		client.AddToCart(c.Request.Context(), sdk.Basket{CartID: c.Param("id"), Items: []sdk.Item{{ID: "12"}}})
		c.Status(http.StatusNoContent)
	})

	engine.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodPost, "/cart/b-77", nil))
	for _, event := range recorder.Events() {
		fmt.Println(event.Name, event.CartID, event.Consent)
	}
	// Output: add_to_cart b-77 anonymous
}
