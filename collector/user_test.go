package collector

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

const (
	owner    = "owner@shop.example"
	password = "kettle orbit mango fence"
	base     = "https://stats.shop.example/safar"
)

// browser is a client with cookies, at a collector that listens.
type browser struct {
	*testing.T
	url    string
	client *http.Client
}

func browse(t *testing.T, c *Collector) *browser {
	t.Helper()
	server := httptest.NewServer(c.Handler())
	t.Cleanup(server.Close)
	return another(t, server.URL)
}

func another(t *testing.T, url string) *browser {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &browser{t, url, &http.Client{Jar: jar}}
}

// do sends a request as a page of the collector does and returns status and body.
func (b *browser) do(method, path string, body any) (int, string) {
	b.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		b.Fatal(err)
	}
	r, err := http.NewRequestWithContext(b.Context(), method, b.url+path, bytes.NewReader(text))
	if err != nil {
		b.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Origin", b.url)
	answer, err := b.client.Do(r)
	if err != nil {
		b.Fatal(err)
	}
	defer answer.Body.Close()
	said, err := io.ReadAll(answer.Body)
	if err != nil {
		b.Fatal(err)
	}
	return answer.StatusCode, string(said)
}

// wants checks the status of an answer.
func (b *browser) wants(status int, method, path string, body any) {
	b.Helper()
	if got, said := b.do(method, path, body); got != status {
		b.Errorf("%s %s: %d, want %d: %s", method, path, got, status, said)
	}
}

// tokenOf is the token that a link carries.
func tokenOf(t *testing.T, link, kind string) string {
	t.Helper()
	token, found := strings.CutPrefix(link, base+"/#"+kind+"=")
	if !found {
		t.Fatalf("link %s", link)
	}
	return token
}

func (b *browser) setUp(c *Collector) (token string) {
	b.Helper()
	link, err := c.SetupLink(b.Context(), base+"/")
	if err != nil {
		b.Fatal(err)
	}
	token = tokenOf(b.T, link, "setup")
	b.wants(204, "POST", "/api/v1/setup", map[string]string{"token": token, "email": owner, "password": password})
	return token
}

func TestOwnerSignsInAndReads(t *testing.T) {
	c, _ := created(t)
	b := browse(t, c)
	b.wants(401, "GET", "/api/v1/report", nil)
	b.setUp(c)
	b.wants(200, "GET", "/api/v1/report", nil)
	b.wants(200, "GET", "/api/v1/report", nil)
	b.wants(204, "DELETE", "/api/v1/session", nil)
	b.wants(401, "GET", "/api/v1/report", nil)
	b.wants(204, "POST", "/api/v1/session", map[string]string{"email": owner, "password": password})
	b.wants(200, "GET", "/api/v1/me", nil)

	if _, err := c.SetupLink(t.Context(), base); !errors.Is(err, ErrSetUp) {
		t.Errorf("another setup link: %v", err)
	}
	users, err := c.Users(t.Context())
	if err != nil || len(users) != 1 || users[0].Email != owner || !users[0].HasPassword {
		t.Errorf("users %+v, %v", users, err)
	}
	if err := c.RemoveUser(t.Context(), owner); !errors.Is(err, ErrLastOwner) {
		t.Fatalf("the last owner: %v", err)
	}
	if _, err := c.AddUser(t.Context(), "second@shop.example", Grant{Role: RoleOwner}); err != nil {
		t.Fatal(err)
	}
	if err := c.RemoveUser(t.Context(), owner); err != nil {
		t.Fatal(err)
	}
	b.wants(401, "GET", "/api/v1/me", nil) // at once, though it was just looked up
	if err := c.RemoveUser(t.Context(), owner); !errors.Is(err, ErrNotFound) {
		t.Errorf("removed twice: %v", err)
	}
}

// What the demo does: a user without a password, and a link at each start.
func TestUserWithoutAPassword(t *testing.T) {
	c, _ := created(t)
	b := browse(t, c)
	if user, err := c.AddUser(t.Context(), "Owner@Shop.example", Grant{Role: RoleOwner}); err != nil || user.Email != owner || user.HasPassword {
		t.Fatalf("%+v, %v", user, err)
	}
	if _, err := c.AddUser(t.Context(), owner, Grant{Role: RoleOwner}); !errors.Is(err, ErrExists) {
		t.Errorf("again: %v", err)
	}
	for range 2 {
		link, err := c.SignInLink(t.Context(), owner, base)
		if err != nil {
			t.Fatal(err)
		}
		b.wants(204, "POST", "/api/v1/session/link", map[string]string{"token": tokenOf(t, link, "signin")})
		b.wants(200, "GET", "/api/v1/me", nil)
	}
	if _, err := c.SignInLink(t.Context(), "nobody@shop.example", base); !errors.Is(err, ErrNotFound) {
		t.Errorf("nobody's link: %v", err)
	}
}

