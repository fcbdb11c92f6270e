using NodeGc.Api.Figures;
using NodeGc.Api.Formats;

namespace NodeGc.Api.Nodes;

/// <summary>Progress and result of one <see cref="RestoreOrder"/>. It stays as long as the order does, so that none is
/// carried out twice.</summary>
public sealed record RestoreReport
{
    /// <summary>Maximum length of <see cref="Message"/>.</summary>
    public const int MaxMessageLength = 1024;

    /// <summary>Name of the NodeStorageRestore.</summary>
    public required string Name { get; init; }

    /// <summary>UID of the NodeStorageRestore.</summary>
    public required string Uid { get; init; }

    public required RestorePhase Phase { get; init; }

    /// <summary>Human-readable details.</summary>
    public string? Message
    {
        get;
        init => field = ShortText.OrNull(value, MaxMessageLength);
    }

    public DateTimeOffset? StartTime { get; init; }

    public DateTimeOffset? CompletionTime { get; init; }

    /// <summary>What was restored, with sizes as of the plan.</summary>
    public Tally Restored
    {
        get;
        init => field = value ?? Tally.Zero;
    } = Tally.Zero;

    /// <summary>What could not be restored and is still in quarantine.</summary>
    public Tally Failed
    {
        get;
        init => field = value ?? Tally.Zero;
    } = Tally.Zero;

    /// <summary>Whether the agent is done with the order.</summary>
    public bool HasEnded() => Phase is RestorePhase.Succeeded or RestorePhase.Failed or RestorePhase.Skipped;
}
