package event

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"
)

// The shapes of the wire. Event itself has none, so that its fields can be what Go code
// wants them to be.
type (
	wireEvent struct {
		ID          string      `json:"id,omitempty"`
		Name        string      `json:"name,omitempty"`
		Time        string      `json:"time,omitempty"`
		Consent     Consent     `json:"consent,omitempty"`
		Environment Environment `json:"environment,omitempty"`
		VisitorID   string      `json:"visitor_id,omitempty"`
		CustomerID  string      `json:"customer_id,omitempty"`
		Surface     Surface     `json:"surface,omitempty"`
		Touchpoint  string      `json:"touchpoint,omitempty"`
		CartID      string      `json:"cart_id,omitempty"`
		CheckoutID  string      `json:"checkout_id,omitempty"`
		Page        *Page       `json:"page,omitempty"`
		Client      *Client     `json:"client,omitempty"`
		Params      Params      `json:"params,omitempty"`
	}
	wireBatch struct {
		SentAt  string           `json:"sent_at,omitempty"`
		Sender  *Sender          `json:"sender,omitempty"`
		Dropped map[string]int64 `json:"dropped,omitempty"`
		Events  []Raw            `json:"events"`
	}
)

// MarshalJSON writes the event as it travels, without what is not stated. Decode reads it
// back the same, times cut to the millisecond. It fails when a param has no JSON form or
// the time no RFC 3339 form.
func (e Event) MarshalJSON() ([]byte, error) {
	w := wireEvent{
		ID: e.ID, Name: e.Name, Consent: e.Consent, Environment: e.Environment,
		VisitorID: e.VisitorID, CustomerID: e.CustomerID,
		Surface: e.Surface, Touchpoint: e.Touchpoint, CartID: e.CartID, CheckoutID: e.CheckoutID,
		Client: e.Client, Params: e.Params,
	}
	if e.Page != (Page{}) {
		w.Page = &e.Page
	}
	var err error
	if w.Time, err = formatTime(e.Time); err != nil {
		return nil, err
	}
	return encode(w)
}

// MarshalJSON writes the body of POST /v1/events. DecodeBatch reads it back the same, times
// cut to the millisecond.
func (b Batch) MarshalJSON() ([]byte, error) {
	w := wireBatch{Dropped: b.Dropped, Events: b.Events}
	if w.Events == nil {
		w.Events = []Raw{}
	}
	if b.Sender != (Sender{}) {
		w.Sender = &b.Sender
	}
	var err error
	if w.SentAt, err = formatTime(b.SentAt); err != nil {
		return nil, err
	}
	return encode(w)
}

// MarshalJSON returns the text as it is.
func (r Raw) MarshalJSON() ([]byte, error) { return json.RawMessage(r).MarshalJSON() }

func formatTime(t time.Time) (string, error) {
	if t.IsZero() {
		return "", nil
	}
	if !writable(t) {
		return "", fmt.Errorf("event: the year %d has no RFC 3339 form", t.UTC().Year())
	}
	return t.UTC().Format(timeLayout), nil
}

// encode is json.Marshal without the escapes that only HTML needs: they would make every
// URL longer.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
