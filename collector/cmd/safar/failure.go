package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"syscall"

	"github.com/safar-cx/safar/collector"
	"github.com/safar-cx/safar/collector/cmd/safar/internal/client"
)

// The exit codes.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// failure is an error with what to do about it.
type failure struct {
	code int
	err  error
	hint string
}

func (f *failure) Error() string { return f.err.Error() }
func (f *failure) Unwrap() error { return f.err }

// usage says that the command was called wrongly.
func usage(message, hint string) error {
	return &failure{exitUsage, errors.New(message), hint}
}

// failed says what to do about an error.
func failed(err error, hint string) error { return &failure{exitFailed, err, hint} }

// tell writes an error and returns the exit code.
func tell(w io.Writer, err error) int {
	if err == nil {
		return exitDone
	}
	f := explain(err)
	fmt.Fprintf(w, "safar: %v\n", f.err)
	if f.hint != "" {
		fmt.Fprintf(w, "  hint: %s\n", f.hint)
	}
	return f.code
}

// explain adds hints to the errors that any command may meet.
func explain(err error) *failure {
	var (
		told    *failure
		refused *client.Error
		broken  *client.BrokenError
		spec    *collector.SpecError
		entry   *collector.EntryError
	)
	switch {
	case errors.As(err, &told):
		return told
	case errors.As(err, &spec):
		return &failure{exitUsage, err, ""} // it has its hint in it
	case errors.As(err, &entry):
		return &failure{exitUsage, errors.New(entry.Field + ": " + entry.Message), entry.Hint}
	case errors.As(err, &refused):
		if refused.Status == http.StatusBadRequest {
			return &failure{exitUsage, err, refused.Hint}
		}
		return &failure{exitFailed, err, refused.Hint}
	case errors.As(err, &broken) && !errors.Is(err, context.Canceled):
		return &failure{exitFailed, err, "what was written is not the whole; the collector's log may say what happened"}
	case errors.Is(err, collector.ErrNoData):
		return &failure{exitFailed, err, "make it with safar init --data DIR --site NAME --timezone ZONE --currency ISO, or check the path"}
	case errors.Is(err, collector.ErrInUse):
		return &failure{exitFailed, err, "stop the server, other commands on that folder and whatever replicates it first; of a database in use safar backup makes a copy"}
	case errors.Is(err, collector.ErrDamaged):
		return &failure{exitFailed, err, "stop the server, then safar restore FILE --force puts the latest backup in its place and keeps it aside"}
	case errors.Is(err, collector.ErrExists):
		return &failure{exitFailed, err, "safar site list shows what there is"}
	case errors.Is(err, syscall.EADDRINUSE):
		return &failure{exitFailed, err, "another program listens there; choose another with --addr, port 0 for any that is free"}
	case errors.Is(err, syscall.ECONNREFUSED):
		return &failure{exitFailed, err, "nothing listens there; is safar serve running?"}
	case errors.Is(err, context.Canceled):
		return &failure{exitFailed, errors.New("stopped before it was done"), "run it again; nothing is counted twice"}
	}
	return &failure{exitFailed, err, ""}
}
