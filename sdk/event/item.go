package event

import "encoding/json"

// Item is one product of an event, in GA4's terms. Price, Discount and Quantity are numbers
// as they were written, "" when they are not stated.
type Item struct {
	ID       string      `json:"item_id,omitempty"`
	Name     string      `json:"item_name,omitempty"`
	Category string      `json:"item_category,omitempty"`
	Brand    string      `json:"item_brand,omitempty"`
	Variant  string      `json:"item_variant,omitempty"`
	Price    json.Number `json:"price,omitempty"`    // of one, in major units
	Discount json.Number `json:"discount,omitempty"` // taken off the price of one
	Quantity json.Number `json:"quantity,omitempty"`
}

// PriceAmount returns the price of one in units of 10^-digits, see Params.Amount.
func (i *Item) PriceAmount(digits int) (int64, bool) { return amountOf(string(i.Price), digits) }

// DiscountAmount returns what is taken off the price of one, like PriceAmount.
func (i *Item) DiscountAmount(digits int) (int64, bool) {
	return amountOf(string(i.Discount), digits)
}

// Milli returns the quantity in thousandths, since cheese is sold by weight. It is 1000
// where none is stated.
func (i *Item) Milli() int64 {
	if n, ok := amountOf(string(i.Quantity), 3); ok {
		return n
	}
	return 1000
}

// Items returns the products of an event, nil when there are none. What is no object in
// the list is left out.
func (p Params) Items() []Item {
	switch list := p["items"].(type) {
	case []Item:
		return list
	case []any:
		if len(list) == 0 {
			return nil
		}
		items := make([]Item, 0, len(list))
		for _, v := range list {
			if m, ok := v.(map[string]any); ok {
				items = append(items, itemOf(m))
			}
		}
		return items
	}
	return nil
}

func itemOf(m Params) Item {
	return Item{
		ID:       m.Text("item_id"),
		Name:     m.Text("item_name"),
		Category: m.Text("item_category"),
		Brand:    m.Text("item_brand"),
		Variant:  m.Text("item_variant"),
		Price:    json.Number(m.Text("price")),
		Discount: json.Number(m.Text("discount")),
		Quantity: json.Number(m.Text("quantity")),
	}
}
