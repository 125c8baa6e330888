package oracle

import "slices"

// world is the history as understood at one as_of.
type world struct {
	site      Site
	window    int64 // W
	asOf      int64
	hits      []*hit
	purchases []*purchase
	carts     []*cart // in the order of their opening
	sessions  []*session
	answers   []*answer
}

// understand makes facts of the events, each step from those before it.
func understand(site Site, all []Received, asOf int64) *world {
	w := &world{site: site, asOf: asOf, window: site.CartWindow.Milliseconds()}
	if w.window == 0 {
		w.window = day
	}
	w.hits = accept(site, all, asOf)
	w.groupPurchases()
	w.identify()
	w.readPurchases()
	w.settle()
	w.buildCarts()
	w.recover()
	w.buildSessions()
	w.creditAll()
	w.buildAnswers()
	return w
}

// find is the first that fits, the zero value when none does.
func find[T any](all []T, fits func(T) bool) (none T) {
	if i := slices.IndexFunc(all, fits); i >= 0 {
		return all[i]
	}
	return none
}

// findLast is the last that fits, the zero value when none does.
func findLast[T any](all []T, fits func(T) bool) (none T) {
	for _, one := range slices.Backward(all) {
		if fits(one) {
			return one
		}
	}
	return none
}

// named tells whether there is an event of one of these names.
func named(events []*hit, names ...string) bool {
	return slices.ContainsFunc(events, func(h *hit) bool { return slices.Contains(names, h.Name) })
}
