package sqlite

import (
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/sdk/event"
)

// rowVersion is the first byte of a stored hit. After it stand, each as a varint, the
// flags, the time, and which of the texts are there; then those texts, the sender's time
// and the params. Numbers are varints, a text is its length and its bytes. The same hit
// always gives the same bytes.
const rowVersion = 1

// Flags of a stored hit.
const (
	flagHashed = 1 << iota
	flagFromClient
	flagGateway
	flagArrival
	flagServer
	flagTime
	flagParams
)

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

// encodeHit returns a hit as it is stored. Event.Client is left out: it is never kept. A
// param that is none of the types event.Params names is an error.
func encodeHit(h *journey.Hit) ([]byte, error) {
	arrival := h.Arrival
	if arrival == nil {
		arrival = &journey.Arrival{}
	}
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
	set(flagTime, !h.Event.Time.IsZero())
	set(flagParams, len(h.Event.Params) > 0)

	fields := texts(h, arrival)
	present := uint64(0)
	bytes := 0
	for i, text := range fields {
		if *text != "" {
			present |= 1 << i
			bytes += len(*text) + 2
		}
	}
	b := make([]byte, 0, bytes+64)
	b = append(b, rowVersion)
	b = binary.AppendUvarint(b, flags)
	b = binary.AppendVarint(b, h.Time)
	b = binary.AppendUvarint(b, present)
	for _, text := range fields {
		if *text != "" {
			b = appendText(b, *text)
		}
	}
	if flags&flagTime != 0 {
		b = binary.AppendVarint(b, h.Event.Time.Unix())
		b = binary.AppendUvarint(b, uint64(h.Event.Time.Nanosecond()))
	}
	if flags&flagParams != 0 {
		return appendObject(b, h.Event.Params)
	}
	return b, nil
}

// decodeHit reads what encodeHit wrote. Event.Time comes back in UTC.
func decodeHit(payload []byte) (journey.Hit, error) {
	var h journey.Hit
	if len(payload) == 0 || payload[0] != rowVersion {
		return h, fmt.Errorf("%w: unknown version", errRow)
	}
	r := rowReader{left: string(payload[1:])}
	flags := r.uvarint()
	h.Hashed = flags&flagHashed != 0
	h.FromClient = flags&flagFromClient != 0
	h.Gateway = flags&flagGateway != 0
	if flags&flagServer != 0 {
		h.Source = event.ServerKey
	}
	h.Time = r.varint()
	var arrival journey.Arrival
	present := r.uvarint()
	for i, text := range texts(&h, &arrival) {
		if present&(1<<i) != 0 {
			*text = r.text()
		}
	}
	if flags&flagArrival != 0 {
		h.Arrival = &arrival
	}
	if flags&flagTime != 0 {
		h.Event.Time = time.Unix(r.varint(), int64(r.uvarint())).UTC()
	}
	if flags&flagParams != 0 {
		h.Event.Params = r.object(0)
	}
	if r.err == nil && r.left != "" {
		r.fail("%d bytes too many", len(r.left))
	}
	return h, r.err
}
