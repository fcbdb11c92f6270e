using NodeGc.Collector.Explaining;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Policies;
using NodeGc.Removal.Sweeping;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.RealStores;

/// <summary>The real data roots with something added or taken away: what that makes garbage, and what it makes
/// doubtful.</summary>
public sealed class RealStoreVariants
{
    private const string Fresh = "f00df00df00df00df00df00df00df00df00df00df00df00df00df00df00df00d";
    private const string VfsOrphan = $"vfs/dir/{Fresh}";
    private const string AufsOrphan = $"aufs/diff/{Fresh}";

    [TestCase("docker-1.0.1-vfs", "vfs/dir", "a87b9ec4d2c96c6819ba14843eace660cca697f90c046d347af6bb7608b08ff0")]
    [TestCase("docker-1.6.2-vfs", "vfs/dir", "1e37826ed7df36776431fa3f43269b41626c110e37d83baa7ab416a66a66b397")]
    [TestCase(
        "docker-1.6.2-to-20.10-vfs",
        "vfs/dir",
        "1e37826ed7df36776431fa3f43269b41626c110e37d83baa7ab416a66a66b397"
    )]
    [TestCase("docker-1.9.1-aufs", "aufs/diff", "6a35e155dbaef79d06d50bb70df8ddc2154fd1c97aab99e827b9495bbaa1ed04")]
    [TestCase(
        "docker-20.10-userns",
        "500000.500000/overlay2",
        "7e2056a7074b0a755ec5e0859bd52789e56e0d072b079ab416f28d4cb28085d1"
    )]
    public async Task Removes_directories_that_nobody_owns_and_nothing_else(string store, string home, string copied)
    {
        using var node = new RealStore(store).Unpack();
        string[] planted = [$"{home}/{Fresh}", $"{home}/{Fresh}-init"];
        foreach (var path in planted)
            Plant(node, $"{home}/{copied}", path);
        // It has no container, so the pair may be that of one of before 1.10 that was lost before it was migrated.
        if (store == "docker-1.6.2-to-20.10-vfs")
            await ConfirmLossOfContainers(node);

        var plan = await node.PlanAsync(Policies.Everything);
        Assert.That(
            plan.Items.Select(item => Path.Combine(plan.Store.DataRoot, item.Directory.Path)),
            Is.EquivalentTo(planted.Select(node.At))
        );
        var report = await node.SweepAsync(plan, Policies.Everything);
        Assert.That(
            report.Items.Select(item => item.Outcome),
            Is.All.InstanceOf<ItemOutcome.Quarantined>(),
            report.StopReason
        );
        Assert.That(
            InventoryText.Write((await node.ScanAsync()).Inventory),
            Is.EquivalentTo(new RealStore(store).Expected),
            "all the rest is as it was"
        );
    }

    [Test]
    public async Task A_container_that_is_gone_leaves_its_directories_and_volumes_of_1_0()
    {
        using var node = new RealStore("docker-1.0.1-vfs").Unpack();
        const string Container = "d0245186936562eb97996bd19c07d539bdd9f067ab1004b6315430dfbd622524";
        Remove(node, $"containers/{Container}");
        await ConfirmLossOfContainers(node);
        await ExpectGarbage(
            node,
            $"vfs/dir/{Container}",
            $"vfs/dir/{Container}-init",
            "vfs/dir/660d4384af22c64200aec9f78c8225ebce5bc01e4b668a01dc7463534d61343a",
            "vfs/dir/78bde4d4b9c8e603f5a53dce45730af6456bd6fe4dcb1a3ad9e55ca1dc56301a"
        );
        await ExpectPlan(node, $"vfs/dir/{Container}", $"vfs/dir/{Container}-init");
    }

