package main

import (
	"github.com/safar-cx/safar/collector"
)

// dataFlag names the data folder.
type dataFlag struct {
	Data string `required:"" type:"path" placeholder:"DIR" help:"Folder of the collector's data."`
}

// open opens the data folder for a command.
func (d dataFlag) open(e *env) (*collector.Collector, error) {
	return collector.New(collector.Config{Dir: d.Data, Logger: e.log, Version: version()})
}

// with runs f on the open data folder.
func (d dataFlag) with(e *env, f func(*collector.Collector) error) (err error) {
	c, err := d.open(e)
	if err != nil {
		return err
	}
	defer func() { err = firstOf(err, c.Close()) }()
	return f(c)
}

// site finds a site of an open folder and says what to do when it is not there.
func site(e *env, c *collector.Collector, name string) (collector.Site, error) {
	s, err := c.Site(e, name)
	if err != nil {
		return s, failed(err, "name one with --site; safar site list shows what there is")
	}
	return s, nil
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
