using NodeGc.Kubernetes.Objects;
using NodeGc.Testing.Charts;

namespace NodeGc.Operator.Tests.Scenes;

/// <summary>The operator's service account, with the rights that the rendered chart gives it.</summary>
internal static class OperatorRights
{
    public const string Namespace = ChartRights.Namespace;
    public const string Name = ChartRights.Operator;

    public static readonly ObjectKey Lease = new(Namespace, Name);

    public static string Yaml => ChartRights.Yaml;
}
