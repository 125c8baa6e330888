package sqlite

import "time"

// Meter hears what the writer does. It is called on the writer's goroutine, which waits.
type Meter interface {
	// Committed hears how long a transaction of batches took, the sync of the disk included.
	Committed(took time.Duration)
	// FoldFailed hears that a step of folding failed and will be tried again.
	FoldFailed()
	// LetGo hears how many events a step of retention deleted.
	LetGo(events int)
}

// deaf is the Meter of those who have none.
type deaf struct{}

func (deaf) Committed(time.Duration) {}
func (deaf) FoldFailed()             {}
func (deaf) LetGo(int)               {}
