using NodeGc.Testing;
using NodeGc.Testing.Docker;

namespace NodeGc.Scenarios;

/// <summary>The whole product as its users meet it: kubectl, API server, operator and agent with the rights of the
/// rendered chart, and a real engine with orphans. It is the demo, which checks every step itself and ends with
/// another code when one fails.</summary>
[NonParallelizable]
internal sealed class EndToEndTests
{
    [Test]
    public void Reports_removes_restores_and_leaves_every_image_container_and_volume_working()
    {
        var demo = new ExternalCommand("/bin/bash", SourceTree.PathOf("tests", "demo", "demo.sh"))
        {
            Limit = TimeSpan.FromMinutes(5),
            Environment = new Dictionary<string, string>
            {
                ["NODEGC_BIN"] = AppContext.BaseDirectory,
                ["KUBECONFIG"] = "",
            },
        };

        var result = demo.Run();

        Assert.That(result.Succeeded, result.Output + result.Errors);
        Assert.That(result.Output, Does.Contain("volumes are unchanged"));
    }
}
