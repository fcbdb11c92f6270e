using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using NodeGc.Agent.State;
using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Daemon;

/// <summary>Stores which losses of metadata a cluster administrator confirms by an annotation of the
/// NodeStorage.</summary>
internal sealed partial class LossAnnotationRecorder(StateDirectory state, ILogger<LossAnnotationRecorder> logger)
{
    /// <summary>Paths relative to the data root, separated by commas.</summary>
    public const string Annotation = "nodegc.io/confirm-loss";

    /// <summary>Stores the annotation if it has changed; it takes effect with the next scan.</summary>
    public void Record(NodeStorage storage)
    {
        var wanted = Parse(storage.Metadata.Annotations?.GetValueOrDefault(Annotation));
        if (wanted.SequenceEqual(state.ReadWantedLosses()))
            return;
        try
        {
            state.WriteWantedLosses(wanted);
            LogRecorded(wanted.IsEmpty ? "none" : string.Join(", ", wanted));
        }
        catch (AgentException failure)
        {
            LogNotRecorded(failure.Message);
        }
    }

    internal static ImmutableArray<string> Parse(string? annotation) =>
        [
            .. (annotation ?? "")
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(path => path.Trim('/'))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    [LoggerMessage(1, LogLevel.Information, "Losses of metadata confirmed by annotation: {Paths}")]
    private partial void LogRecorded(string paths);

    [LoggerMessage(2, LogLevel.Warning, "Could not store the losses confirmed by annotation: {Why}")]
    private partial void LogNotRecorded(string why);
}
