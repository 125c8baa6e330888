package metric

import (
	"context"
	"fmt"
	"time"
)

// BuildEffect compares the days from a date on with as many days before it: what changed
// when something was changed. Of so many days those count that are over by AsOf; the range
// of the report tells how many. Of a Request it reads neither From, To nor Compare. Its
// errors are those of Build; InvalidRange also where no day is over.
func BuildEffect(ctx context.Context, src Source, req Request, date Date, days int) (Report, error) {
	// A day is over with its last millisecond, since times have none between.
	running := DateOf(req.AsOf.Add(time.Millisecond).In(req.Zone))
	over := min(days, running.number()-date.number())
	if over < 1 {
		return Report{}, &RequestError{InvalidRange, "date", fmt.Sprintf("%v is not over, so nothing can be told of what came after it", date),
			fmt.Sprintf("ask again from %v on", date.Add(1))}
	}
	req.From, req.To, req.Compare = date, date.Add(over-1), Previous
	return Build(ctx, src, req)
}