func TestLinksLeadSomewhere(t *testing.T) {
	c, _ := created(t)
	for _, bad := range []string{"", "stats.shop.example", "ftp://x.example", "javascript:alert(1)", "http://", "http://a@x.example", "http://x.example/?a=1", "http://x.example/#a"} {
		var spec *SpecError
		if _, err := c.SetupLink(t.Context(), bad); !errors.As(err, &spec) {
			t.Errorf("%q: %v", bad, err)
		}
		if err := CheckLinkBase(bad); !errors.As(err, &spec) {
			t.Errorf("%q passes", bad)
		}
	}
	for _, good := range []string{"http://127.0.0.1:8080", "http://127.0.0.1:8080/"} {
		if link, err := c.SetupLink(t.Context(), good); err != nil || !strings.HasPrefix(link, "http://127.0.0.1:8080/#setup=su_") {
			t.Errorf("%s, %v", link, err)
		}
	}
}

// Many browsers with the same link over HTTP: one gets in.
func TestLinkLetsOneIn(t *testing.T) {
	c, _ := created(t)
	first := browse(t, c)
	first.setUp(c)
	link, err := c.SignInLink(t.Context(), owner, base)
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	statuses := map[int]int{}
	var group sync.WaitGroup
	for range 10 {
		b := another(t, first.url)
		group.Go(func() {
			status, _ := b.do("POST", "/api/v1/session/link", map[string]string{"token": tokenOf(t, link, "signin")})
			mu.Lock()
			defer mu.Unlock()
			statuses[status]++
		})
	}
	group.Wait()
	if statuses[204] != 1 || statuses[403] != 9 {
		t.Errorf("answers %v, want one 204 and nine 403", statuses)
	}
}

func TestSessionsExpireOverHTTP(t *testing.T) {
	now := time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)
	c, err := Create(Config{Dir: t.TempDir(), Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	b := browse(t, c)
	b.setUp(c)
	now = now.Add(14*24*time.Hour - time.Second)
	b.wants(200, "GET", "/api/v1/me", nil)
	now = now.Add(14 * 24 * time.Hour)
	b.wants(401, "GET", "/api/v1/me", nil)
}

// Nothing that opens a door is written anywhere. What is found instead shows that the
// search would find it.
func TestNoSecretIsWritten(t *testing.T) {
	var log bytes.Buffer
	dir := t.TempDir()
	c, err := Create(Config{Dir: dir, Logger: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))})
	if err != nil {
		t.Fatal(err)
	}
	b := browse(t, c)
	setup := b.setUp(c)
	link, err := c.SignInLink(t.Context(), owner, base)
	if err != nil {
		t.Fatal(err)
	}
	signIn := tokenOf(t, link, "signin")
	const wrong = "a password mistyped"
	b.wants(401, "POST", "/api/v1/session", map[string]string{"email": owner, "password": wrong})
	address, err := url.Parse(b.url)
	if err != nil {
		t.Fatal(err)
	}
	cookies := b.client.Jar.Cookies(address)
	if len(cookies) != 1 {
		t.Fatalf("cookies %v", cookies)
	}
	session := cookies[0].Value

	read := func() []byte {
		var all []byte
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile(path)
			all = append(all, data...)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	disk := read() // with the write-ahead log
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	disk = append(disk, read()...)
	b.wants(500, "POST", "/api/v1/session", map[string]string{"email": owner, "password": password}) // the store is closed
	b.wants(500, "POST", "/api/v1/session/link", map[string]string{"token": signIn})

	if !bytes.Contains(disk, []byte(owner)) || !bytes.Contains(disk, []byte("$argon2id$v=19$")) {
		t.Error("the search finds nothing in the files at all")
	}
	if strings.Count(log.String(), "request failed") != 2 {
		t.Errorf("the log hears of nothing: %s", log.String())
	}
	for name, secret := range map[string]string{
		"password": password, "wrong password": wrong, "setup link": setup, "sign-in link": signIn, "session": session,
	} {
		if bytes.Contains(disk, []byte(secret)) {
			t.Errorf("the %s is on the disk", name)
		}
		if strings.Contains(log.String(), secret) {
			t.Errorf("the %s is in the log: %s", name, log.String())
		}
	}
	if strings.Contains(log.String(), owner) {
		t.Errorf("the e-mail address is in the log: %s", log.String())
	}
}
