using NodeGc.Api.Cleanups;
using NodeGc.Api.Nodes;
using NodeGc.Api.Rules;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Api.Tests.Rules;

public sealed class CleanupSpecRulesTests
{
    private static readonly string Digest = "sha256:" + new string('a', 64);

    private static readonly NodeStorageCleanupSpec Sound = new()
    {
        Collect = new() { Layers = new(), Volumes = new() },
    };

    [Test]
    public void Finds_nothing_wrong_with_the_defaults() => Assert.That(CleanupSpecRules.Check(Sound), Is.Empty);

    [Test]
    public void Accepts_an_approved_plan_in_mode_Approve() =>
        Assert.That(CleanupSpecRules.Check(Sound with { Mode = CleanupMode.Approve, ApprovedPlan = Digest }), Is.Empty);

    [TestCase(CleanupMode.Report)]
    [TestCase(CleanupMode.Enforce)]
    public void Rejects_an_approved_plan_in_any_other_mode(CleanupMode mode) =>
        AssertProblem(
            Sound with
            {
                Mode = mode,
                ApprovedPlan = Digest,
            },
            "spec.approvedPlan",
            "only be set in mode Approve"
        );

    [TestCase("sha256:")]
    [TestCase("aaaa")]
    [TestCase("sha256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Rejects_what_is_not_a_digest(string digest) =>
        AssertProblem(
            Sound with
            {
                Mode = CleanupMode.Approve,
                ApprovedPlan = digest,
            },
            "spec.approvedPlan",
            "is not a plan digest"
        );

    [Test]
    public void Accepts_an_empty_approved_plan_for_none_in_every_mode() =>
        Assert.That(CleanupSpecRules.Check(Sound with { ApprovedPlan = "" }), Is.Empty);

    [TestCase("4s", "must be between 5s and 7d")]
    [TestCase("8d", "must be between 5s and 7d")]
    [TestCase("soon", "is not a duration")]
    public void Rejects_an_impossible_confirmation_interval(string interval, string message) =>
        AssertProblem(
            Sound with
            {
                Collect = new() { Layers = new() { ConfirmationInterval = interval } },
            },
            "spec.collect.layers.confirmationInterval",
            message
        );

    [TestCase("-1h", "is negative")]
    [TestCase("3651d", "must be between 0s and 3650d")]
    [TestCase("99999999999999999999h", "longer than")]
    public void Rejects_an_impossible_age(string age, string message) =>
        AssertProblem(
            Sound with
            {
                Collect = new() { Volumes = new() { MinAge = age } },
            },
            "spec.collect.volumes.minAge",
            message
        );

    [TestCase(1)]
    [TestCase(-1)]
    [TestCase(11)]
    public void Never_accepts_a_single_scan_as_proof(int confirmations) =>
        AssertProblem(
            Sound with
            {
                Collect = new() { Layers = new() { Confirmations = confirmations } },
            },
            "spec.collect.layers.confirmations",
            "between 2 and 10"
        );

    [TestCase("100Ei", "too large")]
    [TestCase("0", "allows nothing to be removed")]
    [TestCase("0.3", "not a whole number")]
    [TestCase("many", "not a quantity")]
    public void Rejects_an_impossible_quantity(string quantity, string message) =>
        AssertProblem(Sound with { Limits = new() { MaxBytes = quantity } }, "spec.limits.maxBytes", message);

    [TestCase("0s")]
    [TestCase("8d")]
    public void Rejects_an_impossible_timeout(string timeout) =>
        AssertProblem(Sound with { Limits = new() { Timeout = timeout } }, "spec.limits.timeout", "between 1s and 7d");

    [Test]
    public void Accepts_a_quarantine_of_zero_and_rejects_one_of_years()
    {
        Assert.That(CleanupSpecRules.Check(Sound with { Disposal = new() { Quarantine = "0s" } }), Is.Empty);
        AssertProblem(
            Sound with
            {
                Disposal = new() { Quarantine = "366d" },
            },
            "spec.disposal.quarantine",
            "between 0s and 365d"
        );
    }

    [TestCase("overlay2")]
    [TestCase("fuse-overlayfs")]
    [TestCase("overlay")]
    [TestCase("aufs")]
    [TestCase("btrfs")]
    [TestCase("vfs")]
    public void Accepts_the_store_of_every_driver_whose_layers_are_directories(string name) =>
        Assert.That(CleanupSpecRules.Check(Stores(name)), Is.Empty);

    [TestCase("devicemapper", "thin devices")]
    [TestCase("zfs", "datasets")]
    [TestCase("Aufs", "is not a supported storage driver")]
    [TestCase("*", "is not a supported storage driver")]
    [TestCase("image", "is not a supported storage driver")]
    public void Rejects_the_store_of_any_other_driver_and_explains_why(string name, string message) =>
        AssertProblem(Stores("aufs", name), "spec.collect.stores.names[1]", message);

    [Test]
    public void Rejects_stores_without_a_name() =>
        AssertProblem(Stores(), "spec.collect.stores.names", "must list at least one driver");

    [Test]
    public void Rejects_an_impossible_age_of_stores() =>
        AssertProblem(
            Sound with
            {
                Collect = new()
                {
                    Stores = new() { Names = ["aufs"], MinAge = "-1h" },
                },
            },
            "spec.collect.stores.minAge",
            "is negative"
        );

    [Test]
    public void Rejects_to_collect_nothing() =>
        AssertProblem(Sound with { Collect = new() }, "spec.collect", "must list at least one of layers");

    [TestCase("[a-z]*")]
    [TestCase("base image")]
    [TestCase("{a,b}")]
    public void Rejects_an_image_pin_that_cannot_match(string pattern) =>
        AssertProblem(
            Sound with
            {
                Protect = new() { Images = ["ok:*", pattern] },
            },
            "spec.protect.images[1]",
            "cannot match any image"
        );

    [TestCase("ALPINE", "image names must be lowercase; use alpine")]
    [TestCase("team/App", "use team/app")]
    [TestCase("alpine:", "the tag is empty; omit the colon to match every tag; use alpine")]
    [TestCase("/alpine", "use alpine")]
    [TestCase("team/", "use team/*")]
    [TestCase("a//b", "parts of a name must not be empty")]
    [TestCase("http://alpine", "has no URL scheme; use alpine")]
    [TestCase("docker://registry.example.com/App:1", "use registry.example.com/app:1")]
    [TestCase("alpine@", "@ must be followed by a digest: sha256: and 64 lowercase hexadecimal digits; use alpine")]
    [TestCase("alpine@sha256:12", "@ must be followed by a digest")]
    [TestCase("alpine:-1", "a tag has")]
    [TestCase("-alpine", "letters and digits, with - _ . only between them")]
    public void Suggests_a_replacement_for_an_image_that_Docker_could_never_have(string pattern, string message)
    {
        AssertProblem(Sound with { Protect = new() { Images = [pattern] } }, "spec.protect.images[0]", message);
        AssertProblem(
            Sound with
            {
                Collect = new() { Images = new() { Include = [pattern] } },
            },
            "spec.collect.images.include[0]",
            message
        );
        AssertProblem(
            Sound with
            {
                Collect = new() { Images = new() { Exclude = [pattern] } },
            },
            "spec.collect.images.exclude[0]",
            message
        );
    }

    [TestCase("docker.io/library/*")]
    [TestCase("library/alpine")]
    [TestCase("localhost:5000/team/app")]
    [TestCase("registry.example.com/base/*")]
    [TestCase("*:3")]
    [TestCase("*")]
    [TestCase("app_server-1.x:V1.2_b")]
    [TestCase("0123456789ab")]
    [TestCase("sha256:0123456789ab")]
    [TestCase("registry.example.com/nothing/here")]
    public void Accepts_what_Docker_could_have(string pattern) =>
        Assert.That(
            CleanupSpecRules.Check(
                Sound with
                {
                    Protect = new() { Images = [pattern, $"alpine@{Digest}", Digest, Digest[7..]] },
                }
            ),
            Is.Empty
        );

    [TestCase("a/b")]
    [TestCase("web app")]
    [TestCase("{a,b}")]
    public void Rejects_a_container_pin_that_cannot_match(string pattern) =>
        AssertProblem(
            Sound with
            {
                Protect = new() { Containers = ["/web", "ci-*", pattern] },
            },
            "spec.protect.containers[2]",
            "cannot match any container"
        );

    [TestCase("a/b")]
    [TestCase("pg[0-9]")]
    public void Rejects_a_volume_pin_that_cannot_match(string pattern) =>
        AssertProblem(
            Sound with
            {
                Protect = new() { Volumes = [pattern] },
            },
            "spec.protect.volumes[0]",
            "cannot match any volume"
        );

    [TestCase("=value")]
    [TestCase("a b")]
    [TestCase("team*")]
    public void Rejects_a_label_pin_that_is_not_a_label(string label) =>
        AssertProblem(Sound with { Protect = new() { Labels = [label] } }, "spec.protect.labels[0]", "is not a label");

    [Test]
    public void Accepts_pins_as_documented() =>
        Assert.That(
            CleanupSpecRules.Check(
                Sound with
                {
                    Protect = new()
                    {
                        Images = ["registry.example.com:5000/base/*", "web@sha256:*", "v?"],
                        Volumes = ["pg-*"],
                        Labels = ["nodegc.io/keep", "team=the storage team"],
                    },
                }
            ),
            Is.Empty
        );

    [Test]
    public void Rejects_a_selector_that_Kubernetes_does_not_know() =>
        AssertProblem(
            Sound with
            {
                NodeSelector = new LabelSelector
                {
                    MatchExpressions =
                    [
                        new()
                        {
                            Key = "pool",
                            Operator = "In",
                            Values = [],
                        },
                    ],
                },
            },
            "spec.nodeSelector",
            "must have at least one value"
        );

    [Test]
    public void Applies_the_same_rules_to_an_order_with_field_paths_from_the_order()
    {
        var order = Order("r") with
        {
            Collect = new() { Layers = new() { ConfirmationInterval = "1s" } },
            Limits = new() { MaxBytes = "-1" },
        };

        Assert.That(
            CleanupSpecRules.Check(order).Select(problem => problem.Field),
            Is.EqualTo(new[] { "collect.layers.confirmationInterval", "limits.maxBytes" })
        );
    }

    [TestCase(85, 85, "low", "85 must be less than high (85)")]
    [TestCase(101, 75, "high", "101 must be between 1 and 100")]
    [TestCase(85, -1, "low", "-1 must be between 0 and 99")]
    public void Rejects_thresholds_with_nothing_between_them(int high, int low, string field, string message) =>
        AssertProblem(
            Sound with
            {
                When = new()
                {
                    InodeUsagePercent = new() { High = high, Low = low },
                },
            },
            $"spec.when.inodeUsagePercent.{field}",
            message
        );

    [Test]
    public void Rejects_a_when_without_a_threshold() =>
        AssertProblem(Sound with { When = new() }, "spec.when", "must set at least one of");

    [TestCase("..")]
    [TestCase("../../outside")]
    [TestCase("/etc")]
    [TestCase("run\n")]
    [TestCase("")]
    public void Rejects_a_run_ID_that_could_name_another_directory(string run) =>
        Assert.That(CleanupSpecRules.Check(Order(run)).Select(problem => problem.Field), Is.EqualTo(new[] { "runID" }));

    private static CleanupOrder Order(string run) =>
        new()
        {
            Cleanup = "a",
            Uid = "u",
            RunId = run,
            Generation = 1,
            Mode = CleanupMode.Enforce,
            Collect = new() { Layers = new() },
        };

    private static NodeStorageCleanupSpec Stores(params string[] names) =>
        Sound with
        {
            Collect = new() { Stores = new() { Names = [.. names] } },
        };

    private static void AssertProblem(NodeStorageCleanupSpec spec, string field, string message)
    {
        var problem = CleanupSpecRules.Check(spec).Single();

        Assert.That(problem.Field, Is.EqualTo(field));
        Assert.That(problem.Message, Does.Contain(message));
    }
}
