package journey

import (
	"fmt"
	"strings"
	"testing"

	"github.com/safar-cx/safar/sdk/event"
)

// hitOf reads a hit from words such as "server purchase t=9 c=ann v=1 k=cart"; v=~1 is a day hash.
func hitOf(t *testing.T, n int, text string) Hit {
	t.Helper()
	h := Hit{Time: int64(n) * 1000, FromClient: true}
	h.Event.ID, h.Event.Params = fmt.Sprint("e", n), event.Params{}
	for _, word := range strings.Fields(text) {
		key, value, _ := strings.Cut(word, "=")
		switch key {
		case "server":
			h.Source, h.FromClient = event.ServerKey, false
		case "c":
			h.Event.CustomerID = value
		case "v":
			h.Visitor, h.Hashed = value, strings.HasPrefix(value, "~")
		case "k":
			h.Event.CartID = value
		case "t":
			h.Event.Params["transaction_id"] = value
		case "m":
			h.Event.Params["message_id"] = value
		default:
			h.Event.Name = key
		}
	}
	return h
}

func TestBelongings(t *testing.T) {
	crowd := ""
	for i := range mostDevices + 1 {
		crowd += fmt.Sprintf("page_view v=%d k=0\n", i)
	}
	for name, test := range map[string]struct {
		hits  string // + before one that goes
		crowd bool
	}{
		"everything of a household of one": {hits: `
			+ page_view v=1
			+ server login v=1 c=ann
			+ add_to_cart v=2 k=shared
			+ page_view v=~3 k=shared
			+ server add_to_cart v=1 k=shared`},
		"of a shared computer what is the customer's": {hits: `
			+ server login v=1 c=ann
			+ page_view v=1
			+ logout v=1
			  server login v=1 c=bob
			  page_view v=1
			  server purchase c=bob v=1 t=2
			+ server purchase c=ann t=1
			+ server refund t=1`},
		"a visitor of nobody else, with all": {hits: `
			+ page_view v=1
			+ server login v=1 c=ann
			+ logout v=1
			+ page_view v=1
			+ view_cart v=1 k=family
			  server login v=2 c=bob
			  view_cart v=2 k=family`},
		"a cart that only the customer has to do with": {hits: `
			+ server login v=1 c=ann k=hers
			+ server add_to_cart k=hers
			  server login v=2 c=bob
			  view_cart v=2 k=both
			+ view_cart v=1 k=both
			  server add_to_cart k=both`},
		"the purchase that the browser told of": {hits: `
			+ server purchase c=ann t=1
			+ purchase v=~9 t=1
			  page_view v=~9
			  server purchase c=bob t=2 v=~9`},
		"messages": {hits: `
			+ server message_sent c=ann m=1
			+ server message_delivered m=1
			+ message_opened v=~1 m=1
			  message_opened v=~1 m=2
			  server message_sent c=bob m=2`},
		"of a crowd what carries the id, with its orders": {crowd: true, hits: `
			+ server purchase c=ann v=1 t=1
			+ server refund t=1
			  page_view v=1
			  view_cart v=1 k=0`},
		"of more devices than a person has": {hits: `
			+ server login v=0 c=ann
			` + crowd[strings.Index(crowd, "\n")+1:] + `
			+ page_view v=0`},
	} {
		t.Run(name, func(t *testing.T) {
			var hits []Hit
			var want []bool
			var lines []string
			for line := range strings.Lines(test.hits) {
				line = strings.TrimSpace(line)
				if line == "" {
					continue
				}
				text, goes := strings.CutPrefix(line, "+")
				hits, want, lines = append(hits, hitOf(t, len(hits), text)), append(want, goes), append(lines, line)
			}
			for i, goes := range Belongings(hits, Settings{Currency: "EUR"}, "ann", test.crowd) {
				if goes != want[i] {
					t.Errorf("%s: goes %v", lines[i], goes)
				}
			}
		})
	}
}
