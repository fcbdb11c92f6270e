using System.Collections.Immutable;
using NodeGc.Api.Cleanups;
using NodeGc.Api.Yaml;

namespace NodeGc.Api.Tests.Yaml;

public sealed class CleanupYamlTests
{
    private const string Head =
        "apiVersion: nodegc.io/v1alpha1\nkind: NodeStorageCleanup\nmetadata: {name: here}\nspec:\n";

    [Test]
    public void Fills_in_the_defaults_of_a_listed_class()
    {
        var spec = Parse("  collect: {layers: {}}").Spec;

        Assert.That(spec.Mode, Is.EqualTo(CleanupMode.Report));
        Assert.That(
            spec.Collect.Layers,
            Is.EqualTo(
                new LayersSpec
                {
                    MinAge = "1h",
                    Confirmations = 2,
                    ConfirmationInterval = "10m",
                }
            )
        );
        Assert.That(spec.Collect.Volumes, Is.Null, "a class that is not listed is never collected");
        Assert.That(spec.Disposal.Quarantine, Is.EqualTo("24h"));
        Assert.That(spec.Limits.MaxBytes, Is.EqualTo("200Gi"));
    }

    [Test]
    public void Keeps_what_is_written()
    {
        var spec = Parse(
            """
              mode: Enforce
              suspend: yes
              collect: {volumes: {scope: Unused, minAge: 30d, confirmations: 5}}
              protect: {volumes: ['pg-*']}
            """
        ).Spec;

        Assert.That(spec.Mode, Is.EqualTo(CleanupMode.Enforce));
        Assert.That(spec.Suspend, Is.True);
        Assert.That(
            spec.Collect.Volumes,
            Is.EqualTo(
                new VolumesSpec
                {
                    Scope = VolumesScope.Unused,
                    MinAge = "30d",
                    Confirmations = 5,
                }
            )
        );
        Assert.That(spec.Protect.Volumes, Is.EqualTo(new[] { "pg-*" }));
    }

    [TestCase(
        "  collect: {layers: {}}\n  shedule: daily",
        6,
        "spec.shedule",
        "is unknown (did you mean schedule?); supported: nodeSelector, mode"
    )]
    [TestCase(
        "  collect:\n    layers: {}\n    networks: {}",
        7,
        "spec.collect.networks",
        "is unknown; supported: layers, volumes, stores, containers, images, buildCache, mounts, debris"
    )]
    [TestCase(
        "  collect: {}",
        5,
        "spec.collect",
        "supported: layers, volumes, stores, containers, images, buildCache, mounts, debris"
    )]
    [TestCase(
        "  collect:\n    layers:",
        6,
        "spec.collect.layers",
        "has no value; use {} for the defaults, or remove the line"
    )]
    [TestCase(
        "  mode: Delete\n  collect: {layers: {}}",
        5,
        "spec.mode",
        "'Delete' is unknown; supported: Report, Approve, Enforce"
    )]
    [TestCase("  collect:\n    layers:\n      minAge: -1h", 7, "spec.collect.layers.minAge", "'-1h' is negative")]
    [TestCase("  collect: {layers: {minAge: 60}}", 5, "spec.collect.layers.minAge", "'60' must be a string")]
    [TestCase(
        "  collect: {layers: {confirmations: 1}}",
        5,
        "spec.collect.layers.confirmations",
        "1 must be between 2 and 10"
    )]
    [TestCase(
        "  collect: {layers: {confirmations: 2.5}}",
        5,
        "spec.collect.layers.confirmations",
        "must be a whole number"
    )]
    [TestCase(
        "  collect: {layers: {confirmationInterval: 1s}}",
        5,
        "spec.collect.layers.confirmationInterval",
        "between 5s and 7d"
    )]
    [TestCase(
        "  collect: {layers: {}}\n  limits:\n    maxItems: 1\n    maxBytes: lots",
        8,
        "spec.limits.maxBytes",
        "'lots' is not a quantity"
    )]
    [TestCase("  collect: {layers: {}}\n  limits:\n    maxBytes: 100Ei", 7, "spec.limits.maxBytes", "too large")]
    [TestCase(
        "  collect: {layers: {}}\n  limits: {maxPercentOfStore: 101}",
        6,
        "spec.limits.maxPercentOfStore",
        "between 1 and 100"
    )]
    [TestCase(
        "  collect: {layers: {}}\n  protect:\n    images:\n      - ok\n      - ''",
        9,
        "spec.protect.images[1]",
        "must not be empty"
    )]
    [TestCase("  suspend: maybe\n  collect: {layers: {}}", 5, "spec.suspend", "'maybe' must be true or false")]
    [TestCase("  mode: Report", 4, "spec.collect", "is missing")]
    public void Reports_line_field_and_what_is_allowed(string spec, int line, string field, string message)
    {
        var problem = Problems(Head + spec).First();

        Assert.That(problem.Field, Is.EqualTo(field));
        Assert.That(problem.Message, Does.Contain(message));
        Assert.That(problem.ToString(), Does.StartWith($"cleanup.yaml:{line}: {field}: "));
    }

