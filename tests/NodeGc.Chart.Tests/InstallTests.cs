using System.Text.Json.Nodes;
using NodeGc.Testing.Charts;

namespace NodeGc.Chart.Tests;

/// <summary>The rendered objects, as stored by an API server.</summary>
[CancelAfter(120_000)]
public sealed class InstallTests
{
    private static readonly string[] MayDelete = ["CHOWN", "DAC_OVERRIDE", "FOWNER"];

    [Test]
    public async Task Everything_is_accepted_and_all_kinds_are_served(CancellationToken cancellationToken)
    {
        await using var installation = await InstallAsync(cancellationToken);

        var kinds = await installation.Cluster.Kubectl.MustAsync(
            ["api-resources", "--api-group=nodegc.io", "-o", "name"],
            cancellationToken
        );
        Assert.That(
            kinds.Trim().Split('\n'),
            Is.EquivalentTo(
                new[] { "nodestoragecleanups.nodegc.io", "nodestoragerestores.nodegc.io", "nodestorages.nodegc.io" }
            )
        );
        Assert.That(await installation.GetAgentAsync(cancellationToken), Is.Not.Null);
        Assert.That(await installation.GetOperatorAsync(cancellationToken), Is.Not.Null);
    }

    [TestCase]
    [TestCase("agent.readOnly=true")]
    [TestCase("agent.moreDataRoots[0]=/data/docker", "agent.unmounts=true", "agent.btrfs=true")]
    [TestCase("agent.engine.enabled=false", "operator.clusterImages=false", "operator.readKubelets=true")]
    public async Task Applying_it_again_changes_nothing(params string[] sets)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var cancellationToken = deadline.Token;
        await using var installation = await InstallAsync(cancellationToken, sets);

