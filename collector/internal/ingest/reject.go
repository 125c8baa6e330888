package ingest

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// maxRejectBody bounds what is kept of one refused event, in bytes: enough to see the
// mistake. The store bounds the sum.
const maxRejectBody = 2 << 10

// keptFields are what of a refused event may be kept. It lists what may stay instead of
// what must go, since a field nobody expected may hold anything.
var keptFields = []string{"id", "name", "time", "consent", "surface", "touchpoint", "cart_id", "checkout_id", "params"}

// rejectOf is a refused event as it is kept for the merchant to see the mistake: without
// whoever it was about, and without a body when it was sent without consent or is no
// object at all.
func rejectOf(raw event.Raw, why *event.Rejection) store.Reject {
	return store.Reject{Code: string(why.Code), Field: why.Field, Message: why.Message, Body: withoutPerson(raw)}
}

func withoutPerson(raw event.Raw) []byte {
	var fields map[string]json.RawMessage
	if json.Unmarshal(raw, &fields) != nil {
		return nil
	}
	var consent string
	if json.Unmarshal(fields["consent"], &consent) == nil && consent == string(event.ConsentNone) {
		return nil
	}
	kept := make(map[string]json.RawMessage, len(keptFields)+1)
	for _, name := range keptFields {
		if value, ok := fields[name]; ok {
			kept[name] = value
		}
	}
	if page := barePage(fields["page"]); page != nil {
		kept["page"] = page
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if enc.Encode(kept) != nil {
		return nil
	}
	body := bytes.TrimSpace(out.Bytes())
	if len(body) > maxRejectBody {
		body = bytes.ToValidUTF8(body[:maxRejectBody], nil)
	}
	return body
}

// barePage keeps the addresses of a page without their queries and fragments, which carry
// search words, tokens and names.
func barePage(raw json.RawMessage) json.RawMessage {
	var page map[string]json.RawMessage
	if json.Unmarshal(raw, &page) != nil {
		return nil
	}
	kept := map[string]string{}
	for _, name := range []string{"url", "referrer"} {
		var address string
		if json.Unmarshal(page[name], &address) == nil && address != "" {
			kept[name] = address[:cutAt(address, "?#")]
		}
	}
	out, err := json.Marshal(kept)
	if err != nil {
		return nil
	}
	return out
}

func cutAt(s, chars string) int {
	if i := strings.IndexAny(s, chars); i >= 0 {
		return i
	}
	return len(s)
}
