package goods

import (
	"os"
	"testing"
)

// What is for sale can be shown: a name in both languages, a drawing, a category, a price in
// whole tomans.
func TestProducts(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range Products() {
		if seen[p.ID] {
			t.Errorf("two products are %s", p.ID)
		}
		seen[p.ID] = true
		if p.Name.En == "" || p.Name.Fa == "" || p.About.En == "" || p.About.Fa == "" {
			t.Errorf("%s lacks words", p.ID)
		}
		if _, ok := FindCategory(p.Category); !ok {
			t.Errorf("%s is in no category: %q", p.ID, p.Category)
		}
		if p.Price <= 0 || p.Price%10 != 0 {
			t.Errorf("%s costs %d", p.ID, p.Price)
		}
		if _, err := os.Stat("../../static/img/" + p.ID + ".svg"); err != nil {
			t.Error(err)
		}
		if beside := Beside(p); len(beside) != 3 {
			t.Errorf("beside %s are %d", p.ID, len(beside))
		}
	}
	for _, c := range Categories() {
		if len(In(c.ID)) == 0 {
			t.Errorf("nothing is in %s", c.ID)
		}
	}
}

func TestSearch(t *testing.T) {
	for term, want := range map[string][]string{
		"kilim":          {"kilim"},
		"TEA":            {"tea-glasses", "khatam-box"},
		"tea glasses":    {"tea-glasses"},
		"زعفران":         {"saffron"},
		"گليم":           {"kilim"}, // with the Arabic letter
		"دستباف":         {"kilim", "giveh"},
		"unicorn":        nil,
		"  ":             nil,
		"copper isfahan": {"enamel-plate"},
	} {
		var got []string
		for _, p := range Search(term) {
			got = append(got, p.ID)
		}
		if len(got) != len(want) {
			t.Errorf("%q finds %v, want %v", term, got, want)
			continue
		}
		for _, id := range want {
			found := false
			for _, g := range got {
				found = found || g == id
			}
			if !found {
				t.Errorf("%q does not find %s but %v", term, id, got)
			}
		}
	}
}

func TestAdd(t *testing.T) {
	lines := func(quantity int) []Line {
		p, _ := Find("saffron") // 7,900,000
		return []Line{{p, quantity}}
	}
	for _, c := range []struct {
		name     string
		lines    []Line
		coupon   string
		shipping int64
		want     Sum
	}{
		{"nothing", nil, "", 0, Sum{}},
		{"no coupon", lines(2), "", 450_000, Sum{15_800_000, 0, 450_000}},
		{"ten percent", lines(2), "WELCOME10", 0, Sum{15_800_000, 1_580_000, 0}},
		{"of the goods only", lines(2), "welcome10 ", 450_000, Sum{15_800_000, 1_580_000, 450_000}},
		{"too small", lines(6), "SAFAR15", 0, Sum{47_400_000, 0, 0}},
		{"large enough", lines(7), "SAFAR15", 0, Sum{55_300_000, 8_295_000, 0}},
		{"expired", lines(1), "NOWRUZ", 0, Sum{7_900_000, 0, 0}},
	} {
		got := Add(c.lines, c.coupon, c.shipping)
		if got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
		if got.Total() != got.Items-got.Discount+got.Shipping || got.Goods() != got.Items-got.Discount {
			t.Errorf("%s: the parts do not add up: %+v", c.name, got)
		}
	}
}
