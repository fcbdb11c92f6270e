using NodeGc.Testing.ApiServer.RealControlPlane;

namespace NodeGc.Testing.ApiServer.Requirements;

/// <summary>For tests of what an API server can do only since a version; the one in this process can.</summary>
/// <param name="since">As <c>1.25</c>.</param>
/// <param name="what">What came with it.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsKubernetesAttribute(string since, string what)
    : RequirementAttribute($"{what}: since Kubernetes {since}.")
{
    /// <summary>The first version that can.</summary>
    public string Since { get; } = since;

    private protected override bool IsMet() =>
        NamedControlPlane.Folder is null || NamedControlPlane.Version >= Version.Parse(Since);
}
