package sdk

import "math"

// Item is one product of an event. What is empty or zero is not sent.
type Item struct {
	ID, Name, Category, Brand, Variant string
	// Price is that of one, in the currency of the event.
	Price Money
	// Quantity is how many; zero counts as one.
	Quantity int
}

// sum is what items cost together. It is the zero Money unless every item has a price and
// all are in one currency: half a sum would be a wrong value.
func sum(items []Item) Money {
	var total Money
	for i, item := range items {
		price, ok := item.Price.times(int64(max(1, item.Quantity)))
		if i == 0 {
			total.Currency = price.Currency
		}
		if !ok || price.Currency != total.Currency || price.Minor > math.MaxInt64-total.Minor {
			return Money{}
		}
		total.Minor += price.Minor
	}
	return total
}

// valueOf is the stated value, else what the items cost together.
func valueOf(stated Money, items []Item) Attr {
	if stated.Currency == "" {
		stated = sum(items)
	}
	return Amount("value", stated)
}
