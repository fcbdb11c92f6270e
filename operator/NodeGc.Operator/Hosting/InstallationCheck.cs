using Microsoft.Extensions.Logging.Abstractions;
using NodeGc.Api;
using NodeGc.Api.Nodes;
using NodeGc.Api.Schemas;
using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Informers;
using NodeGc.Kubernetes.Objects.Core;
using NodeGc.Kubernetes.Resources;
using NodeGc.Operator.Cluster;

namespace NodeGc.Operator.Hosting;

/// <summary>
/// <c>nodegc-operator check</c>, which <c>helm test</c> runs: whether the definitions are those of this release, an
/// operator leads, and every agent reports. Waits for what a new installation needs a moment for.
/// </summary>
internal sealed class InstallationCheck(KubernetesClient client, OperatorOptions options, TimeProvider time)
{
    /// <summary>The only argument that is not a flag.</summary>
    public const string Command = "check";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly AgentSigns signs = new(options.HeartbeatBound, time);

    /// <summary>How long to wait, for each of the findings.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Prints a line for each finding; the exit code is 0 if all of them are good, otherwise 1.</summary>
    public async Task<int> RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        var exitCode = 0;
        foreach (var check in (Func<CancellationToken, Task<Finding>>[])[DefinitionsAsync, LeaderAsync, AgentsAsync])
        {
            var (isGood, text) = await WaitAsync(check, cancellationToken);
            await output.WriteLineAsync(isGood ? $"ok: {text}" : $"failed: {text}");
            if (!isGood)
                exitCode = 1;
        }
        return exitCode;
    }

    private async Task<Finding> WaitAsync(
        Func<CancellationToken, Task<Finding>> check,
        CancellationToken cancellationToken
    )
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var finding = await TryAsync(check, cancellationToken);
            if (finding.IsGood || time.GetElapsedTime(started) >= Patience)
                return finding;
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private static async Task<Finding> TryAsync(
        Func<CancellationToken, Task<Finding>> check,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await check(cancellationToken);
        }
        catch (KubernetesException failure)
        {
            return new Finding(false, failure.Message);
        }
    }

    private async Task<Finding> DefinitionsAsync(CancellationToken cancellationToken)
    {
        using var reader = new DefinitionReader(client, TimeSpan.Zero, time, NullLogger<DefinitionReader>.Instance);
        var state = await reader.ReadAsync(cancellationToken);
        return new Finding(
            state.IsComplete,
            state.IsComplete ? $"the CRDs match this release: {string.Join(", ", DefinitionCheck.Names)}"
                : state.UnknownReason is null ? $"{state.Problem}; {DefinitionState.Remedy}"
                : state.Problem
        );
    }

    private async Task<Finding> LeaderAsync(CancellationToken cancellationToken)
    {
        var key = options.Election.Lease;
        var lease = await client.Resource(CoreResources.Leases).FindAsync(key, cancellationToken);
        return
            lease?.Spec is { HolderIdentity: { Length: > 0 } holder, RenewTime: { } renewed }
            && time.GetUtcNow() - renewed <= options.Election.LeaseDuration
            ? new Finding(true, $"{holder} is the leader")
            : new Finding(false, $"no operator renews the lease {key}; see the logs of the operator's pods");
    }

    /// <summary>Those of nodes with an agent pod; without a selector, of all NodeStorages.</summary>
    private async Task<Finding> AgentsAsync(CancellationToken cancellationToken)
    {
        var expected = options.AgentPods is { } pods ? await ListPodNodesAsync(pods, cancellationToken) : null;
        var listed = await client.Resource(ResourceTypes.NodeStorages).ListAsync(new ListOptions(), cancellationToken);
        var selection = new ListOptions { Namespace = options.AgentNamespace, LabelSelector = AgentLease.Selector };
        var leases = await client.Resource(CoreResources.Leases).ListAsync(selection, cancellationToken);
        foreach (var lease in leases.Items)
            signs.Update(new ObjectChange<Lease>(null, lease));
        var liveness = new Liveness(time.GetUtcNow(), options.HeartbeatBound) { FindSign = signs.Find };
        var live = listed.Items.Where(liveness.IsAlive).Select(NameOf).ToHashSet();
        expected ??= [.. listed.Items.Select(NameOf)];
        var silent = expected.Except(live).Order(StringComparer.Ordinal).ToList();
        return silent.Count == 0
            ? new Finding(true, $"{expected.Count} of {expected.Count} agents report")
            : new Finding(
                false,
                $"{expected.Count - silent.Count} of {expected.Count} agents report; not: "
                    + $"{string.Join(", ", silent.Take(5))}{(silent.Count > 5 ? ", …" : "")}; "
                    + "see the logs of their pods"
            );
    }

    private async Task<HashSet<string>> ListPodNodesAsync(ListOptions selection, CancellationToken cancellationToken)
    {
        var pods = await client.Resource(CoreResources.Pods).ListAsync(selection, cancellationToken);
        return [.. pods.Items.Select(pod => pod.Spec?.NodeName).OfType<string>()];
    }

    private static string NameOf(NodeStorage storage) => storage.Metadata.Name ?? "";

    private sealed record Finding(bool IsGood, string Text);
}
