package sdk

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/safar-cx/safar/sdk/event"
)

// written decodes an event as the collector will.
func written(t *testing.T, r record, attrs ...Attr) (event.Event, bool) {
	t.Helper()
	b, trimmed := appendEvent(nil, &r, newIDs(), attrs, time.Now().UnixMilli(), precious(r.name))
	text := string(batch{data: b}.json())
	if !strings.HasPrefix(string(b), text+",\n") && !strings.HasPrefix(string(b), text+preciousEnd) || strings.Contains(text, "\n") {
		t.Fatalf("the event does not end where it should: %q", b)
	}
	e, rejection := event.Decode(event.Raw(text))
	if rejection != nil {
		t.Fatalf("%v: %s", rejection, text)
	}
	return e, trimmed
}

func TestText(t *testing.T) {
	tests := []struct {
		name, in, want string
		limit          int
		lines, cut     bool
	}{
		{name: "plain", in: "tea", want: "tea"},
		{name: "empty"},
		{name: "escapes", in: `a"b\c`, want: `a"b\c`},
		{name: "Persian with a non-joiner", in: "چای‌خوری", want: "چای‌خوری"},
		{name: "lines", in: "a\r\n\tb", want: "a\r\n\tb", lines: true},
		{name: "no lines", in: "a\n\tb", want: "a  b"},
		{name: "controls", in: "a\x00\x1f\x7f\u0085b", want: "a    b", lines: true},
		{name: "broken", in: "a\xffb\xd9", want: "a\ufffdb\ufffd"},
		{name: "a real replacement character", in: "\ufffd", want: "\ufffd"},
		{name: "fits", in: "12345", want: "12345", limit: 5},
		{name: "cut", in: "123456", want: "12345", limit: 5, cut: true},
		{name: "cut between characters", in: "aیییی", want: "aیی", limit: 6, cut: true},
		{name: "cut before an escape", in: `1234"56`, want: `1234`, limit: 5, cut: true},
		{name: "cut after an escaped backslash", in: `123\5`, want: `123\`, limit: 5, cut: true},
		{name: "what grows is cut", in: "\xff\xff\xff", want: "\ufffd", limit: 4, cut: true},
		{name: "nothing but broken", in: strings.Repeat("\x80", 50), want: "\ufffd", limit: 5, cut: true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b, cut := appendText(nil, test.in, test.limit, test.lines)
			var got string
			if err := json.Unmarshal(b, &got); err != nil {
				t.Fatalf("%v: %s", err, b)
			}
			if got != test.want || cut != test.cut {
				t.Errorf("%q, %v; want %q, %v", got, cut, test.want, test.cut)
			}
		})
	}
}

func FuzzText(f *testing.F) {
	f.Add("a\"\\\n\x00\xff", uint8(3), true)
	f.Add("چای‌خوری", uint8(0), false)
	f.Fuzz(func(t *testing.T, s string, limit uint8, lines bool) {
		b, cut := appendText(nil, s, int(limit), lines)
		var got string
		if err := json.Unmarshal(b, &got); err != nil {
			t.Fatalf("%v: %q", err, b)
		}
		if limit > 0 && len(b)-2 > int(limit) {
			t.Errorf("%d bytes, limit %d", len(b)-2, limit)
		}
		if limit == 0 && (cut || utf8.RuneCountInString(got) != utf8.RuneCountInString(s)) {
			t.Errorf("%q became %q", s, got)
		}
	})
}

// FuzzEvent makes events of anything: what is written is always an event that the collector
// can read, in a batch that it can read, and when it refuses the event it is with a code. Cut
// by the marks at their ends, events come out as they went in.
func FuzzEvent(f *testing.F) {
	f.Add("purchase", "k", "v", int64(5), 1.5, "EUR")
	f.Add("\xff", "\n", "\x00\"", int64(-1), math.Inf(1), "\"\\")
	f.Add("view_item", "k", "/p", int64(2), 0.0, "shop\"example")
	f.Fuzz(func(t *testing.T, name, key, text string, n int64, x float64, currency string) {
		r := record{name: name, id: text, time: n % (1 << 40), touchpoint: key,
			Scope: Scope{VisitorID: text, CustomerID: key, Consent: event.ConsentFull, Page: event.Page{URL: text, Referrer: key, Title: name},
				origin: origin{host: currency, secure: x > 1}, Client: event.Client{UserAgent: text}}}
		b, _ := appendEvent(nil, &r, newIDs(), []Attr{
			String(key, text), Int(key, n), Float(text, x), Bool(name, true), Dur("d", time.Duration(n)), Amount(key, Money{n, currency}),
			Items(Item{ID: text, Name: key, Price: Money{n, currency}, Quantity: int(n)}, Item{}), Reason(key, text)}, n, precious(name))
		one := batch{b, 1}.json()
		if !json.Valid(one) || bytes.Contains(one, []byte("\n")) || isPrecious(b) != precious(name) {
			t.Fatalf("%q", b)
		}
		two := batch{append(b, b...), 2}
		if first, rest := two.cut(1); !bytes.Equal(first.data, b) || !bytes.Equal(rest.data, b) {
			t.Fatalf("%q is cut into %q and %q", two.data, first.data, rest.data)
		}
		body, err := event.DecodeBatch([]byte(`{"events":[` + string(two.json()) + `]}`))
		if err != nil || len(body.Events) != 2 || !bytes.Equal(body.Events[0], one) {
			t.Fatalf("%v: %d events: %q", err, len(body.Events), two.json())
		}
		e, rejection := event.Decode(one)
		if rejection != nil && rejection.Code != event.CodeInvalidID {
			t.Fatalf("%v: %s", rejection, one)
		}
		if rejection == nil {
			rejection = e.Validate(event.ServerKey)
		}
		if rejection != nil && (rejection.Code == "" || rejection.Message == "") {
			t.Fatalf("refused without a code: %+v", rejection)
		}
	})
}

// FuzzFloat compares numbers with strconv's.
func FuzzFloat(f *testing.F) {
	for _, x := range []float64{0, math.Copysign(0, -1), 1.5, -0.001, 0.0005, 1e9 + 0.25, 1 << 40, 1e22, 5e-324, math.MaxFloat64, 0.1 + 0.2} {
		f.Add(x)
	}
	f.Fuzz(func(t *testing.T, x float64) {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return // which are not sent
		}
		text := appendFloat(nil, x)
		if y, err := strconv.ParseFloat(string(text), 64); err != nil || y != x || !json.Valid(text) {
			t.Errorf("%v is written %s", x, text)
		}
	})
}

func TestAmountsAreWrittenAsEventDoes(t *testing.T) {
	for _, minor := range []int64{0, 5, -5, 10, 99, 100, -1290, 123456, math.MaxInt64, math.MinInt64} {
		for digits := range 5 {
			if got, want := string(appendAmount(nil, minor, digits)), event.FormatAmount(minor, digits); got != want {
				t.Errorf("%d with %d digits: %s, want %s", minor, digits, got, want)
			}
		}
	}
}

func TestAnEventHasOneCurrency(t *testing.T) {
	toman, cents := Money{5, "IRR"}, Money{1290, "EUR"}
	e, trimmed := written(t, record{name: "purchase"}, Amount("value", cents), Amount("tax", toman), Items(Item{ID: "1", Price: toman}, Item{ID: "2", Price: cents}))
	items := e.Params.Items()
	if e.Params.Has("tax") || items[0].Price != "" || items[1].Price != "12.90" || e.Params.Text("currency") != "EUR" || !trimmed {
		t.Errorf("%v, trimmed %v", e.Params, trimmed)
	}
	e, trimmed = written(t, record{name: "view_item"}, Items(Item{ID: "0"}, Item{ID: "1", Price: toman}), Amount("value", toman))
	if e.Params.Text("currency") != "IRR" || e.Params.Text("value") != "5" || trimmed {
		t.Errorf("%v, trimmed %v", e.Params, trimmed)
	}
}

func TestItemsFit(t *testing.T) {
	many := make([]Item, 300)
	e, trimmed := written(t, record{name: "view_cart"}, Items(many...))
	if n := len(e.Params.Items()); n != event.MaxItems || !trimmed {
		t.Errorf("%d items, trimmed %v", n, trimmed)
	}
	long := strings.Repeat("ی", 1000)
	for i := range many {
		many[i] = Item{ID: "1", Name: long, Category: long}
	}
	e, trimmed = written(t, record{name: "view_cart"}, Items(many...), String("last", "x"))
	if n := len(e.Params.Items()); n < 50 || !trimmed || e.Params.Text("last") != "x" {
		t.Errorf("%d items, trimmed %v", n, trimmed)
	}
	if rejection := e.Validate(event.ServerKey); rejection != nil {
		t.Error(rejection)
	}
}

func TestShoppersTextFits(t *testing.T) {
	for name, text := range map[string]string{"long": strings.Repeat("ی", 1e5), "quotes": strings.Repeat(`"`, 1e5), "broken": strings.Repeat("\xff", 1e5)} {
		r := record{name: "review_submitted", Scope: Scope{
			Page: event.Page{URL: "https://s/?q=" + text, Referrer: text, Title: text}, Client: event.Client{UserAgent: text}}}
		e, trimmed := written(t, r, String("text", text))
		if rejection := e.Validate(event.ServerKey); rejection != nil || !trimmed {
			t.Errorf("%s: %v", name, rejection)
		}
	}
}

func TestNumbersWithoutFormAreLeftOut(t *testing.T) {
	e, _ := written(t, record{name: "x"}, Float("nan", math.NaN()), Float("inf", math.Inf(-1)), Amount("none", Money{}), Items(), At(time.Time{}))
	if len(e.Params) > 0 {
		t.Errorf("%v", e.Params)
	}
}

func TestConsentDecidesWhatTravels(t *testing.T) {
	all := record{name: "purchase", id: "order-1", time: 1e12, touchpoint: "t", checkout: "k", Scope: Scope{
		VisitorID: "v", CustomerID: "c", CartID: "b", Surface: "web", Page: event.Page{URL: "https://s/"}, Client: event.Client{IP: "203.0.113.7"}}}
	for consent, want := range map[event.Consent]event.Event{
		"": {VisitorID: "v", CustomerID: "c", CartID: "b"}, event.ConsentFull: {VisitorID: "v", CustomerID: "c", CartID: "b"},
		event.ConsentAnonymous: {CartID: "b"}, event.ConsentNone: {},
	} {
		r := all
		r.Consent = consent
		e, _ := written(t, r.withheld(), String("transaction_id", "T-1"))
		if e.Name != "purchase" || e.Consent != consent || e.VisitorID != want.VisitorID || e.CustomerID != want.CustomerID || e.CartID != want.CartID {
			t.Errorf("%q: %+v", consent, e)
		}
		if e.ID = ""; consent == event.ConsentNone && !e.Time.IsZero() {
			e.Time = time.Time{}
			if left, _ := json.Marshal(e); string(left) != `{"name":"purchase","consent":"none"}` {
				t.Errorf("without consent %s travels", left)
			}
		}
	}
}

func TestIDsAreUUIDsOfNow(t *testing.T) {
	ids, seen := newIDs(), map[string]bool{}
	for range 1000 {
		id := string(ids.append(nil, time.Now().UnixMilli()))
		u, err := uuid.Parse(id)
		if err != nil || u.Version() != 7 || u.Variant() != uuid.RFC4122 || seen[id] {
			t.Fatalf("%s: %v", id, err)
		}
		sec, nsec := u.Time().UnixTime()
		if age := time.Since(time.Unix(sec, nsec)); age < -time.Second || age > time.Minute {
			t.Fatalf("%s is %v old", id, age)
		}
		seen[id] = true
	}
	if a, b := string(newIDs().append(nil, 1e12)), string(newIDs().append(nil, 1e12)); a[14:] == b[14:] {
		t.Error("two clients make the same ids")
	}
}
