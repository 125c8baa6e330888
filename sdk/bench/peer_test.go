package bench

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/segmentio/analytics-go/v3"
	"go.opentelemetry.io/otel/attribute"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"

	"github.com/safar-cx/safar/sdk"
)

// peer takes an event with six properties, and on flush sees to it that what it has taken is
// sent.
type peer struct {
	name  string
	track func()
	flush func()
}

// nodding answers without looking, and says so.
type nodding struct{ nods chan struct{} }

func (n nodding) RoundTrip(r *http.Request) (*http.Response, error) {
	_, _ = io.Copy(io.Discard, r.Body)
	r.Body.Close()
	n.nods <- struct{}{}
	return answer(r, "{}"), nil
}

// taking answers as a collector that takes everything. A collector says how many events that
// was, so it counts them, unless it is told beforehand.
type taking struct {
	told atomic.Uint64
	zip  gzip.Reader
}

func (t *taking) RoundTrip(r *http.Request) (*http.Response, error) {
	defer r.Body.Close()
	n := t.told.Load()
	if n == 0 {
		if err := t.zip.Reset(r.Body); err != nil {
			return nil, err
		}
		text, err := io.ReadAll(&t.zip)
		if err != nil {
			return nil, err
		}
		n = uint64(bytes.Count(text, []byte("\n"))) + 1 // the last one has no line break
	}
	_, _ = io.Copy(io.Discard, r.Body)
	return answer(r, fmt.Sprintf(`{"accepted":%d}`, n)), nil
}

func answer(r *http.Request, body string) *http.Response {
	return &http.Response{
		Status: "200 OK", StatusCode: http.StatusOK, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)), Request: r,
	}
}

// segment is segmentio/analytics-go with its defaults, but that nothing is sent before a batch
// is full. It can't be told to flush: the full batches of what was tracked are waited for.
func segment(b *testing.B) peer {
	b.Helper()
	to := nodding{make(chan struct{}, 1<<12)} // more than there are batches when nobody waits for them
	c, err := analytics.NewWithConfig("key", analytics.Config{
		Endpoint: "http://segment.test", Transport: to, Interval: time.Hour, Logger: analytics.StdLogger(log.New(io.Discard, "", 0)),
	})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { c.Close() })
	waiting := 0
	return peer{"segment", func() {
		waiting++
		_ = c.Enqueue(analytics.Track{UserId: "C-1009", Event: "step", Properties: analytics.Properties{
			"a": "some text", "b": 1, "c": 1.5, "d": true, "e": 1000, "f": "12.90",
		}})
	}, func() {
		for ; waiting >= analytics.DefaultBatchSize; waiting -= analytics.DefaultBatchSize {
			<-to.nods
		}
	}}
}

// exporter drops spans.
type exporter struct{}

func (exporter) ExportSpans(context.Context, []sdktrace.ReadOnlySpan) error { return nil }
func (exporter) Shutdown(context.Context) error                             { return nil }

// provider is OpenTelemetry's, with its batch processor and an exporter that does nothing.
func provider(b *testing.B) *sdktrace.TracerProvider {
	b.Helper()
	p := sdktrace.NewTracerProvider(sdktrace.WithBatcher(exporter{}))
	b.Cleanup(func() { _ = p.Shutdown(context.Background()) })
	return p
}

// span is an OpenTelemetry span from start to end.
func span(b *testing.B) peer {
	b.Helper()
	p := provider(b)
	tracer, ctx := p.Tracer("bench"), context.Background()
	return peer{"otel span", func() {
		_, s := tracer.Start(ctx, "step")
		s.SetAttributes(attribute.String("a", "some text"), attribute.Int("b", 1), attribute.Float64("c", 1.5),
			attribute.Bool("d", true), attribute.Int("e", 1000), attribute.String("f", "12.90"))
		s.End()
	}, func() { _ = p.ForceFlush(ctx) }}
}

// client is one of ours, that sends to a collector which takes everything. What flush returns
// sends what was tracked, in one batch.
func client(b *testing.B) (c *sdk.Client, flush func()) {
	b.Helper()
	to := &taking{}
	c, err := sdk.New(sdk.Config{
		Endpoint: "http://collector.test", Key: "sk_bench", HTTPClient: &http.Client{Transport: to}, BatchEvery: time.Hour,
	})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		if err := c.Close(ctx); err != nil {
			b.Error(err) // what is dropped is cheap, and would be measured
		}
	})
	return c, func() {
		to.told.Store(c.Stats().Queued)
		if err := c.Flush(b.Context()); err != nil {
			b.Error(err)
		}
		to.told.Store(0)
	}
}

func safar(b *testing.B) peer {
	b.Helper()
	c, flush := client(b)
	ctx := sdk.WithScope(context.Background(), sdk.Scope{CustomerID: "C-1009"})
	return peer{"safar", func() { step(ctx, c) }, flush}
}

func step(ctx context.Context, c *sdk.Client) {
	c.Track(ctx, "step", sdk.String("a", "some text"), sdk.Int("b", 1), sdk.Float("c", 1.5), sdk.Bool("d", true),
		sdk.Dur("e", time.Second), sdk.Amount("f", sdk.Money{Minor: 1290, Currency: "EUR"}))
}
