using NodeGc.Collector.Policies;
using NodeGc.Stores.Docker.Daemons;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios.Peers;

/// <summary>Every known bug of the scripts for volumes: the script does the harm, we keep exactly what it would have
/// destroyed, and we find all that it rightly found.</summary>
public sealed class VolumeScriptTests
{
    [Test]
    public async Task Bug_18_2_1_takes_a_volume_for_used_whose_name_is_part_of_another()
    {
        using var node = new StoppedNode();
        node.Build(store =>
        {
            store.Use("web", store.Volume("mydb"));
            store.Volume("db");
        });
        var script = ScriptOn(node).WouldDelete();
        await node.ProveFoundAsync(script, ["volumes/db"]);
        Assert.That((await node.ReportAsync()).Garbage.Select(item => item.Path), Is.EqualTo(new[] { "volumes/db" }));
    }

    /// <summary>Once bug 1 is repaired, as some copies have it, the ids that were added to be safe keep nothing
    /// safe.</summary>
    [Test]
    public async Task Bug_18_2_2_makes_one_word_of_all_ids_of_containers()
    {
        using var store = new GraphStore("vfs");
        var (image, dead) = (store.Image("app:1", count: 1), store.Volume());
        var (web, db) = (store.Container("web", image), store.Container("db", image));
        var script = new VolumeCleanupScript(store.Node.DataRoot, Old(store))
        {
            ComparesWholeNames = true,
        }.WouldDelete();
        await store.Node.ProveAsync(script, [$"vfs/dir/{web}", $"vfs/dir/{db}"], [$"vfs/dir/{dead}"]);
    }

    [Test]
    public async Task Bug_18_2_3_takes_every_name_with_an_id_in_it_for_a_volume()
    {
        using var store = new GraphStore("vfs");
        var (image, dead) = (store.Image("app:1", count: 1), store.Volume());
        var container = store.Container("web", image);
        store.Files.Write($"vfs/dir/{image[0]}.before-upgrade/file", "data");
        await store.Node.ProveAsync(
            ScriptOn(store),
            [$"vfs/dir/{container}-init", $"vfs/dir/{image[0]}.before-upgrade"],
            [$"vfs/dir/{dead}"]
        );
    }

    [Test]
    public async Task Bug_18_2_4_deletes_all_layers_where_the_driver_is_vfs()
    {
        using var store = new GraphStore("vfs");
        var (image, used, dead) = (store.Image("app:1", count: 3), store.Volume(), store.Volume());
        var (container, orphan) = (store.Container("web", image, used), store.Orphan());
        string[] layers = [.. image.Select(id => $"vfs/dir/{id}"), $"vfs/dir/{container}-init"];
        await store.Node.ProveAsync(ScriptOn(store), layers, [$"vfs/dir/{dead}", $"vfs/dir/{orphan}"]);
        Assert.That(ScriptOn(store), Does.Not.Contain($"vfs/dir/{used}"));
    }

    [Test]
    public async Task Bug_18_2_5_deletes_volumes_that_a_person_named()
    {
        using var node = new StoppedNode();
        var anonymous = "";
        node.Build(store =>
        {
            store.Volume("customers");
            anonymous = store.AnonymousVolume();
        });
        var script = ScriptOn(node).WouldDelete();
        Assert.That(script, Is.EquivalentTo(new[] { "volumes/customers", $"volumes/{anonymous}" }));
        var plan = await node.PlanAsync(Policies.Everything with { VolumeScope = VolumeScope.Anonymous });
        Assert.That(
            plan.Held.ToDictionary(held => held.Resource.Id.Name, held => held.Reason.Rule),
            Is.EqualTo(
                new Dictionary<string, string>
                {
                    ["customers"] = "VolumeIsOutOfScope",
                    [anonymous] = "EngineIsNotRunning",
                }
            )
        );
    }

