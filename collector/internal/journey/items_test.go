package journey

import (
	"encoding/json"
	"math"
	"math/big"
	"testing"

	"github.com/safar-cx/safar/sdk/event"
)

func TestRoundHalfEven(t *testing.T) {
	for _, tt := range []struct{ n, d, want int64 }{
		{0, 10, 0}, {4, 10, 0}, {5, 10, 0}, {6, 10, 1}, {14, 10, 1}, {15, 10, 2}, {16, 10, 2}, {25, 10, 2}, {35, 10, 4},
	} {
		if got := roundHalfEven(big.NewInt(tt.n), big.NewInt(tt.d)); got != tt.want {
			t.Errorf("%d/%d is %d, want %d", tt.n, tt.d, got, tt.want)
		}
	}
	if got := roundHalfEven(power(30), big.NewInt(1)); got != math.MaxInt64 {
		t.Errorf("what does not fit is %d", got)
	}
}

func TestItemsAmount(t *testing.T) {
	item := func(id, price, quantity string) event.Item {
		return event.Item{ID: id, Price: json.Number(price), Quantity: json.Number(quantity)}
	}
	purchase := &Hit{Event: event.Event{Params: event.Params{"items": []event.Item{
		item("a", "2.50", "3"), item("a", "9.00", "1"), item("cheese", "19.99", "0.455"),
	}}}}
	for _, tt := range []struct {
		name  string
		items []event.Item
		want  int64
	}{
		{"at its own price", []event.Item{item("a", "2.00", "2")}, 400},
		{"at the price that it was bought at first", []event.Item{item("a", "", "2")}, 500},
		{"one where nothing is said", []event.Item{item("a", "", "")}, 250},
		{"what was not bought", []event.Item{item("b", "", "2")}, 0},
		{"rounded once", []event.Item{item("x", "0.004", "1"), item("y", "0.004", "1")}, 1},
		{"by weight", []event.Item{item("cheese", "", "0.455")}, 910}, // 9.09545
		{"a price too large to be that fine", []event.Item{item("z", "20000000.25", "1")}, 2000000025},
	} {
		f := fold{Settings: Settings{Currency: "GBP"}}
		refund := &Hit{Event: event.Event{Params: event.Params{"items": tt.items}}}
		if got := f.itemsAmount(refund, purchase, "GBP"); got != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, got, tt.want)
		}
	}
}
