// Package reconcile holds a shop's own list of orders against the collector's.
//
// Numbers that a merchant bets on must agree with the shop's books, order by order. So the
// shop's export is read with the same mapping language as an import (see package transfer),
// and every order on which the two sides differ is named with the kind of the difference.
//
// Orders are known by their transaction ids, compared as text. An order that stands on
// neither side, since the shop cancelled it and the collector has none, is no difference. Of
// an order that the export has twice the first is compared and the others are named. A
// transaction id that was used again after more than 30 days is two orders here; the export's
// are paired with them by time.
//
// The export's orders outside of the range are asked for only by ours: clocks differ, and an
// order paid a second after midnight is in the books of the day before. Likewise ours are
// looked up by their ids, whenever they were placed, before one of the shop's is called
// missing.
//
// The package compares; who has the orders hands them over.
package reconcile
