using System.Text.RegularExpressions;

namespace NodeGc.Testing.Charts;

/// <summary>The service accounts of the rendered chart with their rights, and nothing that runs.</summary>
public static partial class ChartRights
{
    public const string Namespace = "nodegc";
    public const string Operator = "nodegc-operator";
    public const string Agent = "nodegc-agent";

    private static readonly Lazy<string> Rendered = new(() => RenderWith());

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

    [GeneratedRegex("^kind: (ServiceAccount|(Cluster)?Role(Binding)?)$", RegexOptions.Multiline)]
    private static partial Regex Right();
}
