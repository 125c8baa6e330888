package audit

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
)

// Keep is how long entries are kept: 13 months.
const Keep = 396 * 24 * time.Hour

// together is how long repetitions of what is counted add to one entry.
const together = time.Hour

// MostListed is how many entries are listed at a time.
const MostListed = 500

// Store keeps entries.
type Store interface {
	AddAudit(ctx context.Context, e store.AuditEntry, since, forget time.Time) error
	AuditLog(ctx context.Context, q store.AuditQuery) ([]store.AuditEntry, error)
	AuditSum(ctx context.Context, action, object, until string, since time.Time) (times int64, last time.Time, err error)
}

// Log keeps who did what. It is safe for concurrent use.
type Log struct {
	store Store
	now   func() time.Time
	log   *slog.Logger
}

// New makes a Log over a store. now is the clock; nil means time.Now. What can't be kept is told
// to log.
func New(s Store, now func() time.Time, log *slog.Logger) *Log {
	if now == nil {
		now = time.Now
	}
	return &Log{store: s, now: now, log: log}
}

// Deed is something that was done.
type Deed struct {
	Action Action
	Site   string // by name
	Object string // account or label
	Detail string
}

// Erased is the deed of erasing a customer of a site: how much it was, and not whose.
func Erased(site string, held store.Holdings) Deed {
	return Deed{Action: PersonErased, Site: site, Detail: fmt.Sprintf("%d events, %d orders", len(held.Events), held.Orders)}
}

// SiteKept is the deed of changing a site: where that changed how long what is kept, it says so.
func SiteKept(old, site *store.Site) Deed {
	d := Deed{Action: SiteChanged, Site: site.Name}
	if old.KeepDays != site.KeepDays || old.KeepOrdersDays != site.KeepOrdersDays {
		d.Detail = fmt.Sprintf("events %d days, all %d days", site.KeepDays, site.KeepOrdersDays)
	}
	return d
}

// TookOut is the deed of writing into a file what is held of a customer of a site.
func TookOut(site string) Deed {
	return Deed{Action: PersonsExported, Site: site, Detail: "everything of one person"}
}

// Note keeps a deed in the name of the context's actor. A deed that is done stays done when
// nobody waits for the answer any more, so the end of ctx does not matter; and when nothing can
// be written, because the disk is full, the program's log has the action.
func (l *Log) Note(ctx context.Context, d Deed) {
	now := l.now()
	var since time.Time
	if d.Action.counted() {
		since = now.Add(-together)
	}
	err := l.store.AddAudit(context.WithoutCancel(ctx), store.AuditEntry{
		At: now, Actor: actorOf(ctx), Action: string(d.Action), Site: d.Site, Object: d.Object, Detail: d.Detail,
	}, since, now.Add(-Keep))
	if err != nil {
		l.log.Error("a deed is missing from the audit log", "action", d.Action, "error", err)
	}
}

// Failed tells how often somebody tried to sign in to an account in vain since a time, at most an
// hour more than that, and since its user last signed in; and when for the last time.
func (l *Log) Failed(ctx context.Context, account string, since time.Time) (times int, last time.Time, err error) {
	n, last, err := l.store.AuditSum(ctx, string(SignInFailed), account, string(SignedIn), since)
	if err != nil {
		return 0, last, fmt.Errorf("look for tries to sign in: %w", err)
	}
	return int(n), last, nil
}

// List lists entries, the latest first.
func (l *Log) List(ctx context.Context, q store.AuditQuery) ([]store.AuditEntry, error) {
	list, err := l.store.AuditLog(ctx, q)
	if err != nil {
		return nil, fmt.Errorf("list the audit log: %w", err)
	}
	return list, nil
}
