package api

// slots are a bounded number of things that may run at once. It is safe for concurrent use.
type slots chan struct{}

// take takes a slot, if one is free.
func (s slots) take() bool {
	select {
	case s <- struct{}{}:
		return true
	default:
		return false
	}
}

// giveBack gives a slot back.
func (s slots) giveBack() { <-s }
