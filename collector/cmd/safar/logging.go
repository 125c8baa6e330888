package main

import (
	"io"
	"log/slog"
)

// logFlags say what is logged, and how. They hold for every command.
type logFlags struct {
	LogLevel  slog.Level `default:"info" placeholder:"LEVEL" help:"Least that is logged: debug, info, warn or error; debug tells every request (default ${default})."`
	LogFormat string     `enum:"text,json" default:"text" help:"How it is logged: text or json (default ${default})."`
}

// logger is what commands log with. Results go elsewhere.
func (f logFlags) logger(w io.Writer) *slog.Logger {
	options := &slog.HandlerOptions{Level: f.LogLevel}
	if f.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(w, options))
	}
	return slog.New(slog.NewTextHandler(w, options))
}