    [Test]
    public async Task Bug_18_2_6_takes_an_answer_without_the_field_for_no_volumes()
    {
        using var node = new StoppedNode();
        node.Build(store =>
        {
            store.Use("web", store.Volume("pg"));
            store.AnonymousVolume();
        });
        var script = new VolumeCleanupScript(node.DataRoot, EngineAnswers.From(node.DataRoot))
        {
            AsksForVolumesField = true,
        }.WouldDelete();
        await node.ProveAsync(script, ["volumes/pg"], script.Except(["volumes/pg"]));
    }

    [Test]
    public async Task Bug_18_2_7_takes_a_failed_inspection_for_no_volumes()
    {
        using var node = new StoppedNode();
        var web = "";
        node.Build(store =>
        {
            web = store.Use("web", store.Volume("pg"));
            store.AnonymousVolume();
        });
        var answers = EngineAnswers.From(node.DataRoot).WithFailing(web);
        var script = new VolumeCleanupScript(node.DataRoot, answers).WouldDelete();
        await node.ProveAsync(script, ["volumes/pg"], script.Except(["volumes/pg"]));

        File.WriteAllText(node.At($"containers/{web}/config.v2.json"), "{");
        await node.ProveInDoubtAsync(script, ["volumes/pg"], script.Except(["volumes/pg"]));
    }

    [TestCase("dockerd", "--data-root", "ROOT")]
    [TestCase("dockerd", "--data-root=ROOT")]
    [TestCase("dockerd", "--graph", "ROOT")]
    [TestCase("dockerd", "-gROOT")]
    [TestCase("dockerd", "--config-file", "ROOT/../daemon.json")]
    [TestCase("vi", "/etc/docker/daemon.json", "dockerd", "--graph=ROOT")]
    public async Task Bug_18_2_8_compares_the_containers_of_one_engine_with_the_disk_of_another(
        params string[] commandLine
    )
    {
        using StoppedNode used = new(),
            unused = new();
        used.Build(store => store.Use("web", store.Volume("web")));
        unused.Build(store =>
        {
            store.Use("db", store.Volume("pg"));
            store.AnonymousVolume();
        });
        var processes = used.Start(commandLine);

        Assert.That(
            VolumeCleanupScript.RootOfTheFirstProcessCalledDocker(processes),
            Is.EqualTo(VolumeCleanupScript.DefaultRoot)
        );
        var script = new VolumeCleanupScript(unused.DataRoot, EngineAnswers.From(used.DataRoot)).WouldDelete();
        await unused.ProveAsync(script, ["volumes/pg"], script.Except(["volumes/pg"]));
        var answer = DataRootFinder.Find(
            new DataRootQuery { ProcRoot = used.Proc.Root, DefaultDataRoot = unused.DataRoot }
        );
        Assert.That(((DataRootAnswer.Found)answer).Stores.Single().DataRoot, Is.EqualTo(used.DataRoot));
    }

    [Test]
    public async Task Bug_18_2_9_does_not_know_a_volume_again_after_the_data_root_was_moved()
    {
        using var node = new StoppedNode();
        var web = "";
        node.Build(store =>
        {
            web = store.Use("web", store.Volume("pg"));
            store.AnonymousVolume();
        });
        var config = node.At($"containers/{web}/config.v2.json");
        File.WriteAllText(
            config,
            File.ReadAllText(config)
                .Replace("Source\":\"", "Source\":\"/old/disk/docker/volumes/pg/_data", StringComparison.Ordinal)
        );
        var script = ScriptOn(node).WouldDelete();
        await node.ProveAsync(script, ["volumes/pg"], script.Except(["volumes/pg"]));
    }

    [Test]
    public async Task Bug_18_2_9_does_not_know_a_volume_again_where_the_data_root_is_a_link()
    {
        using var node = new StoppedNode();
        node.Build(store =>
        {
            store.Use("web", store.Volume("pg"));
            store.AnonymousVolume();
        });
        var link = Directory.CreateSymbolicLink(node.At("../link"), node.DataRoot).FullName;
        var script = new VolumeCleanupScript(link, EngineAnswers.From(node.DataRoot)).WouldDelete();
        await node.ProveAsync(script, ["volumes/pg"], script.Except(["volumes/pg"]));
    }

