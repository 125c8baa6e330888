package monitor

import (
	"github.com/prometheus/client_golang/prometheus"

	"github.com/safar-cx/safar/collector/internal/store"
)

// vitals are those of a store at one moment, as Prometheus collects them.
type vitals struct {
	store.Vitals
	complete bool // the database answered
}

// Describe implements prometheus.Collector. What is told depends on the moment.
func (vitals) Describe(chan<- *prometheus.Desc) {}

// Collect implements prometheus.Collector.
func (v vitals) Collect(to chan<- prometheus.Metric) {
	tell := func(name, help string, value float64) {
		to <- prometheus.MustNewConstMetric(prometheus.NewDesc(name, help, nil, nil), prometheus.GaugeValue, value)
	}
	ready := 0.0
	if v.complete && v.Refusal == nil {
		ready = 1
	}
	tell("safar_store_ready", "1 while the database answers and the disk takes what it is given, else 0.", ready)
	tell("safar_queue_bytes", "Bytes of requests that wait to be written or are being written.", float64(v.QueueBytes))
	tell("safar_queue_limit_bytes", "Bytes beyond which requests are told to come again.", float64(v.QueueLimit))
	for _, size := range []struct {
		name, help string
		bytes      int64
	}{
		{"safar_database_bytes", "Size of the database file.", v.DatabaseBytes},
		{"safar_wal_bytes", "Size of the database's write-ahead log.", v.LogBytes},
		{"safar_disk_free_bytes", "What is left of the disk that holds the database.", v.DiskFree},
	} {
		if size.bytes >= 0 {
			tell(size.name, size.help, float64(size.bytes))
		}
	}
	backup := 0.0
	if !v.LastBackup.IsZero() {
		backup = float64(v.LastBackup.Unix())
	}
	tell("safar_last_backup_timestamp_seconds", "When safar backup last made a good copy, in Unix time; 0 when it never did.", backup)
	if !v.complete {
		return
	}
	tell("safar_fold_lag_households", "Households whose facts are older than their events.", float64(v.Lag.Households))
	tell("safar_fold_lag_events", "Events accepted since the household that has waited longest was touched.", float64(v.Lag.Events))
	tell("safar_fold_lag_seconds", "How long that household has waited to be folded.", v.Lag.Waiting.Seconds())
	tell("safar_households_set_aside", "Households whose events cannot be folded; they are missing in answers.", float64(v.SetAside))
}
