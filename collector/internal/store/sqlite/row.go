package sqlite

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/sdk/event"
)

// rowVersion is the first byte of a stored hit. After it stand, each as a varint, the flags and
// which of the texts are there; then those texts, the sender's time and the params, texts as
// appendText writes them. Id, time and seal stand in columns of their own.
const rowVersion = 2

// plainVersion is the first byte of hits as they were stored before: with the id among the
// texts, the time after the flags, every text as its length and its bytes, and the sender's
// time always written out.
const plainVersion = 1

// Flags of a stored hit.
const (
	flagHashed = 1 << iota
	flagFromClient
	flagGateway
	flagArrival
	flagServer
	flagTime
	flagParams
	flagSameTime    // the sender's time is the corrected one
	flagSameVisitor // VisitorID is Visitor
)

// storedHit is an event as its row holds it.
type storedHit struct {
	seq     int64
	id      string
	time    int64
	payload []byte
	seal    journey.Seal
}

var errRow = errors.New("stored event cannot be read")

// texts lists the texts of a hit in the order in which they are stored. It only ever grows
// at its end.
func texts(h *journey.Hit, a *journey.Arrival) [23]*string {
	e := &h.Event
	return [...]*string{
		&e.ID, &e.Name, (*string)(&e.Consent), &e.VisitorID, &e.CustomerID, (*string)(&e.Surface),
		&e.Touchpoint, &e.CartID, &e.CheckoutID, &e.Page.URL, &e.Page.Referrer, &e.Page.Title,
		&h.Visitor, &h.Bot, &h.Landing, &h.Device, &h.Browser, &h.OS, &h.Country,
		&a.Channel, &a.Source, &a.Medium, &a.Campaign,
	}
}

// Those of texts that are nobody's words: the id, which has a column, and what names one
// person or cart.
const (
	textID        = 1 << 0
	textVisitorID = 1 << 3
	textNames     = textID | textVisitorID | 1<<4 | 1<<7 | 1<<8 | 1<<12
)

// encodeHit returns the payload of a hit; its id and time are the caller's to store.
// Event.Client is left out: it is never kept. A param that is none of the types event.Params
// names is an error.
func encodeHit(h *journey.Hit, words *words) ([]byte, error) {
	arrival := h.Arrival
	if arrival == nil {
		arrival = &journey.Arrival{}
	}
	sameTime := h.Event.Time.Equal(time.UnixMilli(h.Time))
	sameVisitor := h.Event.VisitorID != "" && h.Event.VisitorID == h.Visitor
	flags := uint64(0)
	set := func(flag uint64, on bool) {
		if on {
			flags |= flag
		}
	}
	set(flagHashed, h.Hashed)
	set(flagFromClient, h.FromClient)
	set(flagGateway, h.Gateway)
	set(flagArrival, h.Arrival != nil)
	set(flagServer, h.Source == event.ServerKey)
	set(flagTime, !h.Event.Time.IsZero() && !sameTime)
	set(flagParams, len(h.Event.Params) > 0)
	set(flagSameTime, !h.Event.Time.IsZero() && sameTime)
	set(flagSameVisitor, sameVisitor)

	fields := texts(h, arrival)
	present := uint64(0)
	bytes := 0
	for i, text := range fields {
		if *text != "" {
			present |= 1 << i
			bytes += len(*text) + 2
		}
	}
	present &^= textID
	if sameVisitor {
		present &^= textVisitorID
	}
	w := rowWriter{b: make([]byte, 0, bytes+64), words: words, with: cmp.Or(h.Visitor, h.Event.CustomerID, h.Event.ID)}
	w.b = append(w.b, rowVersion)
	w.uvarint(flags)
	w.uvarint(present)
	for i, text := range fields {
		switch bit := uint64(1) << i; {
		case present&bit == 0:
		case bit&textNames != 0:
			w.name(*text)
		default:
			w.text(*text)
		}
	}
	if flags&flagTime != 0 {
		w.b = binary.AppendVarint(w.b, h.Event.Time.Unix())
		w.uvarint(uint64(h.Event.Time.Nanosecond()))
	}
	if flags&flagParams != 0 {
		if err := w.object(h.Event.Params); err != nil {
			return nil, err
		}
	}
	return w.b, nil
}

// decodeHit reads what encodeHit wrote. Event.Time comes back in UTC.
func decodeHit(s storedHit, words lexicon) (journey.Hit, error) {
	var h journey.Hit
	if len(s.payload) == 0 || s.payload[0] != rowVersion && s.payload[0] != plainVersion {
		return h, fmt.Errorf("%w: unknown version", errRow)
	}
	r := rowReader{left: string(s.payload[1:]), plain: s.payload[0] == plainVersion, words: words}
	flags := r.uvarint()
	h.Hashed = flags&flagHashed != 0
	h.FromClient = flags&flagFromClient != 0
	h.Gateway = flags&flagGateway != 0
	if flags&flagServer != 0 {
		h.Source = event.ServerKey
	}
	h.Time, h.Event.ID, h.Seal = s.time, s.id, s.seal
	if r.plain {
		h.Time = r.varint()
	}
	var arrival journey.Arrival
	present := r.uvarint()
	for i, text := range texts(&h, &arrival) {
		if present&(1<<i) != 0 {
			*text = r.text()
		}
	}
	if flags&flagSameVisitor != 0 {
		h.Event.VisitorID = h.Visitor
	}
	if flags&flagArrival != 0 {
		h.Arrival = &arrival
	}
	if flags&flagTime != 0 {
		h.Event.Time = time.Unix(r.varint(), int64(r.uvarint())).UTC()
	}
	if flags&flagSameTime != 0 {
		h.Event.Time = time.UnixMilli(h.Time).UTC()
	}
	if flags&flagParams != 0 {
		h.Event.Params = r.object(0)
	}
	if r.err == nil && r.left != "" {
		r.fail("%d bytes too many", len(r.left))
	}
	return h, r.err
}
