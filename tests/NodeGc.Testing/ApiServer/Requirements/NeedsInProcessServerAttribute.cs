using NodeGc.Testing.ApiServer.RealControlPlane;

namespace NodeGc.Testing.ApiServer.Requirements;

/// <summary>For tests that use the switches or the counters of the server in this process.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsInProcessServerAttribute(string reason) : RequirementAttribute(reason)
{
    private protected override bool IsMet() => NamedControlPlane.Folder is null;
}
