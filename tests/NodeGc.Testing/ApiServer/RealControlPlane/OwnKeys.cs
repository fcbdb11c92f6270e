using System.Text.RegularExpressions;

namespace NodeGc.Testing.ApiServer.RealControlPlane;

/// <summary>
/// What a control plane stores for itself, at its start or at any time later, and would miss: its namespaces with all
/// that is in them, its service, its leases, the addresses that it gave away, its rules of fairness. It keeps the list
/// of API services by itself: those of a definition go with it.
/// </summary>
internal static partial class OwnKeys
{
    public static bool Contains(string key) => OwnNamespace().IsMatch(key) || OwnObject().IsMatch(key);

    [GeneratedRegex("/kube-(system|public|node-lease)(/|$)")]
    private static partial Regex OwnNamespace();

    [GeneratedRegex(
        "^/registry/("
            + "namespaces/default$|serviceaccounts/default/default$|[^/]+(/[^/]+)?/default/kube(rnetes|-root-ca)"
            + "|masterleases/|peerserverleases/|apiregistration.k8s.io/"
            + "|ranges/|servicecidrs/|ipaddresses/"
            + "|flowschemas/|prioritylevelconfigurations/|priorityclasses/system-)"
    )]
    private static partial Regex OwnObject();
}