    [Test]
    public void Reports_every_problem_and_not_only_the_first() =>
        Assert.That(
            Problems(Head + "  mode: X\n  collect: {layers: {minAge: x}}").Select(problem => problem.Field),
            Is.EquivalentTo(new[] { "spec.mode", "spec.collect.layers.minAge" })
        );

    [TestCase("", "contains no document")]
    [TestCase("# nothing\n", "contains no document")]
    [TestCase("---\n---\n", "contains no document")]
    [TestCase("a: 1\n---\nb: 2\n", "cleanup.yaml:3:1: The file contains 2 documents")]
    [TestCase("just text", "must be a map")]
    [TestCase("a: [1", "cleanup.yaml:2")]
    [TestCase("a: 1\na: 2", "cleanup.yaml:2")]
    [TestCase("? [a]\n: 1", "Keys must be strings")]
    [TestCase("a: &x [*x]", "cleanup.yaml:1")]
    public void Reports_where_a_file_is_not_a_policy(string text, string message) =>
        Assert.That(
            () => CleanupYaml.Parse(text, "cleanup.yaml"),
            Throws.TypeOf<CleanupYamlException>().With.Message.Contains(message)
        );

    [TestCase("a:\n  b: 1\n\tc: 2", 3, 1)]
    [TestCase("a:\n  b: 1\n  \tc: 2", 3, 3)]
    [TestCase("a: 1\nb:\n  - c\n  - d\n  # \te\n\t- f", 6, 1)]
    [TestCase("a:\n\tb: {c: 1}", 2, 1)]
    public void Reports_the_position_of_a_tab(string text, int line, int column) =>
        Assert.That(
            Problems(text).Single().ToString(),
            Is.EqualTo($"cleanup.yaml:{line}:{column}: YAML does not allow tabs for indentation; use spaces")
        );

    [TestCase("---\n")]
    [TestCase("---\n# the end\n")]
    [TestCase("...\n")]
    public void Ignores_a_separator_after_the_document(string end) =>
        Assert.That(
            CleanupYaml.Parse($"---\n{Head}  collect: {{layers: {{}}}}\n{end}", "cleanup.yaml").Metadata.Name,
            Is.EqualTo("here")
        );

    [TestCase("  collect: {layer: {}}", "spec.collect.layer", "did you mean layers?")]
    [TestCase("  collect: {buildcache: {}}", "spec.collect.buildcache", "did you mean buildCache?")]
    [TestCase("  collect: {layers: {min-age: 1h}}", "spec.collect.layers.min-age", "did you mean minAge?")]
    [TestCase("  collect: {layers: {}}\n  protects: {}", "spec.protects", "did you mean protect?")]
    [TestCase("  mode: enforce\n  collect: {layers: {}}", "spec.mode", "did you mean Enforce?")]
    [TestCase("  collect: {images: {scope: Dangeling}}", "spec.collect.images.scope", "did you mean Dangling?")]
    public void Suggests_the_most_similar_known_name(string spec, string field, string question) =>
        Assert.That(Problems(Head + spec).Single(problem => problem.Field == field).Message, Does.Contain(question));

    [TestCase("  collect: {layers: , volumes: {}}", "spec.collect.layers", "use {} for the defaults")]
    [TestCase("  collect: {layers: null}", "spec.collect.layers", "use {} for the defaults")]
    [TestCase("  collect: {stores: ~}", "spec.collect.stores", "names, mode, minAge")]
    [TestCase("  collect:", "spec.collect", "layers, volumes")]
    [TestCase("  collect: {layers: {}}\n  protect:", "spec.protect", "use {} for the defaults")]
    [TestCase("  collect: {layers: {}}\n  protect: {images: }", "spec.protect.images", "use a list")]
    [TestCase("  collect: {layers: {}}\n  when:", "spec.when", "diskUsagePercent, diskFree")]
    [TestCase("  collect: {layers: {mode: }}", "spec.collect.layers.mode", "has no value")]
    [TestCase("  nodeSelector:\n  collect: {layers: {}}", "spec.nodeSelector", "has no value")]
    public void Rejects_a_field_that_is_present_but_empty(string spec, string field, string message) =>
        Assert.That(Problems(Head + spec).Single(problem => problem.Field == field).Message, Does.Contain(message));

