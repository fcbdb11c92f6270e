namespace NodeGc.Kubernetes.Client;

/// <summary>Which objects of a kind to list or watch; null means no restriction.</summary>
public sealed record ListOptions
{
    public static ListOptions All { get; } = new();

    /// <summary>Null lists all namespaces.</summary>
    public string? Namespace { get; init; }

    /// <summary>In the server's syntax: <c>pool=build,disk</c>.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>In the server's syntax: <c>metadata.name=n1</c>.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>Objects per request, 1 or more; all pages are read.</summary>
    public int PageSize { get; init; } = 500;
}
