// chart-render renders a chart as `helm template` does, with nothing but Debian's Go packages.
//
// It is for tests on machines without helm. Not supported: toToml, packed subcharts, import-values.
//
//	GO111MODULE=off GOPATH=/usr/share/gocode go build -trimpath .
package main

import (
	"flag"
	"fmt"
	"os"
	"path"
	"strings"

	"github.com/Masterminds/semver"
	"sigs.k8s.io/yaml"
)

type multi []string

func (m *multi) String() string     { return strings.Join(*m, ",") }
func (m *multi) Set(s string) error { *m = append(*m, s); return nil }

func main() {
	var vf, sets, sstr, sjson, apis, only multi
	name := flag.String("name", "release-name", "release name")
	ns := flag.String("namespace", "default", "namespace")
	kv := flag.String("kube-version", "v1.32.0", "kube version")
	crds := flag.Bool("include-crds", false, "print crds/")
	notes := flag.Bool("notes", false, "print NOTES.txt")
	upg := flag.Bool("is-upgrade", false, "")
	strict := flag.Bool("strict", false, "missingkey=error (helm lint --strict)")
	flag.Var(&vf, "f", "values file")
	flag.Var(&sets, "set", "k=v")
	flag.Var(&sstr, "set-string", "k=v")
	flag.Var(&sjson, "set-json", "k=json")
	flag.Var(&apis, "api-versions", "extra api versions")
	flag.Var(&only, "s", "show only this template")
	flag.Parse()
	die := func(err error) {
		if err != nil {
			fmt.Fprintln(os.Stderr, "Error:", err)
			os.Exit(1)
		}
	}
	c, err := loadChart(flag.Arg(0))
	die(err)
	user := M{}
	for _, f := range vf {
		b, err := os.ReadFile(f)
		die(err)
		m := M{}
		die(yaml.Unmarshal(b, &m))
		mergeKeep(user, m)
	}
	for _, s := range sjson {
		die(setPath(user, s, false, true))
	}
	for _, s := range sets {
		die(setPath(user, s, false, false))
	}
	for _, s := range sstr {
		die(setPath(user, s, true, false))
	}
	sv, err := semver.NewVersion(strings.TrimPrefix(*kv, "v"))
	die(err)
	if k, _ := c.meta["kubeVersion"].(string); k != "" {
		con, err := semver.NewConstraint(k)
		die(err)
		if !con.Check(sv) {
			die(fmt.Errorf("chart requires kubeVersion: %s which is incompatible with Kubernetes %s", k, *kv))
		}
	}
	o := options{name: *name, ns: *ns, upgrade: *upg, strict: *strict}
	o.caps.KubeVersion = kubeVersion{"v" + sv.String(), fmt.Sprint(sv.Major()), fmt.Sprint(sv.Minor())}
	o.caps.APIVersions = append(append(apiVersions{}, defaultAPIs...), apis...)
	o.caps.HelmVersion.Version = "v3.17.0"
	r := &renderer{all: map[string]tpl{}, o: o}
	r.collect(c, "", user, M{})
	if len(r.schemaErrs) > 0 {
		die(fmt.Errorf("values don't meet the specifications of the schema(s):\n- %s", strings.Join(r.schemaErrs, "\n- ")))
	}
	out, err := r.render()
	die(err)
	docs, err := split(out)
	die(err)
	if *crds {
		for _, x := range r.crds {
			fmt.Println(strings.TrimRight(x, "\n"))
		}
	}
	for _, d := range docs {
		if len(only) > 0 {
			ok := false
			for _, s := range only {
				ok = ok || strings.HasSuffix(d.src, s)
			}
			if !ok {
				continue
			}
		}
		fmt.Printf("---\n# Source: %s\n%s\n", d.src, d.body)
	}
	if *notes {
		fmt.Println("NOTES:\n" + out[path.Join(c.name, "templates/NOTES.txt")])
	}
}
