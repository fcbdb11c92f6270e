using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace NodeGc.Kubernetes.Connection.Kubeconfigs;

/// <summary>One kubeconfig file.</summary>
internal sealed record KubeconfigDocument(string Path, YamlMappingNode Root)
{
    public static KubeconfigDocument Read(string path)
    {
        try
        {
            using var reader = new StringReader(ConfigurationFile.ReadText(path, "kubeconfig"));
            var stream = new YamlStream();
            stream.Load(reader);
            var root = stream.Documents.Count == 0 ? new YamlMappingNode() : stream.Documents[0].RootNode;
            return new KubeconfigDocument(path, root as YamlMappingNode
                ?? throw new KubernetesConfigurationException($"The kubeconfig {path} is not a YAML mapping."));
        }
        catch (YamlException failure)
        {
            throw new KubernetesConfigurationException(
                $"The kubeconfig {path} is not valid YAML at line {failure.Start.Line}: {failure.Message}", failure);
        }
    }

    public string? FindText(string key) => new KubeconfigEntry(this, key, Root).FindText(key);

    /// <summary>The entry called <paramref name="name"/> in one of the lists <c>clusters</c>, <c>users</c> and <c>contexts</c>.</summary>
    public KubeconfigEntry? Find(string list, string name)
    {
        if (!Root.Children.TryGetValue(list, out var node) || node is not YamlSequenceNode items) return null;
        var found = items.OfType<YamlMappingNode>().FirstOrDefault(item => new KubeconfigEntry(this, list, item).FindText("name") == name);
        if (found is null) return null;
        var body = found.Children.TryGetValue(list[..^1], out var inner) ? inner as YamlMappingNode : null;
        return new KubeconfigEntry(this, $"{list[..^1]} '{name}'", body ?? new YamlMappingNode());
    }
}
