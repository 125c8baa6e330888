package collector

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/faulty"
	"github.com/safar-cx/safar/collector/internal/metric"
)

// Invented campaigns end in one group, which counts what is in none of the others, each visitor
// once.
func TestInventedCampaignsAreToldTogether(t *testing.T) {
	s := openShop(t)
	defer s.close()
	const told, invented, invent = 500, 700, 7 // visitors who come by so many campaigns
	var events []string
	visit := func(visitor, campaign string, hoursAgo int) {
		events = append(events, fmt.Sprintf(`{"name":"page_view","visitor_id":%q,"time":%q,"client":{"ip":"203.0.113.7","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"},"page":{"url":"https://shop.example/?utm_source=x&utm_medium=email&utm_campaign=%s"}}`,
			visitor, faulty.Now().Add(time.Duration(-hoursAgo)*time.Hour).Format(time.RFC3339), campaign))
		if len(events) == 1000 {
			s.sendAll(&events)
		}
	}
	for i := range told {
		visit(fmt.Sprint("a", i), fmt.Sprint("told", i), 0)
		visit(fmt.Sprint("b", i), fmt.Sprint("told", i), 0)
	}
	for i := range 5 { // is large, but somebody's name for a campaign
		visit(fmt.Sprint("d", i), "(other)", 0)
	}
	for i := range invented {
		visit(fmt.Sprint("c", i%invent), fmt.Sprint("invented", i), i/invent)
	}
	s.sendAll(&events)

	var report struct {
		Folded  int
		Metrics []struct{ Value int }
		Groups  []struct {
			Key     string
			Metrics []struct{ Value int }
		}
	}
	status, answer := s.do(http.MethodGet, "/api/v1/report?group_by=campaign&metrics=sessions,visitors&compare=none", "", "Authorization", "Bearer "+s.ReadToken)
	if err := json.Unmarshal(answer, &report); err != nil || status != http.StatusOK {
		t.Fatalf("%d %s", status, answer)
	}
	if len(report.Groups) != told || report.Folded != invented+2 {
		t.Fatalf("%d groups and %d values folded", len(report.Groups), report.Folded)
	}
	last, sessions := report.Groups[told-1], 0
	for _, g := range report.Groups {
		sessions += g.Metrics[0].Value
		if g.Key != last.Key && !strings.HasPrefix(g.Key, "told") {
			t.Errorf("%s is among the largest", g.Key)
		}
	}
	if last.Key != "(other)" || last.Metrics[0].Value != invented+7 || last.Metrics[1].Value != invent+7 {
		t.Errorf("the last group is %+v, want the visits of those who came by invented campaigns, by (other), and by the one that it left no room for", last)
	}
	if sessions != report.Metrics[0].Value {
		t.Errorf("the groups have %d visits, all together %d", sessions, report.Metrics[0].Value)
	}
	if !strings.Contains(s.metrics(), fmt.Sprintf("safar_values_folded_total %d\n", invented+2)) {
		t.Error("the metrics don't tell of it")
	}

	var channels struct {
		Rows    []struct{} `json:"rows"`
		LeftOut int        `json:"left_out"`
	}
	status, answer = s.do(http.MethodGet, "/api/v1/channels?by=campaign", "", "Authorization", "Bearer "+s.ReadToken)
	if err := json.Unmarshal(answer, &channels); err != nil || len(channels.Rows)+channels.LeftOut != told+invented+1 {
		t.Errorf("%d %.300s: %d channels, %d left out, %v", status, answer, len(channels.Rows), channels.LeftOut, err)
	}
}

// Whatever of a dimension's values senders make up, the page of data quality tells how many of them
// reports tell together, as a report tells it.
func TestOverfullDimensionsAreTold(t *testing.T) {
	s := openShop(t)
	defer s.close()
	const made = 502
	ask := func(path string, into any) {
		t.Helper()
		status, answer := s.do(http.MethodGet, "/api/v1/"+path, "", "Authorization", "Bearer "+s.ReadToken)
		if err := json.Unmarshal(answer, into); err != nil || status != http.StatusOK {
			t.Fatalf("%s: %d %s", path, status, answer)
		}
	}
	type overfull struct {
		Dimension      string
		Values, Folded int
	}
	told := func() []overfull {
		t.Helper()
		var settled, quality struct{ Folded json.RawMessage }
		ask("report?metrics=sessions", &settled) // waits for what was sent
		ask("quality", &quality)
		var list []overfull
		if err := json.Unmarshal(quality.Folded, &list); err != nil {
			t.Fatalf("%s: %v", quality.Folded, err)
		}
		return list
	}
	var events []string
	for i := range made {
		event := func(name, more, params string) {
			events = append(events, fmt.Sprintf(`{"name":%q,"visitor_id":"v%d","cart_id":"c%[2]d","client":{"ip":"203.0.113.7","user_agent":"Made%[2]d/1.0 CFNetwork/808 Darwin/16.0"}%s,"params":{%s}}`, name, i, more, params))
		}
		id := fmt.Sprint(i)
		items := `"currency":"IRR","items":[{"item_id":"p` + id + `","item_category":"k` + id + `","price":1,"quantity":1}]`
		event("page_view", `,"surface":"app","page":{"url":"https://shop.example/order/`+id+`?utm_source=s`+id+`&utm_medium=m`+id+`&utm_campaign=n`+id+`"}`, "")
		event("add_to_cart", `,"touchpoint":"t`+id+`"`, `"value":1,`+items)
		event("begin_checkout", "", `"value":1,`+items)
		event("add_payment_info", "", `"payment_type":"y`+id+`"`)
		event("alert_displayed", "", `"reason":"r`+id+`","type":"a`+id+`"`)
		event("purchase", "", `"transaction_id":"o`+id+`","value":1,"coupon":"u`+id+`","payment_type":"y`+id+`",`+items)
		if len(events) > 990 {
			s.sendAll(&events)
		}
		if i == made/2 {
			s.sendAll(&events)
			if list := told(); len(list) > 0 {
				t.Errorf("as long as all are told apart it says %v", list)
			}
		}
	}
	s.sendAll(&events)
	found := map[string]overfull{}
	for _, o := range told() {
		found[o.Dimension] = o
	}
	for _, by := range metric.Dimensions() {
		var report struct{ Folded int }
		ask("report?compare=none&group_by="+string(by), &report)
		if o := found[string(by)]; o.Folded != report.Folded {
			t.Errorf("%s: %+v, the report tells %d together", by, o, report.Folded)
		}
	}
	if o := found["landing_page"]; o.Values != made || o.Folded != made-500 {
		t.Errorf("of %d landing pages it says %+v", made, o)
	}
}

// sendAll posts events and forgets them.
func (s *shop) sendAll(events *[]string) {
	s.Helper()
	status, answer := s.post(false, `{"events":[`+strings.Join(*events, ",")+`]}`)
	s.taken(status, answer, int64(len(*events)))
	*events = nil
}
