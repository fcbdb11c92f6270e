using NodeGc.Kubernetes.Events;

namespace NodeGc.Operator.Status.Events;

/// <summary>Something that happened on a node and is reported by an event of the Node.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Occurrence">The event.</param>
internal sealed record NodeNews(string Node, EventOccurrence Occurrence)
{
    /// <summary>The run of which something was restored, or was not; null for other news. The cleanup of the run gets
    /// an event too.</summary>
    public string? RestoredRun { get; init; }

    /// <summary>Whether it is reported before what is normal.</summary>
    public bool IsWarning => Occurrence.Note.Type == "Warning";
}
