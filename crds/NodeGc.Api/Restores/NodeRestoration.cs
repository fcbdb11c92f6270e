using NodeGc.Api.Formats;
using NodeGc.Api.Nodes;

namespace NodeGc.Api.Restores;

/// <summary>One node of a restore.</summary>
public sealed record NodeRestoration
{
    public required string Name { get; init; }

    public required RestorePhase Phase { get; init; }

    /// <summary>Human-readable details.</summary>
    public string? Message
    {
        get;
        init => field = ShortText.OrNull(value, RestoreReport.MaxMessageLength);
    }

    /// <summary>Restored bytes.</summary>
    public long Bytes { get; init; }
}