    [Test]
    public async Task Bug_18_2_10_protects_the_record_of_another_bind_mount()
    {
        using var store = new GraphStore("aufs");
        var (first, second) = (new string('1', 64), new string('2', 64));
        store.BindMount(first, "/srv/web-data");
        store.BindMount(second, "/srv/web.data");
        store.Container("web", store.Image("app:1", count: 1), "/srv/web.data");
        await store.Node.ProveAsync(ScriptOn(store), [$"volumes/{second}"], []);
        await store.Node.ProveFoundAsync(ScriptOn(store), [$"volumes/{first}"]);
    }

    [Test]
    public async Task Bug_18_2_11_deletes_the_volume_whose_name_is_the_first_word_of_another()
    {
        using var node = new StoppedNode();
        var anonymous = "";
        node.Build(store =>
        {
            store.Use("web", store.Volume("my"));
            anonymous = store.AnonymousVolume();
        });
        Directory.CreateDirectory(node.At("volumes/my data/_data"));
        var script = ScriptOn(node).WouldDelete();
        await node.ProveAsync(script, ["volumes/my"], [$"volumes/{anonymous}"]);
        Assert.That(script, Does.Contain("data").And.Not.Contain("volumes/my data"));
        Assert.That(
            (await node.ReportAsync()).Leftovers.Select(leftover => leftover.Path),
            Does.Contain("volumes/my data")
        );
    }

