package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"

	"github.com/safar-cx/safar/collector/cmd/safar/internal/client"
	"github.com/safar-cx/safar/collector/cmd/safar/internal/terminal"
)

type journeyCmd struct {
	Person string `arg:"" optional:"" help:"Id of a customer, a visitor or a transaction; left out, those seen last are listed."`
	askFlags

	Site string `placeholder:"NAME" help:"Site; may be left out where there is only one."`
	Kind string `placeholder:"KIND" help:"Whose id it is: customer, visitor or guest (default the customer's where there is one)."`
	AsOf string `placeholder:"TIME" help:"Look from this time or end of date (default now)."`
	JSON bool   `help:"Print the API's answer as it is."`
}

// Run asks for one person's journey, or for the list of people.
func (c *journeyCmd) Run(e *env) error {
	return c.ask(e, "safar journey PERSON", func(from *client.Client) error {
		if c.Person == "" {
			return c.list(e, from, "")
		}
		return c.tell(e, from)
	})
}

func (c *journeyCmd) query() url.Values {
	query := url.Values{}
	for name, value := range map[string]string{"site": c.Site, "as_of": c.AsOf} {
		if value != "" {
			query.Set(name, value)
		}
	}
	return query
}

// tell shows a person's timeline. An id that is somebody else's, such as a transaction's,
// shows whose it is.
func (c *journeyCmd) tell(e *env, from *client.Client) error {
	query := c.query()
	if c.Kind != "" {
		query.Set("kind", c.Kind)
	}
	answer, err := from.Get(e, "api/v1/journeys/"+url.PathEscape(c.Person), query)
	var refused *client.Error
	if errors.As(err, &refused) && refused.Status == http.StatusNotFound && c.Kind == "" && !c.JSON {
		return c.list(e, from, c.Person)
	}
	if err != nil {
		return err
	}
	return show(e, c.JSON, answer, terminal.WriteJourney)
}

func (c *journeyCmd) list(e *env, from *client.Client, name string) error {
	query := c.query()
	if name != "" {
		query.Set("q", name)
	}
	answer, err := from.Get(e, "api/v1/journeys", query)
	if err != nil {
		return err
	}
	return show(e, c.JSON, answer, terminal.WritePeople)
}

// show prints an answer as it is, or as people read it.
func show[T any](e *env, asJSON bool, answer []byte, write func(io.Writer, T, terminal.Options) error) error {
	if asJSON {
		_, err := e.out.Write(answer)
		return err
	}
	var read T
	if err := json.Unmarshal(answer, &read); err != nil {
		return fmt.Errorf("read the answer: %w", err)
	}
	return write(e.out, read, terminal.Options{Color: e.color()})
}