    [Test]
    public async Task A_container_that_is_gone_leaves_its_directories_volumes_and_bind_mount_record_of_1_6()
    {
        using var node = new RealStore("docker-1.6.2-vfs").Unpack();
        const string Container = "8c5c1905180eaf2b900a57ad04912c0d0f1ba7f2f73b82df78e7c05d48f2a597";
        Remove(node, $"containers/{Container}");
        await ConfirmLossOfContainers(node);
        await ExpectGarbage(
            node,
            $"vfs/dir/{Container}",
            $"vfs/dir/{Container}-init",
            "vfs/dir/15d71b87fbcf90b354dc65db75dbd43385963be74568a892e2c5e784c007e15f",
            "vfs/dir/35c9650d7908805b4a218300bb3b0b98f4ab21aa4bd8db19a2b99e1959291c92",
            "volumes/751720f5f11da011f9495066542db091e14a7b5429278241d72a51e5e5d038eb"
        );
        await ExpectPlan(node, $"vfs/dir/{Container}", $"vfs/dir/{Container}-init");
    }

    [Test]
    public async Task A_container_that_is_gone_leaves_its_three_times_two_entries_of_aufs()
    {
        using var node = new RealStore("docker-1.9.1-aufs").Unpack();
        const string Container = "c3262ccec9b90841b2a8c7a4dd87293c3e000ff4d9742061ac9d6980ddf42d1a";
        Remove(node, $"containers/{Container}");
        await ExpectGarbage(node, $"aufs/diff/{Container}", $"aufs/diff/{Container}-init");

        var plan = await node.PlanAsync(Policies.Layers);
        await node.SweepAsync(plan, Policies.Layers);
        foreach (var part in new[] { "diff", "layers", "mnt" })
            Assert.That(
                Directory.GetFileSystemEntries(node.At($"aufs/{part}")).Select(Path.GetFileName),
                Has.Exactly(5).Items.And.None.StartsWith(Container),
                part
            );
    }

    [Test]
    public async Task An_image_removed_with_its_name_and_containers_leaves_its_layer_but_not_its_parents()
    {
        using var node = new RealStore("docker-1.9.1-aufs").Unpack();
        const string Image = "632c79112011f6de4904ba7e39d366aaa67697aeade28fb2f837a4facbaea9e2";
        string[] containers =
        [
            .. Directory.GetDirectories(node.At("containers")).Select(folder => Path.GetFileName(folder)!),
        ];
        foreach (var container in containers)
            Remove(node, $"containers/{container}");
        Remove(node, $"graph/{Image}");
        var names = node.At("repositories-aufs");
        File.WriteAllText(
            names,
            File.ReadAllText(names).Replace($$""","img2":{"1":"{{Image}}"}""", "", StringComparison.Ordinal)
        );
        await ConfirmLossOfContainers(node);
        await ExpectGarbage(
            node,
            [
                $"aufs/diff/{Image}",
                .. containers.Select(id => $"aufs/diff/{id}"),
                .. containers.Select(id => $"aufs/diff/{id}-init"),
                "volumes/ab241d1d10bf2e6647d85ac7e381970746509bed11dfc4139e2b99d4a34e8931",
            ]
        );
    }

    [TestCase("docker-1.0.1-vfs", "graph/e0d789bbf09de69e3216e5f0c199b2c7ed48f8c01212f8961d6483722918f39b/json")]
    [TestCase("docker-1.0.1-vfs", "graph/bee252d02c9fb363c44f785dec113210771fc9b04d85517cfc29779bb643b8df/json")]
    [TestCase("docker-1.0.1-vfs", "graph/bee252d02c9fb363c44f785dec113210771fc9b04d85517cfc29779bb643b8df")]
    [TestCase("docker-1.0.1-vfs", "graph")]
    [TestCase("docker-1.0.1-vfs", "containers")]
    [TestCase("docker-1.0.1-vfs", "vfs/dir/898ed54d0a7aa98082f4f4b14c586fcde13ab078882abdab1c04bdafeb285cb2")]
    [TestCase(
        "docker-1.6.2-to-20.10-vfs",
        "image/vfs/layerdb/sha256/ce7e90a7f4b123d0c0c04e09394f71512367a861fecf107430af9b8df514e951"
    )]
    [TestCase(
        "docker-1.6.2-to-20.10-vfs",
        "image/vfs/layerdb/sha256/ce7e90a7f4b123d0c0c04e09394f71512367a861fecf107430af9b8df514e951/cache-id"
    )]
    public async Task Metadata_that_is_lost_stops_the_removal_of_layers_and_says_so(string store, string lost)
    {
        using var node = new RealStore(store).Unpack();
        Plant(node, $"vfs/dir/{Path.GetFileName(Directory.GetDirectories(node.At("vfs/dir"))[0])}", VfsOrphan);
        Remove(node, lost);
        await ExpectDoubt(node, VfsOrphan);
    }

