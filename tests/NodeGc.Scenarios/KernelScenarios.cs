using System.Diagnostics;
using NodeGc.Collector.Inventories;
using NodeGc.Scenarios.Situations;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>T19: directories that nothing but the kernel knows to be in use.</summary>
public sealed class KernelScenarios : NodeFixture
{
    private string orphan = null!;
    private string mountpoint = null!;

    [SetUp]
    public void MakeOrphan()
    {
        orphan = FailedCreate.MakeLoneInit(node.Dockerd);
        mountpoint = Directory.CreateDirectory(Path.Combine(node.Dockerd.Folder, "mnt")).FullName;
    }

    /// <summary>When its user ends, the same directory is the orphan that it was.</summary>
    [TearDown]
    public async Task FindOrphan() => await node.ProveLayersAsync(orphan);

    [Test]
    public async Task T19_keeps_a_directory_that_is_mounted_in_another_namespace()
    {
        var home = node.Layers.Home;
        using var other = InOtherNamespace(
            $"mount -t overlay overlay -o lowerdir={home}/{orphan}/diff:{home}/{node.Layers.TopOf("base:1")}/diff "
                + $"{mountpoint}"
        );
        await node.ProveAliveAsync(orphan, ResourceKind.Mount);
        Assert.That((await node.PlanAsync(Policies.Layers)).Items, Is.Empty);
        End(other);
    }

    [Test]
    public async Task T19_keeps_a_directory_that_is_bound_somewhere_else()
    {
        using var other = InOtherNamespace($"mount --bind {node.Layers.Home}/{orphan}/diff {mountpoint}");
        await node.ProveAliveAsync(orphan, ResourceKind.Mount);
        Assert.That((await node.PlanAsync(Policies.Layers)).Items, Is.Empty);
        End(other);
    }

    [Test]
    public async Task T19_keeps_a_directory_that_is_mounted_only_in_one_thread()
    {
        var home = node.Layers.Home;
        using var mount = new PrivateMount(
            "/",
            mountpoint,
            $"{home}/{orphan}/diff:{home}/{node.Layers.TopOf("base:1")}/diff"
        );
        await node.ProveAliveAsync(orphan, ResourceKind.Mount);
        Assert.That((await node.PlanAsync(Policies.Layers)).Items, Is.Empty);
    }

    [Test]
    public async Task T19_keeps_a_directory_that_a_mount_names_by_its_relative_short_link()
    {
        var lowers = new[] { orphan, node.Layers.TopOf("base:1") }.Select(name =>
            $"l/{node.Layers.ShortLinksTo(name).Single()}"
        );
        using var mount = new PrivateMount(node.Layers.Home, mountpoint, string.Join(':', lowers));
        await node.ProveAliveAsync(orphan, ResourceKind.Mount);
        Assert.That((await node.PlanAsync(Policies.Layers)).Items, Is.Empty);
    }

    [Test]
    public async Task T19_keeps_a_directory_in_which_a_process_works()
    {
        using var other = new ExternalCommand(
            "/bin/sh",
            "-c",
            $"cd {node.Layers.Home}/{orphan}/diff && echo there && exec sleep 600"
        ).Start();
        other.StandardOutput.ReadLine();
        await node.ProveAliveAsync(orphan, ResourceKind.OpenFile);
        Assert.That((await node.PlanAsync(Policies.Layers)).Items, Is.Empty);
        End(other);
    }