    [TestCase("0", "0")]
    [TestCase("10737418240", "10737418240")]
    [TestCase("1e9", "1000000000")]
    [TestCase("10Gi", "10Gi")]
    [TestCase("'1000000'", "1000000")]
    public void Accepts_quantities_as_numbers_and_as_strings(string written, string kept)
    {
        Assert.That(
            Parse($"  collect: {{buildCache: {{keepBytes: {written}}}}}").Spec.Collect.BuildCache!.KeepBytes,
            Is.EqualTo(kept)
        );
        if (written != "0")
            Assert.That(
                Parse($"  collect: {{layers: {{}}}}\n  limits: {{maxBytes: {written}}}").Spec.Limits.MaxBytes,
                Is.EqualTo(kept)
            );
    }

    [TestCase("  collect: {buildCache: {keepBytes: -5}}", "spec.collect.buildCache.keepBytes", "must be at least 0")]
    [TestCase(
        "  collect: {buildCache: {keepBytes: 1.5}}",
        "spec.collect.buildCache.keepBytes",
        "must be a whole number or a string"
    )]
    [TestCase(
        "  collect: {buildCache: {keepBytes: [1]}}",
        "spec.collect.buildCache.keepBytes",
        "must be a whole number or a string"
    )]
    [TestCase(
        "  collect: {layers: {}}\n  limits: {maxBytes: 0}",
        "spec.limits.maxBytes",
        "allows nothing to be removed"
    )]
    [TestCase(
        "  collect: {layers: {}}\n  when: {diskFree: {low: 30Gi, high: 10Gi}}",
        "spec.when.diskFree.high",
        "more than low (30Gi)"
    )]
    [TestCase(
        "  collect: {layers: {}}\n  when: {diskFree: {low: 0, high: 10Gi}}",
        "spec.when.diskFree.low",
        "never reached"
    )]
    [TestCase("  collect: {layers: {}}\n  when: {diskFree: {high: 10Gi}}", "spec.when.diskFree.low", "is missing")]
    [TestCase(
        "  collect: {layers: {}}\n  when: {diskFree: {low: some, high: 10Gi}}",
        "spec.when.diskFree.low",
        "is not a quantity"
    )]
    public void Rejects_impossible_quantities(string spec, string field, string message) =>
        Assert.That(Problems(Head + spec).Single(problem => problem.Field == field).Message, Does.Contain(message));

    [Test]
    public void Suggests_a_replacement_for_an_impossible_pin() =>
        Assert.That(
            Problems(Head + "  collect: {layers: {}}\n  protect: {images: ['http://alpine']}").Single().Message,
            Is.EqualTo("'http://alpine' cannot match any image: an image name has no URL scheme; use alpine")
        );

    [Test]
    public void Reports_that_a_directory_is_not_a_file() =>
        Assert.That(
            () => CleanupYaml.Load(Path.GetTempPath()),
            Throws.TypeOf<CleanupYamlException>().With.Message.Contains("is a directory, not a file")
        );

    [Test]
    public void Stops_reading_a_device_at_the_size_limit_of_a_policy() =>
        Assert.That(
            () => CleanupYaml.Load("/dev/zero"),
            Throws.TypeOf<CleanupYamlException>().With.Message.Contains("larger than 1 MiB")
        );

    [TestCase("kind: Pod", "kind", "'Pod' must be NodeStorageCleanup")]
    [TestCase("spec: {}", "kind", "is required and must be NodeStorageCleanup")]
    [TestCase("kind:", "kind", "is required and must be NodeStorageCleanup")]
    [TestCase("apiVersion: nodegc.io/v9", "apiVersion", "'nodegc.io/v9' must be nodegc.io/v1alpha1")]
    [TestCase("metadata: here", "metadata.name", "is required")]
    public void Rejects_another_kind_of_object(string line, string field, string message) =>
        Assert.That(Problems(line).Single(problem => problem.Field == field).Message, Does.Contain(message));

    [Test]
    public void Accepts_what_kubectl_get_prints()
    {
        var text =
            Head.Replace(
                "{name: here}",
                "{name: here, generation: 3, labels: {a: b}, uid: x}",
                StringComparison.Ordinal
            ) + "  collect: {layers: {}}\nstatus: {observedGeneration: 3}\n";

        Assert.That(CleanupYaml.Parse(text, "cleanup.yaml").Metadata.Name, Is.EqualTo("here"));
    }

    [Test]
    public void Names_a_file_that_does_not_exist() =>
        Assert.That(
            () => CleanupYaml.Load("/nonexistent/cleanup.yaml"),
            Throws.TypeOf<CleanupYamlException>().With.Message.Contains("/nonexistent/cleanup.yaml: cannot be read")
        );

    private static NodeStorageCleanup Parse(string spec) => CleanupYaml.Parse(Head + spec, "cleanup.yaml");

    private static ImmutableArray<YamlProblem> Problems(string text)
    {
        try
        {
            CleanupYaml.Parse(text, "cleanup.yaml");
        }
        catch (CleanupYamlException e)
        {
            return e.Problems;
        }
        throw new AssertionException("The policy was accepted.");
    }
}
