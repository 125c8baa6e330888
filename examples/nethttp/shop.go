package main

import (
	"net/http"

	"github.com/safar-cx/safar/sdk"
)

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Tea glasses</title>
<h1>Tea glass, 12.90 €</h1>
<form action="/cart" method="post"><button>Put in the cart</button></form>
<form action="/cart/coupon" method="post">
<label>Coupon <input name="code"></label> <button>Apply</button>
</form>
`

// shop is the shop's router.
func shop(safar *sdk.Client) http.Handler {
	glass := sdk.Item{ID: "12", Name: "Tea glass", Price: sdk.Money{Minor: 1290, Currency: "EUR"}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		safar.ViewItem(r.Context(), glass) // Safar
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte(page)) // the shopper is gone
	})
	mux.HandleFunc("POST /cart", func(w http.ResponseWriter, r *http.Request) {
		safar.AddToCart(r.Context(), sdk.Basket{Items: []sdk.Item{glass}}) // Safar
		http.Redirect(w, r, "/", http.StatusSeeOther)
	})
	mux.HandleFunc("POST /cart/coupon", func(w http.ResponseWriter, r *http.Request) {
		safar.CouponDenied(r.Context(), r.PostFormValue("code"), "no coupon works here") // Safar
		http.Error(w, "This coupon is not valid.", http.StatusUnprocessableEntity)
	})
	return mux
}
