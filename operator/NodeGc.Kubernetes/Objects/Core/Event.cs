namespace NodeGc.Kubernetes.Objects.Core;

/// <summary>Something that happened to an object (core/v1), as <c>kubectl describe</c> shows it.</summary>
public sealed record Event : IKubernetesObject
{
    public string ApiVersion
    {
        get => field ?? "v1";
        init;
    }

    public string Kind
    {
        get => field ?? "Event";
        init;
    }

    public required ObjectMeta Metadata { get; init; }

    public required ObjectReference InvolvedObject { get; init; }

    /// <summary>A CamelCase word for programs.</summary>
    public string? Reason { get; init; }

    /// <summary>A sentence for people, at most 1024 bytes.</summary>
    public string? Message { get; init; }

    /// <summary><c>Normal</c> or <c>Warning</c>.</summary>
    public string? Type { get; init; }

    public EventSource? Source { get; init; }

    public DateTimeOffset? FirstTimestamp { get; init; }

    public DateTimeOffset? LastTimestamp { get; init; }

    /// <summary>How often this was seen between the two times.</summary>
    public int? Count { get; init; }

    public string? ReportingComponent { get; init; }

    public string? ReportingInstance { get; init; }
}
