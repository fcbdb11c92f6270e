using NodeGc.Collector.Explaining;
using NodeGc.Collector.Inventories;
using NodeGc.Collector.Policies;
using NodeGc.Removal.Sweeping;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>Volumes: user data, which goes only when nothing names it and the policy says so, and comes back byte by
/// byte.</summary>
[TestFixtureSource(typeof(DockerReleases), nameof(DockerReleases.All))]
public sealed class VolumeScenarios(DockerRelease release) : NodeFixture(release)
{
    [TearDown]
    public void ClearAway()
    {
        node.ClearAway();
        // One by one: since 23.0 the engine prunes anonymous volumes only, unless told otherwise in words that older
        // ones refuse.
        foreach (var volume in node.Docker.Lines("volume", "ls", "-q"))
            node.Docker.Do("volume", "rm", volume);
    }

    [Test]
    public async Task T23_keeps_an_anonymous_volume_whose_container_records_no_source()
    {
        var name = MakeAnonymousVolume("created", leaveContainer: true);
        Assert.That(File.ReadAllText(ConfigOf("created")), Does.Contain("\"Source\":\"\""));
        await ProveInUseAsync(name);
        await node.ProveAsync(Policies.Everything, [], []);
    }

    [Test]
    public async Task Moves_an_anonymous_volume_left_behind_and_puts_it_back_as_it_was()
    {
        var name = MakeAnonymousVolume("left", leaveContainer: false);
        var folder = Path.Combine(node.Dockerd.DataRoot, "volumes", name);
        var (digest, definition) = (TreeDigest.Compute(folder), DefinitionOf(name));
        await node.ProveAsync(Policies.Everything, [$"volumes/{name}"], [name]);
        Assert.That(node.Docker.Lines("volume", "ls", "-q"), Does.Not.Contain(name));

        Assert.That((await node.RestoreAsync()).Items.Select(outcome => outcome.Outcome), Is.All.EqualTo("Restored"));
        Assert.That(TreeDigest.Compute(folder), Is.EqualTo(digest));
        Assert.That(DefinitionOf(name), Is.EqualTo(definition));
        Assert.That(
            node.Docker.Do("run", "--rm", "--network", "none", "-v", $"{name}:/data", "base:1", "cat", "/data/f"),
            Is.EqualTo("left")
        );
    }

    [Test]
    public async Task Keeps_a_named_volume_unless_the_policy_names_unused_ones()
    {
        node.Docker.Do("volume", "create", "--label", "team=a", "precious");
        await node.ProveHeldAsync(
            Policies.Everything with
            {
                VolumeScope = VolumeScope.Anonymous,
            },
            ["volumes/precious"],
            "VolumeIsOutOfScope"
        );
        await node.ProveHeldAsync(
            Policies.Everything with
            {
                Protect = new() { Labels = ["team=a"] },
            },
            ["volumes/precious"],
            "LabelIsPinned"
        );
        var definition = DefinitionOf("precious");
        await node.ProveAsync(Policies.Everything, ["volumes/precious"], ["precious"]);
        await node.RestoreAsync();
        Assert.That(DefinitionOf("precious"), Is.EqualTo(definition), "labels come back as well");
    }

    [Test]
    public async Task Finds_a_volume_directory_that_nothing_names()
    {
        var stray = Directory.CreateDirectory(Path.Combine(node.Dockerd.DataRoot, "volumes/stray/_data"));
        File.WriteAllText(Path.Combine(stray.FullName, "f"), "data");
        await node.ProveAsync(Policies.Everything with { VolumeScope = VolumeScope.Orphaned }, ["volumes/stray"], []);
        await node.RestoreAsync();
        Assert.That(File.ReadAllText(Path.Combine(stray.FullName, "f")), Is.EqualTo("data"));
        Directory.Delete(stray.Parent!.FullName, recursive: true);
    }

    [Test]
    public async Task T24_keeps_a_volume_in_use_that_the_database_does_not_mention()
    {
        var database = Path.Combine(node.Dockerd.DataRoot, "volumes/metadata.db");
        node.Dockerd.Stop();
        File.Copy(database, database + ".empty");
        node.Dockerd.Resume();
        node.Docker.Create("user", "base:1", "-v", "unmentioned:/data");
        node.Dockerd.Stop();
        File.Move(database + ".empty", database, overwrite: true);
        node.Dockerd.Resume();
        await ProveInUseAsync("unmentioned");
        await node.ProveAsync(Policies.Everything, [], []);
    }

    [Test]
    public async Task T24_is_not_disturbed_by_a_volume_whose_directory_is_missing()
    {
        node.Docker.Do("volume", "create", "hollow");
        Directory.Delete(Path.Combine(node.Dockerd.DataRoot, "volumes/hollow"), recursive: true);
        var name = MakeAnonymousVolume("beside", leaveContainer: false);
        await node.ProveAsync(Policies.Everything, [$"volumes/{name}"], [name]);
        node.Docker.Try("volume", "rm", "hollow");
    }

    [Test]
    public async Task T25_keeps_a_volume_whose_data_is_mounted_from_elsewhere()
    {
        var remote = OnlyHere("remote");
        var folder = Path.Combine(node.Dockerd.DataRoot, "volumes", remote);
        node.Docker.Do("volume", "create", "-o", "type=tmpfs", "-o", "device=tmpfs", remote);
        node.Docker.RunForever("mounter", "base:1", "-v", $"{remote}:/data");
        node.Docker.Do("exec", "mounter", "touch", "/data/f");
        await ProveInUseAsync(remote);
        await node.ProveAsync(Policies.Everything, [], []);
        Assert.That(File.Exists(Path.Combine(folder, "_data/f")), "its data is where it was");
        Assert.That(node.Docker.Do("exec", "mounter", "cat", "/data/f"), Is.Empty, "the container reads it still");
        node.Docker.Do("rm", "-f", "mounter");
        await node.ProveHeldAsync(
            Policies.Everything with
            {
                VolumeScope = VolumeScope.Anonymous,
            },
            [$"volumes/{remote}"],
            "VolumeIsOutOfScope"
        );
        Assert.That(Directory.Exists(folder), "its record is where it was");
    }

