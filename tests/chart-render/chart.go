package main

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/Masterminds/semver"
	"sigs.k8s.io/yaml"
)

// A chart on disk.

type M = map[string]interface{}

type chart struct {
	meta      M
	name      string
	dir       string
	values    M
	templates map[string]string // "templates/x.yaml" -> text
	crds      []string
	files     files
	subs      []*chart
}

func loadChart(dir string) (*chart, error) {
	c := &chart{dir: dir, values: M{}, templates: map[string]string{}, files: files{}}
	b, err := os.ReadFile(filepath.Join(dir, "Chart.yaml"))
	if err != nil {
		return nil, err
	}
	if err := yaml.UnmarshalStrict(b, &c.meta); err != nil {
		return nil, fmt.Errorf("Chart.yaml: %w", err)
	}
	for _, k := range []string{"apiVersion", "name", "version"} {
		if s, _ := c.meta[k].(string); s == "" {
			return nil, fmt.Errorf("%s: Chart.yaml: %q is required", dir, k)
		}
	}
	if _, err := semver.NewVersion(c.meta["version"].(string)); err != nil {
		return nil, fmt.Errorf("%s: Chart.yaml: version: %v", dir, err)
	}
	c.name = c.meta["name"].(string)
	ignore := loadIgnore(dir)
	err = filepath.WalkDir(dir, func(p string, d fs.DirEntry, e error) error {
		if e != nil {
			return e
		}
		rel, _ := filepath.Rel(dir, p)
		rel = filepath.ToSlash(rel)
		if rel == "." {
			return nil
		}
		if ignore(rel, d.IsDir()) {
			if d.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		if d.IsDir() {
			if path.Dir(rel) == "charts" {
				sub, err := loadChart(p)
				if err != nil {
					return err
				}
				c.subs = append(c.subs, sub)
				return filepath.SkipDir
			}
			return nil
		}
		data, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		switch {
		case rel == "Chart.yaml", rel == "Chart.lock", rel == "values.schema.json":
		case rel == "values.yaml":
			if err := yaml.Unmarshal(data, &c.values); err != nil {
				return fmt.Errorf("values.yaml: %w", err)
			}
			if c.values == nil {
				c.values = M{}
			}
		case strings.HasPrefix(rel, "templates/"):
			c.templates[rel] = string(data)
		case strings.HasPrefix(rel, "crds/"):
			c.crds = append(c.crds, rel)
			c.files[rel] = data
		case strings.HasPrefix(rel, "charts/"):
			if strings.HasSuffix(rel, ".tgz") {
				fmt.Fprintf(os.Stderr, "warning: packed subchart %s not supported\n", rel)
			}
		default:
			c.files[rel] = data
		}
		return nil
	})
	return c, err
}

func loadIgnore(dir string) func(string, bool) bool {
	pats := []string{"templates/.?*"}
	if b, err := os.ReadFile(filepath.Join(dir, ".helmignore")); err == nil {
		for _, l := range strings.Split(string(b), "\n") {
			if l = strings.TrimSpace(l); l != "" && !strings.HasPrefix(l, "#") {
				pats = append(pats, l)
			}
		}
	}
	return func(rel string, isDir bool) bool {
		for _, p := range pats {
			if strings.HasSuffix(p, "/") {
				if !isDir {
					continue
				}
				p = strings.TrimSuffix(p, "/")
			}
			target := path.Base(rel)
			if strings.Contains(strings.TrimPrefix(p, "/"), "/") || strings.HasPrefix(p, "/") {
				target = rel
				p = strings.TrimPrefix(p, "/")
			}
			if ok, _ := path.Match(p, target); ok {
				return true
			}
		}
		return false
	}
}
