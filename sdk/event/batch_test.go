package event_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

func TestDecodeBatch(t *testing.T) {
	body := ` {"sent_at": "2026-11-21T10:00:03.1204Z", "sender": {"name": "safar-go", "version": "1.0.0", "os": 1},
		"dropped": {"queue_full": 3, "too_old": 0}, "more": [1, {"events": 2}],
		"ev\u0065nts": [ {"name": "a", "text": "]}\\\""} , 7,[ ],"x",null] } `
	b, err := event.DecodeBatch([]byte(body))
	if err != nil {
		t.Fatal(err)
	}
	want := event.Batch{
		SentAt:  time.Date(2026, 11, 21, 10, 0, 3, 120e6, time.UTC),
		Sender:  event.Sender{Name: "safar-go", Version: "1.0.0"},
		Dropped: map[string]int64{"queue_full": 3, "too_old": 0},
		Events: []event.Raw{event.Raw(`{"name": "a", "text": "]}\\\""}`), event.Raw("7"), event.Raw("[ ]"),
			event.Raw(`"x"`), event.Raw("null")},
	}
	if !reflect.DeepEqual(b, want) {
		t.Errorf("got  %+v\nwant %+v", b, want)
	}
	text, err := json.Marshal(b)
	if err != nil {
		t.Fatal(err)
	}
	again, err := event.DecodeBatch(text)
	if err != nil {
		t.Fatal(err)
	}
	again.Events[2] = event.Raw("[ ]") // Marshal takes white space out
	again.Events[0] = want.Events[0]
	if !reflect.DeepEqual(again, want) {
		t.Errorf("%s\nreads as %+v", text, again)
	}
}

func TestDecodeBatchForms(t *testing.T) {
	for body, events := range map[string]int{
		`{"events":[]}`:                                  0,
		`{"events":[{}],"events":[{},{}]}`:               2, // the last one wins
		`{"events":[{}],"sent_at":1795255200000}`:        1,
		`{"events":[{}],"sent_at":null,"sender":null}`:   1,
		`{"events":[{}],"dropped":null}`:                 1,
		`{"events":[{}],"dropped":{},"sender":{}}`:       1,
		`{"events":[{"name":"a\ud800"}]}`:                1,
		`{"events":[` + nested(900) + `]}`:               1, // costs itself, not the batch
		"\r\n\t{\"events\" : [ 1e400 , -0.0e-7 ] }\r\n ": 2,
		eventsOf(1000):                                   1000,
	} {
		b, err := event.DecodeBatch([]byte(body))
		if err != nil {
			t.Errorf("%.60s: %v", body, err)
		} else if len(b.Events) != events {
			t.Errorf("%.60s: %d events, want %d", body, len(b.Events), events)
		}
	}
}

func TestDecodeBatchRefuses(t *testing.T) {
	reasons := make([]string, 33)
	for i := range reasons {
		reasons[i] = fmt.Sprintf(`"r%s":1`, strings.Repeat("_", i))
	}
	for _, c := range []struct{ code, body string }{
		{"bad_json", ``},
		{"bad_json", ` `},
		{"bad_json", `{`},
		{"bad_json", `{"events":[]}}`},
		{"bad_json", `{"events":[],}`},
		{"bad_json", `{'events':[]}`},
		{"bad_json", `{"events":[NaN]}`},
		{"bad_json", "\ufeff" + `{"events":[]}`},
		{"bad_json", `{"events":[]}` + "\x00"},
		{"bad_json", "{\"events\":[\"a\x00b\"]}"},
		{"bad_json", "{\"events\":[\"\xff\"]}"},
		{"bad_json", "{\"events\":[{\"name\":\"\xed\xa0\x80\"}]}"}, // a surrogate in UTF-8
		{"bad_json", strings.Repeat("[", 100_000)},
		{"bad_json", `{"events":[` + nested(100_000) + `]}`},
		{"bad_json", strings.Repeat(`{"a":`, 100_000)},
		{"bad_json", `"` + strings.Repeat(`\`, 99_999)},
		{"bad_json", strings.Repeat(`]`, 100)},
		{"bad_request", `null`},
		{"bad_request", `[]`},
		{"bad_request", `7`},
		{"bad_request", `"events"`},
		{"bad_request", `{}`},
		{"bad_request", `{"Events":[]}`},
		{"bad_request", `{"events":null}`},
		{"bad_request", `{"events":{}}`},
		{"bad_request", `{"events":[],"events":7}`},
		{"bad_request", `{"events":[],"sent_at":"yesterday"}`},
		{"bad_request", `{"events":[],"sent_at":1.5}`},
		{"bad_request", `{"events":[],"sent_at":true}`},
		{"bad_request", `{"events":[],"sent_at":{}}`},
		{"bad_request", `{"events":[],"sent_at":1e400}`},
		{"bad_request", `{"events":[],"sender":"me"}`},
		{"bad_request", `{"events":[],"sender":{"name":1}}`},
		{"bad_request", `{"events":[],"sender":{"name":"a\u0000"}}`},
		{"bad_request", `{"events":[],"sender":{"version":"` + strings.Repeat("1", 129) + `"}}`},
		{"bad_request", `{"events":[],"dropped":[1]}`},
		{"bad_request", `{"events":[],"dropped":{"queue_full":-1}}`},
		{"bad_request", `{"events":[],"dropped":{"queue_full":1.5}}`},
		{"bad_request", `{"events":[],"dropped":{"queue_full":"1"}}`},
		{"bad_request", `{"events":[],"dropped":{"queue_full":1e400}}`},
		{"bad_request", `{"events":[],"dropped":{"":1}}`},
		{"bad_request", `{"events":[],"dropped":{"Full":1}}`},
		{"bad_request", `{"events":[],"dropped":{"` + strings.Repeat("a", 41) + `":1}}`},
		{"bad_request", `{"events":[],"dropped":{` + strings.Join(reasons, ",") + `}}`},
		{"too_large", eventsOf(1001)},
		{"too_large", `{"events":[` + strings.Repeat("0,", 4_000_000) + `0]}`},
	} {
		_, err := event.DecodeBatch([]byte(c.body))
		var refused *event.BatchError
		if !errors.As(err, &refused) {
			t.Errorf("%.60q: accepted", c.body)
			continue
		}
		if refused.Code != c.code {
			t.Errorf("%.60q: %v, want %s", c.body, err, c.code)
		}
		if refused.Message == "" || refused.Hint == "" {
			t.Errorf("%.60q: a message or a hint is missing: %+v", c.body, refused)
		}
	}
}

func TestMarshalEmptyBatch(t *testing.T) {
	text, err := json.Marshal(event.Batch{})
	if err != nil || string(text) != `{"events":[]}` {
		t.Errorf("%s, %v", text, err)
	}
}

func eventsOf(n int) string {
	return `{"events":[` + strings.TrimSuffix(strings.Repeat(`{"name":"page_view"},`, n), ",") + `]}`
}

func nested(depth int) string {
	return strings.Repeat("[", depth) + strings.Repeat("]", depth)
}

// The names in a page of hostile members must not make memory grow.
func TestDecodeBatchMemory(t *testing.T) {
	body := []byte(`{"events":[],"x":{` + strings.Repeat(`"a":[{}],`, 200_000) + `"a":1}}`)
	allocs := testing.AllocsPerRun(1, func() {
		if _, err := event.DecodeBatch(body); err != nil {
			t.Fatal(err)
		}
	})
	if allocs > 100 {
		t.Errorf("%v allocations for members that nobody reads", allocs)
	}
}
