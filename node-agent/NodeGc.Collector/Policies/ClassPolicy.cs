namespace NodeGc.Collector.Policies;

/// <summary>When garbage of one class may go.</summary>
/// <param name="MinAge">How long ago it must have changed last.</param>
/// <param name="Confirmations">In how many scans it must have been seen as garbage; at least 2.</param>
/// <param name="ConfirmationInterval">The least time between two scans that both count.</param>
public sealed record ClassPolicy(TimeSpan MinAge, int Confirmations, TimeSpan ConfirmationInterval);
