package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// submit posts JSON and returns the status and the cookie that was set.
func submit(t *testing.T, url, body string) (status int, cookie string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	for _, c := range response.Cookies() {
		cookie = c.Name + "=" + c.Value
	}
	return response.StatusCode, cookie
}

// me asks who is signed in.
func me(t *testing.T, address, cookie string) string {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address+"/api/v1/me", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Cookie", cookie)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// The way of an owner: the link that init printed, then links made beside the running
// collector.
func TestOwnersWayIn(t *testing.T) {
	t.Parallel()
	dir, made := newSite(t)
	_, setup, found := strings.Cut(*made.SetupURL, "/#setup=")
	if !found {
		t.Fatalf("setup_url %s", *made.SetupURL)
	}
	address, _ := serving(t, dir)
	body := `{"token":"` + setup + `","email":"owner@shop.example","password":"kettle orbit mango fence"}`
	status, cookie := submit(t, address+"/api/v1/setup", body)
	if said := me(t, address, cookie); status != http.StatusNoContent || !strings.HasPrefix(said, `{"email":"owner@shop.example","sites":[{"name":"main"`) {
		t.Fatalf("%d, then %s", status, said)
	}
	if status, _ := submit(t, address+"/api/v1/setup", body); status != http.StatusConflict {
		t.Errorf("a second time: %d", status)
	}

	var link userLinkJSON
	add := []string{"user", "add", "Clerk@shop.example", "--data", dir, "--public-url", address, "--json"}
	if err := json.Unmarshal([]byte(must(t, add...)), &link); err != nil || *link.Email != "clerk@shop.example" {
		t.Fatalf("%+v, %v", link, err)
	}
	token := strings.TrimPrefix(link.URL, address+"/#signin=")
	if status, cookie = submit(t, address+"/api/v1/session/link", `{"token":"`+token+`"}`); status != http.StatusNoContent {
		t.Errorf("%s: %d", link.URL, status)
	}
	if said := me(t, address, cookie); !strings.HasPrefix(said, `{"email":"clerk@shop.example",`) {
		t.Errorf("got %s", said)
	}
	users := regexp.MustCompile(`^clerk@shop\.example  links only  since \d{4}-\d\d-\d\d  viewer of every site\nowner@shop\.example  password  since \d{4}-\d\d-\d\d  owner of every site\n$`)
	if out := must(t, "user", "list", "--data", dir); !users.MatchString(out) {
		t.Errorf("got %s", out)
	}
	if out := must(t, "user", "list", "--data", dir, "--json"); !strings.HasPrefix(out, `[{"email":"clerk@shop.example","password":false,"created":"`) {
		t.Errorf("got %s", out)
	}
	if out := must(t, "user", "link", "owner@shop.example", "--data", dir); !strings.HasPrefix(out, "http://127.0.0.1:8080/#signin=si_") ||
		!strings.HasSuffix(out, "\nsigns owner@shop.example in, once and within an hour.\n") {
		t.Errorf("got %s", out)
	}

	for _, test := range []struct {
		code int
		args []string
		want string
	}{
		{exitUsage, []string{"link"}, "hint: safar user list"},
		{exitUsage, []string{"link", "owner@shop.example", "--public-url", "shop.example"}, "no address of a collector"},
		{exitUsage, []string{"add", "third@shop.example", "--public-url", "shop.example"}, "no address of a collector"},
		{exitUsage, []string{"add", "third"}, "no e-mail address"},
		{exitFailed, []string{"add", "owner@shop.example"}, "hint: safar user link owner@shop.example"},
		{exitFailed, []string{"link", "third@shop.example"}, "hint: safar user list"},
		{exitFailed, []string{"remove", "third@shop.example"}, "hint: safar user list"},
	} {
		if code, _, errs := safar(t, append([]string{"user"}, append(test.args, "--data", dir)...)...); code != test.code || !strings.Contains(errs, test.want) {
			t.Errorf("%v: exit %d, %s", test.args, code, errs)
		}
	}
	must(t, "user", "remove", "clerk@shop.example", "--data", dir)
	if out := must(t, "user", "link", "--data", dir, "--json"); !strings.HasPrefix(out, `{"email":"owner@shop.example","url":"http://127.0.0.1:8080/#signin=si_`) {
		t.Errorf("the only user's: %s", out)
	}
}

// greeting starts safar serve and returns all that it says before it stops.
func greeting(t *testing.T, dir string, flags ...string) string {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	r, w := io.Pipe()
	var errs bytes.Buffer
	done := make(chan int, 1)
	go func() {
		args := append([]string{"serve", "--data", dir, "--addr", "127.0.0.1:0"}, flags...)
		done <- execute(ctx, args, streams{strings.NewReader(""), w, &errs})
		w.Close()
	}()
	said := bufio.NewReader(r)
	first, err := said.ReadString('\n')
	if err != nil {
		t.Fatalf("safar serve: exit %d, %s", <-done, errs.String())
	}
	cancel()
	rest, err := io.ReadAll(said)
	if err != nil {
		t.Fatal(err)
	}
	if code := <-done; code != exitDone {
		t.Errorf("exit %d, %s", code, errs.String())
	}
	if errs.Len() > 0 {
		t.Errorf("logged: %s", errs.String())
	}
	return first + string(rest)
}

func TestServePrintsTheLinkWhileThereIsNoUser(t *testing.T) {
	t.Parallel()
	dir, _ := newSite(t)
	own := regexp.MustCompile(`^listening on (http://127\.0\.0\.1:\d+)\nmake your account, once and within 7 days, at (http://127\.0\.0\.1:\d+)/#setup=su_\w{33}\n$`)
	if parts := own.FindStringSubmatch(greeting(t, dir)); parts == nil || parts[1] != parts[2] {
		t.Errorf("says %q", parts)
	}
	if out := greeting(t, dir, "--public-url", "https://stats.shop.example/"); !strings.Contains(out, " at https://stats.shop.example/#setup=su_") {
		t.Errorf("says %s", out)
	}
	if out := must(t, "user", "link", "--data", dir, "--public-url", "https://stats.shop.example"); !strings.HasPrefix(out, "https://stats.shop.example/#setup=su_") ||
		!strings.HasSuffix(out, "\nmakes the first user, once and within 7 days.\n") {
		t.Errorf("says %s", out)
	}
	must(t, "user", "add", "owner@shop.example", "--data", dir)
	if out := greeting(t, dir); strings.Contains(out, "#") || strings.Count(out, "\n") != 1 {
		t.Errorf("says %s", out)
	}
}
