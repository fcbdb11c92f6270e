using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Api.Restores;

/// <summary>What to restore, and on which nodes. It cannot be changed.</summary>
public sealed record NodeStorageRestoreSpec
{
    /// <summary>ID of the run, as in <c>status.lastRun.id</c> and <c>status.history</c> of its cleanup.</summary>
    [JsonPropertyName("runID")]
    public required string RunId { get; init; }

    /// <summary>Nodes to restore on, by label; null for every Linux node.</summary>
    public LabelSelector? NodeSelector { get; init; }

    /// <summary>Paths or names of the only items to restore, up to <see cref="RestoreOrder.MaxItems"/>; empty restores
    /// the whole run.</summary>
    public ImmutableArray<string> Items
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>How long to wait for nodes that cannot be reached or are busy; a duration.</summary>
    public string Timeout
    {
        get;
        init => field = value ?? DefaultTimeout;
    } = DefaultTimeout;

    private const string DefaultTimeout = "1h";

    /// <summary>Compares the items themselves.</summary>
    public bool Equals(NodeStorageRestoreSpec? other) =>
        other is not null
        && RunId == other.RunId
        && Timeout == other.Timeout
        && EqualityComparer<LabelSelector?>.Default.Equals(NodeSelector, other.NodeSelector)
        && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => HashCode.Combine(RunId, Timeout, Items.Length);
}