    [Test]
    public async Task Bug_18_2_12_deletes_a_volume_made_since_it_asked()
    {
        using var node = Node.Start();
        var answers = EngineAnswers.From(node.Dockerd.DataRoot);
        node.Docker.Create("late", "base:1", "-v", "/data");
        node.Docker.Do("volume", "create", "waiting");
        var used = node.Docker.Lines("inspect", "-f", "{{range .Mounts}}{{.Name}}{{end}}", "late").Single();

        var script = new VolumeCleanupScript(node.Dockerd.DataRoot, answers).WouldDelete();
        Assert.That(script, Is.EquivalentTo(new[] { $"volumes/{used}", "volumes/waiting" }));
        var patient = Policies.Everything with
        {
            Volumes = Policies.Everything.Volumes! with { MinAge = TimeSpan.FromDays(7) },
        };
        await node.ProveHeldAsync(patient, ["volumes/waiting"], "TooYoung");
        await node.ProveAsync(Policies.Everything, ["volumes/waiting"], ["waiting"]);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Bug_18_2_13_deletes_what_lies_on_another_machine(bool isMounted)
    {
        using var node = new StoppedNode();
        var anonymous = "";
        node.Build(store =>
        {
            store.Volume("nfs");
            anonymous = store.AnonymousVolume();
        });
        File.WriteAllText(
            node.At("volumes/nfs/opts.json"),
            """{"MountType":"nfs","MountOpts":"addr=10.0.0.7,rw","MountDevice":":/export","Quota":{"Size":0}}"""
        );
        var mount = $"36 35 0:50 / {node.At("volumes/nfs/_data")} rw - nfs4 10.0.0.7:/export rw";
        if (isMounted)
            node.Proc.Process(200, "sh", "/bin/sh").Thread(200, 201, mount);

        var script = ScriptOn(node).WouldDelete();
        Assert.That(script, Is.EquivalentTo(new[] { "volumes/nfs", $"volumes/{anonymous}" }));
        if (isMounted)
            await node.ProveAsync(script, ["volumes/nfs"], [$"volumes/{anonymous}"]);
        else
            Assert.That(await RuleThatKeepsAsync(node, "nfs"), Is.EqualTo("VolumeLiesElsewhere"));
    }

    [Test]
    public async Task Bug_18_2_13_treats_volumes_of_plugins_as_orphaned()
    {
        using var node = new StoppedNode();
        node.Build(store =>
        {
            store.Volume("remote");
            store.AnonymousVolume();
        });
        node.Record(
            "remote",
            """{"Name":"remote","Driver":"vieux/sshfs:latest","Labels":null,"Options":{"sshcmd":"me@there:/data"}}"""
        );
        Assert.That(ScriptOn(node).WouldDelete(), Does.Contain("volumes/remote"));
        Assert.That(await RuleThatKeepsAsync(node, "remote"), Is.EqualTo("VolumeLiesElsewhere"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Bug_18_2_14_deletes_the_data_behind_a_link(bool dangles)
    {
        using var node = new StoppedNode();
        var (data, anonymous) = (StoreFiles.Hash("data of 1.6"), "");
        node.Build(store =>
        {
            store.Use("web", store.Volume("pg"));
            anonymous = store.AnonymousVolume();
        });
        Directory.CreateDirectory(node.At($"vfs/dir/{data}"));
        Directory.Delete(node.At("volumes/pg/_data"), recursive: true);
        File.CreateSymbolicLink(
            node.At("volumes/pg/_data"),
            dangles ? $"/before/the/move/vfs/dir/{data}" : node.At($"vfs/dir/{data}")
        );
        await node.ProveAsync(ScriptOn(node).WouldDelete(), [$"vfs/dir/{data}"], [$"volumes/{anonymous}"]);
    }

    /// <summary>Where the driver is vfs, layers and that data lie side by side.</summary>
    [Test]
    public async Task Bug_18_2_14_deletes_the_data_behind_a_link_among_layers()
    {
        using var store = new GraphStore("vfs");
        var (image, data, name) = (store.Image("app:1", count: 1), store.Files.Hex(), store.Files.Hex());
        var orphan = store.Orphan();
        store.Files.Write($"vfs/dir/{data}/data", "data");
        store.Files.Folder($"volumes/{name}");
        File.CreateSymbolicLink(store.Node.At($"volumes/{name}/_data"), $"/var/lib/docker/vfs/dir/{data}");
        var container = store.Container("web", image);
        var config = store.Node.At($"containers/{container}/config.json");
        var mounted =
            $$$"""MountPoints":{"/data":{"Name":"{{{name}}}","Destination":"/data","""
            + """ "Driver":"local","RW":true,"Source":""}}""";
        File.WriteAllText(config, File.ReadAllText(config).Replace("Volumes\":{}", mounted, StringComparison.Ordinal));
        await store.Node.ProveAsync(ScriptOn(store), [$"vfs/dir/{data}"], [$"vfs/dir/{orphan}"]);
    }

    [Test]
    public async Task Bug_18_2_15_takes_ids_that_are_no_images_for_dead()
    {
        using var store = new ContentStore();
        var (image, orphan) = (store.Image("app:1", layers: 3), store.Orphan());
        var container = store.Container("web", image);
        var advice = ArticleAdvice.WouldDelete(store.Node.DataRoot, image.Id, container.Id);
        string[] live = [.. image.Directories, container.Directory, container.InitDirectory];
        await store.Node.ProveAsync(advice, live.Select(name => $"aufs/diff/{name}"), [$"aufs/diff/{orphan}"]);
    }

    [Test]
    public async Task Bug_18_2_15_takes_init_layers_for_dead_even_where_ids_are_images()
    {
        using var store = new GraphStore("aufs");
        var (image, orphan) = (store.Image("app:1", count: 3), store.Orphan());
        var container = store.Container("web", image);
        var advice = ArticleAdvice.WouldDelete(store.Node.DataRoot, [.. image, container]);
        await store.Node.ProveAsync(advice, [$"aufs/diff/{container}-init"], [$"aufs/diff/{orphan}"]);
    }

    private static async Task<string> RuleThatKeepsAsync(StoppedNode node, string volume) =>
        (await node.PlanAsync(Policies.Everything)).Held.Single(held => held.Resource.Id.Name == volume).Reason.Rule;

    private static VolumeCleanupScript ScriptOn(StoppedNode node) =>
        new(node.DataRoot, EngineAnswers.From(node.DataRoot));

    private static IReadOnlySet<string> ScriptOn(GraphStore store) =>
        new VolumeCleanupScript(store.Node.DataRoot, Old(store)).WouldDelete();

    private static EngineAnswers Old(GraphStore store) =>
        EngineAnswers.From(store.Node.DataRoot, hasVolumesField: true);
}
