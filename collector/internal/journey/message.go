package journey

import (
	"slices"

	"github.com/safar-cx/safar/sdk/event"
)

// writeMessages gathers what became of each message. An event that names none is of none:
// nobody could tell which message was opened.
func (f *fold) writeMessages() {
	known := map[string]int{}
	arrived := map[string]bool{} // those whose delivery is sealed, and with it all of them
	for i, h := range f.hits {
		id := h.Event.Params.Text("message_id")
		if !isMessage(h.Event.Name) || id == "" {
			continue
		}
		n, ok := known[id]
		if !ok {
			n = len(f.facts.Messages)
			known[id] = n
			f.facts.Messages = append(f.facts.Messages, Message{
				ID: id, Sent: Never, Delivered: Never, Opened: Never, Clicked: Never, Bounced: Never,
			})
		}
		m := &f.facts.Messages[n]
		if h.Event.Name == event.NameMessageDelivered && m.Delivered == Never && f.sealed(i) {
			arrived[id] = true
		}
		m.take(h)
		if m.Campaign == "" {
			m.Campaign = h.Event.Params.Text("campaign")
		}
		if m.Person.ID == "" {
			m.Person = f.persons[i]
		}
	}
	f.facts.Messages = slices.DeleteFunc(f.facts.Messages, func(m Message) bool { return arrived[m.ID] })
}

// take notes what a hit tells of a message. Hits come in order, so the first of each kind
// dates it.
func (m *Message) take(h *Hit) {
	switch h.Event.Name {
	case event.NameMessageSent:
		if m.Sent == Never && m.Delivered == Never {
			m.Surface = string(h.Event.Surface)
		}
		m.Sent = min(m.Sent, h.Time)
	case event.NameMessageDelivered:
		if m.Delivered == Never {
			m.Surface = string(h.Event.Surface)
		}
		m.Delivered = min(m.Delivered, h.Time)
	case event.NameMessageOpened:
		m.Opened = min(m.Opened, h.Time)
	case event.NameMessageClicked:
		m.Clicked = min(m.Clicked, h.Time)
		m.Opened = min(m.Opened, h.Time)
	case event.NameMessageBounced:
		m.Bounced = min(m.Bounced, h.Time)
	}
}

// isMessage tells whether events of a name are about a message.
func isMessage(name string) bool {
	switch name {
	case event.NameMessageSent, event.NameMessageDelivered, event.NameMessageOpened, event.NameMessageClicked,
		event.NameMessageBounced, event.NameMessageComplained, event.NameMessageUnsubscribed:
		return true
	}
	return false
}
