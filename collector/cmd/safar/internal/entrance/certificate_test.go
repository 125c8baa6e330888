package entrance

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"log/slog"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// written writes a new certificate of a number and its key.
func written(t *testing.T, certFile, keyFile string, number int64) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(number), NotAfter: time.Now().Add(time.Hour), DNSNames: []string{"shop.example"}}
	cert, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	for file, block := range map[string]*pem.Block{certFile: {Type: "CERTIFICATE", Bytes: cert}, keyFile: {Type: "PRIVATE KEY", Bytes: secret}} {
		if err := os.WriteFile(file, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
		// Two within one tick of the file system's clock must differ all the same.
		at := time.Unix(number, 0)
		if err := os.Chtimes(file, at, at); err != nil {
			t.Fatal(err)
		}
	}
}

// shown is the number of the certificate that a peer of such a version is shown, and the
// version that was agreed on.
func shown(t *testing.T, c *Certificate, most uint16) (number int64, version uint16, err error) {
	t.Helper()
	here, there := net.Pipe()
	defer here.Close()
	defer there.Close()
	go func() { _ = tls.Server(there, c.Config()).Handshake() }()                                                                                 // the client says how it went
	client := tls.Client(here, &tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS10, MaxVersion: most, ServerName: "shop.example"}) // it looks at what it is shown
	if err := client.HandshakeContext(t.Context()); err != nil {
		return 0, 0, err
	}
	state := client.ConnectionState()
	return state.PeerCertificates[0].SerialNumber.Int64(), state.Version, nil
}

func TestCertificateFollowsItsFiles(t *testing.T) {
	dir := t.TempDir()
	certFile, keyFile := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	var log bytes.Buffer
	written(t, certFile, keyFile, 1)
	c, err := LoadCertificate(certFile, keyFile, slog.New(slog.NewTextHandler(&log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	expect := func(want int64) {
		t.Helper()
		if number, version, err := shown(t, c, 0); err != nil || number != want || version != tls.VersionTLS13 {
			t.Errorf("certificate %d by version %x is shown, want %d: %v", number, version, want, err)
		}
	}
	expect(1)
	written(t, certFile, keyFile, 2)
	expect(2)
	written(t, certFile, filepath.Join(dir, "other.pem"), 3) // its key is still to come
	expect(2)
	expect(2)
	if n := strings.Count(log.String(), "can't be used"); n != 1 {
		t.Errorf("the log tells %d times of a certificate without its key:\n%s", n, &log)
	}
	if err := os.Remove(keyFile); err != nil {
		t.Fatal(err)
	}
	expect(2)
	written(t, certFile, keyFile, 4)
	expect(4)
}

func TestOldVersionsAreRefused(t *testing.T) {
	dir := t.TempDir()
	certFile, keyFile := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	written(t, certFile, keyFile, 1)
	c, err := LoadCertificate(certFile, keyFile, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	for version, ok := range map[uint16]bool{tls.VersionTLS10: false, tls.VersionTLS11: false, tls.VersionTLS12: true, tls.VersionTLS13: true} {
		if _, agreed, err := shown(t, c, version); (err == nil) != ok || ok && agreed != version {
			t.Errorf("%x: %x, %v", version, agreed, err)
		}
	}
	if _, err := LoadCertificate(keyFile, certFile, nil); err == nil {
		t.Error("a key is taken for a certificate")
	}
	if _, err := LoadCertificate(certFile, filepath.Join(dir, "none.pem"), nil); err == nil {
		t.Error("a key that is not there is taken")
	}
}
