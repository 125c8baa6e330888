package sdktest_test

import (
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/safar-cx/safar/sdk"
	"github.com/safar-cx/safar/sdk/event"
	"github.com/safar-cx/safar/sdk/sdktest"
)

func Example() {
	recorder := sdktest.New()
	defer recorder.Close()

	client := recorder.Client() // what the shop under test is given
	client.Search(context.Background(), "kilim", 3)

	for _, e := range recorder.Events() {
		fmt.Println(e.Name, e.Params.Text("search_term"), e.Params.Text("results"))
	}
	// Output: search kilim 3
}

func TestWhatACollectorWouldRefuseIsRejected(t *testing.T) {
	r := sdktest.New()
	defer r.Close()
	r.Client().Track(t.Context(), event.NamePurchase)
	r.Client().Track(t.Context(), "Bad Name")
	r.Client().Track(sdk.WithScope(t.Context(), sdk.Scope{Consent: event.ConsentNone}), "secret")
	if events := r.Events(); len(events) != 0 {
		t.Errorf("%+v", events)
	}
	rejected := r.Rejected()
	if len(rejected) != 2 || rejected[0].Code != event.CodeMissingTransactionID || rejected[1].Code != event.CodeInvalidName {
		t.Errorf("%+v", rejected)
	}
	if s := r.Client().Stats(); s.Sent != 3 || s.Rejected != 2 {
		t.Errorf("%+v", s)
	}
}

func TestRepeatsAreRecognised(t *testing.T) {
	r := sdktest.New()
	defer r.Close()
	at := time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)
	for range 2 {
		r.Client().Track(t.Context(), "once", sdk.ID("x"), sdk.At(at))
	}
	r.Client().Track(t.Context(), "once", sdk.ID("x"), sdk.At(at.Add(time.Second)))
	if events := r.Events(); len(events) != 2 {
		t.Errorf("%+v", events)
	}
	r.Reset()
	if events := r.Events(); len(events)+r.Requests() != 0 {
		t.Errorf("after Reset: %+v", events)
	}
}

func TestModes(t *testing.T) {
	for name, mode := range map[string]sdktest.Mode{
		"hang": sdktest.Hang, "refuse": sdktest.Refuse, "cut off": sdktest.CutOff, "status": sdktest.Status(503, 2),
		"reset": sdktest.Reset, "too slow": sdktest.Slow(time.Minute),
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := sdktest.New()
				defer r.Close()
				r.Answer(mode)
				r.Client().Track(t.Context(), "step")
				ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
				defer cancel()
				if err := r.Client().Flush(ctx); err == nil || r.Requests() == 0 {
					t.Errorf("%v after %d requests", err, r.Requests())
				}
				r.Answer(sdktest.OK)
				if events, err := r.Wait(t.Context(), 1); err != nil || len(events) != 1 {
					t.Errorf("%v, %v", events, err)
				}
			})
		})
	}
}

func TestWaitEndsWithItsContext(t *testing.T) {
	r := sdktest.New()
	defer r.Close()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := r.Wait(ctx, 1); err == nil || !strings.Contains(err.Error(), "0 events of 1") {
		t.Errorf("%v", err)
	}
}

func TestStrangersAreTurnedAway(t *testing.T) {
	r := sdktest.New()
	defer r.Close()
	for key, want := range map[string]int{"": http.StatusUnauthorized, sdktest.Key: http.StatusBadRequest} {
		request := httptest.NewRequest(http.MethodPost, "/v1/events", strings.NewReader("no batch"))
		request.Header.Set("Authorization", "Bearer "+key)
		w := httptest.NewRecorder()
		r.ServeHTTP(w, request)
		if w.Code != want {
			t.Errorf("%q: %d, want %d", key, w.Code, want)
		}
	}
}

// TestSlow waits for an answer that comes within the sender's patience.
func TestSlow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := sdktest.New()
		defer r.Close()
		r.Answer(sdktest.Slow(3 * time.Second))
		r.Client().Track(t.Context(), "step")
		began := time.Now()
		if events := r.Events(); len(events) != 1 || r.Requests() != 1 || time.Since(began) < 3*time.Second {
			t.Errorf("%+v after %v and %d requests", events, time.Since(began), r.Requests())
		}
	})
}

// TestOverARealNetwork reaches a recorder behind a server, in every mode in which a connection
// comes to harm.
func TestOverARealNetwork(t *testing.T) {
	for name, mode := range map[string]sdktest.Mode{"refuse": sdktest.Refuse, "reset": sdktest.Reset, "cut off": sdktest.CutOff} {
		t.Run(name, func(t *testing.T) {
			r := sdktest.New()
			defer r.Close()
			server := httptest.NewUnstartedServer(r)
			server.Config.ErrorLog = log.New(io.Discard, "", 0)
			server.Start()
			defer server.Close()
			r.Answer(mode)
			request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL, strings.NewReader(`{"events":[{"name":"step"}]}`))
			if err != nil {
				t.Fatal(err)
			}
			request.Header.Set("Authorization", "Bearer "+sdktest.Key)
			response, err := http.DefaultTransport.RoundTrip(request)
			if err == nil {
				_, err = io.Copy(io.Discard, response.Body)
				response.Body.Close()
			}
			if err == nil {
				t.Error("it answers")
			}
			if taken := len(r.Events()); (taken == 1) != (name == "cut off") {
				t.Errorf("%d events taken", taken)
			}
		})
	}
}
