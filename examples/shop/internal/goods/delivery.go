package goods

import "github.com/safar-cx/safar/examples/shop/internal/words"

// City is where an order can go, or cannot.
type City struct {
	ID   string
	Name words.Text
	// Shipping is what delivery costs, in rials, and Days how long it takes.
	Shipping int64
	Days     int
	// Served is false where no carrier takes the shop's parcels.
	Served bool
	// Cash tells whether one may pay the courier at the door.
	Cash bool
}

var cities = []City{
	{"tehran", words.Text{En: "Tehran", Fa: "تهران"}, 450_000, 2, true, true},
	{"isfahan", words.Text{En: "Isfahan", Fa: "اصفهان"}, 600_000, 3, true, false},
	{"mashhad", words.Text{En: "Mashhad", Fa: "مشهد"}, 700_000, 4, true, false},
	{"shiraz", words.Text{En: "Shiraz", Fa: "شیراز"}, 650_000, 4, true, false},
	{"tabriz", words.Text{En: "Tabriz", Fa: "تبریز"}, 700_000, 4, true, false},
	{"zahedan", words.Text{En: "Zahedan", Fa: "زاهدان"}, 1_900_000, 9, true, false},
	{"kish", words.Text{En: "Kish Island", Fa: "جزیرهٔ کیش"}, 0, 0, false, false},
}

// Cities lists the cities of the address form. It is shared and read only.
func Cities() []City { return cities }

// FindCity returns a city by its id.
func FindCity(id string) (City, bool) {
	for _, c := range cities {
		if c.ID == id {
			return c, true
		}
	}
	return City{}, false
}
