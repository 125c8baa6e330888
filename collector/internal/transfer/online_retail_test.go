package transfer

import (
	"context"
	"encoding/json"
	"math/big"
	"testing"

	"github.com/safar-cx/safar/collector/internal/reference"
	"github.com/safar-cx/safar/sdk/event"
)

// ledger adds up purchases exactly.
type ledger struct {
	orders    map[string]bool
	customers map[string]int
	revenue   *big.Rat
}

func (l *ledger) Send(_ context.Context, events []event.Raw) (Answer, error) {
	for _, raw := range events {
		var e struct {
			CustomerID string `json:"customer_id"`
			Params     struct {
				TransactionID string `json:"transaction_id"`
				Value         json.Number
			}
		}
		if err := json.Unmarshal(raw, &e); err != nil {
			return Answer{}, err
		}
		l.orders[e.Params.TransactionID] = true
		l.customers[e.CustomerID]++
		l.revenue.Add(l.revenue, rational(e.Params.Value.String()))
	}
	return Answer{Accepted: len(events)}, nil
}

// The published figures hold for lines with a customer and a quantity above 0.
func TestOnlineRetailAsPublished(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 541,909 lines")
	}
	m := mapping(t, "", "name:=purchase", "params.currency:=GBP", "time=InvoiceDate", "time_layout:=2006-01-02 15:04:05",
		"time_zone:=Europe/London", "params.transaction_id=InvoiceNo", "customer_id=CustomerID", "item.item_id=StockCode",
		"item.price=UnitPrice", "item.quantity=Quantity", "group_by:=params.transaction_id",
		"keep:=Quantity > 0", "keep:=CustomerID != ")
	c, err := NewCSV(reference.Open(t, "online_retail/online_retail_full.csv.gz"), m)
	if err != nil {
		t.Fatal(err)
	}
	l := &ledger{orders: map[string]bool{}, customers: map[string]int{}, revenue: new(big.Rat)}
	sum, err := Import(t.Context(), c, l, func(e *LineError) error { return e }, nil)
	if err != nil {
		t.Fatal(err)
	}
	repeat := 0
	for _, orders := range l.customers {
		if orders > 1 {
			repeat++
		}
	}
	if sum.Accepted != 18536 || len(l.orders) != 18536 || len(l.customers) != 4339 || repeat != 2845 {
		t.Errorf("%d purchases of %d orders by %d customers, %d with more than one; want 18536, 18536, 4339, 2845",
			sum.Accepted, len(l.orders), len(l.customers), repeat)
	}
	if got := l.revenue.FloatString(3); got != "8911407.904" {
		t.Errorf("revenue is %s, want 8911407.904", got)
	}
}
