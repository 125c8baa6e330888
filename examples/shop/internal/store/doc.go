// Package store keeps what the shop must not forget in one SQLite file: carts, customers,
// orders, stock, reviews and messages to support.
//
// Prices are not here but in goods, except those of orders: what somebody has paid does not
// change with the price list. Times are Unix milliseconds.
package store
