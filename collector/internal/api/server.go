package api

import "time"

// What an http.Server in front of an API should be set to. A body of 1 MiB passes within
// ReadTimeout at 35 kB/s; a report may take its time within WriteTimeout.
const (
	ReadHeaderTimeout = 5 * time.Second
	ReadTimeout       = 30 * time.Second
	WriteTimeout      = 60 * time.Second
	IdleTimeout       = 2 * time.Minute
	MaxHeaderBytes    = 32 << 10
)