        var manifests = ChartRenderer.Render(ChartRelease.ForCluster with { IncludeDefinitions = true, Sets = sets });
        var again = await installation.Cluster.Kubectl.ApplyAsync(manifests, cancellationToken);
        // kubectl patches the selector of a disruption budget each time, whatever it is.
        var lines = again.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Has.Length.EqualTo(24));
        Assert.That(
            lines.Where(line => !line.StartsWith("poddisruptionbudget", StringComparison.Ordinal)),
            Has.All.EndsWith(" unchanged")
        );
    }

    [Test]
    public async Task Two_managers_that_apply_it_on_the_server_change_nothing_after_the_first_time(
        CancellationToken cancellationToken
    )
    {
        await using var installation = await InstallAsync(cancellationToken);
        var manifests = ChartRenderer.Render(ChartRelease.ForCluster with { IncludeDefinitions = true });
        await ApplyOnServerAsync(installation, "gitops", manifests, cancellationToken);
        await ApplyOnServerAsync(installation, "person", manifests, cancellationToken);
        var before = await VersionsAsync(installation, manifests, cancellationToken);

        await ApplyOnServerAsync(installation, "gitops", manifests, cancellationToken);
        await ApplyOnServerAsync(installation, "person", manifests, cancellationToken);

        Assert.That(before.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(24));
        Assert.That(await VersionsAsync(installation, manifests, cancellationToken), Is.EqualTo(before));
    }

    [Test]
    public async Task The_operator_runs_without_any_right_on_its_node(CancellationToken cancellationToken)
    {
        await using var installation = await InstallAsync(cancellationToken);
        var pod = PodOf(await installation.GetOperatorAsync(cancellationToken));
        var container = pod["containers"]![0]!;

        Assert.That(pod["securityContext"]!["runAsNonRoot"]!.GetValue<bool>(), Is.True);
        Assert.That(
            pod["securityContext"]!["seccompProfile"]!["type"]!.GetValue<string>(),
            Is.EqualTo("RuntimeDefault")
        );
        Assert.That(container["securityContext"]!["readOnlyRootFilesystem"]!.GetValue<bool>(), Is.True);
        Assert.That(container["securityContext"]!["allowPrivilegeEscalation"]!.GetValue<bool>(), Is.False);
        Assert.That(Strings(container["securityContext"]!["capabilities"]!["drop"]), Is.EqualTo(new[] { "ALL" }));
        Assert.That(container["securityContext"]!["capabilities"]!["add"], Is.Null);
        Assert.That(pod["volumes"], Is.Null);
        Assert.That((bool?)pod["hostPID"] ?? false, Is.False);
    }

    [Test]
    public async Task The_agent_has_named_capabilities_instead_of_privileges(CancellationToken cancellationToken)
    {
        await using var installation = await InstallAsync(cancellationToken);
        var pod = PodOf(await installation.GetAgentAsync(cancellationToken));
        var security = pod["containers"]![0]!["securityContext"]!;

        Assert.That(security["privileged"]!.GetValue<bool>(), Is.False);
        Assert.That(Strings(security["capabilities"]!["drop"]), Is.EqualTo(new[] { "ALL" }));
        Assert.That(
            Strings(security["capabilities"]!["add"]),
            Is.EquivalentTo((string[])["DAC_READ_SEARCH", "SYS_PTRACE", .. MayDelete])
        );
        Assert.That(pod["hostPID"]!.GetValue<bool>(), Is.True);
        Assert.That((bool?)pod["hostNetwork"] ?? false, Is.False);
        Assert.That(Mount(pod, "proc")["readOnly"]!.GetValue<bool>(), Is.True);
        Assert.That(Mount(pod, "host-root")["mountPropagation"]!.GetValue<string>(), Is.EqualTo("HostToContainer"));
        Assert.That(Mount(pod, "host-root")["readOnly"]!.GetValue<bool>(), Is.True);
        Assert.That(Mount(pod, "writable-0")["mountPath"]!.GetValue<string>(), Is.EqualTo("/host/root/var/lib"));
    }

    [Test]
    public async Task A_read_only_agent_has_neither_a_writable_data_root_nor_a_right_to_change_it(
        CancellationToken cancellationToken
    )
    {
        await using var installation = await InstallAsync(cancellationToken, "agent.readOnly=true");
        var pod = PodOf(await installation.GetAgentAsync(cancellationToken));
        var container = pod["containers"]![0]!;

        var state = Mount(pod, "state");
        Assert.That(
            container["volumeMounts"]!
                .AsArray()
                .Where(mount => mount != state)
                .Select(mount => (bool?)mount!["readOnly"]),
            Has.All.True
        );
        Assert.That(Strings(container["securityContext"]!["capabilities"]!["add"]).Intersect(MayDelete), Is.Empty);
        Assert.That(Strings(container["args"]), Does.Contain("--read-only"));
    }

    [Test]
    public async Task Every_path_in_the_agent_s_settings_is_mounted_and_exists_on_a_node_without_a_store(
        CancellationToken cancellationToken
    )
    {
        await using var installation = await InstallAsync(cancellationToken, "agent.dataRoot=/data/docker");
        var pod = PodOf(await installation.GetAgentAsync(cancellationToken));
        var container = pod["containers"]![0]!;
        var mounts = container["volumeMounts"]!
            .AsArray()
            .Select(mount => mount!["mountPath"]!.GetValue<string>())
            .ToList();
        var values = container["env"]!
            .AsArray()
            .ToDictionary(one => (string)one!["name"]!, one => (string?)one!["value"]);
        var paths = Strings(container["args"])
            .Concat(values.Where(one => one.Key != "NODEGC_DATA_ROOT").Select(one => one.Value ?? ""))
            .Append(values["NODEGC_HOST_ROOT"] + values["NODEGC_DATA_ROOT"])
            .Where(text => text.StartsWith('/'));

        Assert.That(
            paths.Where(path =>
                !mounts.Exists(mount => path == mount || path.StartsWith(mount + "/", StringComparison.Ordinal))
            ),
            Is.Empty
        );
        Assert.That(
            pod["volumes"]!.AsArray().Select(volume => volume!["hostPath"]!["path"]!.GetValue<string>()),
            Is.EquivalentTo(new[] { "/", "/data", "/proc", "/run", "/var/lib/nodegc" })
        );
    }

    [Test]
    public void An_older_cluster_gets_the_AppArmor_profile_as_an_annotation()
    {
        var older = ChartRenderer.Render(new ChartRelease { KubeVersion = "v1.29.5" });

        Assert.That(
            older,
            Does.Contain("container.apparmor.security.beta.kubernetes.io/agent: unconfined")
                .And.Not.Contain("appArmorProfile")
        );
    }

    private static Task<Installation> InstallAsync(CancellationToken cancellationToken, params string[] sets) =>
        Installation.CreateAsync(
            ChartRelease.ForCluster with
            {
                IncludeDefinitions = true,
                Sets = sets,
            },
            cancellationToken
        );

    private static async Task ApplyOnServerAsync(
        Installation installation,
        string manager,
        string manifests,
        CancellationToken cancellationToken
    )
    {
        string[] apply = ["apply", "--server-side", "--force-conflicts", $"--field-manager={manager}", "-f", "-"];
        (await installation.Cluster.Kubectl.RunAsync(apply, manifests, cancellationToken)).Must();
    }

    private static async Task<string> VersionsAsync(
        Installation installation,
        string manifests,
        CancellationToken cancellationToken
    )
    {
        const string Columns = "custom-columns=K:.kind,N:.metadata.name,V:.metadata.resourceVersion";
        return (
            await installation.Cluster.Kubectl.RunAsync(
                ["get", "-f", "-", "--no-headers", "-o", Columns],
                manifests,
                cancellationToken
            )
        ).Must();
    }

    private static JsonNode PodOf(JsonObject workload) => workload["spec"]!["template"]!["spec"]!;

    private static JsonNode Mount(JsonNode pod, string name) =>
        pod["containers"]![0]!["volumeMounts"]!.AsArray().Single(mount => mount!["name"]!.GetValue<string>() == name)!;

    private static IEnumerable<string> Strings(JsonNode? list) =>
        list!.AsArray().Select(entry => entry!.GetValue<string>());
}
