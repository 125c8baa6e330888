package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"
)

// streams are what a command reads and writes.
type streams struct {
	in  io.Reader
	out io.Writer
	err io.Writer
}

// env is what a command is given beside its flags.
type env struct {
	context.Context
	streams
	log *slog.Logger
}

// execute parses the arguments and runs the command. It returns the exit code.
func execute(ctx context.Context, args []string, io streams) (code int) {
	defer func() {
		if r := recover(); r != nil {
			asked, ok := r.(exitCode)
			if !ok {
				panic(r)
			}
			code = int(asked)
		}
	}()
	var c cli
	parser, err := newParser(&c, io)
	if err != nil {
		return tell(io.err, err)
	}
	command, err := parser.Parse(args)
	if err != nil {
		return tell(io.err, usage(err.Error(), "see safar --help"))
	}
	e := &env{Context: ctx, streams: io, log: c.logger(io.err)}
	return tell(io.err, command.Run(e))
}

// printJSON writes a value as one line, for scripts.
func (e *env) printJSON(v any) error {
	encoder := json.NewEncoder(e.out)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(v)
}

func (e *env) printf(format string, args ...any) error {
	_, err := fmt.Fprintf(e.out, format, args...)
	return err
}

// color tells whether colours may be written: to a terminal, unless NO_COLOR is set
// (https://no-color.org) or the terminal is a dumb one.
func (e *env) color() bool {
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && isTerminal(e.out)
}

func isTerminal(stream any) bool {
	file, ok := stream.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
