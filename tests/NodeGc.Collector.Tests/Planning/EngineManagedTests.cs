using System.Collections.Frozen;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Marking;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using static NodeGc.Collector.Tests.Builders.GraphLiteral;

namespace NodeGc.Collector.Tests.Planning;

/// <summary>What the engine knows and a policy lets go: containers, images and their names, build cache.</summary>
internal sealed class EngineManagedTests
{
    private static readonly Node Engine = Graph(
            "container:web -> image:nginx -> image:base",
            "tag:nginx:1 -> image:nginx",
            "tag:old:1 -> image:old -> image:base",
            "image:lost -> image:between",
            "image:nginx -> layer:n -> dn",
            "image:old -> layer:o -> do",
            "container:web -> rw:web -> dw",
            "container:web -> volume:data",
            "cache:a -> cache:b"
        )
        .AllKnown();

    [Test]
    public void Nothing_that_the_engine_knows_is_removed_unless_its_class_is_collected() =>
        Assert.That(Names(Engine.Plan()), Is.Empty);

    [Test]
    public void Dangling_images_are_removed_with_the_untagged_images_that_they_alone_were_built_on() =>
        Assert.That(Names(Engine.Under(Dangling).Plan()), Is.EqualTo(new[] { "image lost", "image between" }));

    [Test]
    public void Unused_images_are_removed_after_their_names_and_what_a_container_needs_is_kept() =>
        Assert.That(
            Names(Engine.Under(Unused).Plan()),
            Is.EquivalentTo(new[] { "image lost", "image between", "image reference old:1", "image old" })
        );

    [Test]
    public void A_name_is_removed_before_its_image_and_the_image_waits_for_it()
    {
        var items = Engine.Under(Unused).Plan().Items;
        var image = items.Single(item => item.Id == Id("image:old"));
        Assert.That(image.After, Is.EqualTo(new[] { Id("tag:old:1") }));
        Assert.That(items.IndexOf(image), Is.GreaterThan(items.ToList().FindIndex(item => item.Id == Id("tag:old:1"))));
    }

    [Test]
    public void A_container_that_does_not_run_is_removed_and_what_it_needed_is_evaluated_again() =>
        Assert.That(
            Names(Engine.Under(policy => Unused(policy) with { Containers = Node.Hourly }).Plan()),
            Does.Contain("container web").And.None.Contains("nginx").And.None.Contains("data")
        );

    [Test]
    public void A_volume_is_removed_after_the_container_that_needed_it()
    {
        var plan = Engine
            .Under(policy => policy with { Containers = Node.Hourly })
            .Seen("volume:data", 2, TimeSpan.FromHours(1))
            .Plan();
        Assert.That(
            plan.Items.Single(item => item.Id == Id("volume:data")).After,
            Is.EqualTo(new[] { Id("container:web") })
        );
    }

    [Test]
    public void A_name_is_kept_with_its_image() =>
        Assert.That(ReasonOf("tag:nginx:1", Engine.Under(Unused)), Is.EqualTo(("ImageStays", "its image is kept")));

    [Test]
    public void A_container_at_work_is_kept_with_all_it_needs() =>
        Assert.That(
            Names(
                Engine
                    .Known("container:web", isInUse: true)
                    .Confirmed()
                    .Under(policy => Unused(policy) with { Containers = Node.Hourly })
                    .Plan()
            ),
            Has.None.Contains("web").And.None.Contains("nginx").And.None.Contains("data")
        );

    [Test]
    public void Directories_of_the_layer_store_are_kept_whatever_is_removed_through_the_engine() =>
        Assert.That(
            Engine.Under(Everything).Plan().Items.Select(item => item.Class),
            Has.None.EqualTo(CleanupClass.Layers)
        );

    [Test]
    public void The_last_that_needs_a_layer_frees_it() =>
        Assert.That(SizeOf("image:old", Engine.Under(Unused)), Is.EqualTo(10));

    [Test]
    public void A_container_frees_what_it_wrote() =>
        Assert.That(
            SizeOf("container:web", Engine.Under(policy => policy with { Containers = Node.Hourly })),
            Is.EqualTo(10)
        );

    [Test]
    public void What_was_used_lately_is_kept() =>
        Assert.That(
            ReasonOf(
                "tag:old:1",
                Engine.Known("tag:old:1", used: TimeSpan.FromMinutes(30), identity: "old").Confirmed().Under(Unused)
            ),
            Is.EqualTo(
                (
                    "TooYoung",
                    "last used at 2026-11-21T03:30:00Z; younger than the minimum age until 2026-11-21T04:30:00Z"
                )
            )
        );

