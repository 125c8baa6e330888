package journey_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/history"
	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/rehearsal"
	"github.com/safar-cx/safar/collector/internal/store/memory"
	"github.com/safar-cx/safar/sdk/event"
)

// twoScreens is a customer who looks on the phone, buys at the desk, sends half of it back,
// answers a survey, leaves a second cart and buys at the till; and the visitor who borrows the
// desk's browser in between.
const twoScreens = `site timezone=UTC currency=EUR
2026-03-01 10:00:00  browser phone page_view url=/p/tea?utm_source=ig&utm_medium=paid_social&q=secret ua=mobile
+10s                 browser phone user_engagement engagement_time_msec=10000 ua=mobile
+1m                  browser phone view_item items=[{"item_id":"12","item_name":"Tea"}] ua=mobile
+2m                  browser phone add_to_cart items=[{"item_id":"12","item_name":"Tea"},{"item_id":"13"}] value=9EUR cart=b1 ua=mobile
+1s                  browser phone form_error form=address field=zip rule=required ua=mobile
2026-03-01 20:00:00  server  -     login customer=C1 surface=app
2026-03-01 20:01:00  browser desk  page_view url=/cart
+1s                  server  desk  login customer=C1
+1s                  server  phone login customer=C1 ip=203.0.113.1
+1m                  browser desk  begin_checkout cart=b1 value=9EUR
+1m                  browser desk  payment_redirected cart=b1
+40m                 browser desk  page_view url=/thanks
+1m                  server  -     purchase customer=C1 tx=T1 value=9EUR cart=b1 items=[{"item_id":"12","item_name":"Tea","price":9}]
+1s                  browser desk  purchase tx=T1 value=8EUR cart=b1
+1m                  browser desk  logout
+1m                  browser desk  page_view url=/other
2026-03-02 09:00:00  server  -     refund tx=T1 refund_id=R1 value=5EUR
+1m                  server  -     refund tx=T1 refund_id=R1 value=5EUR
+1m                  server  -     refund tx=T1 refund_id=R2
2026-03-03 09:00:00  server  -     message_sent message_id=M1 campaign=spring customer=C1 surface=email
+1m                  server  -     message_opened message_id=M1 surface=email
+1m                  server  -     survey_answered customer=C1 survey_id=s kind=nps score=9 text="خوب بود" surface=email
2026-03-04 10:00:00  browser phone page_view ua=mobile
+1m                  browser phone add_to_cart items=[{"item_id":"14","item_name":"Cup","price":3,"quantity":2}] ua=mobile
+1m                  browser phone add_to_cart items=[{"item_id":"15","item_name":"Pot","price":7}] ua=mobile
+1m                  browser phone remove_from_cart items=[{"item_id":"15","item_name":"Pot","price":7}] ua=mobile
2026-03-06 12:00:00  server  -     purchase customer=C1 tx=T2 value=30USD surface=store
2026-03-06 13:00:00  server  -     order_cancelled tx=T2
+1s                  server  -     order_cancelled tx=T2
`

// played is what a script's events are.
func played(t *testing.T, script string) *memory.Store {
	t.Helper()
	parsed, err := history.Parse(script)
	if err != nil {
		t.Fatal(err)
	}
	facts, err := rehearsal.Play(parsed.History)
	if err != nil {
		t.Fatal(err)
	}
	return facts
}

func recount(t *testing.T, s *memory.Store, person journey.Person, asOf string) (journey.Timeline, string) {
	t.Helper()
	at, err := time.Parse(time.RFC3339, asOf)
	if err != nil {
		t.Fatal(err)
	}
	line, found := journey.Recount([][]journey.Hit{s.Hits}, s.Settings, person, at.UnixMilli())
	if !found {
		return line, ""
	}
	var b strings.Builder
	for _, i := range line.Items {
		fmt.Fprintf(&b, "%s %s", time.UnixMilli(i.Time).UTC().Format("02 15:04:05"), i.Type)
		for _, part := range []any{i.Name, i.Session, i.Surface, i.Path, i.Channel, i.Device, i.Campaign, i.Products, i.Transaction, i.Reason, i.Kind, i.Text} {
			if text := fmt.Sprint(part); text != "" && text != "0" && text != "[]" && text != string(i.Type) {
				b.WriteString(" " + text)
			}
		}
		if i.Value != nil {
			fmt.Fprintf(&b, " %d%s", i.Value.Minor, i.Value.Currency)
		}
		if i.Score != nil {
			fmt.Fprintf(&b, " score=%d", *i.Score)
		}
		if i.Cancelled {
			b.WriteString(" taken back")
		}
		if i.Recovered {
			b.WriteString(" recovered")
		}
		b.WriteString("\n")
	}
	return line, b.String()
}

