namespace NodeGc.Collector.Policies;

/// <summary>When garbage of one class may go.</summary>
/// <param name="MinAge">How long ago it must have changed last.</param>
/// <param name="Confirmations">In how many scans it must have been seen as garbage; less than
/// <see cref="FewestConfirmations"/> counts as that.</param>
/// <param name="ConfirmationInterval">The least time between two scans that both count; less than
/// <see cref="ShortestInterval"/> counts as that.</param>
public sealed record ClassPolicy(TimeSpan MinAge, int Confirmations, TimeSpan ConfirmationInterval)
{
    /// <summary>No single look is proof: on a busy node every other scan sees a live directory that nothing on disk
    /// names yet.</summary>
    public const int FewestConfirmations = 2;

    /// <summary>5 s: longer than the engine takes to write down who owns a directory that it has finished.</summary>
    public static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(5);

    /// <summary>In how many scans it must have been seen as garbage: 2 or more.</summary>
    public int Confirmations
    {
        get;
        init => field = Math.Max(value, FewestConfirmations);
    } = Math.Max(Confirmations, FewestConfirmations);

    /// <summary>The least time between two scans that both count: 5 s or more.</summary>
    public TimeSpan ConfirmationInterval
    {
        get;
        init => field = Longer(value, ShortestInterval);
    } = Longer(ConfirmationInterval, ShortestInterval);

    /// <summary>The least time from the first scan to the one that confirms: one interval less than there are
    /// scans.</summary>
    public TimeSpan ConfirmationSpan =>
        ConfirmationInterval < TimeSpan.MaxValue / Confirmations
            ? (Confirmations - 1) * ConfirmationInterval
            : TimeSpan.MaxValue;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
