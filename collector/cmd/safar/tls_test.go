package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// certified writes a certificate for this machine and returns its files and who trusts it.
func certified(t *testing.T) (certFile, keyFile string, pool *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	cert, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	certFile, keyFile = filepath.Join(t.TempDir(), "cert.pem"), filepath.Join(t.TempDir(), "key.pem")
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: cert})
	for file, text := range map[string][]byte{certFile: text, keyFile: pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret})} {
		if err := os.WriteFile(file, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	pool = x509.NewCertPool()
	pool.AppendCertsFromPEM(text)
	return certFile, keyFile, pool
}

// By TLS the program answers as ever, and tells browsers to stay with it. Without TLS it
// answers nobody then.
func TestServeByTLS(t *testing.T) {
	t.Parallel()
	dir, _ := newSite(t)
	certFile, keyFile, pool := certified(t)
	address, _ := serving(t, dir, "--tls-cert", certFile, "--tls-key", keyFile)
	if !strings.HasPrefix(address, "https://") {
		t.Fatalf("listening on %s", address)
	}
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}, ForceAttemptHTTP2: true}}
	defer client.CloseIdleConnections()
	get := func(client *http.Client, url string) *http.Response {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
		if err != nil {
			t.Fatal(err)
		}
		response, err := client.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		return response
	}
	response := get(client, address+"/healthz")
	if response.StatusCode != http.StatusOK || response.Header.Get("Strict-Transport-Security") != onlyTLS || response.ProtoMajor != 2 {
		t.Errorf("%s %s %v", response.Proto, response.Status, response.Header)
	}
	if response := get(http.DefaultClient, "http"+strings.TrimPrefix(address, "https")+"/healthz"); response.StatusCode != http.StatusBadRequest {
		t.Errorf("without TLS: %s", response.Status)
	}
	plain, _ := serving(t, dir)
	if response := get(http.DefaultClient, plain+"/healthz"); response.Header.Get("Strict-Transport-Security") != "" {
		t.Error("who has no TLS is told to stay with it")
	}
}

func TestHalfOfTLSIsAMistake(t *testing.T) {
	t.Parallel()
	dir, _ := newSite(t)
	certFile, _, _ := certified(t)
	if code, _, errs := safar(t, "serve", "--data", dir, "--addr", "127.0.0.1:0", "--tls-cert", certFile); code != exitUsage || !strings.Contains(errs, "--tls-key") {
		t.Errorf("exit %d: %s", code, errs)
	}
}
