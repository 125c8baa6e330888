package journey

import "github.com/safar-cx/safar/sdk/event"

// writeMessages gathers what became of each message.
func (f *fold) writeMessages() {
	known := map[string]int{}
	for i, h := range f.hits {
		var at func(*Message) *int64
		switch h.Event.Name {
		case event.NameMessageSent:
			at = func(m *Message) *int64 { return &m.Sent }
		case event.NameMessageDelivered:
			at = func(m *Message) *int64 { return &m.Delivered }
		case event.NameMessageOpened:
			at = func(m *Message) *int64 { return &m.Opened }
		case event.NameMessageClicked:
			at = func(m *Message) *int64 { return &m.Clicked }
		case event.NameMessageBounced:
			at = func(m *Message) *int64 { return &m.Bounced }
		default:
			continue
		}
		id := h.Event.Params.Text("message_id")
		n, ok := known[id]
		if !ok || id == "" {
			n = len(f.facts.Messages)
			known[id] = n
			f.facts.Messages = append(f.facts.Messages, Message{
				ID: id, Sent: Never, Delivered: Never, Opened: Never, Clicked: Never, Bounced: Never,
			})
		}
		m := &f.facts.Messages[n]
		*at(m) = min(*at(m), h.Time)
		m.Opened = min(m.Opened, m.Clicked)
		if m.Campaign == "" {
			m.Campaign = h.Event.Params.Text("campaign")
		}
		if m.Surface == "" {
			m.Surface = string(h.Event.Surface)
		}
		if m.Person.ID == "" {
			m.Person = f.persons[i]
		}
	}
}
