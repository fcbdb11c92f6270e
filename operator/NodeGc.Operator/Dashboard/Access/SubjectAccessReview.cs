using System.Collections.Immutable;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Operator.Dashboard.Access;

/// <summary>Asks the API server whether a user may do something (authorization.k8s.io/v1). Never stored.</summary>
internal sealed record SubjectAccessReview : IKubernetesObject
{
    public string ApiVersion
    {
        get => field ?? "authorization.k8s.io/v1";
        init;
    }

    public string Kind
    {
        get => field ?? "SubjectAccessReview";
        init;
    }

    public required ObjectMeta Metadata { get; init; }

    public required SubjectAccessReviewSpec Spec { get; init; }

    public SubjectAccessReviewStatus? Status { get; init; }
}

/// <summary>The question.</summary>
internal sealed record SubjectAccessReviewSpec
{
    public string? User { get; init; }

    public string? Uid { get; init; }

    public ImmutableArray<string>? Groups { get; init; }

    public ImmutableDictionary<string, ImmutableArray<string>>? Extra { get; init; }

    public required ResourceAttributes ResourceAttributes { get; init; }
}

/// <summary>Which verb on which resource, in all namespaces.</summary>
internal sealed record ResourceAttributes
{
    public required string Group { get; init; }

    public required string Resource { get; init; }

    public required string Verb { get; init; }
}

/// <summary>The answer.</summary>
internal sealed record SubjectAccessReviewStatus
{
    public bool Allowed { get; init; }
}
