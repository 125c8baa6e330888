package sdk_test

import (
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/sdk"
	"github.com/safar-cx/safar/sdk/event"
)

func TestNewNamesTheFieldThatIsWrong(t *testing.T) {
	tests := map[string]struct {
		change func(*sdk.Config)
		names  string
	}{
		"no endpoint":         {func(c *sdk.Config) { c.Endpoint = "" }, "Config.Endpoint"},
		"no URL":              {func(c *sdk.Config) { c.Endpoint = "collector.example" }, "Config.Endpoint"},
		"another scheme":      {func(c *sdk.Config) { c.Endpoint = "ftp://collector.example" }, "Config.Endpoint"},
		"the whole route":     {func(c *sdk.Config) { c.Endpoint = "https://collector.example/v1/events/" }, "leave that out"},
		"a query":             {func(c *sdk.Config) { c.Endpoint = "https://collector.example?key=sk_secret" }, "Config.Endpoint"},
		"no key":              {func(c *sdk.Config) { c.Key = "" }, "Config.Key"},
		"a browser key":       {func(c *sdk.Config) { c.Key = "pk_1" }, "browser key"},
		"a broken key":        {func(c *sdk.Config) { c.Key = "sk_1\n" }, "Config.Key"},
		"no environment":      {func(c *sdk.Config) { c.Environment = "staging" }, "Config.Environment"},
		"a small batch":       {func(c *sdk.Config) { c.BatchBytes = 10 }, "Config.BatchBytes"},
		"a large batch":       {func(c *sdk.Config) { c.BatchBytes = 2 << 20 }, "Config.BatchBytes"},
		"a small buffer":      {func(c *sdk.Config) { c.BufferBytes = 1 << 20; c.BatchBytes = 1 << 19 }, "Config.BufferBytes"},
		"a negative interval": {func(c *sdk.Config) { c.BatchEvery = -time.Second }, "Config.BatchEvery"},
		"a negative timeout":  {func(c *sdk.Config) { c.Timeout = -time.Second }, "Config.Timeout"},
		"a rule of no route":  {func(c *sdk.Config) { c.Rules = []sdk.Rule{{Status: 5}} }, "Config.Rules[0]: route"},
		"a rule of no status": {func(c *sdk.Config) { c.Rules = []sdk.Rule{{Route: "cart", Status: 77}} }, "Config.Rules[0]: status"},
		"a rule of no event":  {func(c *sdk.Config) { c.Rules = []sdk.Rule{{Route: "cart", Status: 5, Event: "Bad Name"}} }, "Config.Rules[0]: event"},
		"a rule's own reason": {func(c *sdk.Config) { c.Rules = []sdk.Rule{{Route: "cart", Status: 5, Event: "x", Reason: "own"}} }, "Config.Rules[0]: reason"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			config := sdk.Config{Endpoint: "https://collector.example", Key: "sk_secret"}
			test.change(&config)
			c, err := sdk.New(config)
			if err == nil {
				_ = c.Close(t.Context())
				t.Fatal("taken")
			}
			if !strings.Contains(err.Error(), test.names) || strings.Contains(err.Error(), "sk_secret") {
				t.Errorf("%v", err)
			}
		})
	}
}

func TestNewTakesWhatIsRight(t *testing.T) {
	for _, endpoint := range []string{"http://127.0.0.1:8080", "https://shop.example/safar/"} {
		c, err := sdk.New(sdk.Config{Endpoint: endpoint, Key: "sk_1", BatchBytes: 1 << 20, Rules: []sdk.Rule{
			{Route: "POST /cart/coupon", Status: 422, Event: event.NameCouponDenied}, {Route: "payment", Status: 5},
		}})
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Close(t.Context()); err != nil {
			t.Error(err)
		}
	}
}

func TestParseMoney(t *testing.T) {
	for text, want := range map[string]sdk.Money{"12.90": eur(1290), "-0.05": eur(-5), "3": eur(300), "1e2": eur(10000)} {
		if got, err := sdk.ParseMoney(text, "EUR"); err != nil || got != want {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
	for _, bad := range [][2]string{{"12.905", "EUR"}, {"12", "TOMAN"}, {"۱۲", "IRR"}, {"1,5", "EUR"}, {"1e30", "EUR"}, {"10000000000000.01", "EUR"}, {"", "EUR"}} {
		if got, err := sdk.ParseMoney(bad[0], bad[1]); err == nil {
			t.Errorf("%v is taken as %v", bad, got)
		}
	}
	for want, m := range map[string]sdk.Money{"12.90 EUR": eur(1290), "6450000 IRR": irr(6_450_000), "": {}} {
		if m.String() != want {
			t.Errorf("%v, want %q", m, want)
		}
	}
}
