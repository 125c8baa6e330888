package entrance

import (
	"crypto/tls"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"
)

// Certificate is a certificate with its key, from files that somebody may replace while it is in
// use, as whoever renews it does. It is safe for concurrent use.
type Certificate struct {
	certFile, keyFile string
	log               *slog.Logger

	mu     sync.Mutex
	loaded *tls.Certificate
	read   version // of the files, when they were last tried
}

// version tells two contents of the files apart.
type version struct{ cert, key stamp }

type stamp struct {
	changed time.Time
	size    int64
}

// LoadCertificate reads a certificate, with those that vouch for it behind it, and its key, both
// in PEM.
func LoadCertificate(certFile, keyFile string, log *slog.Logger) (*Certificate, error) {
	c := &Certificate{certFile: certFile, keyFile: keyFile, log: log}
	var err error
	if c.read, err = c.version(); err != nil {
		return nil, fmt.Errorf("read the certificate: %w", err)
	}
	return c, c.load()
}

// Config is how to speak TLS with it: version 1.2 or later, with Go's choice of ciphers.
func (c *Certificate) Config() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: c.get}
}

// get returns the certificate as the files have it now. Files that can't be used, as in the
// moment when one of them was replaced and the other not yet, leave the one before in use.
func (c *Certificate) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now, err := c.version()
	switch {
	case err != nil: // for a moment there is none, and the one before is as good as it was
	case now != c.read:
		c.read = now
		if err := c.load(); err != nil {
			c.log.Error("the certificate changed and can't be used; the one before stays in use", "error", err)
		} else {
			c.log.Info("the certificate changed and is in use")
		}
	}
	return c.loaded, nil
}

func (c *Certificate) load() error {
	loaded, err := tls.LoadX509KeyPair(c.certFile, c.keyFile)
	if err != nil {
		return fmt.Errorf("read the certificate: %w", err)
	}
	c.loaded = &loaded
	return nil
}

func (c *Certificate) version() (v version, err error) {
	if v.cert, err = stampOf(c.certFile); err != nil {
		return v, err
	}
	v.key, err = stampOf(c.keyFile)
	return v, err
}

func stampOf(file string) (stamp, error) {
	info, err := os.Stat(file)
	if err != nil {
		return stamp{}, err
	}
	return stamp{info.ModTime(), info.Size()}, nil
}