    [TestCase("bind", "-o", "type=none", "-o", "o=bind", "-o", "device={elsewhere}")]
    [TestCase("nfs", "-o", "type=nfs", "-o", "o=addr=127.0.0.1,rw", "-o", "device=:{elsewhere}")]
    [TestCase("tmpfs", "-o", "type=tmpfs", "-o", "device=tmpfs")]
    public async Task Removes_the_record_of_an_unused_volume_and_leaves_the_data_where_its_options_say(
        string kind,
        params string[] options
    )
    {
        var name = OnlyHere(kind);
        var elsewhere = Directory.CreateDirectory(Path.Combine(node.Dockerd.Folder, $"elsewhere-{kind}")).FullName;
        File.WriteAllText(Path.Combine(elsewhere, "precious"), "data");
        node.Docker.Do([
            "volume",
            "create",
            .. options.Select(option => option.Replace("{elsewhere}", elsewhere, StringComparison.Ordinal)),
            name,
        ]);
        if (kind == "bind")
        {
            var seen = node.Docker.Do(
                "run",
                "--rm",
                "--network",
                "none",
                "-v",
                $"{name}:/data",
                "base:1",
                "cat",
                "/data/precious"
            );
            Assert.That(seen, Is.EqualTo("data"));
        }
        var digest = TreeDigest.Compute(elsewhere);

        var report = await SweepAsync(name);

        Assert.That(report.Items.Single().Outcome, Is.InstanceOf<ItemOutcome.Deleted>(), report.StopReason);
        Assert.That(node.Docker.Lines("volume", "ls", "-q"), Does.Not.Contain(name));
        Assert.That(Directory.Exists(Path.Combine(node.Dockerd.DataRoot, "volumes", name)), Is.False);
        Assert.That(TreeDigest.Compute(elsewhere), Is.EqualTo(digest));
    }

    [Test]
    public async Task Names_the_command_for_a_volume_with_options_that_has_data_in_its_directory_as_well()
    {
        node.Docker.Do("volume", "create", "-o", "type=tmpfs", "-o", "device=tmpfs", "hidden");
        var hidden = Path.Combine(node.Dockerd.DataRoot, "volumes/hidden/_data/f");
        File.WriteAllText(hidden, "data");

        var plan = await node.PlanAsync(Policies.Everything);

        Assert.That(plan.Items, Is.Empty);
        Assert.That(
            plan.Held.Single(held => held.Resource.Id == ResourceId.Volume("hidden")).Reason,
            Has.Property("Rule").EqualTo("VolumeLiesElsewhere").And.Property("Text").EndsWith("docker volume rm hidden")
        );
        File.Delete(hidden);
        node.Docker.Do("volume", "rm", "hidden");
    }

    /// <summary>
    /// A name that no other engine on this machine has. A mount counts by the volume's name alone, on whatever data
    /// root it lies: one of the same name, of an engine beside this one or of a run that was killed, keeps the volume.
    /// </summary>
    private string OnlyHere(string name) => $"{name}-{Path.GetFileName(node.Dockerd.Folder)}";

    private async Task<SweepReport> SweepAsync(string volume)
    {
        var plan = await node.PlanAsync(Policies.Everything);
        Assert.That(plan.Items.Select(item => item.Name), Is.EqualTo([$"volumes/{volume}"]));
        return await node.SweepAsync(plan, Policies.Everything);
    }

    private async Task ProveInUseAsync(string volume)
    {
        var explanation = await node.ExplainAsync($"volumes/{volume}");
        Assert.That(explanation.Verdict, Is.EqualTo(Verdict.Live), explanation.Reason?.Text);
        Assert.That(explanation.Chain[^1].Id.Kind, Is.EqualTo(ResourceKind.Container).Or.EqualTo(ResourceKind.Mount));
    }

    /// <summary>An anonymous volume with a file in it, as an image's VOLUME makes one.</summary>
    private string MakeAnonymousVolume(string container, bool leaveContainer)
    {
        node.Docker.Create(container, "base:1", "-v", "/data");
        var name = node.Docker.Do("inspect", "--format", "{{(index .Mounts 0).Name}}", container);
        node.Docker.Do(
            "run",
            "--rm",
            "--network",
            "none",
            "-v",
            $"{name}:/data",
            "base:1",
            "sh",
            "-c",
            $"echo {container} > /data/f"
        );
        if (!leaveContainer)
            node.Docker.Do("rm", container);
        return name;
    }

    private string ConfigOf(string container) =>
        Path.Combine(node.Dockerd.DataRoot, "containers", node.Docker.IdOf(container), "config.v2.json");

    /// <summary>No labels and empty labels are the same; which of the two an engine writes depends on who asked for the
    /// volume.</summary>
    private string DefinitionOf(string volume) =>
        node
            .Docker.Do(
                "volume",
                "inspect",
                "--format",
                "{{.Driver}} {{json .Labels}} {{json .Options}} {{.Mountpoint}}",
                volume
            )
            .Replace("null", "{}", StringComparison.Ordinal);
}
