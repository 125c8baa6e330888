package ingest

import (
	"bytes"
	"encoding/json"
	"net/url"
	"strings"

	"github.com/safar-cx/safar/collector/internal/enrich"
	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/scrub"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// maxRejectBody bounds what is kept of one refused event, in bytes: enough to see the
// mistake. The store bounds the sum.
const maxRejectBody = 2 << 10

// mostLooked bounds what is looked into of the refused events of a request, in bytes: taking JSON
// apart costs many times what it takes to see that it is wrong, and whoever sends megabytes of it
// does not want to see a mistake. It is that of some thirty events as large as they may be.
const mostLooked = 256 << 10

// keptFields are what of a refused event may be kept. It lists what may stay instead of
// what must go, since a field nobody expected may hold anything.
var keptFields = []string{"id", "name", "time", "consent", "environment", "surface", "touchpoint", "cart_id", "checkout_id", "params"}

// rejectOf is a refused event as it is kept for the merchant to see the mistake: scrubbed,
// without whoever it was about, and without a body when it was sent without consent or is no
// object at all.
func (s *scrubber) rejectOf(raw event.Raw, why *event.Rejection) store.Reject {
	message := scrub.Words(why.Message, &s.found[inRefused]) // it repeats what was wrong
	return store.Reject{Code: string(why.Code), Field: why.Field, Message: message, Body: s.withoutPerson(raw), Who: whoOf(raw, s.key)}
}

// whoOf are the identifiers of a refused event, as far as it can be read.
func whoOf(raw event.Raw, secret []byte) (who []journey.Identifier) {
	var fields map[string]json.RawMessage
	if json.Unmarshal(raw, &fields) != nil {
		return nil
	}
	var params map[string]json.RawMessage
	_ = json.Unmarshal(fields["params"], &params) // without any it names nothing in them
	add := func(kind journey.IdentifierKind, value json.RawMessage) {
		var text string
		if json.Unmarshal(value, &text) != nil || text == "" {
			return
		}
		who = append(who, journey.Identifier{Kind: kind, Key: enrich.CustomerID(secret, text)}) // as accepted events are kept
	}
	add(journey.Customer, fields["customer_id"])
	add(journey.Visitor, fields["visitor_id"])
	add(journey.CartID, fields["cart_id"])
	add(journey.Transaction, params["transaction_id"])
	add(journey.MessageID, params["message_id"])
	return who
}

func (s *scrubber) withoutPerson(raw event.Raw) []byte {
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
			kept[name] = s.refused(name, value)
		}
	}
	if page := s.barePage(fields["page"]); page != nil {
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

// refused is a member of a refused event, scrubbed; as it was sent where there is nothing to
// scrub, so that the mistake can be seen.
func (s *scrubber) refused(name string, value json.RawMessage) json.RawMessage {
	decoder := json.NewDecoder(bytes.NewReader(value))
	decoder.UseNumber()
	var v any
	if decoder.Decode(&v) != nil {
		return nil
	}
	clean, whole := scrubber{key: s.key}, map[string]any{name: v}
	clean.params(whole, inRefused)
	none := true
	for _, found := range clean.found {
		s.found[inRefused] |= found
		none = none && found == 0
	}
	if none {
		return value
	}
	out, err := json.Marshal(whole[name])
	if err != nil {
		return nil
	}
	return out
}

// barePage keeps the addresses of a page without their queries and fragments, which carry
// search words, tokens and names.
func (s *scrubber) barePage(raw json.RawMessage) json.RawMessage {
	var page map[string]json.RawMessage
	if json.Unmarshal(raw, &page) != nil {
		return nil
	}
	kept := map[string]string{}
	for _, name := range []string{"url", "referrer"} {
		var address string
		if json.Unmarshal(page[name], &address) == nil && address != "" {
			kept[name] = s.bareAddress(address[:cutAt(address, "?#")])
		}
	}
	out, err := json.Marshal(kept)
	if err != nil {
		return nil
	}
	return out
}

// bareAddress scrubs an address that may be none.
func (s *scrubber) bareAddress(address string) string {
	plain, err := url.PathUnescape(address)
	if err != nil {
		plain = address
	}
	if clean := scrub.Code(plain, &s.found[inRefused]); clean != plain {
		return clean
	}
	return address
}

func cutAt(s, chars string) int {
	if i := strings.IndexAny(s, chars); i >= 0 {
		return i
	}
	return len(s)
}
