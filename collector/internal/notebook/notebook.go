package notebook

import (
	"context"

	"github.com/safar-cx/safar/collector/internal/store"
)

// Store keeps entries. Its methods return store.ErrNotFound for an entry that the site does
// not have, and store.ErrFull rather than keep a new one beyond most.
type Store interface {
	Goals
	Touchpoints
	Personas
	Annotations
	Surveys
}

// Goals keeps goals of metrics, one for each.
type Goals interface {
	Goals(ctx context.Context, site int64) ([]store.Goal, error)
	SetGoal(ctx context.Context, g store.Goal) error
	RemoveGoal(ctx context.Context, site int64, metric string) error
}

// Touchpoints keeps what is said of touchpoints, once for each.
type Touchpoints interface {
	Touchpoints(ctx context.Context, site int64) ([]store.Touchpoint, error)
	SetTouchpoint(ctx context.Context, t store.Touchpoint, most int) error
	RemoveTouchpoint(ctx context.Context, site int64, name string) error
}

// Personas keeps personas. One without a number is new; a name that another one of the site
// has is store.ErrExists.
type Personas interface {
	Personas(ctx context.Context, site int64) ([]store.Persona, error)
	SavePersona(ctx context.Context, p store.Persona, most int) (store.Persona, error)
	RemovePersona(ctx context.Context, site, id int64) error
}

// Annotations keeps annotations. One without a number is new.
type Annotations interface {
	Annotations(ctx context.Context, site int64) ([]store.Annotation, error)
	SaveAnnotation(ctx context.Context, a store.Annotation, most int) (store.Annotation, error)
	RemoveAnnotation(ctx context.Context, site, id int64) error
}

// Notebook is safe for concurrent use.
type Notebook struct {
	store Store
}

// New makes a Notebook over a store.
func New(s Store) *Notebook { return &Notebook{s} }
