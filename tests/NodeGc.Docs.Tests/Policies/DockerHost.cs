using NodeGc.Agent.Reports;
using NodeGc.Testing.Docker;
using NodeGc.Testing.Stores.Engines;

namespace NodeGc.Docs.Tests.Policies;

/// <summary>A host with a running engine that holds something of each class.</summary>
internal sealed class DockerHost : IDisposable
{
    private const string Orphan = "0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9";

    public DockerHost()
    {
        var docker = Engine.Cli;
        BaseImage.Load(docker);
        docker.RunForever("web");
        foreach (
            var tag in (string[])
                ["registry.example.com/base/tool:1", "registry.example.com/system/proxy:1", "app:stable"]
        )
            docker.BuildClassic(tag, $"FROM base:1\nLABEL of={tag}\n");
        // The second build takes the tag of the first, which is left dangling.
        foreach (var content in (string[])["1", "2"])
            docker.BuildWithBuildKit("app:1", "FROM base:1\nCOPY f /f\n", ("f", content));
        docker.BuildClassic("job:1", "FROM base:1\nLABEL of=job\n");
        docker.RunOnce("done", "job:1", "true");
        docker.RunOnce("ci-cache-1", "base:1", "true");
        docker.Do("volume", "create");
        docker.Do("volume", "create", "data");
        MakeOrphan();
        MakeStoreOfAufs();
    }

    public PrivateDockerd Engine { get; } = PrivateDockerd.Start();

    /// <summary>What an item is, in words that do not change from one run to the next.</summary>
    public string NameOf(PlanItemDocument item) =>
        item.Class switch
        {
            "layers" => item.Name == Orphan ? "layers: orphan" : $"layers: {item.Name}",
            "volumes" => item.Name == "data" ? "volumes: data" : "volumes: anonymous",
            "containers" =>
                $"containers: {Engine.Cli.Do("inspect", "--format", "{{.Name}}", item.Name).TrimStart('/')}",
            "images" => $"images: {TagOf(item.Name)}",
            "stores" => $"stores: {item.Name}",
            var other => other,
        };

    public void Dispose() => Engine.Dispose();

    private string TagOf(string image) =>
        Engine.Cli.Do("inspect", "--format", "{{join .RepoTags \" \"}}", image) is { Length: > 0 } tags
            ? tags
            : "dangling";

    /// <summary>A layer directory as a pull leaves it that was interrupted before the layer was recorded.</summary>
    private void MakeOrphan()
    {
        var layers = Path.Combine(Engine.DataRoot, "overlay2");
        Directory.CreateDirectory(Path.Combine(layers, Orphan, "diff"));
        File.WriteAllText(Path.Combine(layers, Orphan, "diff", "file"), "of an interrupted pull");
        File.WriteAllText(Path.Combine(layers, Orphan, "link"), "NODEGCORPHANNODEGCORPHANNO");
        File.CreateSymbolicLink(Path.Combine(layers, "l", "NODEGCORPHANNODEGCORPHANNO"), $"../{Orphan}/diff");
    }

    /// <summary>What an engine left that used aufs before this one used overlay2.</summary>
    private void MakeStoreOfAufs()
    {
        var old = new EngineStore("aufs", EngineEra.ContentAddressed);
        old.Image("old:1", old.Layer(old.Layer()));
        var tree = old.Finish().Tree;
        foreach (var path in tree.Entries.Keys.Where(path => path.Split('/') is ["aufs", ..] or ["image", "aufs", ..]))
            tree.Write(Engine.DataRoot, path);
    }
}
