using NodeGc.Api.Formats;

namespace NodeGc.Api.Nodes;

/// <summary>Why an order with <c>when</c> started and stopped on this node.</summary>
public sealed record PressureReport
{
    /// <summary>Maximum length of a sentence. Longer ones are truncated.</summary>
    public const int MaxLength = 512;

    /// <summary>Usage of the filesystem compared with its start threshold.</summary>
    public required string StartReason
    {
        get;
        init => field = ShortText.Truncate(value, MaxLength);
    }

    /// <summary>Usage of the filesystem at the end compared with its stop threshold, and whether anything eligible is
    /// left; null until the order has finished.</summary>
    public string? StopReason
    {
        get;
        init => field = ShortText.OrNull(value, MaxLength);
    }

    /// <summary>Usage is still above the stop threshold after everything eligible was removed (in mode Report, would be
    /// removed).</summary>
    public bool AboveLow { get; init; }
}
