package e2e

import (
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"testing"

	"github.com/safar-cx/safar/collector/internal/browser"
)

// What putting something into the cart makes the shop's server tell: add_to_cart, view_cart
// and price_shown.
const perAddition = 3

// The collector goes away while shoppers shop. They notice nothing, what does not fit into the
// shop's memory is given up and counted, and once the collector is back the rest arrives and
// the merchant is told what is missing.
func TestShopGoesOnWithoutTheCollector(t *testing.T) {
	c := found(t, 1<<20)
	before := c.addToCart(t, 20)
	c.eventuallyServer(t, func(accepted, dropped int) bool { return accepted == perAddition*20 && dropped == 0 })

	c.shut()
	const many = 1500
	during := c.addToCart(t, many)
	if during != before {
		t.Errorf("without the collector the shop answers %s, with it %s", during, before)
	}
	c.listen()
	after := c.addToCart(t, 20)
	if after != before {
		t.Errorf("after the outage the shop answers %s, before it %s", after, before)
	}
	const all = perAddition * (many + 40)
	var accepted, dropped int
	c.eventuallyServer(t, func(a, d int) bool {
		accepted, dropped = a, d
		return a+d == all
	})
	c.lost = uint64(dropped)
	if dropped == 0 || accepted < all/4 {
		t.Errorf("%d events arrived and %d were given up: the shop's memory should have held some and not all of %d", accepted, dropped, all)
	}

	p := c.merchant(t, browser.Start(t))
	p.Open(c.url + "/quality?lang=en")
	told := fmt.Sprintf("%d,%03d", dropped/1000, dropped%1000)
	if dropped < 1000 {
		told = fmt.Sprint(dropped)
	}
	p.Wait(`document.querySelector("main").innerText.includes("` + told + `")`)
}

// addToCart puts something into the cart so many times and says how the shop answered: in one
// line, if always the same.
func (c *town) addToCart(t *testing.T, times int) string {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar}
	form := url.Values{"product": {"saffron"}, "quantity": {"1"}}
	answers := map[string]int{}
	for range times {
		jar.SetCookies(&url.URL{Scheme: "http", Host: "127.0.0.1"}, []*http.Cookie{{Name: "cart", MaxAge: -1}})
		resp, err := client.PostForm(c.shop+"/en/cart/add", form)
		if err != nil {
			t.Fatal(err)
		}
		_, err = io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		answers[fmt.Sprint(resp.StatusCode, " ", resp.Request.URL.Path)]++
	}
	text := ""
	for answer := range answers {
		text += answer + ";"
	}
	return text
}

// eventuallyServer waits until the numbers of the server's events that were accepted, and of
// those that it gave up, are as they should be.
func (c *town) eventuallyServer(t *testing.T, right func(accepted, dropped int) bool) {
	t.Helper()
	var quality struct {
		Coverage struct{ Events map[string]int }
		Dropped  map[string]int
	}
	wait(t, func() (string, bool) {
		c.ask("/api/v1/quality?"+today(t), &quality)
		accepted, dropped := quality.Coverage.Events["server"], 0
		for _, n := range quality.Dropped {
			dropped += n
		}
		return fmt.Sprint("accepted ", accepted, ", dropped ", dropped), right(accepted, dropped)
	})
}
