package main

import (
	"cmp"
	"time"

	"github.com/safar-cx/safar/collector"
	"github.com/safar-cx/safar/sdk/event"
)

type annotationCmd struct {
	List   annotationListCmd   `cmd:"" help:"List what happened in the shop, or was changed, and when."`
	Add    annotationAddCmd    `cmd:"" help:"Note what happened, or was changed, on a day."`
	Remove annotationRemoveCmd `cmd:"" help:"Forget an annotation."`
}

// annotationJSON is an annotation for scripts.
type annotationJSON struct {
	ID    int64  `json:"id"`
	Date  string `json:"date"`
	Text  string `json:"text"`
	Stage string `json:"stage"`
}

func annotationOf(a collector.Annotation) annotationJSON {
	return annotationJSON{a.ID, a.Date.String(), a.Text, string(a.Stage)}
}

func (e *env) printAnnotation(a collector.Annotation) error {
	return e.printf("%d  %s  %s  %s\n", a.ID, a.Date, cmp.Or(string(a.Stage), "-"), oneLine(a.Text))
}

type annotationListCmd struct {
	dataFlag
	Site string `placeholder:"NAME" help:"Site; may be left out where there is only one."`
	JSON bool   `help:"Print JSON."`
}

// Run lists the annotations by date.
func (c *annotationListCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		s, err := site(e, all, c.Site)
		if err != nil {
			return err
		}
		annotations, err := all.Annotations(e, s)
		if err != nil {
			return err
		}
		return printList(e, annotations, c.JSON, annotationOf, e.printAnnotation)
	})
}

type annotationAddCmd struct {
	dataFlag
	Site  string `placeholder:"NAME" help:"Site; may be left out where there is only one."`
	Text  string `arg:"" help:"What happened, or was changed."`
	Date  string `placeholder:"DATE" help:"Day of the site's calendar, as a Gregorian date 2026-10-01; today when left out."`
	Stage string `placeholder:"STAGE" help:"Stage that it is about: awareness, evaluation, purchase, return or advocacy."`
	JSON  bool   `help:"Print JSON."`
}

// Run adds an annotation.
func (c *annotationAddCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		s, err := site(e, all, c.Site)
		if err != nil {
			return err
		}
		zone, err := time.LoadLocation(s.Timezone)
		if err != nil {
			return err
		}
		date := cmp.Or(c.Date, time.Now().In(zone).Format(time.DateOnly))
		a, err := all.SaveAnnotation(e, s, collector.Annotation{Text: c.Text, Stage: event.Stage(c.Stage)}, date)
		if err != nil {
			return err
		}
		if c.JSON {
			return e.printJSON(annotationOf(a))
		}
		return e.printAnnotation(a)
	})
}

type annotationRemoveCmd struct {
	dataFlag
	Site string `placeholder:"NAME" help:"Site; may be left out where there is only one."`
	ID   int64  `arg:"" help:"Number of the annotation, as the list tells it."`
}

// Run forgets an annotation.
func (c *annotationRemoveCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		s, err := site(e, all, c.Site)
		if err != nil {
			return err
		}
		if err := all.RemoveAnnotation(e, s, c.ID); err != nil {
			return failed(err, "safar annotation list shows what there is")
		}
		return nil
	})
}
