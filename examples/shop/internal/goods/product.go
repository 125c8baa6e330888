package goods

import (
	"strings"

	"github.com/safar-cx/safar/examples/shop/internal/words"
)

// Product is something the shop sells.
type Product struct {
	// ID is also the last part of the product's address and the name of its drawing.
	ID       string
	Category string
	// Price is that of one piece, in rials.
	Price int64
	// Pieces is how many there are when the shop opens for the first time.
	Pieces int
	Name   words.Text
	About  words.Text
}

// Category groups products.
type Category struct {
	ID   string
	Name words.Text
}

var categories = []Category{
	{"textiles", words.Text{En: "Textiles", Fa: "بافته‌ها"}},
	{"table", words.Text{En: "Table and home", Fa: "سفره و خانه"}},
	{"pantry", words.Text{En: "From the garden", Fa: "از باغ و مزرعه"}},
	{"wood-metal", words.Text{En: "Wood and metal", Fa: "چوب و فلز"}},
}

// Categories lists the categories in the order of the menu. It is shared and read only.
func Categories() []Category { return categories }

// FindCategory returns a category by its id.
func FindCategory(id string) (Category, bool) {
	for _, c := range categories {
		if c.ID == id {
			return c, true
		}
	}
	return Category{}, false
}

// Products lists what the shop sells. It is shared and read only.
func Products() []Product { return products }

// Find returns a product by its id.
func Find(id string) (Product, bool) {
	for _, p := range products {
		if p.ID == id {
			return p, true
		}
	}
	return Product{}, false
}

// In lists the products of a category.
func In(category string) []Product {
	return filter(func(p Product) bool { return p.Category == category })
}

// Search lists the products whose name or description, in either language, holds every word
// of a term.
func Search(term string) []Product {
	asked := strings.Fields(folded(term))
	if len(asked) == 0 {
		return nil
	}
	return filter(func(p Product) bool {
		text := folded(strings.Join([]string{p.Name.En, p.Name.Fa, p.About.En, p.About.Fa}, " "))
		for _, word := range asked {
			if !strings.Contains(text, word) {
				return false
			}
		}
		return true
	})
}

// Beside lists three other products to show with one: its own category first.
func Beside(p Product) []Product {
	own := filter(func(q Product) bool { return q.Category == p.Category && q.ID != p.ID })
	others := filter(func(q Product) bool { return q.Category != p.Category })
	return append(own, others...)[:3]
}

// folded makes texts comparable: case, the Arabic letters that some keyboards write for
// Persian ones, and the half-space that most people leave out are no difference.
func folded(s string) string {
	return strings.NewReplacer("ي", "ی", "ك", "ک", "\u200c", "").Replace(strings.ToLower(s))
}

func filter(keep func(Product) bool) []Product {
	var kept []Product
	for _, p := range products {
		if keep(p) {
			kept = append(kept, p)
		}
	}
	return kept
}