    [TestCase("graph/632c79112011f6de4904ba7e39d366aaa67697aeade28fb2f837a4facbaea9e2/json")]
    [TestCase("graph/de7d2872625d0feaf16e130a5c28962638a94c582ffc3d09ab024b2ef7e6128b")]
    [TestCase("aufs/layers/632c79112011f6de4904ba7e39d366aaa67697aeade28fb2f837a4facbaea9e2")]
    [TestCase("aufs/diff/6a35e155dbaef79d06d50bb70df8ddc2154fd1c97aab99e827b9495bbaa1ed04")]
    public async Task Metadata_of_aufs_that_is_lost_stops_the_removal_of_layers_and_says_so(string lost)
    {
        using var node = new RealStore("docker-1.9.1-aufs").Unpack();
        Plant(node, "aufs/diff/6a35e155dbaef79d06d50bb70df8ddc2154fd1c97aab99e827b9495bbaa1ed04", AufsOrphan);
        Remove(node, lost);
        await ExpectDoubt(node, AufsOrphan);
    }

    /// <summary>Its layers bear its name, so that they are known all the same. What it mounted is not.</summary>
    [TestCase(
        "docker-1.0.1-vfs",
        "vfs/dir/d0245186936562eb97996bd19c07d539bdd9f067ab1004b6315430dfbd622524",
        "vfs/dir/660d4384af22c64200aec9f78c8225ebce5bc01e4b668a01dc7463534d61343a",
        "vfs/dir/78bde4d4b9c8e603f5a53dce45730af6456bd6fe4dcb1a3ad9e55ca1dc56301a"
    )]
    [TestCase(
        "docker-1.6.2-vfs",
        "vfs/dir/8c5c1905180eaf2b900a57ad04912c0d0f1ba7f2f73b82df78e7c05d48f2a597",
        "vfs/dir/15d71b87fbcf90b354dc65db75dbd43385963be74568a892e2c5e784c007e15f",
        "vfs/dir/35c9650d7908805b4a218300bb3b0b98f4ab21aa4bd8db19a2b99e1959291c92",
        "volumes/751720f5f11da011f9495066542db091e14a7b5429278241d72a51e5e5d038eb"
    )]
    [TestCase(
        "docker-1.9.1-aufs",
        "aufs/diff/ea0cb6a4d1b3684e2ce5c6792c69bc3714456fcadb615e6e184c750f326cbf68",
        "volumes/ab241d1d10bf2e6647d85ac7e381970746509bed11dfc4139e2b99d4a34e8931"
    )]
    public async Task A_container_that_lost_its_configuration_keeps_its_layers_and_puts_volumes_in_doubt(
        string store,
        string layer,
        params string[] volumes
    )
    {
        using var node = new RealStore(store).Unpack();
        Remove(node, $"containers/{Path.GetFileName(layer)}/config.json");
        var scan = await node.ReportAsync();
        Assert.That(scan.Garbage.Select(item => item.Path), Is.EquivalentTo(volumes));
        Assert.That(scan.Garbage.Select(item => item.KeptBy), Has.None.Null);
        Assert.That(
            scan.Leftovers.Select(leftover => leftover.Path),
            Is.EqualTo(new[] { $"containers/{Path.GetFileName(layer)}" })
        );
        Assert.That((await node.ExplainAsync($"{layer}-init")).Single().Verdict, Is.EqualTo(Verdict.Live));
    }

