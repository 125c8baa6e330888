package load

import (
	"io"
	"iter"
	"sync"
	"sync/atomic"
)

// Feed hands out the bodies to be sent, to any number of senders at once. Its error is io.EOF
// when there are no more.
type Feed func() (Body, error)

// Given hands out bodies that were made before.
func Given(bodies []Body) Feed {
	var next atomic.Int64
	return func() (Body, error) {
		n := int(next.Add(1)) - 1
		if n >= len(bodies) {
			return Body{}, io.EOF
		}
		return bodies[n], nil
	}
}

// Made hands out bodies as they are made, where there are too many to keep. It must be stopped.
func Made(bodies iter.Seq2[Body, error]) (feed Feed, stop func()) {
	next, stop := iter.Pull2(bodies)
	var mu sync.Mutex
	return func() (Body, error) {
		mu.Lock()
		defer mu.Unlock()
		b, err, ok := next()
		if !ok {
			return Body{}, io.EOF
		}
		return b, err
	}, stop
}
