package journey

// writeMeetings lists the touchpoints of the visit that each order is credited to.
func (f *fold) writeMeetings() {
	met := map[int][]string{} // by session
	known := map[Contact]bool{}
	for _, c := range f.facts.Contacts {
		once := Contact{Session: c.Session, Touchpoint: c.Touchpoint}
		if c.Session != None && !known[once] {
			known[once] = true
			met[c.Session] = append(met[c.Session], c.Touchpoint)
		}
	}
	for i := range f.facts.Orders {
		// Of an order without a session there is nothing: no contact was noted under None.
		for _, touchpoint := range met[f.facts.Orders[i].Session] {
			f.facts.Meetings = append(f.facts.Meetings, Meeting{i, touchpoint})
		}
	}
}
