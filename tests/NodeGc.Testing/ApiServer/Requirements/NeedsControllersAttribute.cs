using NodeGc.Testing.ApiServer.RealControlPlane;

namespace NodeGc.Testing.ApiServer.Requirements;

/// <summary>
/// For tests that wait for the work of controllers: what is owned goes with its owner, a namespace is emptied.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsControllersAttribute()
    : RequirementAttribute("No kube-controller-manager beside kube-apiserver.")
{
    private protected override bool IsMet() => NamedControlPlane.Folder is null || NamedControlPlane.RunsControllers;
}
