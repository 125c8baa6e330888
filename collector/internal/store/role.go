package store

import "errors"

// Role is what a user may do with a site.
type Role string

// The roles. Each may all that those before it may.
const (
	Viewer Role = "viewer" // reads
	Editor Role = "editor" // writes down what merchants do: notes, goals, surveys
	Owner  Role = "owner"  // decides who gets in: people, keys, tokens
)

// Grant gives a user a role.
type Grant struct {
	Site int64 // 0: every site, those to come as well
	Role Role
}

// ErrLastOwner says that nobody would be left who owns every site.
var ErrLastOwner = errors.New("somebody must own every site")
