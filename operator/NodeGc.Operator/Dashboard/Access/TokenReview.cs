using System.Collections.Immutable;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Operator.Dashboard.Access;

/// <summary>Asks the API server whose token this is (authentication.k8s.io/v1). Never stored.</summary>
internal sealed record TokenReview : IKubernetesObject
{
    public string ApiVersion
    {
        get => field ?? "authentication.k8s.io/v1";
        init;
    }

    public string Kind
    {
        get => field ?? "TokenReview";
        init;
    }

    public required ObjectMeta Metadata { get; init; }

    public required TokenReviewSpec Spec { get; init; }

    public TokenReviewStatus? Status { get; init; }
}

/// <summary>The question.</summary>
internal sealed record TokenReviewSpec
{
    public required string Token { get; init; }
}

/// <summary>The answer.</summary>
internal sealed record TokenReviewStatus
{
    public bool Authenticated { get; init; }

    public UserInfo? User { get; init; }
}

/// <summary>Who a token belongs to, in the fields that an authorizer asks for.</summary>
internal sealed record UserInfo
{
    public string? Username { get; init; }

    public string? Uid { get; init; }

    public ImmutableArray<string>? Groups { get; init; }

    public ImmutableDictionary<string, ImmutableArray<string>>? Extra { get; init; }
}
