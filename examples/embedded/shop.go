package main

import (
	"crypto/rand"
	"fmt"
	"net/http"

	"github.com/safar-cx/safar/sdk"
)

// page loads the tag from the shop's own address: no other origin, no blocked cookie.
const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Tea glasses</title>
<script async src="%s/t.js" data-site="%s"></script>
<h1>Tea glass, 12.90 €</h1>
<form action="/buy" method="post"><button>Buy</button></form>
`

// shop sells one thing, at once.
func shop(client *sdk.Client, browserKey string) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, page, mount, browserKey) // a key holds nothing to escape
	})
	mux.HandleFunc("POST /buy", func(w http.ResponseWriter, r *http.Request) {
		client.Purchase(r.Context(), sdk.Order{TransactionID: rand.Text(), Items: []sdk.Item{
			{ID: "12", Name: "Tea glass", Price: sdk.Money{Minor: 1290, Currency: "EUR"}},
		}})
		http.Redirect(w, r, "/", http.StatusSeeOther)
	})
	return mux
}
