using NodeGc.Kubernetes.Client;
using NodeGc.Kubernetes.Queues;

namespace NodeGc.Kubernetes.Informers;

/// <summary>What an informer watches, and its timing.</summary>
public sealed record InformerOptions
{
    public static InformerOptions Default { get; } = new();

    public ListOptions Objects { get; init; } = ListOptions.All;

    /// <summary>How long one watch request lasts, plus a random time of up to as much again, so that a fleet does not
    /// reconnect at once.</summary>
    public TimeSpan WatchTime { get; init; } = TimeSpan.FromMinutes(5);

    public Backoff Backoff { get; init; } = Backoff.Connection;

    /// <summary>After a broken connection: how long a watch must be open without an error before the copy counts as
    /// current again. A server that no longer has the version reports that at once.</summary>
    public TimeSpan SettleTime { get; init; } = TimeSpan.FromSeconds(2);
}
