package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig"
	"github.com/xeipuuv/gojsonschema"
)

// Templates, executed.

type tpl struct {
	text string
	ctx  M
	base string
}

type renderer struct {
	all        map[string]tpl
	out        map[string]string
	crds       []string
	o          options
	schemaErrs []string
}

type options struct {
	name, ns        string
	upgrade, strict bool
	caps            capabilities
}

// collect walks the chart tree, computing each chart's values and context
func (r *renderer) collect(c *chart, prefix string, vals M, global M) M {
	v := coalesce(clone(c.values).(M), vals)
	g, _ := v["global"].(M)
	if g == nil {
		g = M{}
	}
	g = coalesce(clone(g).(M), global)
	if prefix != "" || len(c.subs) > 0 || len(g) > 0 {
		v["global"] = g
	}
	if sch, err := os.ReadFile(filepath.Join(c.dir, "values.schema.json")); err == nil {
		j, _ := json.Marshal(v)
		res, err := gojsonschema.Validate(gojsonschema.NewBytesLoader(sch), gojsonschema.NewBytesLoader(j))
		if err != nil {
			r.schemaErrs = append(r.schemaErrs, c.name+": "+err.Error())
		} else {
			for _, e := range res.Errors() {
				r.schemaErrs = append(r.schemaErrs, c.name+": "+e.String())
			}
		}
	}
	subctx := M{}
	base := path.Join(prefix, c.name)
	// dependency conditions / tags
	deps, _ := c.meta["dependencies"].([]interface{})
	for _, s := range c.subs {
		enabled, alias := true, s.name
		for _, d := range deps {
			dm, _ := d.(M)
			if dm["name"] != s.name {
				continue
			}
			if a, _ := dm["alias"].(string); a != "" {
				alias = a
			}
			if tags, _ := dm["tags"].([]interface{}); len(tags) > 0 {
				any, set := false, false
				for _, t := range tags {
					if b, ok := lookupPath(v, "tags."+fmt.Sprint(t)); ok {
						set = true
						if bb, _ := b.(bool); bb {
							any = true
						}
					}
				}
				if set {
					enabled = any
				}
			}
			if cond, _ := dm["condition"].(string); cond != "" {
				for _, p := range strings.Split(cond, ",") {
					if b, ok := lookupPath(v, strings.TrimSpace(p)); ok {
						if bb, isb := b.(bool); isb {
							enabled = bb
							break
						}
					}
				}
			}
		}
		if !enabled {
			continue
		}
		s.name = alias
		sv, _ := v[alias].(M)
		if sv == nil {
			sv = M{}
		}
		subctx[alias] = r.collect(s, path.Join(base, "charts"), sv, g)
		v[alias] = subctx[alias].(M)["Values"]
	}
	ctx := M{
		"Chart":        chartObj(c),
		"Files":        c.files,
		"Release":      M{"Name": r.o.name, "Namespace": r.o.ns, "Service": "Helm", "IsInstall": !r.o.upgrade, "IsUpgrade": r.o.upgrade, "Revision": 1},
		"Capabilities": r.o.caps,
		"Values":       v,
		"Subcharts":    subctx,
	}
	lib := c.meta["type"] == "library"
	for n, t := range c.templates {
		if lib && !strings.HasPrefix(path.Base(n), "_") {
			continue
		}
		r.all[path.Join(base, n)] = tpl{t, ctx, path.Join(base, "templates")}
	}
	for _, n := range c.crds {
		r.crds = append(r.crds, fmt.Sprintf("---\n# Source: %s\n%s", path.Join(base, n), strings.TrimPrefix(string(c.files[n]), "---\n")))
	}
	return ctx
}

