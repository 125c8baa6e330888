package siege

import (
	"compress/gzip"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"testing"
	"time"
)

// TestMain lets the test binary play servers without bounds.
func TestMain(m *testing.M) {
	switch os.Getenv("SIEGE_PLAY") {
	case "unbounded":
		play(func(l net.Listener) net.Listener { return l })
	case "few":
		play(func(l net.Listener) net.Listener { return &few{l, make(chan struct{}, fewest)} })
	}
	os.Exit(m.Run())
}

// play serves what takes every body as it comes.
func play(behind func(net.Listener) net.Listener) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Printf("listening on http://%s\n", listener.Addr())
	panic(http.Serve(behind(listener), http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body := io.Reader(r.Body)
		if r.Header.Get("Content-Encoding") == "gzip" {
			z, err := gzip.NewReader(r.Body)
			if err != nil {
				http.Error(w, err.Error(), http.StatusBadRequest)
				return
			}
			body = z
		}
		text, err := io.ReadAll(body)
		fmt.Fprintln(w, len(text), err)
	})))
}

// fewest is how many connections the server of the control holds, which lets nobody in while
// there are as many.
const fewest = 10

type few struct {
	net.Listener
	room chan struct{}
}

func (f *few) Accept() (net.Conn, error) {
	f.room <- struct{}{}
	conn, err := f.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &fewConn{Conn: conn, leave: func() { <-f.room }}, nil
}

type fewConn struct {
	net.Conn
	leave func()
}

func (c *fewConn) Close() error {
	err := c.Conn.Close()
	if c.leave != nil {
		c.leave()
		c.leave = nil
	}
	return err
}

// patience is longer than anything takes that works.
const patience = 60 * time.Second
