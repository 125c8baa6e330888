package journey

// writeContacts counts the events at each touchpoint.
func (f *fold) writeContacts() {
	known := map[Contact]int{}
	for i, h := range f.hits {
		if h.Event.Touchpoint == "" || f.sealed(i) {
			continue
		}
		c := Contact{
			Touchpoint: h.Event.Touchpoint, Name: h.Event.Name, Stage: f.StageOf(&h.Event),
			Surface: string(h.Event.Surface), Time: h.Time - h.Time%quarterHour, Session: f.session[i],
		}
		n, ok := known[c]
		if !ok {
			n = len(f.facts.Contacts)
			known[c] = n
			f.facts.Contacts = append(f.facts.Contacts, c)
		}
		f.facts.Contacts[n].Count += times(h)
	}
}
