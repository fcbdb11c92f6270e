using NodeGc.Testing.Docker;

namespace NodeGc.Docker.Tests;

/// <summary>The client against a real dockerd of each release.</summary>
[TestFixtureSource(typeof(DockerReleases), nameof(DockerReleases.All))]
[Category("Real")]
public sealed class RealEngineTests(DockerRelease release)
{
    private PrivateDockerd dockerd = null!;
    private DockerClient client = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        dockerd = PrivateDockerd.Start(new DockerdOptions { Release = release });
        BaseImage.Load(dockerd.Cli);
        client = await DockerClient.ConnectAsync(new() { SocketPath = dockerd.SocketPath }, default);
    }

    [OneTimeTearDown]
    public void Stop()
    {
        client.Dispose();
        dockerd.Dispose();
    }

    [Test]
    public async Task Reports_where_and_how_the_engine_stores_things()
    {
        var info = await client.GetInfoAsync(default);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(info.DockerRootDir, Is.EqualTo(dockerd.DataRoot));
            Assert.That(info.Driver, Is.EqualTo("overlay2"));
            Assert.That(info.UsesContainerdStore, Is.False);
            Assert.That(info.DriverStatus, Is.Not.Empty);
            Assert.That(client.Version, Is.EqualTo(NewestOf(release)));
        }
    }

    [Test]
    public async Task Knows_the_directories_of_a_container_and_its_anonymous_volume()
    {
        var id = dockerd.Cli.RunForever("web", "base:1", "-v", "/data");
        var container = await client.FindContainerAsync(id, default);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await client.ListContainersAsync(default)).Select(listed => listed.Id), Does.Contain(id));
            Assert.That(container!.State, Has.Property("Running").True.And.Property("Status").EqualTo("running"));
            Assert.That(Directory.Exists(container.GraphDriver!.Data["UpperDir"]));
            Assert.That(
                container.Mounts!.Single(),
                Has.Property("Type").EqualTo("volume").And.Property("Driver").EqualTo("local")
            );
            Assert.That(await client.RemoveContainerAsync(id, default), Is.InstanceOf<RemoveOutcome.InUse>());
        }
        dockerd.Cli.Do("rm", "-fv", id);
        Assert.That(await client.FindContainerAsync(id, default), Is.Null);
    }

    [Test]
    public async Task Removes_an_image_and_leaves_its_untagged_parents()
    {
        dockerd.Cli.BuildClassic("child:1", "FROM base:1\nRUN touch /a\nRUN touch /b\n");
        var image = await client.FindImageAsync("child:1", default);
        var parent = image!.Parent!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(image.RootFs!.Layers, Has.Count.EqualTo(3));
            Assert.That(await client.RemoveImageAsync(parent, default), Is.InstanceOf<RemoveOutcome.InUse>());
            Assert.That(await client.RemoveImageAsync(image.Id, default), Is.InstanceOf<RemoveOutcome.Removed>());
            Assert.That(
                (await client.ListImagesAsync(default)).Select(listed => listed.Id),
                Does.Contain(parent).And.Not.Contain(image.Id)
            );
            Assert.That(await client.RemoveImageAsync(image.Id, default), Is.InstanceOf<RemoveOutcome.AlreadyGone>());
        }
    }

    [Test]
    public async Task Makes_a_volume_again_as_it_was()
    {
        var spec = new VolumeSpec
        {
            Name = "scratch",
            Labels = new Dictionary<string, string> { ["team"] = "a" },
            Options = new Dictionary<string, string> { ["type"] = "tmpfs", ["device"] = "tmpfs" },
        };
        await client.CreateVolumeAsync(spec, default);
        var volume = (await client.ListVolumesAsync(default)).Volumes!.Single(listed => listed.Name == "scratch");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(volume.Labels, Is.EqualTo(spec.Labels));
            Assert.That(volume.Options, Is.EqualTo(spec.Options));
            Assert.That(volume.Mountpoint, Is.EqualTo(Path.Combine(dockerd.DataRoot, "volumes/scratch/_data")));
        }
    }

    [Test]
    public async Task Keeps_a_volume_that_a_container_names()
    {
        var id = dockerd.Cli.Create("user", "base:1", "-v", "named:/data");
        Assert.That(await client.RemoveVolumeAsync("named", default), Is.InstanceOf<RemoveOutcome.InUse>());
        Assert.That(await client.RemoveContainerAsync(id, default), Is.InstanceOf<RemoveOutcome.Removed>());
        Assert.That(await client.RemoveVolumeAsync("named", default), Is.InstanceOf<RemoveOutcome.Removed>());
        Assert.That(await client.RemoveVolumeAsync("named", default), Is.InstanceOf<RemoveOutcome.AlreadyGone>());
    }

    [TestCase("..")]
    [TestCase("../containers/victim")]
    [TestCase("x/../../containers/victim")]
    [TestCase("../../containers/victim")]
    [TestCase("../v1.41/containers/victim")]
    [TestCase("..%2fcontainers%2fvictim")]
    [TestCase("%2e%2e/containers/victim")]
    [TestCase("%2e%2e%2fcontainers%2fvictim")]
    [TestCase("..\\containers\\victim")]
    [TestCase("x?force=1")]
    [TestCase("x#y z")]
    [TestCase("victim")]
    public async Task Whatever_a_volume_is_called_nothing_else_is_removed(string name)
    {
        var victim = dockerd.Cli.Create("victim");
        try
        {
            Assert.That(await TryRemoveVolumeAsync(name), Is.Not.InstanceOf<RemoveOutcome.Removed>());
            Assert.That((await client.ListContainersAsync(default)).Select(listed => listed.Id), Does.Contain(victim));
        }
        finally
        {
            dockerd.Cli.Do("rm", victim);
        }
    }

    [Test]
    public async Task Removes_a_volume_by_any_name_that_its_directory_can_have()
    {
        string[] names = ["%2e%2e", "..%2fcontainers%2fvictim", "a b", "x?force=1", "y#z", "back\\slash", "müll"];
        dockerd.Stop();
        foreach (var name in names.Append("bystander"))
            Directory.CreateDirectory(Path.Combine(dockerd.DataRoot, "volumes", name, "_data"));
        dockerd.Resume();
        var victim = dockerd.Cli.Create("victim");
        foreach (var name in names)
            Assert.That(await client.RemoveVolumeAsync(name, default), Is.InstanceOf<RemoveOutcome.Removed>(), name);
        var left = Directory
            .EnumerateDirectories(Path.Combine(dockerd.DataRoot, "volumes"))
            .Select(Path.GetFileName)
            .ToArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(left, Does.Contain("bystander"));
            Assert.That(left.Intersect(names), Is.Empty);
            Assert.That((await client.ListContainersAsync(default)).Select(listed => listed.Id), Does.Contain(victim));
        }
        dockerd.Cli.Do("rm", victim);
    }

    [Test]
    public async Task Removes_one_record_of_the_build_cache_and_none_that_another_is_based_on()
    {
        dockerd.Cli.BuildWithBuildKit(
            "cache:1",
            "FROM base:1\nCOPY f /f\nRUN touch /x\nRUN touch /y\n",
            ("f", "chain")
        );
        dockerd.Cli.Do("rmi", "cache:1");
        var records = (await client.FindBuildCacheAsync(default))!.Value;
        var parents = records.SelectMany(record => record.Parents).ToHashSet();
        var leaf = records.First(record => record.Parents.Any() && !parents.Contains(record.Id));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                await client.RemoveBuildCacheAsync(leaf.Parents.First(), default),
                Is.InstanceOf<RemoveOutcome.InUse>()
            );
            Assert.That(await client.RemoveBuildCacheAsync(leaf.Id, default), Is.InstanceOf<RemoveOutcome.Removed>());
            Assert.That(
                (await client.FindBuildCacheAsync(default))!.Value.Select(record => record.Id),
                Is.EquivalentTo(records.Select(record => record.Id).Where(id => id != leaf.Id))
            );
        }
    }

    [Test]
    public async Task Names_the_directories_of_the_build_cache()
    {
        dockerd.Cli.BuildWithBuildKit(
            "kit:1",
            "FROM base:1\nCOPY f /f\nRUN --mount=type=cache,target=/c touch /c/x\n",
            ("f", "content")
        );
        var records = await client.FindBuildCacheAsync(default);
        var directories = Directory
            .EnumerateDirectories(Path.Combine(dockerd.DataRoot, "overlay2"))
            .Select(Path.GetFileName);
        Assert.That(records!.Value.Count(record => directories.Contains(record.Id)), Is.GreaterThan(2));
    }

    [Test]
    public async Task Reports_events_as_they_happen()
    {
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var events = client.ReadEventsAsync(enough.Token).GetAsyncEnumerator();
        var first = events.MoveNextAsync().AsTask();
        // The stream starts when the engine has accepted the request, which nothing shows: create volumes until one is
        // seen.
        for (var number = 0; !first.IsCompleted && number < 1000; number++)
            await client.CreateVolumeAsync(new() { Name = $"seen-{number}" }, default);
        Assert.That(await first);
        Assert.That(events.Current, Has.Property("Type").EqualTo("volume").And.Property("Action").EqualTo("create"));
        await events.DisposeAsync();
    }

    private async Task<RemoveOutcome?> TryRemoveVolumeAsync(string name)
    {
        try
        {
            return await client.RemoveVolumeAsync(name, default);
        }
        catch (DockerException refusal) when (refusal.Failure is DockerFailure.BadName or DockerFailure.Refused)
        {
            return null;
        }
    }

    private static ApiVersion NewestOf(DockerRelease release) =>
        release switch
        {
            DockerRelease.Docker20 => new ApiVersion(1, 41),
            DockerRelease.Docker26 => new ApiVersion(1, 45),
            DockerRelease.Docker28 => new ApiVersion(1, 51),
            _ => throw new ArgumentOutOfRangeException(nameof(release), release, "not a release"),
        };
}
