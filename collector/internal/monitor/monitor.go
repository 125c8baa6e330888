package monitor

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/common/expfmt"

	"github.com/safar-cx/safar/collector/internal/ingest"
	"github.com/safar-cx/safar/collector/internal/store"
)

// Store tells how it is doing. With an error what it had to look up is missing.
type Store interface {
	Vitals(context.Context) (store.Vitals, error)
}

// vitalsWithin is how long a store may take to tell how it is doing.
const vitalsWithin = time.Second

// seconds are the bounds of what takes a while: half a millisecond is a quick answer from
// memory, ten seconds are when clients give up.
var seconds = []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}

// Monitor counts. Its methods may be called from any goroutine.
type Monitor struct {
	registry *prometheus.Registry
	store    Store // nil until Watch

	accepted, duplicate, discarded prometheus.Counter
	rejected                       *prometheus.CounterVec // by code
	requests                       *prometheus.CounterVec // by method, route, status
	durations                      *prometheus.HistogramVec
	commits                        prometheus.Histogram
	foldErrors, letGo              prometheus.Counter
	shed                           *prometheus.CounterVec // by reason
	limited                        *prometheus.CounterVec // by limit
	folded                         prometheus.Counter
	prepared                       prometheus.Gauge
}

// New makes a Monitor of a program of this version.
func New(version string) *Monitor {
	m := &Monitor{
		registry:  prometheus.NewRegistry(),
		accepted:  prometheus.NewCounter(prometheus.CounterOpts{Name: "safar_events_accepted_total", Help: "Events that requests brought and that are on disk."}),
		duplicate: prometheus.NewCounter(prometheus.CounterOpts{Name: "safar_events_duplicate_total", Help: "Events that were there already."}),
		discarded: prometheus.NewCounter(prometheus.CounterOpts{Name: "safar_events_discarded_total", Help: "Events that were sent without consent."}),
		rejected: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "safar_events_rejected_total",
			Help: "Events that were refused, by the contract's code."}, []string{"code"}),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "safar_http_requests_total",
			Help: "Requests answered, by the pattern of their route. What no route serves is other."}, []string{"method", "route", "status"}),
		durations: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "safar_http_request_seconds", Buckets: seconds,
			Help: "How long requests took until the last byte of the answer. Live views end when somebody has seen enough."}, []string{"method", "route"}),
		commits: prometheus.NewHistogram(prometheus.HistogramOpts{Name: "safar_commit_seconds", Buckets: seconds,
			Help: "How long transactions of events took, the sync of the disk included."}),
		foldErrors: prometheus.NewCounter(prometheus.CounterOpts{Name: "safar_fold_errors_total", Help: "Steps of folding that failed and were tried again."}),
		shed: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "safar_requests_shed_total",
			Help: "Requests with events that were told to come again because there was too much to do, by what there was too much of: decoding, folding, queue_full (bytes) or writing (time)."}, []string{"reason"}),
		limited: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "safar_requests_limited_total",
			Help: "Requests that were told to come again because somebody came too often or brought too much, by the limit: browser_address, server_key, key_quota (events of the day), reader or sign_in."}, []string{"limit"}),
		folded: prometheus.NewCounter(prometheus.CounterOpts{Name: "safar_values_folded_total",
			Help: "Values of dimensions that reports told together as (other), because there were more than 500: each time that they were asked for."}),
		prepared: prometheus.NewGauge(prometheus.GaugeOpts{Name: "safar_pages_prepared_timestamp_seconds",
			Help: "Unix time when the days of the pages were last summed up ahead of anybody who opens one; 0 before that was done once."}),
		letGo: prometheus.NewCounter(prometheus.CounterOpts{Name: "safar_events_let_go_total", Help: "Events deleted because their site no longer keeps events of their time."}),
	}
	build := prometheus.NewGauge(prometheus.GaugeOpts{Name: "safar_build_info", Help: "Always 1; the labels tell what runs.",
		ConstLabels: prometheus.Labels{"version": version, "go": runtime.Version()}})
	build.Set(1)
	m.registry.MustRegister(m.accepted, m.duplicate, m.discarded, m.rejected, m.requests, m.durations, m.commits, m.foldErrors, m.shed, m.limited, m.folded, m.prepared, m.letGo, build,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Watch tells about a store from now on. Call it before the first Text.
func (m *Monitor) Watch(s Store) { m.store = s }

// Took counts the events of a request by what became of them.
func (m *Monitor) Took(a ingest.Answer) {
	m.accepted.Add(float64(a.Accepted))
	m.duplicate.Add(float64(a.Duplicates))
	m.discarded.Add(float64(a.Discarded))
	for i := range a.Rejected {
		m.rejected.WithLabelValues(string(a.Rejected[i].Code)).Inc()
	}
}

// Shed counts a request that was told to come again, by one of the store's words for what there
// is too much of.
func (m *Monitor) Shed(reason string) { m.shed.WithLabelValues(reason).Inc() }

// Limited counts a request that a limit refused. The limit is one of the API's words.
func (m *Monitor) Limited(limit string) { m.limited.WithLabelValues(limit).Inc() }

// Folded counts values of a dimension that a report told together as (other).
func (m *Monitor) Folded(values int64) { m.folded.Add(float64(values)) }

// Served counts a request. Method and route are those of the registry of routes, never what
// a sender wrote.
func (m *Monitor) Served(method, route string, status int, took time.Duration) {
	m.requests.WithLabelValues(method, route, strconv.Itoa(status)).Inc()
	m.durations.WithLabelValues(method, route).Observe(took.Seconds())
}

// Committed notes how long a transaction of events took.
func (m *Monitor) Committed(took time.Duration) { m.commits.Observe(took.Seconds()) }

// FoldFailed counts a step of folding that failed.
func (m *Monitor) FoldFailed() { m.foldErrors.Inc() }

// Prepared notes when the days of the pages were summed up.
func (m *Monitor) Prepared(at time.Time) { m.prepared.Set(float64(at.UnixMilli()) / 1000) }

// LetGo counts events that are no longer kept.
func (m *Monitor) LetGo(events int) { m.letGo.Add(float64(events)) }

// Text is everything that is known, in Prometheus' text format, and the media type of that.
// A store that does not answer is told of and is no error.
func (m *Monitor) Text(ctx context.Context) (text []byte, media string, err error) {
	sources := prometheus.Gatherers{m.registry}
	if m.store != nil {
		ctx, cancel := context.WithTimeout(ctx, vitalsWithin)
		defer cancel()
		moment := prometheus.NewRegistry()
		v, err := m.store.Vitals(ctx)
		if err := moment.Register(vitals{v, err == nil}); err != nil {
			return nil, "", fmt.Errorf("tell of the store: %w", err)
		}
		sources = append(sources, moment)
	}
	families, err := sources.Gather()
	if err != nil {
		return nil, "", fmt.Errorf("gather metrics: %w", err)
	}
	var out bytes.Buffer
	format := expfmt.NewFormat(expfmt.TypeTextPlain)
	encoder := expfmt.NewEncoder(&out, format)
	for _, family := range families {
		err = errors.Join(err, encoder.Encode(family))
	}
	return out.Bytes(), string(format), err
}
