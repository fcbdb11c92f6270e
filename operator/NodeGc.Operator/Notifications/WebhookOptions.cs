using System.Collections.Frozen;
using NodeGc.Api.Cleanups;
using NodeGc.Kubernetes.Queues;

namespace NodeGc.Operator.Notifications;

/// <summary>Where and how notifications are delivered. Files are read for each delivery, so that a Secret can be
/// changed without a restart.</summary>
internal sealed record WebhookOptions
{
    /// <summary>URL of the webhook; null if it is in <see cref="UrlFile"/>.</summary>
    public Uri? Url { get; init; }

    /// <summary>File that contains the URL, for those that are secrets; null if it is in <see cref="Url"/>.</summary>
    public string? UrlFile { get; init; }

    /// <summary>File that contains the key of the signature; null if notifications are not signed.</summary>
    public string? SigningKeyFile { get; init; }

    /// <summary>File with the CA certificates to trust, in PEM; null to trust those of the system.</summary>
    public string? CaFile { get; init; }

    /// <summary>HTTP proxy; null to use the one that the environment names, if any.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>What is notified.</summary>
    public FrozenSet<NotificationType> Types { get; init; } = [.. Enum.GetValues<NotificationType>()];

    /// <summary>Name of the cluster in notifications; null leaves it out.</summary>
    public string? ClusterName { get; init; }

    /// <summary>How long the webhook may take to respond.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long to wait after a failed delivery.</summary>
    public Backoff Backoff { get; init; } = new(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(15));

    /// <summary>A notification that could not be delivered for this long is given up.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromHours(24);
}
