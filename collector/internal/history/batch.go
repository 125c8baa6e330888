package history

import "math/rand/v2"

// Batches cuts a history into requests in another order than that of its steps, a fifth of
// which are sent twice. A request holds 1 to 1,000 steps of one sender: one key and, for
// browsers, one address and agent. Only a history without two different copies of one event
// means the same when it is shuffled; those of Generate do.
func Batches(h History, rng *rand.Rand) [][]Step {
	var steps []Step
	for _, s := range h.Steps {
		steps = append(steps, s)
		if rng.IntN(5) == 0 {
			steps = append(steps, s.clone())
		}
	}
	rng.Shuffle(len(steps), func(i, j int) { steps[i], steps[j] = steps[j], steps[i] })
	type sender struct {
		server bool
		ip, ua string
	}
	var senders []sender // in the order of their first step, so that a seed decides all
	sent := map[sender][]Step{}
	for _, s := range steps {
		from := sender{s.Kind != 0, s.IP, s.UserAgent}
		if sent[from] == nil {
			senders = append(senders, from)
		}
		sent[from] = append(sent[from], s)
	}
	var batches [][]Step
	for _, from := range senders {
		for left := sent[from]; len(left) > 0; {
			n := min(len(left), 1+rng.IntN(pick(rng, []int{1, 3, 20, 1000})))
			batches, left = append(batches, left[:n]), left[n:]
		}
	}
	rng.Shuffle(len(batches), func(i, j int) { batches[i], batches[j] = batches[j], batches[i] })
	return batches
}
