using k8s;
using k8s.KubeConfigModels;
using NodeGc.Kubernetes.Connection;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace NodeGc.Kubernetes.Configuration;

/// <summary>One kubeconfig file, as YAML and as the package reads it. The package's records have no field for
/// <c>tokenFile</c> or <c>proxy-url</c>, and its errors do not name the file.</summary>
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
            return new KubeconfigDocument(
                path,
                root as YamlMappingNode
                    ?? throw new KubernetesConfigurationException($"The kubeconfig {path} is not a YAML mapping.")
            );
        }
        catch (YamlException failure)
        {
            throw Invalid(path, failure);
        }
    }

    /// <summary>The file as the package reads it. Only to be called if the file is not empty: the package fails at an
    /// empty file with a null reference.</summary>
    public K8SConfiguration Load()
    {
        try
        {
            return KubernetesClientConfiguration.LoadKubeConfig(Path);
        }
        catch (YamlException failure)
        {
            throw Invalid(Path, failure);
        }
    }

    public string? FindText(string key) => new KubeconfigEntry(this, key, Root).FindText(key);

    /// <summary>The entry called <paramref name="name"/> in one of the lists <c>clusters</c>, <c>users</c> and
    /// <c>contexts</c>.</summary>
    public KubeconfigEntry? Find(string list, string name)
    {
        if (!Root.Children.TryGetValue(list, out var node) || node is not YamlSequenceNode items)
            return null;
        var found = items
            .OfType<YamlMappingNode>()
            .FirstOrDefault(item => new KubeconfigEntry(this, list, item).FindText("name") == name);
        if (found is null)
            return null;
        var body = found.Children.TryGetValue(list[..^1], out var inner) ? inner as YamlMappingNode : null;
        return new KubeconfigEntry(this, $"{list[..^1]} '{name}'", body ?? new YamlMappingNode());
    }

    private static KubernetesConfigurationException Invalid(string path, YamlException failure) =>
        new($"The kubeconfig {path} is not valid YAML at line {failure.Start.Line}: {failure.Message}", failure);
}
