package terminal

import (
	"io"
	"strconv"
)

// Products is the part of the API's list of products that is shown.
type Products struct {
	Head
	Products []Product `json:"products"`
	LeftOut  int       `json:"left_out"` // how many more there are
}

// Product is one of them.
type Product struct {
	Product     string   `json:"product"`
	Name        string   `json:"name"`
	Views       Number   `json:"views"`
	Added       Number   `json:"added"`
	Bought      Number   `json:"bought"`
	Revenue     Number   `json:"revenue"`
	LeftBehind  Number   `json:"left_behind"`
	ViewToCart  *float64 `json:"view_to_cart"`
	CartToOrder *float64 `json:"cart_to_order"`
}

// WriteProducts writes what happened to the first products of a list.
func WriteProducts(w io.Writer, list Products, o Options) error {
	p := &printer{w: w, o: o}
	head := list.Head
	head.Compared = nil // no change is told
	p.head(head)
	if len(list.Products) == 0 {
		p.line(plain, "\nno product was seen")
		return p.err
	}
	p.line(plain, "")
	t := table{indent: "  ", right: []bool{false, false, true, true, true, true, true, true, true}}
	t.add(cell{"product", faint}, cell{}, cell{"views", faint}, cell{"added", faint}, cell{"to cart", faint},
		cell{"bought", faint}, cell{"to order", faint}, cell{"revenue", faint}, cell{"left", faint})
	shown := list.Products[:min(len(list.Products), maxGroups)]
	for i := range shown {
		t.add(shown[i].row()...)
	}
	p.table(&t)
	if list.Folding {
		p.line(faint, stillFolding)
	}
	if more := list.LeftOut + len(list.Products) - len(shown); more > 0 {
		p.line(faint, "%s more; 200 of all can be had with --json", thousands(strconv.Itoa(more)))
	}
	return p.err
}

func (p *Product) row() []cell {
	count := func(n Number) cell { return cell{text: thousands(string(n))} }
	share := func(v *float64) cell {
		if v == nil {
			return cell{none, faint}
		}
		return cell{text: percent(*v)}
	}
	return []cell{
		{clip(clean(p.Product), 24), bold}, {clip(clean(p.Name), 30), faint}, count(p.Views), count(p.Added), share(p.ViewToCart),
		count(p.Bought), share(p.CartToOrder), count(p.Revenue), count(p.LeftBehind),
	}
}
