package figures

import (
	"maps"
	"path/filepath"
	"slices"
	"testing"

	"github.com/safar-cx/safar/collector/internal/reference"
	"github.com/safar-cx/safar/sdk/event"
)

// The months of Clique Bait.
const (
	cliqueFrom = "2020-01-01"
	cliqueTo   = "2020-05-31"
)

func TestCliqueBait(t *testing.T) {
	folder := reference.Path(t, "clique_bait")
	goods := goodsOf(t, folder)
	list := clicks(t, folder, goods)
	all := slices.Collect(maps.Values(goods))
	srv := serve(t)
	metrics := []string{"sessions", "visitors", "pageviews", "ctr", "conversion_rate", "orders", "cart_abandonment_rate", "checkout_completion_rate"}

	cookie := func(c *click) string { return c.cookie }
	s := srv.open(t, "by-cookie", "UTC", "AUD")
	accepted := s.postByName(t, list, cookie)
	r := s.ask(t, cliqueFrom, cliqueTo, metrics...)
	figures := slices.Concat(eventsOf(t, &r, list, accepted), users(t, folder, &r, list), journeysOf(t, &r, list, cookie, "C2", "C4"))
	p := s.askProducts(t, cliqueFrom, cliqueTo)
	lines, means := productsOf(t, &p, all, byVisit(list).products, byDefinition(list, cookie).products, "C2", "C4")
	figures = append(figures, means...)
	publish(t, "clique bait by cookie", figures, table)
	publish(t, "clique bait products by cookie", lines, productTable)
	explained(t, "C", slices.Concat(figures, lines))

	visit := func(c *click) string { return c.visit }
	s = srv.open(t, "by-visit", "UTC", "AUD")
	s.postByName(t, list, visit)
	r = s.ask(t, cliqueFrom, cliqueTo, metrics...)
	p = s.askProducts(t, cliqueFrom, cliqueTo)
	lines, means = productsOf(t, &p, all, byVisit(list).products, byDefinition(list, visit).products, "", "")
	publish(t, "clique bait by visit", append(journeysOf(t, &r, list, visit, "", ""), means...), table)
	publish(t, "clique bait products by visit", lines, productTable)
}

// postByName posts the events of clicks, one name after the other, so that visits and carts
// arrive in pieces, and returns how many were accepted by name.
func (s *shop) postByName(t *testing.T, list []click, visitor func(*click) string) map[string]int64 {
	t.Helper()
	events := map[string][]event.Event{}
	for i := range list {
		for _, e := range list[i].events(visitor(&list[i])) {
			events[e.Name] = append(events[e.Name], e)
		}
	}
	accepted := map[string]int64{}
	for name, some := range events {
		accepted[name] = s.post(t, some)
	}
	return accepted
}

// eventsOf are the figures that count events.
func eventsOf(t *testing.T, r *report, list []click, accepted map[string]int64) []figure {
	t.Helper()
	of := map[string]int64{}
	twofold := int64(0)
	for i := range list {
		of[list[i].kind]++
		twofold += one(list[i].page == checkoutPage || list[i].kind == pageView && len(list[i].goods) > 0)
	}
	sum := int64(0)
	for _, n := range accepted {
		sum += n
	}
	all := source{"accepted by `POST /v1/events`", count(sum)}
	added := source{"`add_to_cart` accepted by `POST /v1/events`", count(accepted[event.NameAddToCart])}
	lines := int64(len(list))
	return []figure{
		{"Events", "32734", count(lines), all, count(lines + twofold), []string{"C1"}},
		{"Page views", "20928", count(of[pageView]), r.value(t, "pageviews"), count(of[pageView]), nil},
		{"Put into a cart", "8451", count(of[addToCart]), added, count(of[addToCart]), nil},
		{"Purchases", "1777", count(of[purchased]), r.value(t, "orders"), count(of[purchased]), nil},
		{"Ad impressions", "876", count(of[adImpression]), r.denominator(t, "ctr"), count(of[adImpression]), nil},
		{"Ad clicks", "702", count(of[adClick]), r.numerator(t, "ctr"), count(of[adClick]), nil},
		{"Click-through rate", "80.14%", quotient{num: of[adClick], den: of[adImpression]}, r.value(t, "ctr"), quotient{num: of[adClick], den: of[adImpression]}, nil},
	}
}

// users is how many people there are by the list of users, which knows their cookies.
func users(t *testing.T, folder string, r *report, list []click) []figure {
	t.Helper()
	userOf := map[string]string{}
	read(t, filepath.Join(folder, "users.csv.gz"), "user_id,cookie_id,start_date", func(f []string) { userOf[f[1]] = f[0] })
	people, cookies := map[string]bool{}, map[string]bool{}
	for _, c := range list {
		people[userOf[c.cookie]], cookies[c.cookie] = true, true
	}
	return []figure{{"Users", "500", count(int64(len(people))), r.value(t, "visitors"), count(int64(len(cookies))), []string{"C3"}}}
}

// journeysOf are the figures about visits, and those about carts and checkouts, with the
// reason for which ours differ in either group; "" when they don't.
func journeysOf(t *testing.T, r *report, list []click, visitor func(*click) string, ofVisits, ofCarts string) []figure {
	t.Helper()
	theirs, ours := byVisit(list), byDefinition(list, visitor)
	visits, carts := reasons(ofVisits), reasons(ofCarts)
	figures := []figure{
		{"Visits", "3564", count(theirs.visits), r.value(t, "sessions"), count(ours.visits), visits},
	}
	for _, m := range []struct{ month, published string }{{"2020-01", "876"}, {"2020-02", "1488"}, {"2020-03", "916"}, {"2020-04", "248"}, {"2020-05", "36"}} {
		got := source{"`sessions` by month", r.month(t, "sessions", m.month).quotient(t, "count")}
		figures = append(figures, figure{"Visits of " + m.month, m.published, count(theirs.months[m.month]), got, count(ours.months[m.month]), visits})
	}
	return append(figures,
		figure{"Visits with an order", "49.86%", quotient{num: theirs.ordered, den: theirs.visits}, r.value(t, "conversion_rate"), quotient{num: ours.ordered, den: ours.visits}, visits},
		figure{"Visits that saw the checkout page", "2103", count(theirs.checkouts), r.denominator(t, "checkout_completion_rate"), count(ours.checkouts), carts},
		figure{"Of these without an order", "15.50%", quotient{num: theirs.unpaid, den: theirs.checkouts}, r.rest(t, "checkout_completion_rate"), quotient{num: ours.unpaid, den: ours.checkouts}, carts},
		figure{"Visits with something put into a cart", "2510", count(theirs.carts), r.denominator(t, "cart_abandonment_rate"), count(ours.carts), carts},
		figure{"Of these without an order", "29.2%", quotient{num: theirs.forgotten, den: theirs.carts}, r.value(t, "cart_abandonment_rate"), quotient{num: ours.forgotten, den: ours.carts}, carts},
	)
}

func reasons(reason string) []string {
	if reason == "" {
		return nil
	}
	return []string{reason}
}
