package journey

import "sort"

// countPastOrders says of each session how many orders its person had placed when it began.
// Who got something for free has bought nothing.
func (f *fold) countPastOrders() {
	dates := map[Person][]int{} // hits that date the orders, in order
	for _, o := range f.orders {
		if o.person.ID != "" && !o.cancelled && f.valueOf(o) > 0 {
			dates[o.person] = append(dates[o.person], o.date)
		}
	}
	for n := range f.facts.Sessions {
		s := &f.facts.Sessions[n]
		s.PastOrders = sort.SearchInts(dates[s.Person], f.begin[n])
	}
}