    [Test]
    public async Task The_migrated_store_needs_nothing_of_the_old_metadata()
    {
        using var node = new RealStore("docker-1.6.2-to-20.10-vfs").Unpack();
        foreach (
            var old in new[]
            {
                "graph",
                "repositories-vfs",
                "linkgraph.db",
                ".migration-v1-images.json",
                ".migration-v1-tags",
            }
        )
            Remove(node, old);
        await ExpectGarbage(node);
    }

    /// <summary>What 1.7 makes of a volume of 1.6: the data stays where it was, and the link tells an absolute path
    /// that may be wrong by now.</summary>
    [Test]
    public async Task T21_never_takes_the_data_of_a_migrated_volume_for_a_layer()
    {
        using var node = new RealStore("docker-1.6.2-to-20.10-vfs").Unpack();
        Directory.CreateDirectory(node.At($"vfs/dir/{Fresh}"));
        Directory.CreateDirectory(node.At($"volumes/{Fresh}"));
        File.CreateSymbolicLink(node.At($"volumes/{Fresh}/_data"), $"/moved/away/vfs/dir/{Fresh}");
        var inventory = (await node.ScanAsync()).Inventory;
        Assert.That(
            inventory.Resources.Select(resource => resource.Id),
            Has.None.EqualTo(ResourceId.LayerDirectory("vfs", Fresh))
        );
        Assert.That(
            inventory.Resources.Single(resource => resource.Id == ResourceId.Volume(Fresh)).Volume!.IsLocal,
            Is.False
        );
        Assert.That((await node.PlanAsync(Policies.Everything)).Items, Is.Empty);
    }

    [Test]
    public async Task T20_distinguishes_volumes_of_1_0_1_3_and_1_6_from_the_layers_beside_them()
    {
        using var node = new RealStore("docker-1.6.2-vfs").Unpack();
        const string Used = "751720f5f11da011f9495066542db091e14a7b5429278241d72a51e5e5d038eb";
        foreach (var name in new[] { Fresh, Used })
            Directory.CreateDirectory(node.At($"vfs/dir/{name}"));
        Directory.CreateDirectory(node.At($"volumes/{Fresh}"));
        File.WriteAllText(node.At($"volumes/{Fresh}/json"), $$"""{"id":"{{Fresh}}"}""");
        File.WriteAllText(node.At($"volumes/{Fresh}/layersize"), "0");
        Plant(node, $"vfs/dir/{Fresh}", $"vfs/dir/{Fresh}-init");
        await ExpectGarbage(node, $"vfs/dir/{Fresh}", $"vfs/dir/{Fresh}-init");
        await ExpectPlan(node, $"vfs/dir/{Fresh}-init");
    }

    /// <summary>A migration leaves a layer whose content was there already without a record; only what is built upon it
    /// names it.</summary>
    [Test]
    public async Task T26_keeps_a_layer_of_aufs_that_only_a_list_of_parents_names()
    {
        using var node = new RealStore("docker-1.9.1-aufs").Unpack();
        const string Top = "632c79112011f6de4904ba7e39d366aaa67697aeade28fb2f837a4facbaea9e2";
        const string Below = "de7d2872625d0feaf16e130a5c28962638a94c582ffc3d09ab024b2ef7e6128b";
        Plant(node, $"aufs/diff/{Below}", AufsOrphan);
        File.Copy(node.At($"aufs/layers/{Below}"), node.At($"aufs/layers/{Fresh}"), overwrite: true);
        foreach (
            var list in Directory
                .GetFiles(node.At("aufs/layers"))
                .Where(list => File.ReadAllText(list).Contains($"{Below}\n", StringComparison.Ordinal))
        )
            File.WriteAllText(list, File.ReadAllText(list).Replace(Below, Fresh, StringComparison.Ordinal));
        await ExpectGarbage(node);
        Assert.That(
            (await node.ExplainAsync($"aufs/diff/{Fresh}")).Single().Chain.Select(link => link.Id),
            Is.EqualTo(
                new[]
                {
                    ResourceId.LayerDirectory("aufs", Fresh),
                    ResourceId.LayerDirectory("aufs", Top),
                    new ResourceId(ResourceKind.Image, Top),
                }
            )
        );
    }

