using System.Diagnostics;
using NodeGc.Collector.Planning;
using NodeGc.Collector.Policies;
using NodeGc.Host.Linux;
using NodeGc.Removal.Sweeping;
using NodeGc.Scenarios.Situations;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>Mounts whose container is gone: unmounted where nobody uses them, and only then are their layers
/// garbage.</summary>
public sealed class MountScenarios : NodeFixture
{
    private const int MostAttempts = 10;

    private LeakedMount leaked = null!;

    [SetUp]
    public void Leak()
    {
        node.Docker.RunForever("bystander");
        leaked = new LeakedMount(node.Dockerd);
    }

    [TearDown]
    public async Task ClearAway()
    {
        leaked.Dispose();
        node.ClearAway();
        await node.ProveLayersAsync(leaked.Layers.Intersect(node.Layers.List()));
    }

    [Test]
    public async Task Unmounts_first_and_removes_the_layers_in_a_later_run()
    {
        var report = await SweepAsync();

        Assert.That(
            report.Items.Select(swept => (swept.Item.Removal, swept.Outcome)),
            Is.EqualTo([(RemovalMethod.Unmount, (ItemOutcome)new ItemOutcome.Deleted())]),
            report.StopReason
        );
        Assert.That(leaked.IsMounted, Is.False);
        Assert.That(node.Layers.List(), Is.SupersetOf(leaked.Layers), "they go in a later run");
        await node.ProveLayersAsync(leaked.Layers);
        Assert.That(node.Docker.Do("exec", "bystander", "ls", "/bin/busybox"), Is.EqualTo("/bin/busybox"));
    }

    [Test]
    public async Task Keeps_what_a_policy_does_not_name()
    {
        Assert.That((await node.PlanAsync(Policies.Layers)).Items, Is.Empty);
        Assert.That(leaked.IsMounted, Is.True);
    }

    [Test]
    public async Task Keeps_a_mount_in_which_a_process_works()
    {
        using var user = new ExternalCommand("/bin/sh", "-c", $"cd {leaked.MountPoint} && exec sleep infinity").Start();
        Deadline.Await("the process to be there", () =>
            new FileInfo($"/proc/{user.Id}/cwd").LinkTarget == leaked.MountPoint
        );
        Assert.That((await node.PlanAsync(Policies.Mounts)).Items, Is.Empty);
        End(user);
    }

    [Test]
    public async Task Keeps_a_mount_in_which_a_process_began_to_work_since_the_plan()
    {
        var plan = await PlanAsync();
        using (File.OpenRead(Path.Combine(leaked.MountPoint, "bin/busybox")))
        {
            var report = await node.SweepAsync(plan, Policies.Mounts);
            Assert.That(
                report.Items.Single().Outcome,
                Is.InstanceOf<ItemOutcome.InUse>(),
                "this process does not look at itself, but the kernel does"
            );
        }
        Assert.That(leaked.IsMounted, Is.True);
    }

    [Test]
    public async Task Keeps_a_mount_that_another_namespace_sees_as_well()
    {
        using var other = new ExternalCommand(
            "/usr/bin/unshare",
            "--mount",
            "--propagation",
            "private",
            "sleep",
            "infinity"
        ).Start();
        Deadline.Await("the namespace", () =>
            new FileInfo($"/proc/{other.Id}/ns/mnt").LinkTarget != new FileInfo("/proc/self/ns/mnt").LinkTarget
        );
        Assert.That((await node.PlanAsync(Policies.Mounts)).Items, Is.Empty);
        End(other);
    }

    [Test]
    public async Task Leaves_another_mount_in_the_same_place()
    {
        var plan = await PlanAsync();
        leaked.Dispose();
        _ = new ExternalCommand("/bin/mount", "-t", "tmpfs", "tmpfs", leaked.MountPoint).Run().Text;
        var report = await node.SweepAsync(plan, Policies.Mounts);
        Assert.That(report.Items.Single().Outcome, Is.InstanceOf<ItemOutcome.Changed>());
        Assert.That(leaked.IsMounted, Is.True);
    }

    [Test]
    public void Unmounts_the_hosts_mount_from_a_namespace_of_its_own()
    {
        var policy = Path.Combine(node.Dockerd.Folder, "mounts.yaml");
        File.WriteAllText(
            policy,
            """
            apiVersion: nodegc.io/v1alpha1
            kind: NodeStorageCleanup
            metadata: { name: mounts }
            spec:
              mode: Enforce
              collect:
                mounts: { minAge: 0s, confirmationInterval: 5s }
            """
        );
        using var proc = new ProcWithInit();
        var clean = new ExternalCommand(
            "/usr/bin/unshare",
            "--mount",
            "--propagation",
            "slave",
            Path.Combine(AppContext.BaseDirectory, "nodegc-agent"),
            "clean",
            "--yes",
            "--policy",
            policy,
            "--proc",
            proc.Root,
            "--data-root",
            node.Dockerd.DataRoot,
            "--socket",
            node.Dockerd.SocketPath,
            "--state-dir",
            Path.Combine(node.Dockerd.Folder, "agent")
        ).Run();
        Assert.That(clean.Output, Does.Contain("unmounted"), clean.ToString());
        Assert.That(leaked.IsMounted, Is.False);
    }

    private async Task<SweepReport> SweepAsync() => await node.SweepAsync(await PlanAsync(), Policies.Mounts);

    /// <summary>Any container that is being started on this machine, in whatever test, has for a moment a namespace
    /// that sees the mount as well.</summary>
    private async Task<SweepPlan> PlanAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await node.PlanAsync(Policies.Mounts) is var plan && (!plan.Items.IsEmpty || attempt == MostAttempts))
                return plan;
        }
    }

    private static void End(Process process)
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
    }
}
