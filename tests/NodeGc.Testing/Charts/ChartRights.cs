using System.Text.RegularExpressions;

namespace NodeGc.Testing.Charts;

/// <summary>The service accounts of the rendered chart with their rights, and nothing that runs.</summary>
public static partial class ChartRights
{
    public const string Namespace = "nodegc";
    public const string Operator = "nodegc-operator";
    public const string Agent = "nodegc-agent";

    private static readonly Lazy<string> Rendered = new(() => RenderWith());

    private static readonly Lazy<string> RenderedPolicy = new(RenderAgentPolicy);

    /// <summary>The admission policy of the agents with its binding, for servers since Kubernetes 1.30.</summary>
    public static string AgentPolicy => RenderedPolicy.Value;

    /// <summary>To be applied; the namespace comes first.</summary>
    public static string Yaml => Rendered.Value;

    /// <summary>The same with other values, as <c>path=value</c>.</summary>
    public static string RenderWith(params IReadOnlyList<string> sets)
    {
        var release = new ChartRelease { Namespace = Namespace, Sets = sets };
        var documents = ChartRenderer.Render(release).Split("---\n");
        var rights = documents.Where(document => Right().IsMatch(document));
        return string.Join(
            "---\n",
            [$"apiVersion: v1\nkind: Namespace\nmetadata: {{ name: {Namespace} }}\n", .. rights]
        );
    }

    private static string RenderAgentPolicy()
    {
        var release = new ChartRelease { Namespace = Namespace, Sets = ["admissionPolicies.enabled=true"] };
        var documents = ChartRenderer.Render(release).Split("---\n");
        return string.Join(
            "---\n",
            documents.Where(document =>
                document.Contains("kind: ValidatingAdmissionPolicy", StringComparison.Ordinal)
                && document.Contains($"\n  name: {Agent}\n", StringComparison.Ordinal)
            )
        );
    }

    [GeneratedRegex("^kind: (ServiceAccount|(Cluster)?Role(Binding)?)$", RegexOptions.Multiline)]
    private static partial Regex Right();
}