    /// <summary>A thread may leave what the others of its process share.</summary>
    [TestCase(0x200, "chdir $ARGV[0] or die $!", TestName = "T19_keeps_a_directory_in_which_only_one_thread_works")]
    [TestCase(
        0x400,
        "open my $file, '<', $ARGV[0] or die $!",
        TestName = "T19_keeps_a_directory_that_only_one_thread_has_open"
    )]
    public async Task T19_keeps_a_directory_of_one_thread(int unshared, string use)
    {
        var program = $$"""
            require "syscall.ph";
            $| = 1;
            threads->create(sub {
                syscall(SYS_unshare(), {{unshared}}) == 0 or die $!;
                {{use}};
                print "there\n";
                sleep 600;
            })->join;
            """;
        var start = $"{node.Layers.Home}/{orphan}/diff";
        using var other = new ExternalCommand("/usr/bin/perl", "-Mthreads", "-e", program, start).Start();
        Assert.That(other.StandardOutput.ReadLine(), Is.EqualTo("there"));
        await node.ProveAliveAsync(orphan, ResourceKind.OpenFile);
        Assert.That((await node.PlanAsync(Policies.Layers)).Items, Is.Empty);
        End(other);
    }

    [Test]
    public async Task T19_keeps_a_directory_in_which_a_process_works_deeper_than_a_path_may_be_long()
    {
        var start = $"{node.Layers.Home}/{orphan}/diff";
        using var other = WorkDeepBelow(start);
        await node.ProveAliveAsync(orphan, ResourceKind.OpenFile);
        Assert.That((await node.PlanAsync(Policies.Layers)).Items, Is.Empty);
        End(other);
        RemoveDeepBelow(start);
    }

    [Test]
    public async Task T19_is_not_disturbed_by_a_process_that_works_as_deep_elsewhere()
    {
        using var other = WorkDeepBelow(mountpoint);
        Assert.That(
            (await node.PlanAsync(Policies.Layers)).Items.Select(item => item.Directory.Path),
            Is.EqualTo([$"overlay2/{orphan}"])
        );
        End(other);
        RemoveDeepBelow(mountpoint);
    }

    [Test]
    public async Task T19_keeps_all_directories_of_a_container_with_71_layers()
    {
        var archive = new ImageArchive("deep:1");
        for (var layer = 1; layer < 71; layer++)
            archive.WithLayer($"layer-{layer}", 1);
        node.Docker.Do("load", "--input", archive.WriteTo(node.Dockerd.Folder));
        node.Docker.RunForever("deep", "deep:1");
        var top = node.Layers.TopOf("deep");
        Assert.That(
            File.ReadAllText("/proc/self/mountinfo"),
            Does.Contain($"upperdir={top}/diff"),
            "named relative to the driver's home"
        );
        Assert.That(node.Layers.LowersOf(top), Has.Count.EqualTo(72));
        await node.ProveAliveAsync(node.Layers.LowersOf(top)[^1], ResourceKind.Layer, ResourceKind.Mount);
        Assert.That(
            (await node.PlanAsync(Policies.Layers)).Items.Select(item => item.Directory.Path),
            Is.EqualTo([$"overlay2/{orphan}"])
        );
    }

    private static Process WorkDeepBelow(string folder)
    {
        const string deep =
            "chdir shift; for (1..300) { mkdir 'x' x 20; chdir 'x' x 20 } $| = 1; print \"there\\n\"; sleep 600";
        var process = new ExternalCommand("/usr/bin/perl", "-e", deep, folder).Start();
        process.StandardOutput.ReadLine();
        Assert.That(
            new ExternalCommand("/bin/readlink", $"/proc/{process.Id}/cwd").Run().Succeeded,
            Is.False,
            "its path can be told"
        );
        return process;
    }

    private static void RemoveDeepBelow(string folder) =>
        _ = new ExternalCommand("/bin/rm", "-rf", Path.Combine(folder, new string('x', 20))).Run().Text;

    private static Process InOtherNamespace(string command)
    {
        var process = new ExternalCommand(
            "/usr/bin/unshare",
            "--mount",
            "--propagation",
            "private",
            "/bin/sh",
            "-c",
            $"{command} && echo there && exec sleep 600"
        ).Start();
        return process.StandardOutput.ReadLine() == "there"
            ? process
            : throw new InvalidOperationException(process.StandardError.ReadToEnd());
    }

    private static void End(Process process)
    {
        process.Kill();
        process.WaitForExit();
    }
}
