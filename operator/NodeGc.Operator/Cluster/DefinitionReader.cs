using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using NodeGc.Api.Schemas;
using NodeGc.Kubernetes.Client;

namespace NodeGc.Operator.Cluster;

/// <summary>
/// Reads the CustomResourceDefinitions before a decision depends on which fields they keep, and again once the last
/// reading is too old.
/// </summary>
/// <param name="client">The API server.</param>
/// <param name="timeToLive">How long a reading is used.</param>
/// <param name="time">For the age of a reading.</param>
/// <param name="logger">For missing fields.</param>
internal sealed partial class DefinitionReader(
    KubernetesClient client,
    TimeSpan timeToLive,
    TimeProvider time,
    ILogger<DefinitionReader> logger
) : IDisposable
{
    private const string Path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/";

    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile DefinitionState? last;
    private string versions = "";
    private long readAt;

    /// <summary>
    /// Called when the definitions changed after the first reading: fields that were dropped may be kept now, or the
    /// other way round.
    /// </summary>
    public Action Changed { get; set; } = () => { };

    /// <summary>The latest reading; null before the first.</summary>
    public DefinitionState? Last => last;

    /// <exception cref="KubernetesException">The server is unavailable; the next decision reads again.</exception>
    public async Task<DefinitionState> ReadAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (last is null || time.GetElapsedTime(readAt) >= timeToLive)
                await RefreshAsync(cancellationToken);
            return last!;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var (state, seen) = await ReadAllAsync(cancellationToken);
        var isChanged = last is not null && (versions != seen || !last.Equals(state));
        if (!state.IsComplete && !state.Equals(last))
            LogIncomplete(state.Message);
        if (state.IsComplete && last is { IsComplete: false })
            LogComplete();
        (last, versions, readAt) = (state, seen, time.GetTimestamp());
        if (isChanged)
            Changed();
    }

    private async Task<(DefinitionState State, string Versions)> ReadAllAsync(CancellationToken cancellationToken)
    {
        var gaps = ImmutableArray.CreateBuilder<DefinitionGap>();
        var seen = new List<string>();
        foreach (var name in DefinitionCheck.Names)
        {
            try
            {
                var definition = await FindAsync(name, cancellationToken);
                gaps.AddRange(DefinitionCheck.FindGaps(name, definition));
                seen.Add($"{definition?["metadata"]?["uid"]}/{definition?["metadata"]?["generation"]}");
            }
            catch (KubernetesException failure) when (!failure.IsTransient && name == DefinitionCheck.Restores)
            {
                gaps.Add(new DefinitionGap(name, "", $"cannot be read: {failure.Message}"));
            }
            catch (KubernetesException failure) when (!failure.IsTransient)
            {
                return (new DefinitionState([], failure.Message), "");
            }
        }
        return (new DefinitionState(gaps.ToImmutable(), null), string.Join(' ', seen));
    }

    private async Task<JsonObject?> FindAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var body = await client.ReadAsync(Path + name, cancellationToken);
            return JsonNode.Parse(body.Span) as JsonObject;
        }
        catch (KubernetesException failure) when (failure.Kind == KubernetesErrorKind.NotFound)
        {
            return null;
        }
        catch (JsonException failure)
        {
            throw new KubernetesException($"{Path}{name}: the response is not JSON: {failure.Message}", failure)
            {
                Kind = KubernetesErrorKind.Protocol,
            };
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The CustomResourceDefinitions do not match this release: {Problem}"
    )]
    private partial void LogIncomplete(string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "The CustomResourceDefinitions match this release again")]
    private partial void LogComplete();
}
