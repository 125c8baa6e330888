package demo

import (
	"encoding/json"
	"slices"
	"strconv"

	"github.com/safar-cx/safar/sdk/event"
)

// product is something that the shop sells.
type product struct {
	id       string
	category string
	price    int64 // Rial
	// wanted is how often it is looked at, in relation to the others.
	wanted float64
	// names are by the code of the language.
	names map[string]string
}

// products are those of the example shop, so that what its visitors do stands beside what
// these shoppers did.
var products = []product{
	{"kilim", "textiles", 48_500_000, 1.2, map[string]string{"fa": "گلیم دست‌باف", "en": "Hand-woven kilim", "ar": "كليم منسوج يدويًا"}},
	{"termeh", "textiles", 21_000_000, 1.1, map[string]string{"fa": "رومیزی ترمه", "en": "Termeh runner", "ar": "مفرش ترمه"}},
	{"giveh", "textiles", 9_800_000, 1.2, map[string]string{"fa": "گیوهٔ دست‌دوز", "en": "Giveh shoes", "ar": "حذاء گيوه"}},
	{"tea-glasses", "table", 3_600_000, 2.1, map[string]string{"fa": "شش استکان کمرباریک", "en": "Six tea glasses", "ar": "ستة أكواب شاي"}},
	{"enamel-plate", "table", 16_400_000, 1.2, map[string]string{"fa": "بشقاب میناکاری", "en": "Minakari plate", "ar": "طبق ميناكاري"}},
	{"bowl", "table", 5_200_000, 1.5, map[string]string{"fa": "کاسهٔ فیروزه‌ای", "en": "Turquoise bowl", "ar": "وعاء فيروزي"}},
	{"saffron", "pantry", 7_900_000, 2.4, map[string]string{"fa": "زعفران، یک مثقال", "en": "Saffron, 4.6 g", "ar": "زعفران ٤٫٦ غ"}},
	{"pistachios", "pantry", 6_300_000, 1.7, map[string]string{"fa": "پستهٔ احمدآقایی، نیم کیلو", "en": "Pistachios, 500 g", "ar": "فستق ٥٠٠ غ"}},
	{"rosewater", "pantry", 1_850_000, 1.2, map[string]string{"fa": "گلاب دوآتشه، یک لیتر", "en": "Rosewater, 1 litre", "ar": "ماء ورد ١ لتر"}},
	{"khatam-box", "wood-metal", 12_700_000, 1.2, map[string]string{"fa": "جعبهٔ خاتم", "en": "Khatam box", "ar": "صندوق خاتم"}},
	{"copper-tray", "wood-metal", 14_200_000, 0.9, map[string]string{"fa": "سینی مسی قلم‌زنی", "en": "Copper tray", "ar": "صينية نحاس"}},
	{"backgammon", "wood-metal", 39_000_000, 0.7, map[string]string{"fa": "تخته‌نرد منبت", "en": "Backgammon board", "ar": "طاولة نرد"}},
}

// named is the product with an id.
func named(id string) product {
	return products[slices.IndexFunc(products, func(p product) bool { return p.id == id })]
}

// line is a product in a cart.
type line struct {
	product  product
	quantity int
}

// item is the line as events carry it.
func (l line) item(lang language) event.Item {
	return event.Item{
		ID: l.product.id, Name: l.product.names[lang.code], Category: l.product.category,
		Price: json.Number(strconv.FormatInt(l.product.price, 10)), Quantity: json.Number(strconv.Itoa(l.quantity)),
	}
}

func sum(lines []line) int64 {
	var all int64
	for _, l := range lines {
		all += l.product.price * int64(l.quantity)
	}
	return all
}

func itemsOf(lines []line, lang language) []event.Item {
	items := make([]event.Item, len(lines))
	for i, l := range lines {
		items[i] = l.item(lang)
	}
	return items
}
