namespace NodeGc.Collector.Policies;

/// <summary>When garbage of one class may be removed.</summary>
/// <param name="MinAge">Minimum time since its last change.</param>
/// <param name="Confirmations">Number of scans that must have seen it as garbage; at least
/// <see cref="FewestConfirmations"/>.</param>
/// <param name="ConfirmationInterval">Minimum time between two scans that count; at least
/// <see cref="ShortestInterval"/>.</param>
public sealed record ClassPolicy(TimeSpan MinAge, int Confirmations, TimeSpan ConfirmationInterval)
{
    /// <summary>A single scan proves nothing: on a busy node every other scan sees a directory in use that nothing on
    /// disk names yet.</summary>
    public const int FewestConfirmations = 2;

    /// <summary>5 s: longer than the engine takes to record the owner of a finished directory.</summary>
    public static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(5);

    /// <summary>Number of scans that must have seen it as garbage: 2 or more.</summary>
    public int Confirmations
    {
        get;
        init => field = Math.Max(value, FewestConfirmations);
    } = Math.Max(Confirmations, FewestConfirmations);

    /// <summary>Minimum time between two scans that count: 5 s or more.</summary>
    public TimeSpan ConfirmationInterval
    {
        get;
        init => field = Longer(value, ShortestInterval);
    } = Longer(ConfirmationInterval, ShortestInterval);

    /// <summary>Minimum time from the first to the confirming scan: one interval less than the number of
    /// scans.</summary>
    public TimeSpan ConfirmationSpan =>
        ConfirmationInterval < TimeSpan.MaxValue / Confirmations
            ? (Confirmations - 1) * ConfirmationInterval
            : TimeSpan.MaxValue;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