    [Test]
    public void Of_each_repository_the_last_images_are_kept_with_all_their_names()
    {
        var node = Graph(
                "tag:app:1 -> image:one",
                "tag:app:2 -> image:two",
                "tag:app:two -> image:two",
                "tag:app:3 -> image:three"
            )
            .AllKnown()
            .Known("tag:app:3", used: TimeSpan.FromDays(10), identity: "three")
            .Known("tag:app:2", used: TimeSpan.FromDays(20), identity: "two")
            .Confirmed();
        Assert.That(
            Names(node.Under(policy => Unused(policy) with { KeepLast = 2 }).Plan()),
            Is.EqualTo(new[] { "image reference app:1", "image one" })
        );
    }

    [Test]
    public void Names_that_no_pattern_includes_are_kept_and_so_are_excluded_ones() =>
        Assert.That(
            Names(
                Graph("tag:ci/app:1 -> image:one", "tag:ci/base:1 -> image:two", "tag:other:1 -> image:three")
                    .AllKnown()
                    .Under(policy => Unused(policy) with { IncludedImages = ["ci/*"], ExcludedImages = ["ci/base:*"] })
                    .Plan()
            ),
            Is.EqualTo(new[] { "image reference ci/app:1", "image one" })
        );

    [Test]
    public void A_pinned_image_is_kept_with_the_images_that_it_was_built_on() =>
        Assert.That(
            Names(
                Engine.Under(policy => Unused(policy) with { Protect = new Protection { Images = ["old:*"] } }).Plan()
            ),
            Has.None.Contains("old").And.None.Contains("base")
        );

    [Test]
    public void An_image_that_a_workload_of_the_cluster_refers_to_is_kept_with_the_images_that_it_was_built_on()
    {
        var node = Engine.Under(policy =>
            Unused(policy) with
            {
                Protect = new Protection { IsUsedByWorkload = name => name == "old:1" },
            }
        );
        Assert.That(Names(node.Plan()), Has.None.Contains("old").And.None.Contains("base").And.Some.Contains("lost"));
        Assert.That(ReasonOf("tag:old:1", node), Is.EqualTo(("WorkloadRefersTo", "used by a workload of the cluster")));
    }

    [Test]
    public void An_image_that_a_workload_names_by_its_ID_is_kept() =>
        Assert.That(
            Names(
                Engine
                    .Under(policy =>
                        Dangling(policy) with
                        {
                            Protect = new Protection { IsUsedByWorkload = name => name == "between" },
                        }
                    )
                    .Plan()
            ),
            Is.EqualTo(new[] { "image lost" })
        );

    [Test]
    public void Names_of_workloads_are_not_patterns() =>
        Assert.That(
            Names(
                Engine
                    .Under(policy =>
                        Unused(policy) with
                        {
                            Protect = new Protection { IsUsedByWorkload = name => name == "old:*" },
                        }
                    )
                    .Plan()
            ),
            Does.Contain("image old")
        );

    [Test]
    public void No_image_is_removed_while_it_is_not_known_what_workloads_refer_to_and_other_classes_are()
    {
        var plan = Engine
            .Under(policy =>
                Everything(policy) with
                {
                    Protect = new Protection { ImagesUnknownReason = "pods cannot be listed" },
                }
            )
            .Plan();
        Assert.That(
            plan.Items.Select(item => item.Class).Distinct(),
            Is.EquivalentTo(new[] { CleanupClass.Containers, CleanupClass.BuildCache })
        );
        Assert.That(
            plan.Held.Single(held => held.Resource.Id == Id("tag:old:1")).Reason.Text,
            Is.EqualTo("the images used by the cluster's workloads are unknown: pods cannot be listed")
        );
    }

    [Test]
    public void An_image_that_only_a_digest_names_is_dangling() =>
        Assert.That(
            Names(
                Graph("tag:app@sha256:1 -> image:one", "tag:app@sha256:2 -> image:two", "tag:app:2 -> image:two")
                    .AllKnown()
                    .Under(Dangling)
                    .Plan()
            ),
            Is.EqualTo(new[] { "image reference app@sha256:1", "image one" })
        );

    [Test]
    public void Build_cache_is_removed_from_what_is_based_on_it_down() =>
        Assert.That(
            Names(Engine.Under(policy => policy with { BuildCache = Node.Hourly }).Plan()),
            Is.EqualTo(new[] { "build cache record a", "build cache record b" })
        );

