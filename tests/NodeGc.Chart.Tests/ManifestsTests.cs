using NodeGc.Testing;
using NodeGc.Testing.Docker;

namespace NodeGc.Chart.Tests;

/// <summary>The manifests for <c>kubectl apply -k</c>.</summary>
public sealed class ManifestsTests
{
    private static readonly string Folder = SourceTree.PathOf("charts", "manifests");

    [Test]
    [Category("Golden")]
    public void Are_what_make_manifests_makes_of_the_chart()
    {
        var made = Directory.CreateTempSubdirectory("nodegc-manifests-");
        try
        {
            var target = Environment.GetEnvironmentVariable("NODEGC_GOLDEN") == "rewrite" ? Folder : made.FullName;
            var script = SourceTree.PathOf("tests", "setup", "manifests.sh");
            _ = new ExternalCommand("/bin/bash", script, target).Run().Text;
            Assert.That(Read(target), Is.EqualTo(Read(Folder)), "run make manifests and review the diff");
        }
        finally
        {
            made.Delete(recursive: true);
        }
    }

    [Test]
    public void Are_built_by_kustomize()
    {
        var result = new ExternalCommand("kubectl", "kustomize", Folder).Run();
        Assert.That(result.Succeeded, result.ToString());
        Assert.That(result.Output, Does.Contain("kind: DaemonSet").And.Contain("kind: Deployment"));
    }

    private static Dictionary<string, string> Read(string folder) =>
        Directory.EnumerateFiles(folder).ToDictionary(file => Path.GetFileName(file), File.ReadAllText);
}
