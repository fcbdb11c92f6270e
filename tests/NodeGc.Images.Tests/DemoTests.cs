using NodeGc.Testing;
using NodeGc.Testing.Docker;

namespace NodeGc.Images.Tests;

/// <summary>The whole product from its images: the chart, its pods with its rights, kubectl.</summary>
internal sealed class DemoTests
{
    [Test]
    public void The_demo_succeeds()
    {
        var demo = new ExternalCommand("/bin/bash", SourceTree.PathOf("tests", "demo", "demo.sh"))
        {
            Limit = TimeSpan.FromMinutes(10),
            Environment = new Dictionary<string, string>
            {
                ["NODEGC_IMAGES"] = Artifacts.PathOf("images"),
                ["CI"] = "true",
                ["KUBECONFIG"] = "",
            },
        };

        var result = demo.Run();

        var reason = result
            .Errors.Split('\n')
            .LastOrDefault(line => line.StartsWith("demo: ", StringComparison.Ordinal));
        Assert.That(result.Succeeded, $"{reason}\n{result}");
        Assert.That(result.Output, Does.Contain("images run").And.Contain("volumes are unchanged"));
    }
}
