package account

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/journey"
)

func TestSpecNamesTheFieldThatIsWrong(t *testing.T) {
	good := SiteSpec{Name: "main", Timezone: "Asia/Tehran", Currency: "IRR"}
	tests := []struct {
		name   string
		change func(*SiteSpec)
		field  string // "" for none
	}{
		{"smallest", func(*SiteSpec) {}, ""},
		{"everything", func(s *SiteSpec) {
			s.Orders, s.CartWindow, s.Domains, s.Gateways = "server", 48*time.Hour, []string{"Shop.Example"}, []string{"pay.example"}
			s.TrustBrowsers, s.Digits = true, map[string]int{"IRR": 2, "TRY": 0, "KWD": 6}
		}, ""},
		{"longest name", func(s *SiteSpec) { s.Name = "a" + strings.Repeat("b", 62) }, ""},
		{"longer name", func(s *SiteSpec) { s.Name = "a" + strings.Repeat("b", 63) }, "name"},
		{"no name", func(s *SiteSpec) { s.Name = "" }, "name"},
		{"capital", func(s *SiteSpec) { s.Name = "Main" }, "name"},
		{"leading hyphen", func(s *SiteSpec) { s.Name = "-main" }, "name"},
		{"markup", func(s *SiteSpec) { s.Name = "<img>" }, "name"},
		{"no zone", func(s *SiteSpec) { s.Timezone = "" }, "timezone"},
		{"the machine's zone", func(s *SiteSpec) { s.Timezone = "Local" }, "timezone"},
		{"unknown zone", func(s *SiteSpec) { s.Timezone = "Asia/Shiraz" }, "timezone"},
		{"path for a zone", func(s *SiteSpec) { s.Timezone = "../../etc/passwd" }, "timezone"},
		{"no currency", func(s *SiteSpec) { s.Currency = "" }, "currency"},
		{"small currency", func(s *SiteSpec) { s.Currency = "irr" }, "currency"},
		{"unknown currency", func(s *SiteSpec) { s.Currency = "ZZZ" }, "currency"},
		{"unknown orders", func(s *SiteSpec) { s.Orders = "browser" }, "orders"},
		{"digits of no currency", func(s *SiteSpec) { s.Digits = map[string]int{"EUR": 2, "IRT": 0} }, "digits"},
		{"digits in small letters", func(s *SiteSpec) { s.Digits = map[string]int{"try": 0} }, "digits"},
		{"negative digits", func(s *SiteSpec) { s.Digits = map[string]int{"TRY": -1} }, "digits"},
		{"seven digits", func(s *SiteSpec) { s.Digits = map[string]int{"TRY": 7} }, "digits"},
		{"short window", func(s *SiteSpec) { s.CartWindow = time.Minute }, "cart_window"},
		{"negative window", func(s *SiteSpec) { s.CartWindow = -time.Hour }, "cart_window"},
		{"long window", func(s *SiteSpec) { s.CartWindow = 31 * 24 * time.Hour }, "cart_window"},
		{"fewest days", func(s *SiteSpec) { s.KeepDays = 30 }, ""},
		{"too few days", func(s *SiteSpec) { s.KeepDays = 29 }, "keep_days"},
		{"negative days", func(s *SiteSpec) { s.KeepDays = -1 }, "keep_days"},
		{"too many days", func(s *SiteSpec) { s.KeepDays = 3651 }, "keep_days"},
		{"orders as long as events", func(s *SiteSpec) { s.KeepDays, s.KeepOrdersDays = 60, 60 }, ""},
		{"orders for longest", func(s *SiteSpec) { s.KeepDays, s.KeepOrdersDays = 30, 10950 }, ""},
		{"orders for less than events", func(s *SiteSpec) { s.KeepDays, s.KeepOrdersDays = 60, 59 }, "keep_orders_days"},
		{"orders with events for ever", func(s *SiteSpec) { s.KeepOrdersDays = 400 }, "keep_orders_days"},
		{"orders for too many days", func(s *SiteSpec) { s.KeepDays, s.KeepOrdersDays = 30, 10951 }, "keep_orders_days"},
		{"orders for negative days", func(s *SiteSpec) { s.KeepDays, s.KeepOrdersDays = 30, -1 }, "keep_orders_days"},
		{"URL for a domain", func(s *SiteSpec) { s.Domains = []string{"https://shop.example"} }, "domains"},
		{"empty domain", func(s *SiteSpec) { s.Domains = []string{""} }, "domains"},
		{"wildcard gateway", func(s *SiteSpec) { s.Gateways = []string{"*.pay.example"} }, "gateways"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			spec := good
			tt.change(&spec)
			_, err := spec.Site()
			var bad *SpecError
			switch {
			case tt.field == "" && err != nil:
				t.Fatalf("refused: %v", err)
			case tt.field != "" && !errors.As(err, &bad):
				t.Fatalf("error %v, want one of %s", err, tt.field)
			case tt.field != "" && bad.Field != tt.field:
				t.Fatalf("error of %s, want %s", bad.Field, tt.field)
			}
		})
	}
}

func TestSpecBecomesSite(t *testing.T) {
	site, err := SiteSpec{
		Name: "main", Timezone: "Asia/Tehran", Currency: "IRR", Orders: OrdersServer,
		TrustBrowsers: true, Digits: map[string]int{"TRY": 0},
		Domains: []string{"SHOP.example.", "فروشگاه.example"},
	}.Site()
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"shop.example", "xn--mgbtj4c7ad63e.example"}; !slices.Equal(site.Domains, want) {
		t.Errorf("domains %q, want %q", site.Domains, want)
	}
	want := journey.Settings{Currency: "IRR", Digits: map[string]int{"TRY": 0}, ServerOrders: true, TrustBrowsers: true}
	if !reflect.DeepEqual(site.Settings, want) {
		t.Errorf("settings %+v, want %+v", site.Settings, want)
	}
}

func TestOriginsTakeTheFormThatBrowsersSend(t *testing.T) {
	tests := []struct{ in, want string }{ // want "" for refused
		{"https://shop.example", "https://shop.example"},
		{"https://Shop.Example/", "https://shop.example"},
		{"https://shop.example:443", "https://shop.example"},
		{"http://localhost:3000", "http://localhost:3000"},
		{"http://[::1]:8080", "http://[::1]:8080"},
		{"shop.example", ""},
		{"*", ""},
		{"null", ""},
		{"https://*.shop.example", ""},
		{"https://shop.example/path", ""},
		{"https://a@shop.example", ""},
		{"ftp://shop.example", ""},
		{"https://", ""},
	}
	for _, tt := range tests {
		got, err := Origins([]string{tt.in})
		switch {
		case tt.want == "" && err == nil:
			t.Errorf("%q became %q, want it refused", tt.in, got)
		case tt.want != "" && (err != nil || got[0] != tt.want):
			t.Errorf("%q became %q, %v, want %q", tt.in, got, err, tt.want)
		}
	}
}
