using System.Text;
using NodeGc.Kubernetes.Connection;
using YamlDotNet.RepresentationModel;

namespace NodeGc.Kubernetes.Configuration;

/// <summary>One cluster, user or context, and its file for messages and relative paths.</summary>
internal sealed record KubeconfigEntry(KubeconfigDocument Document, string Title, YamlMappingNode Body)
{
    public bool Has(string key) =>
        Body.Children.TryGetValue(key, out var node)
        && node is not YamlScalarNode { Value: null or "" or "null" or "~" };

    /// <summary>The text of a field; null if it is missing or empty.</summary>
    public string? FindText(string key) => Has(key) ? (Body.Children[key] as YamlScalarNode)?.Value : null;

    public bool IsTrue(string key) =>
        FindText(key) switch
        {
            null or "false" => false,
            "true" => true,
            var other => throw Wrong($"{key} must be true or false, not '{other}'"),
        };

    /// <summary>A path, relative to the folder of the kubeconfig.</summary>
    public string? FindPath(string key) =>
        FindText(key) is { } path ? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(Document.Path))!, path) : null;

    /// <summary>PEM text from <c>{key}-data</c> in base64, or else from the file at <c>{key}</c>.</summary>
    public string? FindPem(string key)
    {
        if (FindText($"{key}-data") is { } data)
            return Decode($"{key}-data", data);
        return FindPath(key) is { } path ? ConfigurationFile.ReadText(path, key) : null;
    }

    public KubernetesConfigurationException Wrong(string problem, Exception? cause = null) =>
        new($"In the kubeconfig {Document.Path}, {Title}: {problem}.", cause!);

    private string Decode(string key, string data)
    {
        var bytes = new byte[data.Length];
        return Convert.TryFromBase64String(data, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw Wrong($"{key} is not valid base64");
    }
}
