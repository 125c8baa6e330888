package event_test

import (
	"strings"
	"testing"

	"github.com/safar-cx/safar/sdk/event"
)

// Whatever is wrong with a field that tells who somebody is, the message repeats nothing of
// it: senders log messages, and the collector keeps them.
func TestMessagesNameNobody(t *testing.T) {
	const canary = "zq81"
	faults := []string{
		`"` + strings.Repeat(canary, 3000) + `"`, // too long
		`"` + canary + `\u0001"`,
		`["` + canary + `"]`,
		`{"` + canary + `":"` + canary + `"}`,
		`8131`,
	}
	fields := map[string]string{ // members with % where the value goes
		"visitor_id":        `"visitor_id":%`,
		"customer_id":       `"customer_id":%`,
		"page.url":          `"page":{"url":%}`,
		"page.referrer":     `"page":{"referrer":%}`,
		"page.title":        `"page":{"title":%}`,
		"client.ip":         `"client":{"ip":%}`,
		"client.user_agent": `"client":{"user_agent":%}`,
	}
	refusal := func(member string, kind event.KeyKind) string {
		e, rejection := event.Decode(event.Raw(`{"name":"login",` + member + `}`))
		if rejection == nil {
			rejection = e.Validate(kind)
		}
		if rejection == nil {
			return ""
		}
		return rejection.Error()
	}
	check := func(member, want string) {
		t.Helper()
		said := refusal(member, event.ServerKey)
		if !strings.Contains(said, " "+want+": ") {
			t.Errorf("%.60s: %q is no refusal of %s", member, said, want)
		}
		for _, said := range []string{said, refusal(member, event.BrowserKey)} {
			if strings.Contains(said, canary) || strings.Contains(said, "8131") {
				t.Errorf("%.60s: %s", member, said)
			}
		}
	}
	for field, member := range fields {
		for _, fault := range faults {
			check(strings.Replace(member, "%", fault, 1), field)
		}
	}
	check(`"client":{"ip":"`+canary+`"}`, "client.ip") // no address
	check(`"client":"`+canary+`"`, "client")
	check(`"page":"`+canary+`"`, "page")
}
