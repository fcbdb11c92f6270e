using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using NodeGc.Api.Schemas;
using NodeGc.Kubernetes.Client;

namespace NodeGc.Operator.Definitions;

/// <summary>
/// Reads the CustomResourceDefinitions before anything is decided by what they keep, and again when that was a while
/// ago.
/// </summary>
/// <param name="client">The API server.</param>
/// <param name="fresh">How long a reading counts.</param>
/// <param name="time">Tells when it was.</param>
/// <param name="logger">For what is missing.</param>
internal sealed partial class DefinitionReader(
    KubernetesClient client,
    TimeSpan fresh,
    TimeProvider time,
    ILogger<DefinitionReader> logger
) : IDisposable
{
    private const string Path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/";

    private readonly SemaphoreSlim one = new(1, 1);
    private volatile DefinitionState? last;
    private string versions = "";
    private DateTimeOffset readAt;

    /// <summary>
    /// Told, after the first reading, that the definitions were changed: what was dropped may be kept now, or the other
    /// way round.
    /// </summary>
    public Action Changed { get; set; } = () => { };

    /// <summary>The latest reading; null before the first.</summary>
    public DefinitionState? Last => last;

    /// <exception cref="KubernetesException">The server is away; it is asked again with the next decision.</exception>
    public async Task<DefinitionState> ReadAsync(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            if (last is null || time.GetUtcNow() - readAt >= fresh)
                await ReadAgainAsync(cancellationToken);
            return last!;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private async Task ReadAgainAsync(CancellationToken cancellationToken)
    {
        var (state, seen) = await ReadBothAsync(cancellationToken);
        var isChanged = last is not null && (versions != seen || !last.Equals(state));
        if (!state.IsComplete && !state.Equals(last))
            LogIncomplete(state.Message);
        if (state.IsComplete && last is { IsComplete: false })
            LogComplete();
        (last, versions, readAt) = (state, seen, time.GetUtcNow());
        if (isChanged)
            Changed();
    }

    private async Task<(DefinitionState State, string Versions)> ReadBothAsync(CancellationToken cancellationToken)
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
            throw new KubernetesException($"{Path}{name}: the answer is not JSON: {failure.Message}", failure)
            {
                Kind = KubernetesErrorKind.Protocol,
            };
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The CustomResourceDefinitions are not of this release: {What}")]
    private partial void LogIncomplete(string what);

    [LoggerMessage(Level = LogLevel.Information, Message = "The CustomResourceDefinitions are of this release now")]
    private partial void LogComplete();
}