    [Test]
    public async Task T26_takes_mount_points_of_layers_that_are_gone_and_what_the_driver_was_removing_for_debris()
    {
        using var node = new RealStore("docker-1.9.1-aufs").Unpack();
        string[] left = [$"aufs/mnt/{Fresh}", $"aufs/diff/{Fresh}-removing", $"aufs/mnt/{Fresh}-removing"];
        foreach (var path in left)
            Directory.CreateDirectory(node.At(path));
        await ExpectGarbage(node, left);

        node.Proc.Process(100, "dockerd", "/usr/bin/docker", "daemon", "--graph", node.DataRoot);
        var running = await node.ReportAsync();
        Assert.That(
            running.Garbage.Select(item => item.Path),
            Is.EquivalentTo(left[..1]),
            "the engine may be at the others"
        );
        Assert.That(
            running
                .Leftovers.Where(leftover =>
                    leftover.Reason.StartsWith("held until the Docker daemon is stopped", StringComparison.Ordinal)
                )
                .Select(leftover => leftover.Path),
            Is.EquivalentTo(left[1..])
        );
    }

    private static void Plant(StoppedNode node, string from, string to)
    {
        _ = new ExternalCommand("/bin/cp", "-a", node.At(from), node.At(to)).Run().Text;
        File.Delete(node.At($"{to}/link"));
        if (!to.StartsWith("aufs/", StringComparison.Ordinal))
            return;
        File.WriteAllText(node.At(to.Replace("/diff/", "/layers/", StringComparison.Ordinal)), "");
        Directory.CreateDirectory(node.At(to.Replace("/diff/", "/mnt/", StringComparison.Ordinal)));
    }

    private static void Remove(StoppedNode node, string path) =>
        _ = new ExternalCommand("/bin/rm", "-r", node.At(path)).Run().Text;

    private static async Task ExpectGarbage(StoppedNode node, params string[] paths)
    {
        var scan = await node.ReportAsync();
        Assert.That(scan.Doubts, Is.Empty);
        Assert.That(scan.Garbage.Select(item => item.Path), Is.EquivalentTo(paths));
    }

    /// <summary>Data of volumes stays even where nobody uses it.</summary>
    private static async Task ExpectPlan(StoppedNode node, params string[] paths) =>
        Assert.That(
            (await node.PlanAsync(Policies.Everything)).Items.Select(item => item.Directory.Path),
            Is.EquivalentTo(paths)
        );

    /// <summary>The last containers are gone and their init layers are not: that keeps everything, until somebody
    /// confirms that the containers are lost.</summary>
    private static async Task ConfirmLossOfContainers(StoppedNode node)
    {
        var scan = await node.ReportAsync();
        Assert.That(scan.Doubts.Select(doubt => doubt.Subject), Is.EqualTo(new[] { "containers" }));
        Assert.That(scan.Garbage.Select(item => item.KeptBy), Has.None.Null);
        Assert.That((await node.PlanAsync(Policies.Everything)).Items, Is.Empty);
        await node.ConfirmLossAsync("containers");
    }

    /// <summary>What was garbage beyond doubt is still shown, with the doubt that keeps it; nothing goes.</summary>
    private static async Task ExpectDoubt(StoppedNode node, string planted)
    {
        var scan = await node.ReportAsync();
        Assert.That(scan.Doubts, Is.Not.Empty);
        Assert.That(scan.Garbage.Select(item => item.Path), Does.Contain(planted));
        Assert.That(scan.Garbage.Where(item => item.Class == "layers").Select(item => item.KeptBy), Has.None.Null);
        Assert.That((await node.PlanAsync(Policies.Everything)).Items, Is.Empty);
    }
}
