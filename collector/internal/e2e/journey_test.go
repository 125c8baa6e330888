package e2e

import (
	"encoding/json"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/browser"
)

// Sara comes by an ad, is refused a coupon, is declined by the bank once, pays, and would
// recommend the shop. A stranger leaves when the shipping cost appears. Later Sara buys in the
// physical store, with her customer number.
func TestThreeShoppersAndWhatIsToldOfThem(t *testing.T) {
	c := found(t, 4<<20)
	b := browser.Start(t)

	sara := b.Shopper(t)
	sara.Open(c.shop + "/en?utm_source=ig&utm_medium=paid_social&utm_campaign=autumn")
	answers(sara, "#consent-full")
	sara.Wait(`document.cookie.includes("safar_visitor=")`)
	sara.Follow("#login-link")
	sara.Type("#contact", "sara@example.org")
	sara.Follow("#send-code")
	sara.Type("#code", digits(sara.Text("#message-code")))
	sara.Follow("#enter-code")
	customer := strings.TrimSpace(sara.Text("#customer-id"))
	sara.Open(c.shop + "/en/p/giveh")
	sara.Open(c.shop + "/en/p/kilim")
	sara.Follow("#add-to-cart")
	sara.Type("#coupon", "NOWRUZ")
	sara.Follow("#apply-coupon")
	sara.Follow("#checkout")
	address(sara, "Sara", "tehran")
	sara.Follow("#accept-shipping")
	sara.Click("#method-card")
	sara.Follow("#place-order")
	sara.Follow("#decline")
	sara.Click("#method-card")
	sara.Follow("#place-order")
	sara.Follow("#pay")
	sara.Wait(`document.querySelector("#thanks")`)
	answerNPS(sara, 9)

	stranger := browser.StartAs(t, browser.Mobile).Shopper(t)
	stranger.Phone()
	stranger.Open(c.shop + "/en")
	answers(stranger, "#consent-necessary")
	stranger.Open(c.shop + "/en/p/saffron")
	stranger.Follow("#add-to-cart")
	stranger.Follow("#checkout")
	address(stranger, "Nobody", "zahedan")
	stranger.Wait(`document.querySelector("#quote-amount")`)
	stranger.Open("about:blank")

	c.eventually("nps 1/1, orders 1, visitors 2, add_to_cart_rate 2/2")

	clerk := b.Shopper(t)
	clerk.Open(c.shop + "/en/till")
	clerk.Type("#customer", customer)
	clerk.Type("#sell-bowl", "1")
	clerk.Follow("#sell")
	c.eventually("orders 2")

	t.Run("report", func(t *testing.T) { c.told(t) })
	t.Run("program", func(t *testing.T) { c.toldByTheProgram(t) })
	t.Run("reasons", func(t *testing.T) { c.reasons(t) })
	t.Run("one person", func(t *testing.T) { c.onePerson(t) })
	t.Run("page", func(t *testing.T) { c.toldByThePage(t, b) })
	for who, p := range map[string]*browser.Page{"sara": sara, "stranger": stranger, "clerk": clerk} {
		for _, complaint := range p.Complaints() {
			t.Errorf("%s's console: %s", who, complaint)
		}
	}
}

// expected are the numbers of the three, once every window has ended.
var expected = map[string]string{
	"visitors":                  "2",
	"sessions":                  "2",
	"conversion_rate":           "1/2",
	"lead_conversion_rate":      "1/2", // the sign-up
	"product_view_rate":         "2/2",
	"add_to_cart_rate":          "2/2",
	"cart_abandonment_rate":     "1/2",
	"checkout_completion_rate":  "1/2",
	"friction_rate":             "2/2",
	"orders":                    "2",
	"revenue":                   "53700000",
	"aov":                       "53700000/2",
	"repeat_purchase_rate":      "1/1",
	"nps":                       "1/1",
	"refund_rate":               "0/2",
	"checkout_abandonment_rate": "1/2",
}

func (c *town) told(t *testing.T) {
	check(t, c.figures(today(t)+"&as_of="+later()))
	grouped := struct {
		Groups []struct {
			Key     string
			Metrics []struct {
				ID string
				figure
			}
		}
	}{}
	c.ask("/api/v1/report?"+today(t)+"&metrics=sessions,conversion_rate&group_by=channel&as_of="+later(), &grouped)
	got := map[string]string{}
	for _, g := range grouped.Groups {
		for _, m := range g.Metrics {
			got[g.Key+" "+m.ID] = m.String()
		}
	}
	for what, want := range map[string]string{
		"paid_social sessions": "1", "paid_social conversion_rate": "1/1", "direct sessions": "1", "direct conversion_rate": "0/1",
	} {
		if got[what] != want {
			t.Errorf("%s: %s, want %s (of %v)", what, got[what], want, got)
		}
	}
}