func TestRecountFollowsOnePersonOverAllSurfaces(t *testing.T) {
	s := played(t, twoScreens)
	line, got := recount(t, s, journey.Person{ID: "C1", Customer: true}, "2026-04-01T00:00:00Z")
	const want = `01 10:00:00 session 1 web /p/tea paid_social mobile
01 10:00:00 event page_view 1 web /p/tea
01 10:01:10 event view_item 1 web [Tea]
01 10:03:10 event add_to_cart 1 web [Tea 13] 900EUR
01 10:03:11 friction form_error 1 web field_error
01 20:00:00 event login 1 app
01 20:01:00 session 2 web /cart direct desktop
01 20:01:00 event page_view 2 web /cart
01 20:01:01 event login 2 other
01 20:01:02 event login 1 web
01 20:02:02 event begin_checkout 2 web 900EUR
01 20:03:02 event payment_redirected 2 web
01 20:03:02 friction gateway_lost 2 web gateway_lost
01 20:43:02 session 3 web /thanks direct desktop
01 20:43:02 event page_view 3 web /thanks
01 20:44:02 order purchase 2 web [Tea] T1 900EUR
01 20:45:03 event logout 3 web
02 09:00:00 refund other T1 500EUR
02 09:02:00 refund other T1 400EUR
03 09:00:00 message message_sent email spring
03 09:01:00 message message_opened email
03 09:02:00 answer survey_answered email nps خوب بود score=9
04 10:00:00 session 4 web direct mobile
04 10:00:00 event page_view 4 web
04 10:01:00 event add_to_cart 4 web [Cup]
04 10:02:00 event add_to_cart 4 web [Pot]
04 10:03:00 event remove_from_cart 4 web [Pot]
05 10:01:00 cart_left 4 web [Cup] 600EUR recovered
06 12:00:00 order purchase store T2 3000USD taken back
06 13:00:00 cancelled order_cancelled other T2
`
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if line.Sessions != 4 || line.Orders != 1 || fmt.Sprint(line.Revenue) != "[{EUR 900}]" || line.Hashed ||
		line.First != s.Hits[0].Time || line.Last != s.Hits[len(s.Hits)-1].Time {
		t.Errorf("%+v", line)
	}
	if _, got := recount(t, s, journey.Person{ID: "desk"}, "2026-04-01T00:00:00Z"); got != "01 20:46:03 event page_view web /other\n" {
		t.Errorf("who came after the logout: %s", got)
	}
	if _, got := recount(t, s, journey.Person{ID: "phone"}, "2026-04-01T00:00:00Z"); got != "" {
		t.Errorf("the customer's phone by itself: %s", got)
	}
}

func TestRecountAsOfAnInstantKnowsNothingLater(t *testing.T) {
	s := played(t, twoScreens)
	customer := journey.Person{ID: "C1", Customer: true}
	for _, tt := range []struct{ asOf, has, lacks string }{
		{"2026-03-01T20:30:00Z", "payment_redirected", "gateway_lost"},
		{"2026-03-01T20:33:02Z", "gateway_lost", "order"},
		{"2026-03-02T09:01:00Z", "500EUR", "400EUR"},
		{"2026-03-05T10:00:00Z", "[Cup]", "cart_left"},
		{"2026-03-05T10:01:00Z", "cart_left 4 web [Cup] 600EUR\n", "recovered"},
		{"2026-03-03T09:01:00Z", "message_opened", "survey_answered"},
		{"2026-03-06T12:30:00Z", "3000USD", "taken back"},
	} {
		if _, got := recount(t, s, customer, tt.asOf); !strings.Contains(got, tt.has) || strings.Contains(got, tt.lacks) {
			t.Errorf("as of %s: want %q and no %q in\n%s", tt.asOf, tt.has, tt.lacks, got)
		}
	}
	// Before the logins nobody could know who looked at the tea.
	line, got := recount(t, s, journey.Person{ID: "phone"}, "2026-03-01T12:00:00Z")
	if !strings.Contains(got, "view_item") || line.Hashed {
		t.Errorf("the phone by itself: %s", got)
	}
}

func TestACartThatWasLeftNamesEachProductOnce(t *testing.T) {
	s := played(t, `site timezone=UTC currency=EUR
2026-03-01 10:00:00  browser v1 add_to_cart items=[{"item_id":"1","item_name":"Cup","price":3}]
+1m                  browser v1 add_to_cart items=[{"item_id":"2","item_name":"Pot","price":7}]
+1m                  browser v1 add_to_cart items=[{"item_id":"1","item_name":"Cup","price":3}]
+1m                  browser v1 remove_from_cart items=[{"item_id":"1","item_name":"Cup","price":3}]
+1m                  browser v1 add_to_cart items=[{"item_name":"Lid","price":1}]
+1m                  browser v1 add_to_cart items=[{"item_name":"Tin","price":1}]
+1m                  browser v1 remove_from_cart items=[{"item_name":"Lid","price":1}]
+1m                  browser v1 remove_from_cart items=[{"item_id":"1","item_name":"Cup","price":3}]
`)
	_, got := recount(t, s, journey.Person{ID: "v1"}, "2026-04-01T00:00:00Z")
	if !strings.Contains(got, "cart_left 1 web [Pot Tin] 800EUR\n") {
		t.Error(got)
	}
}

