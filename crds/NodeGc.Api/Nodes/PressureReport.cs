using NodeGc.Api.Formats;

namespace NodeGc.Api.Nodes;

/// <summary>What <c>when</c> made of an order on this node: why it began, and why it stopped.</summary>
public sealed record PressureReport
{
    /// <summary>Most characters of a sentence here; a longer one is cut.</summary>
    public const int MaxLength = 512;

    /// <summary>How full the filesystem was against its high threshold.</summary>
    public required string StartedBecause
    {
        get;
        init => field = ShortText.Of(value, MaxLength);
    }

    /// <summary>How full it is at the end against its low threshold, and whether there is anything left to take; null
    /// until the order has ended.</summary>
    public string? StoppedBecause
    {
        get;
        init => field = ShortText.OrNull(value, MaxLength);
    }

    /// <summary>All that might go went, or would go, and more than low is still used.</summary>
    public bool IsStillAboveLow { get; init; }
}