func (c *town) toldByTheProgram(t *testing.T) {
	program := filepath.Join(t.TempDir(), "safar")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", program, "github.com/safar-cx/safar/collector/cmd/safar").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	span := strings.NewReplacer("from=", "--from=", "&to=", " --to=").Replace(today(t))
	args := append([]string{"report", "--data", c.dir, "--as-of", later(), "--json"}, strings.Fields(span)...)
	out, err := exec.CommandContext(t.Context(), program, args...).Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var report struct {
		Metrics []struct {
			ID string
			figure
		}
	}
	if err := json.Unmarshal(out, &report); err != nil {
		t.Fatalf("%v in %s", err, out)
	}
	all := map[string]figure{}
	for _, m := range report.Metrics {
		all[m.ID] = m.figure
	}
	check(t, all)
}

func check(t *testing.T, got map[string]figure) {
	t.Helper()
	for metric, want := range expected {
		if f := got[metric].String(); f != want {
			t.Errorf("%s: %s, want %s", metric, f, want)
		}
	}
}

// String is the numerator, over the denominator where there is one.
func (f figure) String() string {
	if f.Denominator == nil {
		return fmt.Sprint(f.Numerator)
	}
	return fmt.Sprintf("%v/%d", f.Numerator, *f.Denominator)
}

// reasons are what the funnel and the friction report say of the two checkouts.
func (c *town) reasons(t *testing.T) {
	var funnel struct {
		Steps []struct {
			ID        string
			Count     int
			Frictions []struct {
				Reason   string
				Sessions int
			}
		}
	}
	c.ask("/api/v1/funnel?"+today(t)+"&as_of="+later(), &funnel)
	var got []string
	for _, s := range funnel.Steps {
		line := fmt.Sprint(s.ID, " ", s.Count)
		for _, f := range s.Frictions {
			line += fmt.Sprint(" ", f.Reason, "=", f.Sessions)
		}
		got = append(got, line)
	}
	want := []string{
		"session 2", "view_item 2", "add_to_cart 2 coupon_denied=1", "begin_checkout 2 extra_costs=1",
		"add_shipping_info 1", "add_payment_info 1 payment_declined=1", "purchase 1",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("the funnel\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}

	var friction struct {
		Checkouts, Abandoned int
		Reasons              []struct {
			Reason                        string
			Checkouts, Abandoned, Leading int
			LeftBehind                    string `json:"left_behind"`
		}
		Unknown struct{ Leading int }
	}
	c.ask("/api/v1/friction?"+today(t)+"&as_of="+later(), &friction)
	reasons := map[string]string{}
	for _, r := range friction.Reasons {
		reasons[r.Reason] = fmt.Sprint(r.Checkouts, r.Abandoned, r.Leading, " ", r.LeftBehind)
	}
	if got, want := fmt.Sprint(friction.Checkouts, friction.Abandoned, friction.Unknown.Leading, reasons),
		"2 1 0 map[extra_costs:1 1 1 7900000 payment_declined:1 0 0 0]"; got != want {
		t.Errorf("the friction report says %s, want %s", got, want)
	}
}

// onePerson: what browser and server saw of Sara is one visit and one order.
func (c *town) onePerson(t *testing.T) {
	var quality struct {
		Coverage map[string]any
		Rejected map[string]int
	}
	c.ask("/api/v1/quality?"+today(t), &quality)
	for what, want := range map[string]float64{
		"sessions": 2, "hashed_sessions": 1, "orders": 2, "browser_orders": 1, "server_orders": 2, "orders_without_session": 0,
	} {
		if got := quality.Coverage[what]; got != want {
			t.Errorf("%s: %v, want %v (of %v)", what, got, want, quality.Coverage)
		}
	}
	if len(quality.Rejected) > 0 {
		t.Errorf("rejected: %v", quality.Rejected)
	}
}

func address(p *browser.Page, name, city string) {
	p.Type("#recipient", name)
	p.Type("#contact", name+"@example.org")
	p.Eval(`void (document.querySelector("#city").value = "`+city+`")`, nil)
	p.Type("#street", "1 Example Lane")
	p.Type("#postcode", "1113912345")
	p.Follow("#save-address")
}

// digits are the digits of a message.
func digits(message string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, message)
}

// answerNPS answers the question that the tag asks on the page.
func answerNPS(p *browser.Page, score int) {
	const prompt = `document.querySelector("safar-survey")?.shadowRoot.querySelector`
	p.Wait(fmt.Sprintf(`%s("input[value='%d']")`, prompt, score))
	p.Eval(fmt.Sprintf(`(%s("input[value='%d']").click(), %s("form button").click(), null)`, prompt, score, prompt), nil)
	p.Wait(prompt + `("textarea")`)
}
