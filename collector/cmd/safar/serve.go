package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strconv"

	"github.com/oklog/run"

	"github.com/safar-cx/safar/collector"
	"github.com/safar-cx/safar/collector/cmd/safar/internal/entrance"
)

type serveCmd struct {
	dataFlag
	Addr         string   `default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Address to listen on; port 0 takes any that is free (default ${default})."`
	TrustedProxy []string `placeholder:"CIDR" help:"Networks of reverse proxies whose X-Forwarded-For is believed. Repeat or separate by commas."`
	MetricsFrom  []string `placeholder:"CIDR" help:"Networks that may read /metrics beside this machine, by the address of the connection. Repeat or separate by commas."`
	PublicURL    string   `placeholder:"URL" help:"Address at which browsers reach the collector, for the link that makes the first user (default: the address it listens on)."`
	TLSCert      string   `name:"tls-cert" type:"path" placeholder:"FILE" help:"Certificate in PEM, with those that vouch for it behind it; with --tls-key the collector speaks TLS. Read anew when the file changes."`
	TLSKey       string   `name:"tls-key" type:"path" placeholder:"FILE" help:"Key of the certificate, in PEM."`
	BrowserRate  float64  `default:"50" placeholder:"N" help:"Requests a second that one address may send with a browser key, with bursts of four seconds' worth; 0 for as many as it likes (default ${default})."`
	ServerRate   float64  `default:"0" placeholder:"N" help:"Requests a second that may come by one server key; 0 for as many as it likes (default ${default})."`
	ReadRate     float64  `default:"1000" placeholder:"N" help:"Requests a second that one user, read token, or address with a share link may send; 0 for as many as they like (default ${default})."`
	CountryFile  string   `type:"path" placeholder:"FILE" help:"File in MaxMind's DB format that tells the country of an address."`
}

// Run serves until it is asked to stop, then lets requests in flight end.
func (c *serveCmd) Run(e *env) (err error) {
	config := collector.Config{Dir: c.Data, Logger: e.log, Version: version(), CountryFile: c.CountryFile}
	if config.BrowserRate, err = perSecond("--browser-rate", c.BrowserRate); err != nil {
		return err
	}
	if config.ServerRate, err = perSecond("--server-rate", c.ServerRate); err != nil {
		return err
	}
	if config.ReadRate, err = perSecond("--read-rate", c.ReadRate); err != nil {
		return err
	}
	if config.TrustedProxies, err = networks("--trusted-proxy", c.TrustedProxy); err != nil {
		return err
	}
	if config.MetricsFrom, err = networks("--metrics-from", c.MetricsFrom); err != nil {
		return err
	}
	if c.PublicURL != "" {
		if err := collector.CheckLinkBase(c.PublicURL); err != nil {
			return err
		}
	}
	if err := config.Check(); err != nil {
		return err
	}
	certificate, err := c.certificate(e)
	if err != nil {
		return err
	}
	listener, err := listen(e, c.Addr)
	if err != nil {
		return err
	}
	// Whoever asks meanwhile is told that the data is being opened.
	server := newServer(collector.Opening(), listener, e.log)
	if certificate != nil {
		server.secure(certificate.Config())
	}
	var all *collector.Collector
	err = server.beside(e, func(ctx context.Context) error {
		opened, err := collector.New(config)
		if err != nil {
			return err
		}
		all = opened
		all.Warm() // a crowd that comes at once would be told to come again meanwhile
		tuneMemory()
		server.hand(all.Handler())
		if err := c.greet(e, all, listener.Addr()); err != nil {
			return err
		}
		return all.Run(ctx)
	})
	if all != nil {
		err = firstOf(err, all.Close())
	}
	return err
}

// certificate is that of the flags, nil without any.
func (c *serveCmd) certificate(e *env) (*entrance.Certificate, error) {
	if (c.TLSCert == "") != (c.TLSKey == "") {
		return nil, usage("TLS needs a certificate and its key", "give both --tls-cert and --tls-key, or neither")
	}
	if c.TLSCert == "" {
		return nil, nil
	}
	return entrance.LoadCertificate(c.TLSCert, c.TLSKey, e.log)
}

func (c *serveCmd) scheme() string {
	if c.TLSCert != "" {
		return "https://"
	}
	return "http://"
}

// perSecond is a rate as a collector takes it, for which a negative one is no limit.
func perSecond(flag string, n float64) (float64, error) {
	switch {
	case n < 0:
		return 0, usage(flag+" can't be negative", "0 lets in as many as come")
	case n == 0:
		return -1, nil
	}
	return n, nil
}

// networks reads the networks that a flag names.
func networks(flag string, texts []string) ([]netip.Prefix, error) {
	var list []netip.Prefix
	for _, text := range texts {
		network, err := netip.ParsePrefix(text)
		if err != nil {
			return nil, usage(fmt.Sprintf("%s %q is no network", flag, text), "write 10.0.0.0/8, or 192.0.2.7/32 for a single address")
		}
		list = append(list, network)
	}
	return list, nil
}

// greet says where the collector is and, while nobody may sign in, how to make the first
// user. The link is printed and never logged.
func (c *serveCmd) greet(e *env, all *collector.Collector, addr net.Addr) error {
	text := fmt.Sprintf("listening on %s%s\n", c.scheme(), addr)
	base := c.PublicURL
	if base == "" {
		base = c.scheme() + reachable(addr)
	}
	link, err := all.SetupLink(e, base)
	switch {
	case err == nil:
		text += fmt.Sprintf("make your account, once and within 7 days, at %s\n", link)
	case !errors.Is(err, collector.ErrSetUp):
		return err
	}
	return e.printf("%s", text)
}

// reachable is an address to which a browser on this machine can go: one that listens on
// all interfaces is none.
func reachable(addr net.Addr) string {
	tcp, ok := addr.(*net.TCPAddr)
	if !ok || !tcp.IP.IsUnspecified() {
		return addr.String()
	}
	return net.JoinHostPort("127.0.0.1", strconv.Itoa(tcp.Port))
}

// serve serves an open collector on the listener until the context ends, or one of the others
// does.
func serve(e *env, all *collector.Collector, listener net.Listener, others ...func(context.Context) error) error {
	server := newServer(all.Handler(), listener, e.log)
	return server.beside(e, append([]func(context.Context) error{all.Run, untilDone}, others...)...)
}

// beside runs the server beside actors until the first of them ends. The order of stopping is
// that of the actors: /readyz says so first, then the server takes no more and finishes the
// rest.
func (s *server) beside(ctx context.Context, actors ...func(context.Context) error) error {
	var group run.Group
	for _, actor := range actors {
		ctx, cancel := context.WithCancel(ctx)
		group.Add(func() error { return actor(ctx) }, func(error) { cancel() })
	}
	group.Add(s.run, s.stop)
	return errors.Join(group.Run(), s.cutOff)
}

// untilDone keeps serving while nothing asks for an end.
func untilDone(ctx context.Context) error {
	<-ctx.Done()
	return nil
}