// .Chart exposes Chart.yaml fields with Go-style names (Name, Version, AppVersion, ...)
func chartObj(c *chart) M {
	o := M{"IsRoot": true}
	for k, v := range c.meta {
		n := strings.ToUpper(k[:1]) + k[1:]
		if k == "apiVersion" {
			n = "APIVersion"
		}
		o[n] = v
	}
	for _, k := range []string{"AppVersion", "Description", "KubeVersion", "Home", "Icon", "Type"} {
		if _, ok := o[k]; !ok {
			o[k] = ""
		}
	}
	if _, ok := o["Annotations"]; !ok {
		o["Annotations"] = M{}
	}
	o["Name"] = c.name
	return o
}

func (r *renderer) funcs(t *template.Template, inc map[string]int, ref map[string]tpl) template.FuncMap {
	f := sprig.TxtFuncMap()
	delete(f, "env")
	delete(f, "expandenv")
	f["toYaml"], f["fromYaml"], f["fromYamlArray"] = toYAML, fromYAML, fromYAMLArray
	f["toJson"], f["fromJson"], f["fromJsonArray"] = toJSON, fromJSON, fromJSONArray
	f["getHostByName"] = func(string) string { return "" }
	f["lookup"] = func(string, string, string, string) (M, error) { return M{}, nil }
	f["required"] = func(msg string, v interface{}) (interface{}, error) {
		if s, ok := v.(string); v == nil || (ok && s == "") {
			return v, errors.New(msg)
		}
		return v, nil
	}
	f["fail"] = func(msg string) (string, error) { return "", errors.New("execution error: " + msg) }
	f["include"] = func(name string, data interface{}) (string, error) {
		if inc[name] > 1000 {
			return "", fmt.Errorf("rendering template has a nested reference name: %s", name)
		}
		inc[name]++
		defer func() { inc[name]-- }()
		var b strings.Builder
		err := t.ExecuteTemplate(&b, name, data)
		return b.String(), err
	}
	f["tpl"] = func(s string, ctx interface{}) (string, error) {
		nt, err := t.Clone()
		if err != nil {
			return "", err
		}
		// re-bind include/tpl so that {{define}} inside the string is visible to it
		nt.Funcs(r.funcs(nt, inc, ref))
		p, err := nt.New("gotpl").Parse(s)
		if err != nil {
			return "", fmt.Errorf("cannot parse template %q: %w", s, err)
		}
		var b strings.Builder
		if err := p.Execute(&b, ctx); err != nil {
			return "", fmt.Errorf("error during tpl function execution for %q: %w", s, err)
		}
		return strings.ReplaceAll(b.String(), "<no value>", ""), nil
	}
	return f
}

func (r *renderer) render() (map[string]string, error) {
	t := template.New("gotpl")
	if r.o.strict {
		t.Option("missingkey=error")
	} else {
		t.Option("missingkey=zero")
	}
	t.Funcs(r.funcs(t, map[string]int{}, r.all))
	names := make([]string, 0, len(r.all))
	for n := range r.all {
		names = append(names, n)
	}
	// deepest subcharts first, so a parent's {{define}} wins
	sort.Slice(names, func(i, j int) bool {
		a, b := strings.Count(names[i], "/"), strings.Count(names[j], "/")
		if a != b {
			return a > b
		}
		return names[i] > names[j]
	})
	for _, n := range names {
		if _, err := t.New(n).Parse(r.all[n].text); err != nil {
			return nil, fmt.Errorf("parse error at %w", err)
		}
	}
	out := map[string]string{}
	for _, n := range names {
		if strings.HasPrefix(path.Base(n), "_") {
			continue
		}
		ctx := M{}
		for k, v := range r.all[n].ctx {
			ctx[k] = v
		}
		ctx["Template"] = M{"Name": n, "BasePath": r.all[n].base}
		var b bytes.Buffer
		if err := t.ExecuteTemplate(&b, n, ctx); err != nil {
			return nil, fmt.Errorf("execution error at (%s): %w", n, err)
		}
		out[n] = strings.ReplaceAll(b.String(), "<no value>", "")
	}
	return out, nil
}