    [Test]
    public void The_most_recently_used_cache_is_kept_within_keepBytes_and_what_it_is_based_on()
    {
        var node = Graph("cache:new -> cache:base", "cache:old -> cache:base", "cache:lone")
            .AllKnown()
            .Known("cache:new", used: TimeSpan.FromDays(1), bytes: 40)
            .Known("cache:old", bytes: 40)
            .Known("cache:base", bytes: 40)
            .Known("cache:lone", bytes: 40)
            .Confirmed();
        Assert.That(
            Names(
                node.Under(policy => policy with { BuildCache = Node.Hourly, KeptBuildCache = new Bytes(50) }).Plan()
            ),
            Is.EqualTo(new[] { "build cache record lone", "build cache record old" })
        );
    }

    [Test]
    public void While_a_layer_is_written_no_image_and_no_cache_is_removed() =>
        Assert.That(
            Names(Engine.WritingALayer(TimeSpan.FromMinutes(1), TimeSpan.Zero).Under(Everything).Plan()),
            Is.EqualTo(new[] { "container web" })
        );

    [Test]
    public void A_class_that_is_only_reported_is_kept_with_all_it_needs() =>
        Assert.That(
            Names(
                Engine
                    .Under(policy =>
                        Everything(policy) with
                        {
                            OnlyReported = FrozenSet.ToFrozenSet([CleanupClass.Containers]),
                        }
                    )
                    .Plan()
            ),
            Has.None.Contains("web").And.None.Contains("nginx").And.None.Contains("data").And.Some.EqualTo("image old")
        );

    [Test]
    public void The_recheck_keeps_what_was_used_since_the_plan()
    {
        var plan = Engine.Under(Unused).Plan();
        var recheck = new Recheck(
            new Liveness(Engine.Known("tag:old:1", used: TimeSpan.Zero, identity: "old").Inventory),
            plan.Items
        );
        Assert.That(
            plan.Items.Where(item => recheck.Judge(item) is ItemVerdict.NowInUse).Select(item => item.Id),
            Is.EqualTo(new[] { Id("tag:old:1"), Id("image:old") })
        );
    }

    [Test]
    public void The_recheck_keeps_an_image_that_got_another_name()
    {
        var plan = Engine.Under(Unused).Plan();
        var named = Engine.With([
            .. Engine.Inventory.Resources,
            new Resource(Id("tag:again:1")) { Needs = [Id("image:lost")] },
        ]);
        var recheck = new Recheck(new Liveness(named.Inventory), plan.Items);
        Assert.That(
            plan.Items.Where(item => recheck.Judge(item) is ItemVerdict.NowInUse).Select(item => item.Id),
            Is.EqualTo(new[] { Id("image:lost"), Id("image:between") })
        );
    }

    [Test]
    public void The_recheck_sees_that_a_name_refers_to_another_image_now()
    {
        var plan = Engine.Under(Unused).Plan();
        var recheck = new Recheck(new Liveness(Engine.Known("tag:old:1", identity: "another").Inventory), plan.Items);
        Assert.That(
            recheck.Judge(plan.Items.Single(item => item.Id == Id("tag:old:1"))),
            Is.TypeOf<ItemVerdict.Replaced>()
        );
    }

    [TestCase("app:1", "app")]
    [TestCase("registry.example.com:5000/app", "registry.example.com:5000/app")]
    [TestCase("registry.example.com:5000/app:1", "registry.example.com:5000/app")]
    [TestCase("app@sha256:00", "app")]
    public void A_repository_is_what_stands_before_tag_and_digest(string name, string repository) =>
        Assert.That(ImageNames.RepositoryOf(name), Is.EqualTo(repository));

    private static CleanupPolicy Dangling(CleanupPolicy policy) => policy with { Images = Node.Hourly };

    private static CleanupPolicy Unused(CleanupPolicy policy) =>
        Dangling(policy) with
        {
            ImageScope = ImageScope.Unused,
        };

    private static CleanupPolicy Everything(CleanupPolicy policy) =>
        Unused(policy) with
        {
            Containers = Node.Hourly,
            BuildCache = Node.Hourly,
        };

    private static IEnumerable<string> Names(SweepPlan plan) => plan.Items.Select(item => item.Id.ToString());

    private static long SizeOf(string name, Node node) =>
        node.Plan().Items.Single(item => item.Id == Id(name)).Size.Value;

    private static (string, string) ReasonOf(string name, Node node)
    {
        var held = node.Plan().Held.Single(item => item.Resource.Id == Id(name));
        return (held.Reason.Rule, held.Reason.Text);
    }
}
