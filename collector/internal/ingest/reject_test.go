package ingest

import (
	"strings"
	"testing"

	"github.com/safar-cx/safar/sdk/event"
)

func TestRejectsKeepTheMistakeAndNobodysName(t *testing.T) {
	tests := []struct{ name, event, want string }{
		{"who is taken out",
			`{"id":"a","name":"Bad","visitor_id":"v-81","customer_id":"ali@shop.example","client":{"ip":"203.0.113.7"},"email":"x@y.zz","params":{"value":1}}`,
			`{"id":"a","name":"Bad","params":{"value":1}}`},
		{"addresses lose their queries",
			`{"name":"Bad","page":{"url":"https://shop.example/p?email=a#b","referrer":"https://x.example/#t","title":"Ali's orders"}}`,
			`{"name":"Bad","page":{"referrer":"https://x.example/","url":"https://shop.example/p"}}`},
		{"letters stay letters", `{"name":"خرید<b>"}`, `{"name":"خرید<b>"}`},
		{"wrong types stay visible", `{"name":{"a":1},"page":7}`, `{"name":{"a":1}}`},
		{"no object", `"ali@shop.example"`, ``},
		{"no consent", `{"name":7,"consent":"none","touchpoint":"till"}`, ``},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := &fakeStore{}
			if a := take(t, newIntake(f), request(event.ServerKey, `{"events":[`+tt.event+`,{"name":"login"}]}`), 2); a.Accepted != 1 || len(a.Rejected) != 1 {
				t.Fatalf("answer %+v", a)
			}
			if got := string(f.last(t).Rejects[0].Body); got != tt.want {
				t.Errorf("kept %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestRejectedBodyIsBounded(t *testing.T) {
	f := &fakeStore{}
	long := strings.Repeat("ش", 20_000)
	take(t, newIntake(f), request(event.ServerKey, `{"events":[{"name":"page_view","params":{"a":"`+long+`"}}]}`), 1)
	r := f.last(t).Rejects[0]
	if len(r.Body) > maxRejectBody || len(r.Body) < maxRejectBody-4 {
		t.Errorf("kept %d bytes", len(r.Body))
	}
}

func TestNoAddressIsKeptWithAReject(t *testing.T) {
	f := &fakeStore{}
	a := take(t, newIntake(f), request(event.ServerKey, `{"events":[{"name":"page_view","client":{"ip":"203.0.113.99:4711"}}]}`), 1)
	if len(a.Rejected) != 1 || a.Rejected[0].Field != "client.ip" || strings.Contains(a.Rejected[0].Message, "203.0.113.99") {
		t.Fatalf("answer %+v", a)
	}
	if r := f.last(t).Rejects[0]; r.Message == "" || strings.Contains(r.Message+string(r.Body), "203.0.113.99") {
		t.Errorf("kept %+v", r)
	}
}
