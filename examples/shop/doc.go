// Package shop is a small online shop, whole enough to show what a customer's journey is:
// catalogue, cart, accounts, checkout, a bank on another origin, a till for the physical
// store; in Persian and English. It uses Safar as any shop would, through the client library
// on the server and the tag in its pages.
//
// Look at three places first. safar.go is all there is to connecting: the client, and how the
// shop's goods and orders read as events. The handlers call it where something happens, a line
// each (search for s.safar). static/shop.js is the page's side: consent, who is logged in, and
// what pages push to the data layer.
//
// Who says what: the server says what it knows better, which is everything that costs money
// or stands in the way; pages say what only they see, page views, banners, products looked at,
// and the order once more, so that browser and server meet on it.
//
// The shop is a demonstration. It sells nothing and sends nothing: the messages that it would
// have sent stand on the page, and the bank asks the shopper what it should do. What it does
// for real is take care: it never waits for the collector, it believes the bank only when it
// asked itself, and it says of nobody more than they agreed to.
package shop
