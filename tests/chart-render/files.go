package main

import (
	"encoding/base64"
	"path"
	"strings"

	"github.com/gobwas/glob"
)

// .Files of a chart, as templates see it.

type files map[string][]byte

func (f files) GetBytes(n string) []byte { return f[n] }
func (f files) Get(n string) string      { return string(f[n]) }
func (f files) Glob(p string) files {
	g, err := glob.Compile(p, '/')
	if err != nil {
		g, _ = glob.Compile("**")
	}
	out := files{}
	for k, v := range f {
		if g.Match(k) {
			out[k] = v
		}
	}
	return out
}
func (f files) AsConfig() string {
	m := map[string]string{}
	for k, v := range f {
		m[path.Base(k)] = string(v)
	}
	return toYAML(m)
}
func (f files) AsSecrets() string {
	m := map[string]string{}
	for k, v := range f {
		m[path.Base(k)] = base64.StdEncoding.EncodeToString(v)
	}
	return toYAML(m)
}
func (f files) Lines(n string) []string {
	if f[n] == nil {
		return []string{}
	}
	s := string(f[n])
	if strings.HasSuffix(s, "\n") {
		s = s[:len(s)-1]
	}
	return strings.Split(s, "\n")
}
