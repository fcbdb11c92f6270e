using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Collector.Rules;

namespace NodeGc.Collector.Tests.Marking;

public sealed class PolicyRulesTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Test]
    public void A_class_that_is_not_named_is_never_collected()
    {
        var plan = Graph("data", "volume:v").Under(policy => policy with { Layers = null }).Plan();
        Assert.That(plan.Going(), Is.EqualTo(new[] { "volume:v" }));
        Assert.That(plan.ReasonHolding("data")?.Text, Is.EqualTo("collect.layers is not set in the policy"));
    }

    [Test]
    public void A_store_is_removed_only_if_the_policy_names_it()
    {
        var plan = Graph("store:aufs", "store:vfs").NamingStores("vfs", "btrfs").Plan();
        Assert.That(plan.Going(), Is.EqualTo(new[] { "store:vfs" }));
        Assert.That(
            plan.ReasonHolding("store:aufs"),
            Is.EqualTo(
                new RootReason("StoreIsNotNamed", RootBasis.Policy, "aufs is not listed in collect.stores.names")
            )
        );
    }

    [Test]
    public void A_name_is_the_whole_name() =>
        Assert.That(
            Graph("store:overlay").NamingStores("overlay2", "*", "Overlay").Plan().RuleHolding("store:overlay"),
            Is.EqualTo("StoreIsNotNamed")
        );

    [Test]
    public void Stores_are_kept_while_their_class_is_not_collected() =>
        Assert.That(
            Graph("store:aufs")
                .NamingStores("aufs")
                .Under(policy => policy with { Stores = null })
                .Plan()
                .ReasonHolding("store:aufs")
                ?.Text,
            Is.EqualTo("collect.stores is not set in the policy")
        );

    [Test]
    public void The_store_in_use_is_kept_whatever_the_policy_names() =>
        Assert.That(
            Graph("store:overlay2").NamingStores("overlay2").Plan().RuleHolding("store:overlay2"),
            Is.EqualTo("StoreIsInUse")
        );

    [Test]
    public void A_store_that_something_in_use_needs_is_kept() =>
        Assert.That(Graph("mount:/x -> store:aufs").NamingStores("aufs").Plan().Going(), Is.Empty);

    [TestCase(DoubtScope.Everything, false)]
    [TestCase(DoubtScope.Layers, false)]
    [TestCase(DoubtScope.Volumes, true)]
    public void A_doubt_about_layers_is_one_about_stores(DoubtScope scope, bool goes) =>
        Assert.That(
            Graph("store:aufs").NamingStores("aufs").Doubting(scope).Plan().Going(),
            Has.Length.EqualTo(goes ? 1 : 0)
        );

    [Test]
    public void A_layer_whose_name_may_be_used_again_is_removed_only_while_the_engine_is_stopped()
    {
        var node = Graph("data").ReusingNames();
        Assert.That(node.Plan().RuleHolding("data"), Is.EqualTo("NameMayBeUsedAgain"));
        Assert.That(node.Plan().ReasonHolding("data")?.Text, Does.Contain("only while the engine is stopped"));
        Assert.That(node.WithEngineStopped().Plan().Going(), Is.EqualTo(new[] { "data" }));
    }

    [Test]
    public void An_engine_that_reuses_names_of_layers_reuses_none_of_volumes_or_stores() =>
        Assert.That(
            Graph("volume:v", "store:aufs").NamingStores("aufs").ReusingNames().Plan().Going(),
            Is.EquivalentTo(new[] { "volume:v", "store:aufs" })
        );

    [TestCase(VolumeScope.Orphaned, new[] { "volume:orphan" })]
    [TestCase(VolumeScope.Anonymous, new[] { "volume:anonymous", "volume:orphan" })]
    [TestCase(VolumeScope.Unused, new[] { "volume:anonymous", "volume:named", "volume:orphan" })]
    public void Each_scope_of_volumes_includes_the_one_before(VolumeScope scope, string[] going)
    {
        var node = Graph("volume:orphan", "volume:anonymous", "volume:named")
            .WithVolume("orphan", isKnown: false)
            .WithVolume("anonymous", isAnonymous: true)
            .WithVolume("named", isAnonymous: false);
        Assert.That(node.Under(policy => policy with { VolumeScope = scope }).Plan().Going(), Is.EqualTo(going));
    }

    [Test]
    public void A_policy_that_does_not_say_leaves_named_volumes_alone() =>
        Assert.That(new CleanupPolicy().VolumeScope, Is.EqualTo(VolumeScope.Anonymous));

    [Test]
    public void Keeps_a_volume_whose_data_is_elsewhere() =>
        Assert.That(
            Graph("volume:nfs").WithVolume("nfs", isLocal: false).Plan().RuleHolding("volume:nfs"),
            Is.EqualTo("VolumeLiesElsewhere")
        );

    [TestCase(VolumeScope.Anonymous, true, "VolumeIsOutOfScope")]
    [TestCase(VolumeScope.Unused, false, "VolumeLiesElsewhere")]
    [TestCase(VolumeScope.Unused, true, null)]
    public void The_record_of_a_volume_whose_data_is_elsewhere_is_removed_by_the_engine_if_unused_ones_are_named(
        VolumeScope scope,
        bool isRecordOnly,
        string? rule
    )
    {
        var plan = Graph("volume:nfs")
            .WithVolume("nfs", isLocal: false, isRecordOnly: isRecordOnly)
            .Under(policy => policy with { VolumeScope = scope })
            .Plan();
        Assert.That(plan.RuleHolding("volume:nfs"), Is.EqualTo(rule));
        Assert.That(plan.Items.Select(item => item.Removal), Is.All.EqualTo(RemovalMethod.ByEngine));
        Assert.That(plan.Held.Select(held => held.Reason.Text), Is.All.EndsWith("docker volume rm nfs"));
    }

    [Test]
    public void Keeps_volumes_but_not_layers_while_the_engine_is_stopped()
    {
        var plan = Graph("data", "volume:v").WithEngineStopped().Plan();
        Assert.That(plan.Going(), Is.EqualTo(new[] { "data" }));
        Assert.That(plan.RuleHolding("volume:v"), Is.EqualTo("EngineIsNotRunning"));
    }

    [Test]
    public void A_pinned_volume_is_kept() =>
        Assert.That(
            Graph("volume:pg-1", "volume:tmp").Pinning(new Protection { Volumes = ["pg-*"] }).Plan().Going(),
            Is.EqualTo(new[] { "volume:tmp" })
        );

    [Test]
    public void A_pinned_image_is_a_root() =>
        Assert.That(
            PolicyRules
                .Find(Graph("tag:nginx:1", "tag:redis:7").Pinning(new Protection { Images = ["nginx:*"] }).Input)
                .Select(root => (root.Id, root.Reason.Text)),
            Is.EqualTo(new[] { (Id("tag:nginx:1"), "matches protect.images (nginx:*)") })
        );

    [TestCase("ci-*", true)]
    [TestCase("ci-cache-1", true)]
    [TestCase("/ci-cache-1", true)]
    [TestCase("0123456789ab", true)]
    [TestCase("0123456789a", false)]
    [TestCase("ci-cache", false)]
    [TestCase("CI-*", false)]
    public void A_pinned_container_is_kept_with_its_image_what_it_wrote_and_its_volumes(string pattern, bool stays)
    {
        var node = Graph(
                "container:0123456789abcdef -> image:cache -> layer:c -> dc",
                "tag:cache:1 -> image:cache",
                "container:0123456789abcdef -> rw:w -> dw",
                "container:0123456789abcdef -> volume:data",
                "container:other"
            )
            .AllKnown()
            .With("container:0123456789abcdef", container => container with { GivenName = "ci-cache-1" })
            .Confirmed()
            .Under(policy =>
                policy with
                {
                    Containers = Node.Hourly,
                    Images = Node.Hourly,
                    ImageScope = ImageScope.Unused,
                }
            )
            .Pinning(new Protection { Containers = [pattern] })
            .Seen("volume:data", 2, Hour);
        var plan = node.Plan();
        Assert.That(
            plan.Items.Select(item => item.Id.Name),
            Is.EquivalentTo(stays ? ["other"] : new[] { "0123456789abcdef", "other", "data" })
        );
        var pinned = new RootReason("ContainerIsPinned", RootBasis.Policy, $"matches protect.containers ({pattern})");
        foreach (var name in new[] { "container:0123456789abcdef", "volume:data" })
            Assert.That(
                plan.Held.SingleOrDefault(held => held.Resource.Id == Id(name))?.Reason == pinned,
                Is.EqualTo(stays),
                name
            );
    }

    [TestCase("keep", true)]
    [TestCase("keep=yes", true)]
    [TestCase("keep=no", false)]
    [TestCase("kee", false)]
    [TestCase("keep=", false)]
    public void A_label_pins_by_key_or_by_key_and_value(string label, bool stays)
    {
        var plan = Graph("volume:v")
            .Labelled("volume:v", "keep", "yes")
            .Pinning(new Protection { Labels = [label] })
            .Plan();
        Assert.That(plan.RuleHolding("volume:v"), Is.EqualTo(stays ? "LabelIsPinned" : null));
    }

    [Test]
    public void A_pin_keeps_all_that_the_pinned_thing_needs() =>
        Assert.That(
            Graph("top -> base")
                .Labelled("top", "keep", "")
                .Pinning(new Protection { Labels = ["keep"] })
                .Plan()
                .RuleHolding("base"),
            Is.EqualTo("LabelIsPinned")
        );

    [Test]
    public void What_changed_less_than_the_minimum_age_ago_is_kept_with_all_it_needs()
    {
        var plan = Graph("young -> old", "other").Changed("young", Hour - TimeSpan.FromSeconds(1)).Plan();
        Assert.That(plan.Going(), Is.EqualTo(new[] { "other" }));
        Assert.That(
            plan.ReasonHolding("young")?.Text,
            Is.EqualTo("last changed at 2026-11-21T03:00:01Z; younger than the minimum age until 2026-11-21T04:00:01Z")
        );
        Assert.That(plan.RuleHolding("old"), Is.EqualTo("TooYoung"));
    }

    [Test]
    public void What_changed_exactly_the_minimum_age_ago_may_be_removed() =>
        Assert.That(Graph("data").Changed("data", Hour).Plan().Going(), Is.EqualTo(new[] { "data" }));

    [Test]
    public void What_changed_in_the_future_is_young() =>
        Assert.That(Graph("data").Changed("data", -Hour).Plan().RuleHolding("data"), Is.EqualTo("TooYoung"));

    [Test]
    public void The_longest_minimum_age_and_the_latest_time_there_are_keep_and_do_not_fail()
    {
        var forever = Node.Hourly with { MinAge = TimeSpan.MaxValue };
        var node = Graph("data")
            .Under(policy => policy with { Layers = forever })
            .WithDirectory("data", directory => directory with { LastChanged = DateTimeOffset.MaxValue });
        Assert.That(node.Plan().RuleHolding("data"), Is.EqualTo("TooYoung"));
    }

    [Test]
    public void What_no_scan_has_seen_as_garbage_is_kept() =>
        Assert.That(
            Graph("data").Unseen("data").Plan().ReasonHolding("data")?.Text,
            Is.EqualTo("not yet seen as garbage by any scan; 2 scans are required")
        );

    [Test]
    public void What_was_seen_too_short_a_time_is_kept_and_says_until_when() =>
        Assert.That(
            Graph("data").Seen("data", scans: 2, over: TimeSpan.FromMinutes(4)).Plan().ReasonHolding("data")?.Text,
            Is.EqualTo("seen as garbage by 2 of 2 required scans; can be confirmed from 2026-11-21T04:06:00Z on")
        );

    [Test]
    public void What_was_replaced_since_it_was_seen_is_kept() =>
        Assert.That(Graph("data").Replaced("data").Plan().RuleHolding("data"), Is.EqualTo("NotConfirmed"));

    [Test]
    public void Where_several_rules_keep_a_thing_the_most_lasting_one_is_named() =>
        Assert.That(
            Graph("volume:v")
                .Unseen("volume:v")
                .Changed("volume:v", TimeSpan.Zero)
                .Under(policy => policy with { Volumes = null })
                .Plan()
                .RuleHolding("volume:v"),
            Is.EqualTo("ClassIsNotCollected")
        );
}
