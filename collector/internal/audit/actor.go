package audit

import "context"

// The actors that are no account and no label.
const (
	Program = "safar" // whoever runs commands where the data is, or holds the collector in his process
	Nobody  = ""      // somebody who has not shown who he is
)

type actorKey struct{}

// By says in whose name is done what is done under the context: a user's e-mail address, the
// label of a token or key, or Nobody. Without it that is Program.
func By(ctx context.Context, actor string) context.Context {
	return context.WithValue(ctx, actorKey{}, actor)
}

func actorOf(ctx context.Context) string {
	if actor, said := ctx.Value(actorKey{}).(string); said {
		return actor
	}
	return Program
}
