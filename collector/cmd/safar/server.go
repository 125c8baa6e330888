package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/safar-cx/safar/collector/cmd/safar/internal/entrance"
)

// The bounds of a connection. A body of 1 MiB passes within readTimeout at 35 kB/s; a report
// may take its time within writeTimeout.
const (
	readHeaderTimeout = 5 * time.Second
	readTimeout       = 30 * time.Second
	writeTimeout      = 60 * time.Second
	idleTimeout       = 120 * time.Second
	maxHeaderBytes    = 16 << 10
	drainTimeout      = 8 * time.Second // so that with closing the files it is ten at the most
	// mostStreams is how many requests one connection of HTTP/2 may have under way at once. A
	// browser that shows all the pages together has fewer.
	mostStreams = 100
	// onlyTLS tells browsers for how long to come by TLS alone: a year, in seconds.
	onlyTLS = "max-age=31536000"
)

// server is an actor of a run.Group that serves a handler.
type server struct {
	http     http.Server
	listener net.Listener
	handler  atomic.Pointer[http.Handler]
	// cutOff is what stop could not wait for, to be read once the group has ended.
	cutOff error
}

func newServer(handler http.Handler, listener net.Listener, log *slog.Logger) *server {
	s := &server{listener: listener, http: http.Server{
		ErrorLog:          errorLog(log),
		ReadHeaderTimeout: readHeaderTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		HTTP2:             &http.HTTP2Config{MaxConcurrentStreams: mostStreams},
		ConnState:         entrance.NewConnections().Track,
	}}
	s.http.Handler = s
	s.hand(handler)
	return s
}

// hand lets another handler serve what comes from now on.
func (s *server) hand(to http.Handler) { s.handler.Store(&to) }

// secure lets the server speak TLS and nothing else. It must be called before run.
func (s *server) secure(config *tls.Config) { s.http.TLSConfig = config }

// ServeHTTP hands a request to the handler of the moment.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.TLS != nil {
		w.Header().Set("Strict-Transport-Security", onlyTLS)
	}
	(*s.handler.Load()).ServeHTTP(w, r)
}

func (s *server) run() error {
	serve := s.http.Serve
	if s.http.TLSConfig != nil {
		serve = func(l net.Listener) error { return s.http.ServeTLS(l, "", "") }
	}
	if err := serve(s.listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve: %w", err)
	}
	return nil
}

// stop takes no more requests and lets those in flight end.
func (s *server) stop(error) {
	ctx, cancel := context.WithTimeout(context.Background(), drainTimeout)
	defer cancel()
	if err := s.http.Shutdown(ctx); err != nil {
		s.cutOff = errors.Join(fmt.Errorf("requests were cut off after %s: %w", drainTimeout, err), s.http.Close())
	}
}

func listen(ctx context.Context, addr string) (net.Listener, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w", addr, err)
	}
	return listener, nil
}
