package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// small are the flags of a demo that takes a second.
func small(dir string, more ...string) []string {
	return append([]string{"demo", "--data", dir, "--addr", "127.0.0.1:0", "--shop-addr", "127.0.0.1:0", "--gateway-addr", "127.0.0.1:0",
		"--days", "2", "--shoppers-per-day", "30"}, more...)
}

var historyLine = regexp.MustCompile(`(?m)^history: (\d+) accepted, (\d+) there already, 0 rejected$`)

// history are the counts of the line about it.
func history(t *testing.T, out string) (accepted, duplicates string) {
	t.Helper()
	found := historyLine.FindStringSubmatch(out)
	if found == nil {
		t.Fatalf("no history in\n%s", out)
	}
	return found[1], found[2]
}

func TestDemoOnce(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "demo")
	first := must(t, small(dir, "--once")...)
	accepted, duplicates := history(t, first)
	if len(accepted) < 3 || duplicates != "0" {
		t.Errorf("%s events at first, %s of them there already", accepted, duplicates)
	}
	for _, want := range []string{"AWARENESS\n", "EVALUATION\n", "PURCHASE\n", "RETURN\n", "ADVOCACY\n", "Days in Asia/Tehran, money in IRR"} {
		if !strings.Contains(first, want) {
			t.Errorf("%q is missing in\n%s", want, first)
		}
	}
	noted := must(t, "annotation", "list", "--data", dir)
	if strings.Count(noted, "\n") != 1 || !strings.Contains(noted, "درگاه بانک") {
		t.Errorf("noted is %s", noted)
	}
	for what, want := range map[string]string{"persona": "past_orders:3+", "touchpoint": "بنر پاییزی", "goal": "conversion_rate"} {
		if out := must(t, what, "list", "--data", dir); !strings.Contains(out, want) {
			t.Errorf("%s list tells %s", what, out)
		}
	}
	// The second run sends what has happened since, and nothing twice.
	if more, duplicates := history(t, must(t, small(dir, "--once")...)); len(more) >= len(accepted) || duplicates != "0" {
		t.Errorf("%s more, %s again", more, duplicates)
	}
	// One that does not know how far the others came sends all of it, which changes nothing.
	path := filepath.Join(dir, credentialsFile)
	var site map[string]any
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &site); err != nil {
		t.Fatal(err)
	}
	delete(site, "sent_until")
	if text, err = json.Marshal(site); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	if more, duplicates := history(t, must(t, small(dir, "--once")...)); len(more) >= len(accepted) || len(duplicates) < len(accepted) {
		t.Errorf("%s more, %s again, of %s", more, duplicates, accepted)
	}
	if again := must(t, "annotation", "list", "--data", dir); again != noted {
		t.Errorf("noted again is %s", again)
	}
}

// running is a demo that goes on until it is stopped.
type running struct {
	link, shop string
	stop       func() (code int, out, errs string)
}

func runDemo(t *testing.T, args ...string) running {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	r, w := io.Pipe()
	var errs, rest bytes.Buffer
	code := make(chan int, 1)
	go func() {
		code <- execute(ctx, args, streams{strings.NewReader(""), w, &errs})
		w.Close()
	}()
	demo := running{}
	out := bufio.NewReader(io.TeeReader(r, &rest))
	for {
		line, err := out.ReadString('\n')
		if err != nil {
			t.Fatalf("the demo ended with %d:\n%s%s", <-code, rest.String(), errs.String())
		}
		switch {
		case strings.Contains(line, "Dashboard"):
			demo.link = strings.Fields(line)[1]
		case strings.Contains(line, "Shop"):
			demo.shop = strings.Fields(line)[1]
		}
		if strings.Contains(line, "Stop with Ctrl-C") {
			break
		}
	}
	drained := make(chan struct{})
	go func() { _, _ = io.Copy(io.Discard, out); close(drained) }()
	demo.stop = func() (int, string, string) {
		cancel()
		<-drained
		return <-code, rest.String(), errs.String()
	}
	return demo
}

func TestDemoStopsAndGoesOn(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "demo")
	for range 2 {
		demo := runDemo(t, small(dir, "--rate", "600")...)
		if status, page := get(t, demo.shop+"/en"); status != http.StatusOK || !strings.Contains(page, "/t.js") {
			t.Errorf("the shop answers %d\n%s", status, page)
		}
		base, token, _ := strings.Cut(demo.link, "/#signin=")
		response, err := http.Post(base+"/api/v1/session/link", "application/json", strings.NewReader(`{"token":"`+token+`"}`))
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != http.StatusNoContent || len(response.Cookies()) == 0 {
			t.Errorf("the link %s signs nobody in: %d", demo.link, response.StatusCode)
		}
		code, out, errs := demo.stop()
		if code != exitDone || !strings.Contains(out, "live: ") || !strings.Contains(out, ", 0 rejected") {
			t.Errorf("exit %d\n%s%s", code, out, errs)
		}
		for _, address := range []string{base, demo.shop} {
			if conn, err := net.Dial("tcp", strings.TrimPrefix(address, "http://")); err == nil {
				conn.Close()
				t.Errorf("something still listens at %s", address)
			}
		}
	}
	if out := must(t, "check", "--data", dir); !strings.HasSuffix(out, "\nno problems found\n") {
		t.Errorf("check says %s", out)
	}
}

func get(t *testing.T, address string) (int, string) {
	t.Helper()
	response, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(text)
}

// A port that is taken is told of before anything is made, with the flag that helps.
func TestDemoWithABusyPort(t *testing.T) {
	t.Parallel()
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()
	for _, flag := range []string{"--addr", "--shop-addr", "--gateway-addr"} {
		dir := filepath.Join(t.TempDir(), "demo")
		code, _, errs := safar(t, small(dir, flag, busy.Addr().String())...)
		if code != exitFailed || !strings.Contains(errs, "choose another port with "+flag+",") {
			t.Errorf("%s: exit %d, %s", flag, code, errs)
		}
		if _, err := os.Stat(dir); !os.IsNotExist(err) {
			t.Errorf("%s: the folder is made: %v", flag, err)
		}
	}
}

func TestDemoWithRetail(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "demo")
	first := must(t, "demo", "--retail", "--data", dir, "--addr", "127.0.0.1:0", "--once")
	for _, want := range []string{
		"1184 accepted, 0 there already", "CC BY 4.0", "Orders ", " 651 ", "244,034.96 GBP", "182 of 240",
		"curl -H 'Authorization: Bearer rt_", "safar report --data " + filepath.Join(dir, "retail"),
	} {
		if !strings.Contains(first, want) {
			t.Errorf("%q is missing in\n%s", want, first)
		}
	}
	if again := must(t, "demo", "--retail", "--data", dir, "--addr", "127.0.0.1:0", "--once"); !strings.Contains(again, "0 accepted, 1184 there already") || !strings.Contains(again, "244,034.96 GBP") {
		t.Errorf("the second time:\n%s", again)
	}
}

func TestDemoLeavesOtherDataAlone(t *testing.T) {
	t.Parallel()
	dir, _ := newSite(t)
	if code, _, errs := safar(t, small(dir, "--once")...); code != exitFailed || !strings.Contains(errs, "hint: choose another folder") {
		t.Errorf("exit %d, %s", code, errs)
	}
}
