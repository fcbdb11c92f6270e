using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using NodeGc.Agent.State;
using NodeGc.Api.Nodes;

namespace NodeGc.Agent.Daemon;

/// <summary>Takes note of which lost pieces of metadata the operator of the cluster confirms as lost, by an annotation
/// of the NodeStorage.</summary>
internal sealed partial class ConfirmationDesk(StateDirectory state, ILogger<ConfirmationDesk> logger)
{
    /// <summary>Paths relative to the data root, separated by commas.</summary>
    public const string Annotation = "nodegc.io/confirm-loss";

    /// <summary>Writes down what the annotation says, where that is news; the next look at the store goes by
    /// it.</summary>
    public void Take(NodeStorage storage)
    {
        var wanted = Parse(storage.Metadata.Annotations?.GetValueOrDefault(Annotation));
        if (wanted.SequenceEqual(state.ReadWantedLosses()))
            return;
        try
        {
            state.WriteWantedLosses(wanted);
            LogWanted(wanted.IsEmpty ? "none" : string.Join(", ", wanted));
        }
        catch (AgentException failure)
        {
            LogNotWritten(failure.Message);
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

    [LoggerMessage(1, LogLevel.Information, "The annotation confirms the loss of these pieces of metadata: {Paths}")]
    private partial void LogWanted(string paths);

    [LoggerMessage(2, LogLevel.Warning, "The losses that the annotation confirms were not taken note of: {Why}")]
    private partial void LogNotWritten(string why);
}
