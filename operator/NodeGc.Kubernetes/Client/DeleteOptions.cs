using k8s.Models;

namespace NodeGc.Kubernetes.Client;

/// <summary>Which object exactly is to be deleted: a precondition that does not hold is a conflict, and nothing is
/// deleted.</summary>
public sealed record DeleteOptions
{
    public static DeleteOptions Any { get; } = new();

    public string? Uid { get; init; }

    public string? ResourceVersion { get; init; }

    internal V1DeleteOptions ToPackage() =>
        new()
        {
            ApiVersion = "v1",
            Kind = "DeleteOptions",
            Preconditions =
                Uid is null && ResourceVersion is null
                    ? null
                    : new V1Preconditions { Uid = Uid, ResourceVersion = ResourceVersion },
        };
}
