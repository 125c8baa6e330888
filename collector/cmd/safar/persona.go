package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/safar-cx/safar/collector"
)

type personaCmd struct {
	List   personaListCmd   `cmd:"" help:"List the personas of a site."`
	Set    personaSetCmd    `cmd:"" help:"Add a persona, or change the one of this name."`
	Remove personaRemoveCmd `cmd:"" help:"Forget a persona."`
}

// personaJSON is a persona for scripts.
type personaJSON struct {
	ID      int64    `json:"id"`
	Name    string   `json:"name"`
	Note    string   `json:"note"`
	Filters []string `json:"filters"`
}

func personaOf(p collector.Persona) personaJSON {
	return personaJSON{p.ID, p.Name, p.Note, p.Filters}
}

func (e *env) printPersona(p collector.Persona) error {
	return e.printf("%s  %s  %s\n", p.Name, strings.Join(p.Filters, " "), cmp.Or(oneLine(p.Note), "-"))
}

// oneLine is a text without its breaks.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

type personaListCmd struct {
	dataFlag
	Site string `placeholder:"NAME" help:"Site; may be left out where there is only one."`
	JSON bool   `help:"Print JSON."`
}

// Run lists the personas by name.
func (c *personaListCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		s, err := site(e, all, c.Site)
		if err != nil {
			return err
		}
		personas, err := all.Personas(e, s)
		if err != nil {
			return err
		}
		return printList(e, personas, c.JSON, personaOf, e.printPersona)
	})
}

type personaSetCmd struct {
	dataFlag
	Site   string   `placeholder:"NAME" help:"Site; may be left out where there is only one."`
	Name   string   `arg:"" help:"Name of the persona."`
	Filter []string `sep:"none" placeholder:"DIMENSION:VALUE" help:"Whom it is about, such as device:mobile, channel:email|sms or channel:!direct; as often as needed, all must hold. In place of those before."`
	Note   *string  `placeholder:"TEXT" help:"What there is to know of it; --note= for nothing."`
	JSON   bool     `help:"Print JSON."`
}

// Run adds the persona, or changes what was given of it and nothing else.
func (c *personaSetCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		s, err := site(e, all, c.Site)
		if err != nil {
			return err
		}
		p, err := persona(e, all, s, c.Name)
		if err != nil {
			return err
		}
		p.Name = c.Name
		if len(c.Filter) > 0 {
			p.Filters = c.Filter
		}
		set(&p.Note, c.Note)
		if p, err = all.SavePersona(e, s, p); err != nil {
			return err
		}
		if c.JSON {
			return e.printJSON(personaOf(p))
		}
		return e.printPersona(p)
	})
}

// persona is the one of a name, without a number where there is none.
func persona(e *env, all *collector.Collector, s collector.Site, name string) (collector.Persona, error) {
	personas, err := all.Personas(e, s)
	if err != nil {
		return collector.Persona{}, err
	}
	i := slices.IndexFunc(personas, func(p collector.Persona) bool { return p.Name == strings.TrimSpace(name) })
	if i < 0 {
		return collector.Persona{}, nil
	}
	return personas[i], nil
}

type personaRemoveCmd struct {
	dataFlag
	Site string `placeholder:"NAME" help:"Site; may be left out where there is only one."`
	Name string `arg:"" help:"Name of the persona."`
}

// Run forgets a persona.
func (c *personaRemoveCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		s, err := site(e, all, c.Site)
		if err != nil {
			return err
		}
		p, err := persona(e, all, s, c.Name)
		if err == nil && p.ID == 0 {
			err = fmt.Errorf("persona %q: %w", c.Name, collector.ErrNotFound)
		}
		if err == nil {
			err = all.RemovePersona(e, s, p.ID)
		}
		if err != nil {
			return failed(err, "safar persona list shows what there is")
		}
		return nil
	})
}