func TestAnEventNamesFiveProductsAtMost(t *testing.T) {
	s := played(t, `site timezone=UTC currency=EUR
2026-03-01 10:00:00  browser v1 view_item_list items=[{"item_id":"1"},{"item_id":"1"},{"item_id":"2"},{"item_id":"3"},{"item_id":"4"},{"item_id":"5"},{"item_id":"6"}]
`)
	_, got := recount(t, s, journey.Person{ID: "v1"}, "2026-04-01T00:00:00Z")
	if !strings.Contains(got, "view_item_list 1 web [1 2 3 4 5]\n") {
		t.Error(got)
	}
}

func TestRevenueOfAPersonIsAddedUpByCurrency(t *testing.T) {
	s := played(t, `site timezone=UTC currency=EUR
2026-03-01 10:00:00  server - purchase customer=C1 tx=T1 value=9EUR
+1h                  server - purchase customer=C1 tx=T2 value=30USD
+1h                  server - purchase customer=C1 tx=T3 value=1EUR
`)
	line, _ := recount(t, s, journey.Person{ID: "C1", Customer: true}, "2026-04-01T00:00:00Z")
	if got := fmt.Sprint(line.Revenue); got != "[{EUR 1000} {USD 3000}]" || line.Orders != 3 {
		t.Errorf("%s in %d orders", got, line.Orders)
	}
}

func TestRecountLeavesRobotsOutAndTellsGuests(t *testing.T) {
	s := played(t, `site timezone=UTC currency=EUR
2026-03-01 10:00:00  browser -  page_view url=/
+1m                  browser v1 page_view url=/ ua=robot
+1m                  server  -  purchase tx=T1 value=5EUR
`)
	if _, got := recount(t, s, journey.Person{ID: "v1"}, "2026-04-01T00:00:00Z"); got != "" {
		t.Errorf("a robot's: %s", got)
	}
	people := journey.Profiles([][]journey.Hit{s.Hits}, s.Settings, journey.Never, "")
	if len(people) != 1 || !people[0].Hashed || people[0].Sessions != 1 || people[0].Orders != 0 {
		t.Fatalf("people %+v", people)
	}
	if line, got := recount(t, s, people[0].Person, "2026-04-01T00:00:00Z"); !line.Hashed || !strings.Contains(got, "page_view") {
		t.Errorf("a guest's: %s", got)
	}
}

func TestProfilesAreFoundByEveryName(t *testing.T) {
	s := played(t, twoScreens)
	for name, want := range map[string]string{
		"":      "[{C1 true}: 4 visits, 1 orders, [app email store web]] [{desk false}: 0 visits, 0 orders, [web]]",
		"C1":    "[{C1 true}: 4 visits, 1 orders, [app email store web]]",
		"phone": "[{C1 true}: 4 visits, 1 orders, [app email store web]]",
		"desk":  "[{C1 true}: 4 visits, 1 orders, [app email store web]] [{desk false}: 0 visits, 0 orders, [web]]",
		"T1":    "[{C1 true}: 4 visits, 1 orders, [app email store web]]",
		"T2":    "[{C1 true}: 4 visits, 1 orders, [app email store web]]",
		"T":     "",
	} {
		var got []string
		for _, p := range journey.Profiles([][]journey.Hit{s.Hits}, s.Settings, journey.Never, name) {
			got = append(got, fmt.Sprintf("[%v: %d visits, %d orders, %v]", p.Person, p.Sessions, p.Orders, p.Surfaces))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("named %q: %s, want %s", name, strings.Join(got, " "), want)
		}
	}
}

func TestProfilesOfOneInstantBeginWithCustomers(t *testing.T) {
	people := []journey.Person{{ID: "b"}, {ID: "z", Customer: true}, {ID: "a"}, {ID: "y", Customer: true}}
	var list []journey.Profile
	for _, p := range people {
		list = append(list, journey.Profile{Person: p, Last: 5})
	}
	list = append(list, journey.Profile{Person: journey.Person{ID: "c"}, Last: 6})
	journey.SortProfiles(list)
	got := ""
	for _, p := range list {
		got += p.Person.ID
	}
	if got != "cyzab" {
		t.Errorf("in the order of %s", got)
	}
}

func TestRecountTellsTheStagesOfTheMerchant(t *testing.T) {
	s := played(t, `site timezone=UTC currency=EUR stages=guide:purchase
2026-03-01 10:00:00  browser v1 page_view url=/guide touchpoint=guide
+1m                  browser v1 page_view url=/
`)
	line, _ := recount(t, s, journey.Person{ID: "v1"}, "2026-04-01T00:00:00Z")
	var stages []event.Stage
	for _, i := range line.Items {
		if i.Type == journey.ItemEvent {
			stages = append(stages, i.Stage)
		}
	}
	if want := []event.Stage{event.Purchase, event.Awareness}; !slices.Equal(stages, want) {
		t.Errorf("stages %v, want %v", stages, want)
	}
}
