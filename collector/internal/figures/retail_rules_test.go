package figures

// sales are what lines add up to by the rule of those who published figures about them:
// lines are summed as they are, and whoever has a line is a customer.
type sales struct {
	orders, customers, repeating int64
	revenue                      mils
}

func published(lines []line) sales {
	var s sales
	known := map[string]bool{}
	orders := map[string]int64{}
	for _, l := range lines {
		s.revenue += l.value()
		if !known[l.invoice] {
			known[l.invoice] = true
			orders[l.customer]++
		}
	}
	s.orders, s.customers = int64(len(known)), int64(len(orders))
	s.repeating = several(orders)
	return s
}

// byMonth parts lines by the month of their time.
func byMonth(lines []line) map[string][]line {
	months := map[string][]line{}
	for _, l := range lines {
		months[l.month()] = append(months[l.month()], l)
	}
	return months
}

// takings are what orders add up to by our definitions: an order is worth whole pence, and
// one worth nothing has no part in the average nor in what is said of customers.
type takings struct {
	orders, priced, customers, repeating int64
	pence                                int64
}

func defined(list []invoice) takings {
	s := takings{orders: int64(len(list))}
	orders := map[string]int64{}
	for i := range list {
		pence := list[i].value.pence()
		s.pence += pence
		if pence > 0 {
			s.priced++
			orders[list[i].customer]++
		}
	}
	s.customers, s.repeating = int64(len(orders)), several(orders)
	return s
}

func (in *invoice) month() string { return in.at[:len("2011-09")] }

// several counts those who have two or more.
func several(orders map[string]int64) (n int64) {
	for _, of := range orders {
		if of > 1 {
			n++
		}
	}
	return n
}

// cohort counts the customers whose first line lies in a month, and those of them who have
// a line in another.
func cohort(lines []line, first, then string) (begun, back int64) {
	earliest := map[string]string{}
	later := map[string]bool{}
	for _, l := range lines {
		if month, known := earliest[l.customer]; !known || l.month() < month {
			earliest[l.customer] = l.month()
		}
		if l.month() == then {
			later[l.customer] = true
		}
	}
	for customer, month := range earliest {
		if month == first {
			begun++
			if later[customer] {
				back++
			}
		}
	}
	return begun, back
}
