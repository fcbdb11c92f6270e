using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace NodeGc.Api.Nodes;

/// <summary>The part of a NodeStorageRestore for one node. It is self-contained: the agent reads no other
/// object.</summary>
public sealed record RestoreOrder
{
    /// <summary>Maximum number of restores that a node is given at the same time.</summary>
    public const int MaxPerNode = 8;

    /// <summary>Maximum number of entries in <see cref="Items"/>.</summary>
    public const int MaxItems = 20;

    /// <summary>Name of the NodeStorageRestore.</summary>
    public required string Name { get; init; }

    /// <summary>UID of the NodeStorageRestore. Each is carried out once.</summary>
    public required string Uid { get; init; }

    /// <summary>ID of the run to restore.</summary>
    [JsonPropertyName("runID")]
    public required string RunId { get; init; }

    /// <summary>Paths or names of the only items to restore; empty restores the whole run.</summary>
    public ImmutableArray<string> Items
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>After this, the agent does not begin.</summary>
    public required DateTimeOffset ExpirationTime { get; init; }

    /// <summary>SHA-256 over all other fields; see <see cref="RestoreDigest"/>. An agent refuses an order without
    /// it.</summary>
    public string? Digest { get; init; }

    /// <summary>Compares the items themselves.</summary>
    public bool Equals(RestoreOrder? other) =>
        other is not null
        && Uid == other.Uid
        && Name == other.Name
        && RunId == other.RunId
        && ExpirationTime == other.ExpirationTime
        && Digest == other.Digest
        && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => HashCode.Combine(Uid, ExpirationTime);
}
