package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"
)

// server is a server that is running. The zero server is one that never did.
type server struct {
	url    string
	http   *http.Server
	served chan error
}

// open starts a server.
func open(ctx context.Context, addr string, h http.Handler) (server, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if err != nil {
		return server{}, err
	}
	s := server{
		url: "http://" + listener.Addr().String(), served: make(chan error, 1),
		http: &http.Server{Handler: h, ReadHeaderTimeout: 5 * time.Second},
	}
	go func() { s.served <- s.http.Serve(listener) }()
	return s, nil
}

// close ends the server once its requests are answered, or ctx ends.
func (s server) close(ctx context.Context) error {
	if s.http == nil {
		return nil
	}
	err := s.http.Shutdown(ctx)
	if served := <-s.served; !errors.Is(served, http.ErrServerClosed) {
		err = errors.Join(err, served)
	}
	return err
}
